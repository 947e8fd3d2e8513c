"""An answer as a sentence, as an HTML fragment for the page and as text for the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

from calculators.engine.words import Words

type Answer = Mapping[str, Any]


def summary(answer: Answer, words: Words) -> str:
    """The answer in one plain sentence, as a screen reader announces it."""
    outcome = answer["outcome"]
    if outcome == "paid":
        return words(f"summary.paid.{answer['grade']}", total=words.money(Decimal(answer["total"])))
    if outcome in ("refused", "unsettled"):
        reasons = answer["refusals"] or answer["unsettled"]
        first, others = reasons[0]["label"], len(reasons) - 1
        if not others:
            return words(f"summary.{outcome}", first=first)
        return words.count(f"summary.{outcome}.more", others, first=first)
    if outcome == "problems":
        count = len(answer["problems"])
        return words.count("summary.problems", count)
    steps = {f"{s['key']}_date": date.fromisoformat(s["date"]) for s in answer["agenda"]}
    return words(f"summary.{outcome}", **steps)


def html(answer: Answer, words: Words, picture: str = "") -> str:
    """The result as an HTML fragment; every text is escaped, nothing of the reader's stands in it as markup."""
    outcome = answer["outcome"]
    parts = [_unknown(answer, words), _title(answer, words)]
    if outcome in ("problems", "fault"):
        return _join(f'<div class="answer answer--{outcome}">', *parts, "</div>")
    ending = [
        _headed("advice", notes("advice", answer["advice"]), words),
        _headed("agenda", _agenda(answer["agenda"], words), words),
    ]
    parts += [
        _day(answer, words),
        notes("refusals", answer["refusals"]),
        notes("unsettled", answer["unsettled"]),
        rows(answer, words),
        picture,
        *(ending if outcome != "dated" else reversed(ending)),  # dates alone are the result itself
    ]
    return _join(f'<div class="answer answer--{outcome}">', *parts, "</div>")


def plain(answer: Answer, words: Words) -> str:
    """The answer as plain text."""
    lines = [answer["summary"]] + ([""] if answer["rows"] else [])
    for row in answer["rows"]:
        lines += [f"  {words.money(Decimal(row['amount'])):>14}  {row['label']} — {row['working']}"]
        lines += [f"{'':18}{words('grades.' + row['grade'])} ; {_cited(row['citations'])}"]
        lines += [f"{'':18}{row['reading']}"] if row["reading"] else []
    for kind in ("refusals", "unsettled", "advice"):
        lines += ["", words(f"headings.{kind}")] if answer[kind] else []
        lines += [
            f"  – {note['label']}" + (f" [{_cited(note['citations'])}]" if note["citations"] else "")
            for note in answer[kind]
        ]
    if answer["agenda"]:
        lines += ["", words("headings.agenda")]
        lines += [f"  – {_when(step, words)} : {step['label']}" for step in answer["agenda"]]
    if answer["unknown"]:
        lines += ["", words("answer.unknown", names=", ".join(answer["unknown"]))]
    lines += ["", words("answer.day", day=date.fromisoformat(answer["day"]), rules=answer["rules"])]
    return "\n".join(lines)


def citation(cited: Mapping[str, str]) -> str:
    """A citation as a link to its document."""
    label = cited["title"] + (f", {cited['paragraph']}" if cited["paragraph"] else "")
    return f'<a class="cite" href="{escape(cited["url"])}" rel="external">{escape(label)}</a>'


def badge(grade: str, words: Words) -> str:
    """How sure we are, in one word with its explanation."""
    return (
        f'<span class="grade grade--{grade}" title="{escape(words(f"grades.meaning.{grade}"))}">'
        f"{escape(words(f'grades.{grade}'))}</span>"
    )


def _title(answer: Answer, words: Words) -> str:
    outcome = answer["outcome"]
    title = escape(words(f"titles.{outcome}"))
    if outcome == "paid":
        title += f' <strong class="answer__total">{escape(words.money(Decimal(answer["total"])))}</strong>'
    line = f'<h2 class="answer__title" tabindex="-1">{title}</h2>'
    if outcome == "paid" and not answer["rows"]:
        line += f"<p>{escape(words('answer.no_rows'))}</p>"
    elif outcome == "paid":
        grade = answer["grade"]
        sentence = escape(words(f"grades.sentence.{grade}"))
        line += f'<p class="answer__grade">{badge(grade, words)} {sentence}</p>'
    elif explanation := words.get(f"titles.{outcome}.explained"):
        line += f"<p>{escape(explanation)}</p>"
    return line


def _day(answer: Answer, words: Words) -> str:
    day = date.fromisoformat(answer["day"])
    return f'<p class="answer__day">{escape(words("answer.day", day=day, rules=answer["rules"]))}</p>'


def _unknown(answer: Answer, words: Words) -> str:
    if not answer["unknown"]:
        return ""
    return f'<p class="unknown">{escape(words("answer.unknown", names=", ".join(answer["unknown"])))}</p>'


def rows(answer: Answer, words: Words) -> str:
    """The rows as a table, with working, grade and citations; nothing where nothing is paid."""
    if not answer["rows"]:
        return ""
    heads = {name: escape(words(f"table.{name}")) for name in ("label", "working", "amount", "source")}
    body = "".join(
        f'<tr data-row="{row["key"]}"><th scope="row">{escape(row["label"])}</th>'
        f'<td class="rows__working" data-label="{heads["working"]}">{escape(row["working"])}'
        + (f'<br><em class="rows__reading">{escape(row["reading"])}</em>' if row["reading"] else "")
        + f'</td><td class="rows__amount" data-label="{heads["amount"]}">{_amount(row["amount"], words)}</td>'
        f'<td class="rows__source" data-label="{heads["source"]}">{badge(row["grade"], words)} '
        f"{'<br>'.join(citation(c) for c in row['citations'])}</td></tr>"
        for row in answer["rows"]
    )
    return (
        f'<table class="rows"><caption>{escape(words("table.caption"))}</caption><thead><tr>'
        + "".join(f'<th scope="col">{head}</th>' for head in heads.values())
        + f"</tr></thead><tbody>{body}</tbody><tfoot><tr>"
        f'<th scope="row" colspan="2">{escape(words("table.total"))}</th>'
        f'<td class="rows__amount">{_amount(answer["total"], words)}</td><td></td></tr></tfoot></table>'
    )


def _amount(amount: str, words: Words) -> str:
    return escape(words.money(Decimal(amount)))


def notes(kind: str, found: Iterable[Mapping[str, Any]]) -> str:
    """Refusals, unsettled points or advice as a list, each with its citations."""
    items = "".join(
        f'<li data-key="{note["key"]}">{escape(note["label"])}'
        + "".join(f' <span class="source">{citation(c)}</span>' for c in note["citations"])
        + "</li>"
        for note in found
    )
    return f'<ul class="{kind}">{items}</ul>' if items else ""


def _agenda(steps: Iterable[Mapping[str, Any]], words: Words) -> str:
    items = "".join(
        f'<li data-step="{step["key"]}" class="timeline__{step["when"]}">'
        f'<time datetime="{step["date"]}">{escape(_when(step, words))}</time> '
        f'<span class="timeline__what">{escape(step["label"])}</span>'
        + "".join(f' <span class="timeline__source">{citation(c)}</span>' for c in step["citations"])
        + "</li>"
        for step in steps
    )
    return f'<ol class="timeline">{items}</ol>' if items else ""


def _when(step: Mapping[str, Any], words: Words) -> str:
    return words(f"when.{step['when']}", day=date.fromisoformat(step["date"]))


def _headed(kind: str, content: str, words: Words) -> str:
    return f"<h3>{escape(words(f'headings.{kind}'))}</h3>{content}" if content else ""


def _cited(cited: Iterable[Mapping[str, str]]) -> str:
    return " ; ".join(c["title"] + (f", {c['paragraph']}" if c["paragraph"] else "") for c in cited)


def _join(*parts: str) -> str:
    return "".join(parts)

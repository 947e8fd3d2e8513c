"""An answer as a sentence, as an HTML fragment for the page and as text for the command line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from html import escape

from calculators.engine.answer import Answer, Citation, Note, Row, Step
from calculators.engine.words import Words


def summary(answer: Answer, words: Words) -> str:
    """The answer in one plain sentence, as a screen reader announces it."""
    outcome = answer["outcome"]
    if outcome == "paid":
        return words(f"summary.paid.{answer['grade']}", total=_money(answer["total"], words))
    if outcome in ("refused", "unsettled"):
        reasons = answer["refusals"] or answer["unsettled"]
        first, others = reasons[0]["label"], len(reasons) - 1
        if not others:
            return words(f"summary.{outcome}", first=first)
        return words.count(f"summary.{outcome}.more", others, first=first)
    if outcome == "problems":
        return words.count("summary.problems", len(answer["problems"]))
    steps = {f"{s['key']}_date": date.fromisoformat(s["date"]) for s in answer["agenda"]}
    return words(f"summary.{outcome}", **steps)


def html(answer: Answer, words: Words, picture: str = "") -> str:
    """The result as an HTML fragment; every text is escaped, nothing of the reader's stands in it as markup."""
    outcome = answer["outcome"]
    parts = [_unknown(answer, words), _title(answer, words)]
    if outcome in ("problems", "fault"):
        return _answer(outcome, parts)
    ending = [
        _headed("advice", notes("advice", answer["advice"]), words),
        _headed("agenda", _agenda(answer["agenda"], words), words),
    ]
    parts += [
        f'<p class="answer__day">{escape(_rules(answer, words))}</p>',
        notes("refusals", answer["refusals"]),
        notes("unsettled", answer["unsettled"]),
        rows(answer, words),
        picture,
        *(ending if outcome != "dated" else reversed(ending)),  # dates alone are the result itself
    ]
    return _answer(outcome, parts)


def _answer(outcome: str, parts: Iterable[str]) -> str:
    return f'<div class="answer answer--{outcome}">{"".join(parts)}</div>'


def plain(answer: Answer, words: Words) -> str:
    """The answer as plain text."""
    lines = [answer["summary"]] + ([""] if answer["rows"] else [])
    between = words("format.between")

    def sure(row: Row) -> str:
        return between.join([words(f"grades.{row['grade']}"), *map(_cited, row["citations"])])

    for row in answer["rows"]:
        lines += [f"  {_money(row['amount'], words):>14}  {row['label']} — {row['working']}"]
        lines += [f"{'':18}{sure(row)}"]
        lines += [f"{'':18}{row['reading']}"] if row["reading"] else []
    found = {"refusals": answer["refusals"], "unsettled": answer["unsettled"], "advice": answer["advice"]}
    for kind, those in found.items():
        lines += ["", words(f"headings.{kind}")] if those else []
        for note in those:
            cited = between.join(map(_cited, note["citations"]))
            lines.append(f"  – {note['label']}" + (f" [{cited}]" if cited else ""))
    if answer["agenda"]:
        lines += ["", words("headings.agenda")]
        steps = [words("format.step", when=_when(step, words), what=step["label"]) for step in answer["agenda"]]
        lines += [f"  – {step}" for step in steps]
    if answer["unknown"]:
        lines += ["", words("answer.unknown", names=", ".join(answer["unknown"]))]
    lines += ["", _rules(answer, words)]
    return "\n".join(lines)


def citation(cited: Citation) -> str:
    """A citation as a link to its document."""
    return f'<a class="cite" href="{escape(cited["url"])}" rel="external">{escape(_cited(cited))}</a>'


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
        title += f' <strong class="answer__total">{escape(_money(answer["total"], words))}</strong>'
    line = f'<h2 class="answer__title" tabindex="-1">{title}</h2>'
    if outcome == "paid" and not answer["rows"]:
        line += f"<p>{escape(words('answer.no_rows'))}</p>"
    elif outcome == "paid":
        grade = answer["grade"] or ""
        sentence = escape(words(f"grades.sentence.{grade}"))
        line += f'<p class="answer__grade">{badge(grade, words)} {sentence}</p>'
    elif explanation := words.get(f"titles.{outcome}.explained"):
        line += f"<p>{escape(explanation)}</p>"
    return line


def _rules(answer: Answer, words: Words) -> str:
    """Whose day's rules apply."""
    day = date.fromisoformat(answer["day"]) if answer["day"] else ""
    return words("answer.day", day=day, rules=answer["rules"])


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
        + f'</td><td class="rows__amount" data-label="{heads["amount"]}">{escape(_money(row["amount"], words))}</td>'
        f'<td class="rows__source" data-label="{heads["source"]}">{badge(row["grade"], words)} '
        f"{'<br>'.join(citation(c) for c in row['citations'])}</td></tr>"
        for row in answer["rows"]
    )
    return (
        f'<table class="rows"><caption>{escape(words("table.caption"))}</caption><thead><tr>'
        + "".join(f'<th scope="col">{head}</th>' for head in heads.values())
        + f"</tr></thead><tbody>{body}</tbody><tfoot><tr>"
        f'<th scope="row" colspan="2">{escape(words("table.total"))}</th>'
        f'<td class="rows__amount">{escape(_money(answer["total"], words))}</td><td></td></tr></tfoot></table>'
    )


def _money(amount: str | None, words: Words) -> str:
    return words.money(Decimal(amount or 0))


def notes(kind: str, found: Iterable[Note]) -> str:
    """Refusals, unsettled points or advice as a list, each with its citations."""
    items = "".join(
        f'<li data-key="{note["key"]}">{escape(note["label"])}'
        + "".join(f' <span class="source">{citation(c)}</span>' for c in note["citations"])
        + "</li>"
        for note in found
    )
    return f'<ul class="{kind}">{items}</ul>' if items else ""


def _agenda(steps: Iterable[Step], words: Words) -> str:
    items = "".join(
        f'<li data-step="{step["key"]}" class="timeline__{step["when"]}">'
        f'<time datetime="{step["date"]}">{escape(_when(step, words))}</time> '
        f'<span class="timeline__what">{escape(step["label"])}</span>'
        + "".join(f' <span class="timeline__source">{citation(c)}</span>' for c in step["citations"])
        + "</li>"
        for step in steps
    )
    return f'<ol class="timeline">{items}</ol>' if items else ""


def _when(step: Step, words: Words) -> str:
    return words(f"when.{step['when']}", day=date.fromisoformat(step["date"]))


def _headed(kind: str, content: str, words: Words) -> str:
    return f"<h3>{escape(words(f'headings.{kind}'))}</h3>{content}" if content else ""


def _cited(cited: Citation) -> str:
    return cited["title"] + (f", {cited['paragraph']}" if cited["paragraph"] else "")

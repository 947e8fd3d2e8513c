"""An answer as an HTML fragment for the page: a card with what counts, then the details.

Every text is escaped; nothing of the reader's stands in it as markup. What depends on the day of reading (which dates
are past, which comes next) is for the page to say: docs/assets/calculator/agenda.mjs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from itertools import groupby

from calculators.engine.answer import Answer, Citation, Note, Row, Step
from calculators.engine.plain import amounts, cited, rules, shared, when
from calculators.engine.words import Words

_OWN_TITLE = re.compile(r"(?<=«\u00a0)([^«»]+)(?=\u00a0»)")


def html(answer: Answer, words: Words, picture: str = "") -> str:
    """The card, and for an answer of the rule its details: dates, advice, what is drawn, whose rules apply."""
    outcome, dates = answer["outcome"], _agenda(answer["agenda"], words)
    dated = outcome == "dated"  # dates alone are the result itself
    card = [
        _unknown(answer, words),
        _explained(answer, words),
        notes("refusals", answer["refusals"], words("answer.change")),
        notes("unsettled", answer["unsettled"]),
        rows(answer, words),
        dates if dated else "",
        '<p class="answer__next" hidden></p>' if dates else "",
    ]
    told = [
        _headed("advice", notes("advice", answer["advice"]), words),
        "" if dated else _headed("agenda", dates, words),
    ]
    drawn = f'<div class="answer__drawn">{picture}</div>' if picture else ""
    details = (
        f'<div class="answer__details"><div class="answer__told">{"".join(told)}</div>{drawn}'
        f'<p class="answer__day">{escape(rules(answer, words))}</p></div>'
    )
    closing = '<p class="answer__closed" hidden></p>' if dates else ""
    grade = f" answer--{answer['grade']}" if answer["grade"] else ""
    return (
        f'<div class="answer answer--{outcome}{grade}"><div class="answer__card">{closing}{_title(answer, words)}'
        f'<div class="answer__body">{"".join(card)}</div></div>'
        f"{details if answer['day'] and outcome != 'problems' else ''}</div>"
    )


def _title(answer: Answer, words: Words) -> str:
    """What the answer is, by its outcome and how sure it is, and the one amount; `data-word` is its shortest form."""
    outcome, grade = answer["outcome"], answer["grade"]
    title, word, total = words(f"titles.{outcome}.{grade}" if grade else f"titles.{outcome}"), "", ""
    if grade:
        word = words(f"short.{grade}")
        total = f' <strong class="answer__total">{escape(amounts(answer, words)(answer["total"]))}</strong>'
    return (
        f'<h2 class="answer__title" tabindex="-1" data-word="{escape(word)}">'
        f'<span class="answer__what">{escape(title)}</span>{total}</h2>'
    )


def _explained(answer: Answer, words: Words) -> str:
    outcome = answer["outcome"]
    if outcome == "paid":
        return "" if answer["rows"] else f"<p>{escape(words('answer.no_rows'))}</p>"
    text = words.get(f"titles.{outcome}.explained")
    return f"<p>{escape(text)}</p>" if text else ""


def _unknown(answer: Answer, words: Words) -> str:
    if not answer["unknown"]:
        return ""
    return f'<p class="unknown">{escape(words("answer.unknown", names=", ".join(answer["unknown"])))}</p>'


def rows(answer: Answer, words: Words) -> str:
    """The rows, each with its working under its label, then what they all rest on; nothing where nothing is paid.

    A row says how sure it is, and names its documents, where it differs from the others.
    """
    if not answer["rows"]:
        return ""
    money, common = amounts(answer, words), shared(row["citations"] for row in answer["rows"])
    body = "".join(
        f'<tr data-row="{row["key"]}"><th scope="row">{escape(row["label"])} '
        f'<span class="rows__working">{escape(row["working"])}</span>{_sure(row, answer, common, words)}</th>'
        f'<td class="rows__amount">{escape(money(row["amount"]))}</td></tr>'
        for row in answer["rows"]
    )
    heads = "".join(f'<th scope="col">{escape(words(f"table.{name}"))}</th>' for name in ("label", "amount"))
    grade = answer["grade"] or ""
    sure = f"{badge(grade, words)} {escape(words(f'grades.sentence.{grade}'))} {_sources(common)}"
    return (
        f'<table class="rows"><caption class="visually-hidden">{escape(words("table.caption"))}</caption>'
        f'<thead class="visually-hidden"><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
        f'<p class="answer__sure">{sure}</p>'
    )


def _sure(row: Row, answer: Answer, common: list[Citation], words: Words) -> str:
    """What a row says of itself alone: how we read the text, its grade, its documents."""
    grade = badge(row["grade"], words) if row["grade"] != answer["grade"] else ""
    own = _sources([one for one in row["citations"] if one not in common])
    reading = f'<em class="rows__reading">{escape(row["reading"])}</em>' if row["reading"] else ""
    return reading + (f' <span class="rows__source">{grade} {own}</span>' if grade or own else "")


def notes(kind: str, found: Iterable[Note], change: str = "") -> str:
    """Refusals, unsettled points or advice as a list; `change`: words that lead back to the answer behind one."""
    items = "".join(
        f'<li data-key="{note["key"]}">{escape(note["label"])}'
        + (f' <span class="source">{_sources(note["citations"])}</span>' if note["citations"] else "")
        + (
            f' <button type="button" class="link" data-change="{note["question"]}">{escape(change)}</button>'
            if change and note["question"]
            else ""
        )
        + "</li>"
        for note in found
    )
    return f'<ul class="{kind}">{items}</ul>' if items else ""


def _agenda(steps: Iterable[Step], words: Words) -> str:
    """The steps, those of one date together under it; what all of them rest on stands once, at the end."""
    found = list(steps)
    common = shared(step["citations"] for step in found) if len(found) > 1 else []
    groups = "".join(
        f'<li class="timeline__{binds}" data-binds="{binds}"><time datetime="{day}">{escape(said)}</time>'
        f'<ul class="timeline__steps">{"".join(_step(step, common) for step in those)}</ul></li>'
        for (day, binds, said), those in groupby(found, lambda step: (step["date"], step["when"], when(step, words)))
    )
    source = f'<p class="timeline__source">{_sources(common)}</p>' if common else ""
    return f'<ol class="timeline">{groups}</ol>{source}' if groups else ""


def _step(step: Step, common: list[Citation]) -> str:
    own = _sources([one for one in step["citations"] if one not in common])
    marks = {"until": step["until"], "short": step["short"], "closed": step["closed"]}
    data = "".join(f' data-{name}="{escape(text)}"' for name, text in marks.items() if text)
    return (
        f'<li data-step="{step["key"]}"{data}>{escape(step["label"])}'
        + (f' <span class="timeline__source">{own}</span>' if own else "")
        + "</li>"
    )


def _headed(kind: str, content: str, words: Words) -> str:
    return f"<h3>{escape(words(f'headings.{kind}'))}</h3>{content}" if content else ""


def _sources(citations: Iterable[Citation]) -> str:
    return "; ".join(map(citation, citations))


def citation(found: Citation) -> str:
    """A citation as a link to its document, whose language is that of a title between « » and not of our words."""
    lang = escape(found["lang"])
    told = _OWN_TITLE.sub(rf'<span lang="{lang}">\1</span>', escape(cited(found)))
    return f'<a class="cite" href="{escape(found["url"])}" hreflang="{lang}" rel="external">{told}</a>'


def badge(grade: str, words: Words) -> str:
    """How sure we are, in one word with its explanation."""
    return (
        f'<span class="grade grade--{grade}" title="{escape(words(f"grades.meaning.{grade}"))}">'
        f"{escape(words(f'grades.{grade}'))}</span>"
    )

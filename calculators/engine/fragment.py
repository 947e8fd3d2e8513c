"""An answer as an HTML fragment for the page: a card with what counts, then the details and the documents behind it.

Every text is escaped; nothing of the reader's stands in it as markup. What depends on the day of reading (which dates
are past, which comes next) is for the page to say: docs/assets/calculator/agenda.mjs.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from html import escape
from itertools import groupby

from calculators.engine import references
from calculators.engine.answer import Answer, Lead, Note, Row, Step
from calculators.engine.figures import GRADES
from calculators.engine.plain import amounts, hypotheses, rules, when
from calculators.engine.references import References, firmest
from calculators.engine.words import Words


def html(answer: Answer, words: Words, picture: str = "") -> str:
    """The card, and for an answer of the rule its details: dates, advice, what is drawn, whose rules apply."""
    found = references.of(answer, ("rows", "refusals", "unsettled", "advice", "agenda"))
    outcome, cited = answer["outcome"], References(found, words, "result-source")
    dates, supposed = _agenda(answer["agenda"], cited, words), hypotheses(answer)
    dated = outcome == "dated"  # dates alone are the result itself
    card = [
        _unknown(answer, words),
        _explained(answer, words),
        notes("refusals", answer["refusals"], cited, words("answer.change")),
        notes("unsettled", answer["unsettled"], cited),
        notes("hypothesis", supposed, cited),
        rows(answer, cited, words),
        *(f'<p class="answer__lead">{_lead(lead)}</p>' for lead in answer["leads"] if not lead["row"]),
        dates if dated else "",
        '<p class="answer__next" hidden></p>' if dates else "",
    ]
    told = [
        _headed("advice", notes("advice", (note for note in answer["advice"] if note not in supposed), cited), words),
        "" if dated else _headed("agenda", dates, words),
    ]
    drawn = f'<div class="answer__drawn">{picture}</div>' if picture else ""
    shape = " answer__details--drawn" if picture else ""
    details = (
        f'<div class="answer__details{shape}"><div class="answer__told">{"".join(told)}</div>{drawn}'
        f'<div class="answer__sources">{_headed("sources", cited.listed(), words)}</div>'
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
    if supposed := answer["details"].get("hypothesis"):
        amount = (
            words.money(Decimal(supposed["amount"])) if supposed["amount"] else words(f"short.{supposed['outcome']}")
        )
        word = words("short.hypothesis", year=supposed["year"], amount=amount)
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


def rows(answer: Answer, cited: References, words: Words) -> str:
    """The rows, each with its working under its label; nothing where nothing is paid.

    What is not official says so, and one sentence says what that means for the total.
    """
    if not answer["rows"]:
        return ""
    money = amounts(answer, words)
    onward = {lead["row"]: f" {_lead(lead)}" for lead in answer["leads"]}
    body = "".join(
        f'<tr data-row="{row["key"]}"><th scope="row">{escape(row["label"])}'
        + cited.note(row["citations"], row["grade"])
        + f' <span class="rows__working">{escape(row["working"])}{onward.get(row["key"], "")}</span>'
        f"{_reading(row)}</th>"
        f'<td class="rows__amount">{escape(money(row["amount"]))}</td></tr>'
        for row in answer["rows"]
    )
    heads = "".join(f'<th scope="col">{escape(words(f"table.{name}"))}</th>' for name in ("label", "amount"))
    told = "" if answer["grade"] == GRADES[0] else words(f"grades.sentence.{answer['grade']}")
    return (
        f'<table class="rows"><caption class="visually-hidden">{escape(words("table.caption"))}</caption>'
        f'<thead class="visually-hidden"><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
        + (f'<p class="answer__sure">{escape(told)}</p>' if told else "")
    )


def _lead(lead: Lead) -> str:
    """A link to a case of another calculator. The page knows where that one is: docs/assets/calculator/leads.mjs."""
    return f'<a data-lead="{escape(lead["slug"])}" data-query="{escape(lead["query"])}">{escape(lead["label"])}</a>'


def _reading(row: Row) -> str:
    """How we read the text for a row, if we do."""
    return f'<em class="rows__reading">{escape(row["reading"])}</em>' if row["reading"] else ""


def notes(kind: str, found: Iterable[Note], cited: References, change: str = "") -> str:
    """Notes of a kind as a list; `change`: words that lead back to the answer behind one.

    What nobody says has no grade.
    """
    items = "".join(
        f'<li data-key="{note["key"]}">{escape(note["label"])}'
        + cited.note(note["citations"], "" if kind == "unsettled" else firmest(note["citations"]))
        + (
            f' <button type="button" class="link" data-change="{note["question"]}">{escape(change)}</button>'
            if change
            else ""
        )
        + "</li>"
        for note in found
    )
    return f'<ul class="{kind}">{items}</ul>' if items else ""


def _agenda(steps: Iterable[Step], cited: References, words: Words) -> str:
    """The steps, those of one date together under it."""
    groups = "".join(
        f'<li class="timeline__{binds}" data-binds="{binds}"><time datetime="{day}">{escape(said)}</time>'
        f'<ul class="timeline__steps">{"".join(_step(step, cited) for step in those)}</ul></li>'
        for (day, binds, said), those in groupby(steps, lambda step: (step["date"], step["when"], when(step, words)))
    )
    return f'<ol class="timeline">{groups}</ol>' if groups else ""


def _step(step: Step, cited: References) -> str:
    marks = {"until": step["until"], "short": step["short"], "closed": step["closed"]}
    data = "".join(f' data-{name}="{escape(text)}"' for name, text in marks.items() if text)
    return f'<li data-step="{step["key"]}"{data}>{escape(step["label"])}{cited.note(step["citations"])}</li>'


def _headed(kind: str, content: str, words: Words) -> str:
    return f"<h3>{escape(words(f'headings.{kind}'))}</h3>{content}" if content else ""

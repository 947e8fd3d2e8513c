"""From a query to an answer: the JSON that pages, links, the command line and other programs read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from calculators.engine import fragment
from calculators.engine.agenda import Agenda, Step
from calculators.engine.calculator import Calculator
from calculators.engine.figures import Figure, Limited
from calculators.engine.ledger import Ledger, Note, Row, weakest
from calculators.engine.questions import Problem, Unread, link, read
from calculators.engine.words import Words

RESERVED = ("rules", "sw")
"""Names in an address that are no questions: the version of the rules, and whether the site is kept on the device."""


def answer(calculator: Calculator, query: str | Mapping[str, str], lang: str = "fr") -> dict[str, Any]:
    """The answer to one case, a pure function of figures and query. Shapes and units: see the keys below."""
    words = calculator.words(lang)
    reading = read(calculator.questions, query)
    day = calculator.day(reading.case, calculator.figures)
    problems = dict(reading.problems)
    law = calculator.figures.on(day)
    if calculator.check:
        with suppress(Unread):  # else it would speak of a case nobody chose
            calculator.day(reading.chosen, calculator.figures)  # the law itself rests on it
            problems = {**calculator.check(reading.chosen, law), **problems}
    found = blank(calculator.slug, words.lang)
    found |= {
        "day": day.isoformat(),
        "unknown": [name for name in reading.unknown if name not in RESERVED],
        "rules": calculator.figures.version,
        "asked": list(reading.texts),
    }
    ledger, agenda, picture = Ledger(), Agenda(), ""
    if problems:
        found |= {"outcome": "problems", "problems": _problems(problems, calculator, words)}
    else:
        calculator.rule(reading.case, law, ledger, agenda)
        found |= {
            "values": reading.texts,
            "link": link(calculator.questions, reading.texts),
            "details": ledger.details,
            "advice": [_note("advice", note, words) for note in ledger.advice],
            "agenda": [_step(step, words) for step in agenda.by_date()],
        }
        if ledger.refusals:
            found |= {
                "outcome": "refused",
                "refusals": [_note("refusals", n, words) for n in ledger.refusals],
            }
        elif ledger.unsettled:
            found |= {
                "outcome": "unsettled",
                "unsettled": [_note("unsettled", n, words) for n in ledger.unsettled],
            }
        elif calculator.outcome == "paid":
            found |= {
                "outcome": "paid",
                "total": f"{ledger.total:.2f}",
                "grade": weakest([row.grade for row in ledger.rows] or ["official"]),
                "rows": [_row(row, words) for row in ledger.rows],
            }
        else:
            found["outcome"] = calculator.outcome
        if calculator.picture:
            picture = calculator.picture(reading.case, law, ledger, words)
    found["summary"] = fragment.summary(found, words)
    found["html"] = fragment.html(found, words, picture)
    return found


def blank(slug: str, lang: str) -> dict[str, Any]:
    """An answer with every key and nothing in it."""
    return {
        "slug": slug,
        "lang": lang,
        "day": None,
        "outcome": "problems",
        "total": None,
        "grade": None,
        "rows": [],
        "refusals": [],
        "unsettled": [],
        "problems": {},
        "details": {},
        "advice": [],
        "agenda": [],
        "values": {},
        "asked": [],
        "link": "",
        "unknown": [],
        "rules": "",
        "summary": "",
        "html": "",
    }


def _problems(problems: Mapping[str, Problem], calculator: Calculator, words: Words) -> dict[str, str]:
    """Messages in question order, in the label's own words."""
    messages = {}
    for question in calculator.questions:
        if problem := problems.get(question.name):
            label = words(f"questions.{question.name}.label")
            noun = words.get(f"questions.{question.name}.noun", label)
            messages[question.name] = words(f"problems.{problem.key}", label=label, noun=noun, **problem.values)
    return messages


def _row(row: Row, words: Words) -> dict[str, Any]:
    return {
        "key": row.key,
        "label": words(f"rows.{row.key}"),
        "amount": f"{row.amount:.2f}",
        "working": working(row, words),
        "grade": row.grade,
        "citations": citations(row.figures),
        "reading": words(f"readings.{row.reading}") if row.reading else "",
    }


def working(row: Row, words: Words) -> str:
    """How a row's amount comes about, in words: « 35 résidents × 3 prestataires (au plus 3) × 37,00 EUR »."""
    key, values = row.working
    counts = " × ".join(_count(name, count, words) for name, count in values.get("counts", {}).items())
    money = {name: words.money(getattr(value, "value", value)) for name, value in values.items() if name != "counts"}
    return words(key, counts=counts, **money)


def _count(name: str, count: Any, words: Words) -> str:
    number = count.count if isinstance(count, Limited) else count
    text = words.count(f"counts.{name}", number)
    if isinstance(count, Limited) and count.asked > count.count:
        return words("working.limited", count=text, asked=count.asked, most=count.figure.value)
    return text


def citations(figures: Iterable[Figure]) -> list[dict[str, str]]:
    """The documents behind some figures, each once."""
    return list(
        {
            (f.source.id, f.paragraph): {
                "source": f.source.id,
                "title": f.source.short,
                "paragraph": f.paragraph,
                "url": f.source.url,
                "grade": f.grade,
            }
            for f in figures
        }.values()
    )


def _note(kind: str, note: Note, words: Words) -> dict[str, Any]:
    return {
        "key": note.key,
        "label": words(f"{kind}.{note.key}", **note.values),
        "citations": citations(note.figures),
    }


def _step(step: Step, words: Words) -> dict[str, Any]:
    return {
        "key": step.key,
        "label": words(f"agenda.{step.key}", **step.values),
        "date": step.day.isoformat(),
        "when": step.when,
        "citations": citations(step.figures),
    }

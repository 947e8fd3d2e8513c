"""From a query to an answer: the JSON that pages, links, the command line and other programs read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Any, cast

from calculators.engine import answer as shape
from calculators.engine import fragment, labels, plain
from calculators.engine.agenda import Agenda, Step
from calculators.engine.answer import FIELDS, Answer, Outcome, blank
from calculators.engine.calculator import Calculator
from calculators.engine.figures import GRADES, Figure, Limited, Source
from calculators.engine.ledger import Detail, Lead, Ledger, Note, Row, weakest
from calculators.engine.questions import Problem, Question, Unread, link, read
from calculators.engine.words import LANGUAGES, Words

EXPLAIN = frozenset(("details", "advice", "agenda", "leads"))
"""The parts that only explain how a case ends."""


def answer(
    calculator: Calculator, query: str | Mapping[str, str], lang: str = LANGUAGES[0], fields: Collection[str] = FIELDS
) -> Answer:
    """The answer to one case: a pure function of figures and query. `answer.py` tells its shape and units.

    What takes time and is in none of the `fields` is left blank.
    """
    words = calculator.words(lang)
    given = read(calculator.questions, query)
    day = calculator.day(given.case, calculator.figures)
    problems = dict(given.problems)
    law = calculator.figures.on(day)
    if calculator.check:
        with suppress(Unread):  # else it would speak of a case nobody chose
            calculator.day(given.chosen, calculator.figures)  # the law itself rests on it
            problems = {**calculator.check(given.chosen, law), **problems}
    found = blank(calculator.slug, words.lang)
    found["day"] = day.isoformat()
    found["unknown"] = given.unknown
    found["rules"] = calculator.figures.version
    found["asked"] = list(given.texts)
    told = "summary" in fields or "html" in fields  # of all other parts
    if given.grouped:
        kinds = {question.name: question.kind for question in calculator.questions}
        found["read"] = {name: _number(value, kinds[name], words) for name, value in given.grouped.items()}
    if problems:
        if told or "problems" in fields:
            found["problems"] = _problems(problems, calculator, words)
        return tell(found, words, fields=fields)
    ledger, agenda = Ledger(brief=not told and EXPLAIN.isdisjoint(fields)), Agenda()
    calculator.rule(given.case, law, ledger, agenda)
    found["values"] = given.texts
    if "link" in fields:
        found["link"] = link(calculator.questions, given.texts)
    found["outcome"] = "refused" if ledger.refusals else "unsettled" if ledger.unsettled else calculator.outcome
    if found["outcome"] == "paid":
        found["total"] = f"{ledger.total:.2f}"
        found["grade"] = weakest([row.grade for row in ledger.rows] or [GRADES[0]])
    parts = _parts(found["outcome"], ledger, agenda, words)
    found.update(cast(Answer, {key: make() for key, make in parts.items() if told or key in fields}))
    drawn = "html" in fields and calculator.picture
    return tell(found, words, drawn(given.case, law, ledger, words) if drawn else "", fields)


def tell(found: Answer, words: Words, picture: str = "", fields: Collection[str] = FIELDS) -> Answer:
    """The answer with its summary and its HTML: the last thing that every answer goes through."""
    if "summary" in fields:
        found["summary"] = plain.summary(found, words)
    if "html" in fields:
        found["html"] = fragment.html(found, words, picture)
    return found


def _parts(outcome: Outcome, ledger: Ledger, agenda: Agenda, words: Words) -> dict[str, Callable[[], Any]]:
    """What makes each part of an answer of what the ledger and the agenda hold; never rows beside a refusal."""
    parts: dict[str, Callable[[], Any]] = {
        "details": lambda: {name: _detail(one) for name, one in ledger.details.items()},
        "advice": lambda: [_note("advice", note, words) for note in ledger.advice],
        "agenda": lambda: [_step(step, words) for step in agenda.by_date()],
        "leads": lambda: [_lead(lead, words) for lead in ledger.leads],
    }
    if outcome == "refused":
        parts["refusals"] = lambda: [_note("refusals", note, words) for note in ledger.refusals]
    if outcome == "unsettled":
        parts["unsettled"] = lambda: [_note("unsettled", note, words) for note in ledger.unsettled]
    if outcome == "paid":
        parts["rows"] = lambda: [_row(row, words) for row in ledger.rows]
    return parts


def _detail(found: Sequence[Detail] | Detail) -> list[dict[str, Any]] | dict[str, Any]:
    """The lines of a table, or the one line that stands alone."""
    return [line.as_json() for line in found] if isinstance(found, Sequence) else found.as_json()


def _problems(problems: Mapping[str, Problem], calculator: Calculator, words: Words) -> dict[str, str]:
    """Messages in question order, in the label's own words."""
    messages = {}
    for question in calculator.questions:
        if problem := problems.get(question.name):
            label = labels.label(question, words)
            noun = words.get(f"questions.{question.column}.noun", label)
            values = dict(problem.values)
            if problem.key == "choice":
                values["options"] = ", ".join(_option(question, option, words) for option in question.options)
            elif problem.key in ("two_ways", "one_way"):
                values = _ways(question, values["grouped"], values["decimal"], words)
            message = words(f"problems.{problem.key}", label=label, noun=noun, **values)
            if question.row:
                message = words("problems.cell", cell=label, problem=message[:1].lower() + message[1:])
            messages[question.name] = message
    return messages


def _option(question: Question, option: str, words: Words) -> str:
    """An option as the form says it, then as a link writes it."""
    said = words.get(f"questions.{question.column}.options.{option}") or words.get(f"options.{option}", option)
    return words("problems.option", said=said, option=option) if said != option else option


def _ways(question: Question, grouped: Decimal, decimal: Decimal, words: Words) -> dict[str, str]:
    """The two numbers that one spelling may mean, and how to write each so that it means nothing else."""
    short = f"{decimal:f}" if decimal % 1 == 0 else f"{decimal:.2f}"
    return {
        "grouped": _number(grouped, question.kind, words),
        "decimal": _number(decimal, question.kind, words, cents=True),
        "plain": f"{grouped:f}",
        "short": short.replace(".", words("format.decimal")),
    }


def _number(value: Decimal, kind: str, words: Words, cents: bool = False) -> str:
    return words.money(value, cents) if kind == "money" else words.number(value)


def _row(row: Row, words: Words) -> shape.Row:
    return {
        "key": row.name,
        "label": words(f"rows.{row.key}", n=row.number) if row.number else words(f"rows.{row.key}"),
        "amount": f"{row.amount:.2f}",
        "working": working(row, words),
        "grade": row.grade,
        "citations": citations(row.figures, words),
        "reading": words(f"readings.{row.reading}") if row.reading else "",
    }


def working(row: Row, words: Words) -> str:
    """How a row's amount comes about, in words: « 35 résidents × 3 prestataires (au plus 3) × 37,00 EUR »."""
    key, values = row.working
    counts = " × ".join(_count(name, count, words) for name, count in values.get("counts", {}).items())
    told = {
        name: words.money(value.value if isinstance(value, Figure) else value)
        if isinstance(value, Figure | Decimal)
        else value
        for name, value in values.items()
        if name != "counts"
    }
    return words(key, counts=counts, **told)


def _count(name: str, count: Any, words: Words) -> str:
    number = count.count if isinstance(count, Limited) else count
    text = words.count(f"counts.{name}", number)
    if isinstance(count, Limited) and count.asked > count.count:
        return words("working.limited", count=text, asked=count.asked, most=count.figure.value)
    return text


def citations(figures: Iterable[Figure], words: Words) -> list[shape.Citation]:
    """The documents behind some figures, each once."""
    found = {(f.source.id, f.paragraph): f for f in figures}
    return [cite(f.source, f.paragraph, f.grade, words) for f in found.values()]


def cite(source: Source, paragraph: str, grade: str, words: Words) -> shape.Citation:
    """One document, for what it says in a paragraph; the grade is that of what rests on it."""
    return {
        "source": source.id,
        "title": words.data(source.short),
        "paragraph": words.data(paragraph),
        "url": source.url,
        "lang": source.language,
        "grade": grade,
    }


def _note(kind: str, note: Note, words: Words) -> shape.Note:
    return {
        "key": note.key,
        "label": words(f"{kind}.{note.key}", **note.values),
        "citations": citations(note.figures, words),
        "question": note.question,
    }


def _lead(lead: Lead, words: Words) -> shape.Lead:
    return {
        "key": lead.key,
        "label": words(f"leads.{lead.key}", n=lead.number),
        "slug": lead.slug,
        "query": lead.query,
        "row": f"{lead.key}_{lead.number}" if lead.number else "",
    }


def _step(step: Step, words: Words) -> shape.Step:
    def told(key: str, default: str) -> str:
        return words(key, **{"day": step.day, **step.values}) if words.get(key) else default

    label = words(f"agenda.{step.key}", **step.values)
    return {
        "key": step.key,
        "label": label,
        "short": told(f"agenda.{step.key}.short", label),
        "date": step.day.isoformat(),
        "when": step.when,
        "until": step.until.isoformat() if step.until else None,
        "closed": told(f"agenda.{step.key}.closed", "") if step.when == "by" else "",
        "citations": citations(step.figures, words),
    }

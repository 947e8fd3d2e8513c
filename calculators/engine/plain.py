"""An answer as a sentence, and as plain text for the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from calculators.engine import labels
from calculators.engine.answer import Answer, Citation, Note, Row, Step
from calculators.engine.questions import Question
from calculators.engine.words import Words


def summary(answer: Answer, words: Words) -> str:
    """The answer in one plain sentence, as a screen reader announces it."""
    outcome = answer["outcome"]
    if outcome == "paid":
        return words(f"summary.paid.{answer['grade']}", total=amounts(answer, words)(answer["total"]))
    if outcome in ("refused", "unsettled"):
        reasons = answer["refusals"] or answer["unsettled"]
        first, others = reasons[0]["label"], len(reasons) - 1
        one = words(f"summary.{outcome}", first=first)
        told = words.count(f"summary.{outcome}.more", others, first=first) if others else one
        return " ".join([told, *(note["label"] for note in hypotheses(answer))])
    if outcome == "problems":
        return words.count("summary.problems", len(answer["problems"]))
    steps = {f"{s['key']}_date": date.fromisoformat(s["date"]) for s in answer["agenda"]}
    return words(f"summary.{outcome}", **steps)


def hypotheses(answer: Answer) -> list[Note]:
    """Where the rules of the case are unknown: the advice that says what it would give under others."""
    return [note for note in answer["advice"] if note["key"] == "hypothesis"]


def text(answer: Answer, questions: Iterable[Question], words: Words) -> str:
    """The whole answer as plain text; `questions` are those it answers."""
    lines = [answer["summary"]] + ([""] if answer["rows"] else [])
    between = words("format.between")

    def sure(row: Row) -> str:
        return between.join([words(f"grades.{row['grade']}"), *map(cited, row["citations"])])

    for row in answer["rows"]:
        lines += [f"  {words.money(Decimal(row['amount']), cents=True):>14}  {row['label']} — {row['working']}"]
        lines += [f"{'':18}{sure(row)}"]
        lines += [f"{'':18}{row['reading']}"] if row["reading"] else []
    found = {"refusals": answer["refusals"], "unsettled": answer["unsettled"], "advice": answer["advice"]}
    for kind, those in found.items():
        lines += ["", words(f"headings.{kind}")] if those else []
        for note in those:
            sources = between.join(map(cited, note["citations"]))
            lines.append(f"  – {note['label']}" + (f" [{sources}]" if sources else ""))
    if answer["agenda"]:
        lines += ["", words("headings.agenda")]
        steps = [words("format.step", when=when(step, words), what=step["label"]) for step in answer["agenda"]]
        lines += [f"  – {step}" for step in steps]
    if answer["leads"]:
        lines += ["", words("headings.leads")]
        lines += [f"  – {lead['label']} : {lead['slug']} {lead['query']}" for lead in answer["leads"]]
    called = {question.name: labels.label(question, words) for question in questions if question.name in answer["read"]}
    for name, read in answer["read"].items():
        lines += ["", words("answer.read", label=called[name], read=read)]
    if answer["unknown"]:
        lines += ["", words("answer.unknown", names=", ".join(answer["unknown"]))]
    lines += ["", rules(answer, words)]
    return "\n".join(lines)


def amounts(answer: Answer, words: Words) -> Callable[[str | None], str]:
    """Writes the amounts of one answer, all with cents where one of them has some."""
    cents = any(Decimal(row["amount"]) % 1 for row in answer["rows"])
    return lambda amount: words.money(Decimal(amount or 0), cents)


def when(step: Step, words: Words) -> str:
    """How a step's day binds, in words: « avant le 20 janvier 2027 »."""
    return words(f"when.{step['when']}", day=date.fromisoformat(step["date"]))


def rules(answer: Answer, words: Words) -> str:
    """Whose day's rules apply."""
    day = date.fromisoformat(answer["day"]) if answer["day"] else ""
    return words("answer.day", day=day, rules=answer["rules"])


def cited(citation: Citation) -> str:
    """A document and the paragraph in it."""
    return citation["title"] + (f", {citation['paragraph']}" if citation["paragraph"] else "")

"""Who gets what of the money of a CMP project: arithmetic on what the reader decides, for no text says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from calculators.engine.agenda import Agenda
from calculators.engine.figures import Figures, Law
from calculators.engine.kinds import CENT
from calculators.engine.ledger import Ledger
from calculators.engine.questions import Case, Problem, Question, repeated, to_text
from calculators.engine.words import Money, Text


def questions(figures: Figures) -> tuple[Question, ...]:
    """The amount, how many share it and how; of each what was advanced and, where it counts, the hours."""
    people = Question("people", "count", "2", least=Decimal(2), most=Decimal(12), section="sharing")
    return (
        Question("amount", "money", _whole_project(figures), section="sharing"),
        people,
        Question("by", "choice", "equal", ("equal", "hours"), section="sharing"),
        *repeated(
            people,
            Question("expenses", "money", "0", section="people"),
            Question("hours", "number", "1", when=({"by": ("hours",)},), section="people"),
        ),
    )


def _whole_project(figures: Figures) -> str:
    """What a project brings without the cost of its animator, who has it back."""
    law = figures.on(figures.checked)
    return to_text(sum((law.only(name).value for name in ("approval", "report", "evaluation")), Decimal(0)))


def check(case: Case, law: Law) -> Mapping[str, Problem]:
    """There is something to share, expenses leave it so, and somebody worked."""
    people = case.rows("people")
    advanced = sum((one.expenses for one in people), Decimal(0))
    problems = {}
    if not case.amount:
        problems["amount"] = Problem("nothing_to_share", {})
    elif advanced > case.amount:
        problems["amount"] = Problem("expenses_above", {"advanced": Money(advanced), "amount": Money(case.amount)})
    if case.by == "hours" and not any(one.hours for one in people):
        problems["hours_1"] = Problem("no_hours", {})
    return problems


def day(case: Case, figures: Figures) -> date:
    """The day the texts were read: none of them says how to share."""
    return figures.checked


def rule(case: Case, law: Law, ledger: Ledger, agenda: Agenda) -> None:
    """Who advanced something has it back; the rest is shared in equal parts, or by the hours of each."""
    people = case.rows("people")
    rest = case.amount - sum((one.expenses for one in people), Decimal(0))
    weights = [one.hours if case.by == "hours" else Decimal(1) for one in people]
    said: dict[str, Any] = {"rest": rest, "people": len(people), "all": Text("hours", {"n": sum(weights)})}
    for one, weight, share in zip(people, weights, shares(rest, weights), strict=True):
        values = {**said, "advanced": one.expenses, "hours": Text("hours", {"n": weight}), "share": share}
        key = f"working.{case.by}{'_advanced' if one.expenses else ''}"
        ledger.hand_out("person", one.number, one.expenses + share, (key, values), law.sharing)
    if len(set(weights)) == 1 and rest / CENT % len(weights):
        ledger.advise("cents")


def shares(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """An amount in EUR in proportion to some weights, to the cent; the shares add up to it.

    Each is rounded down; the cents that are left go to the largest remainders, the earlier first where they are equal.
    """
    cents, parts = int(amount / CENT), [int(weight * 100) for weight in weights]
    whole = [divmod(cents * part, sum(parts)) for part in parts]
    left = cents - sum(share for share, _ in whole)
    first = sorted(range(len(parts)), key=lambda place: -whole[place][1])[:left]
    return [(share + (place in first)) * CENT for place, (share, _) in enumerate(whole)]

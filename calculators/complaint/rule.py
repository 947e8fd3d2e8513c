"""Complaint about INAMI's own services: the last days of its acknowledgement and of its final reply."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from calculators.engine.agenda import Agenda, days_after
from calculators.engine.figures import Figures, Law
from calculators.engine.ledger import Ledger
from calculators.engine.questions import Case, Problem, Question

OUTCOME = "dated"

_SATURDAY = 5


def questions(figures: Figures) -> tuple[Question, ...]:
    """The day the complaint was sent; before the limits were followed there is nothing to count."""
    return (Question("sent", "date", earliest=figures.named("reply")[0].since),)


def day(case: Case, figures: Figures) -> date:
    """The day of sending, but no later than the day the figures were read: rules of the future are not known."""
    return min(case.sent or figures.checked, figures.checked)


def check(case: Case, law: Law) -> Mapping[str, Problem]:
    """Without a date there is nothing to count from."""
    return {} if case.sent else {"sent": Problem("missing", {})}


def rule(case: Case, law: Law, ledger: Ledger, agenda: Agenda) -> None:
    """An acknowledgement and a final reply, each within so many calendar days."""
    limits = {"acknowledgement": law.acknowledgement, "reply": law.reply}
    for key, limit in limits.items():
        agenda.add(key, days_after(case.sent, limit), "by", limit, limit=limit)
    ledger.advise("counted_from", *limits.values())
    if any(step.day.weekday() >= _SATURDAY for step in agenda.steps):
        ledger.advise("weekend", *limits.values())
    ledger.advise("no_sanction", law.reply)

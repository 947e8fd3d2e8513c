"""Local project of *concertation médico-pharmaceutique*: what INAMI pays for its three tranches and its animator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from calculators.engine.agenda import Agenda, months_after
from calculators.engine.figures import Figures, Law
from calculators.engine.ledger import Ledger
from calculators.engine.questions import Case, Problem, Question, to_text, yes_no

CONDITIONS = ("doctor", "pharmacist", "same_area", "programme", "approved")
"""The yes/no questions without which there is no project; each has a figure of its name that cites the text."""

FORMER_THIRD_PARTY = {"independent": {"yes": "no", "no": "yes"}}
"""The question was once put the other way round, and links say so."""

ANIMATORS = ("none", "linked", "trained", "neither")
WITH_EVALUATION = ({"evaluation": ("yes",)},)
WITH_ANIMATOR = ({"animator": ANIMATORS[1:]},)
WITH_ANIMATED_EVALUATION = ({"evaluation": ("yes",), "animator": ANIMATORS[1:]},)


def questions(figures: Figures) -> tuple[Question, ...]:
    """The team and the file, the meeting and its evaluation, the animator with the most that is paid, the date."""
    first, second = _most_paid(figures)
    return (
        yes_no("doctor", section="team"),
        yes_no("pharmacist", section="team"),
        yes_no("same_area", section="team"),
        yes_no("programme", section="team"),
        yes_no("third_party", "no", section="team", former=FORMER_THIRD_PARTY),
        yes_no("approved", section="team"),
        yes_no("report", section="steps"),
        yes_no("evaluation", section="steps"),
        yes_no("effect", when=WITH_EVALUATION, section="steps"),
        Question("animator", "choice", "linked", ANIMATORS, section="animator"),
        Question("invoice_first", "money", first, when=WITH_ANIMATOR, section="animator"),
        Question("invoice_evaluation", "money", second, when=WITH_ANIMATED_EVALUATION, section="animator"),
        Question("meeting", "date", earliest=figures.named("approval")[0].since, section="date", optional=True),
    )


def asked_most(figures: Figures) -> Mapping[str, Sequence[str]]:
    """Every yes/no and animator, with invoices at nothing or at their ceiling: answered in advance."""
    yes_or_no = {q.name: q.options for q in questions(figures) if q.kind == "yes_no"}
    first, second = _most_paid(figures)
    invoices = {"invoice_first": ("0", first), "invoice_evaluation": ("0", second)}
    return {**yes_or_no, "animator": ANIMATORS, **invoices}


def _most_paid(figures: Figures) -> tuple[str, str]:
    """The most that is paid today of the animator's two invoices, as a link writes it."""
    law = figures.on(figures.checked)
    return to_text(law.animation_first.value, "money"), to_text(law.animation_evaluation.value, "money")


def day(case: Case, figures: Figures) -> date:
    """The meeting's day, but no later than the day the figures were read: rules of the future are not known."""
    return min(case.meeting or figures.checked, figures.checked)


def check(case: Case, law: Law) -> Mapping[str, Problem]:
    """An evaluation presupposes an approved report of the first meeting."""
    return {"evaluation": Problem("evaluation_without_report", {})} if case.evaluation and not case.report else {}


def rule(case: Case, law: Law, ledger: Ledger, agenda: Agenda) -> None:
    """A lump sum at approval, one for the report, one for an evaluation that shows an effect, and an animator's cost.

    Each tranche is paid after its own step; the animator's two invoices have a ceiling each.
    """
    for condition in CONDITIONS:
        if not getattr(case, condition):
            ledger.refuse(condition, law.only(condition))
    if ledger.refusals:
        return
    if case.third_party:
        ledger.leave_open("third_party", law.third_party)
    qualified = case.animator in ("linked", "trained")
    if qualified and not case.report and case.invoice_first:
        ledger.leave_open("animation_without_report", law.animation_without_report)
    _pay(case, law, ledger, qualified)
    if ledger.brief:
        return
    _advise(case, law, ledger, qualified)
    if not ledger.unsettled:
        _share(ledger)
    if case.meeting:
        _plan(case.meeting, law, agenda)


def _pay(case: Case, law: Law, ledger: Ledger, qualified: bool) -> None:
    with ledger.up_to("maximum", law.maximum):
        ledger.grant("approval", law.approval)
        if case.report:
            ledger.grant("report", law.report)
        if case.evaluation and case.effect:
            ledger.grant("evaluation", law.evaluation)
        if qualified and case.report:
            ledger.reimburse("animation_first", case.invoice_first or Decimal(0), law.animation_first)
        if qualified and case.evaluation:
            ledger.reimburse(
                "animation_evaluation",
                case.invoice_evaluation or Decimal(0),
                law.animation_evaluation,
                reading="" if case.effect else "animation_without_effect",
            )


def _advise(case: Case, law: Law, ledger: Ledger, qualified: bool) -> None:
    """What a different answer would change, and what our reading rests on."""
    if not case.report:
        ledger.advise("no_report", law.report, report=law.report, evaluation=law.evaluation)
    elif not case.evaluation:
        ledger.advise("no_evaluation", law.evaluation, evaluation=law.evaluation, animation=law.animation_evaluation)
    elif not case.effect:
        ledger.advise("no_effect", law.effect, evaluation=law.evaluation)
    if case.animator == "neither":
        both = (law.animation_first, law.animation_evaluation)
        ledger.advise("unqualified_animator", law.animator_qualified, first=both[0], evaluation=both[1])
    left = [
        law.animation_first.value - (case.invoice_first or 0),
        law.animation_evaluation.value - (case.invoice_evaluation or 0 if case.evaluation else 0),
    ]
    if qualified and case.report and min(left) < 0 < max(left):
        ledger.advise("separate_caps", law.animation_first, law.animation_evaluation, most=law.animation_first)
    if case.meeting and case.meeting <= law.day:
        ledger.advise("older_meeting", law.approval)


def _share(ledger: Ledger) -> None:
    """All of it comes to one account; what the animator cost is first given back to who paid it."""
    animated = any(row.key.startswith("animation") for row in ledger.rows)
    key = "sharing_animated" if animated else "sharing"
    ledger.lead_to(key, "cmp-sharing", {"amount": to_text(ledger.total, "money")})


def _plan(meeting: date, law: Law, agenda: Agenda) -> None:
    """The path of the SSPF's guide; only the evaluation has months, and these are advice.

    When INAMI pays after a step, no text says: the step tells what to look for, and there is no date for it.
    """
    agenda.add("contact", meeting, "before", law.steps_before)
    agenda.add("application", meeting, "before", law.apply_first)
    agenda.add("confirmation", meeting, "before", law.steps_before, law.approval, approval=law.approval)
    agenda.add("accreditation", meeting, "before", law.steps_before)
    agenda.add("meeting", meeting, "on", law.animator_early, early=law.animator_early)
    agenda.add("attendance", meeting, "from", law.steps_after)
    agenda.add("report", meeting, "from", law.steps_after, law.report, report=law.report)
    first, last = (months_after(meeting, months) for months in (law.evaluation_from, law.evaluation_until))
    advised = {"from_": law.evaluation_from.value, "to": law.evaluation_until}
    agenda.add("evaluation_from", first, "from", law.evaluation_from, until=last, **advised)
    paid = law.evaluation
    agenda.add("evaluation_until", last, "by", law.evaluation_until, paid, evaluation=paid)

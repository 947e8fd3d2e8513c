"""A registered group practice: each doctor's *prime de pratique intégrée*, with what the group's averages add to it.

No second rule: amounts, thresholds and steps are asked of gp-premium, as the practice is and again as it could be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from calculators.engine.agenda import Agenda
from calculators.engine.figures import Figures, Law
from calculators.engine.ledger import Ledger
from calculators.engine.questions import Case
from calculators.engine.words import Money, Text
from calculators.gp_practice.practice import Practice, Premium, up
from calculators.gp_premium import advice

WORKING = {
    (False, False): "working_none",
    (True, False): "working_own",
    (False, True): "working_group",
    (True, True): "working_own_group",
}
"""How an amount comes about: by criteria reached alone, by some that the group reaches on average."""


def day(case: Case, figures: Figures) -> date:
    """31 December of the premium year: a premium follows the rules of its own year."""
    return date(int(case.year), 12, 31)


def rule(case: Case, law: Law, ledger: Ledger, agenda: Agenda) -> None:
    """Each active doctor gets the step of the criteria reached alone or, in a registered practice, on average."""
    base = law.step("tier", 0, payment=case.payment)
    practice = Practice(case, law)
    if base.unsettled:
        ledger.leave_open(base.unsettled, base)
    elif not practice.active:
        ledger.refuse("no_active", law.activity_billed, law.on_call, question="active_1")
        return
    else:
        premiums = [practice.premium(doctor) for doctor in practice.active]
        for one in premiums:
            _hand_out(one, law, ledger)
        if not ledger.brief:
            _explain(practice, premiums, ledger)
    if not ledger.brief:
        advice.plan(_dated(case), law, ledger, agenda)


def _hand_out(one: Premium, law: Law, ledger: Ledger) -> None:
    """The doctor's own row: what was reached alone and what by the group, whose average is our reading."""
    row, helped = one.row, bool(one.group) and one.doctor.software
    figures = [*row.figures, *([law.averaging] if helped else [])]
    if helped and not one.doctor.counted:
        figures.append(law.profits)
    key = WORKING[bool(one.own), bool(one.group)] if one.doctor.software else "working_no_software"
    reached = str(len(one.own) + len(one.group))
    working = (key, {"own": _names(one.own), "group": _names(one.group), "reached": reached})
    ledger.hand_out("doctor", one.doctor.number, row.amount, working, *figures, reading=row.reading)


def _explain(practice: Practice, premiums: list[Premium], ledger: Ledger) -> None:
    """The averages, what they lack and could bring; who gets nothing, who is in no average, what is missing from it."""
    law = practice.law
    ledger.details["averages"] = practice.averages
    for one in premiums:
        ledger.lead_to("doctor", "gp-premium", practice.query(one.doctor), one.doctor.number)
    if practice.case.registered:
        _improve(practice, premiums, ledger)
    else:
        _register(practice, ledger)
    for doctor in practice.doctors:
        if not doctor.active:
            ledger.advise("inactive", law.activity_billed, law.on_call, doctor=doctor.number)
    if not practice.counted:
        ledger.advise("no_average", law.averaged)
    for one in premiums:
        if one.group and one.doctor.software and not one.doctor.counted:
            ledger.advise("profits", law.profits, doctor=one.doctor.number)
    empty = sum(getattr(doctor, name) is None for doctor in practice.counted for name in practice.means)
    if empty and practice.case.registered:
        ledger.advise("empty_scores", law.averaging, empty=empty)
    if without := [doctor for doctor in practice.active if not doctor.software]:
        named = [Text("each.doctors", {"n": doctor.number}) for doctor in without]
        ledger.advise("no_software", law.software, base=law.base, doctors=named)
    advice.grades(practice.thresholds, ledger)


@dataclass(frozen=True, slots=True)
class Step:
    """What the practice would get more, EUR, if the average of a criterion reached its threshold."""

    key: str
    gain: Decimal
    missing: Decimal

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"gain": f"{self.gain:.2f}", "missing": f"{up(self.missing):.2f}"}


def _improve(practice: Practice, premiums: list[Premium], ledger: Ledger) -> None:
    """The missed averages by the euros that reaching each would bring, the nearest first where they bring the same.

    Whoever misses the criterion would reach one more: the rule says what that pays.
    """
    law, now = practice.law, ledger.total
    reached = [(one, {*one.own, *one.group}) for one in premiums if one.doctor.software]
    steps = []
    for average in practice.averages:
        if average.missing is not None:
            helped = [(one, len(those)) for one, those in reached if average.name not in those]
            gain = sum((practice.paid(count + 1).amount - one.row.amount for one, count in helped), Decimal(0))
            near = average.missing / Decimal(average.threshold.value)
            steps.append((-gain, near, Step(average.name, gain, average.missing)))
    found = [step for *_, step in sorted(steps, key=lambda one: one[:2])]
    if not found:
        return
    ledger.details["steps"] = found
    best, threshold = found[0], practice.thresholds[found[0].key]
    if best.gain:
        missing = Text(f"lacks.{threshold.unit}", {"missing": up(best.missing)})
        told = {"criterion": _name(best.key), "threshold": threshold, "missing": missing, "gain": Money(best.gain)}
        ledger.advise("best_step", threshold, law.averaging, **told)
    elif now < practice.total({average.name: Decimal(average.threshold.value) for average in practice.averages}):
        ledger.advise("no_single_step", law.averaging)


def _register(practice: Practice, ledger: Ledger) -> None:
    """Without registration no average counts: what it would have brought."""
    gain, before = practice.total(practice.means) - ledger.total, practice.law.group_registration_before
    key = "not_registered_gain" if gain else "not_registered"
    ledger.advise(key, practice.law.group_average, before, gain=Money(gain), day=before)


def _dated(case: Case) -> Case:
    """The practice as gp-premium's dates ask it: no request is made yet."""
    answers = {"year": case.year, "status": "gp", "software": True, "payment": case.payment}
    return Case({**answers, "group": case.registered, "submitted": None})


def _names(criteria: Iterable[str]) -> list[Text]:
    return [_name(name) for name in criteria]


def _name(criterion: str) -> Text:
    return Text(f"questions.{criterion}.short")

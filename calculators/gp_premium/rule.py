"""*Prime de pratique intégrée*: the lump sum of a general practitioner, by year, activity and e-services.

The premium of a year follows the rules of that year; what is not known of a year is unsettled in the figures.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from calculators.engine.agenda import Agenda
from calculators.engine.figures import Figures, Law
from calculators.engine.ledger import Ledger, weakest
from calculators.engine.questions import Case
from calculators.engine.words import Text
from calculators.gp_premium import advice
from calculators.gp_premium.criteria import criteria, reached, thresholds
from calculators.gp_premium.questions import check, knows_scores, stand_in, years, young


def day(case: Case, figures: Figures) -> date:
    """31 December of the premium year: a premium follows the rules of its own year, whenever it is asked for."""
    return date(int(case.year), 12, 31)


def rule(case: Case, law: Law, ledger: Ledger, agenda: Agenda) -> None:
    """A trainee gets a lump sum; an active GP the step of the thresholds reached, and what is added to it."""
    pay(case, law, ledger)
    if case.status == "gp" and not ledger.refusals:
        _pay_starter(case, law, ledger)
    if not ledger.brief:
        _explain(case, law, ledger, agenda)


def _explain(case: Case, law: Law, ledger: Ledger, agenda: Agenda) -> None:
    """What follows from the case beside its amount: the next step, other years, dates, the rest of the practice."""
    if case.status == "gp" and case.group and knows_scores(law, case.payment):
        ledger.lead_to("practice", "gp-practice", {"year": case.year, "payment": case.payment})
    basis = stand_in(law.book, case.year)
    if basis.day != law.day:
        suppose(case, law, basis, ledger)
    if ledger.refusals:
        ledger.advise("contest_refusal", law.contest_days, days=law.contest_days)
        return
    if case.status == "gp":
        found = criteria(case, law)
        advice.steps(case, law, ledger, found)
        advice.sumehr(case, law, ledger)
        if found:
            ledger.details["criteria"] = found
        advice.numbered_in_year(case, law, ledger)
    if case.how == "count" or thresholds(basis, case.payment):
        ledger.details["years"] = compare(case, law)
    advice.plan(case, law, ledger, agenda)


def pay(case: Case, law: Law, ledger: Ledger) -> None:
    """The premium of the year without the starter premium: all that is compared from year to year."""
    if case.status == "trainee":
        _pay_trainee(case, law, ledger)
    elif law.base.unsettled:
        ledger.leave_open(law.base.unsettled, law.base)
    else:
        _refuse_inactive(case, law, ledger)
        if not ledger.refusals:
            _pay_gp(case, law, ledger)


def _pay_trainee(case: Case, law: Law, ledger: Ledger) -> None:
    """A GP in training who uses accepted software is always entitled to the same lump sum."""
    if law.trainee.unsettled:
        ledger.leave_open(law.trainee.unsettled, law.trainee)
    elif not case.software:
        ledger.refuse("trainee_software", law.software, question="software")
    else:
        ledger.grant("trainee", law.trainee)


def _refuse_inactive(case: Case, law: Law, ledger: Ledger) -> None:
    """Effectively active: registered for on-call, and enough billed from the fifth year of the GP number on."""
    if not young(case) and case.billed < law.activity_billed.value:
        ledger.refuse("billed", law.activity_billed, least=law.activity_billed)
    if not case.on_call:
        ledger.refuse("on_call", law.on_call)


def _pay_gp(case: Case, law: Law, ledger: Ledger) -> None:
    """Without accepted software the base amount; with it the highest step that the thresholds reached attain."""
    floor = law.step("tier", 0, payment=case.payment)
    if not case.software:
        ledger.grant("premium", law.base, *([] if floor.unsettled else [floor]))
        return
    step = law.step("tier", reached(case, law), payment=case.payment)
    if step.unsettled:
        ledger.leave_open(step.unsettled, step)
        return
    ledger.grant("premium", step, reading="deduced_step" if step.grade == "reading" else "")
    if step.at_least:
        _pay_sumehr(case, law, ledger)


def _pay_sumehr(case: Case, law: Law, ledger: Ledger) -> None:
    """2016 and 2017: a supplement on the raised steps above a number of patients with a Sumehr."""
    supplement = law.maybe("sumehr_supplement")
    if supplement is None:
        return
    if case.sumehr_patients > law.sumehr_patients.value:
        ledger.grant("sumehr", supplement, law.sumehr_patients)
    elif case.sumehr_patients == law.sumehr_patients.value and law.sumehr_at_limit.unsettled:
        ledger.leave_open(law.sumehr_at_limit.unsettled, law.sumehr_at_limit, limit=law.sumehr_patients)


def _pay_starter(case: Case, law: Law, ledger: Ledger) -> None:
    """Once, in the year of the GP number, on top of any step: electronic files, and not paid by lump sum."""
    if not case.starter or not ledger.rows:
        return
    reasons = {
        "starter_software": not case.software,
        "starter_lump_sum": case.payment == "lump-sum",
        "starter_days": case.lump_sum_days > law.starter_lump_sum_days.value,
    }
    for key in (key for key, holds in reasons.items() if holds):
        ledger.advise(key, law.starter, starter=law.starter, days=law.starter_lump_sum_days)
    if not any(reasons.values()):
        ledger.grant("starter", law.starter, law.starter_lump_sum_days)


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What the same answers would give under the rules of another year: `paid` and EUR, or `refused`."""

    year: str
    outcome: str
    amount: Decimal | None

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"amount": None if self.amount is None else f"{self.amount:.2f}"}


def suppose(case: Case, law: Law, then: Law, ledger: Ledger) -> None:
    """Where the rules of a year were not found: how the same answers end under those of `then`, all told.

    An idea, no promise. Where those rules do not settle the case either, or count fewer thresholds than were reached,
    there is nothing to suppose, and only that is said.
    """
    found, year = Ledger(), str(then.day.year)
    if "reached" in check(case, then):
        offered = then.only("offered", payment=case.payment)
        ledger.advise("hypothesis_above", offered, year=year, offered=offered, own=case.year)
        return
    pay(case, then, found)
    if case.status == "gp":
        _pay_starter(case, then, found)
    if found.unsettled:
        why = [Text(f"short.{note.key}") for note in found.unsettled]
        ledger.advise("hypothesis_open", *found.unsettled[0].figures, year=year, why=why)
        return
    ending = "refused" if found.refusals else "paid"
    amount = None if found.refusals else found.total
    ledger.details["hypothesis"] = Hypothesis(year, ending, amount)
    why = [Text(f"short.{note.key}") for note in found.refusals]
    starter = [row for row in found.rows if row.key == "starter"]
    said = {"year": year, "own": case.year, "amount": amount or Decimal(0), "why": why, "starter": then.starter}
    what = Text(f"hypothesis.{ending}{'_starter' if starter else ''}", said)
    cited = [f for row in found.rows for f in row.figures] or [f for note in found.refusals for f in note.figures]
    ledger.advise("hypothesis", *cited, what=what)
    if case.status == "gp" and not found.refusals:
        advice.steps(case, then, found, criteria(case, then))
        for note in found.advice:
            if note.key in ("next_step", "closest"):
                ledger.advise(f"hypothesis_{note.key}", **note.values, year=year)
            elif note.key.startswith("starter"):
                ledger.advise(note.key, *note.figures, **note.values)


@dataclass(frozen=True, slots=True)
class Year:
    """The case under the rules of another year: how it ends, EUR where it is paid, the grade, or why it is not."""

    key: str
    chosen: bool
    outcome: str
    amount: Decimal | None = None
    grade: str | None = None
    why: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"amount": None if self.amount is None else f"{self.amount:.2f}"}


def compare(case: Case, law: Law) -> list[Year]:
    """The same answers under each year's rules; the starter premium left out."""
    return [_year(case, law.book.on(date(int(year), 12, 31)), year) for year in years(law.book)]


def _year(case: Case, then: Law, year: str) -> Year:
    ledger, chosen = Ledger(), year == case.year
    pay(case, then, ledger)
    if ledger.refusals:
        return Year(year, chosen, "refused", why=ledger.refusals[0].key)
    if ledger.unsettled:
        return Year(year, chosen, "unsettled", why=ledger.unsettled[0].key)
    return Year(year, chosen, "paid", ledger.total, weakest([row.grade for row in ledger.rows]))

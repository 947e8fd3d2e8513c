"""What else is worth knowing: the next step up, what was not counted and why, the dates of the request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from calculators.engine.agenda import Agenda, Timing, days_after
from calculators.engine.figures import Figure, Law
from calculators.engine.ledger import Ledger
from calculators.engine.questions import Case, to_text
from calculators.engine.words import Text
from calculators.gp_premium.criteria import Criterion, reached, thresholds

DATES: tuple[tuple[str, Timing], ...] = (("request_opens", "from"), ("request_closes", "by"), ("payment_by", "by"))


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder: from how many thresholds on, EUR, and whether the reader stands on it."""

    at_least: Decimal
    amount: Decimal
    grade: str
    here: bool

    def as_json(self) -> dict[str, Any]:
        return {
            "at_least": to_text(self.at_least),
            "amount": f"{self.amount:.2f}",
            "grade": self.grade,
            "here": self.here,
        }


def steps(case: Case, law: Law, ledger: Ledger, found: list[Criterion]) -> None:
    """The next step up and what lacks to it, closest criteria first; what was not counted, and why."""
    tiers = sorted(law.all("tier", payment=case.payment), key=lambda tier: tier.at_least or 0)
    known = not any(tier.unsettled for tier in tiers)
    count = reached(case, law)
    if known:
        here = law.step("tier", count if case.software else 0, payment=case.payment)
        ledger.details["ladder"] = [Rung(t.at_least or Decimal(0), t.value, t.grade, t is here) for t in tiers]
        if not case.software:
            ledger.advise("no_software", law.software, tiers[-1], base=law.base, top=tiers[-1])
        elif above := [tier for tier in tiers if (tier.at_least or 0) > count]:
            first = law.maybe("first_step", payment=case.payment) if above[0] is tiers[1] else None
            _next_step(above[0], first, count, ledger, found)
    elif not case.software and not law.base.unsettled:
        ledger.advise("no_software_unsettled", law.software)
    if group := [one for one in found if one.state == "group"]:
        ledger.advise("group_reached", law.group_average, criteria=_names(group))
    counted = thresholds(law, case.payment)
    if counted and (lost := [name for name in thresholds(law, "act") if name not in counted]):
        why = [figure for name in lost for figure in law.all("left_out", criterion=name)]
        ledger.advise("not_counted", *why, criteria=[Text(f"criteria.{name}") for name in lost])
    if found and case.software:
        grades(counted, ledger)


def grades(counted: Mapping[str, Figure], ledger: Ledger) -> None:
    """Where a threshold that counts is not official, that it is so, with the documents behind them all."""
    if any(f.grade != "official" for f in counted.values()):
        ledger.advise("thresholds_grade", *{f.source.id: f for f in counted.values()}.values())


def _next_step(step: Figure, first: Figure | None, count: Decimal, ledger: Ledger, found: list[Criterion]) -> None:
    """Which step, how many thresholds more, and as many missed criteria, the closest first.

    How many the `first` step above the base takes is a figure of its own: the law says it, even where it is the press
    that says the amount.
    """
    at_least = first.value if first else step.at_least or Decimal(0)
    more = int(at_least - count)
    ledger.advise("next_step", step, *([first] if first else []), amount=step, at_least=at_least, more=more)
    missed = sorted((one for one in found if one.state == "missed"), key=lambda one: one.distance)
    if missed:
        lacking = [
            Text(
                f"missing.{one.threshold.unit}",
                {"criterion": Text(f"criteria.{one.name}"), "missing": one.missing, "threshold": one.threshold},
            )
            for one in missed[:more]
        ]
        ledger.advise("closest", criteria=lacking)


def numbered_in_year(case: Case, law: Law, ledger: Ledger) -> None:
    """Article 5 § 1 asks thresholds of who has a GP number on 1 January; what is asked of the others was not read."""
    if case.starter:
        ledger.advise("numbered_in_year", law.thresholds_for)


def sumehr(case: Case, law: Law, ledger: Ledger) -> None:
    """2016 and 2017: what the supplement would take, or why it was not paid."""
    supplement = law.maybe("sumehr_supplement")
    if supplement is None or not ledger.rows or ledger.unsettled or ledger.rows[-1].key == "sumehr":
        return
    above = case.sumehr_patients > law.sumehr_patients.value
    key = "sumehr_step" if above else "sumehr_more"
    ledger.advise(key, supplement, law.sumehr_patients, supplement=supplement, limit=law.sumehr_patients)


def plan(case: Case, law: Law, ledger: Ledger, agenda: Agenda) -> None:
    """When the request opened and closed, as it really was; registrations; contest and payment after a request."""
    unknown = {}
    for name, when in DATES:
        figure = law.only(name)
        if figure.unsettled:
            unknown[figure.unsettled] = figure
        elif name == "payment_by" and case.submitted:
            agenda.add(name, date(case.submitted.year, 12, 31), "by", figure)
        else:
            until = law.only("request_closes").value if name == "request_opens" else None
            agenda.add(name, figure.value, when, figure, until=until, year=case.year)
    for key, figure in unknown.items():
        ledger.advise("unknown_date", figure, what=Text(f"unsettled.{key}"))
    if other := law.maybe("request_closes_other"):
        agenda.add("request_closes_other", other.value, "by", other)
    for name in ("opens", "closes"):
        planned, real = law.maybe(f"request_planned_{name}"), law.only(f"request_{name}")
        if planned and planned.value and planned.value != real.value:
            ledger.advise(f"planned_{name}", planned, planned=planned)
    if case.group:
        agenda.add(
            "group_registration_before", law.group_registration_before.value, "before", law.group_registration_before
        )
    if case.status == "gp" and case.software and "barometers" in thresholds(law, case.payment):
        for figure in law.all("barometer_before"):
            agenda.add(f"barometer_{dict(figure.where)['barometer']}", figure.value, "before", figure)
    if case.submitted:
        _contest(case, law, ledger, agenda)


def _contest(case: Case, law: Law, ledger: Ledger, agenda: Agenda) -> None:
    """The amount can be contested online within a number of days after the request."""
    contest = law.contest_days
    agenda.add("contest", days_after(case.submitted, contest), "by", contest, days=contest)
    opens, closes = law.request_opens, law.request_closes
    early = opens.value and case.submitted < opens.value
    late = closes.value and case.submitted > closes.value
    if early or late:
        ledger.advise("outside_window", opens if early else closes, submitted=case.submitted)


def _names(found: Iterable[Criterion]) -> list[Text]:
    return [Text(f"criteria.{one.name}") for one in found]

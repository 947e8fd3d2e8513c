"""*Prime de pratique intégrée*: the lump sum of a general practitioner, by year, activity and e-services.

The premium of a year follows the rules of that year; what is not known of a year is unsettled in the figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from calculators.engine.agenda import Agenda, Timing, days_after
from calculators.engine.figures import Figure, Figures, Law
from calculators.engine.ledger import Ledger, weakest
from calculators.engine.questions import Case, Problem, Question, When, to_text, yes_no
from calculators.engine.words import Text
from calculators.gp_premium.picture import picture as picture

PAYMENTS = ("act", "lump-sum")
KINDS = {"percent": "percent", "count": "count", "yes-no": "yes_no"}
"""How the score of a criterion is asked, by the unit of its threshold."""

GP = ({"status": ("gp",)},)
DATES: tuple[tuple[str, Timing], ...] = (("request_opens", "from"), ("request_closes", "by"), ("payment_by", "by"))


def questions(figures: Figures) -> tuple[Question, ...]:
    """Year and status, activity, e-services, the group's averages, the starter premium, the request.

    Years, their scores and the two sides of the activity condition come from the figures.
    """
    free = to_text(figures.named("activity_free_years")[-1].value)
    young, settled = f"under-{free}", f"{free}-or-more"
    billed = to_text(figures.named("activity_billed")[-1].value)
    with_sumehr = _years(figures, figures.named("sumehr_patients"))
    return (
        Question("year", "choice", _newest(figures), _years(figures), section="year"),
        Question("status", "choice", "gp", ("gp", "trainee"), section="year"),
        yes_no("software", section="year"),
        Question("seniority", "choice", settled, (young, settled), GP, section="activity"),
        Question("billed", "money", billed, when=({"seniority": (settled,)},), section="activity"),
        yes_no("on_call", when=GP, section="activity"),
        Question("payment", "choice", "act", PAYMENTS, GP, section="services"),
        Question("how", "choice", "count", ("count", "scores"), GP, section="services"),
        Question("reached", "count", "0", when=({"how": ("count",)},), section="services"),
        *_scores(figures, "", "services"),
        yes_no("group", "no", when=GP, section="group"),
        *_scores(figures, "group_", "group"),
        yes_no("starter", "no", when=GP, section="starter"),
        Question("lump_sum_days", "count", "0", when=({"starter": ("yes",)},), section="starter"),
        Question(
            "sumehr_patients",
            "count",
            "0",
            when=({"status": ("gp",), "year": with_sumehr},),
            section="supplement",
        ),
        Question("submitted", "date", when=GP, section="request"),
    )


def asked_most(figures: Figures) -> Mapping[str, Sequence[str]]:
    """Every case by count with the amount billed at its default: answered in advance."""
    asked = ("year", "status", "software", "seniority", "on_call", "payment", "group", "starter")
    options = {q.name: q.options for q in questions(figures) if q.name in asked}
    most = max(f.value for f in _settled(figures, "offered"))
    return {**options, "reached": [str(count) for count in range(int(most) + 1)]}


def day(case: Case, figures: Figures) -> date:
    """31 December of the premium year: a premium follows the rules of its own year, whenever it is asked for."""
    return date(int(case.year), 12, 31)


def check(case: Case, law: Law) -> Mapping[str, Problem]:
    """No more thresholds than the year offers, scores where thresholds are known, a starter with a new number."""
    problems = {}
    offered = law.only("offered", payment=case.payment)
    if case.how == "count":
        if not offered.unsettled and case.reached > offered.value:
            problems["reached"] = Problem("reached_above", {"year": case.year, "offered": offered})
    elif law.day < (first := min(f.since for f in _settled(law.book, "threshold"))):
        problems["how"] = Problem("scores_too_early", {"first": str(first.year)})
    if case.starter and not law.maybe("starter"):
        first = law.book.named("starter")[0].since
        problems["starter"] = Problem("starter_too_early", {"first": str(first.year)})
    elif case.starter and not _young(case):
        problems["starter"] = Problem("starter_with_seniority", {})
    return problems


def rule(case: Case, law: Law, ledger: Ledger, agenda: Agenda) -> None:
    """A trainee gets a lump sum; an active GP the step of the thresholds reached, and what is added to it."""
    pay(case, law, ledger)
    if ledger.refusals:
        ledger.advise("contest_refusal", law.contest_days, days=law.contest_days)
        return
    if case.status == "gp":
        found = criteria(case, law)
        _pay_starter(case, law, ledger)
        _advise_steps(case, law, ledger, found)
        _advise_sumehr(case, law, ledger)
        if found:
            ledger.details["criteria"] = [one.line() for one in found]
    if case.status == "trainee" or case.how == "count" or thresholds(law, case.payment):
        ledger.details["years"] = compare(case, law)
    _plan(case, law, ledger, agenda)


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
        ledger.refuse("trainee_software", law.software)
    else:
        ledger.grant("trainee", law.trainee)


def _refuse_inactive(case: Case, law: Law, ledger: Ledger) -> None:
    """Effectively active: registered for on-call, and enough billed from the fifth year of the GP number on."""
    if not _young(case) and case.billed < law.activity_billed.value:
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
class Criterion:
    """One criterion: its threshold, the reader's score, the group's average (None where empty), and the state:
    `reached`, `group` (by the group alone), `missed`, `not_counted` (for a lump-sum house)."""

    name: str
    threshold: Figure
    score: Any
    group: Any
    state: str

    @property
    def missing(self) -> Decimal:
        """What lacks to the threshold, in its unit; 1 for a yes/no criterion."""
        if self.threshold.unit == "yes-no":
            return Decimal(1)
        return Decimal(self.threshold.value) - max(self.score or Decimal(0), self.group or Decimal(0))

    @property
    def distance(self) -> Decimal:
        """What lacks, as a part of the threshold: how far the criterion is."""
        return self.missing if self.threshold.unit == "yes-no" else self.missing / Decimal(self.threshold.value)

    def line(self) -> dict[str, str]:
        """As other programs read it: numbers as text, empty where there is none."""
        return {
            "key": self.name,
            "threshold": to_text(self.threshold.value),
            "unit": self.threshold.unit,
            "score": to_text(self.score),
            "group": to_text(self.group),
            "state": self.state,
            "missing": to_text(self.missing) if self.state == "missed" else "",
            "grade": self.threshold.grade,
        }


def thresholds(law: Law, payment: str) -> dict[str, Figure]:
    """The thresholds that count on that day for that way of being paid, by criterion, in the order of the file."""
    wanted = ("payment", payment)
    found = (f for f in law.all("threshold") if wanted in f.where and not f.unsettled)
    return {dict(f.where)["criterion"]: f for f in found}


def criteria(case: Case, law: Law) -> list[Criterion]:
    """Each criterion of the year; a threshold is reached by the doctor or, on average, by the registered group."""
    counted = thresholds(law, case.payment)
    if case.how == "count" or not counted:
        return []
    return [_criterion(case, name, f, name in counted) for name, f in (thresholds(law, "act") | counted).items()]


def _criterion(case: Case, name: str, threshold: Figure, counted: bool) -> Criterion:
    score, group = getattr(case, name), getattr(case, f"group_{name}")
    if not counted:
        state = "not_counted"
    elif _attains(score, threshold):
        state = "reached"
    else:
        state = "group" if _attains(group, threshold) else "missed"
    return Criterion(name, threshold, score, group, state)


def _attains(score: Any, threshold: Figure) -> bool:
    """Empty means not reached."""
    if score is None or threshold.unit == "yes-no":
        return bool(score)
    return bool(score >= threshold.value)


def reached(case: Case, law: Law) -> Decimal:
    """How many thresholds are reached: as told, or counted from the scores."""
    if case.how == "count":
        return Decimal(case.reached)
    found = thresholds(law, case.payment).items()
    return Decimal(
        sum(_attains(getattr(case, name), f) or _attains(getattr(case, f"group_{name}"), f) for name, f in found)
    )


def compare(case: Case, law: Law) -> list[dict[str, Any]]:
    """The same answers under each year's rules: outcome, amount and grade; the starter premium left out."""
    lines = []
    for year in _years(law.book):
        then = law.book.on(date(int(year), 12, 31))
        ledger = Ledger()
        pay(case, then, ledger)
        uncounted = (
            case.status == "gp" and case.software and case.how == "scores" and not thresholds(then, case.payment)
        )
        if uncounted and not (ledger.refusals or ledger.unsettled):
            ledger.leave_open("scores_unknown")
        lines.append({"key": year, "chosen": year == case.year, **_ending(ledger)})
    return lines


def _ending(ledger: Ledger) -> dict[str, Any]:
    if ledger.refusals or ledger.unsettled:
        note = (ledger.refusals or ledger.unsettled)[0]
        outcome = "refused" if ledger.refusals else "unsettled"
        return {"outcome": outcome, "amount": None, "grade": None, "why": note.key}
    return {
        "outcome": "paid",
        "amount": f"{ledger.total:.2f}",
        "grade": weakest([row.grade for row in ledger.rows]),
        "why": "",
    }


def _advise_steps(case: Case, law: Law, ledger: Ledger, found: list[Criterion]) -> None:
    """The next step up and what lacks to it, closest criteria first; what was not counted, and why."""
    steps = law.all("tier", payment=case.payment)
    known = not any(step.unsettled for step in steps)
    count = reached(case, law)
    if known:
        here = law.step("tier", count if case.software else 0, payment=case.payment)
        ledger.details["ladder"] = [
            {"at_least": to_text(s.at_least), "amount": f"{s.value:.2f}", "grade": s.grade, "here": s is here}
            for s in sorted(steps, key=lambda s: s.at_least or 0)
        ]
        if not case.software:
            top = max(steps, key=lambda s: s.at_least or 0)
            ledger.advise("no_software", law.software, top, base=law.base, top=top)
        elif above := [s for s in steps if (s.at_least or 0) > count]:
            _advise_next(min(above, key=lambda s: s.at_least or 0), count, ledger, found)
    elif not case.software and not law.base.unsettled:
        ledger.advise("no_software_unsettled", law.software)
    if group := [one for one in found if one.state == "group"]:
        ledger.advise("group_reached", law.group_average, criteria=_names(group))
    counted = thresholds(law, case.payment)
    if counted and (lost := [name for name in thresholds(law, "act") if name not in counted]):
        ledger.advise("not_counted", criteria=[Text(f"criteria.{name}") for name in lost])
    if found and case.software and any(f.grade != "official" for f in counted.values()):
        ledger.advise("thresholds_grade", *{f.source.id: f for f in counted.values()}.values())


def _advise_next(step: Figure, count: Decimal, ledger: Ledger, found: list[Criterion]) -> None:
    """Which step, how many thresholds more, and as many missed criteria, the closest first."""
    more = int((step.at_least or 0) - count)
    ledger.advise("next_step", step, amount=step, at_least=step.at_least, more=more)
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


def _advise_sumehr(case: Case, law: Law, ledger: Ledger) -> None:
    """2016 and 2017: what the supplement would take, or why it was not paid."""
    supplement = law.maybe("sumehr_supplement")
    if supplement is None or not ledger.rows or ledger.unsettled or ledger.rows[-1].key == "sumehr":
        return
    above = case.sumehr_patients > law.sumehr_patients.value
    key = "sumehr_step" if above else "sumehr_more"
    ledger.advise(key, supplement, law.sumehr_patients, supplement=supplement, limit=law.sumehr_patients)


def _plan(case: Case, law: Law, ledger: Ledger, agenda: Agenda) -> None:
    """When the request opened and closed, as it really was; registrations; contest and payment after a request."""
    unknown = {}
    for name, when in DATES:
        figure = law.only(name)
        if figure.unsettled:
            unknown[figure.unsettled] = figure
        elif name == "payment_by" and case.submitted:
            agenda.add(name, date(case.submitted.year, 12, 31), "by", figure)
        else:
            agenda.add(name, figure.value, when, figure)
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
        _plan_contest(case, law, ledger, agenda)


def _plan_contest(case: Case, law: Law, ledger: Ledger, agenda: Agenda) -> None:
    """The amount can be contested online within a number of days after the request."""
    contest = law.contest_days
    agenda.add("contest", days_after(case.submitted, contest), "by", contest, days=contest)
    opens, closes = law.request_opens, law.request_closes
    early = opens.value and case.submitted < opens.value
    late = closes.value and case.submitted > closes.value
    if early or late:
        ledger.advise("outside_window", opens if early else closes, submitted=case.submitted)


def hints(figures: Figures) -> dict[str, list[tuple[dict[str, list[str]], str, dict[str, Any]]]]:
    """What a hint says in some years alone: threshold and period of a score, how many thresholds are offered."""
    found: dict[str, list[tuple[dict[str, list[str]], str, dict[str, Any]]]] = {}
    alike: dict[tuple[Any, ...], list[str]] = {}
    for figure in _settled(figures, "threshold"):
        where = dict(figure.where)
        key = (where["criterion"], _years(figures, [figure]), figure.value, figure.unit)
        alike.setdefault(key, []).append(where["payment"])
    for (name, years, _, unit), payments in alike.items():
        law = figures.on(date(int(years[-1]), 12, 31))
        values = {"threshold": law.only("threshold", criterion=name, payment=payments[0])}
        if period := law.maybe("measured_over", criterion=name):
            values["period"] = period
        case = {"year": list(years), "payment": payments}
        found.setdefault(name, []).append((case, f"hints.score.{unit}" + ("" if period else ".plain"), values))
        found.setdefault(f"group_{name}", []).append((case, f"hints.group.{unit}", values))
    for figure in figures.named("offered"):
        case = {"year": list(_years(figures, [figure])), "payment": [dict(figure.where)["payment"]]}
        key_of = "hints.reached_unknown" if figure.unsettled else "hints.reached"
        found.setdefault("reached", []).append((case, key_of, {"offered": figure}))
    for figure in figures.named("sumehr_patients"):
        case = {"year": list(_years(figures, [figure]))}
        found.setdefault("sumehr_patients", []).append((case, "hints.sumehr_patients", {"limit": figure}))
    return found


def _scores(figures: Figures, prefix: str, section: str) -> list[Question]:
    """A score for each criterion, asked in the years and for the payments that offer it."""
    series: dict[str, list[Figure]] = {}
    for figure in _settled(figures, "threshold"):
        series.setdefault(dict(figure.where)["criterion"], []).append(figure)
    found = []
    for name, those in series.items():
        kind = "number" if prefix and those[0].unit == "count" else KINDS[those[0].unit]  # a mean may have decimals
        options = ("yes", "no") if kind == "yes_no" else ()
        when = _offered_when(figures, those, {"group": ("yes",)} if prefix else {})
        found.append(Question(prefix + name, kind, "", options, when, section=section))
    return found


def _offered_when(figures: Figures, those: Iterable[Figure], further: Mapping[str, tuple[str, ...]]) -> When:
    """One alternative a way of being paid: the years with a threshold."""
    series: dict[str, list[Figure]] = {}
    for figure in those:
        series.setdefault(dict(figure.where)["payment"], []).append(figure)
    return tuple(
        {"how": ("scores",), "year": _years(figures, mine), "payment": (payment,), **further}
        for payment, mine in series.items()
    )


def _young(case: Case) -> bool:
    """Whether the GP number is too recent for the amount billed to be checked."""
    return bool(case.seniority.startswith("under-"))


def _names(found: Iterable[Criterion]) -> list[Text]:
    return [Text(f"criteria.{one.name}") for one in found]


def _years(figures: Figures, those: Iterable[Figure] | None = None) -> tuple[str, ...]:
    """The premium years in which one of some figures applies; by default every year that has a premium at all."""
    premiums = [f for f in figures.figures if f.name in ("tier", "trainee")]
    years = sorted({y for f in premiums for y in range(f.since.year, (f.until or figures.checked).year + 1)})
    if those is None:
        return tuple(map(str, years))
    wanted = list(those)
    return tuple(str(y) for y in years if any(f.in_force(date(y, 12, 31)) for f in wanted))


def _newest(figures: Figures) -> str:
    """The newest year with some amount: the one proposed."""
    return _years(figures, _settled(figures, "tier"))[-1]


def _settled(figures: Figures, name: str) -> list[Figure]:
    """The figures of that name that have a value."""
    return [f for f in figures.named(name) if not f.unsettled]

"""What is asked about the premium: years, their scores and the activity condition come from the figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from operator import itemgetter
from typing import Any

from calculators.engine.calculator import Hint, InAdvance
from calculators.engine.figures import Figure, Figures, Law
from calculators.engine.questions import Case, Kind, Problem, Question, When, to_text, yes_no
from calculators.engine.words import Text
from calculators.gp_premium.criteria import thresholds

PAYMENTS = ("act", "lump-sum")
KINDS: Mapping[str, Kind] = {"percent": "percent", "count": "count", "yes-no": "yes_no"}
"""How the score of a criterion is asked, by the unit of its threshold."""

SCORES_SINCE = 2018
"""The first year of which scores are asked; of those before, the number of thresholds alone."""

GP = ({"status": ("gp",)},)


def questions(figures: Figures) -> tuple[Question, ...]:
    """Year and status, activity, e-services, the group's averages, the starter premium, the request."""
    free = to_text(figures.named("activity_free_years")[-1].value)
    recent, settled = f"under-{free}", f"{free}-or-more"
    billed = to_text(figures.named("activity_billed")[-1].value)
    with_sumehr = years(figures, figures.named("sumehr_patients"))
    return (
        Question("year", "choice", _newest(figures), years(figures), section="year"),
        Question("status", "choice", "gp", ("gp", "trainee"), section="year"),
        yes_no("software", section="year"),
        Question("seniority", "choice", settled, (recent, settled), GP, section="activity"),
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
        Question("submitted", "date", when=GP, section="request", optional=True),
    )


def asked_most(figures: Figures) -> InAdvance:
    """Every case by count, with any amount billed, of which only its side of the least counts: answered in advance."""
    asked = ("year", "status", "software", "seniority", "on_call", "payment", "group", "starter")
    options = {q.name: q.options for q in questions(figures) if q.name in asked}
    most = max(f.value for f in _settled(figures, "offered"))
    least = sorted({figure.value for figure in figures.named("activity_billed")})
    return {**options, "billed": [Decimal(0), *least], "reached": [str(count) for count in range(int(most) + 1)]}


def check(case: Case, law: Law) -> Mapping[str, Problem]:
    """No more thresholds than the year offers, scores from their first year on, a starter with a new number."""
    problems = {}
    offered = law.only("offered", payment=case.payment)
    if case.how == "count":
        if not offered.unsettled and case.reached > offered.value:
            problems["reached"] = Problem("reached_above", {"year": case.year, "offered": offered})
    elif law.day.year < SCORES_SINCE:
        problems["how"] = Problem("scores_too_early", {"first": str(SCORES_SINCE)})
    if case.starter and not law.maybe("starter"):
        first = law.book.named("starter")[0].since
        problems["starter"] = Problem("starter_too_early", {"first": str(first.year)})
    elif case.starter and not young(case):
        problems["starter"] = Problem("starter_with_seniority", {})
    return problems


def hints(figures: Figures) -> Mapping[str, Sequence[Hint]]:
    """What a hint says in some years alone: threshold and period of a score, how many thresholds are offered."""
    found: dict[str, list[Hint]] = {}
    for one in _thresholds(figures):
        key = f"hints.score.{one.unit}" + ("" if "period" in one.values else ".plain")
        whose = Text("hints.whose.other", {"year": one.model}) if one.model else Text("hints.whose.own")
        values = {**one.values, "whose": whose}
        found.setdefault(one.name, []).append(Hint(one.case, key, values))
        found.setdefault(f"group_{one.name}", []).append(Hint(one.case, f"hints.group.{one.unit}", values))
    found["reached"] = _counted(figures)
    for figure in figures.named("sumehr_patients"):
        in_years = {"year": years(figures, [figure])}
        found.setdefault("sumehr_patients", []).append(Hint(in_years, "hints.sumehr_patients", {"limit": figure}))
    return found


def _counted(figures: Figures) -> list[Hint]:
    """How many thresholds count, once for the years in which it is the same."""
    alike: dict[tuple[str, str, Any, str], list[str]] = {}
    for payment, year in product(PAYMENTS, years(figures)):
        law = stand_in(figures, year)
        offered, model = law.only("offered", payment=payment), str(law.day.year)
        kind = "_unknown" if offered.unsettled else "" if model == year else "_model"
        alike.setdefault((payment, kind, offered.value, model if kind == "_model" else ""), []).append(year)
    found = []
    for (payment, kind, _, model), in_years in alike.items():
        offered = stand_in(figures, in_years[0]).only("offered", payment=payment)
        case = {"year": tuple(in_years), "payment": (payment,)}
        found.append(Hint(case, f"hints.reached{kind}", {"offered": offered, "model": model}))
    return found


def things(figures: Figures) -> Mapping[str, Sequence[Hint]]:
    """What counts among the thresholds reached: each criterion of the year and the payment, with its threshold."""
    names = [q.name for q in _scores(figures, "", "")]
    found = []
    for one in _thresholds(figures):
        what = Text(f"criteria.{one.name}" if one.unit == "yes-no" else f"questions.{one.name}.label")
        found.append((names.index(one.name), Hint(one.case, f"things.{one.unit}", {"what": what, **one.values})))
    return {"reached": [hint for _, hint in sorted(found, key=itemgetter(0))]}


def labels(figures: Figures) -> Mapping[str, Mapping[str, Text]]:
    """What the list says of a year: until when its premium could be asked for, or that its rules were not found."""
    found = {}
    for year in years(figures):
        law = figures.on(date(int(year), 12, 31))
        closes = law.only("request_closes")
        if law.base.unsettled:
            found[year] = Text(f"labels.{law.base.unsettled}", {"year": year})
        elif not closes.unsettled:
            over = closes.value < figures.checked
            found[year] = Text("labels.closed" if over else "labels.closes", {"year": year, "day": closes})
    return {"year": found}


@dataclass(frozen=True, slots=True)
class _Asked:
    """A threshold where it reads alike: criterion, unit, cases, what to say; `model`: its year, where not theirs."""

    name: str
    unit: str
    case: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Any]
    model: str


def _thresholds(figures: Figures) -> Iterator[_Asked]:
    """Each threshold once for the years and payments in which it reads alike."""
    alike: dict[tuple[Any, ...], dict[str, list[str]]] = {}
    said: dict[tuple[Any, ...], dict[str, Any]] = {}
    for year, payment in product(years(figures), PAYMENTS):
        law = stand_in(figures, year)
        model = "" if str(law.day.year) == year else str(law.day.year)
        for name, figure in thresholds(law, payment).items():
            period = law.maybe("measured_over", criterion=name)
            key = (name, figure.unit, model, figure.value, period.value if period else "")
            alike.setdefault(key, {}).setdefault(payment, []).append(year)
            said[key] = {"threshold": figure} | ({"period": period} if period else {})
    for key, by_payment in alike.items():
        same: dict[tuple[str, ...], list[str]] = {}
        for payment, in_years in by_payment.items():
            same.setdefault(tuple(in_years), []).append(payment)
        for those, payments in same.items():
            yield _Asked(key[0], key[1], {"year": those, "payment": tuple(payments)}, said[key], key[2])


def stand_in(figures: Figures, year: str) -> Law:
    """The rules of a year; where they were not found, those of the newest known year before it, to give an idea."""
    law = figures.on(date(int(year), 12, 31))
    if not law.base.unsettled:
        return law
    known = years(figures, _settled(figures, "base"))
    return figures.on(date(max(int(one) for one in known if one <= year), 12, 31))


def knows_scores(law: Law, payment: str) -> bool:
    """Whether scores are asked of that year and that way of being paid, and their thresholds are known."""
    known = law.day.year >= SCORES_SINCE and not law.base.unsettled
    return known and not law.step("tier", 0, payment=payment).unsettled


def young(case: Case) -> bool:
    """Whether the GP number is too recent for the amount billed to be checked."""
    return bool(case.seniority.startswith("under-"))


def years(figures: Figures, those: Iterable[Figure] | None = None) -> tuple[str, ...]:
    """The premium years in which one of some figures applies; by default every year that has a premium at all."""
    premiums = [f for f in figures.figures if f.name in ("tier", "trainee")]
    found = sorted({y for f in premiums for y in range(f.since.year, (f.until or figures.checked).year + 1)})
    if those is None:
        return tuple(map(str, found))
    wanted = list(those)
    return tuple(str(y) for y in found if any(f.in_force(date(y, 12, 31)) for f in wanted))


def _newest(figures: Figures) -> str:
    """The newest year with some amount: the one proposed."""
    return years(figures, _settled(figures, "tier"))[-1]


def _settled(figures: Figures, name: str) -> list[Figure]:
    """The figures of that name that have a value."""
    return [f for f in figures.named(name) if not f.unsettled]


def _scores(figures: Figures, prefix: str, section: str) -> list[Question]:
    """A score for each criterion, asked in the years and for the payments that offer it, or whose stand-in does."""
    units = {dict(f.where)["criterion"]: f.unit for f in _settled(figures, "threshold")}
    asked: dict[str, dict[str, list[str]]] = {name: {} for name in units}
    for year, payment in product(years(figures), PAYMENTS):
        if int(year) >= SCORES_SINCE:
            for name in thresholds(stand_in(figures, year), payment):
                asked[name].setdefault(payment, []).append(year)
    further = {"group": ("yes",)} if prefix else {}
    found = []
    for name, unit in units.items():
        kind = "number" if prefix and unit == "count" else KINDS[unit]  # a mean may have decimals
        options = ("yes", "no") if kind == "yes_no" else ()
        when: When = tuple(
            {"how": ("scores",), "year": tuple(in_years), "payment": (payment,), **further}
            for payment, in_years in asked[name].items()
        )
        found.append(Question(prefix + name, kind, "", options, when, section=section))
    return found

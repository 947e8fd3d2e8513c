"""What is asked about the premium: years, their scores and the activity condition come from the figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from calculators.engine.calculator import Hint
from calculators.engine.figures import Figure, Figures, Law
from calculators.engine.questions import Case, Kind, Problem, Question, When, to_text, yes_no
from calculators.engine.words import Text

PAYMENTS = ("act", "lump-sum")
KINDS: Mapping[str, Kind] = {"percent": "percent", "count": "count", "yes-no": "yes_no"}
"""How the score of a criterion is asked, by the unit of its threshold."""

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


def asked_most(figures: Figures) -> Mapping[str, Sequence[str]]:
    """Every case by count with the amount billed at its default: answered in advance."""
    asked = ("year", "status", "software", "seniority", "on_call", "payment", "group", "starter")
    options = {q.name: q.options for q in questions(figures) if q.name in asked}
    most = max(f.value for f in _settled(figures, "offered"))
    return {**options, "reached": [str(count) for count in range(int(most) + 1)]}


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
    elif case.starter and not young(case):
        problems["starter"] = Problem("starter_with_seniority", {})
    return problems


def hints(figures: Figures) -> Mapping[str, Sequence[Hint]]:
    """What a hint says in some years alone: threshold and period of a score, how many thresholds are offered."""
    found: dict[str, list[Hint]] = {}
    for name, unit, case, values in _thresholds(figures):
        key = f"hints.score.{unit}" + ("" if "period" in values else ".plain")
        found.setdefault(name, []).append(Hint(case, key, values))
        found.setdefault(f"group_{name}", []).append(Hint(case, f"hints.group.{unit}", values))
    for figure in figures.named("offered"):
        case = {"year": years(figures, [figure]), "payment": (dict(figure.where)["payment"],)}
        key_of = "hints.reached_unknown" if figure.unsettled else "hints.reached"
        found.setdefault("reached", []).append(Hint(case, key_of, {"offered": figure}))
    for figure in figures.named("sumehr_patients"):
        in_years = {"year": years(figures, [figure])}
        found.setdefault("sumehr_patients", []).append(Hint(in_years, "hints.sumehr_patients", {"limit": figure}))
    return found


def things(figures: Figures) -> Mapping[str, Sequence[Hint]]:
    """What counts among the thresholds reached: each criterion of the year and the payment, with its threshold."""
    names = [q.name for q in _scores(figures, "", "")]
    found = []
    for name, unit, case, values in _thresholds(figures):
        what = Text(f"criteria.{name}" if unit == "yes-no" else f"questions.{name}.label")
        found.append((names.index(name), Hint(case, f"things.{unit}", {"what": what, **values})))
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


def _thresholds(figures: Figures) -> Iterator[tuple[str, str, Mapping[str, tuple[str, ...]], Mapping[str, Any]]]:
    """Each threshold once for the years and payments in which it is the same: criterion, unit, case, what to say."""
    alike: dict[tuple[Any, ...], list[str]] = {}
    for figure in _settled(figures, "threshold"):
        where = dict(figure.where)
        key = (where["criterion"], years(figures, [figure]), figure.value, figure.unit)
        alike.setdefault(key, []).append(where["payment"])
    for (name, in_years, _, unit), payments in alike.items():
        law = figures.on(date(int(in_years[-1]), 12, 31))
        values = {"threshold": law.only("threshold", criterion=name, payment=payments[0])}
        if period := law.maybe("measured_over", criterion=name):
            values["period"] = period
        yield name, unit, {"year": in_years, "payment": tuple(payments)}, values


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
        {"how": ("scores",), "year": years(figures, mine), "payment": (payment,), **further}
        for payment, mine in series.items()
    )

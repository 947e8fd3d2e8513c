"""What is asked about a practice: its year and its registration, then the same questions of each doctor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import product

from calculators.engine.calculator import Hint
from calculators.engine.figures import Figures
from calculators.engine.questions import Question, When, repeated, yes_no
from calculators.engine.words import Text
from calculators.gp_premium import questions as premium
from calculators.gp_premium.criteria import thresholds

FEWEST, MOST = 2, 20
"""Doctors of a practice: two make a group, and a table of more than twenty is none that a reader fills in."""


def questions(figures: Figures) -> tuple[Question, ...]:
    """Year, payment, registration and number of doctors; of each whether they count, and a score a criterion."""
    those = years(figures)
    doctors = Question("doctors", "count", str(FEWEST), least=Decimal(FEWEST), most=Decimal(MOST), section="practice")
    return (
        Question("year", "choice", those[-1], those, section="practice"),
        Question("payment", "choice", premium.PAYMENTS[0], premium.PAYMENTS, section="practice"),
        yes_no("registered", section="practice"),
        doctors,
        *repeated(
            doctors,
            yes_no("active", section="doctors"),
            yes_no("software", section="doctors"),
            yes_no("counted", section="doctors"),
            *_scores(figures, those),
        ),
    )


def hints(figures: Figures) -> Mapping[str, Sequence[Hint]]:
    """The threshold of each criterion in the chosen year, as gp-premium says it."""
    theirs = premium.hints(_premium(figures))
    return {question.name: theirs[question.name] for question in _scores(figures, years(figures))}


def labels(figures: Figures) -> Mapping[str, Mapping[str, Text]]:
    """What the list says of a year, as gp-premium says it."""
    return premium.labels(_premium(figures))


def years(figures: Figures) -> tuple[str, ...]:
    """The years of which scores are asked and the rules are known."""
    book = _premium(figures)
    return tuple(
        year
        for year in premium.years(book)
        if any(premium.knows_scores(book.on(date(int(year), 12, 31)), payment) for payment in premium.PAYMENTS)
    )


def _scores(figures: Figures, those: Sequence[str]) -> Iterator[Question]:
    """A score for each criterion, in the order of the law, asked in the years and for the payments that count it."""
    book = _premium(figures)
    asked: dict[str, dict[str, list[str]]] = {}
    units = {dict(f.where)["criterion"]: f.unit for f in book.named("threshold") if not f.unsettled}
    for year, payment in product(those, premium.PAYMENTS):
        for name in thresholds(book.on(date(int(year), 12, 31)), payment):
            asked.setdefault(name, {}).setdefault(payment, []).append(year)
    for name, unit in units.items():
        kind = premium.KINDS[unit]
        when: When = tuple({"year": tuple(found), "payment": (payment,)} for payment, found in asked[name].items())
        yield Question(name, kind, "", ("yes", "no") if kind == "yes_no" else (), when, section="doctors")


def _premium(figures: Figures) -> Figures:
    """The figures of gp-premium, on which those of the practice rest."""
    assert figures.basis
    return figures.basis

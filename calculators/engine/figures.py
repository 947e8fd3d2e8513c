"""What a text of law says: dated figures, each with unit, source, paragraph and grade.

How a file of figures is written, read and checked: figures_file.py.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

GRADES = ("official", "guide", "study", "press", "reading")
"""From firm to weak: a text of law or an INAMI page; a guide or notes that tell INAMI's rules (a learned society, a
public platform, a regional coordination); a peer-reviewed study; a union, the press or a vendor; our own inference."""


class FigureFault(ValueError):
    """A figures file that cannot be trusted, or a question to it with no single answer: a fault of ours."""


type Where = tuple[tuple[str, str], ...]
"""The case that a figure is for: dimension and value, by name."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document: title as shown, short name for citations, address, and the grade of what it says."""

    id: str
    title: str
    short: str
    url: str
    grade: str
    language: str = "fr"
    note: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Limited:
    """A count cut off at a figure: `count` is used, `asked` was given."""

    count: Decimal
    asked: Decimal
    figure: Figure


@dataclass(frozen=True, slots=True)
class Figure:
    """One dated value; None where nobody says it, and then `unsettled` names the text that tells what is missing.

    `seen` is the day it was read, where no text says since when it applies: `since` is then the first day that may be
    asked about, and no more.
    """

    name: str
    value: Any
    unit: str
    since: date
    until: date | None
    source: Source
    paragraph: str
    grade: str
    where: Where = ()
    at_least: Decimal | None = None
    unsettled: str = ""
    note: str = ""
    seen: date | None = None

    def limit(self, count: Decimal | int) -> Limited:
        """`count`, but at most this figure."""
        return Limited(min(Decimal(count), self.value), Decimal(count), self)

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


type Cases = Mapping[tuple[str, Where], tuple[Figure, ...]]
"""By name and case."""


@dataclass(frozen=True, slots=True)
class Law:
    """The figures in force on one day. Asking for one gives exactly one, or a fault that says what is wrong."""

    day: date
    file: str
    found: Mapping[str, tuple[Figure, ...]]
    cases: Cases = field(repr=False)
    """The same: what most rules ask for."""
    book: Figures = field(repr=False)
    """The whole file: what applies on other days."""

    def all(self, name: str, **where: str) -> tuple[Figure, ...]:
        """Every figure of that name in force, in the file's order; with `where`, those of that case alone."""
        return self.cases.get((name, tuple(sorted(where.items()))), ()) if where else self.found.get(name, ())

    def only(self, name: str, **where: str) -> Figure:
        """The one figure that applies. Zero or two is a fault: never the newest as a fallback, never a silent zero."""
        figures = self.cases.get((name, tuple(sorted(where.items()))), ())
        if len(figures) != 1:
            raise FigureFault(
                f"{self.file}: {len(figures)} figures named “{name}” apply on {self.day} for {where or 'every case'}; "
                "exactly one must. Mend the dates of that figure, or write it as unsettled."
            )
        return figures[0]

    def maybe(self, name: str, **where: str) -> Figure | None:
        """The figure that applies, or None where the texts have no such thing on that day."""
        return self.only(name, **where) if self.all(name, **where) else None

    def step(self, name: str, reached: Decimal | int, **where: str) -> Figure:
        """The step with the highest `at_least` that `reached` attains (an unsettled figure stands for all steps)."""
        steps = self.all(name, **where)
        if len(steps) == 1 and steps[0].at_least is None:
            return steps[0]
        attained = [f for f in steps if f.at_least is not None and f.at_least <= reached]
        if not attained:
            raise FigureFault(
                f"{self.file}: no step of “{name}” is attained by {reached} on {self.day} for {where or 'every case'}. "
                "Add the lowest step (at_least = 0)."
            )
        return max(attained, key=lambda f: f.at_least or 0)

    def __getattr__(self, name: str) -> Figure:
        if name.startswith("__"):
            raise AttributeError(name)
        return self.only(name)


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one file, checked. `on(day)` gives the law of that day, with that of the `basis` it rests on."""

    file: str
    version: str
    checked: date
    sources: Mapping[str, Source]
    figures: tuple[Figure, ...]
    basis: Figures | None = None
    _starts: tuple[date, ...] = field(default=(), repr=False)
    _laws: dict[int, Law] = field(default_factory=dict, repr=False, compare=False)

    def on(self, day: date) -> Law:
        period = bisect_right(self._starts, day)
        if period not in self._laws:
            found: dict[str, list[Figure]] = {}
            for figure in self.figures:
                if figure.in_force(day):
                    found.setdefault(figure.name, []).append(figure)
            theirs = self.basis.on(day).found if self.basis else {}
            named = {**theirs, **{name: tuple(those) for name, those in found.items()}}
            self._laws[period] = Law(day, self.file, named, _by_case(named), self)
        law = self._laws[period]
        return law if law.day == day else replace(law, day=day)

    @property
    def folder(self) -> str:
        """The name of the folder it stands in."""
        return self.file.split("/")[0]

    def named(self, name: str) -> tuple[Figure, ...]:
        """Every figure of that name, at any time."""
        return tuple(f for f in self.figures if f.name == name)


def _by_case(found: Mapping[str, tuple[Figure, ...]]) -> Cases:
    cases: dict[tuple[str, Where], list[Figure]] = {}
    for name, figures in found.items():
        for figure in figures:
            cases.setdefault((name, figure.where), []).append(figure)
    return {case: tuple(figures) for case, figures in cases.items()}

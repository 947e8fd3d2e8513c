"""What a text of law says: dated figures, each with unit, source, paragraph and grade.

A figures file is TOML. Everything a jurist must be able to check is in it and nothing else; a fault in it is
refused when it is read, in words that name the file, the figure and the cure.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

GRADES = ("official", "press", "reading")
"""From firm to weak: a text of law or an INAMI page; a union, the press or a vendor; our own inference."""

_KEYS = {"value", "unsettled", "unit", "since", "until", "source", "grade", "at_least", "note"}
_SOURCE_KEYS = {"title", "short", "url", "grade", "language", "note", "published"}
_DAY = timedelta(days=1)


class FigureFault(ValueError):
    """A figures file that cannot be trusted, or a question to it with no single answer: a fault of ours."""


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
    """One dated value; None where nobody says it, and then `unsettled` names the text that tells what is missing."""

    name: str
    value: Any
    unit: str
    since: date
    until: date | None
    source: Source
    paragraph: str
    grade: str
    where: tuple[tuple[str, str], ...] = ()
    at_least: Decimal | None = None
    unsettled: str = ""
    note: str = ""

    def limit(self, count: Decimal | int) -> Limited:
        """`count`, but at most this figure."""
        return Limited(min(Decimal(count), self.value), Decimal(count), self)

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def meets(self, other: Figure) -> bool:
        """Whether the two are in force on some same day."""
        return (self.until is None or other.since <= self.until) and (other.until is None or self.since <= other.until)


@dataclass(frozen=True, slots=True)
class Law:
    """The figures in force on one day. Asking for one gives exactly one, or a fault that says what is wrong."""

    day: date
    file: str
    found: Mapping[str, tuple[Figure, ...]]
    book: Figures = field(repr=False)
    """The whole file: what applies on other days."""

    def all(self, name: str, **where: str) -> tuple[Figure, ...]:
        """Every figure of that name in force, in the file's order; with `where`, those of that case alone."""
        wanted = tuple(sorted(where.items()))
        figures = self.found.get(name, ())
        return tuple(f for f in figures if f.where == wanted) if where else figures

    def only(self, name: str, **where: str) -> Figure:
        """The one figure that applies. Zero or two is a fault: never the newest as a fallback, never a silent zero."""
        wanted = tuple(sorted(where.items()))
        figures = [f for f in self.found.get(name, ()) if f.where == wanted]
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
    """All figures of one file, checked. `on(day)` gives the law of that day."""

    file: str
    version: str
    checked: date
    sources: Mapping[str, Source]
    figures: tuple[Figure, ...]
    _starts: tuple[date, ...] = field(default=(), repr=False)
    _laws: dict[int, Mapping[str, tuple[Figure, ...]]] = field(default_factory=dict, repr=False, compare=False)

    def on(self, day: date) -> Law:
        period = bisect_right(self._starts, day)
        if period not in self._laws:
            found: dict[str, list[Figure]] = {}
            for figure in self.figures:
                if figure.in_force(day):
                    found.setdefault(figure.name, []).append(figure)
            self._laws[period] = {name: tuple(those) for name, those in found.items()}
        return Law(day, self.file, self._laws[period], self)

    def named(self, name: str) -> tuple[Figure, ...]:
        """Every figure of that name, at any time."""
        return tuple(f for f in self.figures if f.name == name)


def read(path: Path, known: Mapping[str, Source] | None = None) -> Figures:
    """Read and check a figures file, which may also cite `known` sources. Errors: `FigureFault`."""
    file = "/".join(path.parts[-2:])
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise FigureFault(f"{file}: not TOML ({error}). Mend that line.") from error
    return parse(raw, file, known)


def parse(raw: Mapping[str, Any], file: str, known: Mapping[str, Source] | None = None) -> Figures:
    """The checked figures of a parsed TOML document; `file` names it in errors."""
    if not isinstance(raw.get("checked"), date):
        raise FigureFault(f"{file}: no “checked” date. Write the day the figures were read, checked = YYYY-MM-DD.")
    sources = dict(known or {}) | {name: _source(file, name, table) for name, table in raw.get("sources", {}).items()}
    dimensions = raw.get("dimensions", {})
    figures = [
        _figure(file, name, number, table, sources, dimensions)
        for name, tables in raw.items()
        if name not in ("version", "checked", "sources", "dimensions")
        for number, table in enumerate(_tables(file, name, tables), 1)
    ]
    _check_time(file, figures)
    starts = {f.since for f in figures} | {f.until + _DAY for f in figures if f.until}
    return Figures(file, str(raw.get("version", "")), raw["checked"], sources, tuple(figures), tuple(sorted(starts)))


def _tables(file: str, name: str, tables: Any) -> Iterable[Mapping[str, Any]]:
    if not (isinstance(tables, list) and all(isinstance(t, dict) for t in tables)):
        raise FigureFault(
            f"{file}: “{name}” is not a figure. Write it as [[{name}]] with value, unit, since, source, grade."
        )
    return tables


def _source(file: str, name: str, table: Mapping[str, Any]) -> Source:
    for key in table.keys() - _SOURCE_KEYS:
        raise FigureFault(f"{file}: source “{name}” has the unknown key “{key}”. Use {_list(_SOURCE_KEYS)}.")
    for key in ("title", "short", "url", "grade"):
        if not table.get(key):
            raise FigureFault(f"{file}: source “{name}” has no “{key}”. Add it.")
    if table["grade"] not in GRADES:
        raise FigureFault(f"{file}: source “{name}” has the grade “{table['grade']}”. Use {_list(GRADES)}.")
    return Source(name, **table)


def _figure(
    file: str,
    name: str,
    number: int,
    table: Mapping[str, Any],
    sources: Mapping[str, Source],
    dimensions: Mapping[str, list[str]],
) -> Figure:
    """One figure of the file, or the fault that is in it."""

    def fault(what: str, cure: str) -> FigureFault:
        return FigureFault(f"{file}: figure “{name}” ({number}) {what}. {cure}")

    for key in table.keys() - _KEYS - dimensions.keys():
        raise fault(f"has the unknown key “{key}”", f"Use {_list(_KEYS | dimensions.keys())}.")
    for key in table.keys() & dimensions.keys():
        if table[key] not in dimensions[key]:
            raise fault(f"has {key} = “{table[key]}”", f"Use {_list(dimensions[key])}, or declare it in [dimensions].")
    if ("value" in table) == ("unsettled" in table):
        raise fault("must have either a value or “unsettled”", "Keep one of the two.")
    value = table.get("value")
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str | date | None):
        raise fault("has a value of the wrong kind", "Use a number, a text in quotes or a date.")
    number_value = isinstance(value, int | Decimal)
    if number_value and not table.get("unit"):
        raise fault("has no unit", 'Add unit = "…", for example "EUR".')
    since, until = table.get("since"), table.get("until")
    if not isinstance(since, date):
        raise fault("has no “since” date", "Add since = YYYY-MM-DD, the first day it applies.")
    if until is not None and not isinstance(until, date):
        raise fault("has an “until” that is not a date", "Write until = YYYY-MM-DD, the last day it applies.")
    if until is not None and until < since:
        raise fault(f"ends on {until}, before it starts on {since}", "Mend since or until.")
    source, _, paragraph = str(table.get("source", "")).partition(",")
    if not source:
        raise fault("has no source", 'Add source = "id, paragraph", with the id of a [sources.…] table.')
    if source not in sources:
        raise fault(f"names the unknown source “{source}”", f"Add [sources.{source}], or use {_list(sources)}.")
    if table.get("grade") not in GRADES:
        raise fault(f"has the grade “{table.get('grade')}”", f"Use {_list(GRADES)}.")
    at_least = table.get("at_least")
    if at_least is not None and (isinstance(at_least, bool) or not isinstance(at_least, int | Decimal)):
        raise fault("has an “at_least” that is not a number", "Write at_least = 6, the lowest count of that step.")
    return Figure(
        name=name,
        value=Decimal(value) if number_value else value,  # type: ignore[arg-type]
        unit=table.get("unit", ""),
        since=since,
        until=until,
        source=sources[source],
        paragraph=paragraph.strip(),
        grade=table["grade"],
        where=tuple(sorted((key, table[key]) for key in table.keys() & dimensions.keys())),
        at_least=None if at_least is None else Decimal(at_least),
        unsettled=table.get("unsettled", ""),
        note=table.get("note", ""),
    )


def _check_time(file: str, figures: Iterable[Figure]) -> None:
    """No two figures of one case on one day (steps differ by `at_least`), and no day without one in between."""
    series: dict[tuple[Any, ...], list[Figure]] = {}
    for figure in figures:
        series.setdefault((figure.name, figure.where), []).append(figure)
    for (name, where), those in series.items():
        those.sort(key=lambda f: f.since)
        label = f"“{name}”" + "".join(f" {key}={value}" for key, value in where)
        for i, one in enumerate(those):
            for other in those[i + 1 :]:
                distinct_steps = None not in (one.at_least, other.at_least) and one.at_least != other.at_least
                if one.meets(other) and not distinct_steps:
                    raise FigureFault(
                        f"{file}: figure {label} applies twice from {max(one.since, other.since)}. "
                        "End the first the day before the second starts (until = …)."
                    )
        covered = those[0].until
        for _, later in pairwise(those):
            if covered is None:
                break
            if later.since > covered + _DAY:
                raise FigureFault(
                    f"{file}: figure {label} has a hole from {covered + _DAY} to {later.since - _DAY}. "
                    'Fill it, or write unsettled = "…" for those days.'
                )
            covered = None if later.until is None else max(covered, later.until)


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))

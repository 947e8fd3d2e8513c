"""A file of figures: everything a jurist must be able to check, in TOML, and nothing else.

A figure is a table under its name, [[name]]. What one text says at once may be said at once:

    year = 2024                            since 1 January until 31 December; years = [2018, 2022] for several
    steps = { 0 = 1000, 6 = 3500 }         one figure a step, the number before “=” being its at_least
    criterion = { sumehr = 60, cebam = 5 }    one figure a value of a dimension, in the order of [dimensions]

An undated page does not say since when a figure applies: start_unknown = true tells so, and `since` is then the first
day that may be asked about.

A file may rest on that of another folder: basis = "its_name". Its law is theirs and its own.

[units] names once the unit of all figures of a name, or of each value of a dimension. A fault is refused when the file
is read, in words that name the file, the figure and the cure.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from calculators.engine.figures import GRADES, Figure, FigureFault, Figures, Source, Where
from calculators.engine.files import content

_TIME = {"year", "years", "since", "until"}
_KEYS = {"value", "steps", "unsettled", "unit", "source", "grade", "at_least", "note", "start_unknown"} | _TIME
_SOURCE_KEYS = {"title", "short", "url", "grade", "language", "note", "published"}
_HEAD = {"version", "checked", "basis", "sources", "dimensions", "units"}
_DAY = timedelta(days=1)


def read(path: Path, known: Mapping[str, Source] | None = None) -> Figures:
    """Read and check a figures file; it may cite `known` sources and those of its basis. Errors: `FigureFault`."""
    raw = _toml(path)
    basis = read(path.parent.parent / raw["basis"] / path.name) if "basis" in raw else None
    return parse(raw, _name(path), known, basis)


def read_sources(path: Path) -> dict[str, Source]:
    """The sources of a figures file by id, before any figure is read. Errors: `FigureFault`."""
    return _sources(_toml(path), _name(path))


def _name(path: Path) -> str:
    return "/".join(path.parts[-2:])


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(content(path), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise FigureFault(f"{_name(path)}: not TOML ({error}). Mend that line.") from error


def parse(
    raw: Mapping[str, Any], file: str, known: Mapping[str, Source] | None = None, basis: Figures | None = None
) -> Figures:
    """The checked figures of a parsed TOML document, with its own sources; `file` names it in errors."""
    if not isinstance(raw.get("checked"), date):
        raise FigureFault(f"{file}: no “checked” date. Write the day the figures were read, checked = YYYY-MM-DD.")
    sources = _sources(raw, file)
    theirs = basis.sources if basis else {}
    cited = {**(known or {}), **theirs, **sources}
    head = _Head(file, raw["checked"], cited, raw.get("dimensions", {}), raw.get("units", {}))
    figures = [figure for name in raw if name not in _HEAD for figure in _named(head, name, raw[name])]
    _check_time(file, figures)
    timed = [*figures, *(basis.figures if basis else ())]
    starts = {f.since for f in timed} | {f.until + _DAY for f in timed if f.until}
    version = str(raw.get("version", ""))
    return Figures(file, version, raw["checked"], sources, tuple(figures), basis, tuple(sorted(starts)))


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands above the figures of a file: the day it was read, sources they may cite, dimensions and units."""

    file: str
    checked: date
    sources: Mapping[str, Source]
    dimensions: Mapping[str, list[str]]
    units: Mapping[str, str | Mapping[str, str]]


def _sources(raw: Mapping[str, Any], file: str) -> dict[str, Source]:
    return {name: _source(file, name, table) for name, table in raw.get("sources", {}).items()}


def _source(file: str, name: str, table: Mapping[str, Any]) -> Source:
    for key in table.keys() - _SOURCE_KEYS:
        raise FigureFault(f"{file}: source “{name}” has the unknown key “{key}”. Use {_list(_SOURCE_KEYS)}.")
    for key in ("title", "short", "url", "grade"):
        if not table.get(key):
            raise FigureFault(f"{file}: source “{name}” has no “{key}”. Add it.")
    if table["grade"] not in GRADES:
        raise FigureFault(f"{file}: source “{name}” has the grade “{table['grade']}”. Use {_list(GRADES)}.")
    return Source(name, **table)


def _named(head: _Head, name: str, tables: Any) -> list[Figure]:
    """The figures of one name. Where a table gives several values of a dimension, they stand in its order."""
    if not (isinstance(tables, list) and all(isinstance(t, dict) for t in tables)):
        raise FigureFault(
            f"{head.file}: “{name}” is not a figure. Write it as [[{name}]] with value, unit, since, source, grade."
        )
    found = [
        _figure(head, name, number, one)
        for number, table in enumerate(tables, 1)
        for one in _spread(head, name, number, table)
    ]
    for key, values in head.dimensions.items():
        if any(isinstance(table.get(key), dict) for table in tables):
            found.sort(key=lambda figure: values.index(dict(figure.where)[key]))
    return found


def _spread(head: _Head, name: str, number: int, table: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The single figures that a table says at once."""
    several = [key for key in ("steps", *head.dimensions) if isinstance(table.get(key), dict)]
    if not several:
        yield dict(table)
        return
    key, *others = several
    if others or "value" in table:
        raise _fault(head, name, number, f"gives values twice ({_list([*several, 'value'])})", "Keep one of them.")
    rest = {each: value for each, value in table.items() if each != key}
    for place, value in table[key].items():
        if key != "steps":
            yield {**rest, key: place, "value": value}
        elif place.isdecimal():
            yield {**rest, "at_least": int(place), "value": value}
        else:
            raise _fault(head, name, number, f"has the step “{place}”", "Write steps = { 0 = 1000, 6 = 3500 }.")


def _fault(head: _Head, name: str, number: int, what: str, cure: str) -> FigureFault:
    return FigureFault(f"{head.file}: figure “{name}” ({number}) {what}. {cure}")


def _figure(head: _Head, name: str, number: int, table: Mapping[str, Any]) -> Figure:
    """One figure of the file, or the fault that is in it."""

    def fault(what: str, cure: str) -> FigureFault:
        return _fault(head, name, number, what, cure)

    dimensions, sources = head.dimensions, head.sources
    for key in table.keys() - _KEYS - dimensions.keys():
        raise fault(f"has the unknown key “{key}”", f"Use {_list(_KEYS | dimensions.keys())}.")
    for key in table.keys() & dimensions.keys():
        if table[key] not in dimensions[key]:
            raise fault(f"has {key} = “{table[key]}”", f"Use {_list(dimensions[key])}, or declare it in [dimensions].")
    where = tuple(sorted((key, table[key]) for key in table.keys() & dimensions.keys()))
    if ("value" in table) == ("unsettled" in table):
        raise fault("must have either a value or “unsettled”", "Keep one of the two.")
    value = table.get("value")
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str | date | None):
        raise fault("has a value of the wrong kind", "Use a number, a text in quotes or a date.")
    unit = _unit(head, name, table, where)
    number_value = isinstance(value, int | Decimal)
    if number_value and not unit:
        raise fault("has no unit", 'Add unit = "…", for example "EUR".')
    since, until = _time(table, fault)
    source, _, paragraph = str(table.get("source", "")).partition(",")
    if not source:
        raise fault("has no source", 'Add source = "id, paragraph", with the id of a [sources.…] table.')
    if source not in sources:
        raise fault(f"names the unknown source “{source}”", f"Add [sources.{source}], or use {_list(sources)}.")
    if table.get("grade") not in GRADES:
        raise fault(f"has the grade “{table.get('grade')}”", f"Use {_list(GRADES)}.")
    if not isinstance(table.get("start_unknown", False), bool):
        raise fault(
            "has a “start_unknown” that is neither true nor false", "Write start_unknown = true, or leave it out."
        )
    at_least = table.get("at_least")
    if at_least is not None and (isinstance(at_least, bool) or not isinstance(at_least, int | Decimal)):
        raise fault("has an “at_least” that is not a number", "Write at_least = 6, the lowest count of that step.")
    return Figure(
        name=name,
        value=Decimal(value) if number_value else value,  # type: ignore[arg-type]
        unit=unit,
        since=since,
        until=until,
        source=sources[source],
        paragraph=paragraph.strip(),
        grade=table["grade"],
        where=where,
        at_least=None if at_least is None else Decimal(at_least),
        unsettled=table.get("unsettled", ""),
        note=table.get("note", ""),
        seen=head.checked if table.get("start_unknown") else None,
    )


def _unit(head: _Head, name: str, table: Mapping[str, Any], where: Where) -> str:
    """The unit of the table itself, else what [units] says of the name; none where no value is known."""
    if "unit" in table or "unsettled" in table:
        return str(table.get("unit", ""))
    unit = head.units.get(name, "")
    return unit if isinstance(unit, str) else next((unit[value] for _, value in where if value in unit), "")


def _time(table: Mapping[str, Any], fault: Callable[[str, str], FigureFault]) -> tuple[date, date | None]:
    """The first and the last day: of whole years, or as they are given."""
    if len(named := [key for key in ("year", "years", "since") if key in table]) > 1:
        raise fault(f"says when it applies twice ({_list(named)})", "Keep one of them.")
    if "year" in table or "years" in table:
        years = table.get("years", [table.get("year")])
        whole = isinstance(years, list) and all(isinstance(y, int) and 1 <= y < MAXYEAR for y in years)
        if "until" in table or not whole or len(years) not in (1, 2) or years[0] > years[-1]:
            raise fault("has no good year", "Write year = 2024, or years = [2018, 2022] for the first and the last.")
        return date(years[0], 1, 1), date(years[-1], 12, 31)
    since, until = table.get("since"), table.get("until")
    if not isinstance(since, date):
        raise fault("has no “since” date", "Add since = YYYY-MM-DD, the first day it applies.")
    if until is not None and not isinstance(until, date):
        raise fault("has an “until” that is not a date", "Write until = YYYY-MM-DD, the last day it applies.")
    if until is not None and until < since:
        raise fault(f"ends on {until}, before it starts on {since}", "Mend since or until.")
    return since, until


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
                if (one.until is None or other.since <= one.until) and not distinct_steps:
                    raise FigureFault(
                        f"{file}: figure {label} applies twice from {other.since}. "
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

"""Everything the guides may quote: figures, sources and contacts, of the calculators and of docs/facts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from build_scripts import ROOT
from calculators import CALCULATORS
from calculators.engine.calculator import load
from calculators.engine.figures import Figure, FigureFault, Figures, Source
from calculators.engine.figures_file import read
from calculators.engine.words import Words, words

FACTS = ROOT / "docs" / "facts"


@cache
def library() -> Mapping[str, tuple[Figures, Path]]:
    """Every file of figures by the name that guides use (`cmp_project`, `facts.cmp`), with the folder of its words."""
    found = {slug.replace("-", "_"): (load(slug).figures, load(slug).folder) for slug in CALCULATORS}
    known = {name: source for figures, _ in found.values() for name, source in figures.sources.items()}
    for path in sorted(FACTS.glob("*.toml")):
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        if "checked" in raw and "kind" not in raw:
            figures = read(path, known)
            found[f"facts.{path.stem}"] = (figures, FACTS)
            known |= figures.sources
    return found


@cache
def sources() -> Mapping[str, Source]:
    """Every source by its id."""
    return {name: source for figures, _ in library().values() for name, source in figures.sources.items()}


@cache
def contacts() -> Mapping[str, Mapping[str, Any]]:
    """docs/contacts.toml: name, role, phone, mail, url, address, hours, source, checked."""
    return tomllib.loads((ROOT / "docs" / "contacts.toml").read_text(encoding="utf-8"))


def figure(
    name: str, year: int | Literal["newest"] | None = None, day: str = "", at_least: int | None = None, **where: str
) -> Figure:
    """The one figure `file.name` in force on `day`, or on 31 December of `year`, or on the day the file was read.

    `newest` is the last year for which a value is known. Errors: `FigureFault`.
    """
    figures, short = _book(name)
    if year == "newest":
        year = newest(name, **where)
    when = date(year, 12, 31) if year else date.fromisoformat(day) if day else figures.checked
    law = figures.on(when)
    if at_least is None:
        return law.only(short, **where)
    steps = [f for f in law.all(short, **where) if f.at_least == at_least]
    if len(steps) != 1:
        raise FigureFault(f"“{name}” has no step {at_least} on {when} for {where or 'every case'}.")
    return steps[0]


def newest(name: str, **where: str) -> int:
    """The last year in which the figure `file.name` has a value in that case; one that lasts is known today."""
    figures, short = _book(name)
    wanted = tuple(sorted(where.items()))
    known = [f for f in figures.named(short) if not f.unsettled and (f.where == wanted or not where)]
    if not known:
        raise FigureFault(f"“{name}” has no value in any year for {where or 'every case'}.")
    return max((f.until or max(f.since, figures.checked)).year for f in known)


def _book(name: str) -> tuple[Figures, str]:
    """The file of `file.name`, and the name in it."""
    file, _, short = name.rpartition(".")
    if file not in library():
        raise FigureFault(f"“{name}”: there are no figures named “{file}”; use one of {', '.join(library())}.")
    return library()[file][0], short


def words_of(file: str, lang: str) -> Words:
    """The words of a file of figures."""
    return words(lang, library()[file][1])

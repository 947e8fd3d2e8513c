"""Everything the guides may quote: figures, sources and contacts, of the calculators and of docs/facts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from build_scripts import ROOT
from calculators import CALCULATORS
from calculators.engine.calculator import load
from calculators.engine.figures import Figure, FigureFault, Figures, Source, read
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


def figure(name: str, year: int | None = None, day: str = "", at_least: int | None = None, **where: str) -> Figure:
    """The one figure `file.name` in force on `day`, or on 31 December of `year`, or on the day the file was read."""
    file, _, own = name.rpartition(".")
    if file not in library():
        raise FigureFault(f"“{name}”: there are no figures named “{file}”; use one of {', '.join(library())}.")
    figures, _ = library()[file]
    when = date(year, 12, 31) if year else date.fromisoformat(day) if day else figures.checked
    law = figures.on(when)
    if at_least is not None:
        return next(f for f in law.all(own, **where) if f.at_least == Decimal(at_least))
    return law.only(own, **where)


def words_of(file: str, lang: str) -> Words:
    """The words of a file of figures."""
    return words(lang, library()[file][1])

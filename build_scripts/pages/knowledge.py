"""Everything the guides may quote: figures, sources, contacts, rows and words, of the calculators and of docs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from build_scripts import ROOT
from calculators import CALCULATORS
from calculators.engine import words as engine_words
from calculators.engine.calculator import load
from calculators.engine.figures import Figure, FigureFault, Figures, Source
from calculators.engine.figures_file import read, read_sources
from calculators.engine.words import Words

DOCS = ROOT / "docs"


@cache
def library() -> Mapping[str, tuple[Figures, Path | None]]:
    """Every file of figures by the name that guides use (`cmp_project`, `facts.cmp`), with its calculator's folder.

    A file of docs/facts may cite the sources of all. Errors: as `merged`.
    """
    found: dict[str, tuple[Figures, Path | None]] = {
        slug.replace("-", "_"): (load(slug).figures, load(slug).folder) for slug in CALCULATORS
    }
    facts = sorted(DOCS.glob("facts/*.toml"))
    declared = {figures.file: figures.sources for figures, _ in found.values()}
    known = merged(declared | {f"facts/{path.name}": read_sources(path) for path in facts})
    return found | {f"facts.{path.stem}": (read(path, known), None) for path in facts}


@cache
def sources() -> Mapping[str, Source]:
    """Every source by its id. Errors: as `merged`."""
    return merged({figures.file: figures.sources for figures, _ in library().values()})


def places(lang: str) -> dict[str, str]:
    """Where each calculator's page is, from the root of the site in a language: the project's own where it has none."""
    there = {slug: (DOCS / lang / page).with_suffix(".md").exists() for slug, page in CALCULATORS.items()}
    return {slug: page if there[slug] else f"../{page}" for slug, page in CALCULATORS.items()}


def merged(files: Mapping[str, Mapping[str, Source]]) -> dict[str, Source]:
    """The sources of some files by id. Errors: `FigureFault` where two declare the same id, alike or not."""
    found: dict[str, Source] = {}
    where: dict[str, str] = {}
    for file, declared in files.items():
        for name, source in declared.items():
            if name in found:
                alike = "word for word. Keep it in one of them: what guides use may cite the sources of every file."
                other = "for another document. Give one of them another id, and mend what cites it."
                raise FigureFault(
                    f"{file}: the source “{name}” stands in {where[name]} too, "
                    f"{alike if found[name] == source else other}"
                )
            found[name], where[name] = source, file
    return found


@cache
def contacts() -> Mapping[str, Mapping[str, Any]]:
    """docs/contacts.toml: name, role, phone, mail, url, address, hours, source, checked."""
    return tomllib.loads((DOCS / "contacts.toml").read_text(encoding="utf-8"))


@cache
def rows(name: str) -> Mapping[str, Any]:
    """A file of docs/tables: rows that are no figures, and what their keys mean."""
    return tomllib.loads((DOCS / "tables" / f"{name}.toml").read_text(encoding="utf-8"))


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


@cache
def words(lang: str, file: str = "") -> Words:
    """The words of the guides in a language; with those of a calculator (its slug or its name in guides), if named.

    What data say is told as the texts of their own calculator do.
    """
    folders = load(slug).folders if (slug := file.replace("_", "-")) in CALCULATORS else ()
    found = engine_words.words(lang, DOCS, *folders)
    of_calculators = [engine_words.read(load(slug).folder, found.lang) for slug in CALCULATORS]
    data = [{key: text for key, text in each.items() if key.startswith("data.")} for each in of_calculators]
    return Words(found.lang, *data, found.texts)

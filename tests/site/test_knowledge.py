"""What guides quote: each source has one meaning and one place, each word is used, each style is seen."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from build_scripts import ROOT
from build_scripts.output import slim
from build_scripts.pages import inventory, knowledge
from calculators import CALCULATORS
from calculators.engine.calculator import load
from calculators.engine.figures import FigureFault, Figures, Source
from calculators.engine.figures_file import parse


def file(name: str, title: str, checked: str = "2030-01-01", known: Figures | None = None) -> Figures:
    """A file of figures with one source of that title."""
    text = f'checked = {checked}\n[sources.law]\ntitle = "{title}"\nshort = "s"\nurl = "u"\ngrade = "official"'
    return parse(tomllib.loads(text, parse_float=Decimal), name, known.sources if known else None)


def sources(*files: Figures) -> dict[str, Mapping[str, Source]]:
    return {figures.file: figures.sources for figures in files}


def test_an_id_with_two_meanings_is_refused() -> None:
    with pytest.raises(FigureFault, match=r"b\.toml: .*“law” stands in a\.toml too, for another document. Give"):
        knowledge.merged(sources(file("a.toml", "One"), file("b.toml", "Another")))


def test_a_copy_of_a_source_is_refused() -> None:
    with pytest.raises(FigureFault, match=r"b\.toml: the source “law” stands in a\.toml too, word for word. Keep"):
        knowledge.merged(sources(file("a.toml", "One"), file("b.toml", "One")))


def test_every_source_of_every_file_has_one_place() -> None:
    """Also in files that nobody would think of reading together."""
    files = [*ROOT.glob("calculators/*/figures.toml"), *ROOT.glob("docs/facts/*.toml")]
    names = [name for path in files for name in tomllib.loads(path.read_text(encoding="utf-8")).get("sources", {})]
    assert sorted(names) == sorted(set(names)) == sorted(knowledge.sources())


def test_the_premium_of_2019_cites_its_own_page(site: Path) -> None:
    page = (site / "prime" / "annees" / "2019" / "index.html").read_text(encoding="utf-8")
    assert "Domus Medica, décembre 2019" in page
    assert "13 juin 2019" not in page
    everything = (site / "a-propos" / "sources" / "index.html").read_text(encoding="utf-8")
    assert "Aanvraag geïntegreerde praktijkpremie start op 13 december 2019" in everything
    assert "nouveaux programmes de promotion de la qualité (13 juin 2019)" in everything


def test_a_source_was_read_when_its_own_file_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not when another file that may cite it was read later."""
    older = file("a.toml", "One", "2030-01-01")
    text = 'checked = 2031-05-05\n[sources.other]\ntitle = "Other"\nshort = "s"\nurl = "v"\ngrade = "official"'
    later = parse(tomllib.loads(text), "b.toml", older.sources)
    monkeypatch.setattr(knowledge, "library", lambda: {"a": (older, None), "b": (later, None)})
    monkeypatch.setattr(knowledge, "sources", lambda: knowledge.merged(sources(older, later)))
    cells = re.findall(r'data-sort-value="(\d{4}-\d\d-\d\d)"', inventory.sources_of_all("fr"))
    assert [date.fromisoformat(cell) for cell in cells] == [date(2030, 1, 1), date(2031, 5, 5)]


CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [
        *ROOT.glob("calculators/**/*.py"),
        *ROOT.glob("build_scripts/**/*.py"),
        *ROOT.glob("build_scripts/**/*.j2"),
        *ROOT.glob("calculators/*/figures.toml"),
        ROOT / "docs" / "notices.toml",
        *ROOT.glob("docs/facts/*.toml"),
        *ROOT.glob("docs/tables/*.toml"),
    ]
)


@pytest.mark.parametrize("path", sorted(ROOT.glob("**/texts.fr.toml")), ids=lambda path: path.parent.name)
def test_every_word_is_used(path: Path) -> None:
    """By its own name, or as what a template, a rule or a figure names of its table."""
    unused = [key for key in leaves(tomllib.loads(path.read_text(encoding="utf-8"))) if not is_used(key)]
    assert unused == []


def leaves(table: dict[str, object], prefix: str = "") -> list[str]:
    found: list[str] = []
    for key, value in table.items():
        found += leaves(value, f"{prefix}{key}.") if isinstance(value, dict) else [prefix + key]
    return found


NAMES = {name for slug in CALCULATORS for q in load(slug).questions for name in (q.name, *q.options)}
DAYS = {f"day_{number}" for number in range(1, 32)}


def is_used(key: str) -> bool:
    """Each part but a plural's is a question's or stands in the code somewhere, whole or made of two: `who_{name}`."""
    parts = set(re.sub(r"\.many$|\.explained$|\.more$", "", key).split(".")) - {""} - NAMES - DAYS
    return all(is_named(part) or all(map(is_named, part.split("_", 1))) for part in parts)


UNITS = {figure.unit for figures, _ in knowledge.library().values() for figure in figures.figures}


def test_every_unit_in_words_is_one_of_a_figure() -> None:
    """Amounts are written by the language itself; of « 2 mois » the unit is a word."""
    words = [key for slug in CALCULATORS for key in load(slug).words("fr").texts] + list(knowledge.words("fr").texts)
    told = {key.removeprefix("units.").removesuffix(".many") for key in words if key.startswith("units.")}
    assert told <= {unit for unit in UNITS if not unit.startswith("EUR")}


def is_named(word: str) -> bool:
    return bool(re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", CODE))


OURS = ROOT / "docs" / "assets" / "styles"


@pytest.mark.parametrize("style", sorted(OURS.glob("*.css")), ids=lambda path: path.name)
def test_every_style_of_ours_is_for_something(site: Path, style: Path) -> None:
    """Each class that it names stands in a page, a script, or in what Python or the theme's script makes."""
    css = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", style.read_text(encoding="utf-8"), flags=re.DOTALL)
    named = set(re.findall(r"\.(-?[a-z_][\w-]*)", css))
    places = [*site.rglob("*.html"), *slim.SOURCES.rglob("*.mjs"), *ROOT.glob("calculators/**/*.py")]
    places += site.glob("assets/javascripts/bundle.*.js")
    text = "\n".join(path.read_text(encoding="utf-8") for path in places)
    known = set(re.findall(r"[\w-]+", text))
    made = {word for word in known if word.endswith("--")}  # the script makes names of parts
    assert {name for name in named - known if not name.startswith(tuple(made))} == set()

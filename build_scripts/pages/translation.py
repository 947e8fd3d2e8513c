"""What another language has to say: every text by its key, and what data say in the project's own language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from build_scripts import components
from build_scripts.pages import inami, knowledge
from calculators import CALCULATORS
from calculators.engine import words as engine_words
from calculators.engine.calculator import Calculator, load
from calculators.engine.figures import Figures
from calculators.engine.words import LANGUAGES

ENGINE = Path(engine_words.__file__).parent


def lacking(lang: str) -> list[str]:
    """What a language lacks, a line each: the folder of the texts, then the key, or `data.` and what data say."""
    folders: dict[Path, set[str]] = {ENGINE: set(), knowledge.DOCS: set(of_guides())}
    folders |= {load(slug).folder: set(of_calculator(load(slug))) for slug in CALCULATORS}
    found = []
    for folder, data in folders.items():
        said, wanted = engine_words.read(folder, lang), engine_words.read(folder, LANGUAGES[0])
        keys = (wanted.keys() | {f"data.{text}" for text in data if text}) - said.keys()
        found += [f"{folder.name}: {key}" for key in sorted(keys)]
    return found


def of_calculator(calculator: Calculator) -> Iterator[str]:
    """Its sources, its figures' notes and paragraphs, and the names of the examples that it shows."""
    yield from of_figures(calculator.figures)
    yield from (case["name"] for case in calculator.examples() if case.get("show"))


def of_figures(figures: Figures) -> Iterator[str]:
    for source in figures.sources.values():
        yield from (source.title, source.short, source.note)
    for figure in figures.figures:
        yield from (figure.note, figure.paragraph)


def of_guides() -> Iterator[str]:
    """The figures of docs/facts and their sources, the contacts, the rows of docs/tables, and what components do."""
    for figures, folder in knowledge.library().values():
        yield from of_figures(figures) if folder is None else ()
    for contact in knowledge.contacts().values():
        yield from (contact.get(key, "") for key in ("name", "role", "hours", "address", "note"))
    yield from knowledge.rows("engagements-2009")["titles"].values()
    for article, one in inami.engagements():
        yield from (article["name"], article.get("next_note", ""), one["what"], one.get("note", ""))
        yield from (day for day in (one["due"], one["done"]) if isinstance(day, str))
    for term in knowledge.rows("glossary")["terms"]:
        yield from term.get("tooltip", {}).values()
    yield from (each.what for each in components.components().values())
    yield from (one["long"] for one in knowledge.rows("glossary")["acronyms"])

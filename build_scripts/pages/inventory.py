"""Everything in the open, as tables that sort and filter: every figure of the calculators, every source of the site."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from build_scripts.pages import knowledge, tables
from build_scripts.pages.tables import Cell, Column, Row
from calculators import CALCULATORS
from calculators.engine.calculator import load
from calculators.engine.figures import GRADES, Figure
from calculators.engine.references import badge
from calculators.engine.words import Words


def figures_of_all(lang: str) -> Markup:
    """All figures of all calculators that say more than their name, what is unsettled first."""
    words = knowledge.words(lang)
    every = [(slug, one) for slug in CALCULATORS for one in load(slug).figures.figures]
    every = [pair for pair in every if not tables.is_echo(pair[1], knowledge.words(lang, pair[0]))]
    every.sort(key=lambda pair: not pair[1].unsettled)
    rows = [_figure(one, knowledge.words(lang, slug)) for slug, one in every]
    heads = ("calculator", "name", "value", "period", "grade", "source")
    return _inventory("all_figures", heads, {"calculator", "grade"}, rows, words)


def _figure(one: Figure, words: Words) -> Row:
    grade = tables.grade(one)
    return Row(
        [
            Cell(words("title"), filter=words("title")),
            Cell(tables.label(one, words), head=True),
            Cell(tables.value(one, words) + tables.small(tables.missing(one, words)), sort=tables.order(one, words)),
            Cell(tables.period(one, words), sort=one.since.isoformat()),
            _sure(grade, words),
            Cell(tables.reference(one, words)),
        ]
    )


def _sure(grade: str, words: Words) -> Cell:
    """How sure we are, sorted from firm to weak; what nobody says comes last."""
    place = [*GRADES, "unsettled"].index(grade)
    return Cell(Markup(badge(grade, words)), sort=str(place), filter=words(f"grades.{grade}"))


def sources_of_all(lang: str) -> Markup:
    """Every source of the site with what it is worth, its language, and the day its file was read."""
    words = knowledge.words(lang)
    read: dict[str, date] = {name: found.checked for found, _ in knowledge.library().values() for name in found.sources}
    rows = [
        Row(
            [
                Cell(tables.cited(source, words, whole=True) + tables.small(words.data(source.note)), head=True),
                _sure(source.grade, words),
                Cell(words(f"languages.{source.language}"), filter=words(f"languages.{source.language}")),
                Cell(words.date(read[name]), sort=read[name].isoformat()),
            ]
        )
        for name, source in sorted(knowledge.sources().items(), key=lambda item: item[1].title.lower())
    ]
    return _inventory("all_sources", ("title", "grade", "language", "checked"), {"grade", "language"}, rows, words)


def _inventory(name: str, heads: tuple[str, ...], filtered: set[str], rows: list[Row], words: Words) -> Markup:
    columns = [Column(key, words(f"columns.{key}"), sort=True, filter=key in filtered) for key in heads]
    return tables.table(
        columns,
        rows,
        caption=words(f"tables.{name}"),
        id=name.replace("_", "-"),
        filters=tables.filters(words),
    )

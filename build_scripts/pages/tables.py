"""Tables, and how a figure stands in one: its name, its value, its period, and what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from unicodedata import combining, normalize

from markupsafe import Markup

from build_scripts.pages.templates import render
from calculators.engine.figures import GRADES, Figure, Source
from calculators.engine.questions import to_text
from calculators.engine.references import badge, citation
from calculators.engine.report import citations, cite
from calculators.engine.words import Words

_PLAIN = re.compile(r"-?\d+(\.\d+)?")
_NUMBER = re.compile(r"[−-]?\d[\d\s.,]*(EUR|%)?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, what stands above it, whether a table that filters sorts by it or lists its values.

    The table finds by itself the values, in order, and which columns are of numbers: they stand at the right.
    """

    key: str
    label: str
    sort: bool = False
    filter: bool = False
    number: bool = False
    options: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: text or Markup; what counts for sorting and filtering (`a|b`: several) where that is not its text."""

    content: str
    sort: str | None = None
    filter: str | None = None
    head: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row, and the anchor by which links find it."""

    cells: Sequence[Cell]
    id: str = ""


def table(
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    caption: str = "",
    id: str = "",
    filters: Mapping[str, str] | None = None,
) -> Markup:
    """A table that scrolls sideways in its box; on a narrow screen, cards whose cells say their column.

    `filters` are the words of its script; `filters(…)` gives them. Errors: a row with too many or too few cells.
    """
    labels = ["", *(column.label for column in columns[1:])]  # the first cell is the title of a card
    named = [
        replace(row, cells=[replace(one, label=label) for one, label in zip(row.cells, labels, strict=True)])
        for row in rows
    ]
    cells = [[row.cells[n] for row in named] for n in range(len(columns))]
    columns = [
        replace(one, number=_numbers(own), options=_options(own) if one.filter else ())
        for one, own in zip(columns, cells, strict=True)
    ]
    return render("table", columns=columns, rows=named, caption=caption, id=id, filters=filters or {})


def _numbers(cells: Sequence[Cell]) -> bool:
    """Whether a column holds numbers before all."""
    return 2 * sum(not cell.head and bool(_NUMBER.fullmatch(cell.content)) for cell in cells) > len(cells)


def _options(cells: Iterable[Cell]) -> list[str]:
    """The different values of a column, in the order by which it sorts: numbers first, words as in a dictionary."""
    ranks: dict[str, str] = {}
    for cell in cells:
        values = [one for one in (_text(cell) if cell.filter is None else cell.filter).split("|") if one]
        for value in values:
            if value not in ranks or len(values) == 1:
                ranks[value] = value if cell.sort is None else cell.sort
    return sorted(ranks, key=lambda value: _rank(ranks[value]))


def _text(cell: Cell) -> str:
    return Markup(cell.content).striptags() if isinstance(cell.content, Markup) else cell.content


def _rank(text: str) -> tuple[bool, float, str]:
    if _PLAIN.fullmatch(text):
        return False, float(text), ""
    letters = "".join(one for one in normalize("NFD", text.casefold()) if not combining(one))
    return True, 0, letters.replace("œ", "oe")


def simple(heads: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "") -> Markup:
    """A table of texts; the first cell of a row is its head."""
    columns = [Column("", head) for head in heads]
    return table(
        columns, [Row([Cell(one, head=not place) for place, one in enumerate(row)]) for row in rows], caption=caption
    )


def filters(words: Words, counting: str = "tables") -> dict[str, str]:
    """The words of a table that filters: those of all, and, from the texts under `counting`, how it counts its rows."""
    common = {key: words(f"tables.{key}") for key in ("search", "all", "reset", "sort")}
    return common | {key: words(f"{counting}.{key}") for key in ("shown", "one", "none")}


def items(lines: Iterable[str]) -> Markup:
    """A list of each different line once; nothing where there is none."""
    return render("items", lines=list(dict.fromkeys(lines)))


def figures(found: Iterable[Figure], words: Words) -> Markup:
    """One row a figure, in the file's order."""
    heads = [words(f"columns.{name}") for name in ("name", "value", "period", "source")]
    shown = (one for one in found if not is_echo(one, words))
    return simple(
        heads, [[label(one, words), value(one, words), period(one, words), ground(one, words)] for one in shown]
    )


def is_echo(one: Figure, words: Words) -> bool:
    """Whether the value only says the name again (« démarches avant la réunion » : « avant la réunion »)."""
    return isinstance(one.value, str) and value(one, words).lower() in label(one, words).lower()


def small(text: str) -> Markup:
    """A line below, in small print; nothing where there is nothing to say."""
    return Markup("<br><small>{}</small>").format(text) if text else Markup()


def sure(grade: str, words: Words) -> Markup:
    """How sure we are, in one word with its explanation; nothing where it is official, as most is."""
    return Markup() if grade == GRADES[0] else Markup(badge(grade, words))


def cited(source: Source, words: Words, paragraph: str = "", whole: bool = False) -> Markup:
    """A link to a document, by its short name or its `whole` title."""
    found = cite(source, paragraph, source.grade, words)
    return Markup(citation(found | {"title": words.data(source.title)} if whole else found))


def ground(one: Figure, words: Words) -> Markup:
    """What a figure rests on: grade, citation, note."""
    return sure(grade(one), words) + " " + reference(one, words) + small(words.data(one.note))


def reference(one: Figure, words: Words) -> Markup:
    """The document of a figure, with its paragraph."""
    return Markup(citation(citations([one], words)[0]))


def grade(one: Figure) -> str:
    """The figure's grade, or `unsettled`."""
    return "unsettled" if one.unsettled else one.grade


def label(one: Figure, words: Words) -> str:
    """The figure's name in words, with its case and its step."""
    parts = [words(f"figures.{one.name}")]
    parts += [words.get(f"dimensions.{key}.{name}") or name for key, name in one.where]
    if one.at_least is not None:
        parts.append(words("columns.step", n=one.at_least))
    return ", ".join(parts)


def value(one: Figure, words: Words) -> str:
    """The figure's value in words."""
    if one.unsettled:
        return words("columns.unsettled")
    return words(f"values.{one.value}") if isinstance(one.value, str) else words.quantity(one)


def order(one: Figure, words: Words) -> str:
    """What the figure's value is sorted by: a plain number, a day, a word, or nothing where nobody says it."""
    if one.unsettled:
        return ""
    return value(one, words) if isinstance(one.value, str) else to_text(one.value)


def missing(one: Figure, words: Words) -> str:
    """Why it has no value, or nothing. A list has no case to fill in what an answer would say of one."""
    key = f"unsettled.{one.unsettled}"
    return str(words.get(f"{key}.listed") or words(key)) if one.unsettled else ""


def period(one: Figure, words: Words) -> str:
    """From when until when it applies, as far as anyone says; nothing for what nobody says, unless it has an end."""
    if one.unsettled and not one.until:
        return ""
    if one.seen:
        key = "columns.seen_until" if one.until else "columns.seen"
        return words(key, year=str(one.seen.year), until=one.until)
    key = "columns.between" if one.until else "columns.since"
    return words(key, since=one.since, until=one.until)

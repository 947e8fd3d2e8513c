"""Figures as an HTML table: name, value, period, source and how sure we are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from calculators.engine.figures import Figure
from calculators.engine.fragment import badge, citation
from calculators.engine.report import citations
from calculators.engine.words import Words


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "", attributes: str = "") -> str:
    """A table of HTML cells in a box that scrolls sideways; the first cell of a row is its head."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(
        f'<tr><th scope="row">{first}</th>'
        + "".join(f'<td data-label="{escape(name)}">{cell}</td>' for name, cell in zip(heads[1:], rest, strict=True))
        + "</tr>"
        for first, *rest in rows
    )
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return box(f'<table class="figures"{attributes}>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


def box(content: str) -> str:
    """Around a table that may be wider than a phone; reachable by keyboard, so that it can be scrolled."""
    return f'<div class="table-box" tabindex="0">{content}</div>'


def figures(found: Iterable[Figure], words: Words) -> str:
    """One row a figure, in the file's order."""
    heads = [words(f"columns.{name}") for name in ("name", "value", "period", "source")]
    return table(
        heads,
        [
            [escape(label(one, words)), escape(value(one, words)), escape(period(one, words)), ground(one, words)]
            for one in found
        ],
    )


def ground(one: Figure, words: Words) -> str:
    """What a figure rests on: grade, citation, note."""
    note = f"<br><small>{escape(one.note)}</small>" if one.note else ""
    return f"{badge(grade(one), words)} {citation(citations([one], words)[0])}{note}"


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


def period(one: Figure, words: Words) -> str:
    """From when until when it applies."""
    key = "columns.between" if one.until else "columns.since"
    return words(key, since=one.since, until=one.until)

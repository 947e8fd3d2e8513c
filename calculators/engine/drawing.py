"""What a calculator draws beside its rows: inline SVG that a screen reader can read, and tables.

Colours come from the page's classes, so that they follow its theme.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

_NARROW, _WIDE = frozenset("iljtfrI1.,:;’' ()[]|·"), frozenset("mwMWQOGŒœ%@—")


def svg(
    content: str, width: int, height: int, title: str, description: str, caption: str = "", kind: str = "chart"
) -> str:
    """A picture with its title and its content told in words; as a figure, where it has a caption.

    `width` and `height` are its own units: it is shown as wide as its class (`kind`) says.
    """
    drawn = (
        f'<svg class="{kind}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(title)}. {escape(description)}">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>{content}</svg>"
    )
    if not caption:
        return drawn
    return f'<figure class="picture">{drawn}<figcaption>{escape(caption)}</figcaption></figure>'


def label(x: int, y: int, content: str, anchor: str = "start", bold: bool = False, soft: bool = False) -> str:
    """A line of text, 13 units high."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text class="{"svg-ink-soft" if soft else "svg-ink"}" x="{x}" y="{y}" font-size="13" '
        f'text-anchor="{anchor}"{weight}>{escape(content)}</text>'
    )


def width(content: str, bold: bool = False) -> int:
    """How wide a label is at most, in the widest face that may stand in for ours."""
    units = sum(5.4 if c in _NARROW else 12.8 if c in _WIDE else 8.8 for c in content)
    return round(units * (1.12 if bold else 1))


def table(name: str, caption: str, heads: Sequence[str], rows: Iterable[tuple[str, str, str, list[str]]]) -> str:
    """A table, whose rows are cards on a narrow screen. A row: key, heading, state, cells as HTML."""
    named = f"<caption>{escape(caption)}</caption>" if caption else ""
    heads = [escape(head) for head in heads]
    body = "".join(
        f'<tr data-key="{key}" data-state="{state}"><th scope="row">{escape(heading)}</th>'
        + "".join(f'<td data-label="{head}">{cell}</td>' for head, cell in zip(heads[1:], cells, strict=True))
        + "</tr>"
        for key, heading, state, cells in rows
    )
    head = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return f'<table class="figures {name}">{named}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'

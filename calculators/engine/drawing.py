"""Inline SVG that a screen reader can read; colours come from the page's classes, so that they follow its theme."""

from __future__ import annotations

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

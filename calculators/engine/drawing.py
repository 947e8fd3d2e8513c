"""Inline SVG that a screen reader can read; colours come from the page's classes, so that they follow its theme."""

from __future__ import annotations

from html import escape


def svg(
    content: str, width: int, height: int, title: str, description: str, caption: str = "", shown: int | None = None
) -> str:
    """A picture with its title and its content told in words; as a figure, where it has a caption.

    `width` and `height` are its own units, `shown` is its width on the screen where that is another.
    """
    size = f'width="{width}" height="{height}"' if shown is None else f'width="{shown}"'
    drawn = (
        f'<svg viewBox="0 0 {width} {height}" {size} role="img" aria-label="{escape(title)}. {escape(description)}">'
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

"""Inline SVG that a screen reader can read; colours come from the page's classes, so that they follow its theme."""

from __future__ import annotations

from html import escape


def svg(content: str, width: int, height: int, title: str, description: str, caption: str) -> str:
    """A picture with its title, its content told in words, and a caption below."""
    return (
        f'<figure class="picture"><svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(title)}. {escape(description)}">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>{content}</svg>"
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )


def label(x: int, y: int, content: str, anchor: str = "start", bold: bool = False, soft: bool = False) -> str:
    """A line of text, 13 units high."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text class="{"svg-ink-soft" if soft else "svg-ink"}" x="{x}" y="{y}" font-size="13" '
        f'text-anchor="{anchor}"{weight}>{escape(content)}</text>'
    )

"""The pictures of the guides: bars, stacks, boxes and arrows, in units of which 13 are 13 pixels on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from calculators.engine import drawing

WIDTH = 360
FILL = "svg-fill-1"
SHADES = (FILL, "svg-shade-2", "svg-shade-3")
"""Classes of one colour, in the order in which the parts of a whole take them."""


def chart(title: str, lines: Iterable[str], parts: Iterable[str], height: int, kind: str = "chart") -> Markup:
    """A picture as wide as the text; `lines` tell what it shows to those who do not see it."""
    return Markup(drawing.svg("".join(parts), WIDTH, height, title, f"{'. '.join(lines)}.", kind=kind))


def rectangle(fill: str, x: float, y: int, width: float, height: int, round: int = 0) -> str:
    corners = f' rx="{round}"' if round else ""
    return f'<rect class="{fill}" x="{x:g}" y="{y}" width="{width:.1f}" height="{height}"{corners}/>'


def bar(top: int, share: float, height: int = 16) -> str:
    """A share (0 to 1) of the whole width, which stays in sight behind it."""
    return rectangle("svg-soft", 0, top, WIDTH, height) + rectangle(FILL, 0, top, WIDTH * share, height)


def stack(top: int, counts: Sequence[int]) -> str:
    """Bars side by side, as wide together as the picture."""
    parts, left = "", 0.0
    for fill, count in zip(SHADES, counts, strict=False):
        width = WIDTH * count / sum(counts)
        parts += rectangle(fill, round(left, 1), top, max(width - 2, 1), 16)
        left += width
    return parts


def box(x: int, y: int, width: int, height: int, lines: Sequence[str]) -> str:
    """A panel with centred lines, the first in bold where there are more, or where it stands above something."""
    parts = rectangle("svg-soft", x, y, width, height, round=6)
    for n, line in enumerate(lines):
        bold = n == 0 and (len(lines) > 1 or height > 100)
        parts += drawing.label(x + width // 2, y + 21 + 18 * n, line, "middle", bold)
    return parts


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines that fit a width."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and drawing.width(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def arrow(x: int, start: int, end: int) -> str:
    """An upright arrow, up or down."""
    back = 7 if start > end else -7
    return f'<path class="svg-line" fill="none" d="M{x} {start}V{end}m-5 {back}l5 {-back}l5 {back}"/>'

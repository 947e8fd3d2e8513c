"""What a picture holds is told, and room is left for its labels."""

from __future__ import annotations

import pytest

from calculators.engine import drawing


@pytest.mark.parametrize(
    ("content", "bold", "units"),
    [("", False, 0), ("iii", False, 16), ("aaa", False, 26), ("www", False, 38), ("aaa", True, 30)],
)
def test_a_label_is_as_wide_as_its_letters(content: str, bold: bool, units: int) -> None:
    assert drawing.width(content, bold) == units


def test_a_label_is_not_bold_unless_it_says_so() -> None:
    assert drawing.width("aaa") == drawing.width("aaa", bold=False)
    assert drawing.label(1, 2, "a & b") == (
        '<text class="svg-ink" x="1" y="2" font-size="13" text-anchor="start">a &amp; b</text>'
    )


def test_a_picture_is_a_figure_where_it_has_a_caption() -> None:
    alone = drawing.svg("<g/>", 3, 4, "One", "Two")
    assert alone == (
        '<svg class="chart" viewBox="0 0 3 4" role="img" aria-label="One. Two">'
        "<title>One</title><desc>Two</desc><g/></svg>"
    )
    assert drawing.svg("<g/>", 3, 4, "One", "Two", "Three") == (
        f'<figure class="picture">{alone}<figcaption>Three</figcaption></figure>'
    )

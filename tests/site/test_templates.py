"""What is made from data stands in a page as text: only what we made as HTML is HTML."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from jinja2 import UndefinedError
from markupsafe import Markup

from build_scripts.pages import cards, knowledge, tables, worked
from build_scripts.pages.templates import block, render
from calculators import CALCULATORS
from calculators.engine.calculator import load

NASTY = "<b>\"'&"


def test_a_template_escapes_what_is_no_markup() -> None:
    assert render("items", lines=[NASTY]) == "<ul><li>&lt;b&gt;&#34;&#39;&amp;</li></ul>"
    assert render("items", lines=[Markup("<b>x</b>")]) == "<ul><li><b>x</b></li></ul>"
    (cell,) = BeautifulSoup(tables.simple([NASTY, NASTY], [["one", NASTY]], NASTY), "lxml").select("td")
    assert (cell.get_text(), cell["data-label"]) == (NASTY, NASTY)


def test_a_card_escapes_what_a_contact_says(monkeypatch: pytest.MonkeyPatch) -> None:
    contact = dict(next(iter(knowledge.contacts().values()))) | {"name": NASTY, "mail": NASTY, "url": f"u{NASTY}"}
    monkeypatch.setattr(knowledge, "contacts", lambda: {"one": contact})
    card = BeautifulSoup(cards.contact("one", knowledge.words("fr")), "lxml").address
    assert card
    assert not card.select("b")
    assert NASTY in card.get_text()
    assert card.select('a[href^="mailto:"]')[0]["href"] == f"mailto:{NASTY}"


def test_a_default_answer_cannot_end_its_field() -> None:
    """The form is filled from figures and texts; a quote in one of them stays in its place."""
    html = render("table", columns=[], rows=[], caption="", id=NASTY, filters={})
    assert [table["id"] for table in BeautifulSoup(html, "lxml").select("table")] == [NASTY]


def test_what_a_template_lacks_is_a_fault() -> None:
    with pytest.raises(UndefinedError):
        render("items")


def test_markdown_leaves_a_block_alone() -> None:
    assert block("<p>\n\n</p>") == "\n\n<p>\n</p>\n\n"


def test_a_row_with_too_few_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        tables.simple(["one", "two"], [["one"]])


@pytest.mark.parametrize("slug", CALCULATORS)
def test_a_page_says_once_what_a_calculator_covers(site: Path, slug: str) -> None:
    """In a chapter of its own, from the calculator's texts."""
    words = load(slug).words("fr")
    page = (site / CALCULATORS[slug] / "index.html").read_text(encoding="utf-8")
    article = BeautifulSoup(page, "lxml").article
    assert article
    text = article.get_text()
    for key in worked.COVERED.values():
        for line in words.get(f"covered.{key}"):
            assert text.count(line) == 1, line
    assert len([title for title in article.select("h2, h3") if "couvre" in title.get_text()]) == 2

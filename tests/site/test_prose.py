"""The Markdown of the guides: abbreviations explained once, headings that say their own words alone."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown

from build_scripts.pages.prose import Prose

TOLD = "\n\n*[CMP]: Concertation"


def made(text: str) -> BeautifulSoup:
    extensions = [Prose(), "toc"]
    html = Markdown(extensions=extensions, extension_configs={"toc": {"permalink": True}}).convert(text + TOLD)
    return BeautifulSoup(html, "lxml")


def test_an_abbreviation_is_explained_where_it_is_first_used() -> None:
    page = made("# La CMP\n\nUne CMP, **deux CMP**.\n\nTrois CMP.")
    assert page.get_text() == "La CMP¶\nUne CMP, deux CMP.\nTrois CMP."
    (told,) = page.select("abbr")
    assert told["title"] == "Concertation"
    assert str(told.previous_sibling) == "Une "


@pytest.mark.parametrize(
    "text", ["## CMP", "[une CMP](x.md)", "`CMP`", "MFO-CMP@riziv.be", "ACMPS", "[**CMP**](x.md)", "- CMP-x@y.be."]
)
def test_elsewhere_it_stays_as_it_is(text: str) -> None:
    page = made(text)
    assert "CMP" in page.get_text()
    assert not page.select("abbr")


def test_a_heading_does_not_say_its_mark() -> None:
    (link,) = made("## Une\n").select("h2 > a.headerlink")
    assert (link["aria-hidden"], link["tabindex"]) == ("true", "-1")


def test_the_table_of_contents_is_spaced_as_the_page() -> None:
    markdown = Markdown(extensions=[Prose(), "toc"])
    markdown.convert("# Titre\n\n## Qui\u00a0?\n\n### Quoi\u00a0: cela\n")
    (title,) = markdown.toc_tokens
    (who,) = title["children"]
    assert (who["name"], who["children"][0]["name"]) == ("Qui\u00a0?", "Quoi\u00a0: cela")

"""Who publishes a copy of the site is said where readers look for it, and that nobody does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from build_scripts.pages.publishing import Publisher, publisher
from calculators import CALCULATORS


def soup(site: Path, page: str) -> BeautifulSoup:
    return BeautifulSoup((site / page / "index.html").read_text(encoding="utf-8"), "lxml")


def test_a_publisher_has_a_name_and_an_address_or_there_is_none() -> None:
    assert not publisher({"extra": {"publisher": {"name": "", "mail": None}}})
    assert not publisher({})
    assert publisher({"extra": {"publisher": {"name": "We", "mail": "we@example.org"}}}) == Publisher(
        "We", "we@example.org"
    )
    with pytest.raises(ValueError, match="Give both, or neither"):
        publisher({"extra": {"publisher": {"name": "We", "mail": ""}}})


def test_a_copy_without_a_publisher_says_so_and_whom_to_ask(site: Path) -> None:
    assert "PUBLISHER_MAIL" not in os.environ
    assert "n’a pas d’éditeur déclaré" in soup(site, "a-propos").get_text()
    for address in CALCULATORS.values():
        page = soup(site, address)
        (link,) = page.select("[data-tools] .tools__doubt a")
        assert link["href"] == "../../a-propos/#editeur"
        assert "Éditeur" not in page.select_one("footer").get_text()  # type: ignore[union-attr]
    about = soup(site, "a-propos")
    asked = {str(link["href"]).split(":")[0] for link in about.select("#editeur ~ div a, #editeur ~ table a")}
    assert {"mailto", "tel"} <= asked

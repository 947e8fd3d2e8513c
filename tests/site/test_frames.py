"""Calculators for other sites, read as files: the form of the page, the policy of the site, and little else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from build_scripts.languages import editions
from build_scripts.output import embed
from calculators import CALCULATORS
from calculators.engine.calculator import load
from tests.browser import steps

HEAVIEST = 120_000
"""Bytes of a frame, most of them a pack that stands in it; under compression a tenth."""


def read(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")


def policy(soup: BeautifulSoup) -> str:
    (found,) = soup.select('meta[http-equiv="Content-Security-Policy"]')
    return str(found["content"])


@pytest.mark.parametrize("slug", CALCULATORS)
def test_a_frame_asks_what_its_page_asks_under_the_same_policy(site: Path, slug: str) -> None:
    path = site / "embed" / slug / "index.html"
    frame, page = read(path), read(site / steps.PAGES[slug].strip("/") / "index.html")
    assert policy(frame) == policy(page)
    for selector in ("[data-question]", "form .actions", "[data-result]", "[data-tools]"):
        assert [str(each) for each in frame.select(selector)] == [str(each) for each in page.select(selector)], selector
    assert frame.title
    assert frame.title.get_text() == load(slug).words("fr")("title")
    assert path.stat().st_size < HEAVIEST


@pytest.mark.parametrize("slug", CALCULATORS)
def test_a_frame_is_bare_and_leads_to_its_page(site: Path, slug: str) -> None:
    path = site / "embed" / slug / "index.html"
    frame = read(path)
    assert frame.select("header, nav, footer, input[type=search], details.static, noscript") == []
    (robots,) = frame.select("meta[name=robots]")
    assert robots["content"] == "noindex"
    (whole,) = frame.select("a[data-whole]")
    assert (path.parent / str(whole["href"])).resolve() == site / steps.PAGES[slug].strip("/")
    assert "ci-dessous restent valables" not in frame.get_text() + str(frame.form)
    headings = [heading.name for heading in frame.select("h1, h2")]
    assert headings.count("h1") == 1
    assert headings[0] == "h1"
    for tag in frame.select("[src], link[href]"):
        if tag.get("rel") != ["canonical"]:
            assert (path.parent / str(tag.get("src") or tag["href"])).resolve().is_file(), tag
    scripts = [str(script.get("src", "")).rpartition("/")[2] for script in frame.select("script")]
    assert scripts == ["frame.mjs", "scheme.mjs"]


def test_search_engines_and_the_search_of_the_site_do_not_know_them(site: Path) -> None:
    assert "embed/" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert not re.search(r'"location":"embed', (site / "search" / "search_index.json").read_text(encoding="utf-8"))


def test_a_page_that_is_written_otherwise_stops_the_build() -> None:
    with pytest.raises(SystemExit, match="cmp-project"):
        embed.frame("<html>", "cmp-project", editions()[0])

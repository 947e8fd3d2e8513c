"""Zensical, the successor of our theme, builds the same site from the same sources: GENERATOR=zensical."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, Page

from build_scripts import ROOT
from build_scripts.output import sbom
from build_scripts.serve import Server
from tests.browser.device import SERVED

FOR_ITS_OWN = ({"id": "__skip", "tabindex": "-1"}, "data-search-exclude")
"""What a generator puts into an article for itself, and what it takes away: a mark of where the text begins, and what
its search leaves out."""
NAMED_BY_CONTENT = re.compile("assets/[0-9a-f]{8}/")


@pytest.fixture(scope="module")
def successor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zensical")
    command = [sys.executable, "-m", "build_scripts", "build", "--no-compression", "--site", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | {"GENERATOR": "zensical"}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def server(successor: Path) -> Iterator[str]:
    running = Server(successor).start()
    yield running.url.rstrip("/")
    running.shutdown()


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("index.html")}


def read(folder: Path, name: str) -> tuple[str, list[str]]:
    """The title of a page, and its article: every text, every element with all that it says, its links included."""
    page = BeautifulSoup((folder / name).read_text(encoding="utf-8"), "lxml")
    assert page.title and page.article
    found = []
    for part in page.article.descendants:
        if not isinstance(part, Tag):
            found.append(" ".join(str(part).split()))
        elif part.attrs != FOR_ITS_OWN[0]:
            said = sorted((key, str(value)) for key, value in part.attrs.items() if key != FOR_ITS_OWN[1])
            found.append(f"{part.name} {said}")
    return page.title.get_text(strip=True), list(filter(None, found))


def test_every_page_says_the_same_and_leads_to_the_same(site: Path, successor: Path) -> None:
    pages = {name for name in names(site) if not name.startswith("nl/")}
    assert pages == names(successor)
    licences = "a-propos/licences/index.html"  # which tell another theme and another search
    for name in sorted(pages - {licences}):
        assert read(successor, name) == read(site, name), name
    (title, theirs), (same, ours) = read(successor, licences), read(site, licences)
    assert title == same
    assert [one for one in theirs if "zensical" in one.lower()]
    assert [one for one in ours if "Material for MkDocs" in one]


def test_what_is_not_a_page_is_the_same_too(site: Path, successor: Path) -> None:
    """The runtime, packs, figures, our scripts, styles and pictures: all but theme, search and what names these."""
    other = ("assets/javascripts/", "assets/stylesheets/", "assets/licences/", "search", "sw.js", "_headers", "sitemap")

    def files(folder: Path) -> dict[str, bytes]:
        found = {
            NAMED_BY_CONTENT.sub("assets/*/", path.relative_to(folder).as_posix()): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and path.suffix not in {".br", ".gz", ".html"}
        }
        return {
            name: content
            for name, content in found.items()
            if not name.startswith(other) and not name.endswith((sbom.NAME, "search-worker.mjs", "favicon.png"))
        }

    ours, theirs = files(site), files(successor)
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []
    assert {"assets/runtime.json", "figures.json"} < ours.keys()
    assert all((successor / name).stat().st_size for name in ("sw.js", "_headers", "sitemap.xml", sbom.NAME))


def test_its_calculators_answer(page: Page, server: str) -> None:
    """From the pack and from Python, under the policy of the site: the fixture fails on any error in the console."""
    page.goto(f"{server}/calculateurs/financement-cmp/?animator=none")
    page.locator('[data-result][data-total="1900.00"]').wait_for()
    page.goto(f"{server}/calculateurs/financement-cmp/?invoice_first=123.45")
    page.locator('[data-result][data-total="2323.45"]').wait_for()


def test_its_links_are_followed_and_its_own_search_finds(page: Page, server: str) -> None:
    page.goto(f"{server}/cmp/financement/")
    page.locator('article a[href$="calculateurs/financement-cmp/?animator=none"]').first.click()
    page.locator('[data-result][data-total="1900.00"]').wait_for()
    page.locator(".md-search__button").click()
    page.get_by_role("combobox").fill("sumehr")
    found = page.get_by_role("option").first
    found.wait_for()
    assert "sumehr" in found.inner_text().lower()


def test_it_is_kept_on_the_device(browser: Browser, server: str) -> None:
    context = browser.new_context(locale="fr-BE")
    page = context.new_page()
    page.goto(f"{server}/")
    page.evaluate(SERVED)
    context.close()

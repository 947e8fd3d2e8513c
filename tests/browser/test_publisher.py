"""A copy that somebody publishes: named on every page, and written to from a result with the link of the case alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from build_scripts import ROOT
from build_scripts.pages.publishing import LACKING
from build_scripts.serve import Server
from calculators import CALCULATORS
from calculators.browser import answer
from tests.browser import steps

NAME, MAIL = "Cercle « Un » & Cie", "un@example.org"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A copy with a publisher, and what its build said."""
    folder = tmp_path_factory.mktemp("published")
    named = {"PUBLISHER_NAME": NAME, "PUBLISHER_MAIL": MAIL}
    command = [sys.executable, "-m", "build_scripts", "build", "--no-compression", "--site", str(folder)]
    said = subprocess.run(command, cwd=ROOT, env=os.environ | named, check=True, capture_output=True, text=True)
    return folder, said.stdout + said.stderr


@pytest.fixture(scope="module")
def server(built: tuple[Path, str]) -> Iterator[str]:
    """The address of that copy, without a slash at its end."""
    running = Server(built[0]).start()
    yield running.url.rstrip("/")
    running.shutdown()


def soup(site: Path, page: str) -> BeautifulSoup:
    return BeautifulSoup((site / page / "index.html").read_text(encoding="utf-8"), "lxml")


def test_it_is_named_on_every_page_and_beside_each_result(built: tuple[Path, str]) -> None:
    site, said = built
    assert LACKING not in said
    for page in ("", "a-propos", "a-propos/accessibilite", "cmp", *CALCULATORS.values()):
        (foot,) = soup(site, page).select("footer .md-copyright")
        assert f"Éditeur : {NAME}" in foot.get_text().replace("\xa0", " ")
    for page in ("a-propos", "a-propos/accessibilite"):
        assert soup(site, page).select(f".contact a[href='mailto:{MAIL}']")


@pytest.mark.parametrize("slug", CALCULATORS)
def test_a_doubt_opens_a_mail_with_the_link_of_the_case_and_nothing_else(page: Page, server: str, slug: str) -> None:
    found = answer(slug, steps.result(slug))
    steps.load_page(page, f"{server}{steps.PAGES[slug]}?{found['link']}")
    steps.expect_answer(page, server, found)
    page.evaluate("addEventListener('click', event => event.preventDefault())")  # no program of this machine opens
    doubt = page.locator("[data-doubt]")
    expect(doubt).to_be_visible()
    doubt.click()
    address = urlsplit(str(doubt.get_attribute("href")))
    assert (address.scheme, address.path) == ("mailto", MAIL)
    assert parse_qs(address.query) == {
        "body": [f"{server}{steps.PAGES[slug]}?{found['link']}&rules={found['rules']}".replace("?&", "?")]
    }

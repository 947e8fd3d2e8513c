"""What readers do, in Chromium, Firefox and WebKit: calculators, search, links, no network, paper; and no complaint."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from build_scripts.serve import Server
from calculators import CALCULATORS
from calculators.browser import answer
from tests.browser import steps
from tests.engines.engines import NAMES, Chromium, Engine, Firefox, WebKit, until

PAGES = [
    "/",
    "/cmp/",
    "/prime/",
    "/prime/annees/",
    "/a-propos/chiffres/",
    "/a-propos/sources/",
    "/a-propos/accessibilite/",
]
SHOWN = """(() => {
    const result = document.querySelector("[data-result]");
    if (!result) return null;  // still on its way
    const { outcome, total } = result.dataset;
    const waits = result.hasAttribute("aria-busy");
    return [waits, outcome, total ?? null];
})()"""
KEPT = """(async () => {
    for (const name of await caches.keys()) {
        const kept = await (await caches.open(name)).keys();
        if (kept.some(({ url }) => url.endsWith("?whole"))) return true;
    }
    return false;
})()"""


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A screen that nobody sees, for what has no other way."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x1000x24", "-nolisten", "tcp"]
    screen = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        yield f":{told.readline().strip()}"
    screen.terminate()
    screen.wait(30)


@pytest.fixture(scope="module", params=NAMES)
def engine(
    request: pytest.FixtureRequest, browser: Browser, display: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """One of each for all journeys: they share its cache, as a reader's would."""
    started: Engine
    if request.param == "chromium":
        started = Chromium(browser)
    elif request.param == "firefox":
        started = Firefox(tmp_path_factory.mktemp("firefox"))
    else:
        started = WebKit(display)
    yield started
    started.close()


@pytest.fixture
def calm(engine: Engine) -> Iterator[Engine]:
    """The engine, which must not complain of anything during the test."""
    engine.errors.clear()
    yield engine
    assert engine.errors == []


def expect_answer(engine: Engine, slug: str, query: str) -> None:
    found = answer(slug, query)
    until(engine, SHOWN, [False, found["outcome"], found["total"]])


@pytest.mark.parametrize("slug", CALCULATORS)
@pytest.mark.parametrize("more", ["", "&inconnu=1"], ids=["usual", "rare"])
def test_a_link_opens_with_its_answer(calm: Engine, server: str, slug: str, more: str) -> None:
    """A case that the pack answers where there is one; with a name that it does not know, Python does."""
    query = f"{steps.result(slug)}{more}"
    calm.go(f"{server}{steps.PAGES[slug]}?{query}")
    expect_answer(calm, slug, query)


def test_a_case_is_typed(calm: Engine, server: str) -> None:
    calm.go(server + steps.PAGES["cmp-project"])
    until(calm, "document.querySelector('form[data-calculator]')?.dataset.alive === ''")
    calm.run("(document.querySelector('[name=invoice_first]').value = '')")
    calm.type("[name=invoice_first]", "123.45")
    calm.press("form[data-calculator] [type=submit]")
    expect_answer(calm, "cmp-project", steps.RARE)
    until(calm, "location.search", f"?{steps.RARE}")


def test_search_finds_the_page(calm: Engine, server: str) -> None:
    calm.go(server + "/")
    until(calm, "'document$' in window")
    calm.press(".md-search__input")
    calm.type(".md-search__input", "prime")
    until(calm, "document.querySelector('.md-search-result__link')?.pathname", "/prime/")


def test_a_link_leads_on_within_the_visit(calm: Engine, server: str) -> None:
    calm.go(server + "/calculateurs/")
    until(calm, "'document$' in window")
    calm.press(f'article a[href*="{steps.PAGES["gp-premium"]}"]')
    until(calm, "location.pathname", steps.PAGES["gp-premium"])
    until(calm, "document.querySelector('form[data-calculator]')?.dataset.engine", "ready")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_complained_of(calm: Engine, server: str, path: str) -> None:
    calm.go(server + path)
    until(calm, "document.readyState", "complete")
    until(calm, "document.querySelector('h1')?.checkVisibility() ?? false")


def test_paper(calm: Engine, server: str) -> None:
    """WebKit's driver cannot print. The words are asked of the page: Firefox draws those of a PDF as shapes."""
    calm.go(f"{server}{steps.PAGES['cmp-project']}?{steps.RARE}")
    expect_answer(calm, "cmp-project", steps.RARE)
    printed = calm.paper()
    if printed is not None:
        assert printed.startswith(b"%PDF-")
        assert len(printed) > 20_000, "text and its face, and no blank page"
    calm.run("dispatchEvent(new Event('beforeprint')) && null")
    until(calm, "document.querySelector('[data-paper] [data-address]')?.textContent.includes('invoice_first=123.45')")
    calm.run("dispatchEvent(new Event('afterprint')) && null")


def test_all_goes_on_without_a_network(calm: Engine, site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "site")
    host: Any = Server(tmp_path / "site").start()
    url = host.url.rstrip("/")
    calm.go(f"{url}/")
    until(calm, KEPT)
    calm.go(f"{url}/")
    until(calm, "Boolean(navigator.serviceWorker.controller)")
    host.shutdown()
    host.server_close()
    for slug, query in [*((slug, steps.result(slug)) for slug in CALCULATORS), ("cmp-project", steps.RARE)]:
        calm.go(f"{url}{steps.PAGES[slug]}?{query}")
        expect_answer(calm, slug, query)
    calm.go(f"{url}/prime/")
    until(calm, "document.querySelector('h1')?.textContent.length > 3")

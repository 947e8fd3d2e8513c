"""Every file that a calculator needs, with every fault: a question is answered right, or told to have no answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from calculators.browser import answer
from tests.browser import steps
from tests.browser.device import SERVED
from tests.browser.faults import FAULTS, FILES, ON_THE_LINE, Faulty

RARE = ("cmp-project", steps.RARE)
USUAL = ("gp-premium", "year=2022")
"""A case that only Python answers; one that a pack answers which does not stand in its page."""
PYTHON = [file for file in FILES if file != "pack"]
RIGHT = {
    *(("pack", fault) for fault in (*FAULTS, *ON_THE_LINE)),  # Python answers
    *((file, fault) for file in ("wasm", "stdlib", "calculators") for fault in ("plain", "binary")),
    *((file, "late") for file in FILES),
}
"""What is answered all the same. All else is told; scripts, because no browser runs one under another type."""


NAMES = """async () => {
    const kept = [];
    for (const name of await caches.keys()) kept.push(...(await (await caches.open(name)).keys()));
    return kept.map(({ url }) => new URL(url).pathname);
}"""
"""The paths of what the device keeps."""


@pytest.fixture(scope="module")
def faulty(site: Path) -> Iterator[Faulty]:
    host = Faulty(site)
    host.start()
    yield host
    host.shutdown()


def address(host: Faulty, slug: str, query: str) -> str:
    return f"{host.url.rstrip('/')}{steps.PAGES[slug]}?{query}"


def expect_right(page: Page, host: Faulty, case: tuple[str, str]) -> None:
    form = page.locator("form[data-calculator]")
    expect(form).to_have_attribute("data-engine", "ready", timeout=90_000)
    steps.expect_answer(page, host.url.rstrip("/"), answer(*case))
    expect(page.locator("[data-failed]")).to_be_hidden()


def expect_told(page: Page, host: Faulty) -> None:
    """No amount, words that say so, and an address that holds the question for who loads the page anew."""
    steps.expect_failed(page)
    expect(page.locator("[data-result]")).to_be_hidden()
    expect(page.locator("[data-bar]")).to_be_hidden()
    expect(page.locator("[data-failed]")).to_be_in_viewport()
    expect(page.locator("[data-status]")).to_contain_text("Réessayez, ou rechargez la page")
    expect(page).to_have_url(address(host, *RARE))


@pytest.mark.parametrize("fault", [*FAULTS, *ON_THE_LINE])
@pytest.mark.parametrize("file", FILES)
def test_a_question_is_answered_or_told(visitor: Page, faulty: Faulty, file: str, fault: str) -> None:
    case = USUAL if file == "pack" else RARE
    faulty.harm(file, fault)
    visitor.goto(address(faulty, *case), wait_until="commit")
    if fault == "late":
        assert faulty.asked.wait(60)
        expect(visitor.locator("[data-result]")).to_have_attribute("aria-busy", "true")
        faulty.on_time.set()
    if (file, fault) not in RIGHT:
        expect_told(visitor, faulty)
        faulty.mend()
        visitor.locator("[data-retry]").click()
    expect_right(visitor, faulty, case)


@pytest.mark.parametrize("fault", ["cut", "elsewhere"])
@pytest.mark.parametrize("file", PYTHON)
def test_what_goes_wrong_once_is_asked_again_past_every_cache(
    visitor: Page, faulty: Faulty, file: str, fault: str
) -> None:
    """Without a word or a press, though the browser was told that it may keep the wrong file for a year."""
    faulty.harm(file, fault, times=1)
    visitor.goto(address(faulty, *RARE), wait_until="commit")
    expect_right(visitor, faulty, RARE)
    assert faulty.times == 0


def test_a_wrong_type_is_never_kept(context: BrowserContext, faulty: Faulty) -> None:
    """On a device that keeps the site: once the host has mended, so has the device."""
    faulty.harm("loader", "plain")
    page = context.new_page()
    page.goto(address(faulty, *RARE))
    steps.expect_failed(page)
    page.evaluate(SERVED)
    page.reload()
    assert page.evaluate("Boolean(navigator.serviceWorker.controller)")
    steps.expect_failed(page)
    names = page.evaluate(NAMES)
    assert any(name.endswith("/worker.mjs") for name in names)
    assert not any(name.endswith("/pyodide.mjs") for name in names)
    faulty.mend()
    page.locator("[data-retry]").click()
    expect_right(page, faulty, RARE)
    page.reload()
    expect_right(page, faulty, RARE)

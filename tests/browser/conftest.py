"""What the browser tests share: a page that stays warm through a module, and patience on a busy machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import steps
from tests.browser.device import KEPT, Host
from tests.conftest import is_ours

expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def watched(browser: Browser, server: str) -> Iterator[tuple[Page, list[str]]]:
    """A page for the tests of a module, and the list of what went wrong in it: loading Pyodide takes seconds."""
    context = browser.new_context(locale="fr-BE", timezone_id="Europe/Brussels", service_workers="block")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    faults: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    context.on("request", lambda sent: faults.append(sent.url) if not is_ours(sent.url, server) else None)
    yield page, faults
    context.close()


@pytest.fixture
def warm(watched: tuple[Page, list[str]]) -> Iterator[Page]:
    """The page of this module's visit. Errors in its console and requests to another origin fail the test."""
    page, faults = watched
    yield page
    page.emulate_media(media="screen", color_scheme="light")
    page.set_viewport_size(steps.DESK)
    found, faults[:] = list(faults), []
    assert not found, f"errors in the console or requests to other origins: {found}"


@pytest.fixture
def opened(warm: Page, server: str) -> steps.Open:
    """A function: the page of this module's visit, on a calculator as it was built, with its engine ready."""

    def open_calculator(slug: str) -> Page:
        form = warm.locator(f"form[data-calculator={slug}]")
        if not form.count():
            steps.travel(warm, server, steps.PAGES[slug])
        expect(form).to_have_attribute("data-engine", "ready", timeout=90_000)
        steps.reset(warm)
        return warm

    return open_calculator


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """A page whose console may say that something failed."""
    context = browser.new_context(locale="fr-BE", timezone_id="Europe/Brussels", service_workers="block")
    yield context.new_page()
    context.close()


@pytest.fixture
def host(site: Path, tmp_path: Path) -> Iterator[Host]:
    host = Host(site, tmp_path)
    yield host
    host.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="fr-BE", timezone_id="Europe/Brussels")
    yield context
    context.close()


@pytest.fixture
def kept(context: BrowserContext, host: Host) -> Page:
    """A page of the home, on a device that keeps the whole site after a first visit, and is served from there."""
    page = context.new_page()
    page.goto(host.url + "/")
    page.evaluate(KEPT)
    page.reload()
    assert page.evaluate("Boolean(navigator.serviceWorker.controller)")
    return page

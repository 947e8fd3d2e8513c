"""A new version of the site on a device that keeps an older one: whole, and never under a reader's hands."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import steps
from tests.browser.device import FETCHED, FRUGAL, KEPT, NEW, PAGE, Host, Workers, calculate, expect_new

WAITING = """async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    for (const end = Date.now() + 60000; !registration.waiting; await new Promise(done => setTimeout(done, 20))) {
        if (Date.now() > end) throw new Error(`no new version: ${registration.installing?.state}`);
    }
}"""
# Whether a new version has taken over; after half a second, for it may need it.
TAKEN_OVER = """async () => {
    await new Promise(resolve => setTimeout(resolve, 500));
    return !(await navigator.serviceWorker.getRegistration()).waiting;
}"""


@pytest.fixture
def update(kept: Page, host: Host) -> Callable[[], Workers]:
    """A function: a new version is published and kept, and waits for its turn."""

    def publish() -> Workers:
        workers = Workers(kept)
        host.publish(" (new)")
        kept.evaluate(WAITING)
        assert "(new)" not in kept.title()
        return workers

    return publish


def test_an_update_waits_for_the_next_page(kept: Page, host: Host, update: Callable[[], Workers]) -> None:
    """The page that is open stays in its version to the end, though the server has none of its files any more."""
    workers = update()
    assert "(new)" not in kept.evaluate(FETCHED, [PAGE, {}])
    kept.evaluate("document.querySelector('article').dataset.old = 1")  # gone where the page is loaded as a whole
    steps.follow(kept, PAGE)
    expect(kept.locator("form[data-calculator]")).to_be_visible()
    expect_new(kept, workers)
    assert not kept.locator("article[data-old]").count()
    assert "(new)" in kept.evaluate(FETCHED, ["/cmp/", {}])
    calculate(kept, host)
    assert not [path for path in kept.evaluate(KEPT) if path.startswith("/assets/") and "ffffffff" not in path and
                re.search(r"/[0-9a-f]{8}/", path)]  # fmt: skip


def test_a_calculator_of_the_old_version_goes_on(kept: Page, host: Host, update: Callable[[], Workers]) -> None:
    """Its scripts, its packs and its engine are gone from the server when they are needed."""
    kept.goto(host.url + "/cmp/")
    steps.follow(kept, PAGE)
    expect(kept).to_have_url(host.url + PAGE)
    expect(kept.locator("form[data-calculator]")).to_be_visible()
    workers = update()
    calculate(kept, host)
    assert "(new)" not in kept.title()
    kept.reload()
    expect_new(kept, workers)


@pytest.fixture
def beside(kept: Page, context: BrowserContext, host: Host) -> Page:
    """Another page of the site, open beside the first."""
    page = context.new_page()
    page.goto(host.url + "/cmp/")
    return page


def test_an_update_never_takes_over_beside_an_open_page(
    kept: Page, beside: Page, host: Host, update: Callable[[], Workers]
) -> None:
    workers = update()
    kept.goto(host.url + PAGE)
    calculate(kept, host)  # it had its time
    workers.stop_old()
    kept.goto(host.url + PAGE)
    calculate(kept, host)
    assert "(new)" not in kept.title()
    beside.close()
    kept.reload()
    expect_new(kept, workers)


@pytest.mark.usefixtures("beside")
def test_a_page_in_use_is_not_started_again(kept: Page, host: Host, update: Callable[[], Workers]) -> None:
    """Even where the new version takes over late: what was typed stays, and the next page comes as a whole."""
    workers = update()
    kept.goto(host.url + PAGE)
    steps.control(kept, "invoice_first").press_sequentially("1")
    workers.take_over()
    workers.stop_old_until(lambda: kept.evaluate(TAKEN_OVER))
    steps.control(kept, "invoice_first").press_sequentially("2")
    expect(steps.control(kept, "invoice_first")).to_have_value("12300")
    assert "(new)" not in kept.title()
    steps.follow(kept, "/cmp/")
    expect(kept).to_have_title(NEW)


def test_an_update_arrives_without_a_network_too(
    kept: Page, context: BrowserContext, host: Host, update: Callable[[], Workers]
) -> None:
    """It is kept as a whole before it takes over."""
    workers = update()
    context.set_offline(True)
    kept.reload()
    expect_new(kept, workers)
    kept.goto(host.url + PAGE)
    expect(kept).to_have_title(NEW)
    calculate(kept, host)


def test_a_page_of_another_version_comes_as_a_whole(context: BrowserContext, host: Host) -> None:
    """Where the old version was not kept whole and the server has another one, no page is put into an older one."""
    host.write_worker(FRUGAL % "saveData: true")
    page = context.new_page()
    page.goto(host.url + "/")
    page.evaluate(KEPT, ["/"])
    page.reload()
    host.publish(" (new)", FRUGAL % "saveData: true")
    page.evaluate("document.querySelector('article').dataset.old = 1")
    steps.follow(page, "/cmp/")
    expect(page).to_have_title(NEW)
    assert not page.locator("article[data-old]").count()
    page.goto(host.url + "/")
    expect(page).to_have_title(NEW)


def test_a_broken_upload_is_not_taken(kept: Page, host: Host) -> None:
    """A new list whose files do not all arrive as they were built never becomes a version."""
    host.publish(" (new)")
    (host.site / "prime" / "index.html").write_text("half a pa")
    states = kept.evaluate(
        """async () => {
            const registration = await navigator.serviceWorker.getRegistration();
            const found = new Promise((resolve, reject) => {
                setTimeout(reject, 60000, new Error("no new version"));
                registration.addEventListener("updatefound", () => {
                    const worker = registration.installing;
                    worker.addEventListener("statechange", () => resolve(worker.state));
                });
            });
            await registration.update();
            return found;
        }"""
    )
    assert states == "redundant"
    kept.reload()
    assert "(new)" not in kept.title()

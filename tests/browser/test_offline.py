"""The service worker in a real browser: without a network, on a frugal line, through an update, and gone on request."""

from __future__ import annotations

import json
import re
import shutil
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from build_scripts.output import offline
from build_scripts.serve import Server
from calculators.browser import answer
from tests.browser import steps

PAGE = steps.PAGES["cmp-project"]
FRUGAL = "Object.defineProperty(navigator, 'connection', { value: { %s } });\n"

# What is kept, path → digits, once all of `paths` is; without paths: once all is.
KEPT = """async (paths) => {
    for (const end = Date.now() + 60000; Date.now() < end; ) {
        const found = {};
        for (const name of await caches.keys()) {
            for (const { url } of name.startsWith("site") ? await (await caches.open(name)).keys() : []) {
                const { pathname, search } = new URL(url);
                found[pathname] = search.slice(1);
            }
        }
        if (paths ? paths.every(path => path in found) : found["/sw.js"] === "whole") return found;
        await new Promise(requestAnimationFrame);
    }
    throw new Error(`not kept: ${paths ?? "all"}`);
}"""
WAITING = """async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    for (const end = Date.now() + 60000; !registration.waiting; await new Promise(requestAnimationFrame)) {
        if (Date.now() > end) throw new Error(`no new version: ${registration.installing?.state}`);
    }
}"""
FORGOTTEN = """async () => {
    const left = async () => [...(await navigator.serviceWorker.getRegistrations()), ...(await caches.keys())].length;
    for (const end = Date.now() + 60000; await left(); await new Promise(requestAnimationFrame)) {
        if (Date.now() > end) throw new Error("not forgotten");
    }
}"""
# Whether a new version has taken over; after half a second, for it may need it.
TAKEN_OVER = """async () => {
    await new Promise(resolve => setTimeout(resolve, 500));
    return !(await navigator.serviceWorker.getRegistration()).waiting;
}"""
FETCHED = "async ([path, options]) => (await fetch(path, options)).text()"


class Host:
    """A copy of the site that is served and can be changed."""

    def __init__(self, site: Path, folder: Path) -> None:
        self.site = folder / "site"
        shutil.copytree(site, self.site, ignore=shutil.ignore_patterns("*.br", "*.gz"))
        self.server = Server(self.site).start()
        self.url = self.server.url.rstrip("/")

    def publish(self, mark: str, before: str = "") -> None:
        """A new version: another title for every page, and its scripts under another address."""
        (folder,) = {path.parent for path in self.site.glob("assets/*/calculator.mjs")}
        folder.rename(folder.with_name("ffffffff"))
        for path in self.site.rglob("*.html"):
            html = path.read_text(encoding="utf-8").replace(f"assets/{folder.name}/", "assets/ffffffff/")
            path.write_text(html.replace("</title>", f"{mark}</title>"), encoding="utf-8")
        self.write_worker(before)

    def write_worker(self, before: str = "") -> None:
        offline.write(self.site)
        worker = self.site / "sw.js"
        worker.write_text(before + worker.read_text(encoding="utf-8"), encoding="utf-8")

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


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


def calculate(page: Page, host: Host, query: str = "invoice_first=123.45") -> None:
    """A case that no pack holds."""
    steps.fill(page, query)
    steps.calculate(page)
    steps.expect_answer(page, host.url, answer("cmp-project", query))


def test_all_works_without_a_network_after_one_visit(kept: Page, context: BrowserContext, host: Host) -> None:
    host.stop()
    context.set_offline(True)
    for path in ("/", "/cmp/organiser/", PAGE):
        kept.goto(host.url + path)
        assert f"<title>{kept.title()}</title>" in (host.site / path[1:] / "index.html").read_text(encoding="utf-8")
        expect(kept.locator("h1")).to_be_visible()
    calculate(kept, host)
    kept.goto(f"{host.url}{PAGE}?invoice_first=99.99")  # a link to a case
    steps.expect_answer(kept, host.url, answer("cmp-project", "invoice_first=99.99"))
    texts = kept.evaluate(f"paths => Promise.all(paths.map(path => ({FETCHED})([path])))", steps.GUIDES)
    for path, text in zip(steps.GUIDES, texts, strict=True):
        assert text == (host.site / path[1:] / "index.html").read_text(encoding="utf-8")
    for path in (PAGE, "/no-such/"):
        with pytest.raises(Exception, match="Failed to fetch"):  # a part of a file, and what there is not
            kept.evaluate(FETCHED, [path, {"headers": {"Range": "bytes=0-9"}}])


def test_what_is_kept_has_no_answer_in_its_address(kept: Page, host: Host) -> None:
    kept.goto(f"{host.url}{PAGE}?invoice_first=123.45")
    steps.expect_answer(kept, host.url, answer("cmp-project", "invoice_first=123.45"))
    found = kept.evaluate(KEPT)
    assert all(re.fullmatch(r"[0-9a-f]{8}||whole", digits) for digits in found.values()), found
    assert {f"/{name}" for name in ("", "search/search_index.json", "figures.json")} < set(found)
    assert not [path for path in found if re.search(r"\.(br|gz|map)$|/_", path)]


@pytest.mark.parametrize("line", ["saveData: true", "type: 'cellular'", "effectiveType: '3g'"])
def test_on_a_frugal_line_only_what_was_visited_is_kept(context: BrowserContext, host: Host, line: str) -> None:
    host.write_worker(FRUGAL % line)
    page = context.new_page()
    page.goto(host.url + "/")
    css = page.locator("link[rel=stylesheet]").first.evaluate("link => new URL(link.href).pathname")
    found = page.evaluate(KEPT, ["/", css])
    assert [path for path in found if path.endswith("/")] == ["/"]
    assert not [path for path in found if "/runtime/" in path or "/packs/" in path]
    page.goto(host.url + "/cmp/")
    page.evaluate(KEPT, ["/", "/cmp/"])
    context.set_offline(True)
    page.goto(host.url + "/")
    page.goto(host.url + "/cmp/")
    with pytest.raises(Exception, match="ERR_"):
        page.goto(host.url + "/prime/")


def test_on_a_frugal_line_a_calculator_that_was_used_is_kept(context: BrowserContext, host: Host) -> None:
    host.write_worker(FRUGAL % "saveData: true")
    page = context.new_page()
    page.goto(host.url + "/")
    page.evaluate(KEPT, ["/"])
    page.goto(host.url + PAGE)
    calculate(page, host)
    runtime = json.loads((host.site / "assets" / "runtime.json").read_text())["files"].values()
    page.evaluate(KEPT, [PAGE, *(f"/assets/{file['path']}" for file in runtime)])
    context.set_offline(True)
    page.reload()
    calculate(page, host, "invoice_first=67.89")


# ------------------------------------------------------------------------------------------------ updates


NEW = re.compile(r"\(new\)")


class Workers:
    """The service workers of a page's site, through Chromium's own door to them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.old: list[str] = []
        self.session = page.context.new_cdp_session(page)
        self.session.once("ServiceWorker.workerVersionUpdated", self._note)
        self.session.send("ServiceWorker.enable")
        while not self.old:
            page.wait_for_timeout(20)

    def _note(self, event: dict[str, list[dict[str, str]]]) -> None:
        self.old = [version["versionId"] for version in event["versions"] if version["status"] == "activated"]

    def stop_old(self) -> None:
        """Chromium stops an idle worker that is asked to go, but not for sure one that a debugger looks at, as here."""
        for name in self.old:
            self.session.send("ServiceWorker.stopWorker", {"versionId": name})

    def stop_old_until(self, done: Callable[[], bool]) -> None:
        """A page may start it again: it is stopped until `done` says, in a second or less, that it is gone."""
        for _ in range(60):
            self.stop_old()
            if done():
                return
        raise AssertionError("the old worker stays")

    def take_over(self) -> None:
        self.session.send("ServiceWorker.skipWaiting", {"scopeURL": self.page.evaluate("location.origin + '/'")})


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


def expect_new(page: Page, workers: Workers) -> None:
    """The page starts again in the new version, as soon as the old worker is gone."""

    def is_new() -> bool:
        with suppress(AssertionError):
            expect(page).to_have_title(NEW, timeout=1000)
            return True
        return False

    workers.stop_old_until(is_new)


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
            const found = new Promise(resolve => registration.addEventListener("updatefound", () => {
                const worker = registration.installing;
                worker.addEventListener("statechange", () => resolve(worker.state));
            }));
            await registration.update();
            return found;
        }"""
    )
    assert states == "redundant"
    kept.reload()
    assert "(new)" not in kept.title()


# ------------------------------------------------------------------------------------------------ off, install


def test_sw_off_deletes_everything_until_sw_on(kept: Page, host: Host) -> None:
    kept.goto(host.url + PAGE)
    calculate(kept, host)
    kept.goto(host.url + "/?sw=off")
    kept.evaluate(FORGOTTEN)
    kept.goto(host.url + PAGE)
    calculate(kept, host)
    kept.goto(host.url + "/")
    kept.evaluate(FORGOTTEN)
    kept.goto(host.url + "/?sw=on")
    kept.evaluate(KEPT)


def test_sw_off_beside_a_case_is_heard(kept: Page, host: Host) -> None:
    """Though the answer, which is there at once, writes over the address."""
    kept.goto(f"{host.url}{PAGE}?effect=no&sw=off")
    kept.evaluate(FORGOTTEN)
    assert kept.url == f"{host.url}{PAGE}?effect=no"
    assert kept.evaluate("localStorage.getItem('keep')") == "no"


@pytest.fixture
def manifest(page: Page, server: str) -> Callable[[str], dict[str, object]]:
    def read(path: str) -> dict[str, object]:
        page.goto(server + path)
        return page.context.new_cdp_session(page).send("Page.getAppManifest")

    return read


@pytest.mark.parametrize("path", ["/", PAGE])
def test_the_site_can_be_installed(manifest: Callable[[str], dict[str, object]], server: str, path: str) -> None:
    found = manifest(path)
    assert found["url"] == f"{server}/assets/manifest.webmanifest"
    assert not found["errors"]
    parsed = found["manifest"]
    assert isinstance(parsed, dict)
    assert (parsed["startUrl"], parsed["scope"]) == (f"{server}/", f"{server}/")


def test_icons_have_the_sizes_that_they_are_said_to_have(site: Path) -> None:
    assets = site / "assets"
    for icon in json.loads((assets / "manifest.webmanifest").read_text(encoding="utf-8"))["icons"]:
        content = (assets / icon["src"]).read_bytes()
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", content[16:24])
            assert icon["sizes"] == f"{width}x{height}"

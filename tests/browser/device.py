"""A device that keeps the site, and a host that publishes new versions of it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Page, expect

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
        await new Promise(done => setTimeout(done, 20));
    }
    throw new Error(`not kept: ${paths ?? "all"}`);
}"""
FORGOTTEN = """async () => {
    const left = async () => [...(await navigator.serviceWorker.getRegistrations()), ...(await caches.keys())].length;
    for (const end = Date.now() + 60000; await left(); await new Promise(done => setTimeout(done, 20))) {
        if (Date.now() > end) throw new Error("not forgotten");
    }
}"""
SERVED = """async () => {
    for (const end = Date.now() + 60000; Date.now() < end; await new Promise(done => setTimeout(done, 20))) {
        if ((await navigator.serviceWorker.getRegistration())?.active) return;
    }
    throw new Error("no service worker");
}"""
NEW = re.compile(r"\(new\)")
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


def calculate(page: Page, host: Host, query: str = "invoice_first=123.45") -> None:
    """A case that no pack holds."""
    steps.fill(page, query)
    steps.calculate(page)
    steps.expect_answer(page, host.url, answer("cmp-project", query))


class Workers:
    """The service workers of a page's site, through Chromium's own door to them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.old: list[str] = []
        self.session = page.context.new_cdp_session(page)
        self.session.on("ServiceWorker.workerVersionUpdated", self._note)
        self.session.send("ServiceWorker.enable")
        steps.until(page, lambda: bool(self.old))

    def _note(self, event: dict[str, list[dict[str, str]]]) -> None:
        """The first that are active; before them, the browser may tell of some that are not there yet."""
        active = [version["versionId"] for version in event["versions"] if version["status"] == "activated"]
        self.old = self.old or active

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


def expect_new(page: Page, workers: Workers) -> None:
    """The page starts again in the new version, as soon as the old worker is gone."""

    def is_new() -> bool:
        with suppress(AssertionError):
            expect(page).to_have_title(NEW, timeout=1000)
            return True
        return False

    workers.stop_old_until(is_new)

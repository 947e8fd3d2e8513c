"""The server for those who write, in a real browser: the policy lets its script in, and no page stays an old one."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Request, expect

from build_scripts.development import DevelopmentServer
from build_scripts.serve import Handler
from tests.browser import steps
from tests.browser.device import FORGOTTEN, NEW, Host

UPDATE = "navigator.serviceWorker.getRegistration().then(registration => registration?.update())"


@pytest.fixture
def changed(site: Path, tmp_path: Path) -> Path:
    """The site after a change: another title for every page."""
    folder = tmp_path / "changed"
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("*.br", "*.gz"))
    for path in folder.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        path.write_text(html.replace("</title>", " (new)</title>"), encoding="utf-8")
    return folder


def test_an_open_page_loads_anew_after_a_change(context: BrowserContext, site: Path, changed: Path) -> None:
    """Once, though a link without a new load led to it; where nothing changes it waits."""
    server = DevelopmentServer(site)
    server.start()
    page, faults, loaded = context.new_page(), list[str](), list[str]()

    def count(request: Request) -> None:
        if request.is_navigation_request():
            loaded.append(urlsplit(request.url).path)

    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", count)
    steps.load_page(page, server.url)
    home = page.title()
    steps.follow(page, "/cmp/")
    expect(page).to_have_url(f"{server.url}cmp/")
    expect(page).not_to_have_title(home)  # it comes a moment later
    title = page.title()
    with page.expect_request("**/reload?*"):  # the page waits again
        server.publish(changed)
    expect(page).to_have_title(f"{title} (new)")
    assert loaded == ["/", "/cmp/"]
    assert faults == []
    server.shutdown()
    server.server_close()


class Short(Handler):
    """One connection for each file: others would outlive the server."""

    protocol_version = "HTTP/1.0"


@pytest.fixture
def host(host: Host) -> Host:
    host.server.RequestHandlerClass = Short
    return host


def test_what_a_device_kept_of_the_site_is_forgotten(kept: Page, host: Host, changed: Path) -> None:
    """A site that was served at the same address before, and would be shown from the device for ever."""
    kept.goto("about:blank")
    host.stop()
    server = DevelopmentServer(changed, urlsplit(host.url).port or 0)
    server.start()
    kept.goto(f"{host.url}/")
    assert "(new)" not in kept.title()
    for _ in range(30):
        with suppress(AssertionError, Error):  # the browser may have kept a connection to the other server, or be new
            kept.evaluate(UPDATE)
            expect(kept).to_have_title(NEW, timeout=2000)
            break
    expect(kept).to_have_title(NEW)
    kept.evaluate(FORGOTTEN)
    server.shutdown()
    server.server_close()

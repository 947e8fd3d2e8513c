"""The service worker in a real browser: without a network, on a frugal line, and gone on request."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from calculators.browser import answer
from tests.browser import steps
from tests.browser.device import FETCHED, FORGOTTEN, FRUGAL, KEPT, PAGE, Host, calculate


def test_all_works_without_a_network_after_one_visit(kept: Page, context: BrowserContext, host: Host) -> None:
    host.stop()
    context.set_offline(True)
    for path in ("/", "/cmp/organiser/", PAGE):
        kept.goto(host.url + path)
        assert f"<title>{kept.title()}</title>" in (host.site / path[1:] / "index.html").read_text(encoding="utf-8")
        expect(kept.locator("h1")).to_be_visible()
    kept.locator("[data-md-component=search-query]").click()
    kept.keyboard.type("plainte")
    expect(kept.locator(".md-search-result__item a").first).to_have_attribute("href", re.compile("plainte"))
    kept.keyboard.press("Escape")
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
    assert kept.evaluate("localStorage.getItem('keep /')") == "no"


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

"""The oldest browsers that are served: what is newer than they are is taken away, in pages and in workers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from build_scripts import ROOT
from build_scripts.output import slim
from calculators.browser import answer
from tests.browser import steps
from tests.browser.steps import every

NEWER = {
    "AbortSignal": "any timeout",
    "Array": "fromAsync",
    "Array.prototype": "findLastIndex group toReversed toSorted toSpliced with",
    "ArrayBuffer.prototype": "resize transfer transferToFixedLength",
    "CSS": "highlights registerProperty",
    "Document.prototype": "startViewTransition",
    "Element.prototype": "computedStyleMap setHTML setHTMLUnsafe",
    "HTMLElement.prototype": "inert popover showPopover hidePopover togglePopover",
    "Iterator.prototype": "drop every filter find flatMap forEach map reduce some take toArray",
    "Map": "groupBy",
    "Navigator.prototype": "connection userAgentData storageBuckets",
    "Object": "groupBy",
    "Promise": "try withResolvers",
    "ReadableStream": "from",
    "RegExp": "escape",
    "Response": "json",
    "Set.prototype": "difference intersection isDisjointFrom isSubsetOf isSupersetOf symmetricDifference union",
    "String.prototype": "isWellFormed toWellFormed",
    "URL": "canParse parse",
    "URLSearchParams.prototype": "size",
    "globalThis": (  # last: what was named above is still there then
        "CloseWatcher CompressionStream DecompressionStream Float16Array Highlight Iterator navigation"
        " cancelIdleCallback requestIdleCallback scheduler trustedTypes PressureObserver Temporal URLPattern"
    ),
}
"""By its owner, what came after Safari 15.4, Firefox 121 or Chrome 115, as far as a page or a worker could use it.

Without Element.prototype.checkVisibility: Playwright needs it. No script may name it: see SYNTAX.
"""

REFUSED = "too many changes of the address"
"""What the theme's own script does not catch either."""
TAKE = """for (const [owner, names] of Object.entries(%s)) {
  const from = owner.split(".").reduce((found, name) => found?.[name], globalThis);
  for (const name of from ? names.split(" ") : []) delete from[name];
}
"""
TAKEN = TAKE % json.dumps(NEWER)
SYNTAX = re.compile(
    r"\bcheckVisibility\b|\(\?<[=!]|\bstatic\s*\{|#\w+ in |\busing \w+ =|\bimport\.defer|/[dgimsuy]*v[dgimsuy]*[,;)]"
)


@pytest.fixture
def older(browser: Browser, site: Path) -> Iterator[Page]:
    """A page of an older browser; an error in its console fails the test."""
    context = browser.new_context(locale="fr-BE", timezone_id="Europe/Brussels", service_workers="block")
    context.add_init_script(TAKEN)
    context.add_init_script(steps.NO_SUM)  # its worker is another: the same, with functions taken away

    def older_worker(route: Route) -> None:
        script = site / urlsplit(route.request.url).path.removeprefix("/")
        route.fulfill(content_type="text/javascript", body=TAKEN + script.read_text(encoding="utf-8"))

    for name in ("worker.mjs", "search-worker.mjs"):
        context.route(f"**/{name}", older_worker)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.unroute_all(behavior="ignoreErrors")  # a worker may still be on its way
    context.close()
    assert [fault for fault in faults if fault != REFUSED] == []


def test_what_is_taken_away_is_gone(older: Page, server: str) -> None:
    older.goto(f"{server}/cmp/")
    assert older.evaluate("typeof AbortSignal.timeout + typeof [].toSorted + typeof requestIdleCallback") == (
        "undefined" * 3
    )
    assert older.evaluate("new URLSearchParams('a=1').size") is None


@every
def test_a_calculator_answers_from_pack_and_python(older: Page, server: str, slug: str) -> None:
    older.goto(f"{server}{steps.PAGES[slug]}?{steps.result(slug)}")
    steps.expect_answer(older, server, answer(slug, steps.result(slug)))
    expect(older.locator(f"form[data-calculator={slug}]")).to_have_attribute("data-engine", "ready", timeout=90_000)
    steps.calculate(older)
    steps.expect_answer(older, server, answer(slug, steps.result(slug)))


def test_pages_tables_menu_and_search_work(older: Page, server: str) -> None:
    older.set_viewport_size({"width": 360, "height": 740})
    older.goto(f"{server}/a-propos/chiffres/")
    older.locator("#all-figures-search").fill("2500")
    expect(older.locator("#all-figures tbody tr:visible").first).to_contain_text("500")
    older.locator("#all-figures th[data-key=value] button").click()
    older.locator("button[for=__drawer]").first.click()
    expect(older.locator(".md-sidebar--primary :focus")).to_have_count(1)
    older.keyboard.press("Escape")
    older.locator("button[for=__search]").first.click()
    older.keyboard.type("plainte")
    older.locator(".md-search-result__item a").first.click()
    expect(older).to_have_url(re.compile("plainte"))


def test_an_address_that_cannot_be_written_costs_neither_result_nor_focus(older: Page, server: str) -> None:
    """Safari allows a hundred changes in half a minute."""
    older.add_init_script(
        "history.replaceState = history.pushState = () => { throw Error('too many changes of the address'); }"
    )
    older.goto(server + steps.PAGES["cmp-project"])
    steps.put(older, "effect", "no")
    steps.calculate(older)
    expect(older.locator("[data-result]")).to_have_attribute(
        "data-total", answer("cmp-project", "effect=no")["total"] or ""
    )
    expect(older.locator("[data-result] .answer__title")).to_be_focused()


def test_no_script_of_ours_is_written_in_a_newer_language(site: Path) -> None:
    """esbuild lowers syntax to the browsers that are served; what it cannot lower is not there."""
    scripts = [*site.glob("assets/????????/*.mjs"), site / "sw.js"]
    assert len(scripts) > 4
    for path in scripts:
        text = path.read_text(encoding="utf-8")
        assert not SYNTAX.search(text), (path, SYNTAX.search(text))


def test_what_is_said_of_browsers_is_what_is_compiled_for() -> None:
    for name, version in re.findall(r"([a-z]+)([\d.]+)", slim.TARGET):
        for path in ("README.md", "docs/fr/a-propos/accessibilite.md"):
            text = (ROOT / path).read_text(encoding="utf-8")
            assert re.search(rf"{name}\D+{re.escape(version)}\b", text, re.IGNORECASE), (path, name)

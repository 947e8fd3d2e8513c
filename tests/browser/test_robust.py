"""Calculators where something fails: script, WebAssembly, files. The page says so and still informs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from calculators.browser import answer
from tests.browser import steps
from tests.browser.steps import every

PAGE, SLUG = steps.PAGES["cmp-project"], "cmp-project"
NO_WEBASSEMBLY = "delete globalThis.WebAssembly"


# ------------------------------------------------------------------------------------------------ no script


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@every
def test_without_script_amounts_and_examples_remain(plain: Page, server: str, slug: str) -> None:
    plain.goto(server + steps.PAGES[slug])
    expect(plain.locator("form[data-calculator] noscript .notice")).to_be_visible()
    default = answer(slug, "")
    if default["outcome"] != "problems":
        expect(plain.locator("[data-result]")).to_be_visible()
        expect(plain.locator("[data-result]")).to_have_attribute("data-outcome", default["outcome"])
    folded = plain.locator("details.static")
    folded.locator("> summary").click()
    expect(folded.locator("table.figures").first).to_be_visible()
    for example in folded.locator("details.example").all():
        example.locator("summary").click()
        expect(example.locator("p > a:not(.cite)")).to_be_visible()
    assert folded.locator("details.example").count() == sum(bool(e.get("show")) for e in steps.examples(slug))
    for tool in ("[data-progress]", "[data-failed]", "[data-tools]"):
        expect(plain.locator(tool)).to_be_hidden()
    plain.set_viewport_size({"width": 360, "height": 740})
    box = plain.locator("main").bounding_box()
    assert box
    assert box["width"] <= 360


# ------------------------------------------------------------------------------------------------ failures


def abort(route: Route) -> None:
    route.abort("connectionfailed")


def garbage(route: Route) -> None:
    route.fulfill(body="no such thing", content_type="application/octet-stream")


def missing(route: Route) -> None:
    route.fulfill(status=404, body="", content_type="text/html")


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        ("*.wasm", abort),
        ("*.wasm", missing),
        ("stdlib-*.zip", abort),
        ("calculators-*.zip", garbage),
        ("pyodide.mjs", abort),
        ("pyodide.mjs", garbage),
        ("worker.mjs", abort),
        ("worker.mjs", garbage),
    ],
)
def test_what_does_not_arrive_is_told_and_can_be_tried_again(
    visitor: Page, server: str, file: str, fault: Callable[[Route], None]
) -> None:
    """Whatever file fails, and however. After a retry the answer that was asked for comes."""
    visitor.route(f"**/{file}", fault)
    visitor.goto(server + PAGE)
    steps.fill(visitor, steps.RARE)
    steps.calculate(visitor)
    steps.expect_failed(visitor)
    assert not visitor.locator("[data-result]").is_visible(), "the default total is not that of these answers"
    expect(visitor.locator("[role=status][data-status]")).to_contain_text("n’a pas pu démarrer")
    expect(visitor.locator("[data-result]")).not_to_have_attribute("aria-busy", "true")
    if file == "*.wasm" and fault is abort:  # once: loading it all takes seconds
        visitor.unroute(f"**/{file}")
        visitor.locator("[data-retry]").click()
        steps.expect_answer(visitor, server, answer(SLUG, steps.RARE))
        expect(visitor.locator("[data-failed]")).to_be_hidden()


def test_the_usual_cases_are_answered_where_python_fails(visitor: Page, server: str) -> None:
    visitor.add_init_script(NO_WEBASSEMBLY)
    visitor.goto(server + PAGE)
    steps.expect_failed(visitor)
    steps.fill(visitor, "effect=no")
    steps.calculate(visitor)
    steps.expect_answer(visitor, server, answer(SLUG, "effect=no"))


def hold(route: Route) -> None:
    """Never answers."""


@pytest.mark.parametrize("fault", [abort, garbage, missing, hold])
def test_python_answers_where_the_usual_cases_do_not_arrive(
    visitor: Page, server: str, fault: Callable[[Route], None]
) -> None:
    visitor.route("**/packs/*", fault)
    visitor.goto(server + PAGE)
    steps.fill(visitor, "effect=no")
    steps.calculate(visitor)
    steps.expect_answer(visitor, server, answer(SLUG, "effect=no"))


def test_blocked_webassembly_is_told(visitor: Page, server: str) -> None:
    visitor.add_init_script(NO_WEBASSEMBLY)
    visitor.goto(server + PAGE)
    steps.expect_failed(visitor)
    expect(visitor.locator("[data-result]")).to_be_visible()
    expect(visitor.locator("[data-result]")).to_have_attribute("data-total", answer(SLUG, "")["total"])
    visitor.locator("[data-retry]").click()
    steps.expect_failed(visitor)
    steps.put(visitor, "effect", "no")  # the pack answers
    steps.expect_answer(visitor, server, answer(SLUG, "effect=no"))
    steps.put(visitor, "invoice_first", "123.45")  # nobody does
    expect(visitor.locator("[data-result]")).to_be_hidden()
    expect(visitor.locator("[data-bar]")).to_be_hidden()


def test_webassembly_blocked_in_the_worker_alone_is_told(visitor: Page, server: str) -> None:
    """As a policy or an extension does."""

    def without(route: Route) -> None:
        response = route.fetch()
        policy = "default-src 'none'; script-src 'self'; connect-src 'self'"
        route.fulfill(response=response, headers=response.headers | {"content-security-policy": policy})

    visitor.route("**/worker.mjs", without)
    visitor.goto(server + PAGE)
    steps.expect_failed(visitor)


def test_a_script_that_fails_at_its_start_is_told_by_the_page_itself(visitor: Page, server: str) -> None:
    """As in a browser that is too old: nothing of ours runs, and yet the form does not stay silent."""
    visitor.add_init_script("delete Element.prototype.closest; delete URLSearchParams.prototype.getAll;")
    visitor.goto(server + PAGE)
    told = visitor.locator(".asleep")
    expect(told).to_be_visible()
    expect(told).to_contain_text("trop ancien")


def test_a_script_that_the_policy_blocks_is_told_by_the_page_itself(visitor: Page, server: str) -> None:
    """As where a proxy or a host has changed a single byte of it."""

    def changed(route: Route) -> None:
        response = route.fetch()
        body, scripts = re.subn(r'(<script type="module" async[^>]*>)', r"\1 ", response.text())
        assert scripts == 1
        route.fulfill(response=response, body=body)

    visitor.route(f"**{PAGE}", changed)
    visitor.goto(server + PAGE)
    expect(visitor.locator(".asleep")).to_be_visible()
    expect(visitor.locator("form[data-alive]")).to_have_count(0)


def test_refused_storage_takes_nothing_away(visitor: Page, server: str) -> None:
    """Where a browser keeps nothing for any site, to name its storage is an error: search and calculators go on."""
    visitor.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { configurable: true, get() { throw Error('refused') } });"
    )
    errors: list[str] = []
    visitor.on("pageerror", lambda error: errors.append(str(error)))
    visitor.goto(server + PAGE)
    steps.put(visitor, "effect", "no")
    steps.expect_answer(visitor, server, answer(SLUG, "effect=no"))
    visitor.keyboard.press("Escape")
    visitor.locator(".md-search__input").click()
    visitor.locator(".md-search__input").fill("pharmacien")
    expect(visitor.locator(".md-search-result__item").first).to_be_visible()
    assert not errors


def test_a_page_whose_script_runs_does_not_say_that_none_does(visitor: Page, server: str) -> None:
    visitor.goto(server + PAGE)
    expect(visitor.locator("form[data-alive]")).to_be_visible()
    expect(visitor.locator(".asleep")).to_be_hidden()
    assert visitor.locator(".asleep").evaluate("told => getComputedStyle(told).display") == "none"


def test_a_fault_of_the_page_itself_ends_in_words(visitor: Page, server: str) -> None:
    """Not in silence, nor beside an amount that is not that of the answers; they stand until an answer comes, whatever
    the engine does meanwhile.
    """
    visitor.add_init_script(
        "window.parse = JSON.parse;"
        "JSON.parse = (text) => {"
        """ if (text.includes('"outcome":"paid"')) throw Error("broken"); return parse(text); };"""
    )
    visitor.goto(server + PAGE)
    expect(visitor.locator("form[data-alive]")).to_be_visible()
    steps.put(visitor, "effect", "no")
    steps.calculate(visitor)
    expect(visitor.locator("form[data-engine=ready]")).to_be_visible(timeout=90_000)
    expect(visitor.locator("[data-failed]")).to_be_visible()
    expect(visitor.locator("[data-status]")).to_contain_text("n’a pas pu démarrer")
    expect(visitor.locator("[data-result]")).to_be_hidden()
    visitor.evaluate("() => { JSON.parse = parse; }")
    visitor.locator("[data-retry]").click()
    steps.expect_answer(visitor, server, answer("cmp-project", "effect=no"))
    expect(visitor.locator("[data-failed]")).to_be_hidden()

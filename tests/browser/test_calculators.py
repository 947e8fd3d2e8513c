"""Each calculator in a real browser, from the first visit to the result: it shows what CPython answers."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from calculators.browser import answer
from calculators.engine.calculator import load
from tests.browser import steps
from tests.browser.steps import FOCUSED, Open, every

each_outcome = pytest.mark.parametrize(
    ("slug", "outcome", "query"), steps.outcomes(), ids=[f"{slug}-{outcome}" for slug, outcome, _ in steps.outcomes()]
)

STATES = """
window.states = [];
new MutationObserver(records => states.push(...records.map(record => record.oldValue)))
    .observe(document, { subtree: true, attributeFilter: ["data-engine"], attributeOldValue: true });
"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus; each stop on the way can be seen once it has it."""
    for _ in range(200):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.checkVisibility({ visibilityProperty: true })")
        if page.evaluate(FOCUSED, selector):
            return
    raise AssertionError(f"Tab never comes to {selector}")


# ------------------------------------------------------------------------------------------------ first visit


@every
def test_a_first_visit_by_keyboard_alone(page: Page, server: str, slug: str) -> None:
    """The engine goes from idle to ready; Tab, arrows and digits answer, Enter calculates and brings to the result."""
    page.add_init_script(STATES)
    page.goto(server + steps.PAGES[slug])
    form = page.locator("form[data-calculator]")
    first = load(slug).questions[0]
    tab_to(page, f"[name={first.name}]")
    if first.kind == "date":
        page.keyboard.type("05052026")  # the same in every order of day and month
    elif steps.control(page, first.name).first.get_attribute("type") == "text":
        page.keyboard.press("Control+A")
        page.keyboard.type("36")
    else:
        last = first.options and first.default == first.options[-1]
        page.keyboard.press("ArrowUp" if last else "ArrowDown")
    value = steps.held(page)[first.name]
    assert value != first.default
    tab_to(page, "[type=submit]")
    page.keyboard.press("Enter")
    expect(form).to_have_attribute("data-engine", "ready", timeout=90_000)
    steps.expect_answer(page, server, answer(slug, urlencode({first.name: value})))
    expect(page.locator(".answer__title")).to_be_focused()
    states = page.evaluate("[...states, document.querySelector('form[data-calculator]').dataset.engine]")
    assert list(dict.fromkeys(states)) == ["idle", "loading", "ready"]
    assert states == sorted(states, key=["idle", "loading", "ready"].index)
    tab_to(page, "[data-print]")


@every
def test_a_deep_link_fills_the_form_and_shows_its_result(opened: Open, server: str, slug: str) -> None:
    """From another page of the site; a deep link as the first page of a visit is followed further down."""
    page, found = opened(slug), answer(slug, steps.result(slug))
    steps.travel(page, server, "/a-propos/")
    expect(page.locator("form[data-calculator]")).to_have_count(0)
    steps.follow(page, f"{steps.PAGES[slug]}?{found['link']}")
    steps.expect_answer(page, server, found)
    assert steps.held(page) == found["values"]


# ------------------------------------------------------------------------------------------------ results


@each_outcome
def test_each_outcome_is_reached_and_seen_by_all(
    opened: Open, server: str, slug: str, outcome: str, query: str
) -> None:
    """As CPython answers; nothing cut off at 320 pixels; nothing for axe-core to say there, in light or in dark."""
    page = opened(slug)
    found = answer(slug, query)
    assert found["outcome"] == outcome
    steps.ask(page, slug, query)
    steps.expect_answer(page, server, found)
    page.set_viewport_size({"width": 320, "height": 740})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    inside = page.locator("[data-page-calculator] :is(button, input, select, th, td, svg, time, .cite):visible")
    assert not inside.evaluate_all(
        "all => all.filter(each => each.getBoundingClientRect().right > 321).map(each => each.outerHTML.slice(0, 200))"
    )
    steps.expect_accessible(page)
    page.set_viewport_size(steps.DESK)
    schemes: dict[Literal["light", "dark"], str] = {"light": "default", "dark": "slate"}
    for scheme, palette in schemes.items():
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", palette)
        steps.expect_accessible(page)


@every
def test_a_result_takes_the_focus_and_the_address_but_no_place_in_the_history(
    opened: Open, server: str, slug: str
) -> None:
    page = opened(slug)
    before = page.evaluate("history.length")
    steps.fill(page, steps.result(slug))
    steps.calculate(page)
    steps.expect_answer(page, server, answer(slug, steps.result(slug)))
    expect(page.locator(".answer__title")).to_be_focused()
    assert page.evaluate("history.length") == before


def test_a_usual_case_is_shown_within_the_press(opened: Open, server: str) -> None:
    """Before the next frame is drawn, so that no other work comes in between."""
    page = opened("cmp-project")
    steps.fill(page, "effect=no")
    shown = page.evaluate(
        """() => {
            document.querySelector("form[data-calculator]").requestSubmit();
            const result = document.querySelector("[data-result]");
            return [result.hasAttribute("aria-busy"), result.dataset.outcome, result.dataset.total ?? null];
        }"""
    )
    found = answer("cmp-project", "effect=no")
    assert shown == [False, found["outcome"], found["total"]]


@every
def test_every_example_that_is_shown_opens_in_the_form(opened: Open, server: str, slug: str) -> None:
    """The link below each example shows its case without loading the page anew."""
    page = opened(slug)
    page.evaluate("window.visit = 1")
    page.locator("details.static > summary").click()
    shown = [e for e in steps.examples(slug) if e.get("show")]
    links = page.locator("details.static details.example p > a:not(.cite)")
    assert links.count() == len(shown)
    for index, example in enumerate(shown):
        if not example["query"]:
            continue  # the link of the default case is the page itself
        page.locator("details.static details.example > summary").nth(index).click()
        links.nth(index).click()
        found = answer(slug, example["query"])
        steps.expect_answer(page, server, found)
        assert steps.held(page) == found["values"]
    assert page.evaluate("window.visit") == 1
    page.locator("details.static > summary").click()


@every
def test_a_changed_choice_recalculates_by_itself(opened: Open, server: str, slug: str) -> None:
    page = opened(slug)
    query = {} if answer(slug, "")["outcome"] != "problems" else {"sent": "2026-11-23"}
    steps.fill(page, urlencode(query))
    steps.calculate(page)
    steps.expect_answer(page, server, answer(slug, query))
    held = steps.held(page)
    for question in steps.asked_by_default(slug, "yes_no", "choice") or load(slug).questions:
        other = next((o for o in question.options if o != held[question.name]), "2026-12-01")
        steps.put(page, question.name, other)
        if question.kind == "date":
            page.keyboard.press("Tab")
        steps.expect_answer(page, server, answer(slug, held | {question.name: other}))
        assert not page.evaluate(FOCUSED, ".answer__title"), "the focus stays with the reader"
        steps.put(page, question.name, held[question.name])


def test_the_last_of_quick_changes_counts(opened: Open, server: str) -> None:
    page = opened("cmp-project")
    steps.calculate(page)
    for value in ("no", "yes", "no", "yes", "no"):
        steps.put(page, "effect", value)
    steps.expect_answer(page, server, answer("cmp-project", "effect=no"))


def test_typed_money_is_read_the_belgian_way(opened: Open, server: str) -> None:
    page = opened("cmp-project")
    for typed in ("1 250,50", "1.250,50", "1250.5", "1 250,50 €"):
        steps.put(page, "invoice_first", typed)
        steps.calculate(page)
        steps.expect_answer(page, server, answer("cmp-project", {"invoice_first": typed}))
        assert "invoice_first=1250.50" in page.url

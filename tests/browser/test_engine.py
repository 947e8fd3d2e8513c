"""The engine as its reader sees it: every state, and in each of them everything that may happen.

A worker of the test stands in for the real one: it says what the test wants, when the test wants it.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from calculators.browser import answer
from tests.browser import steps

SLUG = "cmp-project"
WORKERS = """
    window.workers = [];
    window.wants = [];
    window.requestIdleCallback = (want) => window.wants.push(want);
    window.Worker = class {
        asked = [];
        constructor(url, { name }) { this.name = name; window.workers.push(this); }
        postMessage(question) { this.asked.push(question); }
        terminate() { this.ended = true; }
    };
    window.say = (data) => { workers.at(-1)?.onmessage({ data }); };
    window.stumble = () => { workers.at(-1)?.onerror(); };
"""
ALIVE = "() => workers.length && !workers.at(-1).ended"
PATIENCE = 60_000  # ms; see docs/assets/calculator/engine.mjs
STATES = {
    "idle": (),
    "loading": ("wanted",),
    "again": ("wanted", "broken"),
    "ready": ("wanted", "ready"),
    "failed": ("wanted", "broken", "broken"),
}
"""How each of them comes about."""
EVENTS = ("wanted", "asked", "retried", "ready", "broken", "silent")
SEES = {
    "idle": {"wanted": "loading", "asked": "loading", "retried": "loading"},
    "loading": {"ready": "ready", "broken": "again", "silent": "failed"},
    "again": {"ready": "ready", "broken": "failed", "silent": "failed"},
    "ready": {"broken": "failed"},  # silence is none where nothing was asked
    "failed": {"asked": "again", "retried": "again"},
}
"""What follows; else the reader sees the same as before."""
FATES = {
    "loading": {"silent": "told"},
    "again": {"broken": "told", "silent": "told"},
    "ready": {"broken": "told", "silent": "told"},
}
"""What becomes of a question that waits; else it is kept. In the other states none waits: to ask is to leave them."""


@pytest.fixture
def scripted(visitor: Page, server: str) -> Page:
    visitor.clock.install()
    visitor.add_init_script(WORKERS)
    visitor.goto(server + steps.PAGES[SLUG])
    visitor.wait_for_function("() => window.wants.length")
    return visitor


def ask(page: Page) -> None:
    steps.fill(page, steps.RARE)
    steps.calculate(page)


def happen(page: Page, event: str) -> None:
    if event == "wanted":
        page.evaluate("() => wants[0]()")
    elif event == "asked":
        ask(page)
    elif event == "retried":
        page.locator("[data-retry]").evaluate("button => button.click()")  # though it is not always there to be seen
    elif event == "ready":
        page.evaluate("() => say({ ready: true })")
    elif event == "broken":
        page.evaluate("() => stumble()")
    else:
        page.clock.fast_forward(PATIENCE + 1000)


def reach(page: Page, state: str) -> None:
    for event in STATES[state]:
        if event == "broken":
            page.wait_for_function(ALIVE)  # a second worker waits for its script
        happen(page, event)
    expect_state(page, state)


def expect_state(page: Page, state: str) -> None:
    seen = "loading" if state == "again" else state
    expect(page.locator("form[data-calculator]")).to_have_attribute("data-engine", seen)
    expect(page.locator("[data-progress]")).to_be_visible(visible=seen == "loading")
    expect(page.locator("[data-failed]")).to_be_visible(visible=seen == "failed")
    if seen == "loading":
        page.wait_for_function(ALIVE)
        names = page.evaluate("() => workers.map(worker => worker.name)")
        assert names[-1] == ("" if state == "again" else "snapshots")
        assert page.evaluate("() => workers.filter(worker => !worker.ended).length") == 1


def expect_kept(page: Page) -> None:
    """It waits, and no amount looks like its answer; the engine that is there has it, and answers."""
    expect(page.locator("[data-result]")).to_have_attribute("aria-busy", "true")
    page.wait_for_function("() => workers.at(-1).asked.length && !workers.at(-1).ended")
    found = answer(SLUG, steps.RARE)
    page.evaluate("() => say({ ready: true })")
    page.evaluate("answer => say({ id: workers.at(-1).asked.at(-1).id, answer })", found)
    expect(page.locator("[data-result]")).to_have_attribute("data-total", found["total"] or "")
    expect(page.locator("[data-result]")).to_be_visible()
    expect(page.locator("[data-result]")).not_to_have_attribute("aria-busy", "true")


def expect_told(page: Page) -> None:
    expect(page.locator("[data-result]")).to_be_hidden()
    expect(page.locator("[data-status]")).to_contain_text("n’a pas pu démarrer")
    assert answer(SLUG, page.url.partition("?")[2])["link"] == steps.RARE, "who loads the page anew asks it again"


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("state", STATES)
def test_each_pair_of_state_and_event(scripted: Page, state: str, event: str) -> None:
    reach(scripted, state)
    happen(scripted, event)
    expect_state(scripted, SEES[state].get(event, state))
    if event == "asked":
        expect_kept(scripted)


@pytest.mark.parametrize(
    ("state", "event"), [(state, event) for state in FATES for event in EVENTS if event != "asked"]
)
def test_a_question_that_waits_is_kept_or_told(scripted: Page, state: str, event: str) -> None:
    reach(scripted, state)
    ask(scripted)
    happen(scripted, event)
    if event in FATES[state]:
        expect_told(scripted)
    else:
        expect_kept(scripted)

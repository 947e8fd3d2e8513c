"""Calculators on a line that is slow, cut, paid by the byte or stops: no answer is lost, and nobody waits for ever."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Browser, Page, expect

from build_scripts.pages import knowledge
from build_scripts.serve import Handler, Server
from calculators.browser import answer
from tests.browser import steps

PAGE, SLUG = steps.PAGES["cmp-project"], "cmp-project"


class Moody(Handler):
    """The server, but one file comes in two parts: the second waits, or the line is cut before it.

    The WebAssembly stops in its middle; where there is a `stop`, the page does behind these words.
    """

    go_on = Event()
    cut = Event()
    stop = ""

    def answer(self, status: HTTPStatus, content: bytes, headers: dict[str, str]) -> None:
        if not self.path.endswith("/" if self.stop else ".wasm"):
            super().answer(status, content, headers)
            return
        if self.stop:
            content = (self.server.site / self.path[1:] / "index.html").read_bytes()  # not the compressed copy
            headers.pop("Content-Encoding", None)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        half = content.index(self.stop.encode()) + len(self.stop) if self.stop else len(content) // 2
        self.wfile.write(content[:half])
        self.wfile.flush()
        self.go_on.wait()
        if self.cut.is_set():
            self.close_connection = True
        else:
            self.wfile.write(content[half:])


@pytest.fixture
def moody(site: Path) -> Iterator[tuple[str, Event, Event]]:
    """The address of such a server, the event that lets it go on, and the one that cuts its line."""
    go_on, cut = Event(), Event()
    running = Server(site)
    running.RequestHandlerClass = type("Moody", (Moody,), {"go_on": go_on, "cut": cut})
    running.start()
    yield running.url.rstrip("/"), go_on, cut
    go_on.set()
    running.shutdown()
    running.server_close()


def test_a_line_cut_in_mid_load_is_told_and_mended(visitor: Page, moody: tuple[str, Event, Event]) -> None:
    """Half of the runtime has arrived; after the retry the answer that was asked for comes by itself."""
    server, go_on, cut = moody
    visitor.goto(server + PAGE)
    steps.fill(visitor, steps.RARE)
    steps.calculate(visitor)
    expect(visitor.locator("[role=status][data-status]")).to_have_text(knowledge.words("fr")("ui.calculating"))
    expect(visitor.locator("[data-progress-text]")).to_contain_text("sur")
    cut.set()
    go_on.set()
    steps.expect_failed(visitor)
    cut.clear()
    visitor.locator("[data-retry]").click()
    steps.expect_answer(visitor, server, answer(SLUG, steps.RARE))


def test_a_slow_line_never_keeps_from_typing(visitor: Page, moody: tuple[str, Event, Event]) -> None:
    """While the runtime is on its way the form takes answers, told how far it is; the last answers are calculated."""
    server, go_on, _ = moody
    visitor.goto(server + PAGE)
    engine = visitor.locator("form[data-calculator]")
    expect(engine).to_have_attribute("data-engine", "loading")
    expect(visitor.locator("[data-progress]")).to_be_visible()
    expect(visitor.locator("[data-progress-text]")).to_contain_text("sur")
    assert 0 < visitor.locator("[data-progress] progress").evaluate("bar => bar.value") < 1
    field = steps.control(visitor, "invoice_first")
    field.fill("")
    field.press_sequentially("123,45")
    assert field.input_value() == "123,45"
    steps.calculate(visitor)
    steps.put(visitor, "effect", "no")
    field.fill("67,89")
    visitor.keyboard.press("Tab")
    assert engine.get_attribute("data-engine") == "loading"
    assert visitor.evaluate("typeof loadPyodide") == "undefined", "Python has no place in the page's own thread"
    go_on.set()
    steps.expect_answer(visitor, server, answer(SLUG, "effect=no&invoice_first=67.89"))
    expect(visitor.locator("[data-progress]")).to_be_hidden()


def test_patience_ends(visitor: Page, moody: tuple[str, Event, Event]) -> None:
    """A server that sends nothing more is given up after a minute, by the page's own clock."""
    server, _, _ = moody
    visitor.clock.install()
    visitor.goto(server + PAGE)
    visitor.clock.run_for(5_000)  # the page starts to load when it is idle
    expect(visitor.locator("[data-progress-text]")).to_contain_text("sur")
    visitor.clock.run_for(61_000)
    steps.expect_failed(visitor)


def test_saving_data_loads_nothing_before_the_form_is_touched(page: Page, server: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    steps.load_page(page, server + PAGE)
    page.wait_for_load_state("networkidle")
    expect(page.locator("form[data-calculator]")).to_have_attribute("data-engine", "idle")
    steps.control(page, "invoice_first").focus()
    expect(page.locator("form[data-calculator]")).to_have_attribute("data-engine", re.compile("loading|ready"))


STOPS = {
    PAGE: [
        "</head>",
        'role="dialog">',
        "<article",
        "data-small-pack",
        'data-calculator="cmp-project"',
        "</form>",
        "data-result",
        "data-paper",
        "static__body",
    ],
    "/embed/cmp-project/": ["<h1", 'data-calculator="cmp-project"', "data-result", "data-paper", "frame__whole"],
}
"""Where a page is cut in two."""


@pytest.mark.parametrize(("path", "stop"), [(path, stop) for path, stops in STOPS.items() for stop in stops])
def test_a_page_that_stops_on_its_way_goes_on(browser: Browser, site: Path, path: str, stop: str) -> None:
    """The script looks at what has arrived so far; whatever that is, the form comes alive when it is whole."""
    go_on, running = Event(), Server(site)
    running.RequestHandlerClass = type("Moody", (Moody,), {"go_on": go_on, "stop": stop})
    running.start()
    context = browser.new_context(locale="fr-BE", service_workers="block")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(running.url + path[1:], wait_until="commit")
    page.wait_for_timeout(300)  # the script runs on the first part
    go_on.set()
    steps.calculate(page)
    expect(page.locator("[data-result]")).to_have_attribute("data-outcome", "paid")
    expect(page.locator(".answer__title")).to_be_focused()
    assert faults == []
    context.close()
    running.shutdown()
    running.server_close()


def test_a_small_pack_answers_from_its_page_alone(visitor: Page, server: str) -> None:
    """No line delays the first answer: neither the pack's own file nor Python is needed."""
    for file in ("**/packs/*", "**/worker.mjs"):
        visitor.route(file, lambda route: None)
    visitor.goto(server + PAGE)
    steps.put(visitor, "effect", "no")
    steps.expect_answer(visitor, server, answer(SLUG, "effect=no"))

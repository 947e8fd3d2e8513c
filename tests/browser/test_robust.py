"""Calculators where something fails: script, WebAssembly, network, patience. The page says so and still informs."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from build_scripts.serve import Handler, Server
from calculators import CALCULATORS
from calculators.browser import answer
from calculators.engine.calculator import load
from tests.browser import steps

RARE = "invoice_first=123.45"  # a case that no pack answers in advance
PAGE, SLUG = steps.PAGES["cmp-project"], "cmp-project"
NO_WEBASSEMBLY = "delete globalThis.WebAssembly"
every = pytest.mark.parametrize("slug", CALCULATORS)


class Moody(Handler):
    """The server, but one file comes in two parts: the second waits, or the line is cut before it.

    The WebAssembly stops in its middle; where there is a `stop`, the page does behind these words.
    """

    go_on = Event()
    cut = Event()
    stop = ""

    def answer(self, status: int, content: bytes, headers: dict[str, str]) -> None:
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


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """A page whose console may say that something failed."""
    context = browser.new_context(locale="fr-BE", timezone_id="Europe/Brussels", service_workers="block")
    yield context.new_page()
    context.close()


def expect_failed(page: Page) -> None:
    """The message and the button are there, the default answer is still right, and the form can be filled in."""
    expect(page.locator("form[data-calculator]")).to_have_attribute("data-engine", "failed", timeout=90_000)
    expect(page.locator("[data-failed]")).to_be_visible()
    expect(page.locator("[data-retry]")).to_be_visible()
    expect(page.locator("[data-progress]")).to_be_hidden()


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
        expect(example.locator("p > a")).to_be_visible()
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
    steps.fill(visitor, RARE)
    steps.calculate(visitor)
    expect_failed(visitor)
    assert not visitor.locator("[data-result]").is_visible(), "the default total is not that of these answers"
    expect(visitor.locator("[role=status][data-status]")).to_contain_text("n’a pas pu démarrer")
    expect(visitor.locator("[data-result]")).not_to_have_attribute("aria-busy", "true")
    if file == "*.wasm" and fault is abort:  # once: loading it all takes seconds
        visitor.unroute(f"**/{file}")
        visitor.locator("[data-retry]").click()
        steps.expect_answer(visitor, server, answer(SLUG, RARE))
        expect(visitor.locator("[data-failed]")).to_be_hidden()


def test_the_usual_cases_are_answered_where_python_fails(visitor: Page, server: str) -> None:
    visitor.add_init_script(NO_WEBASSEMBLY)
    visitor.goto(server + PAGE)
    expect_failed(visitor)
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
    expect_failed(visitor)
    expect(visitor.locator("[data-result]")).to_be_visible()
    expect(visitor.locator("[data-result]")).to_have_attribute("data-total", answer(SLUG, "")["total"])
    visitor.locator("[data-retry]").click()
    expect_failed(visitor)
    steps.put(visitor, "effect", "no")
    expect(visitor.locator("[data-result]")).to_be_hidden()


def test_webassembly_blocked_in_the_worker_alone_is_told(visitor: Page, server: str) -> None:
    """As a policy or an extension does."""

    def without(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=f"{NO_WEBASSEMBLY};{response.text()}")

    visitor.route("**/worker.mjs", without)
    visitor.goto(server + PAGE)
    expect_failed(visitor)


def test_a_line_cut_in_mid_load_is_told_and_mended(visitor: Page, moody: tuple[str, Event, Event]) -> None:
    """Half of the runtime has arrived; after the retry the answer that was asked for comes by itself."""
    server, go_on, cut = moody
    visitor.goto(server + PAGE)
    steps.fill(visitor, RARE)
    steps.calculate(visitor)
    expect(visitor.locator("[role=status][data-status]")).to_have_text(load(SLUG).words("fr")("ui.calculating"))
    expect(visitor.locator("[data-progress-text]")).to_contain_text("sur")
    cut.set()
    go_on.set()
    expect_failed(visitor)
    cut.clear()
    visitor.locator("[data-retry]").click()
    steps.expect_answer(visitor, server, answer(SLUG, RARE))


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
    expect_failed(visitor)


def test_saving_data_loads_nothing_before_the_form_is_touched(page: Page, server: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    steps.load_page(page, server + PAGE)
    page.wait_for_load_state("networkidle")
    expect(page.locator("form[data-calculator]")).to_have_attribute("data-engine", "idle")
    steps.control(page, "invoice_first").focus()
    expect(page.locator("form[data-calculator]")).to_have_attribute("data-engine", re.compile("loading|ready"))


@pytest.mark.parametrize(
    "stop",
    [
        "</head>",
        'role="dialog">',
        "<article",
        "data-small-pack",
        'data-calculator="cmp-project"',
        "</form>",
        "data-result",
        "data-printed>",
        "static__body",
    ],
)
def test_a_page_that_stops_on_its_way_goes_on(browser: Browser, site: Path, stop: str) -> None:
    """The script looks at what has arrived so far; whatever that is, the form comes alive when it is whole."""
    go_on, running = Event(), Server(site)
    running.RequestHandlerClass = type("Moody", (Moody,), {"go_on": go_on, "stop": stop})
    running.start()
    context = browser.new_context(locale="fr-BE", service_workers="block")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(running.url + PAGE[1:], wait_until="commit")
    page.wait_for_timeout(300)  # the script runs on the first part
    go_on.set()
    steps.calculate(page)
    expect(page.locator("[data-result]")).to_have_attribute("data-outcome", "paid")
    expect(page.locator(".answer__title")).to_be_focused()
    assert faults == []
    context.close()
    running.shutdown()
    running.server_close()

"""Each calculator in a real browser, from the first visit to the printed page: it shows what CPython answers."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from calculators import CALCULATORS
from calculators.browser import answer
from calculators.engine.calculator import load
from calculators.engine.questions import Question
from tests.browser import steps

every = pytest.mark.parametrize("slug", CALCULATORS)
each_outcome = pytest.mark.parametrize(
    ("slug", "outcome", "query"), steps.outcomes(), ids=[f"{slug}-{outcome}" for slug, outcome, _ in steps.outcomes()]
)
Open = Callable[[str], Page]

STATES = """
window.states = [];
new MutationObserver(records => states.push(...records.map(record => record.oldValue)))
    .observe(document, { subtree: true, attributeFilter: ["data-engine"], attributeOldValue: true });
"""
FOCUSED = "selector => document.activeElement.matches(selector)"


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
        page.keyboard.press("ArrowDown")
    value = steps.held(page)[first.name]
    assert value != first.default
    tab_to(page, "[type=submit]")
    page.keyboard.press("Enter")
    expect(form).to_have_attribute("data-engine", "ready", timeout=90_000)
    steps.expect_answer(page, server, answer(slug, urlencode({first.name: value})))
    assert page.evaluate(FOCUSED, ".answer__title")
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
    """As CPython answers; nothing cut off at 360 pixels; nothing for axe-core to say in light or dark."""
    page = opened(slug)
    found = answer(slug, query)
    assert found["outcome"] == outcome
    steps.ask(page, slug, query)
    steps.expect_answer(page, server, found)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    inside = page.locator("[data-page-calculator] :is(button, input, select, th, td, svg, time, .cite):visible")
    assert not inside.evaluate_all(
        "all => all.filter(each => each.getBoundingClientRect().right > 361).map(each => each.outerHTML.slice(0, 200))"
    )
    page.set_viewport_size(steps.DESK)
    for scheme, palette in (("light", "default"), ("dark", "slate")):
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
    page.wait_for_function(FOCUSED, arg=".answer__title")
    assert page.evaluate("history.length") == before


def test_a_usual_case_is_shown_within_the_press(opened: Open, server: str) -> None:
    """Before the next frame is drawn, so that no other work comes in between."""
    page = opened("cmp-project")
    steps.fill(page, "effect=no")
    shown = page.evaluate(
        """() => {
            document.querySelector("form[data-calculator]").requestSubmit();
            const { hidden, dataset } = document.querySelector("[data-result]");
            return [hidden, dataset.outcome, dataset.total ?? null];
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
    links = page.locator("details.static details.example p > a")
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


# ------------------------------------------------------------------------------------------------ errors


def wrong_case(slug: str) -> tuple[Question, str, str]:
    """A question of the default case, an answer that cannot be read, and one that can."""
    if typed := steps.asked_by_default(slug, "money", "count", "percent"):
        return typed[0], "beaucoup", typed[0].default
    return load(slug).questions[-1], "", "2026-11-23"


@every
def test_an_error_is_told_linked_and_mended(opened: Open, server: str, slug: str) -> None:
    page = opened(slug)
    question, wrong, right = wrong_case(slug)
    found = answer(slug, {question.name: wrong})
    message = found["problems"][question.name]
    control, summary = steps.control(page, question.name), page.locator("[data-problems]")
    error = steps.question(page, question.name).locator("[data-error]")
    page.set_viewport_size({"width": 1280, "height": 400})
    steps.put(page, question.name, wrong)
    steps.calculate(page)
    steps.expect_answer(page, server, found)
    expect(summary).to_be_focused()
    assert summary.locator("a").all_text_contents() == [message]
    expect(error).to_have_text(message)
    assert control.get_attribute("aria-invalid") == "true"
    assert error.get_attribute("id") in (control.get_attribute("aria-describedby") or "").split()
    assert "EUR" not in page.locator("[data-result]").inner_text()
    expect(page.locator("[data-tools]")).to_be_hidden()
    summary.locator("a").click()
    expect(control).to_be_focused()
    expect(steps.question(page, question.name).locator("label, legend").first).to_be_in_viewport(ratio=1)
    steps.put(page, question.name, right)
    steps.calculate(page)
    steps.expect_answer(page, server, answer(slug, {question.name: right}))
    expect(summary).to_be_hidden()
    expect(error).to_be_hidden()
    assert control.get_attribute("aria-invalid") is None


@every
def test_no_total_stands_beside_answers_it_does_not_belong_to(opened: Open, server: str, slug: str) -> None:
    page = opened(slug)
    question, wrong, _ = wrong_case(slug)
    steps.put(page, question.name, wrong or "2026-11-24")
    expect(page.locator("[data-result]")).to_be_hidden() if answer(slug, "")["total"] else None
    steps.calculate(page)
    steps.expect_answer(page, server, answer(slug, {question.name: wrong or "2026-11-24"}))
    if question.kind == "date":  # complete at once, so calculated at once
        steps.put(page, question.name, "2026-11-25")
        steps.expect_answer(page, server, answer(slug, {question.name: "2026-11-25"}))
    else:
        steps.put(page, question.name, "12")
        expect(page.locator("[data-result]")).to_be_hidden()
        expect(page.locator("[role=status][data-status]")).to_have_text("")


# ------------------------------------------------------------------------------------------------ links


@every
def test_unknown_names_and_older_rules_of_a_link_are_told(opened: Open, server: str, slug: str) -> None:
    page = opened(slug)
    query = steps.result(slug)
    found = answer(slug, query + "&nonsense=1&autre=2")
    steps.follow(page, f"?{query}&nonsense=1&autre=2&rules=2020.01")
    steps.expect_answer(page, server, found)
    assert "nonsense, autre" in page.locator("[data-result] .unknown").inner_text()
    notice = page.locator("[data-changed-rules]")
    expect(notice).to_be_visible()
    rules = load(slug).figures.version
    assert "2020.01" in notice.inner_text()
    assert rules in notice.inner_text()
    steps.follow(page, f"?{query}&rules={rules}")
    steps.expect_answer(page, server, answer(slug, query))
    expect(notice).to_be_hidden()


@every
def test_a_copied_link_opens_the_same_case(opened: Open, server: str, slug: str) -> None:
    page = opened(slug)
    found = answer(slug, steps.result(slug))
    steps.fill(page, steps.result(slug))
    steps.calculate(page)
    steps.expect_answer(page, server, found)
    page.locator("[data-copy]").click()
    expect(page.locator("[role=status][data-status]")).to_have_text("Lien copié.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{server}{steps.PAGES[slug]}?{found['link']}&rules={found['rules']}"
    steps.reset(page)
    steps.follow(page, copied)
    steps.expect_answer(page, server, found)


@every
def test_reset_gives_the_page_as_it_was_built(opened: Open, server: str, slug: str) -> None:
    page = opened(slug)
    built, default = answer(slug, ""), steps.held(page)
    steps.fill(page, steps.result(slug))
    steps.calculate(page)
    steps.expect_answer(page, server, answer(slug, steps.result(slug)))
    steps.reset(page)
    assert page.url == server + steps.PAGES[slug]
    assert steps.held(page) == default
    section = page.locator("[data-result]")
    if built["outcome"] == "problems":  # the page never opens with an error
        expect(section).to_have_attribute("data-outcome", "none")
        expect(section).to_be_empty()
        expect(page.locator("[data-tools]")).to_be_hidden()
    else:
        expect(section).to_have_attribute("data-outcome", built["outcome"])
        assert section.get_attribute("data-total") == built["total"]
        assert page.evaluate(steps.SEEN)["rows"] == steps.rows(built)
        expect(page.locator("[data-example]")).to_be_visible()
    assert page.evaluate("Boolean(document.activeElement.closest('[data-question]'))")


def test_one_engine_for_a_visit_that_goes_back_and_forth(page: Page, server: str) -> None:
    """Two calculators and a guide: each comes back as it was left, and Python is loaded once."""
    one, *_, two = CALCULATORS
    left, right = answer(one, steps.result(one)), answer(two, steps.result(two))
    workers: list[str] = []
    page.on("worker", lambda worker: workers.append(worker.url) if worker.url.endswith("/worker.mjs") else None)
    steps.load_page(page, f"{server}{steps.PAGES[one]}?{left['link']}")
    steps.expect_answer(page, server, left)
    assert steps.held(page) == left["values"]
    assert not page.evaluate("scrollY"), "a result that nobody asked for must not move the page"
    page.evaluate("window.visit = 1")
    page.locator(".md-tabs__link", has_text="Accueil").click()
    expect(page.locator("form[data-calculator]")).to_have_count(0)
    steps.follow(page, steps.PAGES[two])
    form = page.locator(f"form[data-calculator={two}]")
    expect(form).to_have_attribute("data-engine", "ready")
    steps.fill(page, right["link"])
    steps.calculate(page)
    steps.expect_answer(page, server, right)
    page.go_back()
    expect(page).to_have_url(f"{server}/")
    expect(form).to_have_count(0)
    page.go_back()
    steps.expect_answer(page, server, left)
    assert steps.held(page) == left["values"]
    page.go_forward()
    expect(page).to_have_url(f"{server}/")
    page.go_forward()
    steps.expect_answer(page, server, right)
    assert steps.held(page) == right["values"]
    assert page.evaluate("window.visit") == 1
    assert len(workers) == 1


def test_back_through_the_cases_of_one_page(opened: Open, server: str) -> None:
    page = opened("cmp-project")
    queries = ("animator=none", "effect=no", "invoice_first=450")
    for query in queries:
        steps.follow(page, f"?{query}")
        steps.expect_answer(page, server, answer("cmp-project", query))
    for query in queries[1::-1]:
        page.go_back()
        steps.expect_answer(page, server, answer("cmp-project", query))


@every
def test_answers_stay_in_the_browser_and_are_kept_nowhere(opened: Open, server: str, slug: str) -> None:
    page = opened(slug)
    requests: list[str] = []
    page.on("request", lambda sent: requests.append(sent.url) if "favicon" not in sent.url else None)
    steps.fill(page, steps.result(slug))
    steps.calculate(page)
    steps.expect_answer(page, server, answer(slug, steps.result(slug)))
    for question in steps.asked_by_default(slug, "choice"):
        held = steps.held(page)
        if question.name in held:
            other = next(option for option in question.options if option != held[question.name])
            steps.put(page, question.name, other)
            steps.expect_answer(page, server, answer(slug, held | {question.name: other}))
    assert requests == [], "not even a file whose name tells an answer"
    assert page.context.cookies() == []
    kept = page.evaluate("JSON.stringify([localStorage, sessionStorage])")
    assert not [name for name in steps.questions(slug) if f"{name}=" in kept]
    assert page.evaluate("indexedDB.databases()") == []


# ------------------------------------------------------------------------------------------------ calendar and paper


def with_agenda() -> list[str]:
    """A query with an agenda for each calculator that gives dates."""
    cases = [(slug, e["query"]) for slug in CALCULATORS for e in steps.examples(slug)]
    return list({slug: f"{slug}?{query}" for slug, query in cases if answer(slug, query)["agenda"]}.values())


def read_calendar(content: bytes) -> list[dict[str, str]]:
    """The events of an RFC 5545 calendar, refusing what the RFC forbids."""
    assert content.endswith(b"\r\n")
    physical = content.removesuffix(b"\r\n").split(b"\r\n")
    assert not [line for line in physical if len(line) > 75 or b"\n" in line or b"\r" in line]
    for line in physical:
        line.decode()  # no character is cut in two
    lines = re.sub("\r\n[ \t]", "", content.decode()).removesuffix("\r\n").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert {"VERSION:2.0", "CALSCALE:GREGORIAN"} <= set(lines)
    assert [line for line in lines if line.startswith("PRODID:")]
    events: list[dict[str, str]] = []
    for line in lines[1:-1]:
        name, _, value = line.partition(":")
        assert re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[^:;,]+)*", name), line
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events:
            assert name not in events[-1]
            events[-1][name] = value
    for event in events:
        assert not re.search(r"(?<!\\)(\\\\)*[,;]", event["SUMMARY"]), "a comma or semicolon must be escaped"
        event["SUMMARY"] = re.sub(r"\\(.)", r"\1", event["SUMMARY"])
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
    return events


@pytest.mark.parametrize("case", with_agenda(), ids=lambda case: case.split("?")[0])
def test_the_calendar_file_holds_every_step(opened: Open, server: str, tmp_path: Path, case: str) -> None:
    slug, _, query = case.partition("?")
    page, found = opened(slug), answer(slug, query)
    steps.fill(page, query)
    steps.calculate(page)
    steps.expect_answer(page, server, found)
    with page.expect_download() as download:
        page.locator("[data-ics]").click()
    assert download.value.suggested_filename.endswith(".ics")
    download.value.save_as(tmp_path / "dates.ics")
    events = read_calendar((tmp_path / "dates.ics").read_bytes())
    assert len(events) == len(found["agenda"])
    assert len({event["UID"] for event in events}) == len(events)
    times = page.locator("[data-result] .timeline time").all_text_contents()
    for event, step, words in zip(events, found["agenda"], times, strict=True):
        day = date.fromisoformat(step["date"])
        assert event["DTSTART;VALUE=DATE"] == f"{day:%Y%m%d}"
        assert event["DTEND;VALUE=DATE"] == f"{day + timedelta(days=1):%Y%m%d}"
        assert event["SUMMARY"] == (step["label"] if step["when"] == "on" else f"{words} – {step['label']}")
        assert event["URL"] == page.url


@every
def test_print_shows_the_case_and_its_sources_and_no_navigation(opened: Open, server: str, slug: str) -> None:
    page, found = opened(slug), answer(slug, steps.result(slug))
    steps.fill(page, steps.result(slug))
    steps.calculate(page)
    steps.expect_answer(page, server, found)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("[data-printed-address]")).to_have_text(page.url)
    expect(page.locator("[data-printed-address]")).to_be_visible()
    assert re.search(r"\b20\d\d\b", page.locator("[data-printed-day]").inner_text())
    result = page.locator("[data-result]")
    for part in (".answer__title", ".answer__day", "table.rows tbody tr", ".rows__amount", ".timeline li", ".cite"):
        for place in result.locator(part).all():
            expect(place).to_be_visible()
    for name, value in found["values"].items():
        expect(steps.question(page, name).locator("legend, label").first).to_be_visible()
        chosen = steps.question(page, name).locator(f".option:has([value='{value}'])")
        if chosen.count():
            expect(chosen).to_be_visible()
    for screen in (".md-header", ".md-tabs", ".md-sidebar", ".md-footer__inner", ".actions", "[data-tools]"):
        for place in page.locator(screen).all():
            expect(place).to_be_hidden()
    page.set_viewport_size({"width": 700, "height": 990})  # about an A4 sheet
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("article details[open]").count() == 0


# ------------------------------------------------------------------------------------------------ faults


def test_a_fault_of_ours_is_told_as_ours(page: Page, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No rule fails, so a worker that answers with a fault stands in for ours."""
    monkeypatch.setattr("calculators.report.answer", lambda *_: 1 / 0)
    query = "invoice_first=123.45"  # a case that no pack answers in advance
    fault = answer("cmp-project", query)
    assert fault["outcome"] == "fault"
    page.route("**/worker.mjs", lambda route: route.fulfill(content_type="text/javascript", body=stub(fault)))
    page.goto(server + steps.PAGES["cmp-project"])
    steps.fill(page, query)
    steps.calculate(page)
    section = page.locator("[data-result]")
    expect(section).to_have_attribute("data-outcome", "fault")
    assert section.get_attribute("data-total") is None
    assert "ZeroDivisionError" not in page.locator("article").inner_text()
    expect(page.locator("[role=status][data-status]")).to_have_text(fault["summary"])
    assert parse_qs(urlsplit(page.url).query)["invoice_first"] == ["123.45"], (
        "the link of the case is what the reader reports"
    )
    expect(page.locator("[data-copy]")).to_be_visible()
    steps.expect_accessible(page)
    page.emulate_media(color_scheme="dark")
    steps.expect_accessible(page)


def stub(found: dict[str, Any]) -> str:
    """A worker that gives the same answer to every case."""
    answers = f"onmessage = ({{ data: {{ id }} }}) => postMessage({{ id, answer: {json.dumps(found)} }});"
    return f"{answers} postMessage({{ ready: true }});"


# ------------------------------------------------------------------------------------------------ hostile input

HOSTILE = (
    '<img src=x onerror="window.hacked = 1">',
    '"><svg/onload=hacked=1><script>window.hacked = 1</script>',
    "-5",
    "1e309",
    "é\u202e\u0000\n&doctor=no",
)
MILLION = ("9" * 1_000_000,)
MARKUP = "[data-page-calculator] :is(script, img, iframe, object, svg[onload], [onerror], [onclick])"


def expect_harmless(page: Page, before: int) -> None:
    assert page.evaluate("'hacked' in window") is False
    assert page.locator(MARKUP).count() == before
    text = page.locator("[data-page-calculator]").inner_text()
    assert "Traceback" not in text
    assert "Error" not in text


@every
def test_what_is_typed_is_never_trusted(opened: Open, server: str, slug: str) -> None:
    """Every text field of the default case: a message in the label's words, and the text never becomes markup."""
    page = opened(slug)
    before = page.locator(MARKUP).count()
    typed = steps.asked_by_default(slug, "money", "count", "percent")
    for question in typed:
        for text in (*HOSTILE, *MILLION) if question is typed[0] else HOSTILE[:2]:
            control = steps.control(page, question.name)
            control.fill(text)
            sent = page.evaluate("name => document.querySelector(`[name=${name}]`).value.slice(0, 200)", question.name)
            steps.calculate(page)
            found = answer(slug, {question.name: sent})
            assert found["outcome"] == "problems", text[:50]
            steps.expect_answer(page, server, found)
            expect(page.locator("[data-problems] a")).to_have_text([found["problems"][question.name]])
            expect_harmless(page, before)
        steps.put(page, question.name, question.default)


@every
def test_what_a_link_brings_is_never_trusted(opened: Open, server: str, slug: str) -> None:
    """As an answer and as a name, with what every object of JavaScript or Python has."""
    page = opened(slug)
    before = page.locator(MARKUP).count()
    names = [question.name for question in load(slug).questions]
    queries = [urlencode(dict.fromkeys(names, text[:5000])) for text in (*HOSTILE, *MILLION)]
    queries += [urlencode({text[:5000]: "1"}) for text in HOSTILE]
    queries += [
        urlencode({name: "1"}) for name in ("__proto__", "constructor", "__class__", "toString", "elements", "")
    ]
    queries += ["%ff%zz=%", "&&==&", "=", "%00", f"{names[0]}", f"{names[0]}=%C3%28", "&".join(["a=1"] * 500)]
    for query in queries:
        page.evaluate("document.querySelector('[data-status]').textContent = '…'")
        steps.follow(page, f"?{query}")
        status = page.locator("[role=status][data-status]")
        expect(status).not_to_have_text("…")
        expect(page.locator("[data-result]:not([aria-busy])")).to_have_attribute(
            "data-outcome", re.compile("paid|refused|unsettled|dated|problems|none")
        )
        expect_harmless(page, before)


# ------------------------------------------------------------------------------------------------ dark from the start


def test_a_dark_device_gets_a_dark_page_from_the_start(browser: Browser, server: str) -> None:
    context = browser.new_context(color_scheme="dark")
    try:
        page = context.new_page()
        page.goto(server + "/")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    finally:
        context.close()

"""What a calculator says where an answer cannot be read, a rule fails, or the input is hostile."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from calculators.browser import answer
from calculators.engine.answer import Answer
from calculators.engine.calculator import load
from calculators.engine.questions import Question
from tests.browser import steps
from tests.browser.steps import Open, every

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


TYPED = """([name, value]) => {
    const field = document.querySelector(`[name="${name}"]`);
    field.value = value;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    return document.querySelector("[data-result]").getAttribute("aria-busy") === "true";
}"""
"""Types into a field; whether the result says at once that it is no answer to it."""


@every
def test_no_total_stands_beside_answers_it_does_not_belong_to(opened: Open, server: str, slug: str) -> None:
    page = opened(slug)
    question, wrong, _ = wrong_case(slug)
    if question.kind == "date":  # it is complete at once, so calculated at once
        steps.put(page, question.name, "2026-11-24")
    else:
        assert page.evaluate(TYPED, [question.name, wrong])
    steps.calculate(page)
    steps.expect_answer(page, server, answer(slug, {question.name: wrong or "2026-11-24"}))
    if question.kind == "date":
        steps.put(page, question.name, "2026-11-25")
        steps.expect_answer(page, server, answer(slug, {question.name: "2026-11-25"}))
    else:
        assert page.evaluate(TYPED, [question.name, "12"])
        steps.expect_answer(page, server, answer(slug, {question.name: "12"}))  # a while after the last key


# ------------------------------------------------------------------------------------------------ fields


def test_a_number_is_read_as_people_write_it(opened: Open, server: str) -> None:
    """With its currency, with what nobody sees; where its spelling may mean another, the page says how it was read."""
    page = opened("gp-premium")
    read = steps.question(page, "billed").locator("[data-read]")
    for typed, meant, said in (
        ("€ 30.000,00", "30000", ""),
        ("30.000", "30000", "Lu comme 30\u202f000\u00a0EUR"),
        ("EUR\u00a030\u202f000,-", "30000", ""),
        ("\u200b12\u00ad000\u200e", "12000", ""),
    ):
        steps.put(page, "billed", typed)
        steps.calculate(page)
        found = answer("gp-premium", {"billed": typed})
        assert found["values"]["billed"] == meant
        steps.expect_answer(page, server, found)
        expect(read).to_have_js_property("textContent", said)
        expect(read).to_be_visible(visible=bool(said))
    assert read.get_attribute("id") in (steps.control(page, "billed").get_attribute("aria-describedby") or "").split()


def test_a_number_that_can_be_read_in_two_ways_is_asked_about(opened: Open, server: str) -> None:
    page = opened("gp-premium")
    steps.put(page, "billed", "25,000")
    steps.calculate(page)
    steps.expect_answer(page, server, answer("gp-premium", {"billed": "25,000"}))
    error = steps.question(page, "billed").locator("[data-error]")
    expect(error).to_contain_text("25 000 EUR ou 25,00 EUR")
    expect(error).to_contain_text("Écrivez 25000 ou 25")
    steps.put(page, "billed", "25000")
    steps.calculate(page)
    steps.expect_answer(page, server, answer("gp-premium", ""))
    expect(error).to_be_hidden()


def test_a_choice_that_a_link_does_not_know_is_told_of_its_group(opened: Open, server: str) -> None:
    page = opened("gp-premium")
    found = answer("gp-premium", "software=peut-être&year=1066")
    steps.follow(page, "?software=peut-être&year=1066")
    steps.expect_answer(page, server, found)
    group = steps.question(page, "software")
    assert group.get_attribute("aria-invalid") == "true"
    assert group.get_attribute("role") == "radiogroup"
    assert page.locator("[type=radio][aria-invalid]").count() == 0
    assert steps.control(page, "year").get_attribute("aria-invalid") == "true"
    expect(group.locator("[data-error]")).to_contain_text("Oui (yes), Non (no)")


@pytest.mark.parametrize("sent", ["23/11/2026", "2026-11-5", "05.11.2026", "2026/11/05"])
def test_the_date_of_a_link_stands_in_its_field_as_it_was_used(opened: Open, server: str, sent: str) -> None:
    page = opened("complaint")
    found = answer("complaint", {"sent": sent})
    steps.follow(page, f"?sent={sent}")
    steps.expect_answer(page, server, found)
    expect(steps.control(page, "sent")).to_have_value(found["values"]["sent"])
    steps.calculate(page)
    steps.expect_answer(page, server, found)


def type_date(page: Page, *orders: str) -> None:
    """Type the digits of a date that is none: by day or by month first, as this browser has its fields."""
    for keys in orders:
        steps.reset(page)
        steps.control(page, "sent").focus()
        page.keyboard.type(keys)
        if steps.control(page, "sent").evaluate("field => field.validity.badInput"):
            return
    raise AssertionError(f"the browser takes {orders} for a date")


@pytest.mark.parametrize("orders", [("05",), ("0505",), ("31022026", "02312026")])
def test_a_date_that_is_not_whole_or_does_not_exist_is_told(opened: Open, orders: tuple[str, ...]) -> None:
    """When its field is left, and when the result is asked for; not while it is being typed."""
    page = opened("complaint")
    error = steps.question(page, "sent").locator("[data-error]")
    message = "en entier"
    type_date(page, *orders)
    expect(error).to_be_hidden()
    page.locator("[data-calculator] [type=submit]").focus()
    expect(error).to_contain_text(message)
    expect(page.locator("[data-status]")).to_have_text("Une réponse est à corriger.")
    steps.reset(page)
    expect(error).to_be_hidden()
    type_date(page, *orders)
    page.keyboard.press("Enter")
    expect(page.locator("[data-problems] a")).to_contain_text(message)


def test_a_form_that_starts_anew_asks_nothing_of_a_date(opened: Open) -> None:
    """Else the words that come as the reader leaves its field would move the button that they press."""
    page = opened("complaint")
    steps.put(page, "sent", "2026-11-24")
    expect(page.locator("[data-result]")).to_have_attribute("data-outcome", "dated")
    steps.reset(page)
    expect(steps.control(page, "sent")).to_be_focused()
    assert page.evaluate(LEFT) is None
    expect(steps.question(page, "sent").locator("[data-error]")).to_be_hidden()


LEFT = """() => {
    document.activeElement.blur();
    return document.querySelector("[data-result]").getAttribute("aria-busy");
}"""
"""Leaves a field; whether an answer is on its way at once."""


def test_a_year_that_is_being_typed_is_left_alone(opened: Open, server: str) -> None:
    """Between the keys of one: nothing is said, shown or announced before it is whole."""
    page = opened("complaint")
    steps.put(page, "sent", "2025-11-05")
    before = answer("complaint", "sent=2025-11-05")
    steps.expect_answer(page, server, before)
    page.evaluate(
        """() => {
            window.said = [];
            const places = document.querySelectorAll("[data-error], [data-note], [data-status], [data-problems]");
            const watch = new MutationObserver(() => window.said.push(...[...places].map(each => each.textContent)));
            for (const each of places) watch.observe(each, { childList: true, subtree: true, characterData: true });
        }"""
    )
    steps.control(page, "sent").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    for key in "202":
        page.keyboard.type(key)
        page.wait_for_timeout(500)  # longer than the page waits after a key
    assert steps.control(page, "sent").input_value() == "0202-11-05"
    assert page.evaluate("window.said") == []
    page.keyboard.type("6")
    steps.expect_answer(page, server, answer("complaint", "sent=2026-11-05"))


# ------------------------------------------------------------------------------------------------ faults


def test_a_fault_of_ours_is_told_as_ours(page: Page, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No rule fails, so a worker that answers with a fault stands in for ours."""
    monkeypatch.setattr("calculators.report.answer", lambda *_: 1 / 0)
    query = "invoice_first=123.45"  # a case that no pack answers in advance
    fault = answer("cmp-project", query)
    assert fault["outcome"] == "fault"
    page.add_init_script(steps.NO_SUM)
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


def stub(found: Answer) -> str:
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

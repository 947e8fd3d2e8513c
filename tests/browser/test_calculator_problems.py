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


@every
def test_no_total_stands_beside_answers_it_does_not_belong_to(opened: Open, server: str, slug: str) -> None:
    page = opened(slug)
    question, wrong, _ = wrong_case(slug)
    steps.put(page, question.name, wrong or "2026-11-24")
    if question.kind != "date":  # a date is complete at once, so calculated at once
        expect(page.locator("[data-result][aria-busy=true]")).to_have_count(1)
    steps.calculate(page)
    steps.expect_answer(page, server, answer(slug, {question.name: wrong or "2026-11-24"}))
    if question.kind == "date":
        steps.put(page, question.name, "2026-11-25")
        steps.expect_answer(page, server, answer(slug, {question.name: "2026-11-25"}))
    else:
        steps.put(page, question.name, "12")
        expect(page.locator("[data-result][aria-busy=true]")).to_have_count(1)
        steps.expect_answer(page, server, answer(slug, {question.name: "12"}))  # a while after the last key


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

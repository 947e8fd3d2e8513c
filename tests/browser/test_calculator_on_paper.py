"""What a reader takes along from a calculator: the dates in a calendar, the case on paper."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from calculators.browser import answer, calendar
from tests.browser import steps
from tests.browser.steps import Open, every

SOON = date.today() + timedelta(days=100)
COMING = {"cmp-project": f"meeting={SOON}", "gp-premium": f"submitted={SOON}", "complaint": f"sent={SOON}"}
"""Cases with days to come, whenever these tests are run."""


@pytest.mark.parametrize("slug", COMING)
def test_the_dates_to_come_are_taken_along_as_python_writes_them(
    opened: Open, server: str, tmp_path: Path, slug: str
) -> None:
    page, found = opened(slug), answer(slug, COMING[slug])
    steps.fill(page, COMING[slug])
    steps.calculate(page)
    steps.expect_answer(page, server, found)
    with page.expect_download() as download:
        page.locator("[data-ics]").click()
    address = f"{page.url}&rules={found['rules']}"
    file = calendar(slug, found["link"], "fr", page.evaluate(TODAY), address)
    assert download.value.suggested_filename == file["name"]
    download.value.save_as(tmp_path / "dates.ics")
    assert undated((tmp_path / "dates.ics").read_bytes().decode()) == undated(file["text"])
    assert file["text"]


TODAY = "new Date(Date.now() - 60_000 * new Date().getTimezoneOffset()).toISOString().slice(0, 10)"


def undated(text: str) -> str:
    """A calendar without the moment at which it was made."""
    return re.sub("DTSTAMP:.*", "", text)


def test_where_no_day_is_to_come_there_is_nothing_to_take_along(opened: Open) -> None:
    page = opened("complaint")
    for sent, offered in ((SOON, True), ("2020-01-01", False)):
        steps.put(page, "sent", str(sent))
        steps.calculate(page)
        expect(page.locator("[data-ics]")).to_be_visible(visible=offered)


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

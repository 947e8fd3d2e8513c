"""What a reader takes along from a calculator: the dates in a calendar, the case on paper."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from calculators import CALCULATORS
from calculators.browser import answer
from tests.browser import steps
from tests.browser.steps import Open, every


def with_agenda() -> list[str]:
    """A query with an agenda for each calculator that gives dates."""
    cases = [(slug, e["query"]) for slug in CALCULATORS for e in steps.examples(slug)]
    return list({slug: f"{slug}?{query}" for slug, query in cases if answer(slug, query)["agenda"]}.values())


def read_calendar(content: bytes) -> list[dict[str, str]]:
    """The events of an RFC 5545 calendar, refusing what the RFC forbids."""
    assert content.endswith(b"\r\n")
    physical = content.removesuffix(b"\r\n").split(b"\r\n")
    assert not [line for line in physical if len(line) > 75 or b"\n" in line or b"\r" in line]
    assert [line.decode() for line in physical]  # no character is cut in two
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

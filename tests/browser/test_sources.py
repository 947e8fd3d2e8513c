"""The notes of a guide and of a result in a browser: told where pointed at, and leading to the folded list."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import steps
from tests.browser.steps import Open


def target(page: Page, link: Locator) -> Locator:
    """What a link within the page leads to; the theme may have written its whole address."""
    return page.locator(f"#{str(link.get_attribute('href')).partition('#')[2]}")


def test_a_note_leads_into_the_folded_list_and_back(page: Page, server: str) -> None:
    page.goto(f"{server}/cmp/financement/")
    page.wait_for_load_state("networkidle")
    note = page.locator("article p sup.note a[id]").first
    entry = target(page, note)
    expect(entry).to_be_hidden()
    note.click()
    expect(entry).to_be_in_viewport()
    back = entry.locator("xpath=ancestor-or-self::li").locator("a[href*='#note-']").first
    back.click()
    expect(target(page, back)).to_be_in_viewport()


@pytest.mark.parametrize("how", ["hover", "focus"])
def test_a_note_says_what_it_is(page: Page, server: str, how: str) -> None:
    page.goto(f"{server}/cmp/financement/")
    page.wait_for_load_state("networkidle")
    note = page.locator("article p sup.note a").first
    said = str(note.get_attribute("title"))
    getattr(note, how)()
    expect(page.get_by_text(said, exact=True).last).to_be_visible()


def test_a_note_of_a_result_leads_to_its_list(opened: Open) -> None:
    page = opened("cmp-project")
    steps.fill(page, "meeting=2027-01-20")
    steps.calculate(page)
    note = page.locator("[data-result] table sup.note a").first
    note.click()
    entry = target(page, note)
    expect(entry).to_be_in_viewport()
    assert "meeting=2027-01-20" in page.url, "the case stays in the address"

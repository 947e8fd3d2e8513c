"""What the first screen says of the premium's windows, by the reader's own date."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_keyboard import PHONE

PAGES = ["/", "/prime/", "/prime/demander/", "/calculateurs/prime-pratique-integree/"]
SAID = {
    "2026-06-30": "Prime 2024 : la demande est close",
    "2026-11-26": "Prime 2025 : la demande est peut-être ouverte",
    "2026-12-15": "Prime 2025 : la demande est peut-être ouverte",
    "2026-12-16": "Prime 2025 : la demande est peut-être close",
    "2027-01-01": "Prime 2025 : la demande est sans doute close",
    "2027-07-01": "Prime 2024 : la demande est close",
}


def spaced(text: str) -> str:
    return text.replace("\xa0", " ")


@pytest.mark.parametrize("day", SAID)
def test_the_notice_is_that_of_the_day(page: Page, server: str, day: str) -> None:
    page.clock.set_fixed_time(f"{day}T12:00:00")
    page.goto(f"{server}/prime/")
    shown = page.locator("[data-notice] p:visible")
    expect(shown).to_have_count(1)
    page.wait_for_load_state("networkidle")
    assert spaced(shown.inner_text()).startswith(SAID[day])


@pytest.mark.parametrize("path", PAGES)
def test_it_stands_in_the_first_screen_of_a_phone(page: Page, server: str, path: str) -> None:
    page.clock.set_fixed_time("2026-11-26T12:00:00")
    page.set_viewport_size(PHONE)
    page.goto(server + path)
    shown = page.locator("[data-notice] p:visible")
    expect(shown).to_contain_text("peut-être ouverte")
    expect(shown).to_be_in_viewport(ratio=1)


def test_without_script_it_is_true_on_any_day(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{server}/")
        shown = page.locator("[data-notice] p:visible")
        expect(shown).to_have_count(1)
        assert spaced(shown.inner_text()).startswith("Prime 2024 : la demande est close depuis le 15 décembre 2025")
    finally:
        context.close()

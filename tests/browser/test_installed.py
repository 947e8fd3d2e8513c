"""The site as an installed app on iOS, or within another app: a file and a print do not end in silence."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps

# An app on iOS whose reader says where a file goes, closes the list of places, or whose system refuses to show it.
INSTALLED = """
window.shared = [];
Object.defineProperty(navigator, "standalone", { value: true });
navigator.canShare = ({ files }) => files?.length === 1;
navigator.share = async ({ files }) => {
  shared.push([files[0].name, files[0].type, await files[0].text()]);
  if (%r) throw new DOMException("", %r);
};
HTMLAnchorElement.prototype.click = function () { shared.push([this.download]); };
"""


@pytest.mark.parametrize(("error", "asks"), [("", 1), ("AbortError", 1), ("NotAllowedError", 2)])
def test_the_dates_are_given_to_the_reader_s_own_choice(page: Page, server: str, error: str, asks: int) -> None:
    page.add_init_script(INSTALLED % (error, error))
    page.goto(f"{server}{steps.PAGES['complaint']}?sent=2026-11-23")
    page.locator("[data-ics]").click()
    found: Any = page.wait_for_function("count => shared.length >= count && shared", arg=asks).json_value()
    name, kind, text = found[0]
    assert name.endswith(".ics")
    assert kind == "text/calendar"
    assert "BEGIN:VEVENT" in text
    assert [one[0] for one in found[1:]] == [name] * (asks - 1)  # where it is refused, a download after all


def test_a_print_that_does_not_come_is_told_beside_its_button(page: Page, server: str) -> None:
    page.add_init_script("window.print = () => {}")
    for path, button in ((steps.PAGES["complaint"] + "?sent=2026-11-23", "[data-tools] [data-print]"),):
        page.goto(server + path)
        page.locator(button).click()
        expect(page.locator(f"{button} + [role=status]")).to_contain_text("ouvrez cette page dans Safari")
        page.locator(button).click()
        expect(page.locator(f"{button} + [role=status]")).to_have_count(1)


def test_a_print_that_comes_is_not_talked_about(page: Page, server: str) -> None:
    page.add_init_script("window.print = () => dispatchEvent(new Event('beforeprint'))")
    page.clock.install()
    page.goto(f"{server}/cmp/liste-de-controle/")
    page.locator("button[data-print]").click()
    page.clock.run_for(5000)
    expect(page.locator("button[data-print] + [role=status]")).to_have_count(0)

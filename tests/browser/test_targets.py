"""What is clicked or touched is large enough, and seen where a system forces its own colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import steps
from tests.browser.test_keyboard import PHONE

# All that is smaller: not a link in running text, nor a box whose label is touched, nor a mark for the mouse alone.
SMALL = """([selector, least]) => [...document.querySelectorAll(selector)]
    .filter(each => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .filter(each => getComputedStyle(each).display !== "inline")
    .filter(each => !each.matches(".headerlink, .md-option, label input"))
    .map(each => [each, each.getBoundingClientRect()])
    .filter(([, { width, height, right }]) => width && height && right > 0 && Math.min(width, height) < least)
    .map(([each, { width, height }]) => `${width} x ${height}: ${each.outerHTML.slice(0, 120)}`)"""
TARGETS = "a[href], button, input, select, summary, [tabindex='0']"
MENUS = ".md-sidebar--primary :is(a, button), .md-header :is(button, a, label.md-header__button), .task-list label"

# The contrast of each text of a picture and of each icon that a box draws, with the ground of the page.
FAINT = """() => {
    const light = (value) => {
        const parts = value.match(/[\\d.]+/g).slice(0, 3).map(each => each / 255);
        const [r, g, b] = parts.map(each => (each <= 0.03928 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    const ground = light(getComputedStyle(document.body).backgroundColor);
    const far = (value) => Math.max(light(value), ground) / Math.min(light(value), ground);
    const texts = [...document.querySelectorAll("svg[role=img] text")].map(each => getComputedStyle(each).fill);
    const icons = [...document.querySelectorAll(".admonition-title, summary")];
    const drawn = icons.map(each => getComputedStyle(each, "::before").backgroundColor);
    return { texts: texts.length, icons: icons.length, faint: [...texts, ...drawn].filter(value => far(value) < 7) };
}"""


@pytest.mark.parametrize(
    "path", ["/", "/cmp/organiser/", "/cmp/liste-de-controle/", "/prime/annees/2024/", "/a-propos/chiffres/"]
)
def test_targets_are_large_enough(page: Page, server: str, path: str) -> None:
    page.goto(server + path)
    expect(page.locator("button.md-header__button")).to_have_count(2)
    assert page.evaluate(SMALL, [TARGETS, 24]) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate(SMALL, [TARGETS, 24]) == []
    page.locator("button[for=__drawer]").click()
    expect(page.locator(".md-sidebar--primary")).to_be_in_viewport()
    assert page.evaluate(SMALL, [MENUS, 44]) == []


@pytest.mark.parametrize("chosen", [None, "__palette_1", "__palette_2"])
@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("path", ["/cmp/", "/prime/chiffres/", steps.PAGES["gp-premium"]])
def test_pictures_and_icons_are_seen_in_forced_colours(
    browser: Browser, server: str, path: str, scheme: str, chosen: str | None
) -> None:
    """Whatever palette is chosen: the system's colours stand in its place."""
    context = browser.new_context(color_scheme=scheme, forced_colors="active", service_workers="block")  # type: ignore[arg-type]
    try:
        page = context.new_page()
        page.goto(server + path)
        if chosen:
            page.evaluate("id => document.getElementById(id).click()", chosen)
        found = page.evaluate(FAINT)
        assert found["texts"] + found["icons"]
        assert found["faint"] == []
    finally:
        context.close()

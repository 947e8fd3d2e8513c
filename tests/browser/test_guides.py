"""Every page of the site: nothing for axe-core to say, and no sideways scrolling on a telephone."""

import pytest
from playwright.sync_api import Page

from tests.browser import steps


@pytest.mark.parametrize("path", [*steps.GUIDES, "/404.html"])
def test_a_page_is_accessible_and_fits_a_narrow_screen(warm: Page, server: str, path: str) -> None:
    warm.goto(server + path)
    steps.expect_accessible(warm)
    warm.set_viewport_size({"width": 360, "height": 740})
    width = warm.evaluate("document.scrollingElement.scrollWidth")
    if width > 360:
        wide = warm.evaluate(
            """() => [...document.querySelectorAll("main *")]
                .filter(each => each.getBoundingClientRect().right > 361 && !each.closest(".table-box"))
                .map(each => each.outerHTML.slice(0, 120)).slice(0, 5)"""
        )
        raise AssertionError(f"{width} pixels wide: {wide}")

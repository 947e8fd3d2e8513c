"""Every page of the site: nothing for axe-core to say, nothing that moves by itself, nothing wider than a telephone."""

import pytest
from playwright.sync_api import Page

from tests.browser import steps


@pytest.mark.parametrize("path", [*steps.GUIDES, "/404.html"])
def test_a_page_is_accessible_and_fits_a_narrow_screen(warm: Page, server: str, path: str) -> None:
    """320 pixels are what is left of 1280 for a reader who enlarges everything four times (WCAG 1.4.10)."""
    warm.goto(server + path)
    steps.expect_accessible(warm)
    for width in (360, 320):
        warm.set_viewport_size({"width": width, "height": 740})
        wide = warm.evaluate("document.scrollingElement.scrollWidth")
        if wide > width:
            found = warm.evaluate(
                """() => [...document.querySelectorAll("main *")]
                    .filter(each => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest(".table-box"))
                    .map(each => each.outerHTML.slice(0, 120)).slice(0, 5)"""
            )
            raise AssertionError(f"{wide} pixels wide at {width}: {found}")
    steps.expect_accessible(warm)


SHIFTS = """
window.shifts = [];
const said = ({ node, previousRect, currentRect }) =>
    `${previousRect.y} → ${currentRect.y}: ${(node?.outerHTML ?? node?.textContent ?? "").slice(0, 80)}`;
new PerformanceObserver(list => {
    for (const entry of list.getEntries())
        if (!entry.hadRecentInput) shifts.push({ value: entry.value, what: entry.sources.map(said) });
}).observe({ type: "layout-shift", buffered: true });
"""
MOVED = """async () => {
    const frames = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    await frames();
    for (const top of [document.scrollingElement.scrollHeight, 0]) {
        scrollTo({ top, behavior: "instant" });
        await frames();
    }
    return shifts;
}"""
FACE = "() => [...document.fonts].some(face => face.family.includes('Source Sans 3') && face.status === 'loaded')"


@pytest.mark.console_errors
@pytest.mark.parametrize("path", [*steps.GUIDES, "/404.html"])
def test_nothing_moves_by_itself_on_a_telephone(page: Page, server: str, path: str) -> None:
    """The notice of the day, the bar of a table, the end of the page and its beginning again. A guide that has its face
    before its text is drawn moves nothing; whether it has is a matter of luck, so here none comes.
    """
    page.set_viewport_size({"width": 412, "height": 823})
    page.add_init_script(SHIFTS)
    calculator = path in steps.PAGES.values()
    if not calculator:
        page.route("**/text.woff2", lambda route: route.abort())
    page.goto(server + path)
    if calculator:  # there the face comes after all else, see site/face.mjs
        page.wait_for_function(FACE)
    found = page.evaluate(MOVED)
    assert sum(shift["value"] for shift in found) < 0.1, found

"""The site by the keyboard alone: few stops before the text, all in sight; menu and search open, close, lead on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser import steps

PHONE: ViewportSize = {"width": 360, "height": 740}
ZOOMED: ViewportSize = {"width": 683, "height": 384}
MENU = ".md-sidebar--primary"

# What has the focus: its name, whether it is in the text, and whether it is seen (of a radio that the theme draws
# itself, its label).
STOP = """() => {
    for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish();
    const stop = document.activeElement;
    const drawn = stop.matches(".md-option") ? stop.parentElement.querySelector("label:not([hidden])") : stop;
    const { width, height, top, left } = drawn.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    return {
        name: stop.getAttribute("aria-label") ?? stop.textContent.trim(),
        text: Boolean(stop.closest("article")),
        seen: stop.matches(".md-skip") || (width > 4 && height > 4 && drawn.contains(document.elementFromPoint(x, y))),
        menu: Boolean(stop.closest(".md-sidebar--primary")),
    };
}"""


def stops(page: Page, most: int = 80) -> Iterator[dict[str, Any]]:
    """Where Tab leads from here, stop by stop."""
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        for _ in range(20 if not stop["seen"] else 0):  # what closes may still be before it
            page.wait_for_timeout(50)
            stop = page.evaluate(STOP)
        yield stop


def before_the_text(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for stop in stops(page):
        if stop["text"]:
            return found
        found.append(stop)
    raise AssertionError("Tab never reaches the text")


@pytest.fixture
def phone(page: Page, server: str) -> Page:
    page.set_viewport_size(PHONE)
    steps.load_page(page, server + "/prime/annees/")
    expect(page.locator("button[for=__drawer]")).to_be_visible()
    return page


@pytest.mark.parametrize(("view", "most"), [(PHONE, 4), (ZOOMED, 4), (steps.DESK, 32)])
def test_few_stops_stand_before_the_text_and_all_are_seen(
    page: Page, server: str, view: ViewportSize, most: int
) -> None:
    page.set_viewport_size(view)
    page.goto(f"{server}/prime/")
    expect(page.locator("button.md-header__button")).to_have_count(2)
    found = before_the_text(page)
    assert not [stop for stop in found if not stop["seen"] or not stop["name"]]
    assert len(found) <= most, [stop["name"] for stop in found]


def test_the_menu_opens_by_its_button_and_closes_by_escape(phone: Page) -> None:
    button = phone.get_by_role("button", name="Menu", exact=True)
    expect(button).to_have_attribute("aria-expanded", "false")
    for key in ("Enter", "Space"):
        button.focus()
        phone.keyboard.press(key)
        expect(button).to_have_attribute("aria-expanded", "true")
        assert phone.evaluate(STOP)["menu"]
        for stop, _ in zip(stops(phone), range(6), strict=False):
            assert stop["seen"], stop
            assert stop["menu"], stop
        phone.keyboard.press("Escape")
        expect(button).to_have_attribute("aria-expanded", "false")
        expect(button).to_be_focused()
    expect(phone.locator(f"{MENU} a").first).to_be_hidden()


def test_the_parts_of_the_menu_open_and_lead_back(phone: Page) -> None:
    phone.get_by_role("button", name="Menu", exact=True).press("Enter")
    years = phone.get_by_role("button", name="Refermer : Année par année")
    expect(years).to_be_focused()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("button", name="Ouvrir : Année par année")).to_be_focused()
    phone.get_by_role("button", name="Refermer : Prime").press("Space")
    prime = phone.get_by_role("button", name="Ouvrir : Prime")
    expect(prime).to_be_focused()
    expect(prime).to_have_attribute("aria-expanded", "false")
    expect(phone.locator(f"{MENU} a[href$='prime/montant/']")).to_be_hidden()
    prime.press("Enter")
    expect(phone.get_by_role("button", name="Refermer : Prime")).to_be_focused()
    steps.expect_accessible(phone)


def test_the_menu_closes_behind_who_leaves_it(phone: Page) -> None:
    button = phone.get_by_role("button", name="Menu", exact=True)
    button.press("Enter")

    def left() -> bool:
        phone.keyboard.press("Shift+Tab")
        return not phone.evaluate(STOP)["menu"]

    steps.until(phone, left)
    expect(button).to_have_attribute("aria-expanded", "false")


def test_the_menu_works_as_well_on_the_next_page(phone: Page, server: str) -> None:
    """The theme brings a new menu with each page; the header stays."""
    phone.evaluate("globalThis.document$?.next(document)")
    for path in ("/cmp/", "/prime/annees/"):
        steps.follow(phone, path)
        expect(phone).to_have_url(server + path)
        expect(phone.locator(f"{MENU} label[for^=__nav]")).to_have_count(0)
    expect(phone.locator("button.md-header__button")).to_have_count(2)
    phone.wait_for_timeout(300)  # the theme closes its menu a moment after each page
    button = phone.get_by_role("button", name="Menu", exact=True)
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    phone.get_by_role("button", name="Refermer : Année par année").press("Enter")
    phone.locator(f"{MENU} a[href$='prime/montant/']").press("Enter")
    expect(phone).to_have_url(f"{server}/prime/montant/")
    expect(button).to_have_attribute("aria-expanded", "false")


def test_an_arrow_of_the_menu_opens_its_part_in_place(page: Page, server: str) -> None:
    page.goto(f"{server}/prime/")
    arrow = page.get_by_role("button", name="Ouvrir : Année par année")
    link = page.locator(f"{MENU} a[href$='annees/2019/']")
    for key, opened in (("Enter", "true"), ("Space", "false"), ("Space", "true")):
        arrow.press(key)
        expect(arrow).to_have_attribute("aria-expanded", opened)
        expect(arrow).to_be_focused()
        expect(link).to_be_visible(visible=opened == "true")
    expect(page.get_by_role("navigation", name=re.compile("^Année par année$"))).to_be_visible()


@pytest.mark.parametrize("view", [PHONE, steps.DESK])
def test_the_search_is_reached_used_and_left_by_the_keyboard(page: Page, server: str, view: ViewportSize) -> None:
    page.set_viewport_size(view)
    steps.load_page(page, f"{server}/cmp/")
    expect(page.locator("button.md-header__button")).to_have_count(2)
    wanted = "Rechercher"
    next(stop for stop in stops(page) if stop["name"] == wanted)
    if view is PHONE:
        page.keyboard.press("Space")
        expect(page.locator("button[for=__search]")).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("pharmacien")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".md-search-result__item").first).to_be_hidden()
    if view is PHONE:
        expect(page.locator("button[for=__search]")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".md-search__input")).to_be_focused()
    else:
        page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(f"{server}/cmp/")
    expect(page.locator("[data-md-toggle=search]")).not_to_be_checked()


@pytest.mark.parametrize("path", ["/prime/annees/", "/maison-de-repos/budget/"])
def test_what_scrolls_sideways_is_a_stop_with_a_name(page: Page, server: str, path: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(server + path)
    regions = page.locator("article [role=region][tabindex='0']")
    expect(regions.first).to_have_attribute("aria-label", re.compile(r"à faire défiler \(\d+\)"))
    steps.expect_accessible(page)
    page.set_viewport_size({"width": 2560, "height": 1440})
    expect(page.locator("article [role=region].md-typeset__scrollwrap")).to_have_count(0)


COVERED = """async () => {
    for (const _ of "12") await new Promise(requestAnimationFrame);  // the bar comes a frame later
    const stop = document.activeElement, { left, right, top, bottom } = stop.getBoundingClientRect();
    if (stop === document.body || stop.closest("header, .md-search, .bar, .answer__card, .md-skip")) return "";
    const covers = (each) => {
        const { position, visibility, opacity } = getComputedStyle(each);
        if (!["fixed", "sticky"].includes(position) || visibility !== "visible" || opacity === "0") return false;
        const box = each.getBoundingClientRect();
        const wide = Math.min(right, box.right) - Math.max(left, box.left);
        const high = Math.min(bottom, box.bottom) - Math.max(top, box.top);
        return !each.contains(stop) && wide > 1 && high > 1;
    };
    const cover = [...document.querySelectorAll(".md-header, .bar, .answer__card")].find(covers);
    return cover ? `${stop.tagName} ${stop.name || stop.textContent} behind ${cover.className}` : "";
}"""


@pytest.mark.parametrize("view", [{"width": 360, "height": 640}, {"width": 1280, "height": 600}])
@pytest.mark.parametrize(
    "path",
    [
        steps.PAGES["gp-premium"] + "?reached=6",
        steps.PAGES["cmp-project"] + "?effect=no",
        "/a-propos/sources/",
        "/prime/demander/",
    ],
)
def test_nothing_that_stays_in_place_lies_over_what_has_the_focus(
    page: Page, server: str, path: str, view: ViewportSize
) -> None:
    page.set_viewport_size(view)
    steps.load_page(page, server + path)
    for form in page.locator("form[data-calculator]").all():  # what is said of its start moves what is below
        expect(form).to_have_attribute("data-engine", "ready", timeout=90_000)
    for key in ("Tab", "Shift+Tab"):
        for presses in [1] * 30 + [5] * 12:  # also quicker than what comes and goes is told that it should
            for _ in range(presses):
                page.keyboard.press(key)
            assert page.evaluate(COVERED) == ""

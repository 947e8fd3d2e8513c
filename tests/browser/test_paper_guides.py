"""The guides on paper: light, short, each address once; the checklist on one sheet that can be written on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import steps

SHEET = {"width": 703, "height": 1032}  # an A4 sheet within its margins
MOST = {"/cmp/liste-de-controle/": 1, "/cmp/financement/": 6, "/cmp/organiser/": 7, "/a-propos/chiffres/": 20}
"""Sheets that a page may take, in the widest letters that a browser here may have."""

DARK = """() => [...document.querySelectorAll("article *")].filter(each => each.checkVisibility()).flatMap(each => {
    for (const change of each.getAnimations()) change.finish();
    const { color, backgroundColor, fill } = getComputedStyle(each);
    const light = (value) => {
        const [red, green, blue, alpha = 1] = value.match(/[\\d.]+/g)?.map(Number) ?? [0, 0, 0];
        return alpha < 0.5 ? null : (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
    };
    const [text, ground, drawn] = [color, backgroundColor, each.localName === "text" ? fill : "none"].map(light);
    const button = each.closest(".md-button--primary, .button--main");
    const wrong = !button && (text > 0.6 || (ground !== null && ground < 0.6) || (drawn !== null && drawn > 0.6));
    return wrong ? [`${each.outerHTML.slice(0, 80)} ${color} ${backgroundColor} ${fill}`] : [];
})"""


@pytest.fixture
def dark(browser: Browser, server: str) -> Iterator[Page]:
    """A page of a reader whose device is dark."""
    context = browser.new_context(locale="fr-BE", color_scheme="dark", service_workers="block")
    yield context.new_page()
    context.close()


def sheets(page: Page, folder: Path) -> int:
    page.pdf(path=folder / "page.pdf", format="A4")
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", (folder / "page.pdf").read_bytes()))


@pytest.mark.parametrize(("path", "most"), MOST.items())
def test_a_guide_takes_few_sheets(dark: Page, server: str, tmp_path: Path, path: str, most: int) -> None:
    dark.goto(server + path)
    dark.wait_for_load_state("networkidle")
    assert sheets(dark, tmp_path) <= most


@pytest.mark.parametrize("path", ["/cmp/", "/cmp/liste-de-controle/", "/prime/montant/", "/inami/engagements-2009/"])
def test_a_dark_device_prints_on_white(dark: Page, server: str, path: str) -> None:
    dark.goto(server + path)
    expect(dark.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    steps.expect_accessible(dark)
    assert dark.evaluate(DARK)
    dark.emulate_media(media="print")
    assert dark.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    assert dark.evaluate(DARK) == []


def test_worked_examples_stay_folded_and_all_else_unfolds(page: Page, server: str) -> None:
    page.goto(f"{server}/cmp/financement/")
    page.wait_for_load_state("networkidle")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for example in page.locator("details.example").all():
        expect(example.locator("summary")).to_be_visible()
        assert example.evaluate("each => [...each.children].filter(part => part.checkVisibility()).length") == 1
    for details in page.locator("article details:not(.example)").all():
        expect(details.locator(":scope > :not(summary)").first).to_be_visible()


def test_the_address_of_a_source_is_printed_once(page: Page, server: str) -> None:
    page.goto(f"{server}/cmp/organiser/")
    page.emulate_media(media="print")
    after = "each => getComputedStyle(each, '::after').content"
    for link in page.locator("article a.cite").all():
        listed = link.evaluate("each => Boolean(each.closest('.provenance'))")
        assert ("http" in link.evaluate(after)) == listed


def test_the_checklist_can_be_written_on(page: Page, server: str) -> None:
    page.goto(f"{server}/cmp/liste-de-controle/")
    page.emulate_media(media="print")
    page.set_viewport_size(SHEET)  # type: ignore[arg-type]
    for row in page.locator(".checklist tbody tr").all():
        boxes = [cell.bounding_box() for cell in row.locator("td").all()]
        assert [box for box in boxes if box and box["height"] >= 34]  # 9 mm
        assert boxes[1]
        assert boxes[1]["width"] > 0.6 * SHEET["width"]
    lefts = page.locator(".task-list-item input").evaluate_all("all => all.map(e => e.getBoundingClientRect().left)")
    assert len(set(map(round, lefts))) == 2, "two columns of boxes, each in line"


def test_the_checklist_is_ticked_by_its_lines_and_printed_by_its_button(page: Page, server: str) -> None:
    page.goto(f"{server}/cmp/liste-de-controle/")
    box = page.get_by_role("checkbox", name="Numéro transmis à la SSPF")
    page.get_by_text("Numéro transmis à la SSPF").click()
    expect(box).to_be_checked()
    size = box.bounding_box()
    assert size
    assert min(size["width"], size["height"]) >= 24
    page.evaluate("void (window.print = () => { window.printed = (window.printed ?? 0) + 1; })")
    page.evaluate("globalThis.document$?.next(document)")
    page.get_by_role("button", name="Imprimer").click()
    assert page.evaluate("window.printed") == 1


def test_only_the_rows_that_are_shown_are_printed(page: Page, server: str, tmp_path: Path) -> None:
    page.goto(f"{server}/a-propos/chiffres/")
    page.get_by_label("Chercher un mot").fill("plainte")
    expect(page.locator("#all-figures tbody tr:visible").first).to_be_visible()
    shown = page.locator("#all-figures tbody tr:visible").count()
    page.emulate_media(media="print")
    assert page.locator("#all-figures tbody tr:visible").count() == shown
    expect(page.locator(".table-filters")).to_be_hidden()
    assert sheets(page, tmp_path) <= 2

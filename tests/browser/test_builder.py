"""The page for who wants a calculator on another site: the tag that it writes is the one that works there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from calculators import CALCULATORS
from calculators.browser import answer
from calculators.engine.calculator import load
from tests.browser import steps
from tests.browser.device import Host
from tests.browser.test_embed import Elsewhere, expect_fitting, frame

PAGE = "/a-propos/integrer/"


@pytest.fixture
def builder(page: Page, server: str) -> Page:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(server + PAGE)
    page.locator("[data-builder]:not([inert])").wait_for()
    return page


def tag(page: Page) -> str:
    return str(page.locator("code[data-tag]").text_content())


def test_choices_write_the_tag_and_show_it(builder: Page, server: str) -> None:
    start = f'<script async src="{server}/embed.js" data-calculator='
    first = next(iter(CALCULATORS))
    assert tag(builder) == f'{start}"{first}"></script>'
    expect_fitting(builder)
    builder.get_by_role("radio", name="Sombre", exact=True).check()
    builder.locator("select").select_option("complaint")
    assert tag(builder) == f'{start}"complaint" data-theme="dark"></script>'
    inside = frame(builder)
    assert "/embed/complaint/" in inside.url
    assert inside.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert builder.locator("[data-live] iframe").count() == 1


def test_the_case_of_the_preview_goes_into_the_tag_and_the_tag_works_elsewhere(
    builder: Page, browser: Browser, server: str, tmp_path: Path
) -> None:
    builder.locator("select").select_option("cmp-project")
    inside = frame(builder)
    builder.locator("[data-take]").click()
    expect(builder.locator("[data-case]")).to_contain_text("vous n’avez encore rien changé")
    assert "data-query" not in tag(builder)
    inside.locator('[data-question="effect"] [value="no"]').check()
    inside.locator('[data-question="animator"] [value="none"]').check()
    query = "effect=no&animator=none"
    expected = str(answer("cmp-project", query)["total"])
    expect(inside.locator("[data-result]")).to_have_attribute("data-total", expected)
    builder.locator("[data-take]").click()
    expect(builder.locator("[data-case]")).to_contain_text(query)
    builder.locator("[data-copy-tag]").click()
    expect(builder.locator("[data-copy-tag]")).to_have_text("Balise copiée")
    copied = builder.evaluate("navigator.clipboard.readText()")
    assert copied == tag(builder)
    assert f'data-query="{query.replace("&", "&amp;")}"' in copied
    elsewhere = Elsewhere(tmp_path, server)
    guest = browser.new_context(locale="fr-BE").new_page()
    guest.goto(elsewhere.write(f"<main>{copied}</main>"))
    expect(frame(guest).locator("[data-result]")).to_have_attribute("data-total", expected)
    expect_fitting(guest)
    guest.context.close()
    elsewhere.server.shutdown()
    builder.locator("select").select_option("gp-premium")
    assert "data-query" not in tag(builder), "the case was another calculator's"


def test_it_works_where_a_link_led_to_it(page: Page, server: str) -> None:
    """Without a new load, and a second time too: the script of the page has run before."""
    steps.load_page(page, f"{server}/a-propos/")
    for _ in range(2):
        steps.travel(page, server, PAGE)
        expect(page.locator("h1")).to_contain_text("Sur votre site")
        expect_fitting(page)
        steps.travel(page, server, "/a-propos/programmes/")
        expect(page.locator("h1")).to_contain_text("Pour les programmes")


def test_without_scripts_the_tags_stand_in_the_page(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + PAGE)
    expect(page.locator("[data-builder][inert] noscript p")).to_be_visible()
    expect(page.locator("[inert] [data-take]")).to_be_attached()
    expect(page.locator("[data-live]")).to_contain_text("L’aperçu demande")
    for slug in CALCULATORS:
        title = load(slug).words("fr")("title")
        told = page.locator("dt", has_text=re.compile(f"^{re.escape(title)}$")).locator(
            "xpath=following-sibling::dd[1]"
        )
        assert f'embed.js" data-calculator="{slug}"></script>' in str(told.text_content())
    context.close()


def test_without_a_network_it_still_writes_the_tag(kept: Page, host: Host) -> None:
    kept.context.set_offline(True)
    kept.goto(host.url + PAGE)
    kept.locator("select").select_option("complaint")
    assert 'data-calculator="complaint"' in tag(kept)
    expect(kept.locator("[data-live]")).to_contain_text("L’aperçu demande")


def test_the_keyboard_reaches_every_choice_in_order(builder: Page) -> None:
    builder.locator("select").focus()
    reached = ["[name=theme]", "[data-copy-tag]", "[href$='#apercu']"]
    for selector in reached:
        builder.keyboard.press("Tab")
        assert builder.evaluate(steps.FOCUSED, selector), selector


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_and_large_enough_to_touch_on_a_telephone(builder: Page, scheme: str) -> None:
    builder.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    builder.set_viewport_size({"width": 320, "height": 740})
    expect_fitting(builder)
    assert builder.evaluate("document.scrollingElement.scrollWidth") <= 320
    steps.expect_accessible(builder)
    heights = builder.evaluate(
        "[...document.querySelectorAll('[data-builder] :is(select, .option, button)')]"
        ".map(each => each.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44


def test_on_paper_the_preview_takes_no_sheet(builder: Page) -> None:
    expect_fitting(builder)
    builder.emulate_media(media="print")
    expect(builder.locator("[data-live] iframe")).to_be_hidden()
    expect(builder.locator("[data-builder]")).to_be_hidden()
    expect(builder.locator("dl code").first).to_be_visible()

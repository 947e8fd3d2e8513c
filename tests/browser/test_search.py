"""The search as people type: what tests/site/queries.toml says must come, in the dialog of the site."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from build_scripts import ROOT
from tests.browser import steps

QUERIES = tomllib.loads((ROOT / "tests/site/queries.toml").read_text(encoding="utf-8"))["query"]
FIELD = "input[data-md-component=search-query]"
ITEMS = "[data-md-component=search-result] .md-search-result__item"
LINKS = "[data-md-component=search-result] a"

TO_THE_END = """async (box) => {
  for (const end of [0, box.scrollHeight]) {
    box.scrollTop = end;
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  }
}"""


@pytest.fixture(scope="module")
def search(browser: Browser, server: str) -> Iterator[Page]:
    """A page with its search open and its index there."""
    context = browser.new_context(locale="fr-BE", service_workers="block")
    page = context.new_page()
    page.goto(f"{server}/prime/montant/")
    page.locator(FIELD).click()
    page.keyboard.type("prime")
    expect(page.locator(ITEMS).first).to_be_visible()
    yield page
    context.close()


def find(page: Page, typed: str) -> list[str]:
    """The pages that a query brings, best first, by their place below the site."""
    page.locator(FIELD).fill("zzzzzz")  # brings nothing: what is there next is the answer to the query
    expect(page.locator(ITEMS)).to_have_count(0)
    page.locator(FIELD).fill(typed)
    expect(page.locator(ITEMS).first).to_be_visible()
    count = int(re.findall(r"\d+", page.locator(".md-search-result__meta").inner_text())[0])

    def all_shown() -> bool:
        page.locator(".md-search__scrollwrap").evaluate(TO_THE_END)
        return page.locator(ITEMS).count() >= count

    steps.until(page, all_shown)  # the theme shows ten, and more each time the reader comes to the end
    hrefs = page.locator(f"{ITEMS} a:first-child").evaluate_all("all => all.map(link => link.href)")
    return [urlsplit(href).path.removeprefix("/") for href in hrefs]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query["typed"])
def test_what_must_come_comes(search: Page, query: dict[str, Any]) -> None:
    found = find(search, query["typed"])
    assert found[0] in query.get("first", found)
    assert set(query.get("among", [])) <= set(found)
    if "same" in query:
        assert found == find(search, query["same"])


def test_a_page_comes_once_with_its_best_section(search: Page) -> None:
    for typed in ("prime", "contester", "INAMI", "2 500 EUR"):
        found = find(search, typed)
        assert len(found) == len(set(found))
        sections = search.locator(f"{ITEMS} a").evaluate_all("all => all.map(link => link.href)")
        assert len(sections) <= 2 * len(found)
        assert not [href for href in sections if urlsplit(href).query], "a link that a calculator would take for a case"


def test_what_is_shown_is_the_page_s_own_with_the_words_marked(search: Page) -> None:
    find(search, "medecins")
    first = search.locator(ITEMS).first
    assert {word.lower() for word in first.locator("mark").all_inner_texts()} <= {"médecin", "médecins"}
    titles = search.locator(f"{ITEMS} :is(h1, h2)").all_inner_texts()
    assert not [title for title in titles if re.search("[<>&]|vient cette page|section", title)]


def test_an_unfinished_word_is_completed_by_one_of_the_site_s_own(search: Page) -> None:
    suggestion = search.locator("[data-md-component=search-suggest]")
    for typed, whole in (("form", "formulaire"), ("Accr", "Accréditation"), ("prime", "")):
        search.locator(FIELD).fill("")
        search.locator(FIELD).press_sequentially(typed)
        expect(suggestion).to_have_text(whole)


def test_a_word_that_no_page_has_is_said_to_lack(search: Page) -> None:
    find(search, "plainte xylophone")
    expect(search.locator(ITEMS).first).to_contain_text("Non trouvé: xylophone")


def test_a_result_leads_to_its_page_and_a_calculator_there_has_no_case(page: Page, server: str) -> None:
    page.goto(f"{server}/cmp/")
    page.locator(FIELD).click()
    page.keyboard.type("calculer ma prime")
    page.locator(LINKS).first.click()
    expect(page).to_have_url(server + steps.PAGES["gp-premium"])
    expect(page.locator("form[data-calculator=gp-premium]")).to_be_visible()

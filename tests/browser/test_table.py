"""The tables' script in a real browser: keyboard only, counts announced, and the whole table without script."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

PAGE = "/inami/engagements-2009/"


@pytest.fixture
def table(page: Page, server: str) -> Page:
    page.goto(server + PAGE)
    expect(page.locator("#engagements .table-sort").first).to_be_visible()
    return page


def shown(page: Page) -> list[str]:
    """The first words of each row that is shown, in order."""
    return page.locator("#engagements tbody tr:visible td:first-child").all_inner_texts()


def choose(page: Page, label: str, first_letters: str) -> None:
    """Choose in a list by the keyboard alone."""
    page.get_by_label(label, exact=True).focus()
    page.keyboard.type(first_letters)


def test_status_says_the_count_from_the_start(table: Page) -> None:
    expect(table.get_by_role("status").filter(has_text="engagements")).to_have_text("83 engagements affichés sur 83.")


@pytest.mark.parametrize(
    ("label", "letters", "count"),
    [("Titre", "IV", 4), ("Service", "SCA", 15), ("Statut", "Fait en r", 12), ("Contrat 2010-2012", "non", 22)],
)
def test_each_filter_by_keyboard(table: Page, label: str, letters: str, count: int) -> None:
    choose(table, label, letters)
    expect(table.get_by_text(f"{count} engagements affichés sur 83.")).to_be_visible()
    assert len(shown(table)) == count


def test_filters_add_up_and_reset_gives_everything_back(table: Page) -> None:
    choose(table, "Service", "SECM")
    choose(table, "Statut", "Pas")
    search = table.get_by_label("Chercher un mot").first
    search.focus()
    table.keyboard.type("infobox")
    expect(table.get_by_text("1 engagement affiché sur 83.")).to_be_visible()
    table.keyboard.type(" zzz")
    expect(table.get_by_text("Aucun engagement ne répond à ces choix.")).to_be_visible()
    reset = table.get_by_role("button", name="Tout afficher")
    reset.focus()
    table.keyboard.press("Enter")
    expect(table.get_by_text("83 engagements affichés sur 83.")).to_be_visible()
    expect(search).to_be_focused()
    expect(reset).to_be_hidden()


def test_search_ignores_accents_and_case(table: Page) -> None:
    table.get_by_label("Chercher un mot").first.fill("REMUNERATION pharmaciens d'officine")
    assert "N10 – 1" in shown(table)


def test_sort_by_keyboard_up_down_and_back(table: Page) -> None:
    before = shown(table)
    head = table.locator("#engagements th", has_text="Réalisé").first
    head.get_by_role("button").focus()
    table.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert shown(table)[0].startswith("N13 – 9")  # 29 December 2008, the earliest
    table.keyboard.press("Space")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert shown(table)[0].startswith("N15 –")  # 1 March 2010, the latest
    table.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "none")
    assert shown(table) == before


def test_only_one_column_is_sorted_at_a_time(table: Page) -> None:
    for name in ("Titre", "Statut"):
        table.locator("#engagements th", has_text=name).first.get_by_role("button").click()
    assert table.locator('#engagements th[aria-sort="ascending"]').count() == 1


def test_enhancing_twice_changes_nothing(table: Page) -> None:
    """Instant navigation may tell of the same page again."""
    table.evaluate("globalThis.document$?.next(document)")
    assert table.locator(".table-filters").count() == 1
    assert (
        table.locator("#engagements thead .table-sort").count() == table.locator("#engagements th[data-sort]").count()
    )


def test_narrow_screen_does_not_scroll_sideways(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(server + PAGE)
    expect(page.locator(".table-filters").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("#engagements").evaluate("t => t.getBoundingClientRect().right <= innerWidth")


def test_without_script_the_table_is_whole(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        plain = context.new_page()
        plain.goto(server + PAGE)
        assert plain.locator("#engagements tbody tr:visible").count() == 83
        assert plain.locator("#engagements button, .table-filters").count() == 0
    finally:
        context.close()


def test_glossary_has_a_search_for_each_table(page: Page, server: str) -> None:
    page.goto(server + "/a-propos/glossaire/")
    page.get_by_label("Chercher un mot").first.fill("therapietrouw")
    assert page.locator("#glossary tbody tr:visible").count() == 1
    assert page.locator("#acronyms tbody tr:visible").count() > 10


@pytest.mark.parametrize(
    ("path", "word"), [("/a-propos/chiffres/", "Montant de base 2025"), ("/a-propos/sources/", "13 december 2019")]
)
def test_a_single_row_is_announced_in_every_table(page: Page, server: str, path: str, word: str) -> None:
    page.goto(server + path)
    status = page.locator(".table-status")
    expect(status).to_have_text(re.compile(r"^(\d+) lignes affichées sur \1\.$"))
    page.get_by_label("Chercher un mot").fill(word)
    expect(status).to_have_text(re.compile(r"^1 ligne affichée sur \d+\.$"))

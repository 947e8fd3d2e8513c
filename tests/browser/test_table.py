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
        assert plain.locator(":is(#engagements-filters, .table-status, #engagements button):visible").count() == 0
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


ALL_FIGURES = "/a-propos/chiffres/"


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("2500", "2 500 EUR"),
        ("2.500 €", "2 500 EUR"),
        ("d'octobre", "octobre"),
        ("(facturé)", "facturé"),
        ("FACTURE", "facturé"),
        ("baromètres", "barometre"),
    ],
)
def test_a_filter_finds_what_is_meant(page: Page, server: str, typed: str, same: str) -> None:
    page.goto(server + ALL_FIGURES)
    rows = page.locator("#all-figures tbody tr:visible")
    search = page.locator("#all-figures-search")
    search.fill(same)
    expected = rows.all_inner_texts()
    assert 0 < len(expected) < 300
    search.fill("")
    search.fill(typed)
    assert rows.all_inner_texts() == expected
    expect(page.locator(".table-status")).to_contain_text(str(len(expected)))


@pytest.mark.parametrize(("path", "typed"), [(ALL_FIGURES, "guide"), ("/a-propos/sources/", "arrêté")])
def test_a_telephone_finds_what_a_desk_finds(page: Page, server: str, path: str, typed: str) -> None:
    """There the rows out of sight are not laid out."""
    said = []
    for width in (1280, 412):
        page.set_viewport_size({"width": width, "height": 823})
        page.goto(server + path)
        page.get_by_label("Chercher un mot").fill(typed)
        expect(page.locator(".table-status")).not_to_have_text(re.compile(r"^(\d+) .* sur \1\."))
        said.append(page.locator(".table-status").inner_text())
    assert said[0] == said[1]
    assert re.match(r"\d\d lignes", said[0])


def test_a_phrase_between_quotes_is_one_and_an_amount_is_no_other(page: Page, server: str) -> None:
    page.goto(server + ALL_FIGURES)
    search, rows = page.locator("#all-figures-search"), page.locator("#all-figures tbody tr:visible")
    search.fill("« DMG débutant »")
    assert all("DMG débutant" in text for text in rows.all_inner_texts())
    search.fill("2500")
    assert not [
        text for text in rows.all_inner_texts() if re.search(r"25\s000", text) and not re.search(r"2\s500", text)
    ]


def test_values_are_sorted_as_numbers_and_what_nobody_says_comes_last(page: Page, server: str) -> None:
    page.goto(server + ALL_FIGURES)
    cells = page.locator("#all-figures tbody tr td:nth-child(3)")
    button = page.locator("#all-figures th[data-key=value] button")

    def numbers() -> list[float]:
        values = cells.evaluate_all("all => all.map(cell => cell.dataset.sortValue)")
        return [float(value) for value in values if re.fullmatch(r"-?[\d.]+", value)]

    button.click()
    up = numbers()
    assert up == sorted(up)
    assert len(up) > 100
    assert "Pas trouvé" in cells.last.inner_text()
    button.click()
    assert numbers() == up[::-1]
    assert "Pas trouvé" in cells.last.inner_text()


def test_every_column_that_sorts_knows_its_numbers_and_days(page: Page, server: str) -> None:
    """What begins with a digit is sorted by a plain number or a day that the page gives, never by its spelling."""
    count = 0
    for path in (ALL_FIGURES, "/a-propos/sources/", "/a-propos/glossaire/", PAGE):
        page.goto(server + path)
        for table in page.locator("table[data-filterable]").all():
            count += 1
            columns = table.locator("th[data-sort]").evaluate_all("all => all.map(head => head.cellIndex)")
            for column in columns:
                cells = table.locator(f"tbody tr > :nth-child({column + 1})").evaluate_all(
                    "all => all.map(cell => [cell.innerText.trim(), cell.dataset.sortValue ?? null])"
                )
                assert not [text for text, value in cells if re.match(r"[−-]?\d", text) and value is None], (
                    path,
                    column,
                )
        shown = page.locator(".table-status").all_inner_texts()
        assert all(re.search(r"\d+ .+ sur \d+", text) for text in shown)
    assert count == 5


def test_the_count_is_said_for_none_one_and_many(page: Page, server: str) -> None:
    page.goto(f"{server}/a-propos/glossaire/")
    search, status = page.locator("#glossary-search"), page.locator(".table-status").first
    for typed, said in (
        ("zzz", "Aucun terme ne répond à cette recherche."),
        ("lokales Projekt", "1 terme affiché sur"),
    ):
        search.fill(typed)
        expect(status).to_contain_text(said)
    search.fill("")
    expect(status).to_contain_text("termes affichés sur")


def test_a_list_of_values_stands_in_an_order_that_means_something(page: Page, server: str) -> None:
    page.goto(f"{server}/a-propos/sources/")
    grades = page.locator("#all-sources-grade option").all_inner_texts()[1:]
    assert grades == ["officiel", "guide", "étude", "presse", "notre lecture"][: len(grades)]
    languages = page.locator("#all-sources-language option").all_inner_texts()[1:]
    assert languages == sorted(languages)


def test_a_link_to_a_row_that_is_filtered_out_shows_it(table: Page) -> None:
    table.get_by_label("Chercher un mot").first.fill("infobox")
    hidden = table.locator("#engagements tbody tr[id][hidden]").first
    anchor = hidden.get_attribute("id")
    table.evaluate("id => (location.hash = id)", anchor)
    expect(table.locator(f"#{anchor}")).to_be_visible()
    expect(table.get_by_text("83 engagements affichés sur 83.")).to_be_visible()

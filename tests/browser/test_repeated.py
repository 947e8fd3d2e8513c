"""Questions that repeat, as one table: its rows, a pasted block, names, a file for a spreadsheet, a sheet of paper."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, ViewportSize, expect

from calculators.browser import answer
from calculators.engine.calculator import load
from tests.browser import steps
from tests.browser.steps import Open

SLUG = "cmp-sharing"
PHONE: ViewportSize = {"width": 360, "height": 740}
HOURS = "by=hours&"
PASTE = """([selector, text]) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const field = document.querySelector(selector);
    field.focus();
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    return !field.dispatchEvent(event);
}"""
"""Whether the page took what is pasted into a field; a browser puts nothing in by itself for an event of a script."""


def rows(page: Page | FrameLocator) -> Locator:
    return page.locator("[data-repeated] [data-row]:visible")


def name(page: Page | FrameLocator, row: int) -> Locator:
    return page.locator(f'[data-repeated] [data-row="{row}"] [data-name]')


def cell(page: Page, which: str) -> Locator:
    return steps.control(page, which)


def told(page: Page) -> list[str]:
    """What is said under the table, with ordinary spaces."""
    return [text.replace("\u00a0", " ") for text in page.locator("[data-told] p").all_text_contents()]


def paste(page: Page, selector: str, text: str) -> bool:
    return bool(page.evaluate(PASTE, [selector, text]))


def names(page: Page) -> list[str]:
    return rows(page).locator("[data-name]").evaluate_all("all => all.map(each => each.value)")


def expect_case(page: Page, server: str, found: Any) -> None:
    """The page shows this answer; names beside its rows are no part of it."""
    expect(page).to_have_url(server + steps.PAGES[SLUG] + (f"?{found['link']}" if found["link"] else ""))
    steps.expect_answer_of_page(page, found)


@pytest.fixture
def table(opened: Open) -> Page:
    page = opened(SLUG)
    expect(page.locator("[data-repeated][data-alive]")).to_have_count(1)
    return page


# ------------------------------------------------------------------------------------------------ rows


def test_a_link_fills_as_many_rows_as_it_says(table: Page, server: str) -> None:
    query = f"people=7&{HOURS}expenses_7=12.5&hours_6=3"
    steps.follow(table, f"?{query}")
    steps.expect_answer(table, server, answer(SLUG, query))
    expect(rows(table)).to_have_count(7)
    assert steps.held(table) == {**steps.held(table), "expenses_7": "12.5", "hours_6": "3", "hours_7": "1"}


def test_a_first_page_with_seven_rows_asks_for_no_second_answer(page: Page, server: str) -> None:
    page.goto(f"{server}{steps.PAGES[SLUG]}?people=7&expenses_7=5")
    steps.expect_answer(page, server, answer(SLUG, "people=7&expenses_7=5"))
    expect(rows(page)).to_have_count(7)
    expect(page.get_by_label("Personne 7, Frais avancés")).to_have_value("5")


def test_each_cell_has_a_name_of_its_own(table: Page) -> None:
    steps.put(table, "people", "12")
    expect(rows(table)).to_have_count(12)
    for label in ("Personne 12, Nom (facultatif)", "Personne 12, Frais avancés"):
        expect(table.get_by_label(label, exact=True)).to_have_count(1)
    ids = table.locator("[data-repeated] [id]").evaluate_all("all => all.map(each => each.id)")
    assert len(ids) == len(set(ids))
    described = table.locator("[data-repeated] [aria-describedby]").evaluate_all(
        "all => all.flatMap(each => each.getAttribute('aria-describedby').split(' '))"
    )
    assert set(described) <= set(ids)


def test_rows_beyond_the_count_keep_what_they_held_and_are_not_asked(table: Page, server: str) -> None:
    steps.fill(table, "people=7&expenses_7=30&expenses_2=4")
    name(table, 7).fill("Zoé")
    steps.put(table, "people", "2")
    steps.expect_answer(table, server, answer(SLUG, "people=2&expenses_2=4"))
    expect(rows(table)).to_have_count(2)
    steps.put(table, "people", "7")
    expect_case(table, server, answer(SLUG, "people=7&expenses_2=4&expenses_7=30"))
    expect(name(table, 7)).to_have_value("Zoé")


@pytest.mark.parametrize("count", ["1", "13", "2,5", "beaucoup"])
def test_a_count_that_cannot_be_leaves_the_rows_alone(table: Page, server: str, count: str) -> None:
    steps.put(table, "people", "4")
    expect(rows(table)).to_have_count(4)
    steps.put(table, "people", count)
    steps.calculate(table)
    steps.expect_answer(table, server, answer(SLUG, {"people": count}))
    expect(rows(table)).to_have_count(4)


def test_a_row_is_added_at_the_end_up_to_the_most(table: Page, server: str) -> None:
    add, full = table.locator("[data-add]"), table.get_by_text("12 personnes au plus.")
    add.focus()
    table.keyboard.press("Enter")
    steps.expect_answer(table, server, answer(SLUG, "people=3"))
    expect(name(table, 3)).to_be_focused()
    assert told(table) == ["Ligne ajoutée : Personne 3."]
    expect(full).to_be_hidden()
    steps.put(table, "people", "11")
    add.click()
    steps.expect_answer(table, server, answer(SLUG, "people=12"))
    expect(add).to_be_hidden()
    expect(full).to_be_visible()


def test_who_leaves_takes_nobodys_answers_along(table: Page, server: str) -> None:
    steps.fill(table, f"people=3&{HOURS}expenses_1=1&expenses_2=2&expenses_3=3&hours_3=9")
    for row, who in enumerate(("Ana", "Ben", "Cleo"), start=1):
        name(table, row).fill(who)
    button = table.get_by_role("button", name="Retirer la personne 2")
    button.focus()
    table.keyboard.press("Enter")
    found = answer(SLUG, f"people=2&{HOURS}expenses_1=1&expenses_2=3&hours_2=9")
    assert told(table) == ["Ligne retirée : Personne 2. Les suivantes remontent d’un rang."]
    expect(rows(table)).to_have_count(2)
    assert names(table) == ["Ana", "Cleo"]
    assert table.locator(".rows__name").all_text_contents() == [" · Ana", " · Cleo"]
    expect_case(table, server, found)
    expect(name(table, 2)).to_be_focused()
    expect(table.locator("[data-remove]:visible")).to_have_count(0)  # two at least
    steps.put(table, "people", "3")
    assert steps.held(table)["expenses_3"] == "0", "the row that is free again is nobody's"
    assert names(table)[2] == ""


def test_after_a_removal_the_focus_is_on_the_next_row(table: Page) -> None:
    steps.put(table, "people", "4")
    for row, next_row in ((2, 2), (3, 3)):
        table.get_by_role("button", name=f"Retirer la personne {row}").click()
        if next_row == 2:
            expect(table.get_by_role("button", name="Retirer la personne 2")).to_be_focused()
    expect(name(table, 2)).to_be_focused()


def test_a_column_that_is_not_asked_is_hidden_whole(table: Page) -> None:
    head = table.locator("[data-head=hours]")
    expect(head).to_be_hidden()
    assert not [key for key in steps.held(table) if key.startswith("hours")]
    steps.put(table, "by", "hours")
    expect(head).to_be_visible()
    expect(table.locator("[data-column=hours]:visible")).to_have_count(2)


def test_what_is_wrong_in_a_cell_is_listed_under_the_table_and_leads_there(table: Page, server: str) -> None:
    steps.fill(table, "people=3&expenses_3=beaucoup")
    found = answer(SLUG, "people=3&expenses_3=beaucoup")
    steps.expect_answer(table, server, found)
    (message,) = found["problems"].values()
    link = table.locator("[data-cell-problems] a")
    assert link.all_text_contents() == [message]
    field = cell(table, "expenses_3")
    assert field.get_attribute("aria-invalid") == "true"
    expect(field).to_have_accessible_description(re.compile(re.escape(message)))
    link.click()
    expect(field).to_be_focused()
    steps.expect_accessible(table)
    table.set_viewport_size(PHONE)
    expect(link).to_be_hidden()
    expect(steps.question(table, "expenses_3").locator("[data-error]")).to_be_visible()
    steps.put(table, "expenses_3", "5")
    steps.expect_answer(table, server, answer(SLUG, "people=3&expenses_3=5"))
    expect(table.locator("[data-cell-problems] li")).to_have_count(0)


# ------------------------------------------------------------------------------------------------ paste


def test_a_block_from_the_clipboard_fills_cells_and_adds_rows(table: Page, server: str) -> None:
    steps.put(table, "by", "hours")
    table.evaluate("navigator.clipboard.writeText('10,50\\t2\\r\\n\\t3,5\\r\\n1 250\\t\\r\\n')")
    cell(table, "expenses_2").focus()
    table.keyboard.press("Control+V")
    found = answer(SLUG, f"{HOURS}people=4&expenses_2=10.5&hours_2=2&hours_3=3.5&expenses_4=1250")
    steps.expect_answer(table, server, found)
    assert told(table) == ["4 cellules remplies."]
    assert steps.held(table)["expenses_2"] == "10,50"


def test_what_does_not_fit_is_told_cell_by_cell_and_the_rest_goes_in(table: Page, server: str) -> None:
    steps.fill(table, f"{HOURS}people=12&expenses_12=7")
    lines = ["beaucoup\t3\t", "20\tpeu\tde trop", "5\t6", "8\t9"]
    assert paste(table, "[name=expenses_11]", "\n".join(lines))
    assert told(table) == [
        "2 cellules remplies.",
        "Personne 11, Frais avancés : « beaucoup » n’est pas un nombre.",
        "Personne 12, Heures : « peu » n’est pas un nombre.",
        "Trop de colonnes : 1 à droite du tableau ne sont pas entrées.",
        "Trop de lignes : 2 ne sont pas entrées. 12 personnes au plus.",
    ]
    steps.expect_answer(table, server, answer(SLUG, f"{HOURS}people=12&hours_11=3&expenses_12=20"))
    assert table.locator("[data-told]").get_attribute("aria-live") == "polite"


def test_one_paste_brings_one_answer(table: Page, server: str) -> None:
    table.evaluate(
        """() => {
            window.answers = 0;
            const count = records => (answers += records.filter(each => each.oldValue === null).length);
            new MutationObserver(count).observe(document.querySelector("[data-result]"),
                { attributeFilter: ["aria-busy"], attributeOldValue: true });
        }"""
    )
    assert paste(table, "[name=expenses_1]", "1\n2\n3\n4\n5")
    steps.expect_answer(
        table, server, answer(SLUG, "people=5&expenses_1=1&expenses_2=2&expenses_3=3&expenses_4=4&expenses_5=5")
    )
    assert table.evaluate("answers") == 1


def test_a_single_value_is_left_to_the_browser(table: Page) -> None:
    assert not paste(table, "[name=expenses_1]", "12")
    assert not paste(table, "[name=expenses_1]", "12\r\n")
    table.evaluate("navigator.clipboard.writeText('34')")
    cell(table, "expenses_1").select_text()
    table.keyboard.press("Control+V")
    expect(cell(table, "expenses_1")).to_have_value("34")


def test_names_are_pasted_with_their_numbers(table: Page, server: str) -> None:
    assert paste(table, "[data-row='1'] [data-name]", "Ana\t3\nBen\t\nCleo\t5")
    assert names(table) == ["Ana", "Ben", "Cleo"]
    expect_case(table, server, answer(SLUG, "people=3&expenses_1=3&expenses_3=5"))


def test_what_the_file_says_can_be_pasted_back(table: Page, server: str) -> None:
    """Its heads say where each column belongs; numbers, amounts, total and address are nobody's answers."""
    block = [
        "Nom\tN°\tHeures\tFrais avancés\tMontant (EUR)",
        "Ana\t1\t2,5\t10\t12,00",
        "'=Ben\t2\t3\t\t99,00",
        "Total\t\t\t\t111,00",
        "Adresse de ce cas\thttps://example.org/",
    ]
    steps.put(table, "by", "hours")
    assert paste(table, "[data-row='1'] [data-name]", "\r\n".join(block) + "\r\n")
    expect_case(table, server, answer(SLUG, f"{HOURS}hours_1=2.5&expenses_1=10&hours_2=3"))
    assert names(table) == ["Ana", "=Ben"]


# ------------------------------------------------------------------------------------------------ names


def test_a_name_stays_on_the_page(table: Page, server: str) -> None:
    sent: list[str] = []
    table.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    before = table.locator("[data-result]").inner_html()
    name(table, 1).press_sequentially("Quidam")
    table.wait_for_timeout(600)  # longer than the page waits after the last key
    assert table.locator("[data-result]").evaluate("each => !each.hasAttribute('aria-busy')")
    assert table.locator(".rows__name").all_text_contents() == [" · Quidam"]
    table.locator(".rows__name").evaluate("each => each.remove()")
    assert table.locator("[data-result]").inner_html() == before
    steps.put(table, "expenses_1", "10")
    steps.expect_answer(table, server, with_name(answer(SLUG, "expenses_1=10"), "Personne 1", "Quidam"))
    kept = table.evaluate("JSON.stringify([location.href, history.state, {...localStorage}, {...sessionStorage}])")
    link = table.evaluate("document.querySelector('form[data-calculator]').elements.namedItem('name')")
    assert link is None
    assert "Quidam" not in kept + "".join(sent)


def with_name(found: Any, row: str, who: str) -> Any:
    """An answer as the page shows it with a name beside a row."""
    return found | {"html": found["html"].replace(f'row">{row}', f'row">{row} · {who}', 1)}


def test_starting_again_clears_the_names_and_undo_brings_them_back(table: Page) -> None:
    steps.fill(table, "people=3&expenses_3=2")
    name(table, 3).fill("Cleo")
    steps.reset(table)
    expect(rows(table)).to_have_count(2)
    assert names(table) == ["", ""]
    table.locator("[data-take-back]").click()
    expect(rows(table)).to_have_count(3)
    assert names(table) == ["", "", "Cleo"]
    assert steps.held(table)["expenses_3"] == "2"


# ------------------------------------------------------------------------------------------------ file


def test_the_file_for_a_spreadsheet(table: Page, server: str, tmp_path: Any) -> None:
    query = f"people=3&{HOURS}expenses_1=12.5&hours_2=0"
    steps.fill(table, query)
    found = answer(SLUG, query)
    expect_case(table, server, found)
    name(table, 1).fill('=Ana; dite "A"')
    name(table, 2).fill("Ben")
    with table.expect_download() as download:
        table.get_by_role("button", name="Exporter (.csv)").click()
    assert download.value.suggested_filename == "partage-cmp.csv"
    download.value.save_as(tmp_path / "file.csv")
    amounts = {row["key"]: row["amount"].replace(".", ",") for row in found["rows"]}
    address = f"{server}{steps.PAGES[SLUG]}?{found['link']}&rules={found['rules']}"
    assert (tmp_path / "file.csv").read_bytes().decode() == "\ufeff" + "".join(
        f"{line}\r\n"
        for line in (
            "Nom;N°;Frais avancés;Heures;Montant (EUR)",
            f'"\'=Ana; dite ""A""";1;12,50;1;{amounts["person_1"]}',
            f"Ben;2;0;0;{amounts['person_2']}",
            f";3;0;1;{amounts['person_3']}",
            "Total;;;;1900,00",
            f"Adresse de ce cas;{address}",
        )
    )
    steps.put(table, "people", "1")
    steps.calculate(table)
    expect(table.locator("[data-csv]")).to_be_hidden()


# ------------------------------------------------------------------------------------------------ paper


def worst(slug: str) -> str:
    """Every row there can be, every cell filled, in the year that asks most."""
    found = {one.name: one for one in load(slug).questions}
    values = {"yes_no": "yes", "money": "12.5", "number": "7.25", "percent": "87.5", "count": "3"}
    counts = {one.per: str(one.row) for one in found.values() if one.per}
    filled = {name: values[one.kind] for name, one in found.items() if one.row}
    years = found["year"].options if "year" in found else [""]
    cases = ({"by": "hours", "year": year} | counts | filled for year in years)
    links = [answer(slug, {name: text for name, text in case.items() if text})["link"] for case in cases]
    return max(links, key=len)


TEXT = """() => Math.min(...[...document.querySelectorAll("[data-paper] *")].filter(each => each.checkVisibility()
    && !each.closest("svg") && [...each.childNodes].some(one => one.nodeType === 3 && one.textContent.trim()))
    .map(each => parseFloat(getComputedStyle(each).fontSize) * 0.75))"""


@pytest.mark.parametrize("slug", [SLUG, "gp-practice"])
def test_the_whole_table_is_one_sheet_on_its_side(page: Page, server: str, slug: str) -> None:
    page.goto(f"{server}{steps.PAGES[slug]}?{worst(slug)}")
    expect(page.locator("[data-repeated][data-alive]")).to_have_count(1)
    expect(page.locator("[data-result]:not([aria-busy])")).to_have_attribute("data-outcome", "paid", timeout=90_000)
    expect(page.locator("[data-result] .rows tbody tr")).to_have_count(rows(page).count())
    name(page, 1).fill("Docteure Marie-Antoinette Vandenbroucke")
    page.evaluate("() => { window.printed = new Promise(resolve => { window.print = resolve; }); }")
    page.locator("[data-print]").click()
    page.evaluate("printed")
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    (box,) = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert float(box[0]) > float(box[1])
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    sheet = page.locator("[data-paper] .sheet")
    assert sheet.locator("tbody tr").count() == rows_of(slug)
    text = page.locator("[data-paper]").inner_text()
    assert "Docteure Marie-Antoinette Vandenbroucke" in text
    assert page.locator("[data-paper] [data-sources] a.cite").count()
    assert page.evaluate(TEXT) >= 6.45
    page.evaluate("dispatchEvent(new Event('afterprint'))")


def rows_of(slug: str) -> int:
    return max(one.row for one in load(slug).questions)


# ------------------------------------------------------------------------------------------------ all readers


@pytest.mark.parametrize("slug", [SLUG, "gp-practice"])
@pytest.mark.parametrize("width", [320, 360, 800, 1280])
def test_nothing_is_cut_off_and_axe_finds_nothing(opened: Open, slug: str, width: int) -> None:
    page = opened(slug)
    page.set_viewport_size({"width": width, "height": 740})
    page.locator("[data-add]").click()
    expect(rows(page)).to_have_count(3)
    expect(page.locator("[data-result]:not([aria-busy])")).to_have_count(1)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    steps.expect_accessible(page)
    fields = page.locator("[data-repeated] :is(input, select, button):visible")
    least = 44 if width < 700 else 24
    assert not fields.evaluate_all(
        """(all, least) => all.filter(each => { const { width, height } = each.getBoundingClientRect();
            return Math.min(width, height) < least; }).map(each => each.outerHTML.slice(0, 120))""",
        least,
    )
    if width < 700:
        expect(page.locator("[data-repeated] thead")).to_be_hidden()
        label = steps.question(page, next(key for key in steps.held(page) if key.endswith("_2"))).locator("label")
        box = label.bounding_box()
        assert box
        assert box["height"] > 10
    page.set_viewport_size(steps.DESK)


def test_a_wide_table_scrolls_in_a_box_that_the_keyboard_reaches(opened: Open) -> None:
    page = opened("gp-practice")
    page.set_viewport_size({"width": 800, "height": 740})
    box = page.locator(".repeated__box")
    expect(box).to_have_attribute("tabindex", "0")
    assert box.get_attribute("aria-label")
    last = page.locator('[data-row="2"] [data-column]:visible select, [data-row="2"] [data-column]:visible input').last
    last.focus()
    who, field = page.locator('[data-row="2"] > th').bounding_box(), last.bounding_box()
    assert who
    assert field
    assert 0 <= who["x"] <= 60, "whose row it is stays in sight"
    assert field["x"] >= who["x"] + who["width"]
    page.set_viewport_size(steps.DESK)


def test_the_keyboard_goes_through_the_cells_and_enter_calculates(table: Page, server: str) -> None:
    steps.fill(table, f"people=3&{HOURS}")
    name(table, 1).focus()
    seen = []
    for _ in range(5):
        table.keyboard.press("Tab")
        seen.append(table.evaluate("document.activeElement.name || document.activeElement.ariaLabel || 'name'"))
    assert seen == ["expenses_1", "hours_1", "Retirer la personne 1", "name", "expenses_2"]
    table.keyboard.press("Control+A")
    table.keyboard.type("15")
    table.keyboard.press("Enter")
    steps.expect_answer(table, server, answer(SLUG, f"people=3&{HOURS}expenses_2=15"))
    expect(table.locator(".answer__title")).to_be_focused()


def test_the_columns_of_a_year_come_with_their_thresholds(opened: Open, server: str) -> None:
    page = opened("gp-practice")
    criteria = load("gp-practice")
    shown = {key for key in steps.held(page) if key.endswith("_1")}
    assert shown == {key for key in answer("gp-practice", "")["asked"] if key.endswith("_1")}
    year = next(one for one in criteria.questions if one.name == "year")
    old = year.options[0] if year.options[0] != year.default else year.options[-1]
    steps.put(page, "year", old)
    asked = {key for key in answer("gp-practice", f"year={old}")["asked"] if key.endswith("_1")}
    assert {key for key in steps.held(page) if key.endswith("_1")} == asked
    hints = page.locator("[data-head]:visible .hint").all_inner_texts()
    assert any(re.search(r"Seuil", hint) for hint in hints)
    page.set_viewport_size(PHONE)
    shown_hints = page.locator('[data-row="1"] [data-hint]').evaluate_all("all => all.map(each => each.dataset.hint)")
    assert [hint for hint in shown_hints if "Seuil" in hint]


def test_a_result_leads_to_the_case_of_one_doctor(opened: Open, server: str) -> None:
    page = opened("gp-practice")
    steps.put(page, "sumehr_2", "70")
    expect(page.locator("[data-result]:not([aria-busy])")).to_have_count(1)
    found = answer("gp-practice", "sumehr_2=70")
    lead = next(one for one in found["leads"] if one["row"] == "doctor_2")
    link = page.locator('[data-result] [data-row="doctor_2"] a[data-lead]')
    expect(link).to_have_js_property("href", f"{server}{steps.PAGES['gp-premium']}?{lead['query']}")
    link.click(delay=300)  # a press that leaves the cell: the answer stays where it is
    steps.expect_answer(page, server, answer("gp-premium", lead["query"]))


def test_in_a_frame_on_another_site_the_table_works_and_leads_to_the_whole_site(page: Page, server: str) -> None:
    page.goto(f"{server}/embed/gp-practice/")
    page.locator("[data-add]").click()
    expect(rows(page)).to_have_count(3)
    expect(page.locator("[data-result]:not([aria-busy])")).to_have_attribute("data-outcome", "paid", timeout=90_000)
    link = page.locator('[data-result] [data-row="doctor_1"] a[data-lead]')
    link.hover()
    assert link.evaluate("each => each.target") == "_blank"
    assert link.evaluate("each => each.href").startswith(f"{server}{steps.PAGES['gp-premium']}?")


def test_a_page_without_a_table_asks_for_none_of_it(page: Page, server: str) -> None:
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    for slug, wanted in (("complaint", 0), (SLUG, 1)):
        page.goto(server + steps.PAGES[slug])
        expect(page.locator("form[data-calculator]")).to_have_attribute("data-engine", "ready", timeout=90_000)
        assert len([url for url in asked if url.endswith("/sheet.mjs")]) == wanted

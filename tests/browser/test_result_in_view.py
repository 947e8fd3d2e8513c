"""The result is in view from the first change on: beside the form, or in a bar at the foot of a narrow screen."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from calculators.browser import answer
from calculators.engine.calculator import load
from tests.browser import steps
from tests.browser.steps import Open, every

PHONE: ViewportSize = {"width": 360, "height": 740}
LOW: ViewportSize = {"width": 320, "height": 256}
BAR, CARD = "[data-bar]", ".answer__card"
STATUS = "[role=status][data-status]"
COUNT_STATUS = """() => {
    window.told = [];
    new MutationObserver(() => told.push(document.querySelector("[data-status]").textContent))
        .observe(document.querySelector("[data-status]"), { childList: true, characterData: true, subtree: true });
}"""


def money(slug: str, total: str) -> str:
    """A total as the page writes it."""
    return load(slug).words("fr").money(Decimal(total))


# ------------------------------------------------------------------------------------------------ in view


def test_on_a_wide_screen_the_card_stays_in_view(opened: Open, server: str) -> None:
    page = opened("cmp-project")
    page.set_viewport_size({"width": 1440, "height": 900})
    form, card = page.locator("form[data-calculator]"), page.locator(CARD)
    box, beside = form.bounding_box(), card.bounding_box()
    assert box
    assert beside
    assert beside["x"] > box["x"] + box["width"]
    for name in ("doctor", "effect", "meeting"):
        steps.question(page, name).scroll_into_view_if_needed()
        expect(card.locator(".answer__total")).to_be_in_viewport(ratio=1)
    expect(page.locator(BAR)).to_be_hidden()
    expect(page.locator(".md-sidebar--primary")).to_be_hidden()
    steps.put(page, "effect", "no")
    expect(card.locator(".answer__total")).to_have_text(money("cmp-project", "1600.00"))
    for tool in ("[data-copy]", "[data-print]"):
        expect(card.locator(tool)).to_be_visible()


def test_on_a_phone_a_bar_shows_the_amount_until_the_result_is_in_view(opened: Open, server: str) -> None:
    page = opened("gp-premium")
    page.set_viewport_size(PHONE)
    bar = page.locator(BAR)
    expect(bar).to_contain_text(money("gp-premium", "1000.00"))
    expect(bar).to_contain_text("presse, à confirmer")
    place = bar.bounding_box()
    assert place
    assert place["height"] <= 64
    assert place["y"] + place["height"] == PHONE["height"]
    steps.put(page, "reached", "6")
    expect(bar).to_contain_text(money("gp-premium", "4500.00"))
    steps.put(page, "on_call", "no")
    expect(bar).to_contain_text("Pas de prime")
    expect(bar).to_have_class(re.compile("answer--refused"))
    bar.click()
    expect(page.locator(".answer__title")).to_be_focused()
    expect(page.locator(".answer__title")).to_be_in_viewport(ratio=1)
    expect(bar).to_be_hidden()
    page.locator("[data-change=on_call]").click()
    expect(steps.question(page, "on_call").locator(":checked")).to_be_focused()
    expect(steps.question(page, "on_call").locator("legend")).to_be_in_viewport(ratio=1)
    expect(bar).to_be_visible()


@every
@pytest.mark.parametrize("view", [PHONE, LOW], ids=["phone", "low"])
def test_nothing_lies_over_a_focused_field(opened: Open, slug: str, view: ViewportSize) -> None:
    """Tab and Shift+Tab through the whole form: what has the focus is not under the header or the bar."""
    page = opened(slug)
    page.set_viewport_size(view)
    fields = page.locator("form[data-calculator] :is(input, select, button):visible")
    for keys, start in (("Tab", fields.first), ("Shift+Tab", fields.last)):
        start.focus()
        for _ in range(fields.count()):
            page.keyboard.press(keys)
            covered = page.evaluate(
                """() => {
                    const focused = document.activeElement;
                    if (!focused.closest("form[data-calculator]")) return null;
                    const { left, right, top, bottom } = focused.getBoundingClientRect();
                    const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
                    const own = over && (focused.contains(over) || over.closest("label")?.contains(focused));
                    return own ? null : [focused, over].map(each => each?.outerHTML.slice(0, 100) ?? "out of view");
                }"""
            )
            assert covered is None
    if view is LOW:
        expect(page.locator(BAR)).to_be_hidden()


# ------------------------------------------------------------------------------------------------ each change


def test_the_old_amount_stays_dimmed_while_the_answer_is_on_its_way(visitor: Page, server: str) -> None:
    visitor.route("**/*.wasm", lambda route: None)
    visitor.goto(server + steps.PAGES["cmp-project"])
    total = visitor.locator(".answer__total")
    expect(total).to_have_text(money("cmp-project", "2500.00"))
    steps.put(visitor, "invoice_first", "123.45")
    expect(visitor.locator("[data-note]")).to_have_text("Calcul en cours…")
    expect(total).to_be_visible()
    dimmed = "each => getComputedStyle(each).opacity < 0.5"
    steps.until(visitor, lambda: visitor.locator(".answer__title").evaluate(dimmed))
    steps.put(visitor, "invoice_first", "300")
    expect(visitor.locator("[data-result]:not([aria-busy])")).to_have_count(1)
    expect(visitor.locator("[data-note]")).to_be_hidden()


def test_a_text_is_calculated_a_while_after_the_last_key(opened: Open, server: str) -> None:
    page = opened("gp-premium")
    field = steps.control(page, "billed")
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("12000")
    steps.expect_answer(page, server, answer("gp-premium", "billed=12000"))
    expect(field).to_be_focused()
    field.fill("")
    steps.expect_answer(page, server, answer("gp-premium", ""))
    expect(field).to_have_value("")  # nothing is written into a field under the reader's hands
    page.keyboard.press("Tab")
    expect(field).to_have_value("25000")


def test_a_press_on_the_result_that_leaves_a_field_counts(opened: Open, server: str) -> None:
    """However long it lasts: what was answered already is not made anew between its beginning and its end."""
    page = opened("cmp-project")
    steps.put(page, "invoice_first", "123.45")
    steps.expect_answer(page, server, answer("cmp-project", "invoice_first=123.45"))
    expect(steps.control(page, "invoice_first")).to_be_focused()
    page.locator("[data-copy]").click(delay=300)
    expect(page.locator("[data-copy]")).to_have_text("Lien copié")


def test_a_change_is_told_once_and_a_press_not_twice(opened: Open, server: str) -> None:
    page = opened("gp-premium")
    page.evaluate(COUNT_STATUS)
    steps.control(page, "year").focus()
    for _ in range(5):
        page.keyboard.press("ArrowUp")
    last = answer("gp-premium", {"year": steps.held(page)["year"]})
    expect(page.locator(STATUS)).to_have_text(last["summary"])
    page.wait_for_timeout(700)
    assert page.evaluate("told") == [last["summary"]]
    steps.calculate(page)
    expect(page.locator(".answer__title")).to_be_focused()
    page.wait_for_timeout(700)
    assert page.evaluate("told") == [last["summary"]]
    steps.put(page, "reached", "6")
    steps.control(page, "reached").press("Enter")  # before the page recalculates by itself
    expect(page.locator(".answer__title")).to_be_focused()
    assert page.locator(STATUS).get_attribute("aria-live") == "off"


def test_live_errors_move_nothing_until_the_press(opened: Open, server: str) -> None:
    page = opened("cmp-project")
    steps.put(page, "invoice_first", "beaucoup")
    expect(page.locator("[data-result]")).to_have_attribute("data-outcome", "problems")
    expect(page.locator("[data-problems]")).to_be_hidden()
    expect(steps.question(page, "invoice_first").locator("[data-error]")).to_be_visible()
    steps.calculate(page)
    expect(page.locator("[data-problems]")).to_be_focused()


def test_an_unknown_choice_is_an_error_of_its_group(opened: Open, server: str) -> None:
    page = opened("cmp-project")
    steps.follow(page, "?animator=x")
    group = steps.question(page, "animator")
    expect(group).to_have_attribute("aria-invalid", "true")
    expect(group).to_have_attribute("role", "radiogroup")
    assert not group.locator("input[aria-invalid]").count()


# ------------------------------------------------------------------------------------------------ titles


@pytest.mark.parametrize(
    ("slug", "query", "title", "grade"),
    [
        ("cmp-project", "effect=no&invoice_evaluation=0", "Financement d’après les textes", "official"),
        ("gp-premium", "", "Montant d’après la presse ou un syndicat, à confirmer", "press"),
        ("gp-premium", "year=2023&reached=4", "Montant selon notre lecture, à confirmer", "reading"),
    ],
)
def test_the_title_says_how_sure_the_amount_is(opened: Open, slug: str, query: str, title: str, grade: str) -> None:
    page = opened(slug)
    steps.follow(page, f"?{query}" if query else "?")
    expect(page.locator(".answer__what")).to_have_text(title)
    expect(page.locator(".answer")).to_have_class(re.compile(f"answer--{grade}"))


def test_cents_stand_only_where_there_are_any(opened: Open, server: str) -> None:
    page = opened("cmp-project")
    assert "," not in "".join(page.locator("[data-result] .rows__amount").all_text_contents())
    steps.put(page, "invoice_first", "123,45")
    expect(page.locator(".answer__total")).to_contain_text("323,45")
    amounts = page.locator("[data-result] .rows__amount").all_text_contents()
    assert [amount for amount in amounts if not re.search(r",\d\d\s", amount)] == []


# ------------------------------------------------------------------------------------------------ ticks


def test_ticked_thresholds_count_into_the_number(opened: Open, server: str) -> None:
    page = opened("gp-premium")
    ticks = page.locator("[data-ticks=reached]")
    shown = ticks.locator("label:visible")
    expect(shown).to_have_count(8)
    assert "aux patients DMG : 60 % ou plus" in " ".join(ticks.inner_text().split())
    for index in range(6):
        shown.nth(index).click()
    expect(steps.control(page, "reached")).to_have_value("6")
    steps.expect_answer(page, server, answer("gp-premium", "reached=6"))
    steps.put(page, "reached", "5")
    expect(ticks.locator(":checked")).to_have_count(0)
    steps.expect_answer(page, server, answer("gp-premium", "reached=5"))
    shown.first.click()
    expect(steps.control(page, "reached")).to_have_value("1")
    steps.put(page, "year", "2023")
    expect(shown).to_have_count(7)
    steps.put(page, "payment", "lump-sum")
    expect(shown).to_have_count(6)
    steps.put(page, "year", "2017")
    expect(ticks).to_be_hidden()
    steps.follow(page, "?reached=7")
    expect(ticks.locator(":checked")).to_have_count(0)


# ------------------------------------------------------------------------------------------------ dates


def test_what_is_past_says_so_and_a_closed_window_comes_first(opened: Open, server: str) -> None:
    page = opened("gp-premium")
    closed = page.locator(".answer__closed")
    expect(closed).to_have_text("La demande pour 2024 est close depuis le 15 décembre 2025.")
    title = page.locator(".answer__title")
    above, below = closed.bounding_box(), title.bounding_box()
    assert above
    assert below
    assert above["y"] < below["y"]
    times = page.locator(".timeline time")
    assert times.count()
    assert all("passé" in text for text in times.all_text_contents())
    expect(page.locator("[data-ics]")).to_be_hidden()
    expect(page.locator(".answer__next")).to_be_hidden()


def test_a_day_to_come_is_not_past(opened: Open, server: str) -> None:
    page = opened("cmp-project")
    meeting = date.today() + timedelta(days=40)
    steps.put(page, "meeting", meeting.isoformat())
    steps.expect_answer(page, server, answer("cmp-project", f"meeting={meeting}"))
    expect(page.locator(".past")).to_have_count(0)
    expect(page.locator(".answer__next")).to_contain_text("Prochaine date")
    expect(page.locator("[data-ics]")).to_be_visible()
    groups = page.locator(".timeline > li > time").all_text_contents()
    assert len(groups) == len(set(groups)), "a date is said once"


def test_the_list_of_years_says_what_they_are(opened: Open) -> None:
    page = opened("gp-premium")
    listed = " ".join(" | ".join(page.locator("[name=year] option").all_text_contents()).split())
    assert "2024 : demandes closes le 15 décembre 2025" in listed
    assert "2025 : règles pas trouvées, à demander sans doute en 2026" in listed
    assert "2026 : règles pas trouvées" in listed


def test_a_date_is_written_back_as_it_was_read(opened: Open, server: str) -> None:
    page = opened("complaint")
    for given in ("23/11/2026", "2026-11-23", "23.11.2026"):
        steps.follow(page, f"?sent={given}")
        steps.expect_answer(page, server, answer("complaint", "sent=2026-11-23"))
        expect(steps.control(page, "sent")).to_have_value("2026-11-23")
    steps.calculate(page)
    steps.expect_answer(page, server, answer("complaint", "sent=2026-11-23"))


def test_a_year_being_typed_flashes_no_error(opened: Open, server: str) -> None:
    page = opened("complaint")
    page.evaluate(
        """() => {
            window.seen = [];
            const result = document.querySelector("[data-result]");
            new MutationObserver(() => seen.push(result.dataset.outcome)).observe(result, { attributes: true });
        }"""
    )
    steps.control(page, "sent").focus()
    page.keyboard.type("05052026")
    page.keyboard.press("Tab")
    steps.expect_answer(page, server, answer("complaint", "sent=2026-05-05"))
    assert set(page.evaluate("seen")) == {"none", "dated"}


def test_a_day_that_is_none_is_told(opened: Open, server: str) -> None:
    """The browser keeps « 31/02/2026 » to itself: the field says that something stands there, not what."""
    page = opened("cmp-project")
    steps.control(page, "meeting").focus()
    page.keyboard.type("02312026")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    message = answer("cmp-project", "meeting=?")["problems"]["meeting"]
    expect(steps.question(page, "meeting").locator("[data-error]")).to_have_text(message)
    steps.calculate(page)
    expect(page.locator("[data-problems] a")).to_have_text([message])


# ------------------------------------------------------------------------------------------------ taken back, along


def test_what_was_wiped_can_be_taken_back(opened: Open, server: str) -> None:
    page = opened("cmp-project")
    steps.put(page, "animator", "none")
    steps.put(page, "effect", "no")
    steps.expect_answer(page, server, answer("cmp-project", "effect=no&animator=none"))
    steps.reset(page)
    steps.expect_answer_of_page(page, answer("cmp-project", ""))
    page.locator("[data-take-back]").click()
    steps.expect_answer(page, server, answer("cmp-project", "effect=no&animator=none"))
    expect(page.locator("[data-undo]")).to_be_hidden()
    steps.reset(page)
    page.go_back()
    steps.expect_answer(page, server, answer("cmp-project", "effect=no&animator=none"))


def test_a_phone_shares_the_link_by_its_own_sheet(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, service_workers="block")
    page = context.new_page()
    page.add_init_script("navigator.share = async what => (window.shared = what)")
    page.goto(server + steps.PAGES["cmp-project"])
    button = page.locator("[data-copy]")
    expect(button).to_have_text("Partager")
    button.click()
    assert page.evaluate("shared.url").startswith(f"{server}{steps.PAGES['cmp-project']}?rules=")
    context.close()


def test_the_browser_that_allows_few_addresses_still_answers(visitor: Page, server: str) -> None:
    faults: list[str] = []
    visitor.on("pageerror", lambda error: faults.append(str(error)))
    visitor.add_init_script(
        """const replace = history.replaceState;
        history.replaceState = function (state, title, address) {
            if (address) throw new DOMException("SecurityError");
            replace.call(this, state, title);
        };"""
    )
    visitor.goto(server + steps.PAGES["cmp-project"])
    steps.put(visitor, "effect", "no")
    steps.calculate(visitor)
    expect(visitor.locator("[data-result]")).to_have_attribute("data-total", "1600.00")
    expect(visitor.locator(".answer__title")).to_be_focused()
    assert faults == []

"""What a reader takes along from a calculator: the dates in a calendar, the case on paper."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from calculators.browser import answer, calendar
from calculators.engine.calculator import load
from tests.browser import steps
from tests.browser.steps import Open, every

SOON = date.today() + timedelta(days=100)
COMING = {"cmp-project": f"meeting={SOON}", "gp-premium": f"submitted={SOON}", "complaint": f"sent={SOON}"}
"""Cases with days to come, whenever these tests are run."""


@pytest.mark.parametrize("slug", COMING)
def test_the_dates_to_come_are_taken_along_as_python_writes_them(
    opened: Open, server: str, tmp_path: Path, slug: str
) -> None:
    page, found = opened(slug), answer(slug, COMING[slug])
    steps.fill(page, COMING[slug])
    steps.calculate(page)
    steps.expect_answer(page, server, found)
    with page.expect_download() as download:
        page.locator("[data-ics]").click()
    address = f"{page.url}&rules={found['rules']}"
    file = calendar(slug, found["link"], "fr", page.evaluate(TODAY), address)
    assert download.value.suggested_filename == file["name"]
    download.value.save_as(tmp_path / "dates.ics")
    assert undated((tmp_path / "dates.ics").read_bytes().decode()) == undated(file["text"])
    assert file["text"]


TODAY = "new Date(Date.now() - 60_000 * new Date().getTimezoneOffset()).toISOString().slice(0, 10)"


def undated(text: str) -> str:
    """A calendar without the moment at which it was made."""
    return re.sub("DTSTAMP:.*", "", text)


def test_where_no_day_is_to_come_there_is_nothing_to_take_along(opened: Open) -> None:
    page = opened("complaint")
    for sent, offered in ((SOON, True), ("2020-01-01", False)):
        steps.put(page, "sent", str(sent))
        steps.calculate(page)
        expect(page.locator("[data-ics]")).to_be_visible(visible=offered)


PAPER = "[data-paper]"


def print_case(page: Page) -> None:
    """Press « Imprimer » and wait until the browser would print."""
    page.evaluate("() => { window.printed = new Promise(resolve => { window.print = resolve; }); }")
    page.locator("[data-print]").click()
    page.evaluate("printed")


def on_paper(page: Page) -> str:
    """What stands on the paper, after the button was pressed."""
    print_case(page)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(PAPER)).to_be_visible()
    return page.locator(PAPER).inner_text()


@every
def test_paper_begins_with_the_answer_and_holds_case_dates_and_sources(opened: Open, server: str, slug: str) -> None:
    page, found = opened(slug), answer(slug, steps.result(slug))
    steps.fill(page, steps.result(slug))
    steps.calculate(page)
    steps.expect_answer(page, server, found)
    link = f"{page.url}&rules={found['rules']}"
    text = on_paper(page)
    order = [".answer__title", "[data-case]", "[data-sources]", "[data-address]"]
    places = [page.locator(f"{PAPER} {each}").bounding_box() for each in order]
    tops = [place["y"] for place in places if place]
    assert len(tops) == len(order)
    assert tops == sorted(tops)
    assert link in text
    assert re.search(r"Imprimé le \d+ \w+ 20\d\d", text)
    for step in found["agenda"]:
        last = step["until"] or (step["date"] if step["when"] != "from" else "9999-12-31")
        past = date.fromisoformat(last) < date.today()
        assert step["label"] in text or (past and has_table(slug)), "one sheet has no room for what is past"
    for row in found["rows"]:
        assert row["label"] in text
    shown = page.locator(f"{PAPER} dt").all_text_contents()
    asked = [name for name, value in found["values"].items() if value or is_date(slug, name)]
    assert len(shown) == len([name for name in asked if not steps.questions(slug)[name].per])
    links = page.locator(f"{PAPER} [data-sources] a.cite")
    addresses = links.evaluate_all("all => all.map(each => each.href)")
    assert addresses
    assert len(addresses) == len(set(addresses))
    cited = {
        c["url"] for kind in ("rows", "advice", "agenda", "refusals") for one in found[kind] for c in one["citations"]
    }
    assert {unquote(url).rstrip("/") for url in addresses} <= {url.rstrip("/") for url in cited}
    for screen in (".md-header", ".md-tabs", ".md-sidebar", ".md-footer__inner", "form", "[data-tools]", ".static"):
        for place in page.locator(screen).all():
            expect(place).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator(PAPER)).to_be_hidden()


def has_table(slug: str) -> bool:
    """Whether questions repeat: test_repeated.py looks at what their table is on paper."""
    return any(question.per for question in load(slug).questions)


def is_date(slug: str, name: str) -> bool:
    return steps.questions(slug)[name].kind == "date"


SHEETS = {
    "cmp-project": ("meeting=2027-01-20", 2),
    "gp-premium": ("how=scores&sumehr=70&chapter4=60&cebam=9&group=yes&submitted=2025-10-01", 2),
    "nursing-home": ("residents=40&hours=200", 2),
    "complaint": ("sent=2026-11-23", 1),
}


@pytest.mark.parametrize("slug", SHEETS)
def test_a_case_fits_its_sheets(page: Page, server: str, slug: str) -> None:
    query, most = SHEETS[slug]
    page.goto(f"{server}{steps.PAGES[slug]}?{query}")
    steps.expect_answer(page, server, answer(slug, query))
    print_case(page)
    pdf = page.pdf(format="A4", margin={"top": "12mm", "bottom": "12mm", "left": "12mm", "right": "12mm"})
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= most


def test_the_code_on_paper_is_the_link_of_the_case(page: Page, server: str) -> None:
    """It is fetched once printing is near, and not before."""
    page.goto(server + steps.PAGES["cmp-project"])
    fetched: list[str] = []
    page.on("request", lambda sent: fetched.append(sent.url) if sent.url.endswith("/qr.mjs") else None)
    steps.put(page, "effect", "no")
    steps.expect_answer(page, server, answer("cmp-project", "effect=no"))
    assert fetched == []
    on_paper(page)
    assert len(fetched) == 1
    drawn = page.locator(f"{PAPER} [data-code] svg")
    expect(drawn).to_be_visible()
    address = page.locator(f"{PAPER} [data-address]").inner_text()
    again = page.evaluate("async ([url, text]) => (await import(url)).svg(text)", [fetched[0], address])
    size = re.compile(r'viewBox="[^"]+"')
    path = re.compile(r' d="([^"]+)"')
    assert size.findall(drawn.evaluate("each => each.outerHTML")) == size.findall(again)
    assert drawn.locator("path").get_attribute("d") == path.findall(again)[0]


def test_no_amount_is_printed_beside_answers_it_does_not_belong_to(visitor: Page, server: str) -> None:
    """While Python is on its way, the browser's own menu may print at any moment."""
    visitor.route("**/*.wasm", lambda route: None)
    visitor.goto(server + steps.PAGES["cmp-project"])
    steps.put(visitor, "invoice_first", "123.45")
    visitor.emulate_media(media="print")
    visitor.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert "EUR" not in visitor.locator(f"{PAPER} [data-answer]").inner_text()
    assert "123.45" in visitor.locator(f"{PAPER} [data-case]").inner_text()

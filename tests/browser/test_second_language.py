"""A second language is texts, pages and one configuration: a toy Dutch site of three pages, built from a copy.

Its texts are the French ones between ⟦ and ⟧, so whatever stands outside them in a page does not come from a text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from build_scripts import ROOT
from build_scripts.pages import translation
from build_scripts.serve import Server
from calculators import CALCULATORS, answer
from calculators.engine.calculator import load
from calculators.engine.words import read
from tests import copies
from tests.browser import steps
from tests.browser.test_embed import Elsewhere, expect_fitting, frame

SLUG = "gp-premium"
CALCULATOR = CALCULATORS[SLUG]
CONFIGURATION = """
INHERIT: mkdocs.yml
site_name: Overleg en premies
site_description: Regels, bedragen en rekenhulpen voor artsen en apothekers in België.
docs_dir: docs/nl
theme:
  language: nl
nav:
  - Start: index.md
  - Gids: cmp/index.md
  - Premie: calculateurs/prime-pratique-integree.md
"""
PAGES = {
    "index.md": "# Start\n\nWelkom. [Gids](cmp/index.md)\n",
    "cmp/index.md": '# Gids\n\nTot {{ euro("cmp_project.maximum") }} {{ cite("esante-ppi-2022") }}.\n',
    "calculateurs/prime-pratique-integree.md": f"""# Premie

{{{{ calculator("{SLUG}") }}}}

{{{{ covered("{SLUG}") }}}}

{{{{ figures_table("gp_premium") }}}}
""",
}
HEAD = """---
description: Een pagina van de proefsite, {name}.
sources: [esante-ppi-2022, jdm-2024]
checked: 2026-11-22
changed: "⟦niets⟧"
---

"""
MARKED = re.compile(r"⟦[^⟦⟧]*⟧")


def marked(value: Any) -> Any:
    return [marked(one) for one in value] if isinstance(value, list) else f"⟦{value}⟧"


def texts(folder: Path, data: set[str]) -> str:
    """The French texts of a folder as TOML, between marks but for how numbers are written; data under [data]."""

    def line(key: str, value: Any) -> str:
        return f"{json.dumps(key, ensure_ascii=False)} = {json.dumps(value, ensure_ascii=False)}"

    plain = {"format.decimal", "format.date", "format.between"}
    french = {key: value if key in plain else marked(value) for key, value in read(folder, "fr").items()}
    lines = [line(key, value) for key, value in (french | {"language": "Nederlands"}).items()]
    lines += ["[data]", *(line(text, marked(text)) for text in sorted(data - {""}))]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy with Dutch texts for the engine, the premium and the pages, three pages, and the configuration."""
    copy = copies.copy_of_project(tmp_path_factory.mktemp("dutch"))
    folders = {
        translation.ENGINE: set(),
        load(SLUG).folder: set(translation.of_calculator(load(SLUG))),
        ROOT / "docs": set(translation.of_guides()),
    }
    for folder, data in folders.items():
        (copy / folder.relative_to(ROOT) / "texts.nl.toml").write_text(texts(folder, data), encoding="utf-8")
    for name, text in PAGES.items():
        file = copy / "docs" / "nl" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(HEAD.format(name=name) + text + "\n{{ provenance() }}\n", encoding="utf-8")
    (copy / "mkdocs.nl.yml").write_text(CONFIGURATION, encoding="utf-8")
    return copy


@pytest.fixture(scope="module")
def built(project: Path) -> Path:
    return copies.build(project)


@pytest.fixture(scope="module")
def toy(built: Path) -> Iterator[str]:
    """The address of the toy site, without a slash at its end."""
    running = Server(built).start()
    yield running.url.rstrip("/")
    running.shutdown()


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A reader's page; an error in its console, or a file that is not there, fails the test."""
    context = browser.new_context(locale="nl-BE", service_workers="block")
    page, faults = context.new_page(), []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("response", lambda response: faults.append(response.url) if response.status >= 400 else None)
    yield page
    context.close()
    assert faults == []


def test_there_is_one_assets_for_all_languages(built: Path) -> None:
    assert not (built / "nl" / "assets").exists()
    assert not (built / "nl" / "404.html").exists()
    assert (built / "assets" / "manifest.nl.webmanifest").exists()
    assert list((built / "assets" / "packs").glob(f"{SLUG}-nl-*.json"))
    assert (built / "nl" / "search" / "search_index.json").exists()
    assert (built / "nl" / "figures.json").exists()
    kept = (built / "sw.js").read_text(encoding="utf-8")
    assert '"nl/"' in kept
    assert '"nl/search/search_index.json"' in kept


def test_the_french_site_changes_by_the_choice_of_a_language_alone(built: Path, site: Path) -> None:
    def told(folder: Path, page: str) -> str:
        soup = BeautifulSoup((folder / page / "index.html").read_text(encoding="utf-8"), "lxml")
        return soup.article.get_text() if soup.article else ""

    for page in (".", CALCULATOR, "prime", "a-propos/sources"):
        assert told(built, page) == told(site, page)


def test_no_french_stands_in_code_or_data(built: Path) -> None:
    """What the page shows beside the toy's own words is a text, a text of data between marks, or no word at all."""
    said = ("title", "aria-label", "alt", "data-label")
    for page in ("cmp/", CALCULATOR):
        article = BeautifulSoup((built / "nl" / page / "index.html").read_text(encoding="utf-8"), "lxml").article
        assert article
        for gone in article.select("h1, .headerlink, option"):
            gone.decompose()
        attributes = [str(tag[name]) for tag in article.select("*") for name in said if tag.get(name)]
        for text in [article.get_text(" "), *attributes]:
            while MARKED.search(text):
                text = MARKED.sub(" ", text)
            assert set(re.findall(r"[^\W\d_]{2,}", text)) <= {"EUR", "Tot"}, page


def test_what_a_language_lacks_is_listed(project: Path) -> None:
    """The toy translates the premium; it lacks the other calculators alone, also that which rests on the premium."""
    program = "from build_scripts.pages.translation import lacking\nprint(*lacking('nl'), sep='\\n')"
    (project / "lacks.py").write_text(program, encoding="utf-8")
    lines = copies.run(project, "lacks").splitlines()
    assert "cmp_project: title" in lines
    assert {line.split(":")[0] for line in lines} == {
        "cmp_project",
        "cmp_sharing",
        "gp_practice",
        "nursing_home",
        "complaint",
    }


def test_a_page_is_styled_and_answers_in_the_pack_and_outside(reader: Page, toy: str) -> None:
    reader.goto(f"{toy}/nl/{CALCULATOR}")
    form = reader.locator("form[data-calculator]")
    expect(form).to_have_attribute("data-lang", "nl")
    assert form.evaluate("each => getComputedStyle(each).borderRadius") != "0px"
    for query in ("reached=7", "billed=24000.50"):  # one that the pack holds, and one for Python
        steps.fill(reader, query)
        steps.calculate(reader)
        outcome, total = ("paid", "6000.00") if query == "reached=7" else ("refused", None)
        expect(reader.locator("[data-result]")).to_have_attribute("data-outcome", outcome, timeout=90_000)
        assert reader.locator("[data-result]").get_attribute("data-total") == total
        assert "⟦" in reader.locator("[role=status][data-status]").inner_text()


def test_a_result_leads_to_a_calculator_of_the_first_language_where_there_is_no_other(reader: Page, toy: str) -> None:
    reader.goto(f"{toy}/nl/{CALCULATOR}?group=yes")
    link = reader.locator("[data-result] a[data-lead]")
    found = answer(SLUG, "group=yes")["leads"]
    assert [lead["slug"] for lead in found] == ["gp-practice"]
    address = f"{toy}/{CALCULATORS['gp-practice']}?{found[0]['query']}"
    expect(link).to_have_js_property("href", address, timeout=90_000)


def test_a_calculator_on_another_site_speaks_the_language(reader: Page, toy: str, tmp_path: Path) -> None:
    """That of its tag; the first one of the site where the calculator does not speak it."""
    elsewhere = Elsewhere(tmp_path, toy)
    body = f"<p>{elsewhere.tag(SLUG, lang='nl')}</p><p>{elsewhere.tag('complaint', lang='nl')}</p>"
    reader.goto(elsewhere.write(body))
    for place, (address, lang) in enumerate([(f"/nl/embed/{SLUG}/", "nl"), ("/embed/complaint/", "fr")]):
        inside = frame(reader, place)
        assert inside.url == toy + address
        assert inside.evaluate("document.documentElement.lang") == lang
        expect_fitting(reader, place)
    inside = frame(reader)
    inside.locator('[data-question="reached"] input').fill("7")
    expect(inside.locator("[data-result]")).to_have_attribute("data-total", "6000.00")
    whole = inside.locator("[data-whole]")
    whole.hover()
    assert str(whole.evaluate("each => each.href")).startswith(f"{toy}/nl/{CALCULATOR}?")
    elsewhere.server.shutdown()


def test_the_choice_of_a_language_stays_on_the_page(reader: Page, toy: str) -> None:
    """Also after the theme brought another page into this one; where there is no such page, it leads to the first."""

    def choose(lang: str) -> None:
        reader.locator(".md-select").hover()
        reader.locator(f".md-select__link[hreflang={lang}]").click()

    reader.goto(f"{toy}/nl/{CALCULATOR}")
    choose("fr")
    expect(reader).to_have_url(f"{toy}/{CALCULATOR}")
    expect(reader.locator("html")).to_have_attribute("lang", "fr")
    steps.load_page(reader, f"{toy}/{CALCULATOR}")
    steps.follow(reader, "/cmp/")
    expect(reader).to_have_url(f"{toy}/cmp/")
    choose("nl")
    expect(reader).to_have_url(f"{toy}/nl/cmp/")
    reader.goto(f"{toy}/prime/")
    choose("nl")
    expect(reader).to_have_url(f"{toy}/nl/")


def test_the_search_speaks_the_language(reader: Page, toy: str) -> None:
    reader.goto(f"{toy}/nl/")
    reader.locator("[data-md-component=search-query]").click()
    reader.keyboard.type("welkom")
    expect(reader.locator(".md-search-result__item").first).to_be_visible()
    expect(reader.locator(".md-search-result__item a").first).to_have_attribute("href", re.compile(r"/nl/"))

"""The built pages, read as files: complete, sourced, linked soundly, from one origin, in plain structure."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import jsonschema
import pytest
import yaml
from bs4 import BeautifulSoup, Tag

from build_scripts import ROOT
from build_scripts.pages import knowledge
from calculators import CALCULATORS
from calculators.browser import answer
from calculators.engine.calculator import load
from calculators.engine.questions import is_raised
from tests.browser import steps
from tests.conftest import whole_pages

DOCS = ROOT / "docs" / "fr"
SOURCES = sorted(DOCS.rglob("*.md"))
TEXTS = sorted([*ROOT.glob("calculators/*/texts.*.toml"), *ROOT.glob("docs/texts.*.toml")])
AMOUNT = re.compile(r"\d[\s.,\u00a0\u202f]*(?:EUR\b|€|euros?\b)|(?:EUR|€)[\s\u00a0\u202f]*\d", re.IGNORECASE)
OURS = "http://site/"
UNREAD = {"script", "style"}

type Pages = dict[str, BeautifulSoup]


def address(source: Path) -> str:
    """The path of the page that a Markdown file becomes: cmp/organiser.md → /cmp/organiser/."""
    stem = source.relative_to(DOCS).with_suffix("").as_posix()
    return f"/{stem}/".replace("/index/", "/") if stem != "index" else "/"


def front_matter(source: Path) -> dict[str, Any]:
    return yaml.safe_load(source.read_text(encoding="utf-8").split("---")[1])


@pytest.fixture(scope="module")
def pages(site: Path) -> Pages:
    """Each page of the site by its path, with 404.html."""
    found = {f"/{path.relative_to(site).as_posix()}".removesuffix("index.html"): path for path in whole_pages(site)}
    return {name: BeautifulSoup(path.read_text(encoding="utf-8"), "lxml") for name, path in sorted(found.items())}


def text_of(soup: BeautifulSoup) -> str:
    """All that a reader reads in a page."""
    return " ".join(text for text in soup.find_all(string=True) if text.parent and text.parent.name not in UNREAD)


def within(pages: Pages, selector: str) -> Iterator[tuple[str, Tag]]:
    return ((name, tag) for name, soup in pages.items() for tag in soup.select(selector))


# ------------------------------------------------------------------------------------------------ complete


def test_every_source_and_every_promised_page_is_built(pages: Pages) -> None:
    wanted = {address(source) for source in SOURCES} | {steps.PAGES[slug] for slug in CALCULATORS} | {"/404.html"}
    assert wanted == set(pages)


def test_every_page_stands_in_the_sitemap(site: Path, pages: Pages) -> None:
    listed = re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    addresses = {urlsplit(urljoin("https://example.org/", address)).path for address in listed}
    assert addresses == set(pages) - {"/404.html"}
    assert len(listed) == len(addresses)


@pytest.mark.parametrize("slug", CALCULATORS)
def test_the_default_case_is_answered_in_the_page_itself(pages: Pages, slug: str) -> None:
    """Before any script; a case without a default answer shows none, and no error."""
    found = answer(slug, "")
    soup = pages[steps.PAGES[slug]]
    (form,) = soup.select("form[data-calculator]")
    assert form["data-calculator"] == slug
    assert form["data-engine"] == "idle"
    assert form["data-rules"] == found["rules"]
    (result,) = soup.select("[data-result]")
    if found["outcome"] == "problems":
        assert (result["data-outcome"], result.get_text(), result.get("data-total")) == ("none", "", None)
    else:
        assert (result["data-outcome"], result.get("data-total")) == (found["outcome"], found["total"])
        assert result.decode_contents() == BeautifulSoup(found["html"], "lxml").select("body")[0].decode_contents()


@pytest.mark.parametrize("slug", CALCULATORS)
def test_the_form_asks_every_question_in_order(pages: Pages, slug: str) -> None:
    """Of those that repeat, the rows of the default case; the script makes further ones, alike."""
    soup = pages[steps.PAGES[slug]]
    defaults = {question.name: question.default for question in load(slug).questions}
    asked = [q for q in load(slug).questions if not q.row or q.row <= int(defaults[q.per])]
    assert [box["data-question"] for box in soup.select("[data-question]")] == [question.name for question in asked]
    for question in asked:
        controls = soup.select(f'[data-question="{question.name}"] :is(input, select)')
        assert {control["name"] for control in controls} == {question.name}
        values = [tag["value"] for tag in soup.select(f'[data-question="{question.name}"] :is([type=radio], option)')]
        unanswered = ("",) if question.row and question.options and not question.default else ()
        assert tuple(values) == unanswered + question.options


@pytest.mark.parametrize("slug", CALCULATORS)
def test_the_form_starts_as_its_script_would_leave_it(pages: Pages, slug: str) -> None:
    """What the default case does not raise is hidden: questions, the hints that depend on them, groups without any."""
    soup = pages[steps.PAGES[slug]]
    shown = [box["data-question"] for box in soup.select("[data-question]:not([hidden])")]
    assert shown == answer(slug, "")["asked"]
    for group in soup.select("[data-group]"):
        assert group.has_attr("hidden") != bool(group.select("[data-question]:not([hidden])"))
    case = {question.name: question.default for question in load(slug).questions if question.name in shown}
    for hint in soup.select(".hint [data-when]"):
        assert hint.has_attr("hidden") != is_raised(json.loads(str(hint["data-when"])), case)


def test_no_macro_is_left_unrendered(pages: Pages) -> None:
    for name, soup in pages.items():
        text = (soup.article or soup).get_text()
        assert not re.search(r"\{\{|\}\}|\{%|%\}|Traceback|Rendering Error|\bundefined\b|\bNone\b|\bnan\b", text), name


def test_no_place_of_a_text_is_left_unfilled(pages: Pages) -> None:
    """A text says `{name}` where a value is to stand; the words of a script, in attributes, are filled there."""
    left = {f"{name}: {found}" for name, soup in pages.items() for found in re.findall(r"\{\w+\}", text_of(soup))}
    assert not left


# ------------------------------------------------------------------------------------------------ sourced


@pytest.mark.parametrize("source", SOURCES, ids=address)
def test_every_guide_says_where_it_comes_from(pages: Pages, source: Path) -> None:
    meta = front_matter(source)
    assert isinstance(meta["checked"], date)
    assert meta["changed"]
    if not meta["sources"]:
        assert "a-propos" in source.parts, "only what we say of the site itself has no source"
        return
    (section,) = pages[address(source)].select("section.provenance")
    assert len(section.select("a.cite")) == len(meta["sources"])
    known = knowledge.sources()
    assert {link["href"] for link in section.select("a.cite")} == {known[name].url for name in meta["sources"]}


def test_no_amount_is_typed_in_a_guide_or_a_text() -> None:
    """Amounts come from figures.toml alone, with their source."""
    typed = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in (*SOURCES, *TEXTS)
        for found in AMOUNT.finditer(path.read_text(encoding="utf-8"))
    ]
    assert typed == []


def test_every_contact_has_its_source_and_the_day_it_was_checked(pages: Pages) -> None:
    for name, contact in tomllib.loads((ROOT / "docs" / "contacts.toml").read_text(encoding="utf-8")).items():
        assert isinstance(contact["checked"], date), name
        assert contact["source"] in knowledge.sources(), name
        assert contact["name"], name
        assert contact["role"], name
    cards = list(within(pages, "address.contact"))
    assert cards
    for name, card in cards:
        assert card.select("small a.cite"), name
        assert "Relevé le" in card.get_text(), name


def test_the_language_of_a_document_is_told(pages: Pages) -> None:
    """Of the document by each link to it; of a title that is quoted as it stands there, by the title."""
    languages = {source.url: source.language for source in knowledge.sources().values()}
    for name, link in within(pages, "a.cite"):
        assert link["hreflang"] == languages[str(link["href"])], name
        assert {title["lang"] for title in link.select("[lang]")} <= {link["hreflang"]}, name
    titles = {title.get_text() for _, title in within(pages, "a.cite [lang=nl]")}
    assert "Medisch-farmaceutisch overleg" in titles
    assert not [title for title in titles if re.search(r"[«»]", title)]


def test_figures_json_holds_every_figure_and_keeps_to_its_schema(site: Path) -> None:
    schema = json.loads((site / "figures.schema.json").read_text(encoding="utf-8"))
    published = json.loads((site / "figures.json").read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    validator(schema, format_checker=jsonschema.FormatChecker()).validate(published)
    ours = Counter(
        (slug, one.name, one.since.isoformat(), one.source.id, one.grade)
        for slug in CALCULATORS
        for one in load(slug).figures.figures
    )
    theirs = Counter((f["calculator"], f["name"], f["since"], f["source"], f["grade"]) for f in published["figures"])
    assert theirs == ours
    for figure in published["figures"]:
        assert figure["source"] in published["sources"]
        assert (figure["value"] is None) == bool(figure["unsettled"])


# ------------------------------------------------------------------------------------------------ one origin


def test_nothing_is_loaded_from_another_origin(site: Path, pages: Pages) -> None:
    """Neither by a page nor by a style; a link that a reader follows may lead anywhere."""
    loading = "[src], [srcset], [data], [poster], link[href], form[action], use[href], image[href]"
    visited = {"canonical", "alternate"}  # relations, which no browser loads
    for name, tag in within(pages, loading):
        if visited & set(tag.get_attribute_list("rel")):
            continue
        for attribute in ("src", "srcset", "data", "poster", "href", "action"):
            value = tag.get(attribute, "") if not (attribute == "href" and tag.name == "a") else ""
            assert not re.match(r"\s*(https?:)?//", str(value)), f"{name}: {tag}"
    for style in site.rglob("*.css"):
        assert not re.search(r"(url\(|@import)\s*[\"']?(https?:)?//", style.read_text(encoding="utf-8")), style


def test_no_page_names_the_one_before_or_after(pages: Pages) -> None:
    """Firefox fetches them ahead, and the policy forbids it."""
    assert not list(within(pages, "link[rel=next], link[rel=prev]"))


def test_links_to_other_sites_are_secure_and_say_so_to_no_one(pages: Pages) -> None:
    for name, link in within(pages, "a[href]"):
        assert not str(link["href"]).startswith(("javascript:", "data:")), name
        assert not link.get("target"), f"{name}: {link} opens a window that nobody asked for"


# ------------------------------------------------------------------------------------------------ sound


def test_links_and_anchors_inside_the_site_resolve(site: Path, pages: Pages) -> None:
    ids = {name: {tag["id"] for tag in soup.select("[id]")} for name, soup in pages.items()}
    broken = []
    for name, link in within(pages, "a[href], link[href], script[src], img[src]"):
        target = str(link.get("href") or link.get("src"))
        parts = urlsplit(urljoin(f"http://site{name}", target))
        if parts.netloc != "site" or parts.scheme != "http":
            continue
        path, fragment = unquote(parts.path), unquote(parts.fragment)
        if path not in pages and not (site / path[1:]).is_file():
            broken.append(f"{name}: {target}")
        elif fragment and path in ids and fragment not in ids[path] and not fragment.startswith(":~:"):
            broken.append(f"{name}: {target} (no such anchor)")
    assert broken == []


def test_ids_are_unique_in_a_page(pages: Pages) -> None:
    for name, soup in pages.items():
        twice = [key for key, times in Counter(tag["id"] for tag in soup.select("[id]")).items() if times > 1]
        assert twice == [], name


def test_what_a_label_or_a_description_names_exists(pages: Pages) -> None:
    for name, soup in pages.items():
        ids = {tag["id"] for tag in soup.select("[id]")}
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            for tag in soup.select(f"article [{attribute}]"):
                assert set(str(tag[attribute]).split()) <= ids, f"{name}: {tag}"


def test_headings_start_with_one_title_and_skip_no_level(pages: Pages) -> None:
    for name, soup in pages.items():
        levels = [int(tag.name[1]) for tag in soup.select("main :is(h1, h2, h3, h4, h5, h6)")]
        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        skipped = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
        assert skipped == [], name


def test_an_abbreviation_is_explained_once_and_in_running_text_alone(pages: Pages) -> None:
    for name, soup in pages.items():
        assert not soup.select("article :is(h1, h2, h3, h4, a, code, summary) abbr"), name
        assert set(Counter(abbr.get_text() for abbr in soup.select("article abbr")).values()) <= {1}, name


def test_a_heading_and_its_place_in_the_menu_speak_french(pages: Pages) -> None:
    for name, soup in pages.items():
        assert not [label for label in soup.select(".md-ellipsis") if re.search(r" [?!:;»]", label.get_text())], name
        for link in soup.select("a.headerlink"):
            assert (link["title"], link["tabindex"]) == ("Lien vers cette section", "-1"), name


def test_a_page_is_headed_as_the_menu_names_it(pages: Pages) -> None:
    """Its heading may say more. A page that opens a section, or is one, has the section's own name in the menu."""
    within_sections = ".md-nav__item--nested li:not(.md-nav__item--nested) > a.md-nav__link--active"
    named = 0
    for name, soup in pages.items():
        for here in soup.select(f".md-sidebar--primary {within_sections}"):
            (heading,) = soup.select("h1")
            assert plain(heading.get_text()).startswith(plain(here.get_text())), name
            named += 1
    assert named > 30


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().removesuffix("¶")


def test_each_page_has_language_title_and_description_of_its_own(pages: Pages) -> None:
    titles, descriptions = Counter[str](), Counter[str]()
    for name, soup in pages.items():
        assert soup.html
        assert soup.html["lang"] == "fr", name
        assert soup.title, name
        if name != "/404.html":
            titles[soup.title.get_text(strip=True)] += 1
            (description,) = soup.select("meta[name=description]")
            descriptions[str(description["content"])] += 1
    assert not [title for title, times in titles.items() if times > 1 or not title]
    assert not [text for text, times in descriptions.items() if times > 1 or len(text) < 20]


def test_pictures_speak_to_those_who_do_not_see_them(pages: Pages) -> None:
    for name, picture in within(pages, "main svg[role=img]"):
        assert picture.title, name
        assert picture.title.get_text(strip=True), name
        (description,) = picture.select("desc")
        assert description.get_text(strip=True), name
    for name, image in within(pages, "img"):
        assert image.has_attr("alt"), name
    for name, figure in within(pages, "main figure:has(svg)"):
        assert figure.select("svg[role=img]"), f"{name}: {figure.get_text()[:80]}"


WORKSHOP = re.compile(
    r"(?-i:\bIA\b|\bAI\b)|intelligence artificielle|\bLLM\b|\bGPT|Claude|Copilot|\bprompts?\b|\btickets?\b|\bissue #?\d"
    r"|\bTODO\b|\bFIXME\b|\bTEMP\b|lorem ipsum|/work/|/tmp/|/home/|design\.md|contract\.md|\bbrief\b",
    re.IGNORECASE,
)


def test_the_site_speaks_of_its_subject_and_not_of_its_making(site: Path, pages: Pages) -> None:
    for name, soup in pages.items():
        assert not WORKSHOP.search((soup.main or soup).get_text(" ")), name
    for path in [*site.glob("*.json"), *site.glob("*.txt"), *(site / "assets").rglob("*.mjs")]:
        if "pyodide" not in path.as_posix():
            assert not WORKSHOP.search(path.read_text(encoding="utf-8")), path

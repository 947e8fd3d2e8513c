"""Citations: small numbered notes, each leading to its document; a label only where nothing official stands behind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from markdown import Markdown

from build_scripts.pages import knowledge
from build_scripts.pages.notes import NEAR, mark
from build_scripts.pages.prose import Prose
from calculators.engine.figures import Source
from calculators.engine.words import Words

WORDS = knowledge.words("fr")
LAW = Source("law", "The law", "Law", "https://law.example/", "official")
PRESS = Source("press", "A « paper »", "Paper", "https://paper.example/", "press")
LIST = (
    '<ol class="notes" data-back="Retour">'
    '<li data-source="press">PAPER</li><li data-source="law">LAW</li><li data-source="other">OTHER</li></ol>'
)


def made(text: str, words: Words = WORDS) -> BeautifulSoup:
    """A page with marks for {law}, {law1}, {law2} and {press}, and the list of its sources."""
    marks = {
        "law": mark(LAW, "", words),
        "law1": mark(LAW, "art. 1er", words),
        "law2": mark(LAW, "art. 2", words),
        "press": mark(PRESS, "", words),
    }
    html = Markdown(extensions=[Prose()]).convert(f"{text.format(**marks)}\n\n{LIST}")
    return BeautifulSoup(html, "lxml")


def test_numbers_follow_the_reading_and_the_list_follows_them() -> None:
    page = made("Un {press}. Deux\n{law}. Trois {press}.")
    assert [note.get_text() for note in page.select("sup.note")] == ["1", "2", "1"]
    assert [item.get_text().split()[0] for item in page.select("ol.notes > li")] == ["PAPER", "LAW", "OTHER"]
    assert "Un1" in page.get_text(), "no line starts with a note"


def test_paragraphs_of_one_document_have_letters() -> None:
    page = made("Un {law1}. Deux {law2} {press} {press}. Trois {law1}.")
    assert [note.get_text() for note in page.select("sup.note")] == ["1a", "1b, 2", "1a"]
    (item, *_) = page.select("ol.notes > li")
    assert re.sub(r"\s+", " ", item.get_text()) == "LAW a art. 1er ↩ b art. 2 ↩"


def test_every_note_leads_to_its_document_and_back() -> None:
    page = made("Un {law1}. Deux {law2} {press}. Trois {law1}.")
    for link in page.select("sup.note a, ol.notes a"):
        assert len(page.select(str(link["href"]))) == 1, link


def test_a_label_stands_where_nothing_official_does_once_in_a_chapter_and_not_near_another() -> None:
    far = " ".join(["mot"] * NEAR)
    chapter = "\n\n## Chapitre\n\n"
    page = made(
        f"Un {{press}}. Deux {{press}}. Trois {{press}} {{law}}.{chapter}Près {{press}}. {far}."
        f"{chapter}Quatre {{law}} {{press}}. Cinq {{press}}. {far}. Six {{press}}."
    )
    told = re.findall(r"(\w+)<sup class=\"note\"(?:(?!</sup>).)*</sup> <span class=\"grade", page.decode())
    assert told == ["Un", "Cinq"]
    assert len(page.select(".grade")) == len(told)


def test_a_note_says_what_it_is_when_pointed_at() -> None:
    (law, press) = made("Un {law1} {press}.").select("sup.note a")
    assert law["title"] == "Law, art. 1er"
    assert press["title"] == "Paper (presse)"


def test_a_document_that_the_page_does_not_name_is_refused() -> None:
    marked = mark(Source("new", "New", "New", "https://new.example/", "official"), "", WORDS)
    with pytest.raises(ValueError, match=r"cites new\. Add it to “sources”"):
        Markdown(extensions=[Prose()]).convert(f"Un {marked}.\n\n{LIST}")


def articles(site: Path) -> list[tuple[str, Tag]]:
    found = [(path, BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")) for path in site.rglob("index.html")]
    return [(path.parent.relative_to(site).as_posix(), soup.select_one("article")) for path, soup in found]  # type: ignore[misc]


def test_a_guide_is_read_for_its_answers_and_not_for_its_sources(site: Path) -> None:
    """At most one label in 120 words outside tables, the list at the foot left out."""
    dense = []
    for name, article in articles(site):
        if article.select_one("[data-calculator]"):
            continue
        for apart in article.select("table, section.provenance"):
            apart.decompose()
        labels, words = len(article.select(".grade")), len(article.get_text(" ").split())
        if labels * 120 > words:
            dense.append(f"{name}: {labels} labels in {words} words")
    assert dense == []


def test_the_list_at_the_foot_is_folded_and_says_a_common_remark_once(site: Path) -> None:
    for name, article in articles(site):
        for section in article.select("section.provenance:has(ol)"):
            assert section.select("details:not([open]) > summary"), name
            remarks = [note.get_text() for note in section.select("li small")]
            said = [remark for remark in remarks if remark.strip("*")]
            assert len(said) == len(set(said)), name

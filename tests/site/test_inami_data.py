"""The rows behind the INAMI guides and the glossary: complete, consistent, and printed whole."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup

from build_scripts import ROOT
from build_scripts.pages import inami, knowledge

DATA = knowledge.rows("engagements-2009")
GLOSSARY = knowledge.rows("glossary")
ENGAGEMENTS = list(inami.engagements())
FIGURES = {f.name: f.value for f in knowledge.library()["facts.inami"][0].figures}
WORDS = knowledge.words("fr")


def soup(html: str) -> Any:  # what a page must hold, the assertions below say
    return BeautifulSoup(html, "lxml")


def test_the_report_has_39_articles_and_83_engagements() -> None:
    assert len(DATA["articles"]) == len({a["id"] for a in DATA["articles"]}) == 39
    assert len(ENGAGEMENTS) == len({(a["id"], one["id"]) for a, one in ENGAGEMENTS}) == 83
    counts = Counter(a["title"] for a in DATA["articles"])
    assert counts == {"I": 8, "II": 13, "III": 7, "IV": 2, "V": 3, "VI": 5, "VII": 1}
    assert set(counts) == set(DATA["titles"])
    assert {s for a in DATA["articles"] for s in a["services"]} == set(DATA["services"])
    assert Counter(bool(a["next"]) for a in DATA["articles"]) == {True: 28, False: 11}


def test_statuses_are_known_and_add_up() -> None:
    counts = Counter(one["status"] for _, one in ENGAGEMENTS)
    assert counts == {"kept": 44, "reserved": 7, "late": 12, "partial": 7, "undone": 12, "withdrawn": 1}
    assert set(counts) == set(inami.STATUSES)


def test_statuses_agree_with_the_dates() -> None:
    """Where both dates are exact, a kept engagement is not late and a late one is."""
    wrong = [
        (article["id"], one["id"])
        for article, one in ENGAGEMENTS
        if isinstance(one["due"], date) and isinstance(one["done"], date)
        if (one["status"] == "late") != (one["done"] > one["due"]) or one["status"] in ("partial", "undone")
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("due", "done", "said"),
    [
        (date(2009, 6, 30), date(2010, 1, 25), "209 jours après"),
        (date(2009, 12, 31), date(2009, 5, 7), "238 jours avant"),
        (date(2009, 12, 31), date(2009, 12, 30), "1 jour avant"),
        (date(2009, 12, 31), date(2009, 12, 31), "0 jour après"),
        ("fin 2009", date(2009, 12, 30), ""),
        (date(2009, 12, 30), "en cours", ""),
    ],
)
def test_days_from_the_deadline_are_told_where_both_dates_are_exact(
    due: date | str, done: date | str, said: str
) -> None:
    assert inami.gap(due, done, WORDS) == said


def test_engagements_table_prints_every_row() -> None:
    table = soup(inami.engagements_table("fr")).table
    assert len(table.tbody.find_all("tr")) == 83
    assert len(table.select("tbody tr[id^=art-]")) == 39
    assert {len(row.find_all(["td", "th"])) for row in table.find_all("tr")} == {8}
    assert [h.text for h in table.select("th[data-filter]")] == ["Titre", "Service", "Statut", "Contrat 2010-2012"]
    for article, days in (("N2", "209 jours après"), ("N5", "223 jours après"), ("37a", "238 jours avant")):
        assert days in table.find(id=f"art-{article.lower()}").text


def test_chart_says_every_count() -> None:
    picture = soup(inami.engagements_chart("fr")).svg
    assert picture["role"] == "img"
    assert picture.title.text == "Les 83 engagements par statut"
    for part in ("44 sur 83 (53\xa0%)", "7 sur 83 (8,4\xa0%)", "12 sur 83 (14,5\xa0%)", "1 sur 83"):
        assert part in picture.desc.text


def test_complaints_stay_within_their_total() -> None:
    total = FIGURES["complaints"]
    assert total <= FIGURES["letters"]
    for group in (("insured", "providers"), ("secm", "sss"), ("email", "online")):
        assert sum(FIGURES[f"complaints_{name}"] for name in group) <= total
    text = soup(inami.complaints_chart("fr")).desc.text
    for part in (
        "48 plaintes · 87 demandes",
        "29 assurés · 14 soignants · 5 autres",
        "25 courriel · 4 en ligne · 19 autres",
    ):
        assert part in text


def test_the_steering_committee_adds_up_to_its_total() -> None:
    picture = soup(inami.governance_chart("fr"))
    assert len(picture.find_all("circle")) == FIGURES["seats_total"] == 20


def test_glossary_terms_have_sources_and_known_marks() -> None:
    sources = knowledge.sources()
    for term in GLOSSARY["terms"]:
        assert term["sources"] and set(term["sources"]) <= set(sources), term["fr"]
        assert set(term.get("unofficial", [])) <= {"nl", "de", "en"} & set(term), term["fr"]
        assert not any("*" in term[key] for key in ("fr", "nl", "de", "en") if key in term)
    assert all(set(one["sources"]) <= set(sources) for one in GLOSSARY["acronyms"])
    assert len({t["fr"] for t in GLOSSARY["terms"]}) == len(GLOSSARY["terms"])


def test_glossary_marks_what_is_unofficial() -> None:
    terms, acronyms = soup(inami.glossary_table("fr")).find_all("table")
    assert len(terms.tbody.find_all("tr")) == len(GLOSSARY["terms"])
    assert len(acronyms.tbody.find_all("tr")) == len(GLOSSARY["acronyms"])
    marks = sum(len(t.get("unofficial", [])) for t in GLOSSARY["terms"])
    assert len([s for s in terms.select("span[aria-hidden]") if s.text == "*"]) == marks > 0
    assert terms.select_one('span[lang="de"]')


def test_abbreviations_are_one_line_each_and_unique() -> None:
    lines = inami.abbreviations("fr").splitlines()
    found = [re.fullmatch(r"\*\[([^\]]+)\]: \S.*", line) for line in lines]
    assert all(found)
    keys = [match[1] for match in found if match]
    assert len(keys) == len(set(keys))
    assert "*[CMP]: Concertation médico-pharmaceutique" in lines
    assert {"GLEM", "INAMI", "SECM", "MRPA"} <= set(keys)


def test_guides_take_their_counts_from_the_rows() -> None:
    """The few counts that the guides write in words are those of the data."""
    articles, titles = len(DATA["articles"]), len(DATA["titles"])
    on = sum(bool(article["next"]) for article in DATA["articles"])
    guide = (ROOT / "docs/fr/inami/rapport-2009.md").read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
    assert f"**{articles} articles**, rangés sous **{titles} titres** ; {on} continuent" in guide
    other = (ROOT / "docs/fr/inami/engagements-2009.md").read_text(encoding="utf-8")
    assert f"{articles} articles et {len(ENGAGEMENTS)} engagements" in other
    for told in (guide, other):
        body = told.split("---", 2)[2].replace("\N{NO-BREAK SPACE}", " ")
        assert "{{ engagements_count() }}" in body
        assert not re.search(rf"\b{len(ENGAGEMENTS)} engagements", body), "the macro counts these; they are never typed"


def test_a_guide_counts_the_engagements_by_status() -> None:
    assert inami.count() == len(ENGAGEMENTS)
    assert inami.count("kept", "reserved") == 51
    assert sum(map(inami.count, inami.STATUSES)) == inami.count()
    with pytest.raises(ValueError, match=r"status keptt\. Known: kept,"):
        inami.count("keptt")

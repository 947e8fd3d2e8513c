"""The rows and words behind the INAMI guides and the glossary: complete, consistent, and printed whole."""

import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from build_scripts.pages import inami, knowledge
from calculators.engine.figures_file import read

FACTS = Path("docs/facts").resolve()
DATA = tomllib.loads((FACTS / "engagements-2009.toml").read_text(encoding="utf-8"))
GLOSSARY = tomllib.loads((FACTS / "glossary.toml").read_text(encoding="utf-8"))
ENGAGEMENTS = [(article, one) for article in DATA["articles"] for one in article["engagements"]]
FIGURES = {f.name: f.value for f in read(FACTS / "inami.toml").figures}


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def test_the_report_has_39_articles_and_83_engagements() -> None:
    assert len(DATA["articles"]) == len({a["id"] for a in DATA["articles"]}) == 39
    assert len(ENGAGEMENTS) == len({(a["id"], one["id"]) for a, one in ENGAGEMENTS}) == 83


def test_articles_a_title() -> None:
    counts = Counter(a["title"] for a in DATA["articles"])
    assert counts == {"I": 8, "II": 13, "III": 7, "IV": 2, "V": 3, "VI": 5, "VII": 1}
    assert set(counts) == set(DATA["titles"])


def test_statuses_are_known_and_add_up() -> None:
    counts = Counter(one["status"] for _, one in ENGAGEMENTS)
    assert counts == {"kept": 45, "reserved": 8, "late": 11, "partial": 6, "undone": 12, "withdrawn": 1}
    assert set(counts) == set(inami.STATUSES)


def test_28_articles_go_on_in_the_next_contract() -> None:
    assert Counter(bool(a["next"]) for a in DATA["articles"]) == {True: 28, False: 11}


def test_services_are_known() -> None:
    assert {s for a in DATA["articles"] for s in a["services"]} == set(DATA["services"])


@pytest.mark.parametrize(("article", "one"), ENGAGEMENTS, ids=lambda x: x["id"])
def test_status_agrees_with_the_dates(article: dict, one: dict) -> None:
    """Where both dates are exact, a kept engagement is not late and a late one is."""
    if isinstance(one["due"], date) and isinstance(one["done"], date):
        allowed = ("late",) if one["done"] > one["due"] else ("kept", "reserved")
        assert one["status"] in allowed, article["id"]


@pytest.mark.parametrize(
    ("article", "engagement", "days"),
    [("N2", "1", 209), ("N5", "1", 223), ("20", "2", 193), ("N13", "11", 39), ("N15", "3", 60), ("37a", "1", -238)],
)
def test_days_from_the_deadline(article: str, engagement: str, days: int) -> None:
    one = next(one for a, one in ENGAGEMENTS if (a["id"], one["id"]) == (article, engagement))
    assert (one["done"] - one["due"]).days == days


def test_engagements_table_prints_every_row() -> None:
    table = soup(inami.engagements_table()).table
    assert len(table.tbody.find_all("tr")) == 83
    assert len(table.select("tbody tr[id^=art-]")) == 39
    assert {len(row.find_all(["td", "th"])) for row in table.find_all("tr")} == {8}
    assert [h.text for h in table.select("th[data-filter]")] == ["Titre", "Service", "Statut", "Contrat 2010-2012"]
    assert "209 jours après" in table.find(id="art-n2").text
    assert "238 jours avant" in table.find(id="art-37a").text


def test_chart_says_every_count() -> None:
    picture = soup(inami.engagements_chart()).svg
    assert picture["role"] == "img"
    assert picture.title.text == "Les 83 engagements par statut"
    for part in ("45 sur 83 (54,2 %)", "8 sur 83 (9,6 %)", "11 sur 83", "6 sur 83", "12 sur 83", "1 sur 83"):
        assert part in picture.desc.text


def test_complaints_stay_within_their_total() -> None:
    total = FIGURES["complaints"]
    assert total <= FIGURES["letters"]
    for group in (("insured", "providers"), ("secm", "sss"), ("email", "online")):
        assert sum(FIGURES[f"complaints_{name}"] for name in group) <= total
    text = soup(inami.complaints_chart()).desc.text
    for part in (
        "48 plaintes · 87 demandes",
        "29 assurés · 14 soignants · 5 autres",
        "25 courriel · 4 en ligne · 19 autres",
    ):
        assert part in text


def test_the_steering_committee_adds_up_to_twenty() -> None:
    names = ("providers", "insurers", "government", "patients", "chairs")
    assert sum(FIGURES[f"seats_{name}"] for name in names) == FIGURES["seats_total"] == 20
    picture = soup(inami.governance_chart())
    assert len(picture.find_all("circle")) == 20


def test_complaint_limits() -> None:
    limits = {f.name: (f.value, f.unit) for f in read(Path("calculators/complaint/figures.toml")).figures}
    assert limits == {"acknowledgement": (10, "calendar days"), "reply": (45, "calendar days")}


def test_glossary_terms_have_sources_and_known_marks() -> None:
    sources = knowledge.sources()
    for term in GLOSSARY["terms"]:
        assert term["sources"] and set(term["sources"]) <= set(sources), term["fr"]
        assert set(term.get("unofficial", [])) <= {"nl", "de", "en"} & set(term), term["fr"]
        assert not any("*" in term[key] for key in ("fr", "nl", "de", "en") if key in term)
    assert all(set(one["sources"]) <= set(sources) for one in GLOSSARY["acronyms"])
    assert len({t["fr"] for t in GLOSSARY["terms"]}) == len(GLOSSARY["terms"])


def test_glossary_marks_what_is_unofficial() -> None:
    terms, acronyms = soup(inami.glossary_table()).find_all("table")
    assert len(terms.tbody.find_all("tr")) == len(GLOSSARY["terms"])
    assert len(acronyms.tbody.find_all("tr")) == len(GLOSSARY["acronyms"])
    marks = sum(len(t.get("unofficial", [])) for t in GLOSSARY["terms"])
    assert len([s for s in terms.select("span[aria-hidden]") if s.text == "*"]) == marks > 0
    assert terms.select_one('span[lang="de"]')


def test_abbreviations_are_one_line_each_and_unique() -> None:
    lines = inami.abbreviations().splitlines()
    keys = [re.fullmatch(r"\*\[([^\]]+)\]: \S.*", line)[1] for line in lines]
    assert len(keys) == len(set(keys))
    assert "*[CMP]: Concertation médico-pharmaceutique" in lines
    assert {"GLEM", "INAMI", "SECM", "MRPA"} <= set(keys)


def test_guides_take_their_counts_from_the_rows() -> None:
    """The few counts that the guides write in words are those of the data."""
    guide = Path("docs/fr/inami/rapport-2009.md").read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
    assert "**39 articles**, rangés sous **7 titres** ; 28 continuent dans le contrat 2010-2012, 11 non" in guide
    assert "39 articles et 83 engagements" in Path("docs/fr/inami/engagements-2009.md").read_text(encoding="utf-8")

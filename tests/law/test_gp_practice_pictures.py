"""The picture of a practice: a line a criterion, a dot a doctor, threshold and average in place, told in words."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from calculators.browser import answer
from calculators.engine import drawing
from calculators.engine.calculator import load

QUERY = "doctors=4&sumehr_1=60&sumehr_2=60&sumehr_3=30&counted_3=no&sumehr_4=100&cebam_1=20"


def drawn(query: str) -> Tag:
    found = BeautifulSoup(answer("gp-practice", query, "fr")["html"], "lxml")
    return found.select_one(".answer__drawn") or found


def line(picture: Tag, place: int) -> tuple[list[tuple[str, int]], int, list[str]]:
    """The dots of a criterion's line, full or empty, where its average stands, and how many stand at one place."""
    tops = [int(str(each["y1"])) for each in picture.select("svg .svg-line")]
    y = tops[place]
    dots = [(str(c["class"]).strip("[]'"), int(str(c["cx"]))) for c in picture.select(f'circle[cy="{y}"]')]
    mean = int(str(picture.select("path.svg-ink")[place]["d"]).removeprefix("M").split()[0])
    several = [text.get_text() for text in picture.select(f'text[y="{y + 17}"]')]
    return dots, mean, several


def test_scores_stand_by_their_threshold_and_who_is_not_counted_is_a_ring() -> None:
    dots, mean, several = line(drawn(QUERY), 2)
    assert dots == [("svg-ring", 98), ("svg-fill-1", 180), ("svg-fill-1", 289)]  # 30, twice 60, 100 of 60 %
    assert mean == round(16 + 328 * (220 / 3 / 60) / 2)
    assert several == ["×2"]


def test_what_is_far_above_the_threshold_stands_at_the_end() -> None:
    dots, mean, _ = line(drawn(QUERY), 4)
    assert (dots[-1], mean) == (("svg-fill-1", 344), round(16 + 328 * (20 / 3 / 5) / 2))


def test_it_is_told_in_words() -> None:
    svg = drawn(QUERY).select_one("svg")
    assert svg and svg["role"] == "img"
    told = str(svg["aria-label"]).replace("\u00a0", " ").replace("\u202f", " ")
    assert "Sumehr : moyenne 73,33 %, seuil 60 % ; 3 sur 4 l’atteignent seuls." in told
    assert len(svg.select(".svg-mark")) == 8 and told.count("sur 4") == 8


def test_a_label_has_room() -> None:
    for year in range(2018, 2024):
        for text in drawn(f"year={year}&sumehr_1=66.67").select("svg text"):
            assert drawing.width(text.get_text(), bold=text.has_attr("font-weight")) <= 328


def test_the_criteria_stand_by_what_they_would_bring() -> None:
    """Those that bring most first, the reached ones last but for what has no average."""
    query = "year=2018&recipe_1=30&chapter4_1=60&efact_1=30&eattest_1=10&consent_1=40&edmg_1=yes&sumehr_2=60"
    rows = drawn(query).select("table.criteria tbody tr")
    told = answer("gp-practice", query, "fr")["details"]["steps"]
    assert [str(row["data-key"]) for row in rows][: len(told)] == [step["key"] for step in told]
    states = [str(row["data-state"]) for row in rows]
    assert states == ["missed"] * len(told) + ["reached"] * (len(rows) - len(told) - 1) + ["alone"]
    assert rows[-1]["data-key"] == "edmg" and "oui : 1" in rows[-1].get_text().replace("\u00a0", " ")


def test_nothing_is_drawn_without_an_average_and_none_is_promised_without_registration() -> None:
    assert not drawn("counted_1=no&counted_2=no").select("svg")
    assert not drawn("payment=lump-sum").select("svg")
    late = drawn("registered=no").select("table.criteria tbody tr")
    assert late and all(row.select("td")[-1].get_text() == "–" for row in late)


def test_a_criterion_has_its_short_name() -> None:
    words = load("gp-practice").words("fr")
    columns = {question.column for question in load("gp-practice").questions if question.row}
    assert all(words.get(f"questions.{column}.short") for column in columns)

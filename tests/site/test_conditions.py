"""The conditions of a local project of CMP are told once: list, boxes and picture follow the order of the form."""

from __future__ import annotations

from bs4 import BeautifulSoup
from markdown import Markdown

from build_scripts.pages import charts, cmp, knowledge, tables
from calculators.browser import answer
from calculators.engine.calculator import load

NAMES = ("doctor", "pharmacist", "same_area", "programme", "third_party", "approved")
WORDS = knowledge.words("fr", cmp.SLUG)


def html(text: str) -> BeautifulSoup:
    return BeautifulSoup(Markdown(extensions=["pymdownx.tasklist"]).convert(text), "lxml")


def test_each_condition_is_a_question_whose_worse_answer_leaves_nothing_to_pay() -> None:
    asked = [question for question in load(cmp.SLUG).questions if question.section == cmp.SECTION]
    assert tuple(question.name for question in asked) == NAMES
    for question in asked:
        worse = next(option for option in question.options if option != question.default)
        assert answer(cmp.SLUG, {question.name: worse})["outcome"] in ("refused", "unsettled"), question.name


def test_the_list_cites_what_each_condition_rests_on() -> None:
    lines = html(cmp.conditions("fr", lambda source, paragraph: f"[{source}]")).select("ol > li")
    assert len(lines) == len(NAMES)
    for line, one in zip(lines, cmp.every(WORDS), strict=True):
        assert line.select_one("strong")
        assert all(f"[{figure.source.id}]" in line.get_text() for figure in one.figures)


def test_the_boxes_are_those_of_a_list_of_tasks_and_say_the_same() -> None:
    boxes = html(cmp.boxes("fr")).select("li.task-list-item")
    assert [box.get_text().strip() for box in boxes] == [one.sentence.replace("**", "") for one in cmp.every(WORDS)]


def test_the_picture_asks_each_in_turn_and_dots_the_way_out_of_those_that_no_text_of_inami_settles() -> None:
    picture = BeautifulSoup(cmp.conditions_chart("fr"), "xml")
    told = picture.select_one("desc").get_text()  # type: ignore[union-attr]
    places = [told.index(f"{number}. {one.short}") for number, one in enumerate(cmp.every(WORDS), 1)]
    assert places == sorted(places)
    assert len(picture.select("[stroke-dasharray]")) == 2
    assert [name for name, one in zip(NAMES, cmp.every(WORDS), strict=True) if not one.firm] == [
        "same_area",
        "third_party",
    ]


def test_a_text_is_cut_into_lines_that_fit() -> None:
    lines = charts.wrapped("Même quartier, village, ville ou rôle de garde", 160)
    assert " ".join(lines) == "Même quartier, village, ville ou rôle de garde"
    assert 1 < len(lines) < 5
    assert charts.wrapped("Anticonstitutionnellement", 10) == ["Anticonstitutionnellement"]


def test_a_table_leaves_out_what_only_says_its_name_again_and_a_beginning_that_nobody_knows() -> None:
    law = load(cmp.SLUG).figures.on(load(cmp.SLUG).figures.checked)
    table = tables.figures(load(cmp.SLUG).figures.figures, WORDS)
    for name in ("apply_first", "steps_before", "steps_after"):
        assert WORDS(f"figures.{name}") not in table
    assert tables.period(law.approval, WORDS) == "lu en 2026, début inconnu"
    assert tables.period(law.doctor, WORDS) == "depuis le 20 avril 2015"
    assert tables.period(law.third_party, WORDS) == ""

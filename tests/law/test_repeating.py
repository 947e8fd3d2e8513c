"""Questions that repeat, as many times as a count says: read, checked, named and linked as any other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from calculators.browser import answer
from calculators.engine.calculator import load
from calculators.engine.kinds import Problem
from calculators.engine.labels import label
from calculators.engine.questions import Question, link, read, repeated, yes_no

COUNT = Question("beds", "count", "2", least=Decimal(1), most=Decimal(4))
QUESTIONS = (
    yes_no("open"),
    COUNT,
    *repeated(COUNT, Question("length", "number", "2"), yes_no("taken", "no", ({"open": ("yes",)},))),
)


def test_they_stand_row_by_row_in_the_order_in_which_they_are_declared() -> None:
    names = [question.name for question in QUESTIONS]
    assert names[:6] == ["open", "beds", "length_1", "taken_1", "length_2", "taken_2"]
    assert len(names) == 2 + 2 * 4
    assert {(q.per, q.row, q.column) for q in QUESTIONS[2:4]} == {("beds", 1, "length"), ("beds", 1, "taken")}
    assert {(q.per, q.row, q.column) for q in QUESTIONS[:2]} == {("", 0, "open"), ("", 0, "beds")}


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("beds=1", {"open": "yes", "beds": "1", "length_1": "2", "taken_1": "no"}),
        ("beds=1&open=no", {"open": "no", "beds": "1", "length_1": "2"}),
        ("open=no&length_2=1,9", {"open": "no", "beds": "2", "length_1": "2", "length_2": "1.9"}),
    ],
)
def test_the_count_raises_them_and_so_does_what_they_depend_on(query: str, texts: dict[str, str]) -> None:
    found = read(QUESTIONS, query)
    assert (found.texts, found.problems, found.unknown) == (texts, {}, [])


def test_a_count_raises_all_its_rows_and_no_other() -> None:
    for count in range(1, 5):
        texts = read(QUESTIONS, f"beds={count}.0&length_9=x").texts
        assert [name for name in texts if name.startswith("length")] == [f"length_{n}" for n in range(1, count + 1)]
    assert read(QUESTIONS, "length_5=1&length_0=1&length_01=1").unknown == ["length_5", "length_0", "length_01"]
    assert read(QUESTIONS, "beds=2&length_4=rubbish").problems == {}


def test_a_count_outside_its_limits_is_a_problem_and_its_default_raises() -> None:
    for count, key in (("0", "least"), ("5", "most"), ("x", "count"), ("1,5", "whole"), ("-1", "negative")):
        found = read(QUESTIONS, f"beds={count}")
        assert {name: problem.key for name, problem in found.problems.items()} == {"beds": key}
        assert "length_2" in found.texts and "length_3" not in found.texts
    assert found.problems["beds"] == Problem("negative", {})


def test_a_case_gives_the_answers_of_each() -> None:
    case = read(QUESTIONS, "beds=3&length_3=4&taken_1=oui").case
    assert [(row.number, row.length, row.taken) for row in case.rows("beds")] == [
        (1, Decimal(2), True),
        (2, Decimal(2), False),
        (3, Decimal(4), False),
    ]
    with pytest.raises(AttributeError, match="colour_1"):
        _ = case.rows("beds")[0].colour


def test_a_link_names_what_is_not_at_its_default_row_by_row() -> None:
    found = read(QUESTIONS, "taken_3=yes&length_1=5&beds=3&length_3=1")
    assert link(QUESTIONS, found.texts) == "beds=3&length_1=5&length_3=1&taken_3=yes"


@pytest.mark.parametrize(
    ("slug", "query", "problems"),
    [
        (
            "gp-practice",
            "doctors=3&sumehr_3=x&software_2=peut-être&cebam_1=2,5&barometers_2=-1&chapter4_1=101",
            {
                "chapter4_1": "Médecin 1, Chapitre IV : indiquez la part des demandes « chapitre IV »",
                "cebam_1": "Médecin 1, CEBAM : indiquez le nombre de recherches par le CEBAM Evidence Linker en nombre",
                "software_2": "Médecin 2, Logiciel accepté : choisissez une des réponses proposées",
                "barometers_2": "Médecin 2, Baromètres : indiquez le nombre de baromètres",
                "sumehr_3": "Médecin 3, Sumehr : indiquez la part des patients DMG avec un Sumehr en chiffres",
            },
        ),
        (
            "cmp-sharing",
            "by=hours&hours_2=25,000&expenses_1=12,345",
            {
                "expenses_1": "Personne 1, Frais avancés : indiquez les frais avancés",
                "hours_2": "Personne 2, Heures : indiquez les heures de travail : voulez-vous dire",
            },
        ),
    ],
)
def test_a_problem_names_its_cell(slug: str, query: str, problems: dict[str, str]) -> None:
    found = {name: said.replace("\u00a0", " ") for name, said in answer(slug, query, "fr")["problems"].items()}
    assert list(found) == list(problems)
    for name, beginning in problems.items():
        assert found[name].startswith(beginning)


def test_every_cell_has_a_name_of_its_own() -> None:
    for slug, count in (("gp-practice", "doctors"), ("cmp-sharing", "people")):
        calculator = load(slug)
        cells = [question for question in calculator.questions if question.per == count]
        labels = [label(cell, calculator.words("fr")) for cell in cells]
        assert len(set(labels)) == len(labels) == len(cells)
    assert label(cells[0], calculator.words("fr")) == "Personne 1, Frais avancés"

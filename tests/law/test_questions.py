"""What readers type is read as they mean it, or answered with a message in the label's own words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from calculators import CALCULATORS
from calculators.browser import answer
from calculators.engine.answer import Answer
from calculators.engine.calculator import load
from calculators.engine.kinds import Problem, parse
from calculators.engine.labels import label
from calculators.engine.questions import Question, read, to_text


def test_an_unraised_question_is_ignored_whatever_it_holds() -> None:
    questions = (
        Question("a", "yes_no", "yes", ("yes", "no")),
        Question("b", "count", when=({"a": ("yes",)},)),
    )
    assert read(questions, "a=no&b=rubbish").problems == {}
    assert read(questions, "a=yes&b=rubbish").problems.keys() == {"b"}
    assert read(questions, "a=no&b=3").texts == {"a": "no"}


def test_empty_means_not_answered_and_the_last_of_two_counts() -> None:
    questions = (Question("a", "count", "4"),)
    assert read(questions, "a=").texts == {"a": "4"}
    assert read(questions, "a=1&a=2").texts == {"a": "2"}
    assert read(questions, "?a=%20+7&zzz=1").unknown == ["zzz"]


RENAMED = (
    Question("new", "yes_no", "no", ("yes", "no"), former={"old": {"yes": "no", "no": "yes"}}),
    Question("amount", "money", "300", former={"sum": {}, "price": {}}),
)


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("old=no", {"new": "yes", "amount": "300"}),
        ("old=yes", {"new": "no", "amount": "300"}),
        ("old=&new=", {"new": "no", "amount": "300"}),
        ("old=+no+&old=no", {"new": "yes", "amount": "300"}),
        ("old=no&new=no", {"new": "no", "amount": "300"}),
        ("new=&old=no", {"new": "yes", "amount": "300"}),
        ("sum=12,5", {"new": "no", "amount": "12.50"}),
        ("price=1&sum=2", {"new": "no", "amount": "2"}),
    ],
)
def test_a_question_is_read_under_its_former_names(query: str, texts: dict[str, str]) -> None:
    """Its values of then mean what they meant; where it is given under its name too, that counts."""
    found = read(RENAMED, query)
    assert (found.texts, found.problems, found.unknown) == (texts, {}, [])


def test_what_a_former_question_never_offered_is_a_problem_of_the_new_one() -> None:
    """Also where it is a value of the new one."""
    questions = (Question("new", "yes_no", "no", ("yes", "no"), former={"old": {"none": "no"}}),)
    for query in ("old=yes", "old=rubbish"):
        assert read(questions, query).problems.keys() == {"new"}
    assert read(RENAMED, "sum=x").problems.keys() == {"amount"}


@pytest.mark.parametrize("slug", CALCULATORS)
def test_a_former_name_is_no_other_question_and_its_values_mean_something_now(slug: str) -> None:
    questions = load(slug).questions
    names = [name for question in questions for name in (question.name, *question.former)]
    assert len(set(names)) == len(names)
    for question in questions:
        for meant in question.former.values():
            assert set(meant.values()) <= set(question.options)


@pytest.mark.parametrize("case", ["independent=no", {"independent": "no"}, "?doctor=yes&independent=no&rules=2026.11"])
def test_an_old_link_of_the_cmp_is_read_for_ever(case: str | dict[str, str]) -> None:
    found = answer("cmp-project", case)
    assert found == answer("cmp-project", "third_party=yes")
    assert found["link"] == "third_party=yes"
    assert found["unknown"] == []
    assert answer("cmp-project", "independent=yes") == answer("cmp-project", "")
    assert answer("cmp-project", "independent=no&third_party=no") == answer("cmp-project", "")
    assert answer("cmp-project", "independent=maybe")["problems"].keys() == {"third_party"}


@pytest.mark.parametrize("slug", CALCULATORS)
def test_defaults_are_written_as_links_write_them(slug: str) -> None:
    for question in load(slug).questions:
        assert to_text(parse(question, question.default), question.kind) == question.default


@pytest.mark.parametrize("slug", CALCULATORS)
def test_every_question_has_its_words(slug: str) -> None:
    words = load(slug).words("fr")
    for question in load(slug).questions:
        assert label(question, words)
        if question.kind == "choice":
            for option in question.options:
                assert (
                    words.get(f"questions.{question.column}.options.{option}") or option.isdigit()
                )  # a year says itself
        if question.section:
            assert words(f"sections.{question.section}")


def test_what_may_stay_empty_is_known() -> None:
    found = {slug: [question.name for question in load(slug).questions if question.optional] for slug in CALCULATORS}
    assert {slug: names for slug, names in found.items() if names} == {
        "cmp-project": ["meeting"],
        "gp-premium": ["submitted"],
    }


def test_the_parts_a_calculator_may_do_without_are_found() -> None:
    parts = ("check", "hints", "things", "labels", "asked_most", "picture")
    found = {slug: [part for part in parts if getattr(load(slug), part)] for slug in CALCULATORS}
    assert found == {
        "cmp-project": ["check", "asked_most", "picture"],
        "cmp-sharing": ["check"],
        "gp-premium": ["check", "hints", "things", "labels", "asked_most", "picture"],
        "gp-practice": ["hints", "labels", "picture"],
        "nursing-home": ["asked_most", "picture"],
        "complaint": ["check"],
    }


IN_ADVANCE = {
    "cmp-project": "doctor pharmacist same_area programme third_party approved report evaluation effect animator "
    "invoice_first invoice_evaluation",
    "cmp-sharing": "",
    "gp-premium": "year status software seniority on_call payment group starter billed reached",
    "gp-practice": "",
    "nursing-home": "residents registrations providers moments attendees coordinator",
    "complaint": "",
}


@pytest.mark.parametrize("slug", CALCULATORS)
def test_what_is_answered_in_advance_is_asked(slug: str) -> None:
    calculator = load(slug)
    questions = {question.name: question for question in calculator.questions}
    answered = calculator.asked_most(calculator.figures) if calculator.asked_most else {}
    assert list(answered) == IN_ADVANCE[slug].split()
    for name, values in answered.items():
        for value in values:
            read_as = parse(
                questions[name], to_text(value, questions[name].kind) if isinstance(value, Decimal) else value
            )
            assert not isinstance(read_as, Problem)


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "&lt;b&gt;",
    "x" * 1_000_000,
    "\x00",
    "%00",
    "{0}",
]


@pytest.mark.parametrize("slug", CALCULATORS)
@pytest.mark.parametrize("text", HOSTILE, ids=[t[:12] for t in HOSTILE])
def test_hostile_text_gives_a_message_and_no_markup(slug: str, text: str) -> None:
    for question in load(slug).questions:
        found = answer(slug, {question.name: text})
        assert found["outcome"] != "fault"
        assert text not in found["html"]
        assert text not in str(found["problems"])
    found = answer(slug, {text: "1"})
    assert found["outcome"] != "fault"
    assert "<script" not in found["html"]
    assert "<img" not in found["html"]
    assert len(found["html"]) < 100_000


def test_nothing_less_than_nothing_is_nothing() -> None:
    assert answer("nursing-home", "hours=-0")["link"] == ""
    assert answer("cmp-project", "invoice_first=-0,00")["link"] == "invoice_first=0"


def test_a_number_of_a_program_has_a_decimal_point() -> None:
    """12.345 in JSON is no amount of twelve thousand."""

    def asked(amount: Any) -> Answer:
        return answer("cmp-project", {"invoice_first": amount})

    assert asked(12.345)["problems"].keys() == {"invoice_first"}
    assert asked(12.5)["link"] == "invoice_first=12.50"
    assert asked(1000)["link"] == "invoice_first=1000"


@pytest.mark.parametrize(
    ("slug", "query", "name"),
    [
        ("nursing-home", "residents=40 EUR", "residents"),
        ("nursing-home", "hours=40 %", "hours"),
        ("cmp-project", "invoice_first=300 %", "invoice_first"),
        ("gp-premium", "how=scores&chapter4=50 EUR", "chapter4"),
    ],
)
def test_the_unit_of_another_kind_is_not_read_over(slug: str, query: str, name: str) -> None:
    assert answer(slug, query)["problems"].keys() == {name}


def test_a_count_is_explained_as_one() -> None:
    assert "1 250,50" not in answer("nursing-home", "residents=abc")["problems"]["residents"]
    too_many = answer("nursing-home", "residents=99999999")["problems"]["residents"]
    assert "9\u202f999\u202f999 au plus" in too_many


def test_a_choice_that_cannot_be_read_hides_no_other_problem() -> None:
    """But nothing is said of a case that rests on it."""
    assert answer("cmp-project", "report=no&doctor=x")["problems"].keys() == {"doctor", "evaluation"}
    assert answer("cmp-project", "report=x&evaluation=yes")["problems"].keys() == {"report"}
    assert answer("gp-premium", "year=x&reached=10")["problems"].keys() == {"year"}
    assert answer("gp-premium", "payment=x&reached=10")["problems"].keys() == {"payment"}

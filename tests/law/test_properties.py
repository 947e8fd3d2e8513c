"""What holds for every case, sensible or hostile."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from urllib.parse import parse_qsl

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import calculators as engine
from calculators import CALCULATORS
from calculators.browser import answer
from calculators.engine.answer import FIELDS
from calculators.engine.calculator import load
from calculators.engine.figures import GRADES
from calculators.engine.questions import Question

OUTCOMES = {"paid", "refused", "unsettled", "problems", "dated"}
many = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _answers(question: Question) -> st.SearchStrategy[str]:
    """Sensible answers to a question, as text; now and then an absurd one."""
    sensible = {
        "yes_no": st.sampled_from(question.options),
        "choice": st.sampled_from(question.options or ("",)),
        "money": st.decimals(0, 40000, places=2).map(str),
        "count": st.integers(int(question.least), min(int(question.most), 60)).map(str),
        "number": st.decimals(0, 60, places=1).map(str),
        "percent": st.decimals(0, 100, places=1).map(str),
        "date": st.dates(question.earliest, question.latest).map(str),
    }[question.kind]
    return st.one_of(*[sensible] * 12, st.text(max_size=20))


@cache
def _cases(slug: str) -> st.SearchStrategy[dict[str, str]]:
    """Queries of a calculator: some questions answered, the rest left at their default; of a table the first rows."""
    asked = [question for question in load(slug).questions if question.row <= 3]
    return st.fixed_dictionaries({}, optional={question.name: _answers(question) for question in asked})


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    slug = draw(st.sampled_from(list(CALCULATORS)))
    return slug, draw(_cases(slug))


@many
@given(cases())
def test_every_answer_ends_in_exactly_one_outcome(case: tuple[str, dict[str, str]]) -> None:
    found = answer(*case)
    outcome = found["outcome"]
    assert outcome in OUTCOMES
    assert (found["total"] is not None) == (outcome == "paid")
    assert bool(found["refusals"]) == (outcome == "refused")
    assert {note["question"] for note in found["refusals"]} <= {question.name for question in load(case[0]).questions}
    assert bool(found["unsettled"]) == (outcome == "unsettled")
    assert bool(found["problems"]) == (outcome == "problems")
    assert outcome == "paid" or found["rows"] == []
    assert found["summary"]
    assert found["html"].startswith(f'<div class="answer answer--{outcome}')


@many
@given(cases())
def test_the_total_is_the_sum_of_cited_rows(case: tuple[str, dict[str, str]]) -> None:
    found = answer(*case)
    assert sum(Decimal(row["amount"]) for row in found["rows"]) == Decimal(found["total"] or 0)
    for row in found["rows"]:
        assert row["citations"]
        assert row["working"]
        assert row["grade"] in GRADES
        assert Decimal(row["amount"]).as_tuple().exponent == -2
    for refusal in found["refusals"]:
        assert refusal["citations"]
    if found["total"]:
        assert Decimal(found["total"]) >= 0


@many
@given(cases())
def test_a_link_gives_the_same_answer_and_itself(case: tuple[str, dict[str, str]]) -> None:
    found = answer(*case)
    if found["outcome"] != "problems":
        again = answer(case[0], found["link"])
        assert again | {"unknown": [], "read": {}} == found | {"unknown": [], "read": {}}
        names = [name for name, _ in parse_qsl(found["link"], keep_blank_values=True)]
        order = [q.name for q in load(case[0]).questions]
        assert names == sorted(names, key=order.index)


@many
@given(cases(), st.sets(st.sampled_from(FIELDS), min_size=1))
def test_a_part_of_an_answer_is_the_same_whatever_else_is_asked(
    case: tuple[str, dict[str, str]], fields: set[str]
) -> None:
    whole, some = dict(answer(*case)), dict(engine.answer(*case, fields=fields))
    assert {name: some.get(name) for name in fields} == {name: whole.get(name) for name in fields}


@many
@given(cases())
def test_the_agenda_is_by_date(case: tuple[str, dict[str, str]]) -> None:
    found = answer(*case)
    dates = [step["date"] for step in found["agenda"]]
    assert dates == sorted(dates)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(list(CALCULATORS)), st.text(max_size=200), st.sampled_from(("fr", "nl", "xx")))
def test_any_text_as_a_query_is_answered(slug: str, query: str, lang: str) -> None:
    found = answer(slug, query, lang)
    assert found["outcome"] in OUTCOMES
    assert found["lang"] == "fr"


@many
@given(_cases("cmp-project"), st.decimals(0, 1000, places=2), st.decimals(0, 1000, places=2))
def test_a_higher_invoice_never_pays_less_and_no_ceiling_is_passed(
    case: dict[str, str], one: Decimal, other: Decimal
) -> None:
    low, high = sorted((one, other))
    less, more = (answer("cmp-project", case | {"invoice_first": str(invoice)}) for invoice in (low, high))
    if less["outcome"] == more["outcome"] == "paid":
        assert Decimal(less["total"] or "") <= Decimal(more["total"] or "") <= 2500
        for row in more["rows"]:
            if row["key"].startswith("animation"):
                assert Decimal(row["amount"]) <= 300


@pytest.mark.parametrize("slug", CALCULATORS)
def test_an_answer_does_not_depend_on_what_was_asked_before(slug: str) -> None:
    first = answer(slug, "")
    answer(slug, {q.name: "1" for q in load(slug).questions})
    assert answer(slug, "") == first

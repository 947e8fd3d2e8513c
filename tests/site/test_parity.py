"""Two Pythons, one answer: CPython and the Pyodide of the built site give the same JSON, byte for byte."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from calculators import CALCULATORS
from calculators.browser import answer
from calculators.engine.calculator import load
from tests.browser import steps

NASTY = (
    "",
    "<script>alert(1)</script>",
    "1 250,50 €",
    "1.250,50",
    "1e309",
    "NaN",
    "-0",
    "٣٥",
    "½",
    "é\u0301\u202e\u0000\ud7ff\U0001f3e5",
    "9" * 5_000,
    "2026-02-30",
    "29/02/2028",
    "99/99/9999",
    "yes ",
    "%s{0}{label}",
)
QUERIES = (
    "%ff%zz=%",
    "&&==&",
    "=",
    "%00=%00",
    "__class__=1&__proto__=2",
    "a=1&a=2&" * 300,
    "rules=2020.01",
    "?year=2022",
)


def cases() -> list[dict[str, str]]:
    """Every example, every question with every nasty text, and queries that are none."""
    found = []
    for slug in CALCULATORS:
        names = [question.name for question in load(slug).questions]
        queries = [example["query"] for example in steps.examples(slug)]
        queries += [urlencode(dict.fromkeys(names, text)) for text in NASTY]
        queries += [urlencode({name: text}) for name in names for text in NASTY[:4]]
        queries += [urlencode({text: "1"}) for text in NASTY]
        found += [{"slug": slug, "query": query, "lang": "fr"} for query in (*queries, *QUERIES)]
    return [
        *found,
        {"slug": next(iter(CALCULATORS)), "query": "", "lang": "xx"},
        {"slug": "no-such-calculator", "query": "", "lang": "fr"},
    ]


@pytest.fixture(scope="module")
def answers(in_pyodide: Callable[[list[dict[str, str]]], list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return in_pyodide(cases())


def test_both_pythons_give_the_same_bytes(answers: list[dict[str, Any]]) -> None:
    """`json.loads` keeps the order of keys, so equal dumps are equal bytes."""
    assert len(answers) == len(cases())
    for case, theirs in zip(cases(), answers, strict=True):
        ours = json.dumps(answer(case["slug"], case["query"], case["lang"]), ensure_ascii=False)
        assert json.dumps(theirs, ensure_ascii=False) == ours, case


def test_nothing_nasty_is_a_fault_of_ours(answers: list[dict[str, Any]]) -> None:
    assert [case for case, found in zip(cases(), answers, strict=True) if found["outcome"] == "fault"] == []

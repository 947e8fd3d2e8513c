"""What people type, copy or send is read as they mean it; where that is not certain, it is asked."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import urlencode

import pytest

from calculators.browser import answer
from calculators.engine.kinds import is_grouped, parse, to_text
from calculators.engine.questions import Question

MONEY, COUNT, PERCENT, NUMBER = (Question("n", kind) for kind in ("money", "count", "percent", "number"))
FEW = Question("n", "count", most=Decimal(12))

NUMBERS = [
    (MONEY, "1 250,50", "1250.50"),
    (MONEY, "1\u00a0250,50", "1250.50"),
    (MONEY, "1\u202f250,50", "1250.50"),
    (MONEY, "1.250,50", "1250.50"),
    (MONEY, "1,250.50", "1250.50"),
    (MONEY, "1250.5", "1250.5"),
    (MONEY, "1250,5", "1250.5"),
    (MONEY, "1'250,50", "1250.50"),
    (MONEY, "1.250", "1250"),
    (MONEY, "1.250.000", "1250000"),
    (MONEY, "300 EUR", "300"),
    (MONEY, "300,00 €", "300"),
    (MONEY, "€ 30.000,00", "30000"),
    (MONEY, "€30000", "30000"),
    (MONEY, "EUR 1 250,50", "1250.50"),
    (MONEY, "euro 5", "5"),
    (MONEY, "5 Eur.", "5"),
    (MONEY, "€ 5 EUR", "5"),
    (MONEY, "2500,-", "2500"),
    (MONEY, "€ 2.500,--", "2500"),
    (MONEY, "2500.- EUR", "2500"),
    (MONEY, "2500,=", "2500"),
    (MONEY, "+5", "5"),
    (MONEY, "25.", "25"),
    (MONEY, "1 250\u00a0000", "1250000"),
    (MONEY, "12,345.50", "12345.50"),
    (MONEY, "1,234,567", "1234567"),
    (MONEY, "1250,000", "1250"),
    (MONEY, "1 250,000", "1250"),
    (MONEY, "0,500", "0.5"),
    (MONEY, "1.250,5", "1250.5"),
    (MONEY, "5".rjust(40, "0"), "5"),
    (MONEY, ",5".rjust(40, "0"), "0.5"),
    (PERCENT, "24,900", "24.9"),
    (PERCENT, "24.900 %", "24.9"),
    (PERCENT, "24 pct", "24"),
    (PERCENT, "% 24", "24"),
    (PERCENT, "24,5 pour cent", "24.5"),
    (FEW, "7,000", "7"),
    (MONEY, "0", "0"),
    (MONEY, "0.5", "0.5"),
    (MONEY, ".5", "0.5"),
    (MONEY, "007", "7"),
    (COUNT, "12", "12"),
    (COUNT, "12,0", "12"),
    (COUNT, "1 200", "1200"),
    (PERCENT, "24,9", "24.9"),
    (PERCENT, "24.9 %", "24.9"),
    (PERCENT, "100", "100"),
]

BAD = [
    (MONEY, "-1", "negative"),
    (MONEY, "-0,01", "negative"),
    (MONEY, "abc", "number"),
    (MONEY, "1e5", "number"),
    (MONEY, "NaN", "number"),
    (MONEY, "Infinity", "number"),
    (MONEY, "12 50", "number"),
    (MONEY, "1,2,3", "number"),
    (MONEY, "1.2.3", "number"),
    (MONEY, "٣٠٠", "number"),
    (MONEY, "²", "number"),
    (MONEY, "<b>300</b>", "number"),
    (MONEY, "9" * 1_000_000, "number"),
    (MONEY, "5".rjust(41, "0"), "number"),
    (MONEY, ",5".rjust(41, "0"), "number"),
    (MONEY, "10000000", "most"),
    (Question("n", "count", most=Decimal(1200)), "1,200", "one_way"),
    (Question("n", "count", most=Decimal(1199)), "1,200", "whole"),
    (MONEY, "1,255", "one_way"),
    (MONEY, "25,000", "two_ways"),
    (MONEY, "€ 25,000", "two_ways"),
    (MONEY, "25,000 EUR", "two_ways"),
    (NUMBER, "1,500", "two_ways"),
    (COUNT, "25,000", "two_ways"),
    (COUNT, "1,200", "one_way"),
    (MONEY, "0,125", "cents"),
    (MONEY, "0.125", "cents"),
    (MONEY, "1.2345", "cents"),
    (PERCENT, "24,905", "cents"),
    (MONEY, "€ -5", "negative"),
    (MONEY, "-€ 5", "negative"),
    (MONEY, "- 5", "negative"),
    (MONEY, "-25,000", "negative"),
    (MONEY, "-25.000", "negative"),
    (COUNT, "€ 5", "count"),
    (MONEY, "5 €€", "number"),
    (MONEY, "EUR", "number"),
    (COUNT, "1,5", "whole"),
    (PERCENT, "100,01", "most"),
    (PERCENT, "-3", "negative"),
]


@pytest.mark.parametrize(("question", "text", "value"), NUMBERS)
def test_a_number_is_read(question: Question, text: str, value: str) -> None:
    assert parse(question, text) == Decimal(value)


@pytest.mark.parametrize(("question", "text", "problem"), BAD, ids=[f"{q.kind} {t[:20]}" for q, t, _ in BAD])
def test_a_bad_number_is_a_problem(question: Question, text: str, problem: str) -> None:
    assert parse(question, text).key == problem


DATES = [
    ("2026-11-22", "2026-11-22"),
    ("22/11/2026", "2026-11-22"),
    ("22-11-2026", "2026-11-22"),
    ("2028-02-29", "2028-02-29"),
    ("2026-11-5", "2026-11-05"),
    ("2026/11/05", "2026-11-05"),
    ("5.11.2026", "2026-11-05"),
    ("5 / 11 / 2026", "2026-11-05"),
    ("1945-01-01", "1945-01-01"),
    ("2099-12-31", "2099-12-31"),
]
BAD_DATES = [
    ("2027-02-29", "no_such_day"),
    ("31/04/2026", "no_such_day"),
    ("2026-13-01", "no_such_day"),
    ("0000-00-00", "no_such_day"),
    ("1944-12-31", "date_range"),
    ("2100-01-01", "date_range"),
    ("9999-12-31", "date_range"),
    ("22/11/26", "date"),
    ("demain", "date"),
    ("?", "unfinished"),
    ("2026-11-22T10:00", "date"),
]


@pytest.mark.parametrize(("text", "value"), DATES)
def test_a_date_is_read(text: str, value: str) -> None:
    assert to_text(parse(Question("d", "date"), text)) == value


@pytest.mark.parametrize(("text", "problem"), BAD_DATES)
def test_a_bad_date_is_a_problem(text: str, problem: str) -> None:
    assert parse(Question("d", "date"), text).key == problem


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("30\u00ad000\u200b", "30000"),
        ("\u200e€\u00a030\u202f000,–", "30000"),
        ("３００００", "30000"),
        ("\ufeff3\u20600000\x1f", "30000"),
        ("30\n 000", "30000"),
    ],
)
def test_what_nobody_sees_and_other_signs_make_no_difference(typed: str, meant: str) -> None:
    for query in ({"billed": typed}, urlencode({"billed": typed})):
        assert answer("gp-premium", query) == answer("gp-premium", {"billed": meant})
    assert "signe moins" in answer("gp-premium", {"billed": "\u22125"})["problems"]["billed"]
    assert answer("complaint", {"sent": "2026\u201111\u201105\u200b"}) == answer("complaint", "sent=2026-11-05")


def test_a_point_that_groups_is_seen_in_each_kind_but_a_percentage() -> None:
    assert [is_grouped(question, "1.200") for question in (MONEY, COUNT, NUMBER, PERCENT)] == [True, True, True, False]


def test_how_a_number_was_read_is_told_where_it_may_surprise() -> None:
    found = answer("gp-premium", {"billed": "€ 25.000"})
    assert found["read"] == {"billed": "25\u202f000\u00a0EUR"}
    assert found | {"read": {}} == answer("gp-premium", {"billed": "25000"})
    assert answer("nursing-home", {"residents": "1.200"})["read"] == {"residents": "1\u202f200"}
    for typed in ("25 000", "25000", "25000.50", "25.000,00", "1.250.000", "€ 25000"):
        assert answer("gp-premium", {"billed": typed})["read"] == {}, typed


def test_a_number_that_can_be_read_in_two_ways_is_asked_about() -> None:
    def said(typed: str) -> str:
        return (
            answer("gp-premium", {"billed": typed})["problems"]["billed"].replace("\u202f", " ").replace("\u00a0", " ")
        )

    assert said("25,000").endswith("voulez-vous dire 25 000 EUR ou 25,00 EUR ? Écrivez 25000 ou 25.")
    assert said("€ 25,500").endswith("voulez-vous dire 25 500 EUR ou 25,50 EUR ? Écrivez 25500 ou 25,50.")
    assert "voulez-vous dire 24 999 EUR ? Écrivez 24999." in said("24,999")

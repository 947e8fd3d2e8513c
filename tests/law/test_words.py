"""How a language writes numbers, amounts, dates, counts and what stands in data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from build_scripts import ROOT
from calculators import answer
from calculators.engine.calculator import load
from calculators.engine.words import Text, Words, words

FRENCH = words("fr")
TOYS = {"toys": "{n} jouet", "toys.many": "{n} jouets", "two": "deux {what}"}


@pytest.mark.parametrize(
    ("value", "written"),
    [("0", "0"), ("1250.50", "1\u202f250,5"), ("-3", "−3"), ("1000000", "1\u202f000\u202f000"), ("0.10", "0,1")],
)
def test_a_number_is_written_the_belgian_way(value: str, written: str) -> None:
    assert FRENCH.number(Decimal(value)) == written


@pytest.mark.parametrize(
    ("value", "with_cents", "without"),
    [("1250.5", "1\u202f250,50\u00a0EUR", "1\u202f250,50\u00a0EUR"), ("500", "500,00\u00a0EUR", "500\u00a0EUR")],
)
def test_an_amount_has_cents_unless_it_needs_none(value: str, with_cents: str, without: str) -> None:
    assert FRENCH.money(Decimal(value), cents=True) == with_cents
    assert FRENCH.money(Decimal(value)) == without


def test_the_first_of_a_month_is_an_ordinal() -> None:
    assert FRENCH.date(date(2026, 11, 1)) == "1er novembre 2026"
    assert FRENCH.date(date(2026, 11, 22)) == "22 novembre 2026"


@pytest.mark.parametrize(
    ("lang", "n", "written"),
    [
        ("fr", "0", "0 jouet"),
        ("fr", "1", "1 jouet"),
        ("fr", "1.5", "1,5 jouet"),
        ("fr", "2", "2 jouets"),
        ("nl", "0", "0 jouets"),
        ("nl", "1", "1 jouet"),
        ("nl", "1.5", "1,5 jouets"),
        ("nl", "2", "2 jouets"),
    ],
)
def test_each_language_has_its_own_plural(lang: str, n: str, written: str) -> None:
    assert Words(lang, TOYS, {"format": {"decimal": ","}}).count("toys", Decimal(n)) == written


def test_one_more_reason_is_said_in_the_singular() -> None:
    one = answer("cmp-project", "doctor=no&pharmacist=no")["summary"]
    two = answer("cmp-project", "doctor=no&pharmacist=no&approved=no")["summary"]
    assert one.endswith("(et 1 autre raison)")
    assert two.endswith("(et 2 autres raisons)")


def test_no_text_leaves_the_number_to_the_reader() -> None:
    """« raison(s) » is what a programme writes that does not know how many there are."""
    for path in [*ROOT.glob("calculators/*/texts.*.toml"), *ROOT.glob("docs/**/texts.*.toml")]:
        assert "(s)" not in path.read_text(encoding="utf-8"), path


def test_a_text_is_a_value_of_another_and_a_missing_one_is_a_fault() -> None:
    toys = Words("fr", TOYS, {"format": {"decimal": ","}})
    assert toys("two", what=Text("toys", {"n": 2})) == "deux 2 jouet"
    with pytest.raises(KeyError):
        toys("three")


def test_a_folder_without_texts_adds_none(tmp_path: Path) -> None:
    assert words("fr", tmp_path).texts == FRENCH.texts
    assert words("nl", tmp_path).lang == "fr"


def test_data_are_told_in_the_readers_language_where_it_gives_them() -> None:
    dutch = Words("nl", {"data": {"Lu en partie.": "Deels gelezen."}})
    assert dutch.data("Lu en partie.") == "Deels gelezen."
    assert dutch.data("Pas traduit.") == "Pas traduit."
    assert FRENCH.data("Lu en partie.") == "Lu en partie."


def test_citations_are_told_in_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    calculator = load("cmp-project")
    title = calculator.figures.figures[0].source.short
    said = dict(calculator.words("fr").texts) | {f"data.{title}": "Wet"}
    monkeypatch.setattr(type(calculator), "words", lambda *_: Words("fr", said))
    assert "Wet" in {c["title"] for row in answer("cmp-project", "")["rows"] for c in row["citations"]}

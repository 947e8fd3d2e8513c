"""A fault in figures.toml is refused when it is read, in words that name file, figure and cure."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from calculators import CALCULATORS
from calculators.engine.calculator import load
from calculators.engine.figures import FigureFault, Figures, Source
from calculators.engine.figures_file import parse, read

GOOD = """
version = "1"
checked = 2026-01-01
[sources.law]
title = "A law"
short = "Law"
url = "https://example.org/law"
grade = "official"
[dimensions]
payment = ["act", "lump-sum"]
[[amount]]
value = 500
unit = "EUR"
since = 2020-01-01
until = 2020-12-31
source = "law, art. 1"
grade = "official"
[[amount]]
value = 600.5
unit = "EUR"
since = 2021-01-01
source = "law, art. 1"
grade = "press"
"""

FAULTS = {
    "unknown key": (
        "value = 500",
        "value = 500\nvaleur = 1",
        "figure “amount” (1) has the unknown key “valeur”",
        "Use at_least, grade, note, payment, since, source, start_unknown, steps, unit, unsettled, until, value, year",
    ),
    "in the second": ("value = 600.5", "value = 600.5\nvaleur = 1", "figure “amount” (2) has", "Use at_least"),
    "overlap": ("until = 2020-12-31", "until = 2021-01-01", "applies twice from 2021-01-01", "End the first"),
    "no end": ("until = 2020-12-31\n", "", "applies twice from 2021-01-01", "End the first"),
    "hole": ("until = 2020-12-31", "until = 2020-12-30", "hole from 2020-12-31 to 2020-12-31", "Fill it"),
    "no source": (
        'source = "law, art. 1"\ngrade = "official"',
        'grade = "official"',
        "no source",
        "Add source",
    ),
    "unknown source": (
        '"law, art. 1"\ngrade = "official"',
        '"decree"\ngrade = "official"',
        "“decree”",
        "[sources.decree]",
    ),
    "no unit": ('unit = "EUR"\nsince = 2020', "since = 2020", "no unit", "Add unit"),
    "bad grade": (
        'grade = "official"\n[[',
        'grade = "sure"\n[[',
        "“sure”",
        "Use guide, official, press, reading, study",
    ),
    "no grade": (
        'grade = "official"\n[[amount]]\nvalue = 600.5',
        "[[amount]]\nvalue = 600.5",
        "grade “None”",
        "Use guide",
    ),
    "no value": ("value = 500\n", "", "either a value or “unsettled”", "Keep one"),
    "both": ("value = 500", 'value = 500\nunsettled = "x"', "either a value or “unsettled”", "Keep one"),
    "wrong kind": ("value = 500", "value = [500]", "wrong kind", "Use a number"),
    "no since": ("since = 2020-01-01\n", "", "no “since”", "Add since"),
    "ends early": ("until = 2020-12-31", "until = 2019-12-31", "before it starts", "Mend since or until"),
    "bad until": ("until = 2020-12-31", 'until = "end"', "not a date", "Write until"),
    "bad step": ("value = 500", 'value = 500\nat_least = "six"', "not a number", "Write at_least"),
    "bad dimension": (
        "value = 500",
        'value = 500\npayment = "cash"',
        "payment = “cash”",
        "Use act, lump-sum",
    ),
    "no checked": ("checked = 2026-01-01", "", "no “checked”", "Write the day"),
    "not a list": (
        "[sources.law]",
        "amount_2 = 5\n[sources.law]",
        "“amount_2” is not a figure",
        "Write it as [[amount_2]]",
    ),
    "source key": ('short = "Law"', 'short = "Law"\nisbn = 3', "unknown key “isbn”", "Use grade"),
    "source title": ('title = "A law"\n', "", "no “title”", "Add it"),
    "source grade": (
        'url = "https://example.org/law"\ngrade = "official"',
        'url = "u"\ngrade = "A"',
        "grade “A”",
        "Use guide",
    ),
}


def parsed(text: str) -> Figures:
    return parse(tomllib.loads(text, parse_float=Decimal), "x/figures.toml")


AT_ONCE = """
version = "1"
checked = 2026-01-01
[sources.law]
title = "A law"
short = "Law"
url = "https://example.org/law"
grade = "official"
[dimensions]
payment = ["act", "lump-sum"]
criterion = ["first", "second", "third"]
[units]
tier = "EUR"
threshold = { first = "percent", second = "count", third = "yes-no" }
[[tier]]
payment = "act"
steps = { 0 = 1000, 6 = 3500.5 }
years = [2018, 2020]
source = "law, art. 1"
grade = "official"
[[threshold]]
payment = "act"
criterion = { third = "yes", first = 25 }
year = 2018
source = "law"
grade = "official"
[[threshold]]
payment = "act"
criterion = { second = 5, first = 30 }
year = 2019
source = "law"
grade = "press"
"""

FAULTS_AT_ONCE = {
    "two times": ("year = 2018", "year = 2018\nsince = 2018-01-01", "twice (since, year)", "Keep one"),
    "no year": ("year = 2018", 'year = "2018"', "no good year", "Write year = 2024"),
    "year and until": ("year = 2018", "year = 2018\nuntil = 2018-06-30", "no good year", "Write year = 2024"),
    "years backwards": ("[2018, 2020]", "[2020, 2018]", "no good year", "years = [2018, 2022]"),
    "year 0": ("year = 2018", "year = 0", "no good year", "Write year = 2024"),
    "the last year of all": ("year = 2018", "year = 9999", "no good year", "Write year = 2024"),
    "years and a day": (
        "years = [2018, 2020]",
        "years = [2018, 2020]\nsince = 2018-01-01",
        "(since, years)",
        "Keep one",
    ),
    "three years": ("[2018, 2020]", "[2018, 2019, 2020]", "no good year", "years = [2018, 2022]"),
    "two values": ("steps = {", "value = 5\nsteps = {", "values twice (steps, value)", "Keep one"),
    "two dimensions": ('payment = "act"\nsteps', "payment = { act = 1 }\nsteps", "values twice", "Keep one"),
    "no step": ("6 = 3500.5", "six = 3500.5", "the step “six”", "Write steps ="),
    "unknown value": ("first = 25", "fourth = 25", "criterion = “fourth”", "Use first, second, third"),
    "no unit": ('tier = "EUR"\n', "", "no unit", "Add unit"),
    "overlap": ("year = 2019", "year = 2018", "criterion=first payment=act applies twice", "End the first"),
}


def test_one_text_is_said_at_once() -> None:
    """Steps, the values of a dimension in its own order, whole years and units."""
    said = [
        (f.name, dict(f.where).get("criterion"), f.at_least, f.value, f.unit, str(f.since), str(f.until))
        for f in parsed(AT_ONCE).figures
    ]
    assert said == [
        ("tier", None, 0, 1000, "EUR", "2018-01-01", "2020-12-31"),
        ("tier", None, 6, Decimal("3500.5"), "EUR", "2018-01-01", "2020-12-31"),
        ("threshold", "first", None, 25, "percent", "2018-01-01", "2018-12-31"),
        ("threshold", "first", None, 30, "percent", "2019-01-01", "2019-12-31"),
        ("threshold", "second", None, 5, "count", "2019-01-01", "2019-12-31"),
        ("threshold", "third", None, "yes", "yes-no", "2018-01-01", "2018-12-31"),
    ]


@pytest.mark.parametrize(("written", "first", "last"), [("year = 1", 1, 1), ("years = [2018, 9998]", 2018, 9998)])
def test_any_year_that_has_a_day_before_and_after_it_is_one(written: str, first: int, last: int) -> None:
    figure = parsed(AT_ONCE.replace("years = [2018, 2020]", written)).named("tier")[0]
    assert (figure.since, figure.until) == (date(first, 1, 1), date(last, 12, 31))


def test_what_is_unsettled_has_no_unit() -> None:
    text = AT_ONCE.replace("steps = { 0 = 1000, 6 = 3500.5 }", 'unsettled = "nobody"\nnote = "Why."')
    (figure,) = parsed(text).named("tier")
    assert (figure.value, figure.unit, figure.unsettled, figure.note) == (None, "", "nobody", "Why.")


def test_a_figure_may_hold_for_a_day_and_for_none_after_it() -> None:
    """Whatever other days were asked for before."""
    one_day = GOOD[: GOOD.rindex("[[amount]]")].replace("until = 2020-12-31", "until = 2020-01-01")
    for days in (("2020-01-01", "2020-01-02"), ("2020-01-02", "2020-01-01"), ("2019-12-31", "2020-01-01")):
        figures = parsed(one_day)
        found = {day: figures.on(date.fromisoformat(day)).maybe("amount") is not None for day in days}
        assert found == {day: day == "2020-01-01" for day in days}


@pytest.mark.parametrize(("old", "new", "says", "cure"), FAULTS_AT_ONCE.values(), ids=FAULTS_AT_ONCE)
def test_a_fault_in_what_is_said_at_once_is_named_with_its_cure(old: str, new: str, says: str, cure: str) -> None:
    assert old in AT_ONCE
    with pytest.raises(FigureFault) as fault:
        parsed(AT_ONCE.replace(old, new, 1))
    assert says in str(fault.value)
    assert cure in str(fault.value)


def test_a_file_has_its_own_sources_alone(tmp_path: Path) -> None:
    """It may cite those of others; what it does not declare is not its own."""
    known = parsed(GOOD).sources
    text = GOOD.replace("[sources.law]", "[sources.other]", 1)
    found = parse(tomllib.loads(text, parse_float=Decimal), "y/figures.toml", known)
    assert found.sources.keys() == {"other"}
    assert {figure.source for figure in found.figures} == {known["law"]}


def test_good_figures_are_read() -> None:
    figures = parsed(GOOD)
    assert figures.on(date(2020, 12, 31)).amount.value == 500
    assert figures.on(date(2021, 1, 1)).amount.value == Decimal("600.5")
    assert figures.on(date(2021, 1, 1)).amount.source.short == "Law"
    assert figures.on(date(2021, 1, 1)).amount.source.language == "fr"
    assert figures.on(date(2021, 1, 1)).amount.paragraph == "art. 1"


@pytest.mark.parametrize(("old", "new", "says", "cure"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_with_its_cure(old: str, new: str, says: str, cure: str) -> None:
    assert old in GOOD
    with pytest.raises(FigureFault) as fault:
        parsed(GOOD.replace(old, new, 1))
    message = str(fault.value)
    assert message.startswith("x/figures.toml: ")
    assert says in message
    assert cure in message


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    file = tmp_path / "x" / "figures.toml"
    file.parent.mkdir()
    file.write_text("[[amount\n")
    with pytest.raises(FigureFault, match=r"^x/figures\.toml: not TOML"):
        read(file)


def test_no_figure_before_its_time_and_no_fallback() -> None:
    law = parsed(GOOD).on(date(2019, 12, 31))
    with pytest.raises(FigureFault, match="0 figures named “amount” apply on 2019-12-31"):
        _ = law.amount
    with pytest.raises(FigureFault, match="0 figures named “other”"):
        law.only("other")
    assert law.maybe("amount") is None


def test_steps_take_the_highest_attained() -> None:
    steps = "".join(
        f'[[tier]]\nat_least = {n}\nvalue = {v}\nunit = "EUR"\nsince = 2020-01-01\nsource = "law"\ngrade = "official"\n'
        for n, v in ((0, 1000), (6, 3500), (8, 6000))
    )
    law = parsed(GOOD + steps).on(date(2022, 1, 1))
    assert [law.step("tier", n).value for n in (0, 5, 6, 7, 8, 10)] == [1000, 1000, 3500, 3500, 6000, 6000]
    with pytest.raises(FigureFault, match="no step of “tier”"):
        law.step("tier", -1)
    with pytest.raises(FigureFault, match="applies twice"):
        parsed(GOOD + steps + steps)
    near = parsed(GOOD + steps.replace("at_least = 6", "at_least = 1")).on(date(2022, 1, 1))
    assert [near.step("tier", n).value for n in (0, 1)] == [1000, 3500]
    alone = parsed(GOOD + steps[steps.rindex("[[tier]]") :]).on(date(2022, 1, 1))
    with pytest.raises(FigureFault, match="no step of “tier” is attained by 7"):
        alone.step("tier", 7)


@pytest.mark.parametrize("slug", CALCULATORS)
def test_every_figure_has_words_in_french(slug: str) -> None:
    """Its name, its unit, its text value or what is unsettled about it."""
    calculator = load(slug)
    words = calculator.words("fr")
    for figure in calculator.figures.figures:
        assert words(f"figures.{figure.name}")
        if figure.unsettled:
            assert words.get(f"unsettled.{figure.unsettled}"), figure.unsettled
        elif isinstance(figure.value, str):
            assert words(f"values.{figure.value}")
        elif isinstance(figure.value, Decimal):
            assert words.quantity(figure)


def test_a_source_named_in_two_files_is_the_same_source() -> None:
    seen: dict[str, Source] = {}
    for slug in CALCULATORS:
        for source in load(slug).figures.sources.values():
            assert seen.setdefault(source.id, source) == source


def test_a_figure_of_an_undated_page_says_when_it_was_read() -> None:
    undated = GOOD.replace("since = 2020-01-01", "since = 2020-01-01\nstart_unknown = true")
    seen = [figure.seen for figure in parse(tomllib.loads(undated, parse_float=Decimal), "f.toml").figures]
    assert seen == [date(2026, 1, 1), None]
    with pytest.raises(FigureFault, match="start_unknown"):
        parse(tomllib.loads(undated.replace("true", '"yes"'), parse_float=Decimal), "f.toml")

"""What stands beside the amount of a premium, where no case of today goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from calculators.engine.calculator import load
from calculators.engine.questions import read
from calculators.gp_premium import picture
from calculators.gp_premium.questions import labels
from calculators.gp_premium.rule import Year


def test_a_year_that_pays_nothing_is_not_said_to_be_sure_or_not() -> None:
    """Today a case is refused in every year or in none."""
    found = [
        Year("2022", True, "paid", Decimal(1000), "press"),
        Year("2023", False, "refused", why="billed"),
        Year("2024", False, "unsettled", why="year_2025"),
    ]
    calculator = load("gp-premium")
    html = picture.years(found, read(calculator.questions, "").case, calculator.words("fr"))
    rows = BeautifulSoup(html, "lxml").select("tbody tr")
    assert [bool(row.select(".grade")) for row in rows] == [True, False, True]
    assert [bool(row.select("svg")) for row in rows] == [True, False, False]


@pytest.mark.parametrize(("read_on", "said"), [("2025-12-15", "labels.closes"), ("2025-12-16", "labels.closed")])
def test_a_premium_is_closed_the_day_after_its_last(read_on: str, said: str) -> None:
    figures = replace(load("gp-premium").figures, checked=date.fromisoformat(read_on))
    assert labels(figures)["year"]["2024"].key == said

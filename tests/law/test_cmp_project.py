"""The rule of a local project, where no example of its page goes."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from calculators import answer
from calculators.engine import report
from calculators.engine.answer import Answer
from calculators.engine.calculator import load


def with_figure(name: str, euros: int, query: str) -> Answer:
    calculator = load("cmp-project")
    figures = tuple(
        replace(figure, value=Decimal(euros)) if figure.name == name else figure
        for figure in calculator.figures.figures
    )
    return report.answer(calculator.with_figures(replace(calculator.figures, figures=figures, _laws={})), query)


@pytest.mark.parametrize(
    ("euros", "last"), [(2500, ("animation_evaluation", "300.00")), (2400, ("maximum", "-100.00"))]
)
def test_all_tranches_together_have_a_maximum(euros: int, last: tuple[str, str]) -> None:
    """Today it is their sum."""
    found = with_figure("maximum", euros, "")
    assert found["total"] == f"{euros}.00"
    assert (found["rows"][-1]["key"], found["rows"][-1]["amount"]) == last


def test_each_invoice_has_a_ceiling_of_its_own() -> None:
    """Today they are the same."""
    found = with_figure("animation_evaluation", 250, "animator=neither")
    (told,) = [note["label"] for note in found["advice"] if note["key"] == "unqualified_animator"]
    assert re.findall(r"(\d+)\sEUR", told) == ["300", "250"]


def test_an_animator_is_paid_who_is_linked_or_trained() -> None:
    totals = {animator: answer("cmp-project", f"animator={animator}")["total"] for animator in ("linked", "trained")}
    assert totals == {"linked": "2500.00", "trained": "2500.00"}


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (450, 0, True),
        (450, 299, True),
        (450, 300, False),
        (450, 301, False),
        (300, 0, False),
        (301, 299, True),
        ("299.50", 0, False),
        (450, "299.50", True),
    ],
)
def test_that_one_invoice_cannot_use_what_another_leaves_is_said_where_it_does(
    first: int | str, second: int | str, told: bool
) -> None:
    found = answer("cmp-project", f"invoice_first={first}&invoice_evaluation={second}")
    assert ("separate_caps" in [note["key"] for note in found["advice"]]) == told

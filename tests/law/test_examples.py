"""Every example is rendered to the letter, the texts' own sums hold, and no figure can change unnoticed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from calculators import CALCULATORS
from calculators.browser import answer
from calculators.engine.calculator import Calculator, load
from calculators.engine.figures import Figure, FigureFault
from tests.law import examples

ALL = [(slug, example) for slug in CALCULATORS for example in load(slug).examples()]


@pytest.mark.parametrize(("slug", "example"), ALL, ids=[f"{slug}: {e['name']}" for slug, e in ALL])
def test_an_example_is_rendered_to_the_letter(slug: str, example: dict[str, Any]) -> None:
    assert examples.failures(load(slug), example) == []


@pytest.mark.parametrize("slug", CALCULATORS)
def test_the_sums_of_the_texts_hold(slug: str) -> None:
    assert examples.wrong_sums(load(slug), load(slug).proofs().get("sums", [])) == []


@pytest.mark.parametrize("slug", CALCULATORS)
def test_examples_are_canonical_links_with_names_of_their_own(slug: str) -> None:
    cases = load(slug).examples()
    assert len({e["name"] for e in cases}) == len(cases)
    assert any(e.get("show") for e in cases)
    for e in cases:
        found = answer(slug, e["query"])
        if found["outcome"] != "problems":
            assert found["link"] == e["query"], e["name"]


@pytest.mark.parametrize("slug", CALCULATORS)
def test_a_changed_figure_fails_an_example(slug: str) -> None:
    """Each number by its smallest step, each date by a day, up and down: some example or sum must notice.

    All of them are asked until one does, the likely ones first: those whose day the figure is in force on, and among
    them the one that noticed the change before.
    """
    calculator = load(slug)
    cases = calculator.proofs()
    days = {e["name"]: date.fromisoformat(str(answer(slug, e["query"])["day"])) for e in cases["example"]}
    unnoticed = []
    for figure in calculator.figures.figures:
        cases["example"].sort(key=lambda example: not figure.in_force(days[example["name"]]))
        unnoticed += [
            f"{figure.name} {dict(figure.where)} {figure.at_least} since {figure.since}: {figure.value} → "
            f"{change.value}, {change.at_least}"
            for change in _changes(figure)
            if not _notices(_with(calculator, figure, change), cases)
        ]
    assert unnoticed == []


def _changes(figure: Figure) -> list[Figure]:
    value, step = figure.value, figure.at_least
    if isinstance(value, Decimal):
        by = Decimal("0.01") if figure.unit.startswith("EUR") else Decimal(1)
        changed = [replace(figure, value=value + by), replace(figure, value=value - by)]
    elif isinstance(value, date):
        changed = [replace(figure, value=value + timedelta(days=days)) for days in (1, -1)]
    else:
        changed = []
    return changed + ([replace(figure, at_least=step + 1), replace(figure, at_least=step - 1)] if step else [])


def _with(calculator: Calculator, figure: Figure, change: Figure) -> Calculator:
    figures = tuple(change if one is figure else one for one in calculator.figures.figures)
    mutated = replace(calculator.figures, figures=figures, _laws={})
    return calculator.with_figures(mutated)


def _notices(calculator: Calculator, cases: dict[str, Any]) -> bool:
    """Whether an example or a sum differs, or the changed figures are refused. The first example to see it moves up."""
    try:
        if examples.wrong_sums(calculator, cases.get("sums", [])):
            return True
        for place, example in enumerate(cases["example"]):
            if examples.failures(calculator, example):
                cases["example"].insert(0, cases["example"].pop(place))
                return True
    except FigureFault:
        return True
    return False

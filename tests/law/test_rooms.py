"""A calculator's folder: its rooms are what they say, and nothing of figures.toml is typed a second time in a rule."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from calculators import CALCULATORS
from calculators.cmp_project import picture as cmp_project_picture
from calculators.cmp_project import rule as cmp_project
from calculators.cmp_sharing import rule as cmp_sharing
from calculators.complaint import rule as complaint
from calculators.engine.calculator import (
    Calculator,
    CalculatorFault,
    FormModule,
    PictureModule,
    RuleModule,
    load,
)
from calculators.engine.questions import to_text
from calculators.gp_practice import picture as gp_practice_picture
from calculators.gp_practice import questions as gp_practice_questions
from calculators.gp_practice import rule as gp_practice
from calculators.gp_premium import picture as gp_premium_picture
from calculators.gp_premium import questions as gp_premium_questions
from calculators.gp_premium import rule as gp_premium
from calculators.nursing_home import picture as nursing_home_picture
from calculators.nursing_home import rule as nursing_home

# The type checker holds each room against what the engine loads.
RULES: tuple[RuleModule, ...] = (cmp_project, cmp_sharing, gp_premium, gp_practice, nursing_home, complaint)
FORMS: tuple[FormModule, ...] = (
    cmp_project,
    cmp_sharing,
    gp_premium_questions,
    gp_practice_questions,
    nursing_home,
    complaint,
)
PICTURES: tuple[PictureModule, ...] = (
    cmp_project_picture,
    gp_premium_picture,
    gp_practice_picture,
    nursing_home_picture,
)


def test_every_calculator_is_loaded_from_its_rooms() -> None:
    loaded = [load(slug) for slug in CALCULATORS]
    assert [calculator.rule for calculator in loaded] == [room.rule for room in RULES]
    assert [calculator.ask for calculator in loaded] == [room.questions for room in FORMS]
    assert [c.picture for c in loaded if c.picture] == [room.picture for room in PICTURES]


@pytest.mark.parametrize(
    ("rule", "more", "says"),
    [
        ("def questions(figures): return ()", {}, "defines no “day”. Add def day"),
        ("def day(case, figures): ...\ndef rule(*_): ...", {}, "defines no “questions”"),
        (
            "def day(case, figures): ...\ndef rule(*_): ...\ndef questions(figures): return ()",
            {"picture.py": "drawn = 1"},
            "picture defines no “picture”",
        ),
    ],
)
def test_a_room_that_lacks_a_part_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str, more: dict[str, str], says: str
) -> None:
    package = f"rooms{abs(hash(says))}"
    folder = tmp_path / package / "toy"
    folder.mkdir(parents=True)
    for name, text in {"__init__.py": "", "rule.py": rule, "figures.toml": "checked = 2030-01-01", **more}.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder.parent / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(CalculatorFault, match=says):
        load("toy", package)


def changed(slug: str, name: str, by: Decimal) -> Calculator:
    """A calculator in which one figure is another."""
    known = load(slug)
    figures = tuple(replace(f, value=f.value + by) if f.name == name else f for f in known.figures.figures)
    return known.with_figures(replace(known.figures, figures=figures, _laws={}))


@pytest.mark.parametrize(
    ("slug", "figure", "question", "default"),
    [
        ("cmp-project", "animation_first", "invoice_first", "301"),
        ("cmp-project", "animation_evaluation", "invoice_evaluation", "301"),
        ("nursing-home", "residents_needed", "residents", "36"),
        ("nursing-home", "registrations_needed", "registrations", "4"),
        ("nursing-home", "providers_paid", "providers", "4"),
        ("nursing-home", "moments_paid", "moments", "5"),
        ("gp-premium", "activity_billed", "billed", "25001"),
    ],
)
def test_a_default_that_the_text_gives_comes_from_its_figure(
    slug: str, figure: str, question: str, default: str
) -> None:
    """Changing the amount in figures.toml is enough: the form proposes it, and the pack answers it in advance."""
    calculator = changed(slug, figure, Decimal(1))
    assert {q.name: q.default for q in calculator.questions}[question] == default
    assert calculator.asked_most
    in_advance = calculator.asked_most(calculator.figures).get(question, [default])
    assert default in [value if isinstance(value, str) else to_text(value) for value in in_advance]


def test_only_a_date_that_the_case_can_do_without_is_optional() -> None:
    optional = {q.name: q.kind for slug in CALCULATORS for q in load(slug).questions if q.optional}
    assert optional == {"meeting": "date", "submitted": "date"}

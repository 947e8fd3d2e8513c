"""The list of mutants that nobody can notice still says something of the code: `make mutate` itself takes an hour."""

from __future__ import annotations

import ast

import pytest

from build_scripts import ROOT
from tests.mutation.mutants import mutants, of_code, of_figures
from tests.mutation.survivors import explained

CODE = '''
"""what is said"""
type Kind = Literal["money"]
@dataclass(frozen=True)
def paid(a: int, b: "text") -> "text":
    """paid"""
    if a < b and not a is None:
        return a - b * 2
    return f"{a}" in {"premium": True, "A sentence.": -a}
'''


def test_each_kind_of_change_is_tried_once_and_nothing_that_only_people_read() -> None:
    changes = [one.id for one in of_code("calculators/engine/x.py", CODE)]
    assert changes == [
        "engine/x.py paid: a < b and (not a is None) → a < b or not a is None",
        "engine/x.py paid: a < b → a <= b",
        "engine/x.py paid: not a is None → a is None",
        "engine/x.py paid: a is None → a is not None",
        "engine/x.py paid: a - b * 2 → a + b * 2",
        "engine/x.py paid: b * 2 → b / 2",
        "engine/x.py paid: 2 → 3",
        "engine/x.py paid: f'{a}' in {'premium': True, 'A sentence.': -a} → "
        "f'{a}' not in {'premium': True, 'A sentence.': -a}",
        "engine/x.py paid: 'premium' → 'premiumx'",
        "engine/x.py paid: True → False",
        "engine/x.py paid: -a → a",
    ]


def test_a_mutant_differs_in_its_change_alone() -> None:
    as_it_is = ast.unparse(ast.parse(CODE)).splitlines()
    for one in of_code("x.py", CODE):
        changed = one.text().splitlines()
        assert len([1 for a, b in zip(as_it_is, changed, strict=True) if a != b]) == 1, one.id


def test_the_same_change_twice_has_two_names() -> None:
    names = [one.name for one in of_code("x.py", "a = 1\nb = 1")]
    assert names == ["module: 1 → 2 (1)", "module: 1 → 2 (2)"]


def test_a_number_of_a_drawing_is_no_rule() -> None:
    assert not of_code("calculators/x/picture.py", "WIDTH = 320")


FIGURES = """checked = 2026-11-25
[[premium]]
steps = { 0 = 1000, 6 = 3500 }
year = 2024
unit = "EUR for 6 months"
source = "law, art. 3"
# 12 in 13
[[cap]]
value = 2.5
"""


def test_each_figure_gets_a_cent_more_and_no_day_or_step() -> None:
    assert [one.name for one in of_figures("x.toml", FIGURES)] == [
        "premium: steps = { 0 = 1000, 6 = 3500 } (1000 → 1000.01)",
        "premium: steps = { 0 = 1000, 6 = 3500 } (3500 → 3500.01)",
        "cap: value = 2.5 (2.5 → 2.51)",
    ]
    assert "value = 2.51\n" in of_figures("x.toml", FIGURES)[-1].text()


def test_every_name_is_one_mutant() -> None:
    names = [one.id for one in mutants(ROOT)]
    assert len(names) == len(set(names)) > 1500


@pytest.mark.parametrize("name", explained())
def test_an_explained_mutant_is_still_there(name: str) -> None:
    """Else its line has changed, and the reason must be thought over: run `make mutate` for that file."""
    assert name in {one.id for one in mutants(ROOT)}

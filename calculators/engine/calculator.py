"""A calculator: the folder that holds figures, rule and texts of one benefit, loaded and checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from calculators.engine import figures as figures_
from calculators.engine.agenda import Agenda
from calculators.engine.figures import Figures, Law
from calculators.engine.ledger import Ledger
from calculators.engine.questions import Case, Problem, Question
from calculators.engine.words import Words, words


class RuleModule(Protocol):
    """What a folder's rule.py defines. `check`, `picture`, `hints` and `asked_most` may lack."""

    OUTCOME: str

    def questions(self, figures: Figures) -> tuple[Question, ...]:
        """What is asked, in the order of the form and of links."""

    def day(self, case: Case, figures: Figures) -> date:
        """The day whose rules apply to the case."""

    def rule(self, case: Case, law: Law, ledger: Ledger, agenda: Agenda) -> None:
        """The articles: writes rows, refusals, unsettled points and advice in the ledger, steps in the agenda."""


type Check = Callable[[Case, Law], Mapping[str, Problem]]
type Hints = Callable[[Figures], Mapping[str, list[tuple[Mapping[str, list[str]], str, Mapping[str, Any]]]]]
type AskedMost = Callable[[Figures], Mapping[str, Sequence[str]]]
type Picture = Callable[[Case, Law, Ledger, Words], str]


@dataclass(frozen=True)
class Calculator:
    """One benefit. `outcome` is the good end of a case: `paid`, or `dated` for dates alone."""

    slug: str
    folder: Path
    figures: Figures
    questions: tuple[Question, ...]
    day: Callable[[Case, Figures], date]
    rule: Callable[[Case, Law, Ledger, Agenda], None]
    check: Check | None
    picture: Picture | None
    hints: Hints | None
    asked_most: AskedMost | None
    outcome: str

    def words(self, lang: str) -> Words:
        return words(lang, self.folder)


@cache
def load(slug: str, package: str = "calculators") -> Calculator:
    """The calculator in the folder named like the slug. Errors: `FigureFault` where its figures are wrong."""
    name = f"{package}.{slug.replace('-', '_')}"
    module: Any = import_module(f"{name}.rule")
    folder = Path(module.__file__).parent
    return build(slug, folder, figures_.read(folder / "figures.toml"), module)


def build(slug: str, folder: Path, figures: Figures, module: Any) -> Calculator:
    """A calculator from its parts; tests use it to try other figures under the same rule."""
    return Calculator(
        slug=slug,
        folder=folder,
        figures=figures,
        questions=module.questions(figures),
        day=module.day,
        rule=module.rule,
        check=getattr(module, "check", None),
        picture=getattr(module, "picture", None),
        hints=getattr(module, "hints", None),
        asked_most=getattr(module, "asked_most", None),
        outcome=getattr(module, "OUTCOME", "paid"),
    )

"""A calculator: the folder that holds figures, rule, texts and examples of one benefit, loaded and checked.

What its rooms (rule.py, and questions.py and picture.py where they are there) must define stands here as types. A part
that lacks, or that is not there under its name, is refused in words when the folder is loaded.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from calculators.engine import figures_file
from calculators.engine.agenda import Agenda
from calculators.engine.answer import Outcome
from calculators.engine.figures import Figures, Law
from calculators.engine.files import content
from calculators.engine.ledger import Ledger
from calculators.engine.questions import Case, Form, Problem, Question
from calculators.engine.words import Text, Words, words


class RuleModule(Protocol):
    """What every rule.py defines. It may also define `OUTCOME`: `dated` where a good case ends in dates alone."""

    def day(self, case: Case, figures: Figures, /) -> date:
        """The day whose rules apply to the case."""

    def rule(self, case: Case, law: Law, ledger: Ledger, agenda: Agenda, /) -> None:
        """The articles: writes rows, refusals, unsettled points and advice in the ledger, steps in the agenda."""


class FormModule(Protocol):
    """What questions.py defines, or rule.py where there is none. It may also define what the types below name."""

    def questions(self, figures: Figures, /) -> tuple[Question, ...]:
        """What is asked, in the order of the form and of links."""


class PictureModule(Protocol):
    """What picture.py defines, where there is one."""

    def picture(self, case: Case, law: Law, ledger: Ledger, words: Words, /) -> str:
        """What is drawn beside the rows, as HTML; nothing where there is nothing to draw."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint that holds for some cases alone: for which answers of which questions, the key of its text, its values."""

    case: Mapping[str, tuple[str, ...]]
    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


type Check = Callable[[Case, Law], Mapping[str, Problem]]
"""`check`: what no question alone can see, by the name of the question to mend."""
type Hints = Callable[[Figures], Mapping[str, Sequence[Hint]]]
"""`hints`: by the name of the question."""
type Things = Callable[[Figures], Mapping[str, Sequence[Hint]]]
"""`things`: by the name of a count, the named things that it counts; the form lets the reader tick them."""
type Labels = Callable[[Figures], Mapping[str, Mapping[str, Text]]]
"""`labels`: by question and option, what the list says of an option beyond its name."""
type InAdvance = Mapping[str, Sequence[str] | Sequence[Decimal]]
"""The answers whose combinations are computed in advance, by the name of the question.

Numbers are the beginnings of classes, from 0 on: of an amount that the rule only compares with these, any is answered.
"""
type AskedMost = Callable[[Figures], InAdvance]
"""`asked_most`."""


class CalculatorFault(TypeError):
    """A folder that is no calculator: a fault of ours."""


@dataclass(frozen=True)
class Calculator:
    """One benefit. `outcome` is the good end of a case: `paid`, or `dated` for dates alone."""

    slug: str
    folder: Path
    figures: Figures
    questions: Form
    ask: Callable[[Figures], tuple[Question, ...]]
    day: Callable[[Case, Figures], date]
    rule: Callable[[Case, Law, Ledger, Agenda], None]
    check: Check | None
    hints: Hints | None
    things: Things | None
    labels: Labels | None
    asked_most: AskedMost | None
    picture: Callable[[Case, Law, Ledger, Words], str] | None
    outcome: Outcome

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where its texts stand; the last counts most."""
        basis = self.figures.basis
        return (*((self.folder.parent / basis.folder,) if basis else ()), self.folder)

    def words(self, lang: str) -> Words:
        return words(lang, *self.folders)

    def examples(self) -> list[dict[str, Any]]:
        """The cases of examples.toml: name, query, and what is expected of the answer."""
        return list(self.proofs()["example"])

    def proofs(self) -> dict[str, Any]:
        """All of examples.toml: `example`, and `sums` that the texts of law themselves contain."""
        return tomllib.loads(content(self.folder / "examples.toml"))

    def with_figures(self, figures: Figures) -> Calculator:
        """The same rule under other figures; the questions follow them."""
        return replace(self, figures=figures, questions=Form(self.ask(figures)))


@cache
def load(slug: str, package: str = "calculators") -> Calculator:
    """The calculator in the folder named like the slug. Errors: `FigureFault`, `CalculatorFault`, with the cure."""
    name = f"{package}.{slug.replace('-', '_')}"
    rule = import_module(f"{name}.rule")
    form = _room(f"{name}.questions") or rule
    picture = _room(f"{name}.picture")
    folder = Path(str(rule.__file__)).parent
    figures = figures_file.read(folder / "figures.toml")
    ask = _part(form, "questions", "questions(figures)")
    return Calculator(
        slug=slug,
        folder=folder,
        figures=figures,
        questions=Form(ask(figures)),
        ask=ask,
        day=_part(rule, "day", "day(case, figures)"),
        rule=_part(rule, "rule", "rule(case, law, ledger, agenda)"),
        check=getattr(form, "check", None),
        hints=getattr(form, "hints", None),
        things=getattr(form, "things", None),
        labels=getattr(form, "labels", None),
        asked_most=getattr(form, "asked_most", None),
        picture=_part(picture, "picture", "picture(case, law, ledger, words)") if picture else None,
        outcome=getattr(rule, "OUTCOME", "paid"),
    )


def _room(name: str) -> ModuleType | None:
    """A module that a folder may do without."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return None


def _part(room: ModuleType, name: str, written: str) -> Any:
    """What a room must define. Errors: `CalculatorFault` that says what to write."""
    part = getattr(room, name, None)
    if not callable(part):
        raise CalculatorFault(f"{room.__name__} defines no “{name}”. Add def {written}: see calculators/engine.")
    return part

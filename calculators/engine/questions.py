"""What the reader is asked: the questions, which of them a case raises, and a query read as their answers."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from calculators.engine.kinds import UNREADABLE, choice, is_grouped, parse, to_query
from calculators.engine.kinds import Kind as Kind
from calculators.engine.kinds import Problem as Problem
from calculators.engine.kinds import to_text as to_text

type When = tuple[Mapping[str, tuple[str, ...]], ...]
"""Alternatives; in one of them every named question must be raised and hold one of the values. Empty: always."""


type Former = Mapping[str, Mapping[str, str]]
"""Names that a question had: each with what its values of then mean now, or empty where they are the same."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `default` is text as a link would write it; `options`, never translated, are a choice's values.

    One that is `optional` may stay empty, and the form says so. Links and programs may go on using its `former` names.
    One that is repeated (`repeated`) says which count raises it (`per`) and which of them it is (`row`).
    """

    name: str
    kind: Kind
    default: str = ""
    options: tuple[str, ...] = ()
    when: When = ()
    least: Decimal = Decimal(0)
    most: Decimal = Decimal("9999999.99")
    earliest: date = date(1945, 1, 1)
    latest: date = date(2099, 12, 31)
    section: str = ""
    optional: bool = False
    former: Former = field(default_factory=dict)
    per: str = ""
    row: int = 0

    @property
    def column(self) -> str:
        """What it is called without its row: `sumehr` of `sumehr_3`."""
        return self.name.removesuffix(f"_{self.row}") if self.row else self.name


class Unread(Exception):
    """A choice that is none of the options: nothing can be concluded from it."""


class Case:
    """The answers of one reader: booleans for yes/no, text for choices, `Decimal` for numbers, dates, None if empty.

    What cannot be read has its default; reading one of the `unread` names raises `Unread` instead.
    """

    __slots__ = ("_unread", "_values")

    def __init__(self, values: Mapping[str, Any], unread: Container[str] = ()) -> None:
        self._values = values
        self._unread = unread

    def __getattr__(self, name: str) -> Any:
        if name in self._unread:
            raise Unread(name)
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(f"no question is named “{name}”") from None

    def rows(self, count: str) -> list[Row]:
        """The answers to repeated questions, for each of those that `count` says."""
        return [Row(self, number) for number in range(1, int(getattr(self, count)) + 1)]


class Row:
    """What a case answers for one of several: its `sumehr` is the case's `sumehr_3`, where its `number` is 3."""

    __slots__ = ("_case", "number")

    def __init__(self, case: Case, number: int) -> None:
        self._case = case
        self.number = number

    def __getattr__(self, name: str) -> Any:
        return self._case.__getattr__(f"{name}_{self.number}")  # which it has under no other way: not looked for twice


@dataclass(frozen=True, slots=True)
class Given:
    """A query, read: the case, what must be mended, the raised questions in order with their text, unknown names.

    `chosen` is the case as far as its choices can be read; `grouped` are numbers whose one point was read as grouping
    thousands, which may surprise who meant decimals.
    """

    case: Case
    chosen: Case
    problems: dict[str, Problem]
    texts: dict[str, str]
    unknown: list[str]
    grouped: dict[str, Decimal]


def yes_no(
    name: str, default: str = "yes", when: When = (), section: str = "", former: Former | None = None
) -> Question:
    """A question answered by yes or no; the case holds a boolean."""
    return Question(name, "yes_no", default, ("yes", "no"), when, section=section, former=former or {})


def repeated(count: Question, *columns: Question) -> tuple[Question, ...]:
    """The same questions for each of those that a count says, `name_1` to `name_n`, one of them after the other."""
    numbers = [str(number) for number in range(1, int(count.most) + 1)]
    return tuple(
        replace(
            column,
            name=f"{column.name}_{number}",
            when=tuple({**alternative, count.name: tuple(numbers[row:])} for alternative in column.when or ({},)),
            per=count.name,
            row=row + 1,
        )
        for row, number in enumerate(numbers)
        for column in columns
    )


class Form(tuple[Question, ...]):
    """All questions of a calculator, in order: their names, former ones too, the values of their defaults.

    `counts` are those on which repeated ones hang.
    """

    names: frozenset[str]
    defaults: Mapping[str, Any]
    counts: frozenset[str]

    def __new__(cls, questions: Iterable[Question]) -> Form:
        form = super().__new__(cls, questions)
        form.names = frozenset(name for question in form for name in (question.name, *question.former))
        form.defaults = {question.name: parse(question, question.default) for question in form}
        form.counts = frozenset(question.per for question in form if question.per)
        return form


def read(questions: Iterable[Question], query: str | Mapping[str, str]) -> Given:
    """Read a query string (or a mapping). Unraised questions are ignored, whatever they hold; empty means default."""
    form = questions if isinstance(questions, Form) else Form(questions)
    given, spelled = _answers(query)
    values = dict(form.defaults)
    problems: dict[str, Problem] = {}
    texts: dict[str, str] = {}
    grouped: dict[str, Decimal] = {}
    rows = dict.fromkeys(form.counts, 0)
    for question in form:
        if (question.row and question.row > rows[question.per]) or not is_raised(question.when, texts):
            continue
        name, default = question.name, question.default
        text = _answer(question, given)
        texts[name] = default
        if text and text != default:
            value = parse(question, text)
            if isinstance(value, Problem):
                problems[name] = value
            else:
                values[name] = value
                texts[name] = to_text(value, question.kind)
                if "." in text and is_grouped(question, text):
                    grouped[name] = value
        if name in rows:
            rows[name] = int(values[name])
    unread = {name for name, problem in problems.items() if problem.key == "choice"}
    unknown = [repeatable(spelled[name]) for name in given if name and name not in form.names]
    return Given(Case(values), Case(values, unread), problems, texts, _heard(unknown), grouped)


_PLAIN_PAIR = r"[a-z][a-z0-9_]*=[a-z0-9-]*(?:\.[0-9]+)?"
_PLAIN_LINK = re.compile(f"{_PLAIN_PAIR}(?:&{_PLAIN_PAIR})*")
"""A link as we write it: nothing in it can be damaged, and the first answer does not wait for what mends the others."""


def _answers(query: str | Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """What is answered, by name in lower case, the last of two; and these names as they were spelled."""
    if isinstance(query, Mapping):
        pairs = [(str(name), _text(value)) for name, value in query.items()]
    elif _PLAIN_LINK.fullmatch(query):
        pairs = [(name, value) for name, _, value in (pair.partition("=") for pair in query.split("&"))]
    else:
        from calculators.engine import links

        pairs = links.pairs(query)
    given, spelled = {}, {}
    for told, value in pairs:
        name = _name(told)
        given[name], spelled[name] = _tidy(value), told
    return given, spelled


def _name(told: str) -> str:
    """A name in a mapping may be damaged too; those of questions are in lower case."""
    if told.isascii() and told.isidentifier():
        return told.lower()
    from calculators.engine import links

    return links.name(told).lower()


def _tidy(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text.strip(" ")
    from calculators.engine import links

    return links.tidy(text)


def _heard(unknown: list[str]) -> list[str]:
    """The unknown names that are worth a word: not those that newsletters and networks add."""
    if not unknown:
        return []
    from calculators.engine import links

    return [name for name in unknown if not links.is_ignored(name)]


def _answer(question: Question, given: Mapping[str, str]) -> str:
    """What is given for a question, under its name, else under a former one; nothing where it is not answered.

    docs/assets/calculator/form.mjs has the same: `given`.
    """
    if text := given.get(question.name):
        return text
    for name, meant in question.former.items():
        if text := given.get(name):
            return meant.get(choice(text, meant), UNREADABLE) if meant else text
    return ""


def repeatable(name: str) -> str:
    """A name of the reader's as we may say it again: short, without characters that control a page or a terminal."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in name[:60])


def _text(value: Any) -> str:
    """The text of an answer in a mapping; the point of a float is a decimal one, whatever follows it."""
    if value is None:
        return ""
    if not isinstance(value, float):
        return str(value)
    whole, point, rest = str(value).partition(".")
    return f"{whole},{rest}0" if point else whole  # « 12,3450 » is no amount of twelve thousand either


def is_raised(when: When, texts: Mapping[str, str]) -> bool:
    """Whether a case raises a question: `texts` holds the raised questions before it."""
    if not when:
        return True
    for alternative in when:
        for name, allowed in alternative.items():
            if texts.get(name) not in allowed:
                break
        else:
            return True
    return False


def link(questions: Iterable[Question], texts: Mapping[str, str]) -> str:
    """The query of a case: keys in question order, without what is at its default."""
    return to_query((q.name, texts[q.name]) for q in questions if q.name in texts and texts[q.name] != q.default)

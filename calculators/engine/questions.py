"""What the reader is asked: kinds of answers, how each is read, and which questions a case raises."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode

type When = tuple[Mapping[str, tuple[str, ...]], ...]
"""Alternatives; in one of them every named question must be raised and hold one of the values. Empty: always."""


type Kind = Literal["yes_no", "choice", "money", "count", "number", "percent", "date"]
"""How an answer is read: a choice of `options`, EUR, a whole number, any number, 0 to 100, a day."""


type Former = Mapping[str, Mapping[str, str]]
"""Names that a question had: each with what its values of then mean now, or empty where they are the same."""

UNREADABLE = "?"
"""A text that no kind of question reads: stands for a former value that is not known."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `default` is text as a link would write it; `options`, never translated, are a choice's values.

    One that is `optional` may stay empty, and the form says so. Links and programs may go on using its `former` names.
    """

    name: str
    kind: Kind
    default: str = ""
    options: tuple[str, ...] = ()
    when: When = ()
    most: Decimal = Decimal("9999999.99")
    earliest: date = date(1945, 1, 1)
    latest: date = date(2099, 12, 31)
    section: str = ""
    optional: bool = False
    former: Former = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an answer cannot be read: the key of a message in the texts, with what it says."""

    key: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """A query, read: the case, what must be mended, the raised questions in order with their text, unknown names.

    `chosen` is the case as far as its choices can be read.
    """

    case: Case
    chosen: Case
    problems: dict[str, Problem]
    texts: dict[str, str]
    unknown: list[str]


def yes_no(
    name: str, default: str = "yes", when: When = (), section: str = "", former: Former | None = None
) -> Question:
    """A question answered by yes or no; the case holds a boolean."""
    return Question(name, "yes_no", default, ("yes", "no"), when, section=section, former=former or {})


def read(questions: Iterable[Question], query: str | Mapping[str, str]) -> Given:
    """Read a query string (or a mapping). Unraised questions are ignored, whatever they hold; empty means default."""
    if isinstance(query, Mapping):
        given = {str(name): _given(value) for name, value in query.items()}
    else:
        given = dict(parse_qsl(query.removeprefix("?"), keep_blank_values=True))
    values: dict[str, Any] = {}
    problems: dict[str, Problem] = {}
    texts: dict[str, str] = {}
    names = set()
    for question in questions:
        names |= {question.name, *question.former}
        if is_raised(question.when, texts):
            text = _answer(question, given) or question.default
            value = _parse(question, text)
            texts[question.name] = question.default
            if isinstance(value, Problem):
                problems[question.name] = value
            else:
                values[question.name] = value
                texts[question.name] = to_text(value, question.kind)
        if question.name not in values:
            values[question.name] = _parse(question, question.default)
    unread = {name for name, problem in problems.items() if problem.key == "choice"}
    unknown = [repeatable(name) for name in given if name not in names]
    return Given(Case(values), Case(values, unread), problems, texts, unknown)


def _answer(question: Question, given: Mapping[str, str]) -> str:
    """What is given for a question, under its name, else under a former one; nothing where it is not answered.

    docs/assets/calculator/form.mjs has the same: `given`.
    """
    if text := given.get(question.name, "").strip():
        return text
    for name, meant in question.former.items():
        if text := given.get(name, "").strip():
            return meant.get(text, UNREADABLE) if meant else text
    return ""


def repeatable(name: str) -> str:
    """A name of the reader's as we may say it again: short, without characters that control a page or a terminal."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in name[:60])


def _given(value: Any) -> str:
    """The text of an answer in a mapping; the point of a float is a decimal one, whatever follows it."""
    if value is None:
        return ""
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def is_raised(when: When, texts: Mapping[str, str]) -> bool:
    """Whether a case raises a question: `texts` holds the raised questions before it."""
    return not when or any(
        all(texts.get(name) in allowed for name, allowed in alternative.items()) for alternative in when
    )


def link(questions: Iterable[Question], texts: Mapping[str, str]) -> str:
    """The query of a case: keys in question order, without what is at its default."""
    return urlencode([(q.name, texts[q.name]) for q in questions if q.name in texts and texts[q.name] != q.default])


def to_text(value: Any, kind: str = "") -> str:
    """A value as a link writes it: yes/no, `1250.50`, `35`, `24.9`, `2026-11-22`, or nothing."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        if value == value.to_integral_value():
            return f"{value:.0f}"
        return f"{value:.2f}" if kind == "money" else f"{value.normalize():f}"
    return "" if value is None else str(value)


_UNITS = {"money": re.compile(r"\s*(€|EUR|euros?)$", re.IGNORECASE), "percent": re.compile(r"\s*%$")}
"""What a reader may write behind a number of that kind."""

_GROUPED = re.compile(r"-?[0-9]{1,3}([\s\u00a0\u202f\u2009'’.,])[0-9]{3}(?:\1[0-9]{3})*")
_PLAIN = re.compile(r"-?[0-9]*[.,]?[0-9]+|-?[0-9]+[.,]")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_BELGIAN = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})")


def _parse(question: Question, text: str) -> Any:
    """The value of a text, None if empty, or a `Problem`."""
    if not text:
        return None
    if question.kind in ("yes_no", "choice"):
        if text not in question.options:
            return Problem("choice", {})
        return text == "yes" if question.kind == "yes_no" else text
    if question.kind == "date":
        return _date(question, text)
    return _number(question, text)


def _number(question: Question, text: str) -> Decimal | Problem:
    """Read « 1 250,50 », « 1.250,50 », « 1250.5 »: a dot before three digits groups thousands, but in a percentage."""
    unit = _UNITS.get(question.kind)
    number = _decimal(unit.sub("", text) if unit else text, question.kind != "percent")
    if number is None:
        return Problem("count" if question.kind == "count" else "number", {})
    if number < 0:
        return Problem("negative", {})
    number = abs(number)  # -0 is 0
    if question.kind == "count" and number != number.to_integral_value():
        return Problem("whole", {})
    most = Decimal(100) if question.kind == "percent" else question.most
    if number > most:
        return Problem("most", {"most": most // 1 if question.kind == "count" else most})
    if number != number.quantize(Decimal("0.01")):
        return Problem("cents", {})
    return number


def _decimal(text: str, dot_groups: bool) -> Decimal | None:
    if len(text) > 40:
        return None
    body = text.strip()
    head, mark, tail = body, "", ""
    last = max(body.rfind(","), body.rfind("."))
    if last >= 0 and body[last + 1 :].isdecimal():
        head, mark, tail = body[:last], body[last], body[last + 1 :]
    alone = mark and mark not in head
    thousands = mark == "." and len(tail) == 3 and dot_groups and head.lstrip("-") not in ("", "0")
    if alone and not thousands:
        if _GROUPED.fullmatch(head):
            head = re.sub(r"[^0-9-]", "", head)
        body = f"{head}.{tail}"
    elif _GROUPED.fullmatch(body):
        body = re.sub(r"[^0-9-]", "", body)
    return Decimal(body.replace(",", ".")) if _PLAIN.fullmatch(body) and body.isascii() else None


def _date(question: Question, text: str) -> date | Problem:
    """Read 2026-11-22 or 22/11/2026."""
    if iso := _ISO.fullmatch(text):
        year, month, day = map(int, iso.groups())
    elif belgian := _BELGIAN.fullmatch(text):
        day, month, year = map(int, belgian.groups())
    else:
        return Problem("date", {})
    try:
        found = date(year, month, day)
    except ValueError:
        return Problem("no_such_day", {})
    if not question.earliest <= found <= question.latest:
        return Problem("date_range", {"earliest": question.earliest, "latest": question.latest})
    return found

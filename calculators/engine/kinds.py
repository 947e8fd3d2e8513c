"""The kinds of answers, and how each is read from what people type, copy or send."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote_plus

if TYPE_CHECKING:
    from calculators.engine.questions import Question

type Kind = Literal["yes_no", "choice", "money", "count", "number", "percent", "date"]
"""How an answer is read: a choice of `options`, EUR, a whole number, any number, 0 to 100, a day."""


CENT = Decimal("0.01")
UNREADABLE = "?"
"""A text that no kind of question reads: stands for a former value that is not known."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an answer cannot be read: the key of a message in the texts, with what it says."""

    key: str
    values: Mapping[str, Any]


SAID = {"true": "yes", "oui": "yes", "ja": "yes", "false": "no", "non": "no", "nee": "no"}
"""What programs and people write for yes and no."""


def choice(text: str, options: Container[str]) -> str:
    """The option that a text means, whatever its case; another text where it is none of them.

    docs/assets/calculator/links.mjs has the same.
    """
    if text in options:
        return text
    text = text.lower()
    return SAID.get(text, text) if "yes" in options else text


def to_text(value: Any, kind: str = "") -> str:
    """A value as a link writes it: yes/no, `1250.50`, `35`, `24.9`, `2026-11-22`, or nothing."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        if value == value.to_integral_value():
            return f"{value:.0f}"
        return f"{value:.2f}" if kind == "money" else f"{value.normalize():f}"
    return "" if value is None else str(value)


_UNQUOTED = re.compile(r"[A-Za-z0-9._~-]*")
"""What stands in an address as it is: nearly all there is, and to look is quicker than to quote."""


def to_query(answers: Iterable[tuple[str, str]]) -> str:
    """Answers by name, their text as `to_text` writes it, as the query of an address."""
    plain = _UNQUOTED.fullmatch
    return "&".join([f"{name}={text if plain(text) else quote_plus(text)}" for name, text in answers])


_UNITS = {
    "money": re.compile(r"^(-?)\s*(?:€|euros?|eur\.?)\s*|\s*(?:€|euros?|eur\.?)$", re.IGNORECASE),
    "percent": re.compile(r"^(-?)\s*%\s*|\s*(?:%|pct|pour ?cent|procent)$", re.IGNORECASE),
}
"""What a reader may write before or behind a number of that kind."""

_NO_CENTS = re.compile(r"[.,](?:-+|=)$")  # « 2500,- »
_GROUPED = re.compile(r"-?[0-9]{1,3}([ '’‘ʼ´`.,])[0-9]{3}(?:\1[0-9]{3})*")
_PLAIN = re.compile(r"-?[0-9]*[.,]?[0-9]+|-?[0-9]+[.,]")
_ONE_COMMA = re.compile(r"([1-9][0-9]{0,2}),([0-9]{3})")
_ONE_POINT = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_ISO = re.compile(r"([0-9]{4}) ?[-/.] ?([0-9]{1,2}) ?[-/.] ?([0-9]{1,2})")
_BELGIAN = re.compile(r"([0-9]{1,2}) ?[/. -] ?([0-9]{1,2}) ?[/. -] ?([0-9]{4})")
LONGEST_NUMBER = 40


def parse(question: Question, text: str) -> Any:
    """The value of a text, None if empty, or a `Problem`."""
    if not text:
        return None
    if question.kind in ("yes_no", "choice"):
        text = choice(text, question.options)
        if text not in question.options:
            return Problem("choice", {})
        return text == "yes" if question.kind == "yes_no" else text
    if question.kind == "date":
        return _date(question, text)
    return _number(question, text)


def _number(question: Question, text: str) -> Decimal | Problem:
    """Read « 1 250,50 », « € 1.250,50 », « 1250.5 »: a dot before three digits groups thousands, but in a percentage.

    A comma before three digits may do so too: then it is asked.
    """
    number = Decimal(text) if text.isdecimal() and text.isascii() and len(text) <= LONGEST_NUMBER else None
    if number is None:
        body = _body(question, text)
        if problem := _two_ways(question, body):
            return problem
        number = _decimal(body, question.kind != "percent")
    if number is None:
        return Problem("count" if question.kind == "count" else "number", {})
    if number < 0:
        return Problem("negative", {})
    number = abs(number)  # -0 is 0
    if question.kind == "count" and number != number.to_integral_value():
        return Problem("whole", {})
    if number < question.least:
        return Problem("least", {"least": question.least})
    most = _most(question)
    if number > most:
        return Problem("most", {"most": most // 1 if question.kind == "count" else most})
    if number != number.quantize(CENT):
        return Problem("cents", {})
    return number


def _most(question: Question) -> Decimal:
    return Decimal(100) if question.kind == "percent" else question.most


def _body(question: Question, text: str) -> str:
    """A number without the unit of its kind; all its spaces are one and the same, and none is behind its sign."""
    if len(text) > LONGEST_NUMBER:
        return ""
    unit = _UNITS.get(question.kind)
    text = " ".join((unit.sub(r"\1", text) if unit else text).split())
    return _NO_CENTS.sub("", text).replace("- ", "-").removeprefix("+")


def is_grouped(question: Question, text: str) -> bool:
    """Whether a point that stands alone was read as grouping thousands: « 25.000 »."""
    numeric = question.kind in ("money", "count", "number")
    return numeric and _ONE_POINT.fullmatch(_body(question, text)) is not None


def _two_ways(question: Question, body: str) -> Problem | None:
    """« 25,000 »: thousands in groups, as in English, or decimals? What the question rules out is not asked."""
    two = _ONE_COMMA.fullmatch(body) if question.kind != "percent" else None
    if not two or (grouped := Decimal("".join(two.groups()))) > question.most:
        return None
    decimal = Decimal(".".join(two.groups())).normalize()
    both = decimal == decimal.quantize(Decimal(1) if question.kind == "count" else CENT)
    return Problem("two_ways" if both else "one_way", {"grouped": grouped, "decimal": decimal})


def _decimal(body: str, dot_groups: bool) -> Decimal | None:
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
    """Read 2026-11-22, 2026/11/22, 22/11/2026 or 22.11.2026; a year has four digits."""
    if text == UNREADABLE:
        return Problem("unfinished", {})
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

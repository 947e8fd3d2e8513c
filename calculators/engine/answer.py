"""The answer's shape: what pages, the command line and other programs read. Every key is always there."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

type Outcome = Literal["problems", "refused", "unsettled", "paid", "dated", "fault"]
"""How a case ends; `fault` is an error of ours."""


class Citation(TypedDict):
    """A document behind a figure: its id, short title, paragraph (or empty), address, language, the figure's grade."""

    source: str
    title: str
    paragraph: str
    url: str
    lang: str
    grade: str


class Row(TypedDict):
    """A line that pays. `amount`: EUR, two decimals, as text; `reading`: our inference in a sentence, or empty."""

    key: str
    label: str
    amount: str
    working: str
    grade: str
    citations: list[Citation]
    reading: str


class Note(TypedDict):
    """A refusal, an unsettled point or advice, in a sentence. A refusal rests on the answer to `question`."""

    key: str
    label: str
    citations: list[Citation]
    question: str


class Lead(TypedDict):
    """A case of another calculator that follows from this one. `row`: the key of the row that it is about, or empty."""

    key: str
    label: str
    slug: str
    query: str
    row: str


class Step(TypedDict):
    """A dated step. `date`: YYYY-MM-DD; `when`: before, on, by or from that day.

    `short`: its title, where `label` is a sentence. `until`: the last day of what begins `from` a day, YYYY-MM-DD, null
    where none is known. `closed`: what is said of it after its day, or empty.
    """

    key: str
    label: str
    short: str
    date: str
    when: str
    until: str | None
    closed: str
    citations: list[Citation]


class Answer(TypedDict):
    """The answer to one case. `calculators.answer` makes it; README and the contract with other programs rest on it."""

    slug: str
    lang: str
    day: str | None
    """Whose rules apply, YYYY-MM-DD; null where nothing was read."""
    outcome: Outcome
    total: str | None
    """EUR, two decimals, as text; null unless paid."""
    grade: str | None
    """Of the weakest row; null unless paid."""
    rows: list[Row]
    refusals: list[Note]
    unsettled: list[Note]
    problems: dict[str, str]
    """Question → what to mend."""
    details: dict[str, Any]
    """Tables beside the sum, as a picture draws them: a list of lines, or one object for a line that stands alone."""
    advice: list[Note]
    agenda: list[Step]
    leads: list[Lead]
    values: dict[str, str]
    """Question → the answer used, as a link writes it; only what the case raises."""
    asked: list[str]
    """The questions that the case raises, in order."""
    link: str
    """The case as a query, without what is at its default."""
    unknown: list[str]
    read: dict[str, str]
    """Question → how its number was read, in words, where its spelling may mean another."""
    rules: str
    """Version of the figures."""
    summary: str
    html: str
    fault: NotRequired[str]


FIELDS = tuple(Answer.__annotations__)
"""The keys of an answer."""


def blank(slug: str, lang: str) -> Answer:
    """An answer with every key and nothing in it."""
    return {
        "slug": slug,
        "lang": lang,
        "day": None,
        "outcome": "problems",
        "total": None,
        "grade": None,
        "rows": [],
        "refusals": [],
        "unsettled": [],
        "problems": {},
        "details": {},
        "advice": [],
        "agenda": [],
        "leads": [],
        "values": {},
        "asked": [],
        "link": "",
        "unknown": [],
        "read": {},
        "rules": "",
        "summary": "",
        "html": "",
    }

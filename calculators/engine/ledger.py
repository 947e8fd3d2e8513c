"""What a rule writes: rows that pay, reasons that refuse, what nobody says, and what is worth knowing.

Amounts come from figures, never from bare numbers, so that none can be written without its citation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Protocol

from calculators.engine.figures import GRADES, Figure, FigureFault, Limited
from calculators.engine.kinds import CENT, to_query


def cents(amount: Decimal) -> Decimal:
    """Rounded half up to the cent: the one rounding of the project."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def weakest(grades: list[str]) -> str:
    """The least firm of some grades."""
    return max(grades, key=GRADES.index)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the result. `working` is (key of a text, its values); `reading` names our inference, if any.

    One that goes to one of several has their `number`: its key is then « doctor_3 », its label that of « doctor ».
    """

    key: str
    amount: Decimal
    working: tuple[str, Mapping[str, Any]]
    figures: tuple[Figure, ...]
    reading: str = ""
    number: int = 0

    @property
    def name(self) -> str:
        return f"{self.key}_{self.number}" if self.number else self.key

    @property
    def grade(self) -> str:
        return "reading" if self.reading else weakest([f.grade for f in self.figures])


@dataclass(frozen=True, slots=True)
class Note:
    """A refusal, an unsettled point or a piece of advice: key of its text, figures cited, values in the text.

    `question`: whose answer brought it about, where another answer would do.
    """

    key: str
    figures: tuple[Figure, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    question: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """A case of another calculator that follows from this one: key of its text, slug, query.

    One with a `number` is about the row of that key and number.
    """

    key: str
    slug: str
    query: str
    number: int = 0


class Detail(Protocol):
    """A line of a table beside the sum."""

    def as_json(self) -> dict[str, Any]:
        """As other programs read it: numbers as text, dates as YYYY-MM-DD."""


@dataclass(slots=True)
class Ledger:
    """The rows and notes of one case, in the order the rule wrote them.

    Where it is `brief`, nothing is asked but how the case ends and what it pays: a rule may leave out what explains it.
    """

    brief: bool = False
    rows: list[Row] = field(default_factory=list)
    refusals: list[Note] = field(default_factory=list)
    unsettled: list[Note] = field(default_factory=list)
    advice: list[Note] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)
    details: dict[str, Sequence[Detail] | Detail] = field(default_factory=dict)
    """Tables beside the sum, or single lines, which a picture draws and other programs read."""

    def grant(self, key: str, figure: Figure, *also: Figure, reading: str = "") -> None:
        """A lump sum: the figure as it is; `also` are further figures that it rests on."""
        self._row(key, _amount(figure), ("working.grant", {"rate": figure}), (figure, *also), reading)

    def pay(self, key: str, rate: Figure, reading: str = "", **counts: Decimal | int | Limited) -> None:
        """A rate times counts, each named; a `Limited` count cites the figure that limits it."""
        product = _amount(rate)
        figures = [rate]
        for count in counts.values():
            product *= count.count if isinstance(count, Limited) else count
            if isinstance(count, Limited):
                figures.append(count.figure)
        self._row(key, product, ("working.pay", {"rate": rate, "counts": counts}), tuple(figures), reading)

    def reimburse(self, key: str, spent: Decimal, at_most: Figure, reading: str = "") -> None:
        """What was spent, at most the figure; no row when nothing was spent."""
        if spent > 0:
            capped = spent > _amount(at_most)
            working = (
                "working.capped" if capped else "working.spent",
                {"spent": cents(spent), "most": at_most},
            )
            self._row(key, min(spent, at_most.value), working, (at_most,), reading)

    def hand_out(
        self,
        key: str,
        number: int,
        amount: Decimal,
        working: tuple[str, Mapping[str, Any]],
        *figures: Figure,
        reading: str = "",
    ) -> None:
        """What one of several gets: of the reader's own money, or of what another rule has granted."""
        self.rows.append(Row(key, cents(amount), working, figures, reading, number))

    @contextmanager
    def up_to(self, key: str, ceiling: Figure) -> Iterator[None]:
        """Rows written inside add up to the ceiling at most; what exceeds it is a negative row of its own."""
        first = len(self.rows)
        yield
        total = sum((row.amount for row in self.rows[first:]), Decimal(0))
        excess = total - _amount(ceiling)
        if excess > 0:
            self._row(key, -excess, ("working.ceiling", {"total": total, "most": ceiling}), (ceiling,), "")

    def refuse(self, key: str, *figures: Figure, question: str = "", **values: Any) -> None:
        """A condition that the case lacks; the answer to `question`, by default the one named like it, says so."""
        self.refusals.append(Note(key, figures, values, question or key))

    def leave_open(self, key: str, *figures: Figure, **values: Any) -> None:
        """The texts do not say: the case has no amount."""
        self.unsettled.append(Note(key, figures, values))

    def advise(self, key: str, *figures: Figure, **values: Any) -> None:
        self.advice.append(Note(key, figures, values))

    def lead_to(self, key: str, slug: str, answers: Mapping[str, str], number: int = 0) -> None:
        """The case of another calculator with these answers; those that are empty are left out."""
        self.leads.append(Lead(key, slug, to_query((name, text) for name, text in answers.items() if text), number))

    @property
    def total(self) -> Decimal:
        return sum((row.amount for row in self.rows), Decimal("0.00"))

    def _row(
        self,
        key: str,
        amount: Decimal,
        working: tuple[str, Mapping[str, Any]],
        figures: tuple[Figure, ...],
        reading: str,
    ) -> None:
        self.rows.append(Row(key, cents(amount), working, figures, reading))


def _amount(figure: Figure) -> Decimal:
    if not isinstance(figure.value, Decimal) or not figure.unit.startswith("EUR"):
        raise FigureFault(f"figure “{figure.name}” ({figure.unit or 'no unit'}) is not an amount in EUR.")
    return figure.value

"""The second kind of result: dated steps and deadlines, each with its source."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from calculators.engine.figures import Figure

type Timing = Literal["before", "on", "by", "from"]
"""How a date binds: before it (no number of days is known), that day, at the latest, or from it on."""

_ORDER: tuple[Timing, ...] = ("before", "on", "by", "from")
"""In which order the steps of one day are taken."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `when` tells how `day` binds; `until` is the last day of what begins `from` it, where it is known."""

    key: str
    day: date
    when: Timing
    figures: tuple[Figure, ...]
    values: Mapping[str, Any]
    until: date | None = None


@dataclass(slots=True)
class Agenda:
    """Steps of a case; shown by date, what comes before a day before what follows it, and else as written."""

    steps: list[Step] = field(default_factory=list)

    def add(
        self, key: str, day: date, when: Timing, *figures: Figure, until: date | None = None, **values: Any
    ) -> None:
        self.steps.append(Step(key, day, when, figures, values, until))

    def by_date(self) -> list[Step]:
        return sorted(self.steps, key=lambda step: (step.day, _ORDER.index(step.when)))


def days_after(day: date, figure: Figure) -> date:
    """`day` plus a figure in days."""
    return day + timedelta(days=int(figure.value))


def months_after(day: date, figure: Figure) -> date:
    """`day` plus a figure in months; the 31st becomes the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + int(figure.value), 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

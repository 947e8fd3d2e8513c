"""The criteria of a year: which thresholds count, which of them a doctor or the registered group reaches."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from calculators.engine.figures import Figure, Law
from calculators.engine.questions import Case, to_text

type State = Literal["reached", "group", "missed", "not_counted"]
"""By the doctor, by the group alone, by none, or it does not count for a lump-sum house."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: its threshold, the reader's score and the group's average, None where empty."""

    name: str
    threshold: Figure
    score: Any
    group: Any
    state: State

    @property
    def missing(self) -> Decimal:
        """What lacks to the threshold, in its unit; 1 for a yes/no criterion."""
        if self.threshold.unit == "yes-no":
            return Decimal(1)
        return Decimal(self.threshold.value) - max(self.score or Decimal(0), self.group or Decimal(0))

    @property
    def distance(self) -> Decimal:
        """What lacks, as a part of the threshold: how far the criterion is."""
        return self.missing if self.threshold.unit == "yes-no" else self.missing / Decimal(self.threshold.value)

    def as_json(self) -> dict[str, str]:
        """Numbers as text, empty where there is none."""
        return {
            "key": self.name,
            "threshold": to_text(self.threshold.value),
            "unit": self.threshold.unit,
            "score": to_text(self.score),
            "group": to_text(self.group),
            "state": self.state,
            "missing": to_text(self.missing) if self.state == "missed" else "",
            "grade": self.threshold.grade,
        }


def thresholds(law: Law, payment: str) -> dict[str, Figure]:
    """The thresholds that count on that day for that way of being paid, by criterion, in the order of [dimensions]."""
    wanted = ("payment", payment)
    found = (f for f in law.all("threshold") if wanted in f.where and not f.unsettled)
    return {dict(f.where)["criterion"]: f for f in found}


def criteria(case: Case, law: Law) -> list[Criterion]:
    """Each criterion of the year; a threshold is reached by the doctor or, on average, by the registered group."""
    counted = thresholds(law, case.payment)
    if case.how == "count" or not counted:
        return []
    return [_criterion(case, name, f, name in counted) for name, f in (thresholds(law, "act") | counted).items()]


def reached(case: Case, law: Law) -> Decimal:
    """How many thresholds are reached: as told, or counted from the scores."""
    if case.how == "count":
        return Decimal(case.reached)
    found = thresholds(law, case.payment).items()
    return Decimal(sum(_state(case, name, threshold) != "missed" for name, threshold in found))


def _criterion(case: Case, name: str, threshold: Figure, counted: bool) -> Criterion:
    state = _state(case, name, threshold) if counted else "not_counted"
    return Criterion(name, threshold, getattr(case, name), getattr(case, f"group_{name}"), state)


def _state(case: Case, name: str, threshold: Figure) -> State:
    if _attains(getattr(case, name), threshold):
        return "reached"
    return "group" if _attains(getattr(case, f"group_{name}"), threshold) else "missed"


def _attains(score: Any, threshold: Figure) -> bool:
    """Empty means not reached."""
    if score is None or threshold.unit == "yes-no":
        return bool(score)
    return bool(score >= threshold.value)

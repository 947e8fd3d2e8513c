"""A practice: its doctors, the averages of its scores, and the premium of each by the rule of gp-premium itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_DOWN, Decimal
from functools import cached_property
from typing import Any

from calculators.engine.figures import Figure, Law
from calculators.engine.kinds import CENT
from calculators.engine.ledger import Ledger, Row, cents
from calculators.engine.questions import Case, to_text
from calculators.engine.questions import Row as Doctor
from calculators.gp_premium.criteria import criteria, thresholds
from calculators.gp_premium.rule import pay


@dataclass(frozen=True, slots=True)
class Average:
    """The average of a criterion, unrounded; what lacks to its threshold, or None where it is reached."""

    name: str
    value: Decimal
    threshold: Figure

    @property
    def missing(self) -> Decimal | None:
        lacks = Decimal(self.threshold.value) - self.value
        return lacks if lacks > 0 else None

    def as_json(self) -> dict[str, str]:
        """Numbers as text, rounded half up to two decimals; `missing` is empty where the threshold is reached."""
        return {
            "key": self.name,
            "average": f"{cents(self.value):.2f}",
            "threshold": to_text(self.threshold.value),
            "missing": "" if self.missing is None else f"{cents(self.missing):.2f}",
        }


def up(missing: Decimal) -> Decimal:
    """What lacks, to two decimals and never too little: with as much more, the threshold is reached."""
    return missing.quantize(CENT, ROUND_CEILING)


@dataclass(frozen=True, slots=True)
class Premium:
    """What one doctor gets, and the criteria reached by the own score and by the group alone."""

    doctor: Doctor
    row: Row
    own: tuple[str, ...]
    group: tuple[str, ...]


class Practice:
    """The doctors of a case under the law of its year. `group`: the averages that help each of them, by criterion."""

    def __init__(self, case: Case, law: Law) -> None:
        self.case = case
        self.law = law
        self.doctors = case.rows("doctors")
        self.active = [doctor for doctor in self.doctors if doctor.active]
        self.counted = [doctor for doctor in self.active if doctor.counted]
        self.thresholds = thresholds(law, case.payment)
        self._paid: dict[tuple[int, bool], Row] = {}

    @cached_property
    def averages(self) -> list[Average]:
        """The plain mean of the scores of who is counted and active, an empty one being 0; none of a yes or no."""
        return [
            Average(name, self._mean(name), threshold)
            for name, threshold in self.thresholds.items()
            if self.counted and threshold.unit != "yes-no"
        ]

    def _mean(self, name: str) -> Decimal:
        scores = [getattr(doctor, name) or Decimal(0) for doctor in self.counted]
        return sum(scores, Decimal(0)) / len(scores)

    @cached_property
    def means(self) -> dict[str, Decimal]:
        return {average.name: average.value for average in self.averages}

    @property
    def group(self) -> dict[str, Decimal]:
        """The averages count where the practice was registered in time."""
        return self.means if self.case.registered else {}

    def premium(self, doctor: Doctor) -> Premium:
        """The premium of an active doctor as the practice is."""
        found = criteria(Case(self._own[doctor.number] | self._helped(self.group)), self.law)
        own, group = (tuple(one.name for one in found if one.state == state) for state in ("reached", "group"))
        return Premium(doctor, self.paid(len(own) + len(group), software=doctor.software), own, group)

    def paid(self, reached: int, *, software: bool = True) -> Row:
        """What a doctor gets for so many criteria, with accepted software or not: the rule is asked by their number."""
        if (reached, software) not in self._paid:
            ledger = Ledger()
            pay(Case({**self._alike, "software": software, "how": "count", "reached": reached}), self.law, ledger)
            self._paid[reached, software] = ledger.rows[0]
        return self._paid[reached, software]

    def total(self, group: Mapping[str, Decimal]) -> Decimal:
        """What all active doctors would get together, if these averages helped them."""
        helped, ledger = self._helped(group), Ledger()
        for own in self._own.values():
            pay(Case(own | helped), self.law, ledger)
        return ledger.total

    @cached_property
    def _own(self) -> dict[int, dict[str, Any]]:
        """What gp-premium asks of each doctor, by number: active, so on call and with enough billed."""
        return {
            doctor.number: {
                **self._alike,
                "how": "scores",
                "software": doctor.software,
                **{name: getattr(doctor, name) for name in self._scores},
            }
            for doctor in self.active
        }

    @cached_property
    def _alike(self) -> dict[str, Any]:
        return {
            "status": "gp",
            "seniority": "",
            "billed": self.law.activity_billed.value,
            "on_call": True,
            "payment": self.case.payment,
        }

    def _helped(self, group: Mapping[str, Decimal]) -> dict[str, Any]:
        """The averages as gp-premium asks them."""
        return {f"group_{name}": group.get(name) for name in self._scores}

    @cached_property
    def _scores(self) -> list[str]:
        """What gp-premium looks at: also the criteria that do not count for that way of being paid."""
        return list(thresholds(self.law, "act") | self.thresholds)

    def query(self, doctor: Doctor) -> dict[str, str]:
        """The same case as gp-premium's link asks it; an average is cut to two decimals, so that it reaches no more."""
        return {
            "year": self.case.year,
            "payment": self.case.payment,
            "software": to_text(doctor.software),
            "how": "scores",
            **{name: to_text(getattr(doctor, name)) for name in self.thresholds},
            "group": to_text(bool(self.group)),
            **self._cut,
        }

    @cached_property
    def _cut(self) -> dict[str, str]:
        return {f"group_{name}": to_text(value.quantize(CENT, ROUND_DOWN)) for name, value in self.group.items()}

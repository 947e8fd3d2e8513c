"""What stands beside the amounts: a line a criterion with its doctors, and what each average lacks and would bring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any

from calculators.engine import drawing
from calculators.engine.figures import Figure, Law
from calculators.engine.ledger import Ledger, cents
from calculators.engine.questions import Case
from calculators.engine.words import Words
from calculators.gp_practice.practice import Average, Practice, up
from calculators.gp_practice.rule import Step

_WIDTH, _LINE, _LEFT, _RIGHT = 360, 84, 16, 344
_MIDDLE = (_LEFT + _RIGHT) // 2


def picture(case: Case, law: Law, ledger: Ledger, words: Words) -> str:
    """The averages and the steps that the rule left in the ledger, drawn; nothing where the case is not paid."""
    found: Mapping[str, Any] = ledger.details
    if not found.get("averages"):
        return ""
    practice, means = Practice(case, law), found["averages"]
    return averages(means, practice, words) + lacking(means, practice, found.get("steps", ()), words)


def averages(found: Sequence[Average], practice: Practice, words: Words) -> str:
    """Each criterion on a line of its own: its threshold in the middle, a dot a doctor, the average."""
    scales = [_scale(average, practice, words) for average in found]
    drawn = [_line(scale, place) for place, scale in enumerate(scales)]
    title = words("picture.title", year=practice.case.year)
    told = " ".join(_told(scale, words) for scale in scales)
    return drawing.svg("".join(drawn), _WIDTH, _LINE * len(found), title, told, words("picture.caption"))


@dataclass(frozen=True, slots=True)
class _Scale:
    """A criterion as it is drawn and told: name and average in words, each score and whether the average has it."""

    average: Average
    criterion: str
    measured: str
    scores: list[tuple[Decimal, bool]]


def _line(scale: _Scale, place: int) -> str:
    y = _LINE * place + 52
    average = scale.average
    dots = Counter([(_place(score, average), counted) for score, counted in scale.scores])
    middle = _place(average.value, average)
    return (
        drawing.label(_LEFT, y - 38, scale.criterion, bold=True)
        + drawing.label(_LEFT, y - 21, scale.measured)
        + f'<line class="svg-line" x1="{_LEFT}" y1="{y}" x2="{_RIGHT}" y2="{y}"/>'
        + f'<line class="svg-mark" x1="{_MIDDLE}" y1="{y - 12}" x2="{_MIDDLE}" y2="{y + 12}"/>'
        + "".join(_dots(x, y, counted, count) for (x, counted), count in sorted(dots.items()))
        + f'<path class="svg-ink" d="M{middle} {y - 9}l7 9-7 9-7-9z"/>'
    )


def _dots(x: int, y: int, counted: bool, count: int) -> str:
    """The doctors at one place: a full dot where they are in the average, else a ring; how many, where several."""
    kind = "svg-fill-1" if counted else "svg-ring"
    several = drawing.label(x, y + 17, f"×{count}", "middle", soft=True) if count > 1 else ""
    return f'<circle class="{kind}" cx="{x}" cy="{y}" r="5"/>{several}'


def _place(score: Decimal, average: Average) -> int:
    """Where a score stands: the threshold in the middle, twice as much and more at the end."""
    share = min(score / Decimal(average.threshold.value), Decimal(2))
    return _LEFT + round((_RIGHT - _LEFT) * share / 2)


def _scale(average: Average, practice: Practice, words: Words) -> _Scale:
    mean = _value(average.value, average.threshold, words)
    return _Scale(
        average,
        words(f"questions.{average.name}.short"),
        words("picture.measured", average=mean, threshold=average.threshold),
        [(getattr(doctor, average.name) or Decimal(0), doctor.counted) for doctor in practice.active],
    )


def _told(scale: _Scale, words: Words) -> str:
    threshold = scale.average.threshold.value
    return words(
        "picture.told",
        criterion=scale.criterion,
        measured=scale.measured,
        alone=sum(score >= threshold for score, _ in scale.scores),
        doctors=len(scale.scores),
    )


def _value(value: Decimal, threshold: Figure, words: Words) -> str:
    return words.count(f"units.{threshold.unit}", cents(value))


def lacking(found: Sequence[Average], practice: Practice, steps: Sequence[Step], words: Words) -> str:
    """A row a criterion, those first whose average would bring most: what it lacks, and what that would bring."""
    gains = {step.key: step.gain for step in steps}
    order = [step.key for step in steps]
    first = sorted(found, key=lambda one: order.index(one.name) if one.name in order else len(order))
    rows = [(one.name, words(f"questions.{one.name}.short"), *_lacks(one, gains, words)) for one in first]
    for name, threshold in practice.thresholds.items():
        if threshold.unit == "yes-no":
            alone = sum(bool(getattr(doctor, name)) for doctor in practice.active)
            cells = [escape(words.quantity(threshold)), "–", escape(words("picture.each_alone", alone=alone)), "–"]
            rows.append((name, words(f"questions.{name}.short"), "alone", cells))
    columns = ("criterion", "threshold", "average", "missing", "gain")
    heads = [words(f"picture.columns.{column}") for column in columns]
    return drawing.table("criteria", words("picture.lacking", year=practice.case.year), heads, rows)


def _lacks(one: Average, gains: Mapping[str, Decimal], words: Words) -> tuple[str, list[str]]:
    threshold, average = words.quantity(one.threshold), _value(one.value, one.threshold, words)
    if one.missing is None:
        return "reached", [escape(threshold), escape(average), escape(words("states.reached")), "–"]
    missing = words.count(f"units.{one.threshold.unit}", up(one.missing))
    return "missed", [escape(text) for text in (threshold, average, missing, _brings(gains.get(one.name), words))]


def _brings(gain: Decimal | None, words: Words) -> str:
    """What reaching the average would bring; nothing is said of a practice whose averages do not count."""
    if gain is None:
        return "–"
    return words("picture.gain", gain=words.money(gain)) if gain else words("picture.no_gain")

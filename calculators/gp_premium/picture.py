"""What stands beside the amount: the ladder of steps, each criterion, and the same practice under each year's rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import escape
from itertools import pairwise
from typing import Any

from calculators.engine import drawing
from calculators.engine.figures import Law
from calculators.engine.ledger import Ledger
from calculators.engine.questions import Case, to_text
from calculators.engine.references import badge, citation
from calculators.engine.report import citations
from calculators.engine.words import Words
from calculators.gp_premium.advice import Rung
from calculators.gp_premium.criteria import Criterion
from calculators.gp_premium.rule import Year

_WIDTH, _BASE, _HEIGHT = 360, 190, 130


def picture(case: Case, law: Law, ledger: Ledger, words: Words) -> str:
    """The tables that the rule left in the ledger, drawn; nothing where the case is refused."""
    found: Mapping[str, Any] = ledger.details
    parts = [
        ladder(found["ladder"], law, case, words) if "ladder" in found else "",
        criteria(found["criteria"], case, words) if "criteria" in found else "",
        years(found["years"], case, words) if "years" in found else "",
    ]
    return "".join(parts)


def ladder(steps: Sequence[Rung], law: Law, case: Case, words: Words) -> str:
    """A staircase: amounts on the steps, thresholds below, and the place of the reader."""
    highest = max(step.amount for step in steps)
    ranges = _ranges(steps, law, case, words)
    column = (_WIDTH - 8) // len(steps)
    drawn, told = [], []
    for number, (step, reached) in enumerate(zip(steps, ranges, strict=True)):
        x, height = 4 + number * column, int(_HEIGHT * step.amount / highest)
        amount = words.money(step.amount)
        top, middle = _BASE - height, 4 + number * column + column // 2
        fill = "svg-fill-1" if step.here else "svg-soft"
        drawn.append(
            f'<rect class="{fill}" x="{x}" y="{top}" width="{column - 4}" height="{height}"/>'
            + drawing.label(middle, top - 8, amount, "middle", bold=step.here)
            + drawing.label(middle, _BASE + 20, reached, "middle", bold=step.here)
        )
        if step.here:
            drawn.append(
                f'<path class="svg-ink" d="M{middle - 7} {top - 38}h14l-7 11z"/>'
                + drawing.label(middle, top - 44, words("picture.you"), "middle", bold=True)
            )
        key = "picture.step_here" if step.here else "picture.step"
        told.append(words(key, reached=reached, amount=amount))
    axis = f'<line class="svg-line" x1="0" y1="{_BASE}" x2="{_WIDTH}" y2="{_BASE}"/>'
    caption = words("picture.caption" if case.software else "picture.caption_no_software")
    title = words("picture.title", year=case.year)
    return drawing.svg("".join(drawn) + axis, _WIDTH, _BASE + 32, title, " ".join(told), caption)


def _ranges(steps: Sequence[Rung], law: Law, case: Case, words: Words) -> list[str]:
    """How many thresholds stand on each step: « 0 à 4 », « 5 », « 7 à 8 »."""
    firsts = [int(step.at_least) for step in steps]
    lasts = [after - 1 for _, after in pairwise(firsts)] + [int(law.only("offered", payment=case.payment).value)]
    return [
        words.number(first) if first == last else words("picture.range", first=first, last=last)
        for first, last in zip(firsts, lasts, strict=True)
    ]


def criteria(found: Sequence[Criterion], case: Case, words: Words) -> str:
    """One row a criterion: threshold, score, the group's average where there is one, and what it gives."""
    columns = ["criterion", "threshold", "score", *(["group"] if case.group else []), "state"]
    rows = []
    for one in found:
        threshold = one.threshold
        cells = {
            "threshold": f"{escape(words.quantity(threshold))}<br>{badge(threshold.grade, words)} "
            f"{citation(citations([threshold], words)[0])}",
            "score": escape(_score(one.score, threshold.unit, words)),
            "group": escape(_score(one.group, threshold.unit, words)),
            "state": escape(_state(one, words)),
        }
        rows.append((one.name, words(f"criteria.{one.name}"), one.state, [cells[c] for c in columns[1:]]))
    return drawing.table("criteria", words("picture.criteria", year=case.year), _heads(columns, words), rows)


def _score(given: Any, unit: str, words: Words) -> str:
    if given is None:
        return words("picture.empty")
    return words(f"options.{to_text(given)}") if unit == "yes-no" else words.count(f"units.{unit}", given)


def _state(one: Criterion, words: Words) -> str:
    if one.state != "missed" or one.threshold.unit == "yes-no":
        return words(f"states.{one.state}")
    return words(f"states.missed_by.{one.threshold.unit}", missing=one.missing)


def years(found: Sequence[Year], case: Case, words: Words) -> str:
    """A row a year, with a bar as long as its amount and how sure it is; folded where there is little room."""
    most = max((year.amount for year in found if year.amount), default=Decimal(0))
    if not most:
        return ""
    rows = []
    for year in found:
        what, grade = escape(_ending(year, words)), year.grade or "unsettled"
        bar = (
            f'<svg class="years__bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
            f'<rect class="years__{grade}" width="{100 * year.amount / most:.1f}" height="8"/></svg>'
            if year.amount
            else ""
        )
        sure = badge(grade, words) if year.outcome != "refused" else ""
        cells = [f"{what}{bar}", f"{sure} {escape(words.get(f'short.{year.why}'))}"]
        rows.append((year.key, year.key, "chosen" if year.chosen else year.outcome, cells))
    told = words("picture.years_scores" if case.status == "gp" and case.how == "scores" else "picture.years_count")
    if case.status == "trainee":
        told = words("picture.years_trainee")
    title = words("picture.years")
    return (
        f'<details class="years" data-wide><summary>{escape(title)}</summary><p>{escape(told)}</p>'
        + drawing.table("years", "", _heads(["year", "amount", "grade"], words), rows)
        + "</details>"
    )


def _ending(year: Year, words: Words) -> str:
    if year.amount:
        return words.money(year.amount)
    return words(f"picture.{year.outcome}")


def _heads(columns: list[str], words: Words) -> list[str]:
    return [words(f"picture.columns.{column}") for column in columns]

"""The conditions of a local project of CMP, as every page tells them: those of the calculator's form, in its order."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from markupsafe import Markup

from build_scripts.pages import charts, knowledge
from calculators.engine import drawing
from calculators.engine.calculator import load
from calculators.engine.figures import Figure
from calculators.engine.words import Words

SLUG, SECTION = "cmp-project", "team"
"""The section of the form that asks whether the conditions are met."""

ALSO = {"approved": ("apply_first",)}
"""Further figures that a condition rests on, beside the one of its name."""

_LEFT, _GAP, _SIDE = 208, 28, 258


class Condition(NamedTuple):
    """A condition in words: for a box of a picture, as a sentence, and what the guide adds; the figures behind it."""

    short: str
    sentence: str
    more: str
    figures: tuple[Figure, ...]

    @property
    def firm(self) -> bool:
        """Whether a text of law or INAMI sets it, and says what it costs to lack it."""
        return all(one.grade == "official" and not one.unsettled for one in self.figures)


def every(words: Words) -> list[Condition]:
    """In the order of the form."""
    calculator = load(SLUG)
    law = calculator.figures.on(calculator.figures.checked)
    found = []
    for name in (question.name for question in calculator.questions if question.section == SECTION):
        said, figures = f"conditions.{name}", tuple(map(law.only, (*ALSO.get(name, ()), name)))
        found.append(Condition(words(f"{said}.short"), words(f"{said}.sentence"), words.get(f"{said}.more"), figures))
    return found


def conditions(lang: str, cite: Callable[[str, str], str]) -> str:
    """A numbered list, as Markdown; `cite` writes a citation of a source and its paragraph."""
    lines = []
    for number, one in enumerate(every(knowledge.words(lang, SLUG)), 1):
        cited = {(f.source.id, f.paragraph): None for f in one.figures}
        sources = " ".join(cite(*each) for each in cited)
        lines.append(f"{number}. {one.sentence} {sources}. {one.more}".rstrip())
    return "\n" + "\n".join(lines) + "\n"


def boxes(lang: str) -> str:
    """Boxes to tick, as Markdown."""
    return "\n".join(f"- [ ] {one.sentence.replace('**', '')}" for one in every(knowledge.words(lang, SLUG)))


def conditions_chart(lang: str) -> Markup:
    """Whether to ask for INAMI's money: each condition is a question; one that is not `firm` has a dotted way out."""
    words = knowledge.words(lang, SLUG)
    parts, ends, top = [], [], 1
    found = every(words)
    for number, one in enumerate(found, 1):
        lines = charts.wrapped(words("chart.ask", n=number, short=one.short), _LEFT - 20)
        height = 16 + 18 * len(lines)
        middle = top + height // 2
        parts.append(charts.rectangle("svg-soft", 0, top, _LEFT, height, round=6))
        parts += [drawing.label(10, top + 21 + 18 * n, line) for n, line in enumerate(lines)]
        dots = "" if one.firm else ' stroke-dasharray="3 4"'
        parts.append(f'<path class="svg-line" fill="none" d="M{_LEFT} {middle}H{_SIDE - 14}"{dots}/>')
        parts.append(drawing.label(_LEFT + 4, middle - 5, words("chart.no")))
        top += height
        parts.append(
            charts.arrow(_LEFT // 2, top + 3, top + _GAP - 3)
            + drawing.label(_LEFT // 2 + 10, top + 19, words("chart.yes"))
        )
        ends.append(middle)
        top += _GAP
    beside = (ends[0] + ends[-1]) // 2
    parts.append(
        f'<path class="svg-line" fill="none" d="M{_SIDE - 14} {ends[0]}V{ends[-1]}M{_SIDE - 14} {beside}H{_SIDE - 2}"/>'
    )
    without, within = words.get("chart.without"), words.get("chart.with")
    parts.append(charts.box(_SIDE, beside - 34, charts.WIDTH - _SIDE, 68, without))
    parts.append(charts.box(0, top, _LEFT, 52, within))
    asked = " ".join(words("chart.ask", n=number, short=one.short) for number, one in enumerate(found, 1))
    told = f"{words('chart.asked')} : {asked} {words('chart.all_yes')}. {words('chart.one_no')}."
    drawn = drawing.svg(
        "".join(parts), charts.WIDTH, top + 54, words("chart.title"), told, words("chart.caption"), "diagram"
    )
    return Markup(drawn)

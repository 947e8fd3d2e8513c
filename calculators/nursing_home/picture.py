"""How the most that a project could receive is made up, and how much of each part the case reaches."""

from __future__ import annotations

from decimal import Decimal

from calculators.engine import drawing
from calculators.engine.figures import Law
from calculators.engine.ledger import Ledger
from calculators.engine.questions import Case
from calculators.engine.words import Words

PARTS = {
    "start_up": ("start_up",),
    "residents_ceiling": (
        "registrations",
        "registrations_coordinator",
        "consultations",
        "consultations_coordinator",
        "residents_ceiling",
    ),
    "groups_ceiling": ("working_groups", "groups_ceiling"),
}
"""The three parts of article 6, each named by the figure of its maximum, with the rows that add up to it."""

_LEFT, _WIDTH, _BAR = 8, 344, 30
_SHADES = ("svg-fill-1", "svg-shade-2", "svg-shade-3")


def picture(case: Case, law: Law, ledger: Ledger, words: Words) -> str:
    """Two bars on one scale: the maximum in three parts, and what the case reaches of each; none without an amount."""
    if ledger.refusals or ledger.unsettled:
        return ""
    amounts = {row.key: row.amount for row in ledger.rows}
    bars, legend, told = [], [], []
    x = Decimal(_LEFT)
    for number, (colour, (part, rows)) in enumerate(zip(_SHADES, PARTS.items(), strict=True), 1):
        most = law.only(part).value
        reached = sum((amounts.get(row, Decimal(0)) for row in rows), Decimal(0))
        width, filled = (_WIDTH * amount / law.maximum.value for amount in (most, reached))
        label, y = words(f"picture.{part}"), 136 + 24 * number
        bars += [_bar(x, 26, width, colour), _bar(x, 96, width, "svg-soft"), _bar(x, 96, filled, colour)]
        words_of_part = words("picture.part", reached=words.money(reached), most=law.only(part))
        legend.append(
            f'<rect class="{colour}" x="{_LEFT}" y="{y - 12}" width="14" height="14"/>'
            + drawing.label(30, y, label)
            + drawing.label(_LEFT + _WIDTH, y, words_of_part, "end")
        )
        told.append(words("picture.told", part=label, reached=words_of_part))
        x += width
    heads = drawing.label(_LEFT, 18, words("picture.most", most=law.maximum), bold=True) + drawing.label(
        _LEFT, 88, words("picture.case", total=words.money(ledger.total)), bold=True
    )
    return drawing.svg(
        heads + "".join(bars + legend),
        360,
        218,
        words("picture.title"),
        " ".join(told),
        words("picture.caption"),
    )


def _bar(x: Decimal, y: int, width: Decimal, colour: str) -> str:
    """A part of a bar; one unit is left white on its right."""
    return f'<rect class="{colour}" x="{x:.1f}" y="{y}" width="{max(width - 1, Decimal(0)):.1f}" height="{_BAR}"/>'

"""The money of a CMP project over time: which tranche comes after which step."""

from __future__ import annotations

from decimal import Decimal

from calculators.engine import drawing
from calculators.engine.figures import Law
from calculators.engine.ledger import Ledger
from calculators.engine.questions import Case
from calculators.engine.words import Words

STEPS = {
    "approval": ("approval",),
    "report": ("report", "animation_first"),
    "evaluation": ("evaluation", "animation_evaluation"),
}
"""What each step of the project sets free."""

_WIDTH, _BASE, _HEIGHT, _COLUMN = 360, 176, 120, 112


def picture(case: Case, law: Law, ledger: Ledger, words: Words) -> str:
    """Three columns, each on top of what came before; nothing where nothing is paid."""
    if ledger.refusals or ledger.unsettled:
        return ""
    amounts = {row.key: row.amount for row in ledger.rows}
    paid_before = Decimal(0)
    drawn, told = [], []
    for number, (step, keys) in enumerate(STEPS.items()):
        paid = sum((amounts.get(key, Decimal(0)) for key in keys), Decimal(0))
        x = 12 + number * _COLUMN
        low, high = (_BASE - int(_HEIGHT * part / law.maximum.value) for part in (paid_before, paid_before + paid))
        label = words(f"picture.{step}")
        drawn.append(
            f'<rect class="svg-soft" x="{x}" y="{low}" width="96" height="{_BASE - low}"/>'
            f'<rect class="svg-fill-1" x="{x}" y="{high}" width="96" height="{low - high}"/>'
            + drawing.label(x + 48, high - 8, f"+ {words.money(paid)}", "middle", bold=True)
            + drawing.label(x + 48, _BASE + 20, f"{number + 1}. {label}", "middle")
            + drawing.label(x + 48, _BASE + 38, words.money(paid_before + paid), "middle", soft=True)
        )
        paid_before += paid
        told.append(words("picture.told", step=label, paid=words.money(paid), total=words.money(paid_before)))
    axis = f'<line class="svg-line" x1="4" y1="{_BASE}" x2="{_WIDTH - 4}" y2="{_BASE}"/>'
    return drawing.svg(
        "".join(drawn) + axis,
        _WIDTH,
        _BASE + 50,
        words("picture.title"),
        " ".join(told),
        words("picture.caption"),
    )

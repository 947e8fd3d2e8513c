"""The pages of the *prime de pratique intégrée*: a year's tables, and what colleagues received, from the figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from html import escape

from build_scripts.pages import knowledge, tables
from calculators.engine import drawing
from calculators.engine.calculator import load
from calculators.engine.figures import Figure, Law
from calculators.engine.fragment import badge
from calculators.engine.report import citations
from calculators.engine.words import Words

PAYMENTS = ("act", "lump-sum")
DATES = ("request_opens", "request_closes", "group_registration_before", "payment_by")


def year(number: int, lang: str) -> str:
    """Tiers, thresholds and dates of one premium year, each with its grade."""
    words = load("gp-premium").words(lang)
    law = load("gp-premium").figures.on(date(number, 12, 31))
    return _tiers(law, words, _own(lang)) + _thresholds(law, words, _own(lang)) + _dates(law, words, _own(lang))


def chart(number: int, lang: str) -> str:
    """How many colleagues received which amount: a bar a group, longest first as published."""
    words = knowledge.words_of("facts.prime", lang)
    found = [f for f in knowledge.library()["facts.prime"][0].figures if f.name == f"received_{number}"]
    most = max(f.value for f in found)
    bars, told = [], []
    for row, one in enumerate(found):
        label, count = _group(one, words), words.quantity(one)
        y, width = 8 + row * 34, int(180 * one.value / most)
        bars.append(
            drawing.label(100, y + 17, label, "end")
            + f'<rect class="svg-fill-1" x="108" y="{y}" width="{max(width, 1)}" height="24"/>'
            + drawing.label(114 + width, y + 17, count, bold=True)
        )
        told.append(f"{label} : {count}.")
    title = words(f"premium.received_{number}")
    caption = f"{title} {citations(found[:1], words)[0]['title']}."
    return drawing.svg("".join(bars), 400, 16 + 34 * len(found), title, " ".join(told), caption)


def _group(one: Figure, words: Words) -> str:
    amount = dict(one.where).get("amount") or dict(one.where)["group"]
    return words.money(Decimal(amount), cents=False)


def _own(lang: str) -> Words:
    return knowledge.words_of("facts.prime", lang)


def _tiers(law: Law, words: Words, own: Words) -> str:
    """One row an amount, one column a way of being paid; below, what is unsettled and the two other premiums."""
    steps = {payment: law.all("tier", payment=payment) for payment in PAYMENTS}
    known = [f for found in steps.values() for f in found if not f.unsettled]
    rows = []
    for amount in sorted({f.value for f in known}):
        cells = [
            _step(amount, steps[payment], law.maybe("offered", payment=payment), words, own) for payment in PAYMENTS
        ]
        rows.append([words.money(amount, cents=False), *cells])
    heads = [own("premium.amount"), *(own(f"premium.{payment}") for payment in PAYMENTS)]
    others = [*(f for found in steps.values() for f in found if f.unsettled), *law.all("trainee"), *law.all("starter")]
    return _table(own("premium.tiers"), heads, rows, known, words) + _list(others, words)


def _step(amount: Decimal, steps: Sequence[Figure], offered: Figure | None, words: Words, own: Words) -> str:
    """How many criteria give an amount, and how sure we are: « 0 à 5 », « 6 », « 8 à 10 »."""
    one = next((f for f in steps if f.value == amount), None)
    if one is None or one.at_least is None:
        return own("premium.unknown" if any(f.unsettled for f in steps) else "premium.none")
    first = one.at_least
    later = sorted(f.at_least for f in steps if f.at_least is not None and f.at_least > first)
    last = later[0] - 1 if later else offered.value if offered and offered.value is not None else None
    key = "reached_some" if last is None else "reached_one" if last == first else "reached"
    return f"{escape(own(f'premium.{key}', n=first, last=last))} {badge(one.grade, words)}"


def _thresholds(law: Law, words: Words, own: Words) -> str:
    """One row a criterion: threshold, when it is measured, and whether it counts for a lump-sum house."""
    found = [f for f in law.all("threshold") if ("payment", "act") in f.where]
    lump_sum = law.maybe("offered", payment="lump-sum")
    rows = []
    for one in found:
        criterion = dict(one.where)["criterion"]
        counts = law.maybe("threshold", criterion=criterion, payment="lump-sum")
        measured = law.maybe("measured_over", criterion=criterion)
        rows.append(
            [
                words(f"criteria.{criterion}"),
                tables.value(one, words),
                words(f"values.{measured.value}") if measured else own("premium.none"),
                own(
                    "premium.unknown"
                    if not lump_sum or lump_sum.unsettled
                    else "premium.yes"
                    if counts
                    else "premium.no"
                ),
            ]
        )
    heads = [own(f"premium.{name}") for name in ("criterion", "threshold", "measured", "counts")]
    return _table(own("premium.thresholds"), heads, rows, found, words)


def _dates(law: Law, words: Words, own: Words) -> str:
    found = [one for name in DATES if (one := law.maybe(name))]
    rows = [[words(f"figures.{one.name}"), tables.value(one, words)] for one in found]
    return _table(own("premium.dates"), [own("premium.step"), own("premium.date")], rows, found, words)


def _list(found: Sequence[Figure], words: Words) -> str:
    """Figures that stand outside the table, and what is unsettled, each once."""

    def told(one: Figure) -> str:
        if one.unsettled:
            return words(f"unsettled.{one.unsettled}")
        return f"{tables.label(one, words)} : {words.quantity(one)}"

    return _items([f"{escape(told(one))} {tables.ground(one, words)}" for one in found])


def _table(caption: str, heads: list[str], rows: list[list[str]], found: Sequence[Figure], words: Words) -> str:
    """A table, and what it rests on: beside each row, or once below where rows share it."""
    if not rows:
        return ""
    grounds = [tables.ground(one, words) for one in found]
    if len(set(grounds)) == 1 or len(grounds) != len(rows):
        return tables.table(heads, rows, caption) + _items(grounds)
    with_grounds = [[*row, ground] for row, ground in zip(rows, grounds, strict=True)]
    return tables.table([*heads, words("columns.source")], with_grounds, caption)


def _items(lines: Sequence[str]) -> str:
    items = "".join(f"<li>{line}</li>" for line in dict.fromkeys(lines))
    return f"<ul>{items}</ul>" if items else ""

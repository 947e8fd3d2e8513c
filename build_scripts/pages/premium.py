"""The pages of the *prime de pratique intégrée*: a year's tables, and what colleagues received, from the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from markupsafe import Markup

from build_scripts.pages import charts, knowledge, notes, tables
from calculators.engine import drawing
from calculators.engine.calculator import load
from calculators.engine.figures import GRADES, Figure, Law
from calculators.engine.report import citations
from calculators.engine.words import Words
from calculators.gp_premium.questions import PAYMENTS

DATES = ("request_opens", "request_closes", "group_registration_before", "payment_by")


def year(number: int, lang: str) -> Markup:
    """Tiers, thresholds and dates of one premium year, each with its grade."""
    words = knowledge.words(lang, "gp-premium")
    law = load("gp-premium").figures.on(date(number, 12, 31))
    return _tiers(law, words) + _thresholds(law, words) + _dates(law, words)


def chart(number: int, lang: str) -> Markup:
    """How many colleagues received which amount: a bar a group, longest first as published."""
    words = knowledge.words(lang)
    found = [f for f in knowledge.library()["facts.prime"][0].figures if f.name == f"received_{number}"]
    most = max(f.value for f in found)
    groups, counts = [_group(one, words) for one in found], [words.quantity(one) for one in found]
    left = max(map(drawing.width, groups)) + 8
    longest = charts.WIDTH - left - max(drawing.width(count, bold=True) for count in counts) - 6
    bars, told = [], []
    for row, (one, group, count) in enumerate(zip(found, groups, counts, strict=True)):
        y, width = row * 34, max(int(longest * one.value / most), 1)
        bars.append(drawing.label(left - 8, y + 17, group, "end") + charts.rectangle(charts.FILL, left, y, width, 24))
        bars.append(drawing.label(left + width + 6, y + 17, count, bold=True))
        told.append(words("format.labelled_sentence", label=group, what=count))
    title = words(f"premium.received_{number}")
    caption = f"{title} {citations(found[:1], words)[0]['title']}."
    return Markup(drawing.svg("".join(bars), charts.WIDTH, 34 * len(found) - 10, title, " ".join(told), caption))


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder in words: how many thresholds, and what it pays."""

    reached: str
    amount: str


def ladder(payment: str, lang: str) -> list[Rung]:
    """The steps of the newest year known for a way of being paid, from the lowest on."""
    words = knowledge.words(lang, "gp-premium")
    law = load("gp-premium").figures.on(date(knowledge.newest("gp_premium.tier", payment=payment), 12, 31))
    steps = sorted(law.all("tier", payment=payment), key=lambda step: step.at_least or 0)
    firsts = [int(step.at_least or 0) for step in steps]
    lasts = [*(first - 1 for first in firsts[1:]), int(law.only("offered", payment=payment).value)]
    return [
        Rung(_span(first, last, words), words.money(step.value))
        for step, first, last in zip(steps, firsts, lasts, strict=True)
    ]


def _span(first: int, last: int, words: Words) -> str:
    """From how many thresholds to how many, in words: « moins de 5 », « 5 », « 7 ou 8 », « 8 à 10 »."""
    if not first:
        return words("premium.below", n=last + 1)
    if first == last:
        return words.number(first)
    return words("premium.either" if last == first + 1 else "premium.span", first=first, last=last)


def _group(one: Figure, words: Words) -> str:
    amount = dict(one.where).get("amount") or dict(one.where)["group"]
    return words.money(Decimal(amount))


def _tiers(law: Law, words: Words) -> Markup:
    """One row an amount, one column a way of being paid; below, what is unsettled and the two other premiums."""
    steps = {payment: law.all("tier", payment=payment) for payment in PAYMENTS}
    known = [f for found in steps.values() for f in found if not f.unsettled]
    rows = []
    for amount in sorted({f.value for f in known}):
        cells = [_step(amount, steps[payment], law.maybe("offered", payment=payment), words) for payment in PAYMENTS]
        rows.append([words.money(amount), *cells])
    heads = [words("premium.amount"), *(words(f"premium.{payment}") for payment in PAYMENTS)]
    grounds = [(words(f"premium.{dict(f.where)['payment']}"), _ground(f, words)) for f in known]
    table = tables.simple(heads, rows, words("premium.tiers")) + _items(grounds) if rows else Markup()
    law_says = [f for f in law.all("first_step") if f.grade == GRADES[0]]
    others = [f for found in steps.values() for f in found if f.unsettled]
    return table + _list([*law_says, *others, *law.all("trainee"), *law.all("starter")], words)


def _step(amount: Decimal, steps: Sequence[Figure], offered: Figure | None, words: Words) -> str:
    """How many criteria give an amount, « 0 à 5 », « 6 », « 8 à 10 », and how sure we are where that differs."""
    one = next((f for f in steps if f.value == amount), None)
    if one is None or one.at_least is None:
        return words("premium.unknown" if any(f.unsettled for f in steps) else "premium.none")
    first = one.at_least
    later = sorted(f.at_least for f in steps if f.at_least is not None and f.at_least > first)
    last = later[0] - 1 if later else offered.value if offered and offered.value is not None else None
    if last is None:
        said = words("premium.reached_some", n=first)
    elif last == first:
        said = words.count("premium.reached_one", first)
    else:
        said = words("premium.reached", n=first, last=last)
    if len({f.grade for f in steps}) == 1:
        return said
    return Markup("{} {}").format(said, tables.sure(one.grade, words))


def _thresholds(law: Law, words: Words) -> Markup:
    """One row a criterion: threshold, when it is measured, and whether it counts for a lump-sum house."""
    found = [f for f in law.all("threshold") if ("payment", "act") in f.where]
    rows = []
    for one in found:
        criterion = dict(one.where)["criterion"]
        measured = law.maybe("measured_over", criterion=criterion)
        rows.append(
            [
                words(f"criteria.{criterion}"),
                tables.value(one, words),
                words(f"values.{measured.value}") if measured else words("premium.none"),
                _counts(criterion, law, words),
            ]
        )
    heads = [words(f"premium.{name}") for name in ("criterion", "threshold", "measured", "counts")]
    return _table(words("premium.thresholds"), heads, rows, found, words)


def _counts(criterion: str, law: Law, words: Words) -> str:
    """Whether a criterion counts for a lump-sum house, and how sure we are of a no."""
    if law.only("offered", payment="lump-sum").unsettled:
        return words("premium.unknown")
    if law.maybe("threshold", criterion=criterion, payment="lump-sum"):
        return words("premium.yes")
    sure = tables.sure(out.grade, words) if (out := law.maybe("left_out", criterion=criterion)) else Markup()
    return Markup("{} {}").format(words("premium.no"), sure)


def _dates(law: Law, words: Words) -> Markup:
    """A row a date; where requests went on after the new year, one payment for each year in which they were made."""
    rows, found = [], []
    for one in (one for name in DATES if (one := law.maybe(name))):
        opens, closes = law.request_opens.value, law.request_closes.value
        if one.name == "payment_by" and opens and closes and opens.year < closes.year:
            for year in range(opens.year, closes.year + 1):
                rows.append([words("figures.payment_by_made_in", year=str(year)), words.date(date(year, 12, 31))])
                found.append(one)
        else:
            rows.append([words(f"figures.{one.name}"), tables.value(one, words)])
            found.append(one)
    return _table(words("premium.dates"), [words("premium.step"), words("premium.date")], rows, found, words)


def _list(found: Sequence[Figure], words: Words) -> Markup:
    """Figures that stand outside the table, and what is unsettled, each once."""

    def told(one: Figure) -> str:
        if one.unsettled:
            return tables.missing(one, words)
        return words("format.labelled", label=tables.label(one, words), what=words.quantity(one))

    return _items([(told(one), _ground(one, words)) for one in found])


def _table(
    caption: str, heads: list[str], rows: Sequence[Sequence[str]], found: Sequence[Figure], words: Words
) -> Markup:
    """A table, and what it rests on: behind its name where most rows share that, else behind the name of each row."""
    if not rows:
        return Markup()
    grounds = [_ground(one, words) for one in found]
    common, shared = Counter(grounds).most_common(1)[0]
    if shared < 2 or 2 * shared < len(rows):
        common = Ground(Markup(), "")
    named = [
        [Markup("{}{}").format(row[0], Markup() if ground == common else ground.mark), *row[1:]]
        for row, ground in zip(rows, grounds, strict=True)
    ]
    remarks = [
        ground.note if ground == common else words("format.labelled", label=row[0], what=ground.note)
        for row, ground in zip(rows, grounds, strict=True)
        if ground.note
    ]
    return tables.simple(heads, named, Markup("{}{}").format(caption, common.mark)) + tables.items(remarks)


class Ground(NamedTuple):
    """What a figure rests on: the note that leads to its document, and a remark."""

    mark: Markup
    note: str


def _ground(one: Figure, words: Words) -> Ground:
    grade = GRADES[0] if one.unsettled else one.grade  # what nobody says needs no label
    return Ground(notes.mark(one.source, one.paragraph, words, grade), words.data(one.note))


def _items(grounds: Sequence[tuple[str, Ground]]) -> Markup:
    """A line for each thing said, with what it rests on."""
    return tables.items(
        Markup("{}{}{}").format(what, ground.mark, tables.small(ground.note)) for what, ground in grounds
    )

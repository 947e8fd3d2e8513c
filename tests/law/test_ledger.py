"""What a rule writes is exact to the cent, and rests on amounts alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from calculators.engine.figures import Figure, FigureFault, Source
from calculators.engine.ledger import Ledger

LAW = Source("law", "A law", "Law", "https://example.org/law", "official")


def figure(value: object, unit: str = "EUR") -> Figure:
    return Figure("amount", value, unit, date(2020, 1, 1), None, LAW, "art. 1", "official")


@pytest.mark.parametrize(
    ("rate", "total", "rows"), [("150", "300.00", 2), ("150.01", "300.00", 3), ("149.99", "299.98", 2)]
)
def test_a_ceiling_takes_what_exceeds_it_to_the_cent(rate: str, total: str, rows: int) -> None:
    ledger = Ledger()
    with ledger.up_to("maximum", figure(Decimal(300))):
        ledger.grant("first", figure(Decimal(rate)))
        ledger.grant("second", figure(Decimal(rate)))
    assert (str(ledger.total), len(ledger.rows)) == (total, rows)


def test_a_ceiling_holds_for_the_rows_inside_it_alone() -> None:
    ledger = Ledger()
    ledger.grant("before", figure(Decimal(500)))
    with ledger.up_to("maximum", figure(Decimal(300))):
        ledger.grant("inside", figure(Decimal(300)))
    assert [row.key for row in ledger.rows] == ["before", "inside"]


@pytest.mark.parametrize(("spent", "working"), [("299.99", "spent"), ("300", "spent"), ("300.01", "capped")])
def test_what_was_spent_is_said_to_be_cut_only_where_it_is(spent: str, working: str) -> None:
    ledger = Ledger()
    ledger.reimburse("cost", Decimal(spent), figure(Decimal(300)))
    assert ledger.rows[0].working[0] == f"working.{working}"
    assert ledger.total == min(Decimal(spent), Decimal(300))


def test_nothing_spent_is_no_row() -> None:
    ledger = Ledger()
    ledger.reimburse("cost", Decimal(0), figure(Decimal(300)))
    ledger.reimburse("cost", Decimal("0.01"), figure(Decimal(300)))
    assert [str(row.amount) for row in ledger.rows] == ["0.01"]


@pytest.mark.parametrize("no_amount", [figure(Decimal(5), "count"), figure("300"), figure("five", "count")])
def test_only_an_amount_in_euros_is_paid(no_amount: Figure) -> None:
    with pytest.raises(FigureFault, match="not an amount in EUR"):
        Ledger().grant("amount", no_amount)

"""Sharing: to the cent, for any people, hours and expenses."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.browser import answer
from calculators.cmp_sharing.rule import shares

many = settings(max_examples=200, deadline=None)
cents = st.integers(0, 99_999_999).map(lambda n: Decimal(n) / 100)
hours = st.lists(st.integers(0, 99_999).map(lambda n: Decimal(n) / 100), min_size=2, max_size=12).filter(any)


@many
@given(cents, hours)
def test_shares_add_up_and_are_off_by_less_than_a_cent(amount: Decimal, weights: list[Decimal]) -> None:
    found = shares(amount, weights)
    assert sum(found) == amount
    for share, weight in zip(found, weights, strict=True):
        assert abs(share - amount * weight / sum(weights)) < Decimal("0.01")
        assert share == 0 or weight


@many
@given(cents, hours)
def test_the_cents_that_are_left_go_to_the_largest_remainders_the_earlier_first(
    amount: Decimal, weights: list[Decimal]
) -> None:
    found = shares(amount, weights)
    exact = [amount * 100 * weight / sum(weights) for weight in weights]
    remainders = [part % 1 for part in exact]
    more = [share * 100 > part - part % 1 for share, part in zip(found, exact, strict=True)]
    for one in range(len(weights)):
        for other in range(len(weights)):
            if more[one] and not more[other] and abs(remainders[one] - remainders[other]) > Decimal("1e-9"):
                assert remainders[one] > remainders[other]
    if len(set(weights)) == 1:
        assert more == sorted(more, reverse=True)


@many
@given(st.data())
def test_an_answer_gives_out_all_of_the_amount(data: st.DataObject) -> None:
    people = data.draw(st.integers(2, 12))
    expenses = data.draw(
        st.lists(st.integers(0, 9999).map(lambda n: Decimal(n) / 100), min_size=people, max_size=people)
    )
    amount = sum(expenses, Decimal("0.01")) + data.draw(cents)
    by = data.draw(st.sampled_from(("equal", "hours")))
    worked = data.draw(st.lists(st.integers(0, 60), min_size=people, max_size=people).filter(any))
    query = {"amount": f"{amount:.2f}", "people": str(people), "by": by}
    for number in range(people):
        query |= {f"expenses_{number + 1}": f"{expenses[number]:.2f}", f"hours_{number + 1}": str(worked[number])}
    found = answer("cmp-sharing", query, "fr")
    if amount > Decimal("9999999.99"):
        assert list(found["problems"]) == ["amount"]
        return
    assert found["outcome"] == "paid"
    assert [row["key"] for row in found["rows"]] == [f"person_{number + 1}" for number in range(people)]
    assert {row["grade"] for row in found["rows"]} == {found["grade"]} == {"reading"}
    assert sum(Decimal(row["amount"]) for row in found["rows"]) == amount == Decimal(found["total"] or 0)
    assert all(Decimal(row["amount"]) >= spent for row, spent in zip(found["rows"], expenses, strict=True))


@pytest.mark.parametrize(
    ("query", "problems"),
    [
        ("amount=", {}),
        ("amount=0", {"amount"}),
        ("amount=0&expenses_1=5", {"amount"}),
        ("people=2.5", {"people"}),
        ("people=0", {"people"}),
        ("people=3&expenses_4=x&hours_4=x&by=hours", {}),
        ("hours_1=x", {}),
        ("by=hours&hours_1=0.125", {"hours_1"}),
        ("by=hours&hours_1=1,5", {}),
        ("by=hours&hours_1=0&hours_2=0&people=3", {}),
        ("by=hours&hours_1=0&hours_2=0&people=x", {"hours_1", "people"}),
        ("by=none&hours_1=0&hours_2=0", {"by"}),
        ("expenses_1=1900&expenses_2=0.01", {"amount"}),
    ],
)
def test_what_must_be_mended(query: str, problems: set[str]) -> None:
    assert set(answer("cmp-sharing", query, "fr")["problems"]) == set(problems)


def test_the_whole_project_leads_here_with_its_amount() -> None:
    found = answer("cmp-project", "invoice_first=250.5", "fr")
    assert found["total"] == "2450.50"
    (lead,) = found["leads"]
    assert (lead["slug"], lead["query"], lead["row"]) == ("cmp-sharing", "amount=2450.50", "")
    assert "la facture de l’animateur" in lead["label"]
    (alone,) = answer("cmp-project", "animator=none", "fr")["leads"]
    assert (alone["key"], alone["query"]) == ("sharing", "amount=1900")
    assert answer(lead["slug"], lead["query"], "fr")["total"] == found["total"]
    assert answer("cmp-project", "approved=no", "fr")["leads"] == []
    assert answer("cmp-project", "third_party=yes", "fr")["leads"] == []

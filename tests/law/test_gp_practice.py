"""A practice, counted a second time from the sources: its averages help and never harm, and gp-premium pays alike."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.browser import answer
from calculators.engine.answer import Answer
from calculators.engine.calculator import load
from tests.law.premium import NO_LUMP_SUM, PERCENTAGES, THRESHOLDS, amount, keys

many = settings(max_examples=150, deadline=None)
YEARS = [str(year) for year in range(2018, 2025)]
SETTLED = [
    (year, payment) for year, payment in product(YEARS, ("act", "lump-sum")) if (year, payment) != ("2024", "lump-sum")
]

type Doctor = dict[str, Any]
type Practice = tuple[str, str, bool, list[Doctor]]


def criteria(year: str, payment: str) -> dict[str, str]:
    """Threshold by criterion, in the sources' own words: « yes » or a number."""
    return {name: least for name, least in THRESHOLDS[year].items() if payment == "act" or name not in NO_LUMP_SUM}


def _score(name: str) -> st.SearchStrategy[str]:
    if name == "edmg":
        return st.sampled_from(("", "yes", "no"))
    top = 10000 if name in PERCENTAGES else 12
    numbers = st.integers(0, top).map(lambda n: f"{n / 100:.2f}" if name in PERCENTAGES else str(n))
    return st.one_of(st.just(""), numbers)


@st.composite
def practices(draw: st.DrawFn) -> Practice:
    year, payment = draw(st.sampled_from(SETTLED))
    yes = st.sampled_from((True, True, True, False))
    doctors = [
        {key: draw(yes) for key in ("active", "software", "counted")}
        | {name: draw(_score(name)) for name in criteria(year, payment)}
        for _ in range(draw(st.integers(2, 5)))
    ]
    return year, payment, draw(yes), doctors


def ask(practice: Practice) -> Answer:
    year, payment, registered, doctors = practice
    query = {"year": year, "payment": payment, "registered": _said(registered), "doctors": str(len(doctors))}
    for number, doctor in enumerate(doctors, 1):
        query |= {f"{name}_{number}": _said(value) for name, value in doctor.items()}
    return answer("gp-practice", urlencode(query), "fr")


def _said(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def averages(practice: Practice) -> dict[str, Fraction]:
    year, payment, _, doctors = practice
    counted = [doctor for doctor in doctors if doctor["active"] and doctor["counted"]]
    names = [name for name in criteria(year, payment) if name != "edmg"]
    return (
        {name: sum((Fraction(d[name] or 0) for d in counted), Fraction(0)) / len(counted) for name in names}
        if counted
        else {}
    )


def expected(practice: Practice) -> dict[str, int]:
    """The amount of each active doctor."""
    year, payment, registered, doctors = practice
    means = averages(practice) if registered else {}
    found = {}
    for number, doctor in enumerate(doctors, 1):
        if doctor["active"]:
            reached = sum(
                doctor[name] == "yes"
                if least == "yes"
                else max(Fraction(doctor[name] or 0), means.get(name, Fraction(0))) >= Fraction(least)
                for name, least in criteria(year, payment).items()
            )
            found[f"doctor_{number}"] = amount(year, payment, reached if doctor["software"] else 0)
    return found


@many
@given(practices())
def test_every_doctor_gets_what_the_sources_say(practice: Practice) -> None:
    found, wanted = ask(practice), expected(practice)
    if not wanted:
        assert (found["outcome"], keys(found["refusals"])) == ("refused", ["no_active"])
        return
    assert found["outcome"] == "paid"
    assert {row["key"]: row["amount"] for row in found["rows"]} == {key: f"{euros}.00" for key, euros in wanted.items()}
    assert found["total"] == f"{sum(wanted.values())}.00"
    told = {one["key"]: (one["average"], one["missing"]) for one in found["details"]["averages"]}
    assert told == {
        name: (_half_up(mean), _half_up(max(Fraction(0), lacks)) if (lacks := Fraction(least) - mean) > 0 else "")
        for name, mean in averages(practice).items()
        for least in [criteria(*practice[:2])[name]]
    }


def _half_up(number: Fraction) -> str:
    cents = int(number * 100 + Fraction(1, 2))
    return f"{cents // 100}.{cents % 100:02}"


@many
@given(practices(), st.data())
def test_no_amount_falls_when_a_score_rises_or_the_practice_is_registered(
    practice: Practice, data: st.DataObject
) -> None:
    year, payment, registered, doctors = practice
    place = data.draw(st.integers(0, len(doctors) - 1))
    name = data.draw(st.sampled_from(list(criteria(year, payment))))
    higher = {"edmg": "yes"}.get(name) or str(
        Fraction(doctors[place][name] or 0).__ceil__() + data.draw(st.integers(0, 3))
    )
    if name in PERCENTAGES:
        higher = str(min(100, int(higher)))
    better = [doctor | {name: higher} if number == place else doctor for number, doctor in enumerate(doctors)]
    before = {row["key"]: float(row["amount"]) for row in ask(practice)["rows"]}
    for after in (ask((year, payment, registered, better)), ask((year, payment, True, doctors))):
        assert all(float(row["amount"]) >= before[row["key"]] for row in after["rows"])


@many
@given(practices())
def test_a_doctors_row_leads_to_the_same_amount_in_gp_premium(practice: Practice) -> None:
    found = ask(practice)
    assert [lead["row"] for lead in found["leads"]] == [row["key"] for row in found["rows"]]
    for lead, row in zip(found["leads"], found["rows"], strict=True):
        own = answer(lead["slug"], lead["query"], "fr")
        assert (lead["slug"], own["outcome"], own["total"]) == ("gp-premium", "paid", row["amount"])
        assert own["unknown"] == []


@pytest.mark.parametrize(("year", "payment"), SETTLED)
def test_a_practice_of_equal_doctors_pays_what_gp_premium_pays_each(year: str, payment: str) -> None:
    names = criteria(year, payment)
    for reached in range(len(names) + 1):
        scores = dict(list(names.items())[:reached])
        alone = answer("gp-premium", urlencode({"year": year, "payment": payment, "how": "scores", **scores}), "fr")
        doctor = {"active": True, "software": True, "counted": True, **dict.fromkeys(names, ""), **scores}
        found = ask((year, payment, True, [doctor] * 3))
        assert [row["amount"] for row in found["rows"]] == [alone["total"]] * 3
        assert not any("notre lecture" in row["working"] for row in found["rows"])


@many
@given(practices())
def test_the_best_step_is_the_one_that_brings_most(practice: Practice) -> None:
    """Each missed average is brought to its threshold, counted anew from the sources."""
    year, payment, registered, doctors = practice
    found, means = ask(practice), averages(practice)
    if found["outcome"] != "paid" or not registered:
        assert "steps" not in found["details"]
        return
    gains = {}
    for name, mean in means.items():
        if mean < Fraction(criteria(year, payment)[name]):
            now = sum(expected(practice).values())
            reached = [doctor | {name: criteria(year, payment)[name]} for doctor in doctors]
            gains[name] = sum(expected((year, payment, True, reached)).values()) - now
    steps = {step["key"]: float(step["gain"]) for step in found["details"].get("steps", [])}
    assert steps == gains
    assert list(steps.values()) == sorted(gains.values(), reverse=True)
    best = [note for note in found["advice"] if note["key"] == "best_step"]
    assert bool(best) == any(gains.values())
    if best:
        gain = f"{max(gains.values()):,}".replace(",", "\u202f")
        assert f"{gain}\u00a0EUR" in best[0]["label"]
    all_reached = [doctor | {name: criteria(year, payment)[name] for name in means} for doctor in doctors]
    together = sum(expected((year, payment, True, all_reached)).values()) > sum(expected(practice).values())
    several = [note for note in found["advice"] if note["key"] == "no_single_step"]
    assert bool(several) == (bool(steps) and not best and together)


def test_where_nobody_can_be_paid_more_no_step_is_promised() -> None:
    found = answer("gp-practice", "sumehr_1=10&software_1=no&software_2=no", "fr")
    assert found["details"]["steps"]
    assert not {note["key"] for note in found["advice"]} & {"best_step", "no_single_step"}


def test_the_years_are_those_whose_thresholds_are_known() -> None:
    (year,) = [question for question in load("gp-practice").questions if question.name == "year"]
    assert (list(year.options), year.default) == (YEARS, "2024")


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("payment", ["act", "lump-sum"])
def test_the_scores_of_the_year_and_the_payment_alone_are_asked(year: str, payment: str) -> None:
    asked = answer("gp-practice", f"year={year}&payment={payment}&doctors=3", "fr")["asked"]
    names = [] if (year, payment) == ("2024", "lump-sum") else list(criteria(year, payment))
    for number in (1, 2, 3):
        of_one = {name.removesuffix(f"_{number}") for name in asked if name.endswith(f"_{number}")}
        assert of_one == {"active", "software", "counted", *names}
    assert not [name for name in asked if name.endswith("_4")]


def test_who_is_inactive_is_named_and_whoever_is_uncounted_is_helped() -> None:
    found = answer("gp-practice", "doctors=4&active_2=no&counted_3=no&active_4=no", "fr")
    assert [note["label"].split(" ne ")[0] for note in found["advice"] if note["key"] == "inactive"] == [
        "Le médecin 2",
        "Le médecin 4",
    ]
    assert [row["key"] for row in found["rows"]] == ["doctor_1", "doctor_3"]


def test_a_group_leads_here_from_gp_premium_with_its_year() -> None:
    leads = answer("gp-premium", "year=2022&payment=lump-sum&group=yes", "fr")["leads"]
    assert [(lead["slug"], lead["query"]) for lead in leads] == [("gp-practice", "year=2022&payment=lump-sum")]
    for query in (
        "",
        "year=2017&group=yes",
        "year=2025&group=yes",
        "payment=lump-sum&group=yes",
        "status=trainee&group=yes",
    ):
        assert answer("gp-premium", query, "fr")["leads"] == [], query

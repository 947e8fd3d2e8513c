"""The premium of every year, against tables written here a second time: amounts, grades, thresholds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from calculators.engine import report
from calculators.engine.answer import Answer
from calculators.engine.questions import to_text
from calculators.gp_premium.criteria import thresholds
from tests.law.premium import (
    FIRST_STEPS,
    GP,
    NO_LUMP_SUM,
    OFFERED,
    PERCENTAGES,
    SIX,
    STEPS,
    TEN,
    THRESHOLDS,
    UNKNOWN,
    YEARS,
    amount,
    ask,
    expected,
    keys,
)


@pytest.mark.parametrize("year", YEARS)
def test_the_whole_table_ends_in_one_outcome(year: str) -> None:
    statuses, seniorities, payments = ("gp", "trainee"), ("under-5", "5-or-more"), ("act", "lump-sum")
    both = ("yes", "no")
    for status, software, seniority, payment, on_call, count in product(
        statuses, both, seniorities, payments, both, range(11)
    ):
        case = {"year": year, "status": status, "software": software, "seniority": seniority}
        case |= {"payment": payment, "on_call": on_call, "reached": str(count)}
        found = ask(**case)
        outcome, total, firm = expected(year, status, software, payment, on_call, count)
        assert (found["outcome"], found["grade"]) == (outcome, firm), case
        assert found["total"] == (None if total is None else f"{total}.00"), case
        told = [found["total"] is not None, found["refusals"], found["unsettled"], found["problems"]]
        assert sum(map(bool, told)) == 1, case


@pytest.mark.parametrize("year", YEARS)
def test_too_little_billed_is_refused_from_the_fifth_year_on(year: str) -> None:
    for billed, seniority in product(["0", "24999.99", "25000", "25000.01"], ["under-5", "5-or-more"]):
        found = ask(year=year, billed=billed, seniority=seniority)
        low = Decimal(billed) < 25000 and seniority == "5-or-more"
        assert found["outcome"] == ("unsettled" if year in UNKNOWN else "refused" if low else "paid")
        assert keys(found["refusals"]) == (["billed"] if low and year not in UNKNOWN else [])


def test_a_problem_comes_before_a_refusal_and_before_what_is_unsettled() -> None:
    assert list(ask(year="2022", reached="11", on_call="no")["problems"]) == ["reached"]
    assert list(ask(year="2022", reached="8", payment="lump-sum", software="no")["problems"]) == ["reached"]
    assert list(ask(year="2016", how="scores", payment="lump-sum")["problems"]) == ["how"]
    assert list(ask(year="2025", starter="yes")["problems"]) == ["starter"]
    assert "10 critères" in ask(year="2022", reached="11")["problems"]["reached"]


@pytest.mark.parametrize("year", UNKNOWN)
def test_a_year_without_rules_says_what_the_same_answers_give_under_those_of_2024(year: str) -> None:
    """As one object, and in words; nothing where 2024 does not settle them, or counts fewer criteria."""
    both, payments = ("yes", "no"), ("act", "lump-sum")
    for status, software, payment, on_call, starter, count in product(
        ("gp", "trainee"), both, payments, both, both, range(11)
    ):
        case: dict[str, object] = {"status": status, "software": software, "seniority": "under-5", "payment": payment}
        case |= {"on_call": on_call, "reached": count, "starter": starter}
        found, then = ask(year=year, **case), ask(year="2024", **case)
        assert (found["outcome"], keys(found["unsettled"])) == ("unsettled", [f"year_{year}"])
        assert found["total"] is None
        assert found["details"].get("hypothesis") == supposed(then)
        assert ("hypothesis" in keys(found["advice"])) == (supposed(then) is not None)
        if then["total"]:
            whole = f"{int(Decimal(then['total'])):,}".replace(",", "\u202f")
            assert f"donneraient {whole}\u00a0EUR" in found["advice"][0]["label"]


def supposed(then: Answer) -> dict[str, str | None] | None:
    """What the contract asks to be said of an answer under the rules of 2024."""
    if then["outcome"] not in ("paid", "refused"):
        return None
    return {"year": "2024", "outcome": then["outcome"], "amount": then["total"]}


@pytest.mark.parametrize("year", UNKNOWN)
def test_the_scores_of_2024_are_asked_of_a_year_without_rules(year: str) -> None:
    assert set(ask(year=year, how="scores")["asked"]) >= set(THRESHOLDS["2024"])
    assert ask(year=year, how="scores", recipe="hostile")["outcome"] == "unsettled"
    assert list(ask(year=year, how="scores", sumehr="hostile")["problems"]) == ["sumehr"]
    for name in ("", *THRESHOLDS["2024"]):
        scores = {**THRESHOLDS["2024"], name: ""} if name else THRESHOLDS["2024"]
        then = ask(year="2024", how="scores", **scores)
        assert ask(year=year, how="scores", **scores)["details"]["hypothesis"] == supposed(then), name


def test_only_who_has_a_new_number_is_told_that_its_rule_was_not_read() -> None:
    told = "numbered_in_year"
    assert told in keys(ask(year="2022", seniority="under-5", starter="yes")["advice"])
    assert told not in keys(ask(year="2022", seniority="under-5")["advice"])


def test_the_law_gives_six_and_ten_thresholds_and_the_first_step() -> None:
    """2016, 2017, 2018, and 2022 by reference: official, whatever the grade of the amounts."""
    for year, count in FIRST_STEPS.items():
        law = GP.figures.on(date(int(year), 12, 31))
        first = law.only("first_step", payment="act")
        assert (first.value, first.grade) == (count, "official")
        found = thresholds(law, "act")
        assert {name: to_text(f.value) for name, f in found.items()} == (SIX if year < "2018" else TEN)
        assert {f.grade for f in found.values()} == {"official"}
        assert ask(year=year, reached=count)["total"] == ("3400.00" if year < "2018" else "3500.00")
        assert ask(year=year, reached=count - 1)["total"] == f"{STEPS[year]['act'][0]}.00"


def cases_with_scores() -> Iterator[tuple[str, str, dict[str, str], dict[str, str]]]:
    for year, payment in product(THRESHOLDS, ["act", "lump-sum"]):
        if payment in STEPS[year]:
            listed = THRESHOLDS[year]
            counted = {c: t for c, t in listed.items() if payment == "act" or c not in NO_LUMP_SUM}
            yield year, payment, listed, counted


@pytest.mark.parametrize(
    ("year", "payment", "listed", "counted"), list(cases_with_scores()), ids=lambda v: v if isinstance(v, str) else ""
)
def test_each_threshold_at_its_edge(year: str, payment: str, listed: dict[str, str], counted: dict[str, str]) -> None:
    """All criteria at their threshold but one, which is below, at and above it; decimals count."""
    assert len(counted) == OFFERED[year][payment]
    for name, threshold in counted.items():
        small = Decimal("0.1") if name in PERCENTAGES else 1
        scores = ["no", "yes"] if threshold == "yes" else [Decimal(threshold) + d * small for d in (-1, 0, 1)]
        for prefix, place in product(["", "group_"], range(len(scores))):
            case = {**counted, name: "", prefix + name: str(scores[place]).replace(".", ",")}
            found = ask(year=year, payment=payment, how="scores", group="yes", **case)
            states = {line["key"]: line["state"] for line in found["details"]["criteria"]}
            met = ("reached" if not prefix else "group") if place else "missed"
            assert states == {c: "not_counted" if c not in counted else met if c == name else "reached" for c in listed}
            assert found["total"] == f"{amount(year, payment, len(counted) - (place == 0))}.00"


def test_scores_that_are_not_asked_are_ignored() -> None:
    asked = {
        "year": "2022",
        "payment": "lump-sum",
        "how": "scores",
        "consent": "25",
        "sumehr": "25",
        "cebam": "5",
        "handicap": "3",
    }
    extra = {
        "efact": "100",
        "eattest": "100",
        "edmg": "yes",
        "invoicing": "100",
        "barometers": "3",
        "group_recipe": "100",
    }
    assert ask(**asked, **extra)["total"] == "1000.00"
    assert ask(**asked, **extra)["link"] == ask(**asked)["link"]
    assert ask(**asked, **extra, group="yes")["total"] == "3500.00"
    assert ask(year="2024", how="scores", recipe="hostile")["outcome"] == "paid"
    assert ask(year="2022", how="count", recipe="hostile", reached="8")["total"] == "6000.00"


def test_a_trainee_is_asked_three_things_alone() -> None:
    found = ask(year="2021", status="trainee", billed="x", on_call="no", reached="99", starter="yes", submitted="x")
    assert found["asked"] == ["year", "status", "software"]
    assert (found["outcome"], found["total"]) == ("paid", "800.00")
    assert found["link"] == "year=2021&status=trainee"


@pytest.mark.parametrize(
    ("case", "total", "advice"),
    [
        ({"year": "2021", "reached": "8", "lump_sum_days": "30"}, "10256.00", []),
        ({"year": "2021", "reached": "8", "lump_sum_days": "31"}, "6000.00", ["starter_days"]),
        ({"year": "2024", "reached": "4"}, "5256.00", []),
        ({"year": "2022", "reached": "7", "payment": "lump-sum"}, "6000.00", ["starter_lump_sum"]),
        ({"year": "2022", "reached": "8", "software": "no"}, "1000.00", ["starter_software"]),
        (
            {"year": "2022", "software": "no", "payment": "lump-sum", "lump_sum_days": "31"},
            "1000.00",
            ["starter_software", "starter_lump_sum", "starter_days"],
        ),
    ],
)
def test_the_starter_premium_comes_on_top_or_tells_why_not(
    case: dict[str, str], total: str | None, advice: list[str]
) -> None:
    found = ask(seniority="under-5", starter="yes", **case)
    assert found["total"] == total
    assert [key for key in keys(found["advice"]) if key.startswith("starter")] == advice


@pytest.mark.parametrize(("year", "right"), [("2016", False), ("2020", False), ("2021", True), ("2024", True)])
def test_the_starter_premium_begins_in_2021(year: str, right: bool) -> None:
    found = ask(year=year, seniority="under-5", starter="yes")
    assert list(found["problems"]) == ([] if right else ["starter"])
    assert list(ask(year=year, starter="yes")["problems"]) == ["starter"]


def test_the_next_step_names_the_closest_criteria_first() -> None:
    scores = {
        "chapter4": "50",
        "sumehr": "59.9",
        "invoicing": "20",
        "medication_schemes": "4",
        "cebam": "5",
        "mult_emediatt": "1",
    }
    found = ask(year="2024", how="scores", **scores)
    advice = {note["key"]: note["label"].replace("\u202f", " ").replace("\xa0", " ") for note in found["advice"]}
    assert "3 500 EUR, à 5 critères atteints. Critères qui manquent : 2." in advice["next_step"]
    assert re.search(r"Sumehr \(il manque 0,1 .* schémas de médication \(il en manque 1,", advice["closest"])
    assert "eFact" not in advice["closest"]


def advised(**case: object) -> dict[str, str]:
    """What is told beside the premium of 2022 whose scores are given, by key, with ordinary spaces."""
    found = ask(year="2022", how="scores", **case)
    return {note["key"]: note["label"].replace("\u202f", " ").replace("\xa0", " ") for note in found["advice"]}


SHARES_ALONE = {"recipe": "25", "chapter4": "50", "efact": "20", "eattest": "5", "consent": "25", "sumehr": "25"}
"""Six of the ten criteria; one more gives the next step."""


def test_of_criteria_as_far_away_the_first_of_the_list_is_the_closest() -> None:
    """Of one that is answered by no, or of which nothing is told, all lacks: neither less nor more."""
    only = "Les critères les plus proches : gestion électronique du DMG (eDMG) (à utiliser)."
    assert advised(**SHARES_ALONE)["closest"] == advised(**SHARES_ALONE, edmg="no")["closest"] == only
    more = {name: score for name, score in SHARES_ALONE.items() if name != "sumehr"}
    told = advised(**more, edmg="yes")["closest"]
    assert "Sumehr (il manque 25" in told
    nothing = advised(**more, edmg="yes", sumehr="0", group="yes", group_sumehr="0")["closest"]
    assert nothing == told
    told = advised(**SHARES_ALONE, edmg="yes")["closest"]
    assert "schémas de médication (il en manque 5," in told
    assert "handicap" not in told
    assert "handicap » (il en manque 2," in advised(**SHARES_ALONE, edmg="yes", handicap="1")["closest"]


def test_only_criteria_that_the_group_alone_reaches_are_told_to_count_thanks_to_it() -> None:
    told = advised(**SHARES_ALONE | {"recipe": "24.9"}, group="yes", group_recipe="25", group_consent="99")
    group = told["group_reached"]
    assert group.startswith("Ces critères comptent grâce à la moyenne de votre groupe : ")
    assert "Recip-e" in group
    assert not any(name in group for name in ("MyCareNet", "eFact", "eAttest", "consentement", "Sumehr", "eDMG"))
    assert "group_reached" not in advised(**SHARES_ALONE)
    assert "group_reached" not in advised(**SHARES_ALONE, group="yes", group_consent="99", group_efact="1")
    assert "group_reached" not in advised()


def test_what_a_reader_types_never_stands_in_the_page_as_markup() -> None:
    found = report.answer(GP, {"recipe": "<b>", "<i>": "1", "year": "2022", "how": "scores"})
    assert "<b>" not in found["html"] + "".join(found["problems"].values())
    assert "<i>" not in found["html"]


def test_a_groups_average_may_have_decimals_and_is_not_rounded() -> None:
    scores = {"how": "scores", "group": "yes", "chapter4": "50", "invoicing": "50", "sumehr": "60", "handicap": "3"}
    assert ask(**scores, group_cebam="4,9")["total"] == "1000.00"
    assert ask(**scores, group_cebam="5,0")["total"] == "3500.00"
    assert ask(**scores, cebam="4,9")["outcome"] == "problems"

"""The pilot of 2013: the decree's arithmetic, its ceilings, what is left open; every answer says it is closed."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Literal

import pytest

from build_scripts import ROOT
from build_scripts.pages import knowledge
from calculators.engine import report
from calculators.engine.agenda import months_after
from calculators.engine.answer import Answer
from calculators.engine.calculator import load

PILOT = load("nursing-home")
LAW = PILOT.figures.on(date(2013, 11, 15))
COUNTS = {
    "residents": (35, 36, 200),
    "registrations": (0, 3),
    "providers": (0, 1, 4),
    "moments": (0, 1, 5),
    "attendees": (0, 2, 3),
    "hours": (0, 133, 134),
}


def ask(**case: object) -> Answer:
    return report.answer(PILOT, {name: str(value) for name, value in case.items()})


def total(**case: object) -> Decimal:
    return Decimal(ask(**case)["total"] or "")


def keys(answer: Answer, kind: Literal["rows", "refusals", "advice"]) -> list[str]:
    return [one["key"] for one in answer[kind]]


def test_the_ceiling_is_exactly_35_residents_with_everything_done() -> None:
    per_resident = 37 * 3 + 3 * 3 + 25 * 3 * 4 + Decimal("3.43") * 4
    assert per_resident == Decimal("433.72")
    assert 35 * per_resident == LAW.residents_ceiling.value == Decimal("15180.20")
    assert "residents_ceiling" not in keys(ask(), "rows")
    assert "residents_ceiling" in keys(ask(residents=36), "rows")


@pytest.mark.parametrize("coordinator", ["yes", "no"])
def test_amounts_follow_the_decree_on_a_whole_grid(coordinator: str) -> None:
    for values in product(*COUNTS.values()):
        case = dict(zip(COUNTS, values, strict=True))
        own = coordinator == "yes"
        answer = ask(**case, coordinator=coordinator)
        consultation = case["residents"] * (
            (37 * min(case["providers"], 3) if case["registrations"] == 3 else 0)
            + (3 * case["registrations"] if own else 0)
            + 25 * case["attendees"] * min(case["moments"], 4)
            + (Decimal("3.43") * min(case["moments"], 4) if own else 0)
        )
        wanted = 1500 + min(consultation, Decimal("15180.20")) + min(60 * case["hours"], 8000)
        assert Decimal(answer["total"] or "") == wanted, case
        assert sum(Decimal(row["amount"]) for row in answer["rows"]) == wanted
        assert all(row["citations"] and Decimal(row["amount"]) for row in answer["rows"]), case


def test_paying_never_falls_when_a_count_rises() -> None:
    base = {"residents": 35, "providers": 0, "moments": 0, "attendees": 0, "hours": 0}
    for name, counts in {
        "residents": range(35, 80, 5),
        "providers": range(6),
        "moments": range(7),
        "attendees": range(4),
        "hours": range(0, 200, 19),
    }.items():
        for around in (base, {"residents": 60, "providers": 3, "moments": 4, "attendees": 3, "hours": 100}):
            amounts = [total(**{**around, name: count}) for count in counts]
            assert amounts == sorted(amounts), name


def test_no_project_passes_its_maximum() -> None:
    assert total(residents=9999999, hours=9999999) == LAW.maximum.value == Decimal("24680.20")


@pytest.mark.parametrize("registrations", [1, 2])
def test_a_part_of_the_registrations_is_not_guessed_where_a_provider_made_them(registrations: int) -> None:
    assert ask(registrations=registrations, providers=1)["outcome"] == "unsettled"
    answer = ask(registrations=registrations, providers=0)
    rows = {row["key"]: row["amount"] for row in answer["rows"]}
    assert answer["outcome"] == "paid"
    assert rows["registrations_coordinator"] == f"{35 * 3 * registrations}.00"
    assert ask(registrations=registrations, providers=0, coordinator="no")["outcome"] == "paid"


@pytest.mark.parametrize(
    "case",
    [
        {},
        {"coordinator": "no", "hours": 300},
        {"registrations": 2},
        {"residents": 34},
        {"financed_elsewhere": "yes"},
        {"registrations": 0, "moments": 0, "start_up": "no"},
    ],
)
def test_every_answer_says_that_the_call_is_closed_and_where_that_stands(case: dict[str, object]) -> None:
    answer = ask(**case)
    closed = answer["advice"][0]
    assert closed["key"] == "closed"
    assert "15\u00a0novembre" in closed["label"].replace(" ", "\u00a0")
    assert {c["source"] for c in closed["citations"]} == {"inami-mrpa", "ar-2013"}
    assert "clos" in answer["summary"]
    assert closed["label"] in answer["html"]


def test_the_call_ended_three_months_after_the_decree_took_effect() -> None:
    assert months_after(LAW.apply_within.since, LAW.apply_within) == LAW.call_until.value == date(2013, 11, 15)


def test_every_reason_is_given_and_no_total_stands_beside_a_refusal() -> None:
    answer = ask(residents=0, financed_elsewhere="yes", registrations=1)
    assert keys(answer, "refusals") == ["too_few_residents", "financed_elsewhere"]
    assert (answer["total"], answer["rows"], answer["unsettled"]) == (None, [], [])
    assert "<svg" not in answer["html"] and "rows" not in answer["html"]


@pytest.mark.parametrize("name", ["residents", "providers", "moments", "hours"])
@pytest.mark.parametrize("value", ["-1", "1.5", "abc", "1e3", "99999999999"])
def test_a_count_that_cannot_be_read_is_a_problem_on_its_question(name: str, value: str) -> None:
    assert list(ask(**{name: value})["problems"]) == [name]


def test_the_picture_fills_what_the_case_reaches() -> None:
    full, none = ask(hours=134)["html"], ask(registrations=0, moments=0, start_up="no")["html"]
    assert "15\u202f180,20\u00a0EUR sur 15\u202f180,20\u00a0EUR" in full
    assert "0\u00a0EUR sur 8\u202f000\u00a0EUR" in none
    assert "NaN" not in full + none and 'width="-' not in full + none


def test_the_sums_of_the_guides_hold() -> None:
    facts = knowledge.library()["facts.nursing"][0]
    law = facts.on(facts.checked)

    def of(name: str) -> Decimal:
        return law.only(name).value

    parts = ("registrations", "registrations_coordinator", "consultations", "consultations_coordinator")
    assert of("resident_registrations") == LAW.per_provider.value * LAW.providers_paid.value
    assert of("resident_registrations_coordinator") == LAW.per_registration_coordinator.value * 3
    assert of("resident_consultations") == LAW.per_consultation.value * 3 * LAW.moments_paid.value
    assert of("resident_consultations_coordinator") == LAW.per_consultation_coordinator.value * LAW.moments_paid.value
    assert of("resident") == sum(of(f"resident_{part}") for part in parts)
    for part in parts:
        assert of(f"home_{part}") == LAW.residents_needed.value * of(f"resident_{part}")
    assert sum(of(f"home_{part}") for part in parts) == LAW.residents_ceiling.value
    assert of("all_projects") == of("projects") * LAW.maximum.value
    assert of("all_projects_and_team") == of("all_projects") + of("team")
    assert of("envelopes") == of("experiment_years") * of("envelope_year")
    assert of("unused") == of("envelopes") - of("all_projects_and_team")
    assert of("homes_maximum") == of("homes_intervention") * LAW.maximum.value
    assert of("homes") == of("homes_intervention") + of("homes_control")
    assert of("study_residents") == of("study_residents_intervention") + of("study_residents_control")
    assert of("files_kept") == of("planned_intervention") + of("planned_control")


def test_the_picture_of_the_guide_is_drawn_to_scale() -> None:
    page = (ROOT / "docs/fr/maison-de-repos/budget.md").read_text(encoding="utf-8")
    facts = knowledge.library()["facts.nursing"][0]
    law = facts.on(facts.checked)
    bars = {
        "maximum": [LAW.start_up.value, LAW.residents_ceiling.value, LAW.groups_ceiling.value],
        "consultation": [
            law.home_registrations.value,
            law.home_registrations_coordinator.value,
            law.home_consultations.value,
            law.home_consultations_coordinator.value,
        ],
    }
    for name, amounts in bars.items():
        (bar,) = re.findall(rf'<g data-bar="{name}">(.*?)</g>', page)
        places = [(Decimal(x), Decimal(w)) for x, w in re.findall(r' x="([\d.]+)" y="\d+" width="([\d.]+)"', bar)]
        at = Decimal(8)
        for (x, width), amount in zip(places, amounts, strict=True):
            wanted = 344 * amount / sum(amounts)
            assert abs(x - at) < Decimal("0.1") and abs(width - wanted) < Decimal("0.1"), name
            at += wanted


def test_the_page_says_closed_before_the_form() -> None:
    page = (ROOT / "docs/fr/calculateurs/maison-de-repos.md").read_text(encoding="utf-8")
    assert page.index("Clos depuis le 15 novembre 2013") < page.index("{{ calculator(")

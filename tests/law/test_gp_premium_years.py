"""The premium from year to year: what is compared and drawn, and what it takes to add a year."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from build_scripts.pages import form, knowledge
from calculators.engine import figures_file, report
from calculators.engine.calculator import Calculator
from calculators.engine.questions import Case
from calculators.gp_premium import rule
from calculators.gp_premium.criteria import thresholds
from calculators.gp_premium.questions import PAYMENTS
from tests.law.premium import GP, TEN, YEARS, ask

MOST_LINES = 120
"""Of TOML that a year of the premium may take."""

NEW_YEAR = """
[[tier]]
payment = "act"
steps = { 0 = 1100, 2 = 3600, 3 = 7000 }
year = 2030
source = "gbo-2024"
grade = "press"

[[tier]]
payment = "lump-sum"
steps = { 0 = 1100, 2 = 3600, 3 = 7000 }
year = 2030
source = "gbo-2024"
grade = "press"

[[base]]
value = 1100
year = 2030
source = "gbo-2024"
grade = "press"

[[trainee]]
value = 900
year = 2030
source = "gbo-2024"
grade = "press"

[[offered]]
payment = "act"
value = 3
year = 2030
source = "gbo-2024"
grade = "press"

[[offered]]
payment = "lump-sum"
value = 2
year = 2030
source = "gbo-2024"
grade = "press"

[[threshold]]
payment = "act"
criterion = { sumehr = 70, cebam = 9, efact = 33 }
year = 2030
source = "gbo-2024"
grade = "press"

[[threshold]]
payment = "lump-sum"
criterion = { sumehr = 70, cebam = 9 }
year = 2030
source = "gbo-2024"
grade = "press"

[[request_opens]]
value = 2031-07-01
year = 2030
source = "gbo-2024"
grade = "press"

[[request_closes]]
value = 2031-10-31
year = 2030
source = "gbo-2024"
grade = "press"

[[payment_by]]
value = 2031-12-31
year = 2030
source = "gbo-2024"
grade = "press"

[[group_registration_before]]
value = 2031-04-01
year = 2030
source = "gbo-2024"
grade = "press"
"""
"""All that a made-up year 2030 takes."""

BLANK = """
[[threshold]]
payment = "{payment}"
criterion = "{criterion}"
unsettled = "year_2025"
years = [{first}, 2029]
source = "gbo-2024"
grade = "reading"
"""
"""For years in between of which nothing is known."""


def written(text: str) -> list[str]:
    """The lines that say something."""
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Calculator:
    """The premium with a made-up year 2030, by adding to the file alone; 2026's blanks last until then."""
    text = (GP.folder / "figures.toml").read_text(encoding="utf-8").replace("year = 2026", "years = [2026, 2029]")
    for payment, first in (("act", 2025), ("lump-sum", 2024)):
        text += "".join(BLANK.format(payment=payment, criterion=name, first=first) for name in ("sumehr", "cebam"))
    text += BLANK.format(payment="act", criterion="efact", first=2023) + NEW_YEAR
    found = GP.with_figures(figures_file.parse(tomllib.loads(text, parse_float=Decimal), "2030"))
    library = {**knowledge.library(), "gp_premium": (found.figures, GP.folder)}
    monkeypatch.setattr(knowledge, "library", lambda: library)
    return found


def test_the_ladder_shows_where_the_reader_stands() -> None:
    for case, here in (("reached=4", "0"), ("reached=5", "5"), ("reached=8", "7"), ("reached=8&software=no", "0")):
        found = report.answer(GP, case)
        assert [step["at_least"] for step in found["details"]["ladder"] if step["here"]] == [here]
        (picture,) = re.findall(r"<svg[^>]*role=.*?</svg>", found["html"])
        root = ElementTree.fromstring(picture)
        assert root.get("role") == "img"
        assert root.findtext("title")
        assert root.findtext("desc")
        assert int(root.get("viewBox", "").split()[2]) <= 360
    assert "Vous" in picture
    assert "ladder" not in ask(year="2024", payment="lump-sum")["details"]


def test_the_same_practice_under_each_year_is_the_answer_of_that_year() -> None:
    for case in ({"reached": "6"}, {"reached": "6", "payment": "lump-sum"}, {"software": "no"}, {"status": "trainee"}):
        for line in ask(**case)["details"]["years"]:
            found = ask(**case, year=line["key"])
            assert (line["outcome"], line["amount"], line["grade"]) == (
                found["outcome"],
                found["total"],
                found["grade"],
            )
    years = {line["key"]: line for line in ask(year="2022", how="scores", **TEN)["details"]["years"]}
    amounts = ["4550.00", "4550.00", "6000.00", "6000.00", "3500.00", "1000.00"]
    assert [years[y]["amount"] for y in ("2016", "2017", "2018", "2022", "2023", "2024")] == amounts
    assert [years[y]["why"] for y in ("2025", "2026")] == ["year_2025", "year_2026"]


def test_nothing_is_compared_where_no_score_can_be_asked() -> None:
    for case in ({"year": "2025", "payment": "lump-sum"}, {"year": "2024", "payment": "lump-sum"}):
        assert "years" not in ask(**case, how="scores")["details"]
        assert "years" in ask(**case)["details"]


def test_the_figures_agree_with_each_other() -> None:
    """The base amount is the lowest step, and a year counts as many criteria as it is said to offer."""
    for year in YEARS:
        law = GP.figures.on(rule.day(Case({"year": year}), GP.figures))
        for payment in PAYMENTS:
            steps, offered = law.all("tier", payment=payment), law.only("offered", payment=payment)
            assert any(step.unsettled for step in steps) == bool(offered.unsettled)
            for step in steps:
                assert step.at_least != 0 or step.value == law.base.value
            if not offered.unsettled:
                assert len(thresholds(law, payment)) == offered.value
                if payment == "act":
                    assert law.only("first_step", payment=payment).value == sorted(s.at_least or 0 for s in steps)[1]


def test_editing_the_figures_alone_adds_a_year(later: Calculator) -> None:
    """Form, tables, ladder, comparison, dates and answers of a made-up 2030."""
    scores = {"year": "2030", "how": "scores", "sumehr": "70", "cebam": "9", "efact": "32.9"}
    found = ask(later, **scores)
    assert (found["outcome"], found["total"], found["day"]) == ("paid", "3600.00", "2030-12-31")
    assert ask(later, **scores, group="yes", group_efact="33")["total"] == "7000.00"
    assert ask(later, year="2030", reached="3")["total"] == "7000.00"
    assert ask(later, year="2030", software="no")["total"] == "1100.00"
    assert ask(later, year="2030", status="trainee")["total"] == "900.00"
    assert list(ask(later, year="2030", reached="4")["problems"]) == ["reached"]
    assert list(ask(later, year="2030", payment="lump-sum", reached="3")["problems"]) == ["reached"]
    assert [line["key"] for line in found["details"]["criteria"]] == ["efact", "sumehr", "cebam"]
    assert [step["amount"] for step in found["details"]["ladder"]] == ["1100.00", "3600.00", "7000.00"]
    assert "prime 2030" in found["html"]
    assert {line["key"]: line["amount"] for line in found["details"]["years"]}["2030"] == "3600.00"
    assert {step["key"]: step["date"] for step in found["agenda"]} == {
        "request_opens": "2031-07-01",
        "request_closes": "2031-10-31",
        "payment_by": "2031-12-31",
    }
    shown = form.calculator(later, "fr")
    questions = {question["name"]: question for question in shown["questions"]}
    assert questions["year"]["default"] == "2030"
    label = "2030\u00a0: à demander jusqu’au 31 octobre 2031"
    assert questions["year"]["options"][-1] == {"value": "2030", "label": label}
    asked = {
        name
        for name, question in questions.items()
        if any("2030" in when.get("year", []) and when["payment"] == ["lump-sum"] for when in question["when"])
    }
    assert asked == {"sumehr", "cebam", "group_sumehr", "group_cebam"}
    hints = [hint["text"] for hint in questions["sumehr"]["hints"] if "2030" in hint["when"][0]["year"]]
    assert len(hints) == 1
    assert "70" in hints[0]
    assert "du 1er janvier 2030 au 31 décembre 2030" in shown["static"]
    assert ask(later, year="2027")["outcome"] == "unsettled"


def test_the_year_proposed_is_the_newest_with_amounts() -> None:
    question = GP.questions[0]
    assert (question.default, list(question.options)) == ("2024", YEARS)


def test_a_year_takes_few_lines() -> None:
    """The made-up one, and every year that stands in the file: what is written for that year alone."""
    assert len(written(NEW_YEAR)) <= MOST_LINES
    tables = (GP.folder / "figures.toml").read_text(encoding="utf-8").split("\n\n")
    for year in YEARS:
        own = [table for table in tables if f"year = {year}" in table.splitlines()]
        assert own
        assert sum(len(written(table)) for table in own) <= MOST_LINES, year


def test_guides_follow_the_newest_year_by_themselves(later: Calculator) -> None:
    """« The newest year known » of an amount is 2030 as soon as its figures say so; unsettled years do not count."""
    assert knowledge.figure("gp_premium.tier", year="newest", payment="act", at_least=3).value == 7000
    assert knowledge.newest("gp_premium.tier", payment="act") == 2030
    assert knowledge.figure("gp_premium.base", year="newest").value == 1100
    assert knowledge.figure("gp_premium.base", year=2024).value == 1000


def test_the_newest_year_known_is_not_one_of_which_nothing_is_known() -> None:
    assert knowledge.newest("gp_premium.tier", payment="act") == 2024
    assert knowledge.newest("gp_premium.tier", payment="lump-sum") == 2023

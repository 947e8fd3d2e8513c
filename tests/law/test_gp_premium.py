"""The premium of every year, against tables written here a second time: amounts, grades, thresholds, a year to come."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import product
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest

from build_scripts.pages import form
from calculators.engine import report
from calculators.engine.calculator import build, load
from calculators.engine.figures import read
from calculators.gp_premium import rule

GP = load("gp-premium")
YEARS = [str(year) for year in range(2016, 2026)]

ACT = {0: 1000, 6: 3500, 7: 4500, 8: 6000}
LUMP_SUM = {0: 1000, 5: 3500, 6: 4500, 7: 6000}
IN_2023 = {0: 1000, 4: 3500, 5: 4500, 6: 6000}
FIVE_YEARS = ("2018", "2019", "2020", "2021", "2022")
STEPS = {
    "2016": {"act": {0: 1500, 3: 3400, 5: 4550}},
    "2017": {"act": {0: 1500, 4: 3400, 6: 4550}},
    **{year: {"act": ACT, "lump-sum": LUMP_SUM} for year in FIVE_YEARS},
    "2023": {"act": IN_2023, "lump-sum": IN_2023},
    "2024": {"act": {0: 1000, 5: 3500, 6: 4500, 7: 6000}},
    "2025": {},
}
OFFERED = {
    "2016": {"act": 6},
    "2017": {"act": 6},
    **{year: {"act": 10, "lump-sum": 7} for year in FIVE_YEARS},
    "2023": {"act": 7, "lump-sum": 6},
    "2024": {"act": 8},
    "2025": {},
}
NO_LUMP_SUM = {"efact", "invoicing", "eattest", "edmg"}
COUNTS = {"medication_schemes": "5", "cebam": "5", "handicap": "3"}
SHARES = {"recipe": "25", "chapter4": "50", "efact": "20", "eattest": "5", "consent": "25", "sumehr": "25"}
TEN = SHARES | COUNTS | {"edmg": "yes"}
SEVEN = COUNTS | {"chapter4": "50", "invoicing": "50", "sumehr": "55", "barometers": "1"}
EIGHT = SEVEN | {"sumehr": "60", "barometers": "2", "mult_emediatt": "1"}
THRESHOLDS = {**dict.fromkeys(FIVE_YEARS, TEN), "2023": SEVEN, "2024": EIGHT}
PERCENTAGES = {"recipe", "chapter4", "efact", "invoicing", "eattest", "consent", "sumehr"}


def ask(calculator=GP, /, **case):
    return report.answer(calculator, urlencode(case))


def keys(notes):
    return [note["key"] for note in notes]


def amount(year, payment, count):
    return max(value for step, value in STEPS[year][payment].items() if step <= count)


def grade(year, payment, count):
    """The contract's grade of a GP's premium."""
    if year in ("2021", "2022"):
        return "official"
    if payment == "lump-sum" and payment in STEPS[year]:
        return "reading"
    return "press" if year != "2023" or count >= 6 else "reading"


def expected(year, status, software, payment, on_call, count):
    """Outcome, total and grade, from the tables above."""
    steps = STEPS[year].get(payment)
    if status == "trainee":
        if year == "2025":
            return "unsettled", None, None
        return ("paid", 800, grade(year, "act", 6)) if software == "yes" else ("refused", None, None)
    if count > OFFERED[year].get(payment, 10):
        return "problems", None, None
    if year == "2025":
        return "unsettled", None, None
    if on_call == "no":
        return "refused", None, None
    if software == "no":
        return "paid", STEPS[year]["act"][0], grade(year, payment, 0)
    if steps is None:
        return "unsettled", None, None
    return "paid", amount(year, payment, count), grade(year, payment, count)


@pytest.mark.parametrize("year", YEARS)
def test_the_whole_table_ends_in_one_outcome(year):
    choices = [
        ["gp", "trainee"],
        ["yes", "no"],
        ["under-5", "5-or-more"],
        ["act", "lump-sum"],
        ["yes", "no"],
        range(11),
    ]
    for status, software, seniority, payment, on_call, count in product(*choices):
        case = {"year": year, "status": status, "software": software, "seniority": seniority}
        case |= {"payment": payment, "on_call": on_call, "reached": count}
        found = ask(**case)
        outcome, total, firm = expected(year, status, software, payment, on_call, count)
        assert (found["outcome"], found["grade"]) == (outcome, firm), case
        assert found["total"] == (None if total is None else f"{total}.00"), case
        told = [found["total"] is not None, found["refusals"], found["unsettled"], found["problems"]]
        assert sum(map(bool, told)) == 1, case


@pytest.mark.parametrize("year", YEARS)
def test_too_little_billed_is_refused_from_the_fifth_year_on(year):
    for billed, seniority in product(["0", "24999.99", "25000", "25000.01"], ["under-5", "5-or-more"]):
        found = ask(year=year, billed=billed, seniority=seniority)
        low = Decimal(billed) < 25000 and seniority == "5-or-more"
        assert found["outcome"] == ("unsettled" if year == "2025" else "refused" if low else "paid")
        assert keys(found["refusals"]) == (["billed"] if low and year != "2025" else [])


def test_a_problem_comes_before_a_refusal_and_before_what_is_unsettled():
    assert list(ask(year="2022", reached="11", on_call="no")["problems"]) == ["reached"]
    assert list(ask(year="2022", reached="8", payment="lump-sum", software="no")["problems"]) == ["reached"]
    assert list(ask(year="2016", how="scores", payment="lump-sum")["problems"]) == ["how"]
    assert list(ask(year="2025", starter="yes")["problems"]) == ["starter"]
    assert "10 seuils" in ask(year="2022", reached="11")["problems"]["reached"]


def cases_with_scores():
    for year, payment in product(THRESHOLDS, ["act", "lump-sum"]):
        if payment in STEPS[year]:
            listed = THRESHOLDS[year]
            counted = {c: t for c, t in listed.items() if payment == "act" or c not in NO_LUMP_SUM}
            yield year, payment, listed, counted


@pytest.mark.parametrize(
    ("year", "payment", "listed", "counted"), list(cases_with_scores()), ids=lambda v: v if isinstance(v, str) else ""
)
def test_each_threshold_at_its_edge(year, payment, listed, counted):
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


def test_scores_that_are_not_asked_are_ignored():
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


def test_a_trainee_is_asked_three_things_alone():
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
def test_the_starter_premium_comes_on_top_or_tells_why_not(case, total, advice):
    found = ask(seniority="under-5", starter="yes", **case)
    assert found["total"] == total
    assert [key for key in keys(found["advice"]) if key.startswith("starter")] == advice


@pytest.mark.parametrize(("year", "right"), [("2016", False), ("2020", False), ("2021", True), ("2024", True)])
def test_the_starter_premium_begins_in_2021(year, right):
    found = ask(year=year, seniority="under-5", starter="yes")
    assert list(found["problems"]) == ([] if right else ["starter"])
    assert list(ask(year=year, starter="yes")["problems"]) == ["starter"]


def test_the_next_step_names_the_closest_criteria_first():
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
    assert "3 500 EUR, à 5 seuils atteints. Seuils qui manquent : 2." in advice["next_step"]
    assert re.search(r"Sumehr \(il manque 0,1 .* schémas de médication \(il en manque 1,", advice["closest"])
    assert "eFact" not in advice["closest"]


def test_the_ladder_shows_where_the_reader_stands():
    for case, here in (("reached=4", "0"), ("reached=5", "5"), ("reached=8", "7"), ("reached=8&software=no", "0")):
        found = report.answer(GP, case)
        assert [step["at_least"] for step in found["details"]["ladder"] if step["here"]] == [here]
        pictures = re.findall(r"<svg.*?</svg>", found["html"])
        assert len(pictures) == 2
        for picture in pictures:
            root = ElementTree.fromstring(picture)
            assert root.get("role") == "img"
            assert root.find("title").text
            assert root.find("desc").text
            assert int(root.get("width")) <= 360
    assert "Vous" in pictures[0]
    assert "ladder" not in ask(year="2024", payment="lump-sum")["details"]


def test_the_same_practice_under_each_year_is_the_answer_of_that_year():
    for case in ({"reached": "6"}, {"reached": "6", "payment": "lump-sum"}, {"software": "no"}, {"status": "trainee"}):
        for line in ask(**case)["details"]["years"]:
            found = ask(**case, year=line["key"])
            assert (line["outcome"], line["amount"], line["grade"]) == (
                found["outcome"],
                found["total"],
                found["grade"],
            )
    years = {line["key"]: line for line in ask(year="2022", how="scores", **TEN)["details"]["years"]}
    amounts = ["6000.00", "6000.00", "3500.00", "1000.00"]
    assert [years[y]["amount"] for y in ("2018", "2022", "2023", "2024")] == amounts
    assert [years[y]["why"] for y in ("2016", "2017", "2025")] == ["scores_unknown", "scores_unknown", "year_2025"]


def test_nothing_is_compared_where_no_score_can_be_asked():
    for case in ({"year": "2025"}, {"year": "2024", "payment": "lump-sum"}):
        assert "years" not in ask(**case, how="scores")["details"]
        assert "years" in ask(**case)["details"]


def test_the_figures_agree_with_each_other():
    """The base amount is the lowest step, and a year counts as many criteria as it is said to offer."""
    for year in YEARS:
        law = GP.figures.on(rule.day(type("Case", (), {"year": year}), GP.figures))
        for payment in rule.PAYMENTS:
            steps, offered = law.all("tier", payment=payment), law.only("offered", payment=payment)
            assert any(step.unsettled for step in steps) == bool(offered.unsettled)
            for step in steps:
                assert step.at_least != 0 or step.value == law.base.value
            if year >= "2018" and not offered.unsettled:
                assert len(rule.thresholds(law, payment)) == offered.value


NEW_YEAR = """
[[{name}]]
{case}
{value}
since = {since}
until = {until}
source = "gbo-2024"
grade = "press"
"""


def with_2030(folder):
    """The figures and a made-up year 2030, from an edited copy of the file alone; 2025's blanks last until then."""
    text = (GP.folder / "figures.toml").read_text(encoding="utf-8").replace("until = 2025-12-31", "until = 2029-12-31")

    def add(name, value, unit="", **case):
        lines = [f"{key} = {number if key == 'at_least' else repr(number)}" for key, number in case.items()]
        value = f"value = {value}" + (f'\nunit = "{unit}"' if unit else "")
        return entry(name, lines, value, "2030-01-01", "2030-12-31")

    def entry(name, lines, value, since, until):
        case = "\n".join(lines).replace("'", '"')
        return NEW_YEAR.format(name=name, case=case, value=value, since=since, until=until)

    for payment in ("act", "lump-sum"):
        for step, value in {0: 1100, 2: 3600, 3: 7000}.items():
            text += add("tier", value, "EUR per year", payment=payment, at_least=step)
        text += add("offered", 3 if payment == "act" else 2, "thresholds", payment=payment)
    thresholds = {"act": {"sumehr": 70, "cebam": 9, "efact": 33}, "lump-sum": {"sumehr": 70, "cebam": 9}}
    for payment, listed in thresholds.items():
        for criterion, value in listed.items():
            unit = "count" if criterion == "cebam" else "percent"
            text += add("threshold", value, unit, payment=payment, criterion=criterion)
            lines = [f"payment = {payment!r}", f"criterion = {criterion!r}"]
            since = "2023-01-01" if criterion == "efact" else "2025-01-01" if payment == "act" else "2024-01-01"
            text += entry("threshold", lines, 'unsettled = "year_2025"', since, "2029-12-31")
    text += add("base", 1100, "EUR per year") + add("trainee", 900, "EUR per year")
    for name, value in {
        "request_opens": "2031-07-01",
        "request_closes": "2031-10-31",
        "payment_by": "2031-12-31",
        "group_registration_before": "2031-04-01",
    }.items():
        text += add(name, value)
    (folder / "figures.toml").write_text(text, encoding="utf-8")
    return build("gp-premium", GP.folder, read(folder / "figures.toml"), rule)


def test_editing_the_figures_alone_adds_a_year(tmp_path):
    """Form, tables, ladder, comparison, dates and answers of a made-up 2030."""
    later = with_2030(tmp_path)
    scores = {"year": "2030", "how": "scores", "sumehr": "70", "cebam": "9", "efact": "32.9"}
    found = ask(later, **scores)
    assert (found["outcome"], found["total"], found["day"]) == ("paid", "3600.00", "2030-12-31")
    assert ask(later, **scores, group="yes", group_efact="33")["total"] == "7000.00"
    assert ask(later, year="2030", reached="3")["total"] == "7000.00"
    assert ask(later, year="2030", software="no")["total"] == "1100.00"
    assert ask(later, year="2030", status="trainee")["total"] == "900.00"
    assert list(ask(later, year="2030", reached="4")["problems"]) == ["reached"]
    assert list(ask(later, year="2030", payment="lump-sum", reached="3")["problems"]) == ["reached"]
    assert [line["key"] for line in found["details"]["criteria"]] == ["sumehr", "cebam", "efact"]
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
    assert questions["year"]["options"][-1] == {"value": "2030", "label": "2030"}
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


def test_the_year_proposed_is_the_newest_with_amounts():
    question = GP.questions[0]
    assert (question.default, list(question.options)) == ("2024", YEARS)


def test_what_a_reader_types_never_stands_in_the_page_as_markup():
    found = report.answer(GP, {"recipe": "<b>", "<i>": "1", "year": "2022", "how": "scores"})
    assert "<b>" not in found["html"] + "".join(found["problems"].values())
    assert "<i>" not in found["html"]


def test_a_groups_average_may_have_decimals_and_is_not_rounded():
    scores = {"how": "scores", "group": "yes", "chapter4": "50", "invoicing": "50", "sumehr": "60", "handicap": "3"}
    assert ask(**scores, group_cebam="4,9")["total"] == "1000.00"
    assert ask(**scores, group_cebam="5,0")["total"] == "3500.00"
    assert ask(**scores, cebam="4,9")["outcome"] == "problems"

"""The premium of every year, written a second time from the sources: amounts, counts, thresholds, grades."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from calculators.engine import report
from calculators.engine.answer import Answer, Note, Outcome
from calculators.engine.calculator import Calculator, load

GP = load("gp-premium")
YEARS = [str(year) for year in range(2016, 2027)]
UNKNOWN = ("2025", "2026")
"""Their rules were not found."""
ACT = {0: 1000, 6: 3500, 7: 4500, 8: 6000}
LUMP_SUM = {0: 1000, 5: 3500, 6: 4500, 7: 6000}
IN_2023 = {0: 1000, 4: 3500, 5: 4500, 6: 6000}
FIVE_YEARS = ("2018", "2019", "2020", "2021", "2022")
STEPS: dict[str, dict[str, dict[int, int]]] = {
    "2016": {"act": {0: 1500, 3: 3400, 5: 4550}},
    "2017": {"act": {0: 1500, 4: 3400, 6: 4550}},
    **{year: {"act": ACT, "lump-sum": LUMP_SUM} for year in FIVE_YEARS},
    "2023": {"act": IN_2023, "lump-sum": IN_2023},
    "2024": {"act": {0: 1000, 5: 3500, 6: 4500, 7: 6000}},
    **{year: {} for year in UNKNOWN},
}
OFFERED: dict[str, dict[str, int]] = {
    "2016": {"act": 6},
    "2017": {"act": 6},
    **{year: {"act": 10, "lump-sum": 7} for year in FIVE_YEARS},
    "2023": {"act": 7, "lump-sum": 6},
    "2024": {"act": 8},
    **{year: {} for year in UNKNOWN},
}
FIRST_STEPS = {"2016": 3, "2017": 4, "2018": 6, "2022": 6}
"""Those that the law itself gives: article 5 of the decree of 30 June 2017, and that of 7 November 2022."""
SIX = {"recipe": "25", "chapter4": "50", "efact": "20", "consent": "25", "sumehr": "20", "edmg": "yes"}
NO_LUMP_SUM = {"efact", "invoicing", "eattest", "edmg"}
COUNTS = {"medication_schemes": "5", "cebam": "5", "handicap": "3"}
SHARES = {"recipe": "25", "chapter4": "50", "efact": "20", "eattest": "5", "consent": "25", "sumehr": "25"}
TEN = SHARES | COUNTS | {"edmg": "yes"}
SEVEN = COUNTS | {"chapter4": "50", "invoicing": "50", "sumehr": "55", "barometers": "1"}
EIGHT = SEVEN | {"sumehr": "60", "barometers": "2", "mult_emediatt": "1"}
THRESHOLDS = {**dict.fromkeys(FIVE_YEARS, TEN), "2023": SEVEN, "2024": EIGHT}
PERCENTAGES = {"recipe", "chapter4", "efact", "invoicing", "eattest", "consent", "sumehr"}


def ask(calculator: Calculator = GP, /, **case: object) -> Answer:
    return report.answer(calculator, urlencode(case))


def keys(notes: Iterable[Note]) -> list[str]:
    return [note["key"] for note in notes]


def amount(year: str, payment: str, count: int) -> int:
    return max(value for step, value in STEPS[year][payment].items() if step <= count)


def grade(year: str, payment: str, count: int) -> str:
    """The contract's grade of a GP's premium."""
    if year in ("2021", "2022"):
        return "guide"
    if payment == "lump-sum" and payment in STEPS[year]:
        return "reading"
    return "press" if year != "2023" or count >= 6 else "reading"


def expected(
    year: str, status: str, software: str, payment: str, on_call: str, count: int
) -> tuple[Outcome, int | None, str | None]:
    """Outcome, total and grade, from the tables above."""
    steps = STEPS[year].get(payment)
    if status == "trainee":
        if year in UNKNOWN:
            return "unsettled", None, None
        return ("paid", 800, grade(year, "act", 6)) if software == "yes" else ("refused", None, None)
    if count > OFFERED[year].get(payment, 10):
        return "problems", None, None
    if year in UNKNOWN:
        return "unsettled", None, None
    if on_call == "no":
        return "refused", None, None
    if software == "no":
        return "paid", STEPS[year]["act"][0], grade(year, payment, 0)
    if steps is None:
        return "unsettled", None, None
    return "paid", amount(year, payment, count), grade(year, payment, count)

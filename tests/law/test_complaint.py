"""The two dates of a complaint, and what happens without a date or at the ends of the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from calculators.engine import report
from calculators.engine.answer import Answer
from calculators.engine.calculator import load

COMPLAINT = load("complaint")


def ask(sent: str) -> Answer:
    return report.answer(COMPLAINT, {"sent": sent})


def dates(answer: Answer) -> dict[str, date]:
    return {step["key"]: date.fromisoformat(step["date"]) for step in answer["agenda"]}


@pytest.mark.parametrize("start", [date(2026, 11, 22), date(2028, 1, 15), date(2099, 12, 1)])
def test_both_limits_are_calendar_days_whatever_the_month(start: date) -> None:
    for sent in (start + timedelta(days=n) for n in range(31)):
        answer = ask(sent.isoformat())
        assert dates(answer) == {"acknowledgement": sent + timedelta(days=10), "reply": sent + timedelta(days=45)}
        assert all(step["when"] == "by" and step["citations"] for step in answer["agenda"])


def test_the_answer_has_dates_and_nothing_that_looks_like_money() -> None:
    answer = ask("2026-11-22")
    assert (answer["outcome"], answer["total"], answer["rows"]) == ("dated", None, [])
    assert "EUR" not in answer["html"]
    assert answer["link"] == "sent=2026-11-22"


def test_the_summary_says_both_dates() -> None:
    for day in ("2 décembre 2026", "6 janvier 2027"):
        assert day in ask("2026-11-22")["summary"]


def test_a_belgian_date_is_read_and_the_link_is_canonical() -> None:
    assert ask("22/11/2026")["link"] == "sent=2026-11-22"


@pytest.mark.parametrize("sent", ["", "   ", "demain", "2026-13-01", "2026-02-30", "2008-12-31", "2100-01-01"])
def test_what_is_not_a_usable_date_is_a_problem_on_sent(sent: str) -> None:
    answer = ask(sent)
    assert answer["outcome"] == "problems"
    assert list(answer["problems"]) == ["sent"]
    assert answer["agenda"] == []


def test_without_a_date_the_message_says_what_to_write() -> None:
    assert ask("")["problems"]["sent"] == "Indiquez la date d’envoi de la plainte."


def test_a_weekend_is_told_only_when_a_date_falls_on_one() -> None:
    for n in range(14):
        answer = ask((date(2026, 11, 22) + timedelta(days=n)).isoformat())
        told = "weekend" in [note["key"] for note in answer["advice"]]
        assert told == any(day.weekday() >= 5 for day in dates(answer).values())


def test_rules_of_the_future_are_not_known() -> None:
    assert ask("2009-01-01")["day"] == "2009-01-01"
    assert ask("2099-12-31")["day"] == COMPLAINT.figures.checked.isoformat()

"""The calendar to subscribe to says what the figures say, of every year, and what nobody has found."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from build_scripts import ROOT
from build_scripts.output import subscriptions
from calculators.engine.calculator import load
from calculators.engine.words import Words, words
from calculators.gp_premium.questions import years

PAGE = "https://example.org/calculateurs/prime-pratique-integree/"
DATED = ("request_opens", "request_closes", "request_closes_other", "payment_by", "group_registration_before")


@pytest.fixture(scope="module")
def french() -> Words:
    return words("fr", load("gp-premium").folder, ROOT / "docs")


@pytest.fixture(scope="module")
def read(french: Words) -> Calendar:
    found = Calendar.from_ical(subscriptions.prime(french, PAGE))
    assert not [error for component in found.walk() for error in component.errors]
    return found


@pytest.fixture(scope="module")
def events(read: Calendar) -> dict[str, Event]:
    found = {str(event["UID"]): event for event in read.events}
    assert len(found) == len(read.events)
    return found


def uid(year: int | str, key: str) -> str:
    return f"{year}-{key.replace('_', '-')}@prime-de-pratique-integree"


def test_a_program_knows_what_it_is_and_when_to_ask_again(read: Calendar, french: Words) -> None:
    assert read["NAME"] == read["X-WR-CALNAME"] == "Prime de pratique intégrée"
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:P7D\r\n" in subscriptions.prime(french)


def test_every_date_of_the_figures_is_a_day_of_its_year(events: dict[str, Event]) -> None:
    """What must be done before a day, on its eve."""
    figures = [figure for figure in load("gp-premium").figures.figures if figure.name in DATED and figure.value]
    assert len(figures) > 35
    for figure in figures:
        eve = timedelta(days=figure.name.endswith("_before"))
        event = events[uid(figure.since.year, figure.name)]
        assert event.start == figure.value - eve, figure
        assert event.end == event.start + timedelta(days=1)
        assert figure.source.url in str(event["DESCRIPTION"])


def test_every_barometer_is_one_too(events: dict[str, Event]) -> None:
    for figure in load("gp-premium").figures.named("barometer_before"):
        event = events[uid(figure.since.year, f"barometer_{dict(figure.where)['barometer']}")]
        assert event.start == figure.value - timedelta(days=1)


def test_the_window_that_nobody_has_found_is_told_as_a_guess(events: dict[str, Event]) -> None:
    opens, closes = events[uid(2025, "request_opens")], events[uid(2025, "request_closes")]
    assert (opens.start, closes.start) == (date(2026, 7, 1), date(2026, 12, 15))
    for event in (opens, closes):
        assert "pas trouvé" in str(event["SUMMARY"])
        assert "n’est pas une date officielle" in str(event["DESCRIPTION"])
        assert "second semestre 2026 est annoncé" in str(event["DESCRIPTION"])
    assert uid(2026, "request_opens") not in events
    assert "ce sera sans doute en 2027" in str(events[uid(2026, "group_registration_before")]["DESCRIPTION"])


def test_each_says_its_year_how_sure_it_is_and_where_the_premium_is_computed(
    events: dict[str, Event], french: Words
) -> None:
    meanings = [french(f"grades.meaning.{grade}") for grade in ("guide", "press", "reading")]
    for name, event in events.items():
        year = name[:4]
        assert year in str(event["SUMMARY"])
        assert event["URL"] == f"{PAGE}?year={year}"
        assert str(event["URL"]) in str(event["DESCRIPTION"])
        assert any(meaning in str(event["DESCRIPTION"]) for meaning in meanings)
        assert event["TRANSP"] == "TRANSPARENT"


def test_no_premium_is_left_out(events: dict[str, Event]) -> None:
    assert {name[:4] for name in events} == set(years(load("gp-premium").figures))


def test_the_same_figures_make_the_same_file(french: Words) -> None:
    assert subscriptions.prime(french) == subscriptions.prime(french)
    assert b"\r\nURL:" not in subscriptions.prime(french)  # where no page is known


def test_the_site_holds_it_and_a_page_says_how_to_subscribe(site: Path) -> None:
    found = Calendar.from_ical((site / "calendriers" / "prime.ics").read_bytes())
    assert len(found.events) > 40
    page = (site / "prime" / "calendrier" / "index.html").read_text(encoding="utf-8")
    assert "calendriers/prime.ics" in page

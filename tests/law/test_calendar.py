"""The calendar file: valid for two readers of calendars, and of use to the reader who follows it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar, Event

from build_scripts import ROOT
from calculators import CALCULATORS, answer, browser
from calculators.engine import calendar
from calculators.engine.answer import Step
from calculators.engine.calculator import load
from calculators.engine.words import words

NOW = datetime(2026, 11, 26, 13, 5, 9, tzinfo=UTC)
TODAY = NOW.date()
EARLY = date(2009, 1, 1)
"""Before every step of every example."""

ADDRESS = "https://example.org/calculateurs/x/?year=2024&rules=2026.11"
EXAMPLES = [(slug, each["query"]) for slug in CALCULATORS for each in load(slug).examples()]
CMP = ("cmp-project", "meeting=2027-01-20")


def made(slug: str, query: str, today: date = TODAY) -> str:
    return calendar.ics(answer(slug, query), today, ADDRESS, NOW, load(slug).words("fr"))


def read(text: str) -> list[Event]:
    """The events, as icalendar reads them."""
    found = Calendar.from_ical(text)
    assert not [error for component in found.walk() for error in component.errors]
    return found.events


def told(slug: str, query: str, today: date = TODAY) -> list[tuple[str, str, str]]:
    """Of each event: its title, its first day, its last."""
    text = made(slug, query, today)
    return [(str(e["SUMMARY"]), str(e.start), str(e.end - timedelta(1))) for e in (read(text) if text else [])]


def by_ical_js(texts: Sequence[str]) -> list[list[tuple[str, str, str, list[str]]]]:
    """Of each event of each calendar: its title, its first day, the day after its last, when its alarms ring."""
    command = ["node", str(ROOT / "tests" / "node" / "read_calendars.mjs")]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def rings(slug: str, query: str, today: date = TODAY) -> dict[str, list[str]]:
    """When the alarms of each event ring."""
    return {title: times for title, _, _, times in by_ical_js([made(slug, query, today)])[0]}


def step(key: str, day: str, when: str = "by", **other: str) -> Step:
    blank = {"key": key, "label": key, "short": key, "date": day, "when": when, "until": None, "closed": ""}
    return {"citations": [], **blank, **other}  # type: ignore[typeddict-item]


def events(*steps: Step, today: date = TODAY) -> list[tuple[str, str, str]]:
    found = calendar.events(steps, today, words("fr"))
    return [(event.title, str(event.first), str(event.last)) for event in found]


def test_every_example_gives_a_file_that_both_readers_take() -> None:
    texts = [text for slug, query in EXAMPLES for today in (EARLY, TODAY) if (text := made(slug, query, today))]
    assert len(texts) > len(EXAMPLES) / 2
    for text, theirs in zip(texts, by_ical_js(texts), strict=True):
        ours = read(text)
        assert [(str(e["SUMMARY"]), str(e.start), str(e.end)) for e in ours] == [tuple(e[:3]) for e in theirs]
        assert all(e.start < e.end and e["TRANSP"] == "TRANSPARENT" and e["URL"] == ADDRESS for e in ours)
        assert all(e.DTSTAMP == NOW for e in ours)
        assert len({e["UID"] for e in ours}) == len(ours)


def test_every_step_is_told_in_an_event() -> None:
    for slug, query in EXAMPLES:
        text = made(slug, query, EARLY)
        described = "\n".join(str(e["DESCRIPTION"]) for e in read(text)) if text else ""
        for each in answer(slug, query)["agenda"]:
            assert each["label"] in described
            for cited in each["citations"]:
                assert cited["title"] in described
                assert cited["url"] in described


def test_lines_are_as_the_standard_wants_them() -> None:
    for slug, query in EXAMPLES:
        content = made(slug, query, EARLY).encode()
        physical = content.split(b"\r\n")
        assert physical.pop() == b""
        for line in physical:
            assert line.decode(), "no line is empty, no character cut in two"
            assert len(line) <= 75
            assert not set(line) & {*range(32), 127}


@pytest.mark.parametrize("character", ["x", "é", "€", "🩺"])
def test_a_long_text_is_folded_and_nothing_is_lost(character: str) -> None:
    found = answer("complaint", "sent=2026-11-22")
    for length in range(60, 90):
        found["agenda"][0]["short"] = character * length
        text = calendar.ics(found, TODAY, ADDRESS, NOW, words("fr"))
        assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
        assert read(text)[0]["SUMMARY"] == character * length


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ('a\\b;c,d\\n:e"f', 'a\\b;c,d\\n:e"f'),
        ("a\r\nb\nc", "a\nb\nc"),
        ("a\rBEGIN:VEVENT\x00\x7f", "aBEGIN:VEVENT"),
    ],
)
def test_what_has_a_meaning_in_a_calendar_is_escaped(written: str, read_as: str) -> None:
    found = answer("complaint", "sent=2026-11-22")
    found["agenda"][0]["short"] = written
    text = calendar.ics(found, TODAY, ADDRESS, NOW, words("fr"))
    assert read(text)[0]["SUMMARY"] == by_ical_js([text])[0][0][0] == read_as


def test_nothing_of_an_address_becomes_a_line_of_its_own() -> None:
    text = calendar.ics(answer(*CMP), TODAY, f"{ADDRESS}\r\nBEGIN:VEVENT", NOW, words("fr", load("cmp-project").folder))
    assert len(read(text)) == text.count("\nBEGIN:VEVENT")


def test_the_path_of_a_concertation_is_four_events() -> None:
    assert told(*CMP) == [
        ("Préparer la CMP", "2026-11-26", "2027-01-19"),
        ("Réunion de CMP", "2027-01-20", "2027-01-20"),
        ("Après la CMP\u00a0: présences et rapport", "2027-01-21", "2027-01-21"),
        ("Tenir la réunion d’évaluation de la CMP", "2027-07-20", "2028-01-20"),
    ]


def test_its_preparation_numbers_the_steps_in_their_order() -> None:
    text = str(read(made(*CMP))[0]["DESCRIPTION"])
    lines = text.split("\n")
    assert lines[0] == "Avant le 20 janvier 2027\u00a0:"
    for number, (line, each) in enumerate(zip(lines[1:5], answer(*CMP)["agenda"], strict=False), 1):
        assert line == f"{number}. {each['label']}"
    assert text.endswith(ADDRESS)


def test_its_alarms_ring_in_the_morning_and_in_time() -> None:
    assert list(rings(*CMP).values()) == [
        ["2027-01-12T09:00:00", "2027-01-18T09:00:00"],  # before the eve, on which it must be done
        ["2027-01-13T09:00:00"],
        ["2027-01-21T09:00:00"],  # sooner, there is nothing to do yet
        ["2027-07-13T09:00:00", "2028-01-13T09:00:00", "2028-01-19T09:00:00"],
    ]


def test_what_is_over_is_left_out_and_an_event_lasts_until_its_last_day() -> None:
    titles = [title for title, _, _ in told(*CMP)]
    assert told(*CMP, date(2027, 1, 19))[0] == (titles[0], "2027-01-19", "2027-01-19")
    assert [title for title, _, _ in told(*CMP, date(2027, 1, 20))] == titles[1:]
    assert [title for title, _, _ in told(*CMP, date(2027, 1, 22))] == titles[3:]
    assert [title for title, _, _ in told(*CMP, date(2028, 1, 20))] == titles[3:]
    assert made(*CMP, date(2028, 1, 21)) == ""


def test_no_alarm_is_late_when_the_file_is_made() -> None:
    assert rings(*CMP, date(2027, 1, 15))["Préparer la CMP"] == ["2027-01-18T09:00:00"]
    assert rings(*CMP, date(2027, 1, 19))["Préparer la CMP"] == []


def test_an_alarm_of_this_very_morning_is_late() -> None:
    assert rings(*CMP, date(2027, 1, 12))["Préparer la CMP"] == ["2027-01-18T09:00:00"]
    assert rings(*CMP, date(2027, 1, 11))["Préparer la CMP"] == ["2027-01-12T09:00:00", "2027-01-18T09:00:00"]


def test_what_can_be_done_from_a_day_on_is_recalled_on_that_day() -> None:
    found = answer("complaint", "sent=2026-11-22")
    found["agenda"] = [step("a", "2027-01-20", "from")]
    assert by_ical_js([calendar.ics(found, TODAY, ADDRESS, NOW, words("fr"))])[0][0][3] == ["2027-01-20T09:00:00"]


def test_a_case_without_an_address_has_the_name_of_its_calculator() -> None:
    text = calendar.ics(answer("complaint", "sent=2026-11-22"), TODAY, "", NOW, load("complaint").words("fr"))
    assert "PRODID:-//complaint//complaint//FR" in text
    assert all(str(event["UID"]).endswith("@complaint") for event in read(text))


def test_a_step_before_a_day_is_due_on_its_eve() -> None:
    assert events(step("a", "2027-01-20", "before")) == [("a", "2027-01-19", "2027-01-19")]
    two = [step(key, "2027-01-20", "before") for key in "ab"]
    assert events(*two) == [("À faire avant le 20 janvier 2027", "2026-11-26", "2027-01-19")]


def test_what_follows_something_done_on_a_day_begins_the_next() -> None:
    assert events(step("b", "2027-01-20", "from")) == [("b", "2027-01-20", "2027-01-20")]
    both = step("a", "2027-01-20", "on"), step("b", "2027-01-20", "from")
    assert events(*both)[1] == ("b", "2027-01-21", "2027-01-21")


@pytest.mark.parametrize(("until", "last"), [("2027-01-31", "2027-01-31"), ("2027-02-01", "2027-01-01")])
def test_a_window_that_shuts_has_its_last_day_apart_and_is_shown_whole_if_short(until: str, last: str) -> None:
    window = step("a", "2027-01-01", "from", until=until)
    assert events(window, step("b", until, closed="Trop tard.")) == [("a", "2027-01-01", last), ("b", until, until)]


def test_a_long_window_says_its_end() -> None:
    opens = read(made("gp-premium", "year=2024", date(2025, 9, 1)))[0]
    assert (str(opens.start), str(opens.end)) == ("2025-09-11", "2025-09-12")
    assert "Dernier jour\u00a0: 15 décembre 2025." in str(opens["DESCRIPTION"])


def test_the_premium_says_until_when_and_after_that_that_it_is_closed() -> None:
    agenda = {each["key"]: each for each in answer("gp-premium", "year=2024")["agenda"]}
    assert agenda["request_opens"]["until"] == agenda["request_closes"]["date"] == "2025-12-15"
    assert agenda["request_closes"]["closed"] == "La demande pour 2024 est close depuis le 15 décembre 2025."
    assert [key for key, each in agenda.items() if each["closed"]] == ["request_closes"]


def test_steps_have_a_short_title() -> None:
    for slug, query in EXAMPLES:
        for each in answer(slug, query)["agenda"]:
            assert each["short"] != each["label"]
            assert len(each["short"]) <= 45
            assert not each["short"].endswith(".")


def test_what_comes_before_a_day_is_listed_before_what_follows_it() -> None:
    order = ("before", "on", "by", "from")
    for slug, query in EXAMPLES:
        places = [(each["date"], order.index(each["when"])) for each in answer(slug, query)["agenda"]]
        assert places == sorted(places)


def test_made_again_a_file_replaces_the_events_of_the_first() -> None:
    first, again = (read(made(*CMP, today)) for today in (TODAY, date(2026, 12, 24)))
    assert [e["UID"] for e in first] == [e["UID"] for e in again]
    assert first[1]["UID"] == "cmp-project-meeting-2027-01-20@example.org"


@pytest.mark.parametrize(
    ("slug", "query", "today", "name", "title"),
    [
        (*CMP, TODAY, "cmp-2027-01-20.ics", "CMP du 20 janvier 2027"),
        ("gp-premium", "year=2024", date(2025, 9, 1), "prime-2024.ics", "Prime de pratique intégrée 2024"),
        ("complaint", "sent=22/11/2026", TODAY, "plainte-2026-11-22.ics", "Plainte à l’INAMI"),
    ],
)
def test_the_page_gets_a_file_with_a_name(slug: str, query: str, today: date, name: str, title: str) -> None:
    file = browser.calendar(slug, query, "fr", today.isoformat(), ADDRESS)
    found = Calendar.from_ical(file["text"])
    assert file["name"] == name
    assert found["NAME"] == found["X-WR-CALNAME"] == title
    assert abs(found.events[0].DTSTAMP - datetime.now(UTC)) < timedelta(minutes=5)


@pytest.mark.parametrize(
    "case",
    [CMP, ("cmp-project", ""), ("cmp-project", "doctor=no"), ("complaint", ""), ("nursing-home", ""), ("no-such", "")],
)
def test_where_nothing_is_to_come_there_is_no_file(case: tuple[str, str]) -> None:
    assert browser.calendar(*case, "fr", "2030-01-01", ADDRESS) == {"name": "", "text": ""}

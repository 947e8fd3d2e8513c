"""A calendar to subscribe to: the days of every premium in one file, which a program asks for again by itself.

An answer's own calendar (calculators/engine/calendar.py) holds what is to come for one reader, once. This one holds
what the figures say of every year, past ones too: a date that is corrected moves in the calendars of its subscribers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from icalendar import Calendar, Event

from build_scripts.languages import Edition
from build_scripts.pages import knowledge, notices
from calculators import CALCULATORS, answer
from calculators.engine import calendar, plain, report
from calculators.engine.answer import Citation, Step
from calculators.engine.calculator import load
from calculators.engine.figures import Law
from calculators.engine.words import Words
from calculators.gp_premium.questions import years

PATH = "calendriers/prime.ics"
"""In the folder of its language."""

SLUG = "gp-premium"
CASE = "group=yes"
"""Who practises in a group has every day of the others, and one more."""

NAME = "prime-de-pratique-integree"
"""Ends the UIDs: the same on every host, for the calendars of readers know the events by them."""

REFRESH = timedelta(days=7)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a premium, under a key that stays when it moves; `lacking` is what nobody has found."""

    year: str
    key: str
    day: date
    title: str
    said: Sequence[str]
    citations: Sequence[Citation]
    lacking: str


def write(site: Path, edition: Edition) -> None:
    """The file of a language."""
    file, address = site / edition.folder / PATH, edition.environment()["SITE_URL"]
    file.parent.mkdir(parents=True, exist_ok=True)
    page = f"{address.rstrip('/')}/{CALCULATORS[SLUG]}" if address else ""
    file.write_bytes(prime(knowledge.words(edition.lang, SLUG), page))


def prime(words: Words, page: str = "") -> bytes:
    """The days of every premium. `page` is the address of its calculator, where it is known."""
    checked = load(SLUG).figures.checked
    found = Calendar()
    found.add("prodid", f"-//{NAME}//{words.lang.upper()}")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):  # the second is older, and more programs read it
        found.add(name, words("subscription.name"))
    found.add("description", words("subscription.description", checked=checked))
    found.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", f"P{REFRESH.days}D")
    for day in days(words):
        found.add_component(_event(day, page, checked, words))
    return bytes(found.to_ical())


def days(words: Words) -> Iterator[Day]:
    """Those of each year, the oldest first: what the figures say, else what a window is announced for."""
    figures = load(SLUG).figures
    for year in years(figures):
        law = figures.on(date(int(year), 12, 31))
        keys = [figure.unsettled for figure in (law.request_opens, law.request_closes) if figure.unsettled]
        lacking = words(f"unsettled.{keys[0]}") if keys else ""
        for step in answer(SLUG, f"year={year}&{CASE}", words.lang)["agenda"]:
            yield _of_step(year, step, lacking, words)
        if law.request_opens.unsettled:
            yield from _announced(year, law, lacking, words)


def _of_step(year: str, step: Step, lacking: str, words: Words) -> Day:
    (shape,) = calendar.events([step], date.min, words)
    said = words("format.step", when=plain.when(step, words), what=step["label"])
    until = [words("calendar.until", day=date.fromisoformat(step["until"]))] if step["until"] else []
    title = step["short"] if year in step["short"] else words("subscription.title", what=step["short"], year=year)
    told = [said[:1].upper() + said[1:], *until]
    return Day(year, step["key"], shape.first, title, told, step["citations"], lacking)


def _announced(year: str, law: Law, lacking: str, words: Words) -> Iterator[Day]:
    """The span of a notice on a premium whose window nobody has found (docs/notices.toml): its first and last day."""
    said = [words("subscription.guess")]
    for one in notices.read()["notice"]:
        if str(one.get("year")) == year:
            for key, figure in (("from", law.request_opens), ("until", law.request_closes)):
                cited, title = report.citations([figure], words), words(f"subscription.{key}", year=year)
                yield Day(year, figure.name, one[key], title, said, cited, lacking)


def _event(day: Day, page: str, checked: date, words: Words) -> Event:
    event = Event()
    event.add("uid", f"{day.year}-{day.key.replace('_', '-')}@{NAME}")
    event.add("dtstamp", datetime.combine(checked, time(), tzinfo=UTC))
    event.add("dtstart", day.day)
    event.add("dtend", day.day + _DAY)  # an end is not part of the event
    event.add("summary", day.title)
    event.add("description", "\n\n".join(_description(day, page, words)))
    if page:
        event.add("url", f"{page}?year={day.year}")
    event.add("transp", "TRANSPARENT")
    return event


def _description(day: Day, page: str, words: Words) -> Iterator[str]:
    """What is to be done and until when, how sure that is, what was not found, and where the premium is computed."""
    yield "\n".join(day.said)
    for cited in day.citations:
        grade, meaning = words(f"grades.{cited['grade']}"), words(f"grades.meaning.{cited['grade']}")
        yield words("subscription.source", title=plain.cited(cited), address=cited["url"], grade=grade, meaning=meaning)
    if day.lacking:
        yield words("subscription.lacking", text=day.lacking)
    if page:
        yield words("subscription.page", address=f"{page}?year={day.year}")

"""The agenda of an answer as a file for the reader's calendar (RFC 5545): what is to come, in as few events as help.

An agenda says how dates bind; a calendar knows days. So what is due before a day ends the day before it, what follows
something done on a day begins the day after, and steps that share such a day are one event that numbers them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from calculators.engine.answer import Answer, Citation, Step
from calculators.engine.words import Words

LONGEST = 31
"""Days of the longest window that is shown whole beside its last day: a longer one would fill every page for months."""

WEEK = 7
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Event:
    """Whole days, both included. `ahead`: days before its first that it is recalled; `due`: so is its last."""

    name: str
    first: date
    last: date
    title: str
    steps: Sequence[Step]
    ahead: int | None = None
    due: bool = False


def ics(answer: Answer, today: date, address: str, now: datetime, words: Words) -> str:
    """The calendar of an answer as text, or nothing where no day is to come.

    `address` is that of the case; `now`, with its time zone, is when the file is made.
    """
    found = events(answer["agenda"], today, words)
    if not found:
        return ""
    slug, host = answer["slug"], urlsplit(address).hostname or answer["slug"]
    name = _text(words("calendar.name", **_values(answer)))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{host}//{slug}//{words.lang.upper()}", "CALSCALE:GREGORIAN"]
    lines += [f"NAME:{name}", f"X-WR-CALNAME:{name}"]  # the second is older, and more programs read it
    for event in found:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{slug}-{event.name}@{host}",  # the same whenever the file is made: a calendar replaces what it has
            f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.last + _DAY:%Y%m%d}",  # an end is not part of the event
            f"SUMMARY:{_text(event.title)}",
            f"DESCRIPTION:{_text(_description(event, address, words))}",
            f"URL:{address}",
            "TRANSP:TRANSPARENT",
            *_alarms(event, today),
            "END:VEVENT",
        ]
    return "".join(f"{_fold(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def file_name(answer: Answer, words: Words) -> str:
    """What the file is called: « prime-2024.ics »."""
    return words("calendar.file", **_values(answer)) + ".ics"


def events(agenda: Sequence[Step], today: date, words: Words) -> list[Event]:
    """The events whose last day is not over."""
    days = groupby(agenda, key=lambda step: (step["when"], step["date"]))  # an agenda is sorted by these
    found = (
        event
        for (when, day), same in days
        for event in _events(when, date.fromisoformat(day), list(same), agenda, today, words)
    )
    return [event for event in found if event.last >= today]


def _events(
    when: str, day: date, same: Sequence[Step], agenda: Sequence[Step], today: date, words: Words
) -> Iterator[Event]:
    """The events of the steps that bind in one way to one day."""
    if when == "before":
        eve = day - _DAY
        if len(same) == 1:  # one thing to do: not to be seen every day from now on, but on the last that will do
            yield _one(same[0], eve, eve, due=True)
        else:
            title = words("calendar.before", day=day)
            yield Event(f"before-{day}", min(today, eve), eve, title, same, due=True)
    elif when == "from":
        yield from (_window(step, agenda) for step in same if step["until"])
        taken = any(step["when"] == "on" and step["date"] == day.isoformat() for step in agenda)
        start = day + _DAY if taken else day
        loose = [step for step in same if not step["until"]]
        if len(loose) == 1:
            yield _one(loose[0], start, start, ahead=0)
        elif loose:
            yield Event(f"from-{day}", start, start, words("calendar.after", day=start), loose, ahead=0)
    else:
        told = [step for window in agenda for step in _ending(window, agenda)]
        yield from (
            _one(step, day, day, ahead=WEEK if when == "on" else None, due=when == "by")
            for step in same
            if step not in told
        )


def _window(step: Step, agenda: Sequence[Step]) -> Event:
    """A window that shuts has its last day as an event of its own; one that is but advised is told as a whole."""
    first, last = date.fromisoformat(step["date"]), date.fromisoformat(step["until"] or "")
    if ending := _ending(step, agenda):
        return _one(step, first, last, *ending, ahead=WEEK, due=True)
    return _one(step, first, last if last - first < LONGEST * _DAY else first, ahead=WEEK)


def _ending(window: Step, agenda: Sequence[Step]) -> list[Step]:
    """The steps that say no more than that a window ends: nothing is `closed` after them."""
    last = [step for step in agenda if step["when"] == "by" and step["date"] == window["until"]]
    return [] if any(step["closed"] for step in last) else last


def _one(step: Step, first: date, last: date, *others: Step, ahead: int | None = None, due: bool = False) -> Event:
    return Event(f"{step['key']}-{step['date']}", first, last, step["short"], [step, *others], ahead, due)


def _alarms(event: Event, today: date) -> Iterator[str]:
    """At 9 in the morning: a week ahead, and of what is due the day before too. None that would be late already."""
    rings = [(event.first, "START", event.ahead)] if event.ahead is not None else []
    if event.due:  # a single day is counted from its start, for not every program counts from an end
        rings += [(event.last, "END" if event.first < event.last else "START", days) for days in (WEEK, 1)]
    for day, edge, days in rings:
        if day - days * _DAY > today:
            trigger = _trigger(edge, days)
            yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(event.title)}", trigger, "END:VALARM")


def _trigger(edge: str, days: int) -> str:
    """A calendar counts from midnight: 9 o'clock a week before a day that begins is 6 days and 15 hours before.

    The end of an event is the midnight after its last day, so a day more before.
    """
    hours = 9 - 24 * (days + (edge == "END"))
    whole, rest = divmod(abs(hours), 24)
    related = ";RELATED=END" if edge == "END" else ""  # START goes without saying
    return f"TRIGGER{related}:{'-' if hours < 0 else ''}P{f'{whole}D' if whole else ''}T{rest}H"


def _description(event: Event, address: str, words: Words) -> str:
    """What is to be done and how its date binds, the sources, and where the case is."""
    whens = [words(f"when.{step['when']}", day=date.fromisoformat(step["date"])) for step in event.steps]
    labels = [step["label"] for step in event.steps]
    if len(labels) > 1 and len(set(whens)) == 1:
        lines = [words("calendar.steps", when=whens[0])]
        lines += [f"{number}. {label}" for number, label in enumerate(labels, 1)]
    elif event.steps[0]["when"] == "on":  # the event's own day says it
        lines = labels
    else:
        lines = [words("format.step", when=when, what=label) for when, label in zip(whens, labels, strict=True)]
    ends = (date.fromisoformat(step["until"]) for step in event.steps if step["until"])
    lines += [words("calendar.until", day=end) for end in ends if end > event.last]
    sources = dict.fromkeys(_source(cited, words) for step in event.steps for cited in step["citations"])
    if sources:
        lines += ["", words("calendar.sources"), *sources]
    lines += ["", words("calendar.case", address=address)]
    return "\n".join(line[:1].upper() + line[1:] for line in lines)


def _source(cited: Citation, words: Words) -> str:
    return words("calendar.source", title=cited["title"], address=cited["url"])


def _values(answer: Answer) -> Mapping[str, Any]:
    """What the name of a calendar or a file may say: answers as a link writes them, and dates by the step's key."""
    return answer["values"] | {f"{s['key']}_date": date.fromisoformat(s["date"]) for s in answer["agenda"]}


def _text(text: str) -> str:
    """A text as a property holds it."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def _fold(line: str) -> str:
    """Lines of at most 75 octets; no character is cut in two, and none that controls a line is let through."""
    return "\r\n ".join(_pieces(character for character in line if character >= " " and character != "\x7f"))


def _pieces(characters: Iterable[str]) -> Iterator[str]:
    piece, room = "", 75
    for character in characters:
        size = len(character.encode())
        if size > room:
            yield piece
            piece, room = "", 74  # a line that goes on begins with a space
        piece, room = piece + character, room - size
    yield piece

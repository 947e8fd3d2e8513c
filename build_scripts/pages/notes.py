"""Citations of a guide as small numbered notes that lead to the list of sources at its foot.

A macro writes a mark where a statement ends and a list where the page ends (`mark`, `entry`); what depends on the whole
page is done when it is whole (`Notes`, a postprocessor of Markdown): numbers in the order of reading, a letter for each
paragraph where several of one document are cited, marks side by side in one note. A statement that rests on nothing
official says so in a word, once in a chapter for each grade; every note tells it where it is pointed at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import NamedTuple

from markdown.postprocessors import Postprocessor
from markupsafe import Markup

from calculators.engine.figures import GRADES, Source
from calculators.engine.fragment import badge
from calculators.engine.words import Words

_MARK = r'<sup class="note" [^>]*>.*?</sup>'
_PARTS = re.compile(
    r'data-source="(?P<source>[^"]*)" data-paragraph="(?P<paragraph>[^"]*)" data-grade="(?P<grade>[^"]*)"'
    r' data-said="(?P<said>[^"]*)">(?P<label>.*?)</sup>'
)
_GROUP = re.compile(rf"<h2\b|\s*{_MARK}(?:\s*{_MARK})*")
_LIST = re.compile(r'<ol class="notes" data-back="(?P<back>[^"]*)">(?P<entries>.*?)</ol>', re.DOTALL)
_ENTRY = re.compile(r'<li data-source="(?P<source>[^"]*)">(?P<html>.*?)</li>', re.DOTALL)


def mark(source: Source, paragraph: str, words: Words) -> Markup:
    """The mark of a citation, and the label of a document that is not official."""
    said = words.data(source.short) + (f", {words.data(paragraph)}" if paragraph else "")
    label = "" if source.grade == GRADES[0] else badge(source.grade, words)
    if label:
        said = words("format.graded", what=said, grade=words(f"grades.{source.grade}"))
    found = {"source": source.id, "paragraph": words.data(paragraph), "grade": source.grade, "said": said}
    data = " ".join(f'data-{key}="{escape(text)}"' for key, text in found.items())
    return Markup(f'<sup class="note" {data}>{label}</sup>')


class _Numbers(NamedTuple):
    """The number of each source cited, and the letter of its paragraph where several of it are."""

    sources: Mapping[str, list[str]]

    def of(self, source: str, paragraph: str) -> str:
        paragraphs = self.sources[source]
        letter = chr(ord("a") + paragraphs.index(paragraph)) if len(paragraphs) > 1 else ""
        return f"{list(self.sources).index(source) + 1}{letter}"


class Notes(Postprocessor):  # type: ignore[misc]  # the library has no types
    """Numbers the marks of a page, and puts the list of its sources in their order."""

    def run(self, text: str) -> str:
        cited: dict[str, list[str]] = {}
        for found in _PARTS.finditer(text):
            paragraphs = cited.setdefault(found["source"], [])
            if found["paragraph"] not in paragraphs:
                paragraphs.append(found["paragraph"])
        numbers = _Numbers(cited)
        return _LIST.sub(lambda found: _listed(found, numbers), _noted(text, numbers))


def _noted(text: str, numbers: _Numbers) -> str:
    """Every group of marks as one note, glued to the word before it, with the label that its chapter lacks."""
    told: set[str] = set()
    first: set[str] = set()

    def note(group: re.Match[str]) -> str:
        if group[0].startswith("<h2"):
            told.clear()
            return group[0]
        marks = [parts for each in re.findall(_MARK, group[0]) if (parts := _PARTS.search(each))]
        links = []
        for one in {(one["source"], one["paragraph"]): one for one in marks}.values():
            number = numbers.of(one["source"], one["paragraph"])
            own = "" if number in first else f' id="note-{number}"'
            first.add(number)
            links.append(
                f'<a{own} class="note__link note__link--{one["grade"]}" href="#source-{number}" title="{one["said"]}">'
                f"{number}</a>"
            )
        firmest = min(marks, key=lambda one: GRADES.index(one["grade"]))
        label = firmest["label"] if firmest["label"] and firmest["grade"] not in told else ""
        if label:
            told.add(firmest["grade"])
        return f'<sup class="note" data-search-exclude>{", ".join(links)}</sup>{f" {label}" if label else ""}'

    return _GROUP.sub(note, text)


def _listed(found: re.Match[str], numbers: _Numbers) -> str:
    """The entries in the order of their numbers, then what is cited nowhere; each leads back to where it is cited."""
    entries = {entry["source"]: entry["html"] for entry in _ENTRY.finditer(found["entries"])}
    if lacking := [unescape(source) for source in numbers.sources if source not in entries]:
        raise ValueError(f"The page cites {', '.join(lacking)}. Add it to “sources” at its head.")
    items: list[str] = []
    for source, paragraphs in numbers.sources.items():
        places = [_place(numbers.of(source, one), one, len(paragraphs) > 1, found["back"]) for one in paragraphs]
        number = len(items) + 1
        items.append(
            f'<li id="source-{number}">{entries.pop(source)} <span class="notes__places">{" ".join(places)}</span></li>'
        )
    rest = [f"<li>{html}</li>" for html in entries.values()]
    return f'<ol class="notes">{"".join([*items, *rest])}</ol>'


def _place(number: str, paragraph: str, lettered: bool, back: str) -> str:
    """A paragraph with its letter, and the way back to the first statement that rests on it."""
    letter = f"<b>{number.lstrip('0123456789')}</b> " if lettered else ""
    own = f' id="source-{number}"' if lettered else ""
    return f'<span{own}>{letter}{paragraph} <a href="#note-{number}" aria-label="{back} ({number})">↩</a></span>'

"""Citations of a guide as small numbered notes that lead to the list of sources at its foot.

A macro writes a mark where a statement ends (`mark`), another the list where the page ends (cards.py). What depends on
the whole page is done when it is whole (`Notes`, a postprocessor of Markdown): numbers in the order of reading, a
letter for each paragraph where several of a document are cited, marks side by side in one note. A statement that rests
on nothing official says so in a word, at most once in a chapter for each grade; every note says it where pointed at.
"""

from __future__ import annotations

import re
from html import escape, unescape

from markdown.postprocessors import Postprocessor
from markupsafe import Markup

from calculators.engine.figures import GRADES, Source
from calculators.engine.plain import cited
from calculators.engine.references import Numbers, badge, link, numbers
from calculators.engine.report import cite
from calculators.engine.words import Words

_MARK = r'<sup class="note" [^>]*>.*?</sup>'
_PARTS = re.compile(
    r'data-source="(?P<source>[^"]*)" data-paragraph="(?P<paragraph>[^"]*)" data-grade="(?P<grade>[^"]*)"'
    r' data-said="(?P<said>[^"]*)">(?P<label>.*?)</sup>'
)
_GROUP = re.compile(rf"<h2\b|\s*{_MARK}(?:\s*{_MARK})*")
_APART = re.compile("<table.*?</table>|<[^>]*>", re.DOTALL)
NEAR = 240
"""Words, outside tables, within which one label of a grade is enough."""
_LIST = re.compile(r'<ol class="notes" data-back="(?P<back>[^"]*)">(?P<entries>.*?)</ol>', re.DOTALL)
_ENTRY = re.compile(r'<li data-source="(?P<source>[^"]*)">(?P<html>.*?)</li>', re.DOTALL)


def mark(source: Source, paragraph: str, words: Words, grade: str = "") -> Markup:
    """The mark of a citation, with the label of what is not official: of the document, or of what we take from it."""
    grade = grade or source.grade
    one = cite(source, paragraph, grade, words)
    said, label = cited(one), ""
    if grade != GRADES[0]:
        said, label = words("format.graded", what=said, grade=words(f"grades.{grade}")), badge(grade, words)
    found = {"source": one["source"], "paragraph": one["paragraph"], "grade": grade, "said": said}
    data = " ".join(f'data-{key}="{escape(text)}"' for key, text in found.items())
    return Markup(f'<sup class="note" {data}>{label}</sup>')


class Notes(Postprocessor):  # type: ignore[misc]  # the library has no types
    """Numbers the marks of a page, and puts the list of its sources in their order."""

    def run(self, text: str) -> str:
        numbered = numbers((found["source"], found["paragraph"]) for found in _PARTS.finditer(text))
        return _LIST.sub(lambda found: _listed(found, numbered), _noted(text, numbered))


def _noted(text: str, numbered: Numbers) -> str:
    """Every group of marks as one note, glued to the word before it, with a label where one is due.

    It is due where its grade is told for the first time; then once a chapter, unless a label is near before it.
    """
    ever: set[str] = set()
    told: set[str] = set()
    placed: set[str] = set()
    last = 0

    def is_due(grade: str, here: int) -> bool:
        if grade in told:
            return False
        return grade not in ever or len(_APART.sub(" ", text[last:here]).split()) >= NEAR

    def note(group: re.Match[str]) -> str:
        nonlocal last
        if group[0].startswith("<h2"):
            told.clear()
            return group[0]
        marks = list(_PARTS.finditer(group[0]))
        links = []
        for key, one in {(one["source"], one["paragraph"]): one for one in marks}.items():
            number = numbered[key]
            place = "" if number in placed else f' id="note-{number}"'
            placed.add(number)
            links.append(link(number, "source", one["grade"], one["said"], place))
        firmest = min(marks, key=lambda one: GRADES.index(one["grade"]))
        label = f" {firmest['label']}" if firmest["label"] and is_due(firmest["grade"], group.start()) else ""
        if label:
            last = group.end()
            ever.add(firmest["grade"])
            told.add(firmest["grade"])
        return f'<sup class="note" data-search-exclude>{", ".join(links)}</sup>{label}'

    return _GROUP.sub(note, text)


def _listed(found: re.Match[str], numbered: Numbers) -> str:
    """The entries in the order of their numbers, then what is cited nowhere; each leads back to where it is cited."""
    entries = {entry["source"]: entry["html"] for entry in _ENTRY.finditer(found["entries"])}
    if lacking := {unescape(source) for source, _ in numbered} - entries.keys():
        raise ValueError(f"The page cites {', '.join(sorted(lacking))}. Add it to “sources” at its head.")
    places: dict[str, list[str]] = {}
    for (source, paragraph), number in numbered.items():
        places.setdefault(source, []).append(_place(number, paragraph, found["back"]))
    used = [f'<li id="source-{n}">{entries[one]} {" ".join(places[one])}</li>' for n, one in enumerate(places, 1)]
    others = [f"<li>{html}</li>" for source, html in entries.items() if source not in places]
    return f'<ol class="notes">{"".join([*used, *others])}</ol>'


def _place(number: str, paragraph: str, back: str) -> str:
    """A paragraph, with its letter where it has one, and the way back to the first statement that rests on it."""
    letter = number.lstrip("0123456789")
    own, told = (f' id="source-{number}"', f"<b>{letter}</b> ") if letter else ("", "")
    return (
        f'<span class="notes__place"{own}>{told}{paragraph} '
        f'<a href="#note-{number}" aria-label="{back} ({number})">↩</a></span>'
    )

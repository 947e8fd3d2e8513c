"""The documents that a result rests on, numbered: a small note behind each statement, one list for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Literal

from calculators.engine.answer import Answer, Citation
from calculators.engine.figures import GRADES
from calculators.engine.plain import cited
from calculators.engine.words import Words

_OWN_TITLE = re.compile(r"(?<=«\u00a0)([^«»]+)(?=\u00a0»)")


type Numbers = Mapping[tuple[str, str], str]
"""By document and paragraph."""


def numbers(found: Iterable[tuple[str, str]]) -> Numbers:
    """The number of each (document, paragraph): « 2 », or « 2a » where several paragraphs of it are cited."""
    paragraphs: dict[str, list[str]] = {}
    for document, paragraph in found:
        those = paragraphs.setdefault(document, [])
        if paragraph not in those:
            those.append(paragraph)
    return {
        (document, paragraph): f"{number}{chr(ord('a') + place) if len(those) > 1 else ''}"
        for number, (document, those) in enumerate(paragraphs.items(), 1)
        for place, paragraph in enumerate(those)
    }


class References:
    """Some documents in their order; `prefix` keeps their places apart from those of other lists."""

    def __init__(self, found: Iterable[Citation], words: Words, prefix: str) -> None:
        self._found = {(one["source"], one["paragraph"]): one for one in found}
        self._numbers = numbers(self._found)
        self._words = words
        self._prefix = prefix

    def note(self, citations: Iterable[Citation], grade: str = "") -> str:
        """The numbers of some documents, each leading to its place in the list; a `grade` not official as a label."""
        links = [
            link(self._numbers[one["source"], one["paragraph"]], self._prefix, one["grade"], escape(cited(one)))
            for one in citations
        ]
        note = f'<sup class="note">{", ".join(links)}</sup>' if links else ""
        return note + (f" {badge(grade, self._words)}" if grade not in ("", GRADES[0]) else "")

    def listed(self) -> str:
        """Each document once, with the paragraphs cited of it."""
        items: dict[str, list[str]] = {}
        for key, one in self._found.items():
            number = self._numbers[key]
            letter = number.lstrip("0123456789")
            place = f"<b>{letter}</b> {escape(one['paragraph'])}" if letter else escape(one["paragraph"])
            items.setdefault(one["source"], [document(one)]).append(
                f'<span class="notes__place" id="{self._prefix}-{number}">{place}</span>'
            )
        lines = "".join(f"<li>{' '.join(parts)}</li>" for parts in items.values())
        return f'<ol class="notes">{lines}</ol>' if lines else ""


def of(answer: Answer, kinds: Iterable[Literal["rows", "refusals", "unsettled", "advice", "agenda"]]) -> list[Citation]:
    """What the lines of some kinds rest on, in that order."""
    return [one for kind in kinds for line in answer[kind] for one in line["citations"]]


def link(number: str, prefix: str, grade: str, said: str, place: str = "") -> str:
    """The number of a document as a link to its place in a list; `said` and `place` (its own id, if any) are HTML."""
    return f'<a{place} class="note__link note__link--{grade}" href="#{prefix}-{number}" title="{said}">{number}</a>'


def firmest(citations: Iterable[Citation]) -> str:
    """The firmest grade of some documents, or nothing where there is none."""
    return min((one["grade"] for one in citations), key=GRADES.index, default="")


def document(found: Citation) -> str:
    """A document as a link; the language is that of a title between « » and not of our words."""
    return _link(found, found["title"])


def citation(found: Citation) -> str:
    """A document and the paragraph in it as a link."""
    return _link(found, cited(found))


def _link(found: Citation, text: str) -> str:
    lang = escape(found["lang"])
    told = _OWN_TITLE.sub(rf'<span lang="{lang}">\1</span>', escape(text))
    return f'<a class="cite" href="{escape(found["url"])}" hreflang="{lang}" rel="external">{told}</a>'


def badge(grade: str, words: Words) -> str:
    """How sure we are, in one word with its explanation.

    `data-preview` keeps the theme from making a tooltip of its own for each: there are hundreds on a page.
    """
    return (
        f'<span class="grade grade--{grade}" data-preview title="{escape(words(f"grades.meaning.{grade}"))}">'
        f"{escape(words(f'grades.{grade}'))}</span>"
    )

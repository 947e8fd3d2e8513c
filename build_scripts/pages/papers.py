"""The papers of a local project of CMP (docs/papers.<language>.toml): what is typed, and the texts that come of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from build_scripts.pages import cards, knowledge
from build_scripts.pages.templates import render
from calculators import CALCULATORS
from calculators.engine.calculator import Calculator

FOLDER = Path("cmp", "dossier")
"""Where the documents stand in an edition: beside their page."""
_PLACE = re.compile(r"\{([\w.-]+)\}")


class Field(NamedTuple):
    """What is typed. `kind`: text, long, date, time, count, phone, choice or account; `blank`: what stands for it."""

    name: str
    label: str
    blank: str
    kind: str = "text"
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()


class Attached(NamedTuple):
    """What to attach to a letter: in words, and the name of the file with its {places}, or none."""

    what: str
    file: str


class Letter(NamedTuple):
    """A message. `to` is an address, or empty: then `whom` says who it is for. Subject and body have {places}."""

    name: str
    title: str
    to: str
    whom: str
    note: str
    subject: str
    body: str
    attach: tuple[Attached, ...]


class Paper(NamedTuple):
    """A document. `file` is its name, with {places} and without its ending; `text` is Markdown with them."""

    name: str
    title: str
    what: str
    file: str
    text: str


def path(lang: str) -> Path:
    return knowledge.DOCS / f"papers.{lang}.toml"


@cache
def _read(lang: str) -> Mapping[str, Any]:
    return tomllib.loads(path(lang).read_text(encoding="utf-8"))


def fields(lang: str) -> Iterator[Field]:
    for _, group in groups(lang):
        yield from group


@cache
def groups(lang: str) -> tuple[tuple[str, tuple[Field, ...]], ...]:
    """The title and the fields of each part of the form."""
    found = []
    for group in _read(lang)["group"]:
        options = [{**row, "options": tuple(map(tuple, row.get("options", ())))} for row in group["field"]]
        found.append((group["title"], tuple(Field(**row) for row in options)))
    return tuple(found)


def letters(lang: str) -> list[Letter]:
    """In the order in which they are sent."""
    return [
        Letter(
            name=row["name"],
            title=row["title"],
            to=knowledge.contacts()[row["to"]][row.get("key", "mail")] if "to" in row else "",
            whom=knowledge.contacts()[row["to"]]["name"] if "to" in row else row["whom"],
            note=row.get("note", ""),
            subject=row["subject"],
            body=row["body"].strip(),
            attach=tuple(
                Attached(one["what"], file_name(lang, one["step"]) + one["ending"] if "step" in one else "")
                for one in row.get("attach", ())
            ),
        )
        for row in _read(lang)["letter"]
    ]


def letter(name: str, lang: str) -> Letter:
    """One of them, with its blanks. Errors: `StopIteration` for a name that none has."""
    found = next(each for each in letters(lang) if each.name == name)
    return found._replace(subject=blank(found.subject, lang), body=blank(found.body, lang))


def documents(lang: str) -> list[Paper]:
    """Errors: `KeyError` for a contact that nobody knows."""

    def told(place: re.Match[str]) -> str:
        contact, dot, key = place[1].partition(".")
        return str(knowledge.contacts()[contact][key]) if dot else place[0]

    return [
        Paper(row["name"], row["title"], row["what"], file_name(lang, row["step"]), _PLACE.sub(told, row["text"]))
        for row in _read(lang)["document"]
    ]


def file_name(lang: str, step: str) -> str:
    """Without its ending: « CMP_{number}_2-rapport_{place}_{date} ». The first step knows no number yet."""
    name = str(_read(lang)["file"]["name"]).replace("{step}", step)
    return name.replace("{number}_", "") if step.startswith("1-") else name


def filled(text: str, place: Callable[[Field], str], lang: str) -> str:
    """A text with something in its {places}. Errors: `KeyError` for a place that is no field's name."""
    known = {field.name: field for field in fields(lang)}
    return _PLACE.sub(lambda found: place(known[found[1]]), text)


def blank(text: str, lang: str) -> str:
    """A text as it stands before anything is typed: « CMP à [commune] »."""
    return filled(text, lambda field: f"[{field.blank}]", lang)


def live(text: str, lang: str) -> Markup:
    """The same as HTML whose places a script fills."""
    place = Markup('<span data-of="{}">[{}]</span>')
    html = filled(str(escape(text)), lambda field: place.format(field.name, field.blank), lang)
    return Markup(html.replace("\n", "<br>\n"))


def mailto(letter: Letter, lang: str) -> str:
    """The address that opens it with its blanks."""
    return cards.mailto(letter.to, blank(letter.subject, lang), blank(letter.body, lang).replace("\n", "\r\n"))


def project(lang: str, root: str, calculator: Calculator) -> Markup:
    """The form, the letters and the documents; the calculator of the project's money has its amount and its dates."""
    return render(
        "project",
        lang=lang,
        words=knowledge.words(lang),
        groups=groups(lang),
        letters=letters(lang),
        documents=documents(lang),
        kept=file_name(lang, _read(lang)["file"]["kept"]),
        amount=root + CALCULATORS[calculator.slug],
        rules=calculator.figures.version,
        folder=f"{root}{FOLDER.as_posix()}",
        live=lambda text: live(text, lang),
        mailto=lambda letter: mailto(letter, lang),
    )

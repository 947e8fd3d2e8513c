"""Every figure in the open: figures.json, with its JSON Schema beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from build_scripts.pages import tables
from calculators import CALCULATORS
from calculators.engine.calculator import load
from calculators.engine.figures import GRADES, Figure
from calculators.engine.words import Words, words

_TEXT = {"type": "string"}
_DATE = {"type": "string", "format": "date"}
_GRADE = {"enum": list(GRADES)}

SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Every figure of every calculator",
    "type": "object",
    "additionalProperties": False,
    "required": ["checked", "figures", "sources"],
    "properties": {
        "$schema": _TEXT,
        "checked": _DATE,
        "figures": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": [
                    "calculator", "rules", "name", "label", "value", "unsettled", "unit", "since", "until", "source",
                    "paragraph", "grade", "where", "at_least", "note", "seen",
                ],
                "properties": {
                    "calculator": {"enum": list(CALCULATORS)},
                    "rules": {"type": "string", "description": "version of the calculator's figures"},
                    "name": _TEXT,
                    "label": {"type": "string", "description": "the name in words"},
                    "value": {
                        "type": ["string", "null"],
                        "description": "a number without rounding, a date or a word; null where nobody says it",
                    },
                    "unsettled": {"type": "string", "description": "what is missing and whom to ask; else empty"},
                    "unit": _TEXT,
                    "since": _DATE,
                    "until": {"type": ["string", "null"], "format": "date", "description": "null while it lasts"},
                    "source": {"type": "string", "description": "a key of “sources”"},
                    "paragraph": _TEXT,
                    "grade": _GRADE,
                    "where": {"type": "object", "additionalProperties": _TEXT, "description": "the case it is for"},
                    "at_least": {"type": ["string", "null"], "description": "a step: applies from this count on"},
                    "note": _TEXT,
                    "seen": {
                        "type": ["string", "null"],
                        "format": "date",
                        "description": "the day it was read, where no text says since when it applies; else null",
                    },
                },
            },
        },
        "sources": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": False,
                "required": ["title", "short", "url", "grade", "language", "note", "published", "checked"],
                "properties": {
                    "title": _TEXT,
                    "short": _TEXT,
                    "url": {"type": "string", "format": "uri"},
                    "grade": _GRADE,
                    "language": _TEXT,
                    "note": _TEXT,
                    "published": _TEXT,
                    "checked": _DATE,
                },
            },
        },
    },
}  # fmt: skip


def write(folder: Path, lang: str) -> None:
    """Write figures.json and figures.schema.json into the folder of a language."""
    for name, content in (("figures.json", figures(lang)), ("figures.schema.json", SCHEMA)):
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def figures(lang: str) -> dict[str, Any]:
    """The content of figures.json, named and explained in a language; SCHEMA describes it."""
    calculators = [load(slug) for slug in CALCULATORS]
    common = words(lang)
    return {
        "$schema": "figures.schema.json",
        "checked": max(c.figures.checked for c in calculators).isoformat(),
        "figures": [_figure(slug, one, load(slug).words(lang)) for slug, one in _every()],
        "sources": {
            name: {
                "title": common.data(source.title),
                "short": common.data(source.short),
                "url": source.url,
                "grade": source.grade,
                "language": source.language,
                "note": common.data(source.note),
                "published": source.published,
                "checked": c.figures.checked.isoformat(),
            }
            for c in calculators
            for name, source in c.figures.sources.items()
        },
    }


def _every() -> Iterator[tuple[str, Figure]]:
    return ((slug, one) for slug in CALCULATORS for one in load(slug).figures.figures)


def _figure(slug: str, one: Figure, words: Words) -> dict[str, Any]:
    return {
        "calculator": slug,
        "rules": load(slug).figures.version,
        "name": one.name,
        "label": words(f"figures.{one.name}"),
        "value": None if one.unsettled else _plain(one.value),
        "unsettled": tables.missing(one, words),
        "unit": one.unit,
        "since": one.since.isoformat(),
        "until": one.until and one.until.isoformat(),
        "source": one.source.id,
        "paragraph": one.paragraph,
        "grade": one.grade,
        "where": dict(one.where),
        "at_least": None if one.at_least is None else _plain(one.at_least),
        "note": words.data(one.note),
        "seen": one.seen and one.seen.isoformat(),
    }


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)

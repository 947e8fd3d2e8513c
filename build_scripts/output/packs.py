"""Answers in advance: an answer is a pure function of figures and query, so the build may know its values.

A calculator says in `asked_most` which answers readers combine; here each combination is answered once by the same
rule, and the answers become a pack that the page reads (docs/assets/calculator/packs.mjs). Answers share most of their
text, so a pack holds each piece once: some thousand answers weigh a few kilobytes on the wire. All years of a premium
are in one pack, so that a request never tells what a reader answered.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from build_scripts import CACHE, ROOT, digits
from calculators import CALCULATORS
from calculators.engine import report
from calculators.engine.calculator import Calculator, InAdvance, load
from calculators.engine.questions import link, read, to_text

FOLDER = CACHE / "packs"
WITHIN_PAGE = 100_000
"""Characters that a page may carry of its pack; under compression a fifteenth of it."""

SAID = {"link": -1, "values": -2, "asked": -3}
"""What a case says itself: the page writes it anew from the query, the pack holds a number in its place."""

_PIECES = re.compile(
    r'(?=<(?:tr|t[hd]|li|h[23]|fig|table|tbody|tfoot|p|[uo]l|div|details|section|rect|text|svg|line|sup)\b)|(?=\{"key")'
    r'|(?="(?:rows|refusals|unsettled|problems|advice|agenda|unknown|rules|summary|html|day|outcome|total)":)'
    r'|(?<="(?:link)":)|(?<="(?:asked)":)|(?<="(?:values)":)|(?=,"(?:asked|link|unknown|leads)":)'
    r'|(?<="query":)(?=")|(?=,"row":)'
)


@cache
def name(slug: str, lang: str) -> str:
    """The file name of a calculator's pack, made if it is not there yet; empty where nothing is answered in advance."""
    calculator = load(slug)
    if not calculator.asked_most:
        return ""
    FOLDER.mkdir(parents=True, exist_ok=True)
    known = FOLDER / f"{slug}.{lang}.{_fingerprint()}"
    if not known.exists():
        data = _json(pack(calculator, calculator.asked_most(calculator.figures), lang)).encode()
        file = FOLDER / f"{slug}-{lang}-{digits(data)}.json"
        file.write_bytes(data)
        known.write_text(file.name)
    return known.read_text()


def within_page(slug: str, lang: str) -> str:
    """A pack small enough to stand in its page, where no further request delays the first answer; else nothing.

    It stands in an attribute, between single quotes: the theme runs every script that it finds in a page it brings.
    """
    if not name(slug, lang):
        return ""
    data = (FOLDER / name(slug, lang)).read_text(encoding="utf-8")
    for character in "<&'":
        data = data.replace(character, f"\\u{ord(character):04x}")
    return data if len(data) <= WITHIN_PAGE else ""


def write(site: Path, lang: str) -> None:
    """Copy the packs of every calculator that speaks the language into site/assets/packs."""
    target = site / "assets" / "packs"
    target.mkdir(parents=True, exist_ok=True)
    speaking = (slug for slug in CALCULATORS if load(slug).words(lang).lang == lang)
    for file in filter(None, (name(slug, lang) for slug in speaking)):
        shutil.copyfile(FOLDER / file, target / file)


def pack(calculator: Calculator, asked_most: InAdvance, lang: str) -> dict[str, Any]:
    """Every combination of the table's answers, answered; see docs/assets/calculator/types.mjs for the shape.

    A class of amounts is answered once, at its beginning.
    """
    table = texts(calculator, asked_most)
    pieces: dict[str, int] = {}
    answers: dict[tuple[int, ...], int] = {}
    cases = []
    for values in product(*table.values()):
        asked = dict(zip(table, values, strict=True))
        reading = read(calculator.questions, asked)
        if any(name not in reading.texts and text != table[name][0] for name, text in asked.items()):
            cases.append(-1)  # the same case stands where the question that is not raised has its first value
            continue
        key = link(calculator.questions, reading.texts)
        answer = report.answer(calculator, key, lang)
        said = {"link": key, "values": reading.texts, "asked": list(reading.texts)}
        text = _json(dict(answer) | {name: SAID[name] for name in SAID if said[name] == dict(answer)[name]})
        parts = tuple(_number(piece, pieces) for piece in _PIECES.split(text) if piece)
        cases.append(answers.setdefault(parts, len(answers)))
    questions = [
        [
            q.name,
            q.default,
            [{n: list(v) for n, v in each.items()} for each in q.when],
            _known(q.name, asked_most),
            q.former,
        ]
        for q in calculator.questions
    ]
    return {"questions": questions, "cases": cases, "answers": list(answers), "pieces": list(pieces)}


def texts(calculator: Calculator, asked_most: InAdvance) -> dict[str, Sequence[str]]:
    """The answers that are combined, in question order, as a link writes them."""
    return {
        q.name: [to_text(value, q.kind) if isinstance(value, Decimal) else value for value in asked_most[q.name]]
        for q in calculator.questions
        if q.name in asked_most
    }


def _known(name: str, asked_most: InAdvance) -> list[str | float] | None:
    """What the page knows of a question: its texts, or the beginnings of classes as numbers; None for its default."""
    if name not in asked_most:
        return None
    return [float(value) if isinstance(value, Decimal) else value for value in asked_most[name]]


def _number(piece: str, pieces: dict[str, int]) -> int:
    return int(piece) if piece in ("-1", "-2", "-3") else pieces.setdefault(piece, len(pieces))


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


@cache
def _fingerprint() -> str:
    """Of everything that an answer depends on."""
    files = sorted(path for path in (ROOT / "calculators").rglob("*") if path.suffix in (".py", ".toml"))
    whole = hashlib.sha256(b"".join(path.read_bytes() for path in [Path(__file__), *files]))
    return whole.hexdigest()[:16]

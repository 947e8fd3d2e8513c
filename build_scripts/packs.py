"""Answers in advance: an answer is a pure function of figures and query, so the build may know its values.

A calculator says in `asked_most` which answers readers combine; here each combination is answered once by the same
rule, and the answers become packs that docs/assets/pack.mjs reads. Answers share most of their text, so a pack holds
each piece once: some thousand answers weigh a few kilobytes on the wire.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from build_scripts import CACHE, ROOT
from calculators import CALCULATORS
from calculators.engine import report
from calculators.engine.calculator import Calculator, load
from calculators.engine.questions import link, read

FOLDER = CACHE / "packs"
OWN = {"link": -1, "values": -2, "asked": -3}
"""What a case says itself: the page writes it anew from the query, the pack holds a number in its place."""

_PIECES = re.compile(
    r'(?=<(?:tr|t[hd]|li|h[23]|fig|table|tbody|tfoot|p|[uo]l|div|details|section|rect|text|svg|line)\b)|(?=\{"key")'
    r'|(?="(?:rows|refusals|unsettled|problems|advice|agenda|unknown|rules|summary|html|day|outcome|total)":)'
    r'|(?<="(?:link)":)|(?<="(?:asked)":)|(?<="(?:values)":)|(?=,"(?:asked|link|unknown)":)'
)


@cache
def of(slug: str, lang: str) -> dict[str, str]:
    """The packs of a calculator: file name by the answer that divides them (the year, say), or by "" where one does."""
    calculator = load(slug)
    if not calculator.asked_most:
        return {}
    FOLDER.mkdir(parents=True, exist_ok=True)
    ready = FOLDER / f"{slug}.{lang}.{_fingerprint()}.list"
    if not ready.exists():
        names = {part: _write(slug, lang, part, pack) for part, pack in packs(calculator, lang)}
        ready.write_text(json.dumps(names))
    found: dict[str, str] = json.loads(ready.read_text())
    return found


def publish(site: Path, lang: str) -> None:
    """Copy the packs of every calculator into site/assets/packs."""
    target = site / "assets" / "packs"
    target.mkdir(parents=True, exist_ok=True)
    for slug in CALCULATORS:
        for name in of(slug, lang).values():
            shutil.copyfile(FOLDER / name, target / name)


def packs(calculator: Calculator, lang: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each pack with the answer that divides them."""
    assert calculator.asked_most
    table = calculator.asked_most(calculator.figures)
    parts: Sequence[str] = table[calculator.packed_by] if calculator.packed_by else ("",)
    for part in parts:
        own = {**table, calculator.packed_by: (part,)} if calculator.packed_by else table
        yield part, pack(calculator, own, lang)


def pack(calculator: Calculator, table: Mapping[str, Sequence[str]], lang: str) -> dict[str, Any]:
    """Every combination of the table's answers, answered; see docs/assets/pack.mjs for the shape."""
    pieces: dict[str, int] = {}
    cases: dict[str, list[int]] = {}
    for texts in product(*table.values()):
        reading = read(calculator.questions, dict(zip(table, texts, strict=True)))
        key = link(calculator.questions, reading.texts)
        if key not in cases:
            answer = report.answer(calculator, key, lang)
            said = {"link": key, "values": reading.texts, "asked": list(reading.texts)}
            text = _json(answer | {name: OWN[name] for name in OWN if answer[name] == said[name]})
            cases[key] = [_number(piece, pieces) for piece in _PIECES.split(text) if piece]
    questions = [
        [q.name, q.default, [{n: list(v) for n, v in each.items()} for each in q.when]] for q in calculator.questions
    ]
    return {"questions": questions, "pieces": list(pieces), "cases": cases}


def _number(piece: str, pieces: dict[str, int]) -> int:
    return int(piece) if piece in ("-1", "-2", "-3") else pieces.setdefault(piece, len(pieces))


def _write(slug: str, lang: str, part: str, content: Mapping[str, Any]) -> str:
    data = _json(content).encode()
    name = "-".join(filter(None, (slug, lang, part, hashlib.sha256(data).hexdigest()[:8]))) + ".json"
    (FOLDER / name).write_bytes(data)
    return name


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


@cache
def _fingerprint() -> str:
    """Of everything that an answer depends on."""
    files = sorted(path for path in (ROOT / "calculators").rglob("*") if path.suffix in (".py", ".toml"))
    whole = hashlib.sha256(b"".join(path.read_bytes() for path in [Path(__file__), *files]))
    return whole.hexdigest()[:16]

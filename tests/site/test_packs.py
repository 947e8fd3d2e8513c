"""What the page answers from a pack is what Python answers, for the whole of every pack."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from decimal import Decimal
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

import brotli
import pytest

from build_scripts import ROOT
from build_scripts.output import packs
from calculators import CALCULATORS
from calculators.engine import report
from calculators.engine.calculator import load

PACKED = [slug for slug in CALCULATORS if load(slug).asked_most]
MOST = 60_000
"""Bytes under brotli that may load with a page."""


def looked_up(slug: str, queries: Iterable[str]) -> list[str]:
    """The JSON of the answers of a pack to some queries, as the page finds them; `null` for none."""
    command = ["node", str(ROOT / "tests" / "site" / "unpack.mjs"), str(packs.FOLDER / packs.name(slug, "fr"))]
    text = "\n".join(queries)
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout.splitlines()


@pytest.mark.parametrize("slug", PACKED)
def test_every_answer_of_a_pack_is_pythons_own_byte_for_byte(slug: str) -> None:
    calculator = load(slug)
    assert calculator.asked_most
    table = packs.texts(calculator, calculator.asked_most(calculator.figures))
    queries = [urlencode(dict(zip(table, texts, strict=True))) for texts in product(*table.values())]
    assert len(queries) > 1000
    wrong = []
    known: dict[str, str] = {}
    for query, text in zip(queries, looked_up(slug, queries), strict=True):
        if text == "null":
            wrong.append(query)
            continue
        link = json.loads(text)["link"]
        if link not in known or not link:  # many queries are one case: those are compared with each other alone
            answer = report.answer(calculator, query)
            known[link] = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
        if text != known[link]:
            wrong.append(query)
    assert wrong == []


def spellings(amount: int) -> list[str]:
    """How somebody may type an amount, in ways that the page reads itself."""
    grouped = f"{amount:,}".replace(",", "\N{NO-BREAK SPACE}")
    endings = ("", " EUR", "€", " euros", ",00", ".5", ",50", ".00 EUR")
    return [f"{grouped} EUR", f" {amount} ", grouped, *(f"{amount}{ending}" for ending in endings)]


@pytest.mark.parametrize("slug", PACKED)
def test_any_amount_of_a_class_is_answered_as_python_does(slug: str) -> None:
    """At, below and above each limit, in every spelling that the page reads, for some cases of each kind."""
    calculator = load(slug)
    assert calculator.asked_most
    asked_most = calculator.asked_most(calculator.figures)
    table = packs.texts(calculator, asked_most)
    for name in [name for name, values in asked_most.items() if isinstance(values[0], Decimal)]:
        limits = [int(value) for value in table[name]]
        amounts = {max(0, limit + more) for limit in limits for more in (-1, 0, 1, 1234)} | {9_999_999}
        others = [{}, {"year": "2022"}, {"year": "2016", "group": "yes"}, {"reached": "7", "on_call": "no"}]
        others += [{"status": "trainee"}, {"software": "no", "year": "2023"}, {"year": "2025", "reached": "8"}]
        queries = [
            urlencode(other | {name: typed})
            for amount in sorted(amounts)
            for typed in spellings(amount)
            for other in others
        ]
        wrong = []
        for query, text in zip(queries, looked_up(slug, queries), strict=True):
            said = json.dumps(report.answer(calculator, query), ensure_ascii=False, separators=(",", ":"))
            if text != said:
                wrong.append((query, text[:60]))
        assert wrong == []


@pytest.mark.parametrize("slug", PACKED)
def test_a_pack_is_small_enough_to_load_with_the_page(slug: str) -> None:
    assert len(brotli.compress((packs.FOLDER / packs.name(slug, "fr")).read_bytes())) <= MOST


def test_a_pack_does_not_answer_what_it_does_not_know() -> None:
    unknown = [
        "zzz=1",
        "animator=none&zzz=",
        "invoice_first=123",
        "doctor=maybe",
        "invoice_first=300,00",
        "meeting=2027-01-01",
    ]
    assert looked_up("cmp-project", unknown) == ["null"] * len(unknown)
    (text,) = looked_up("cmp-project", ["evaluation=no&effect=rubbish&invoice_first= 300 &doctor="])
    assert json.loads(text)["link"] == "evaluation=no"


def test_a_pack_answers_an_old_link_as_python_does() -> None:
    old = [
        "independent=no",
        "independent=yes&animator=none",
        "independent=no&third_party=no",
        "third_party=&independent=no",
    ]
    for query, text in zip(old, looked_up("cmp-project", old), strict=True):
        assert json.loads(text) == report.answer(load("cmp-project"), query)
    assert looked_up("cmp-project", ["independent=maybe"]) == ["null"]


def test_a_small_pack_stands_in_its_page(site: Path) -> None:
    page = (site / "calculateurs" / "financement-cmp" / "index.html").read_text(encoding="utf-8")
    (text,) = page.split("data-small-pack='")[1:]
    pack = json.loads((packs.FOLDER / packs.name("cmp-project", "fr")).read_bytes())
    assert json.loads(text.split("'")[0]) == pack

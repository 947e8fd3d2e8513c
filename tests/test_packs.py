"""What the page answers from a pack is what Python answers, for the whole of every pack."""

from __future__ import annotations

import json
import subprocess

import brotli
import pytest

from build_scripts import ROOT, packs
from calculators import CALCULATORS
from calculators.engine import report
from calculators.engine.calculator import load

PACKED = [slug for slug in CALCULATORS if load(slug).asked_most]
MOST = 60_000
"""Bytes under brotli that may load with a page."""


def unpacked(files):
    command = ["node", str(ROOT / "tests" / "unpack.mjs"), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    return [line.split(",", 1) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("slug", PACKED)
def test_every_answer_of_a_pack_is_pythons_own_byte_for_byte(slug):
    calculator = load(slug)
    files = [packs.FOLDER / name for name in packs.of(slug, "fr").values()]
    lines = unpacked(files)
    assert len(lines) == sum(len(json.loads(file.read_bytes())["cases"]) for file in files) > 1000
    wrong = []
    for key, text in lines:
        query = json.loads(key.removeprefix("["))
        expected = json.dumps(report.answer(calculator, query), ensure_ascii=False, separators=(",", ":"))
        if text.removesuffix("]") != expected:
            wrong.append(query)
    assert wrong == []


@pytest.mark.parametrize("slug", PACKED)
def test_a_pack_is_small_enough_to_load_with_the_page(slug):
    sizes = {name: len(brotli.compress((packs.FOLDER / name).read_bytes())) for name in packs.of(slug, "fr").values()}
    assert max(sizes.values()) <= MOST, sizes


def test_a_pack_does_not_answer_what_it_does_not_know(tmp_path):
    pack = packs.FOLDER / packs.of("cmp-project", "fr")[""]
    known = json.loads(pack.read_bytes())
    queries = ["zzz=1", "animator=none&zzz=", "invoice_first=123", "doctor=maybe", "invoice_first=300,00"]
    script = f"""
      import {{ lookup }} from "{(ROOT / "docs/assets/pack.mjs").as_posix()}";
      const pack = {json.dumps(known)};
      console.log(JSON.stringify({json.dumps(queries)}.map((query) => lookup(pack, query))));
      console.log(JSON.stringify(lookup(pack, "evaluation=no&effect=rubbish&invoice_first= 300 &doctor=").link));
    """
    file = tmp_path / "ask.mjs"
    file.write_text(script)
    done = subprocess.run(["node", str(file)], capture_output=True, text=True, check=True)
    nulls, link = map(json.loads, done.stdout.splitlines())
    assert nulls == [None] * len(queries)
    assert link == "evaluation=no"

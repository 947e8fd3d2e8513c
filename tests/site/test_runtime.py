"""The runtime that the browser loads: complete, small, named by its content, and described truthfully."""

import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_scripts import ROOT
from build_scripts.output import runtime
from calculators import CALCULATORS, browser

LARGEST = {"stdlib": 560_000, "calculators": 135_000}  # bytes under brotli; more is a slower first answer


@pytest.fixture(scope="module")
def manifest(site: Path) -> dict[str, Any]:
    return json.loads((site / "assets" / "runtime.json").read_text())


def test_manifest_tells_the_true_sizes(site: Path, manifest: dict[str, Any]) -> None:
    for file in manifest["files"].values():
        path = site / "assets" / file["path"]
        assert path.stat().st_size == file["bytes"]
        assert path.with_name(f"{path.name}.br").stat().st_size == file["compressed"]
        assert path.with_name(f"{path.name}.gz").stat().st_size < file["bytes"]


def test_archives_stay_small(manifest: dict[str, Any]) -> None:
    for name, largest in LARGEST.items():
        assert manifest["files"][name]["compressed"] < largest


# Of two interpreters, whole and trimmed, each as wasm, its JavaScript and the loader: what only the whole one offers
# or is given of what the trimmed one's scripts name, and what the trimmed one offers though nobody names it.
COMPARE = """
const read = require("node:fs").readFileSync;
const [whole, trimmed] = [process.argv.slice(1, 4), process.argv.slice(4, 7)].map(([wasm, ...scripts]) => {
  const module = new WebAssembly.Module(read(wasm));
  const [exports, imports] = ["exports", "imports"].map((kind) => WebAssembly.Module[kind](module).map((e) => e.name));
  const text = scripts.map((path) => read(path, "utf8")).join();
  const given = /wasmImports=\\{([^{}]+)\\}/.exec(text)[1].split(",").map((entry) => entry.split(":")[0]);
  const named = new Set(text.match(/[A-Za-z_$][\\w$]*/g));
  return { exports, named, imports, lacking: imports.filter((name) => ![...given, ...exports].includes(name)) };
});
console.log(JSON.stringify({
  exports: [whole.exports.length, trimmed.exports.length],
  lost: whole.exports.filter((name) => trimmed.named.has(name) && !trimmed.exports.includes(name)),
  lacking: trimmed.lacking.filter((name) => !whole.lacking.includes(name)),
  unused: trimmed.exports.filter((name) => !trimmed.named.has(name) && !trimmed.imports.includes(name)),
}));
"""


def test_the_interpreter_keeps_all_that_its_scripts_name(site: Path, manifest: dict[str, Any]) -> None:
    served = {key: site / "assets" / manifest["files"][key]["path"] for key in runtime.PYODIDE_FILES}
    assert served["mjs"].read_bytes() == (runtime.PYODIDE / "pyodide.mjs").read_bytes()
    whole = [runtime.PYODIDE / runtime.PYODIDE_FILES[key] for key in ("wasm", "asm", "mjs")]
    trimmed = [served[key] for key in ("wasm", "asm", "mjs")]
    found = json.loads(subprocess.check_output(["node", "-e", COMPARE, *whole, *trimmed], text=True))
    before, after = found.pop("exports")
    assert 0 < after < before / 20
    assert found == {"lost": [], "lacking": [], "unused": []}


def test_worker_knows_the_lock_of_this_pyodide() -> None:
    info = json.loads((runtime.PYODIDE / "pyodide-lock.json").read_text())["info"]
    worker = (ROOT / "docs" / "assets" / "worker" / "worker.mjs").read_text()
    lock = re.search(r"info: \{([^}]+)\}", worker)
    assert lock
    assert dict(re.findall(r'(\w+): "([^"]+)"', lock[1])) == info | {"version": "0.29.5"}


def test_archives_hold_compiled_code_alone(site: Path, manifest: dict[str, Any]) -> None:
    for name in ("stdlib", "calculators"):
        with zipfile.ZipFile(site / "assets" / manifest["files"][name]["path"]) as archive:
            assert not [member for member in archive.namelist() if member.endswith(".py")]
            assert all(member.compress_type == zipfile.ZIP_STORED for member in archive.infolist())


def test_same_sources_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = runtime.calculators()
    monkeypatch.setattr(runtime, "CACHE", tmp_path)
    assert runtime.calculators() == before


@pytest.mark.parametrize("slug", CALCULATORS)
def test_kept_modules_suffice(slug: str, in_pyodide: Callable[[list[dict[str, str]]], list[dict[str, Any]]]) -> None:
    """Good, bad and hostile cases: none of them may meet a module that stayed behind."""
    names = [question["name"] for question in questions(slug)]
    hostile = ["", "yes", "-1", "9" * 5000, "1e999999", "2026-02-31", "20261122", "<b>", "é€\U0001f600", "%ff%00"]
    cases = [{"slug": slug, "query": "", "lang": lang} for lang in ("fr", "nl", "xx")]
    cases += [{"slug": slug, "query": f"{name}={value}", "lang": "fr"} for name in names for value in hostile]
    cases += [
        {"slug": slug, "query": "unheard=1&rules=1999.01", "lang": "fr"},
        {"slug": "?", "query": "", "lang": "fr"},
    ]
    found = in_pyodide(cases)
    expected = [browser.answer(case["slug"], case["query"], case["lang"]) for case in cases]
    assert found == json.loads(json.dumps(expected))
    assert not [answer for answer in found if answer["outcome"] == "fault"]


def questions(slug: str) -> list[dict[str, str]]:
    from calculators.engine.calculator import load

    return [{"name": question.name} for question in load(slug).questions]

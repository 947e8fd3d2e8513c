"""Scripts and styles as they travel: ours bundled and minified, and of all styles those that some page can use.

esbuild and PurgeCSS do it. The worker becomes one file that knows what it has to load: it asks for nothing else first.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from build_scripts import ROOT, digits

SOURCES = ROOT / "docs" / "assets"
ENTRIES = {
    "builder": "embed/builder.mjs",
    "calculator": "calculator/index.mjs",
    "documents": "project/documents.mjs",
    "project": "project/index.mjs",
    "frame": "embed/frame.mjs",
    "qr": "calculator/qr.mjs",
    "sheet": "calculator/table/index.mjs",
    "scheme": "embed/scheme.mjs",
    "search": "site/search.mjs",
    "search-worker": "search/worker.mjs",
    "site": "site/index.mjs",
    "worker": "worker/worker.mjs",
}
"""What each script of the site is made from."""
FACE = ROOT / "node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2"
"""The letters of western Europe, in every weight, in 29 kB."""
TARGET = "chrome115,edge115,firefox121,safari15.4"
"""The oldest browsers that are served (README.md says so to readers of the code); iOS has the number of its Safari."""
_TOOLS = ROOT / "node_modules" / ".bin"
_WORD = re.compile(r"[\w-]{3,}")  # shorter ones are the variables of a minified script


def scripts(assets: Path, manifest: dict[str, Any]) -> dict[str, list[str]]:
    """Writes our scripts into the folder `assets`; returns the files that each is made of.

    `manifest` is the content of runtime.json: the worker carries it.
    """
    entries = {name: f"{name}={SOURCES / source}" for name, source in ENTRIES.items()}
    runtime = json.dumps({key: manifest[key] for key in ("version", "files")})
    worker = _bundle(assets, entries.pop("worker"), f"--define:RUNTIME={runtime}")
    known = json.dumps(digits((assets / "worker.mjs").read_bytes()))
    told = f"--define:WORKER={known}"
    frame = _bundle(assets, entries.pop("frame"), told, "--define:FRAMED=true")
    return worker | frame | _bundle(assets, *entries.values(), told, "--define:FRAMED=false")


def _bundle(assets: Path, *arguments: str) -> dict[str, list[str]]:
    with TemporaryDirectory() as folder:
        told = Path(folder, "told.json")
        options = ["--bundle", "--minify", "--format=esm", "--out-extension:.js=.mjs", f"--outdir={assets}"]
        _esbuild(*arguments, *options, f"--metafile={told}")
        outputs = json.loads(told.read_text(encoding="utf-8"))["outputs"]
    return {Path(name).name: list(each["inputs"]) for name, each in outputs.items()}


def worker(name: str, *options: str) -> str:
    """A script of docs/assets, with what it takes from others, as it is written, for the browsers that are served."""
    with TemporaryDirectory() as folder:
        small = Path(folder, "small.js")
        _esbuild(str(SOURCES / name), "--bundle", "--format=iife", f"--outfile={small}", *options)
        return small.read_text(encoding="utf-8")


def style(theme: str, ours: str, pages: Iterable[str], script: str) -> str:
    """The theme's rules whose names occur in the HTML `pages`, in its `script` or in our code, then ours; minified.

    The script also makes names of parts: `tabbed-control--` there stands for `tabbed-control--next`.
    """
    found = set(_WORD.findall(script))
    parts = tuple(word for word in found if word.endswith("--"))
    found |= {word for word in _WORD.findall(theme) if word.startswith(parts)}
    code = (path.read_text(encoding="utf-8") for path in (*SOURCES.rglob("*.mjs"), *ROOT.glob("calculators/**/*.py")))
    with TemporaryDirectory() as name:
        whole, used, small, names = (Path(name, file) for file in ("whole.css", "used.css", "small.css", "names.html"))
        whole.write_text(theme, encoding="utf-8")
        names.write_text("\n".join((*pages, *sorted(found), *code)), encoding="utf-8")
        _run("purgecss", "--css", str(whole), "--content", str(names), "--output", str(used))
        used.write_text(f"{used.read_text(encoding='utf-8')}\n{ours}", encoding="utf-8")
        _esbuild(str(used), "--minify", f"--outfile={small}")
        return small.read_text(encoding="utf-8")


def _esbuild(*arguments: str) -> None:
    """Every script and style is for the same browsers."""
    _run("esbuild", *arguments, f"--target={TARGET}", "--log-level=warning")


def _run(tool: str, *arguments: str) -> None:
    done = subprocess.run([str(_TOOLS / tool), *arguments], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{tool} failed:\n{done.stdout}{done.stderr}")

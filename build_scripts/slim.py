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

from build_scripts import ROOT

SOURCES = ROOT / "docs" / "assets"
ENTRIES = ("calculator.mjs", "offline.mjs", "search.mjs", "table.mjs", "worker.mjs")
_TOOLS = ROOT / "node_modules" / ".bin"
_TEXTS = re.compile(r"""(["'`])(.*?)\1""", re.DOTALL)


def scripts(assets: Path, manifest: dict[str, Any]) -> None:
    """Writes our scripts into the folder `assets`. `manifest` is the content of runtime.json, which the worker carries."""
    own = [str(SOURCES / name) for name in ENTRIES]
    runtime = json.dumps({key: manifest[key] for key in ("version", "files")})
    options = ["--bundle", "--minify", "--format=esm", "--out-extension:.js=.mjs", f"--define:RUNTIME={runtime}"]
    _run("esbuild", *own, *options, f"--outdir={assets}", "--log-level=warning")


def style(css: str, pages: Iterable[str], code: Iterable[Path]) -> str:
    """The rules of `css` whose names occur in the HTML `pages` or in a text of the files `code`, minified."""
    texts = (found[2] for path in code for found in _TEXTS.finditer(path.read_text(encoding="utf-8")))
    with TemporaryDirectory() as name:
        whole, used, small, names = (Path(name, file) for file in ("whole.css", "used.css", "small.css", "names.html"))
        whole.write_text(css, encoding="utf-8")
        names.write_text("\n".join((*pages, *texts)), encoding="utf-8")
        _run("purgecss", "--variables", "--css", str(whole), "--content", str(names), "--output", str(used))
        _run("esbuild", str(used), "--minify", f"--outfile={small}", "--log-level=warning")
        return small.read_text(encoding="utf-8")


def _run(tool: str, *arguments: str) -> None:
    done = subprocess.run([str(_TOOLS / tool), *arguments], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{tool} failed:\n{done.stdout}{done.stderr}")

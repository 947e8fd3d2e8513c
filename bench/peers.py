"""The pages that the site is compared with: the same questions, the same words, the same rule, built here and now."""

import json
import os
import shutil
import subprocess
import zipfile
from html import escape
from pathlib import Path

import yaml

from build_scripts import ROOT
from build_scripts.output.compress import precompress
from calculators.engine.calculator import load
from calculators.engine.questions import Question
from calculators.engine.words import Words

HERE = Path(__file__).parent
SOURCES = HERE / "peers"
MODULES = HERE / "node_modules"
SLUG = "cmp-project"
LEFT_OUT = {"meeting"}  # the date changes no amount: the pages without Python do not ask for it, nor do the others
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>{title}</title><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><style>body{{font:1rem/1.5 sans-serif;max-width:40rem;margin:auto}}</style>{head}</head>
<body><h1>{title}</h1><form data-calculator="{slug}">{questions}<button>Calculer</button></form>
<section data-result></section></body></html>
"""
MODULE = '<script type="module" src="main.js"></script>'
PYSCRIPT = (
    '<script type="module" src="pyscript/core.js"></script><script type="py" src="main.py" config="pyscript.json">'
)
PYTHON, WITHOUT = ("pyodide", "pyscript"), ("publicodes", "javascript")
PEERS = (*PYTHON, *WITHOUT)


def install(folder: Path = HERE) -> None:
    """Brings the locked packages of a folder's package.json where they are missing or old."""
    ready, lock = folder / "node_modules" / ".ready", folder / "package-lock.json"
    if not ready.exists() or ready.read_bytes() != lock.read_bytes():
        subprocess.run(["npm", "ci", "--ignore-scripts", "--loglevel", "error"], cwd=folder, check=True)
        ready.write_bytes(lock.read_bytes())


def versions(folder: Path = HERE) -> dict[str, str]:
    """Package → version, as locked."""
    return dict(json.loads((folder / "package.json").read_text())["dependencies"])


def build(folder: Path) -> None:
    """Each peer in a folder of its name, compressed like the site, all but the page itself kept for ever."""
    for name in PEERS:
        peer = folder / name
        peer.mkdir()
        head = MODULE + (f"{PYSCRIPT}</script>" if name == "pyscript" else "")
        (peer / "index.html").write_text(_page(head), encoding="utf-8")
        _script(name, peer)
        if name in PYTHON:
            _python(peer)
        if name == "pyscript":
            _pyscript(peer)
        files = [f"/{path.relative_to(peer).as_posix()}" for path in sorted(peer.rglob("*")) if path.is_file()]
        kept = "".join(f"{file}\n  Cache-Control: max-age=31536000, immutable\n" for file in files)
        precompress(peer)
        (peer / "_headers").write_text(kept)


def _page(head: str) -> str:
    calculator = load(SLUG)
    words = calculator.words("fr")
    questions = "".join(_question(one, words) for one in calculator.questions if one.name not in LEFT_OUT)
    return PAGE.format(title=escape(words("title")), slug=SLUG, head=head, questions=questions)


def _question(question: Question, words: Words) -> str:
    when = [{name: list(values) for name, values in alternative.items()} for alternative in question.when]
    shown_when = f" data-when='{json.dumps(when)}'" if when else ""
    fields = f'<input name="{question.name}" value="{question.default}" inputmode="decimal">'
    if question.options:
        fields = "".join(_option(question, value, words) for value in question.options)
    label = escape(words(f"questions.{question.name}.label"))
    return f"<fieldset{shown_when}><legend>{label}</legend>{fields}</fieldset>"


def _option(question: Question, value: str, words: Words) -> str:
    checked = " checked" if value == question.default else ""
    label = words.get(f"questions.{question.name}.options.{value}") or words(f"options.{value}")
    return f'<label><input type="radio" name="{question.name}" value="{value}"{checked}> {escape(label)}</label> '


def _script(name: str, peer: Path) -> None:
    """The peer's script, bundled and minified."""
    sources = peer / "sources"
    shutil.copytree(SOURCES, sources)
    rules = yaml.safe_load((sources / "publicodes.yaml").read_text(encoding="utf-8"))
    (sources / "rules.json").write_text(json.dumps(rules), encoding="utf-8")
    command = [str(MODULES / ".bin" / "esbuild"), str(sources / f"{name}.mjs"), f"--outfile={peer / 'main.js'}"]
    options = ["--bundle", "--minify", "--format=esm", "--external:./pyodide/*", "--log-level=warning"]
    subprocess.run([*command, *options], check=True, env=os.environ | {"NODE_PATH": str(MODULES)})
    shutil.rmtree(sources)


def _python(peer: Path) -> None:
    """The whole of Pyodide, and the calculators as they are."""
    (peer / "pyodide").mkdir()
    for file in RUNTIME:
        shutil.copyfile(MODULES / "pyodide" / file, peer / "pyodide" / file)
    with zipfile.ZipFile(peer / "calculators.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted((ROOT / "calculators").rglob("*")):
            if path.suffix in {".py", ".toml"} and path.name != "examples.toml":
                archive.write(path, path.relative_to(ROOT))


def _pyscript(peer: Path) -> None:
    shutil.copytree(MODULES / "@pyscript" / "core" / "dist", peer / "pyscript", ignore=shutil.ignore_patterns("*.map"))
    shutil.copyfile(SOURCES / "pyscript.py", peer / "main.py")
    settings = {"interpreter": "/pyodide/pyodide.mjs", "files": {"/calculators.zip": "./*"}}
    (peer / "pyscript.json").write_text(json.dumps(settings))

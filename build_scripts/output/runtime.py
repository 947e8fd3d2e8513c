"""The Python that runs in the browser: Pyodide, a trimmed standard library, the calculators, and their manifest.

Pyodide's interpreter travels without what only other packages could use: an eighth fewer bytes (trim.mjs). Of its
standard library the modules of stdlib.txt are kept, compiled, without docstrings, asserts and line tables: a third of
the time and half of the bytes that the whole would take. The calculators travel compiled too, with their line tables,
so that a fault of ours can be traced. Both archives are stored, not deflated: the server's brotli does better on them.
Names carry a hash of the content.
"""

import hashlib
import json
import marshal
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType
from typing import Any

from build_scripts import CACHE, ROOT, digits
from build_scripts.output.compress import compressed, write

PYODIDE = ROOT / "node_modules" / "pyodide"
KEPT = Path(__file__).with_name("stdlib.txt")
TRIM = Path(__file__).with_name("trim.mjs")
PYODIDE_FILES = {"mjs": "pyodide.mjs", "asm": "pyodide.asm.js", "wasm": "pyodide.asm.wasm"}
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the date of every archive member: the same sources give the same bytes
PYC_HEADER = 16  # bytes before the code in a .pyc


def bundle(assets: Path) -> dict[str, Any]:
    """Writes the runtime into the folder `assets` and returns what it says in runtime.json there."""
    package = json.loads((PYODIDE / "package.json").read_text())
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text())["info"]
    if lock["python"].split(".")[:2] != [str(part) for part in sys.version_info[:2]]:
        raise SystemExit(
            f"Pyodide runs Python {lock['python']}; this is {sys.version.split()[0]}, whose .pyc it cannot read"
        )

    pyodide = interpreter()
    folder = f"runtime/pyodide-{package['version']}-{_hash(*pyodide.values())}"
    files = {f"{folder}/{PYODIDE_FILES[key]}": content for key, content in pyodide.items()}
    for name, archive in (("stdlib", stdlib()), ("calculators", calculators())):
        files[f"runtime/{name}-{_hash(archive)}.zip"] = archive

    with ThreadPoolExecutor() as threads:
        weights = list(threads.map(lambda content: len(compressed(content)["br"]), files.values()))
    keys = (*PYODIDE_FILES, "stdlib", "calculators")
    manifest = {
        "version": _hash(*files.values()),
        "pyodide": package["version"],
        "python": lock["python"],
        "files": {
            key: {"path": path, "bytes": len(content), "compressed": weight, "digits": digits(content)}
            for key, (path, content), weight in zip(keys, files.items(), weights, strict=True)
        },
    }
    for path, content in files.items():
        write(assets / path, content)
    write(assets / "runtime.json", json.dumps(manifest, indent=1).encode())
    return manifest


def interpreter() -> dict[str, bytes]:
    """Pyodide's own files, trimmed; made again only where something they depend on has changed."""
    key = _key([*(PYODIDE / name for name in PYODIDE_FILES.values()), TRIM, ROOT / "package-lock.json"])
    files = {kind: CACHE / "runtime" / f"{key}-{name}" for kind, name in PYODIDE_FILES.items()}
    if not all(file.exists() for file in files.values()):
        with TemporaryDirectory() as folder:
            done = subprocess.run(["node", str(TRIM), str(PYODIDE), folder], capture_output=True, text=True)
            if done.returncode:
                raise SystemExit(f"{TRIM.name} failed:\n{done.stderr}")
            shutil.copyfile(PYODIDE / PYODIDE_FILES["mjs"], Path(folder, PYODIDE_FILES["mjs"]))  # as it comes
            for kind, file in files.items():
                write(file, Path(folder, PYODIDE_FILES[kind]).read_bytes())
    return {kind: file.read_bytes() for kind, file in files.items()}


def stdlib() -> bytes:
    """The modules of stdlib.txt from Pyodide's standard library, compiled, as a stored zip."""
    source = PYODIDE / "python_stdlib.zip"
    kept = {line for line in KEPT.read_text().splitlines() if line and not line.startswith("#")}

    def make(folder: Path) -> Path:
        archive = folder / "stdlib.zip"
        with zipfile.ZipFile(source) as whole, zipfile.ZipFile(archive, "w") as trimmed:
            modules = {_module(name): name for name in whole.namelist() if name.endswith(".py")}
            if missing := kept - modules.keys():
                raise SystemExit(
                    f"{KEPT.name} names modules that the standard library lacks: {', '.join(sorted(missing))}"
                )
            for module in sorted(kept):
                trimmed.writestr(modules[module], whole.read(modules[module]))
        return _compile(archive, optimize=2)

    return _cached("stdlib", [source, KEPT], make, _without_lines)


def calculators() -> bytes:
    """The wheel of the package `calculators`, compiled, as a stored zip."""
    package = ROOT / "calculators"
    unused = {"__main__.py", "examples.toml"}  # the command line and what the tests alone read
    sources = [path for path in package.rglob("*") if path.is_file() and path.name not in unused]
    sources = [path for path in sources if "__pycache__" not in path.parts]
    sources += [ROOT / "pyproject.toml", ROOT / "LICENSE"]

    def make(folder: Path) -> Path:
        for path in sources:
            copy = folder / "source" / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        run_module("build", "--wheel", "--no-isolation", "--outdir", str(folder), str(folder / "source"))
        (wheel,) = folder.glob("*.whl")
        return _compile(wheel, optimize=2)

    return _cached("calculators", sources, make)


def _module(name: str) -> str:
    """The module's name for a path in an archive: `json/decoder.py` is json.decoder, `json/__init__.py` is json."""
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _compile(archive: Path, optimize: int) -> Path:
    """The archive with .pyc instead of .py, by pyodide-build. `optimize` is Python's -O level: 2 drops docstrings."""
    before = set(archive.parent.iterdir())
    run_module("pyodide_cli", "py-compile", "--silent", "--compression-level", "0", str(archive), optimize=optimize)
    (result,) = (set(archive.parent.glob("*cp3*.whl")) - before) or {archive}
    return result


def run_module(module: str, *arguments: str, optimize: int = 0) -> None:
    """Runs a Python module, and shows its output if it fails. A fixed date: .pyc files depend on nothing else."""
    environment = os.environ | {"PYTHONOPTIMIZE": str(optimize or ""), "SOURCE_DATE_EPOCH": "315532800"}
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}")


def _cached(
    name: str,
    sources: Iterable[Path],
    make: Callable[[Path], Path],
    change: Callable[[CodeType], CodeType] | None = None,
) -> bytes:
    """The archive that `make` leaves in a folder, made again only where a source, this file or Python has changed."""
    file = CACHE / "runtime" / f"{name}-{_key(sources)}.zip"
    if not file.exists():
        with TemporaryDirectory() as folder:
            archive = make(Path(folder))
            stored = Path(folder) / "stored"
            with zipfile.ZipFile(archive) as source, zipfile.ZipFile(stored, "w") as target:
                for member in sorted(name for name in source.namelist() if ".dist-info/" not in name):
                    content = source.read(member)
                    if change and member.endswith(".pyc"):
                        code = marshal.loads(content[PYC_HEADER:])
                        content = content[:PYC_HEADER] + marshal.dumps(change(code))
                    target.writestr(zipfile.ZipInfo(member, LONG_AGO), content)
            write(file, stored.read_bytes())
    return file.read_bytes()


def _key(sources: Iterable[Path]) -> str:
    """Another one as soon as a source, this file, our libraries or Python are others."""
    key = hashlib.sha256(sys.version.encode())
    for path in sorted([*sources, Path(__file__), ROOT / "requirements.lock"]):
        key.update(f"{path.relative_to(ROOT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return key.hexdigest()


def _without_lines(code: CodeType) -> CodeType:
    """The code without its line tables, and so for the functions in it. Tracebacks then show no line for it."""
    constants = tuple(_without_lines(c) if isinstance(c, CodeType) else c for c in code.co_consts)
    return code.replace(co_linetable=b"", co_consts=constants)


def _hash(*contents: bytes) -> str:
    """Eight hexadecimal digits are enough to tell our own versions apart."""
    return digits(b"".join(hashlib.sha256(content).digest() for content in contents))

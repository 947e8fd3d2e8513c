"""Brotli and gzip at their highest level, remembered: the runtime takes half a minute and rarely changes."""

import gzip
import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from build_scripts import CACHE

# What is worth compressing; pictures and fonts are compressed already.
SUFFIXES = {".css", ".html", ".ics", ".js", ".json", ".mjs", ".svg", ".txt", ".wasm", ".webmanifest", ".xml", ".zip"}


def write(path: Path, content: bytes) -> None:
    """Writes a file at once or not at all: two builds may run side by side."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{id(content)}.part")
    part.write_bytes(content)
    part.replace(path)


def compressed(content: bytes) -> dict[str, bytes]:
    """The content under brotli (`br`) and gzip (`gz`), from the cache where it was compressed before."""
    stem = CACHE / "compressed" / hashlib.sha256(content).hexdigest()
    result = {}
    for suffix, compress in (("br", _brotli), ("gz", _gzip)):
        file = stem.with_suffix(f".{suffix}")
        if not file.exists():
            write(file, compress(content))
        result[suffix] = file.read_bytes()
    return result


def precompress(folder: Path) -> int:
    """Puts a .br and a .gz beside every file of the folder that gets smaller by it; how many it did."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and file.suffix in SUFFIXES]

    def one(file: Path) -> None:
        content = file.read_bytes()
        for suffix, smaller in compressed(content).items():
            if len(smaller) < len(content):
                file.with_name(f"{file.name}.{suffix}").write_bytes(smaller)

    with ThreadPoolExecutor() as threads:  # both libraries let other threads run while they compress
        list(threads.map(one, files))
    return len(files)


def _brotli(content: bytes) -> bytes:
    return bytes(brotli.compress(content, quality=11, lgwin=24))


def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)

"""French spacing: no line may start with ? ! ; : or », nor end with «. `make format` mends it.

In the texts themselves, not in the pages made of them: the answers computed in the browser must have it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from build_scripts import ROOT

HARD = "\u00a0"
_BEFORE = re.compile(r"(?<=\S) (?=[?!;:»](?:[\s\"'”)\]*_<|,.…»?!]|$))", re.MULTILINE)
_AFTER = re.compile(r"« (?=\S)")


def french_files() -> Iterator[Path]:
    """Every file with French that readers see."""
    docs, calculators = ROOT / "docs", ROOT / "calculators"
    yield from sorted(docs.glob("fr/**/*.md"))
    yield from sorted([*docs.glob("facts/*.toml"), *docs.glob("tables/*.toml"), *docs.glob("*.toml")])
    yield from sorted(path for path in calculators.glob("*/*.toml") if path.name != "texts.nl.toml")


def spaced(text: str) -> str:
    """The text with no-break spaces where French wants them."""
    return _AFTER.sub("«" + HARD, _BEFORE.sub(HARD, text))


if __name__ == "__main__":
    for path in french_files():
        text = path.read_text(encoding="utf-8")
        if spaced(text) != text:
            path.write_text(spaced(text), encoding="utf-8")
            print(path.relative_to(ROOT))

"""French spacing in every text that readers see; `make format` mends it."""

from pathlib import Path

import pytest

from build_scripts import ROOT
from build_scripts.pages.typography import french_files, spaced


@pytest.mark.parametrize("path", list(french_files()), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_line_starts_with_a_lone_mark(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert spaced(text) == text, "run make format"


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("Pourquoi ?", "Pourquoi\u00a0?"),
        ("« oui » ; non : si !", "«\u00a0oui\u00a0»\u00a0; non\u00a0: si\u00a0!"),
        ("| --- | :--- |", "| --- | :--- |"),
        ("    ??? info", "    ??? info"),
        ("    !!! tip", "    !!! tip"),
        ("{: .class }", "{: .class }"),
        ("a ? b", "a\u00a0? b"),
    ],
)
def test_only_french_marks_are_touched(typed: str, mended: str) -> None:
    assert spaced(typed) == mended

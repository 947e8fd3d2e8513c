"""Zensical, the successor of our theme, builds the same pages from the same sources."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_scripts import ROOT

SOURCES = ("build_scripts", "calculators", "docs", "mkdocs.yml")


@pytest.fixture(scope="module")
def successor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as Zensical builds it, from a copy: it writes beside its configuration."""
    folder = tmp_path_factory.mktemp("zensical")
    for name in SOURCES:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, folder / name)
    command = [sys.executable, "-m", "zensical", "build", "--clean", "-f", "mkdocs.yml"]
    done = subprocess.run(command, cwd=folder, env=os.environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def test_same_pages(site: Path, successor: Path) -> None:
    def pages(folder: Path) -> set[str]:
        return {path.relative_to(folder).as_posix() for path in folder.rglob("index.html")}

    assert pages(successor) >= {page for page in pages(site) if not page.startswith("nl/")}


def test_same_calculators(site: Path, successor: Path) -> None:
    """The macros ran there too: each calculator's form is in its page, and no macro is left as text."""
    for page in site.glob("calculateurs/*/index.html"):
        other = (successor / page.relative_to(site)).read_text(encoding="utf-8")
        assert other.count("data-calculator=") == page.read_text(encoding="utf-8").count("data-calculator=")
        assert "{{" not in other.split("<article", 1)[-1].split("</article>", 1)[0]

"""What turns the guides into pages: MkDocs with Material, or Zensical, which succeeds them. GENERATOR says which."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from build_scripts import ROOT

_SOURCES = ("build_scripts", "calculators", "docs", "package-lock.json", "requirements.lock")
"""What the pages are made of, besides the configuration."""


@dataclass(frozen=True, slots=True)
class Generator:
    """`pages(configuration, folder, environment)` writes the pages and what the theme brings into an empty folder, and
    says whether nothing is wrong. `root(page)` leads from a page that a macro is called in to the root of the site.
    `ours` says whether the theme's search dialog is one that our search stands behind.
    """

    package: str
    pages: Callable[[Path, Path, Mapping[str, str]], bool]
    root: Callable[[Any], str]
    ours: bool


def chosen() -> Generator:
    """The one that GENERATOR names; MkDocs where it is not set. Errors: another name."""
    name = os.environ.get("GENERATOR") or "mkdocs"
    if name not in GENERATORS:
        raise SystemExit(f"GENERATOR={name} is unknown. Use one of: {', '.join(GENERATORS)}")
    return GENERATORS[name]


def _mkdocs(configuration: Path, folder: Path, environment: Mapping[str, str]) -> bool:
    command = ["build", "--strict", "-f", str(configuration), "-d", str(folder)]
    return _run("mkdocs", *command, cwd=ROOT, environment={**environment, "NO_MKDOCS_2_WARNING": "1"})


def _zensical(configuration: Path, folder: Path, environment: Mapping[str, str]) -> bool:
    """In a copy: it writes beside its configuration, and what it keeps from one build to the next knows no macros."""
    with TemporaryDirectory() as name:
        copy = Path(name)
        for source in (*(ROOT / each for each in _SOURCES), configuration):
            (shutil.copytree if source.is_dir() else shutil.copyfile)(source, copy / source.name)
        done = _run("zensical", "build", "--strict", "-f", configuration.name, cwd=copy, environment=environment)
        if done:
            shutil.copytree(copy / "site", folder, dirs_exist_ok=True)
        return done


def _run(module: str, *arguments: str, cwd: Path, environment: Mapping[str, str]) -> bool:
    return subprocess.call([sys.executable, "-m", module, *arguments], cwd=cwd, env=os.environ | environment) == 0


def _above(address: str) -> str:
    return "../" * address.count("/")


GENERATORS = {
    "mkdocs": Generator(
        "mkdocs-material",
        _mkdocs,
        root=lambda page: _above(str(page.url)),
        ours=True,
    ),
    "zensical": Generator(
        "zensical",
        _zensical,
        root=lambda page: _above(str(page.path)),  # it reads an address in HTML as from the source, and moves it
        ours=False,
    ),
}
"""By the word in the Makefile."""

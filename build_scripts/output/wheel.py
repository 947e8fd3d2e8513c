"""The calculators as a wheel, for other programs: `calculators-2026.11.2-py3-none-any.whl`, with nothing left out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from build_scripts import ROOT
from build_scripts.output.runtime import run_module
from calculators import CALCULATORS
from calculators.engine.calculator import load


def version() -> str:
    """That of the rules: the newest of the calculators'."""
    return max(
        (load(slug).figures.version for slug in CALCULATORS),
        key=lambda version: tuple(map(int, version.split("."))),
    )


def name() -> str:
    return f"calculators-{version()}-py3-none-any.whl"


def write(site: Path) -> None:
    """Makes the wheel in the root of the site."""
    with TemporaryDirectory() as folder:
        source = Path(folder)
        shutil.copytree(ROOT / "calculators", source / "calculators", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copyfile(ROOT / "LICENSE", source / "LICENSE")
        project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
        told, often = re.subn(r'^version = "0"$', f'version = "{version()}"', project, flags=re.MULTILINE)
        assert often == 1, "pyproject.toml has no version “0” in whose place that of the rules would stand"
        (source / "pyproject.toml").write_text(told, encoding="utf-8")
        run_module("build", "--wheel", "--no-isolation", "--outdir", str(site), folder)

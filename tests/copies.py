"""A copy of the project that a test may change and build, as someone does who carries it on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from build_scripts import ROOT

LENT = ("node_modules", ".cache")
"""What takes long to make, and is the same for every copy."""


def copy_of_project(folder: Path) -> Path:
    """What git knows of the project, or would take, in `folder`."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    for name in LENT:
        (folder / name).symlink_to((ROOT / name).resolve())
    return folder


def run(project: Path, *arguments: str) -> str:
    """What a Python module of the copy prints: `run(project, "calculators", "complaint")`. Errors: it fails."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SITE", "PY"))}
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=project, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(project: Path) -> Path:
    """The site of the copy."""
    run(project, "build_scripts", "build", "--site", str(project / "site"))
    return project / "site"

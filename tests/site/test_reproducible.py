"""The same sources give the same bytes, wherever and whenever the site is built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from build_scripts import CACHE
from tests.copies import copy_of_project

ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "4711"}


def test_two_builds_are_the_same(site: Path, tmp_path: Path) -> None:
    """In another folder, time zone, language, order of sets and set of rights; what is compiled, compiled anew."""
    project = copy_of_project(tmp_path / "elsewhere")
    (project / ".cache").unlink()
    (project / ".cache").mkdir()
    (project / ".cache" / "compressed").symlink_to(CACHE / "compressed")  # by the digest of what was compressed
    command = [sys.executable, "-m", "build_scripts", "build", "--site", "site"]
    done = subprocess.run(command, cwd=project, env=os.environ | ELSEWHERE, umask=0o077, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    first, second = contents(site), contents(project / "site")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

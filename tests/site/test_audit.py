"""`make audit` says what the advisory services say, and that it knows nothing where they do not answer."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from build_scripts import ROOT

CLEAN, SKIPPED = (
    "No known vulnerabilities found",
    "lxml  Dependency not found on PyPI and could not be audited: lxml (6)",
)
KNOWN = "Found 1 known vulnerability in 1 package"


@pytest.mark.parametrize(
    ("python", "node", "status", "unknown"),
    [
        ((CLEAN, 0), ("found 0 vulnerabilities", 0), 0, 0),
        ((KNOWN, 1), ("found 0 vulnerabilities", 0), 1, 0),
        ((CLEAN, 0), ("1 high severity vulnerability", 1), 1, 0),
        ((f"{CLEAN}\n{SKIPPED}", 0), ("found 0 vulnerabilities", 0), 2, 1),
        ((f"{CLEAN}\n{SKIPPED}", 0), ("npm error audit endpoint returned an error", 1), 2, 2),
    ],
)
def test_no_answer_is_not_a_good_one(
    tmp_path: Path, python: tuple[str, int], node: tuple[str, int], status: int, unknown: int
) -> None:
    for name, (words, code) in (("uv", python), ("npm", node)):
        (tmp_path / name).write_text(f"#!/bin/sh\ncat <<'END'\n{words}\nEND\nexit {code}\n")
        (tmp_path / name).chmod(0o755)
    environment = os.environ | {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    command = ["sh", str(ROOT / "build_scripts" / "audit.sh"), str(tmp_path / "uv")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == status
    assert done.stderr.count("nothing is known, good or bad") == unknown
    assert not unknown or CLEAN not in done.stdout

"""A change of the figures has a version and an entry for the reader; the commands that README names work."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from build_scripts import ROOT
from calculators import CALCULATORS
from calculators.engine.calculator import load
from calculators.engine.figures import Figures

KEPT = Path(__file__).with_name("versions.toml")


def digest(figures: Figures) -> str:
    """Of what the figures and those they rest on say, however the files are laid out; notes are no rules."""
    said = [
        [
            *(f.name, str(f.value), f.unit, f.since, f.until, f.where, f.at_least),
            *(f.unsettled, f.source.id, f.paragraph, f.grade),
        ]
        for f in (*figures.figures, *(figures.basis.figures if figures.basis else ()))
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


@pytest.mark.parametrize("slug", CALCULATORS)
def test_figures_do_not_change_under_the_same_version(slug: str) -> None:
    figures = load(slug).figures
    kept = tomllib.loads(KEPT.read_text(encoding="utf-8")).get(slug, {})
    now = {"version": figures.version, "figures": digest(figures)}
    same = kept.get("figures") == now["figures"]
    assert same or kept.get("version") != now["version"], (
        f"The figures of {slug} have changed under version {now['version']}. Give figures.toml a new version and a new "
        f"“checked”, add an entry to docs/fr/a-propos/changements.md, and write here: {slug} = {now}"
    )
    assert kept == now, f"{KEPT.name} lags behind. Write in it: {slug} = {now}"


@pytest.mark.parametrize("slug", CALCULATORS)
def test_every_calculator_and_its_version_stand_among_the_changes(slug: str) -> None:
    """Under its version, as a link to its page."""
    page = (ROOT / "docs" / "fr" / "a-propos" / "changements.md").read_text(encoding="utf-8")
    entries = {entry.split(",")[0]: entry for entry in page.split("\n## Version ")[1:]}
    version = load(slug).figures.version
    assert f"](../{CALCULATORS[slug].rstrip('/')}.md)" in entries.get(version, ""), f"{slug}, version {version}"


COMMANDS = [
    line.split("  ")[0].strip()
    for name in ("README.md", "CONTRIBUTING.md")
    for block in re.findall(r"```sh\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    for line in block.splitlines()
    if line.startswith(".venv/bin/python -m calculators")
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_works(command: str, tmp_path: Path) -> None:
    """As it is written; the file of cases that the batch reads is made here."""
    (tmp_path / "cas.jsonl").write_text('{"slug": "cmp-project"}\n')
    arguments, _, file = command.removeprefix(".venv/bin/python ").partition(" < ")
    given = (tmp_path / file).read_text() if file else ""
    done = subprocess.run([sys.executable, *arguments.split()], cwd=ROOT, input=given, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_there_are_commands_to_try() -> None:
    assert len(COMMANDS) >= 5

"""What is promised to those who carry the project on: an amount is changed in one file."""

from __future__ import annotations

import shutil
from pathlib import Path

from build_scripts import ROOT
from build_scripts.pages import knowledge, tables
from calculators.engine import figures_file, report
from calculators.engine.calculator import load

OLD = """[[report]]
value = 500
unit = "EUR per project"
since = 2015-04-20
start_unknown = true
source = "inami-projet-local, financement"
"""
NEW = """[[report]]
value = 500
unit = "EUR per project"
since = 2015-04-20
until = 2026-12-31
start_unknown = true
source = "inami-projet-local, financement"
grade = "official"

[[report]]
value = 550
unit = "EUR per project"
since = 2027-01-01
source = "inami-projet-local, financement"
"""


def test_an_amount_is_changed_in_one_file(tmp_path: Path) -> None:
    """The old amount gets its last day, the new one stands below it: rule, table and form follow."""
    known = load("cmp-project")
    folder = tmp_path / "cmp_project"
    shutil.copytree(known.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    file = folder / "figures.toml"
    text = file.read_text(encoding="utf-8")
    assert text.count(OLD) == 1
    file.write_text(text.replace(OLD, NEW).replace("checked = 2026-11-25", "checked = 2027-02-01"), encoding="utf-8")

    changed = known.with_figures(figures_file.read(file))
    for meeting, amount in (("2026-12-31", "500.00"), ("2027-01-01", "550.00"), ("2027-02-01", "550.00")):
        rows = {row["key"]: row["amount"] for row in report.answer(changed, f"meeting={meeting}")["rows"]}
        assert rows["report"] == amount
    table = tables.figures(changed.figures.figures, knowledge.words("fr", "cmp-project"))
    assert "550\u00a0EUR" in table
    assert "lu en 2027, début inconnu, jusqu’au 31 décembre 2026" in table
    assert "depuis le 1er janvier 2027" in table


def test_the_engine_knows_no_benefit_by_name() -> None:
    """Nor does what is made of it: no slug, folder or question of a calculator stands in the engine."""
    names = {path.name for path in (ROOT / "calculators").iterdir() if (path / "rule.py").exists()}
    for path in (ROOT / "calculators" / "engine").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        for name in names:
            assert name not in text, path
            assert name.replace("_", "-") not in text, path

"""What README promises to those who carry the project on: change an amount, add a calculator."""

from __future__ import annotations

import shutil
import sys
from datetime import date

import pytest

from build_scripts import ROOT
from build_scripts.output import packs
from build_scripts.pages import form, tables
from calculators.engine import figures_file, report
from calculators.engine.calculator import load
from tests.law import examples

OLD = """[[report]]
value = 500
unit = "EUR per project"
since = 2015-04-20
"""
NEW = """[[report]]
value = 500
unit = "EUR per project"
since = 2015-04-20
until = 2026-12-31
source = "sspf-cmp, Financement"
grade = "official"

[[report]]
value = 550
unit = "EUR per project"
since = 2027-01-01
"""


def test_an_amount_is_changed_in_one_file(tmp_path):
    """The old amount gets its last day, the new one stands below it: rule, table and form follow."""
    known = load("cmp-project")
    folder = tmp_path / "cmp_project"
    shutil.copytree(known.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    file = folder / "figures.toml"
    text = file.read_text(encoding="utf-8")
    assert text.count(OLD) == 1
    file.write_text(text.replace(OLD, NEW).replace("checked = 2026-11-22", "checked = 2027-02-01"), encoding="utf-8")

    changed = known.with_figures(figures_file.read(file))
    for meeting, amount in (("2026-12-31", "500.00"), ("2027-01-01", "550.00"), ("2027-02-01", "550.00")):
        rows = {row["key"]: row["amount"] for row in report.answer(changed, f"meeting={meeting}")["rows"]}
        assert rows["report"] == amount
    table = tables.figures(changed.figures.figures, changed.words("fr"))
    assert "550\u00a0EUR" in table
    assert "du 20 avril 2015 au 31 décembre 2026" in table


TOY = {
    "figures.toml": """
version = "2030.01"
checked = 2030-01-01
[sources.toy]
title = "Arrêté royal des jouets"
short = "AR jouets"
url = "https://example.org/"
grade = "official"
[[per_toy]]
value = 12.5
unit = "EUR per toy"
since = 2029-01-01
source = "toy, art. 2"
grade = "official"
[[most]]
value = 4
unit = "toys"
since = 2029-01-01
source = "toy, art. 3"
grade = "reading"
""",
    "texts.fr.toml": """
title = "Prime des jouets"
[questions.toys]
label = "Combien de jouets ?"
noun = "le nombre de jouets"
[rows]
toys = "Jouets"
[counts]
toys = "{n} jouet"
"toys.many" = "{n} jouets"
[units]
"EUR per toy" = "EUR par jouet"
toys = "{n} jouet"
"toys.many" = "{n} jouets"
[figures]
per_toy = "Par jouet"
most = "Au plus"
""",
    "examples.toml": """
[[example]]
name = "Cinq jouets, quatre payés"
query = "toys=5"
outcome = "paid"
total = "50.00"
rows = { toys = "50.00" }
citations = ["toy"]
show = true
""",
    "rule.py": '''
"""So much a toy, at most four."""
from calculators.engine.questions import Question

def questions(figures):
    return (Question("toys", "count", "1"),)

def day(case, figures):
    return figures.checked

def asked_most(figures):
    return {"toys": ("1", "2", "3")}

def rule(case, law, ledger, agenda):
    """Art. 2: so much a toy; art. 3: at most four."""
    ledger.pay("toys", law.per_toy, toys=law.most.limit(case.toys))
''',
    "__init__.py": "",
}


@pytest.fixture
def toy(tmp_path, monkeypatch):
    folder = tmp_path / "others" / "toy_premium"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").write_text("")
    for name, text in TOY.items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield load("toy-premium", "others")
    for name in [name for name in sys.modules if name.split(".")[0] == "others"]:
        del sys.modules[name]


def test_a_folder_is_all_it_takes_to_add_a_calculator(toy):
    """Its four files give answers, messages, a form with its examples, a table of its figures and a pack."""
    (example,) = toy.examples()
    assert examples.failures(toy, example) == []
    (row,) = report.answer(toy, "toys=5")["rows"]
    assert row["working"].replace("\u00a0", " ") == "4 jouets (sur 5 ; au plus 4) × 12,50 EUR"
    assert row["grade"] == "reading"
    assert report.answer(toy, "toys=x")["problems"]["toys"].startswith("Indiquez le nombre de jouets")
    assert toy.figures.on(date(2029, 6, 1)).per_toy.value == toy.figures.figures[0].value

    shown = form.calculator(toy, "fr", ready=False)
    assert [q["label"] for q in shown["questions"]] == ["Combien de jouets ?"]
    assert "Cinq jouets, quatre payés" in shown["static"]
    assert toy.words("fr")("title") == "Prime des jouets"
    pack = packs.pack(toy, toy.asked_most(toy.figures), "fr")
    assert pack["cases"] == [0, 1, 2]


def test_the_engine_knows_no_benefit_by_name():
    """Nor does what is made of it: no slug, folder or question of a calculator stands in the engine."""
    names = {path.name for path in (ROOT / "calculators").iterdir() if (path / "rule.py").exists()}
    for path in (ROOT / "calculators" / "engine").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        for name in names:
            assert name not in text, path
            assert name.replace("_", "-") not in text, path

"""A calculator is its folder, its page and one line of the menu: a made-up one, in a copy, with no other edit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests import copies

SLUG, PAGE = "toy-premium", "calculateurs/prime-des-jouets/"
FOLDER = {
    "__init__.py": "",
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
[card]
title = "Jouets"
text = "Ce que valent vos jouets."
[questions.toys]
label = "Combien de jouets ?"
noun = "le nombre de jouets"
[rows]
toys = "Jouets"
[counts]
toys = "{n} jouet"
"toys.many" = "{n} jouets"
[units]
toys = "{n} jouet"
"toys.many" = "{n} jouets"
[figures]
per_toy = "Par jouet"
most = "Au plus"
[picture]
title = "Vos jouets"
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
    "picture.py": '''
"""A toy for each toy."""
from calculators.engine import drawing

def picture(case, law, ledger, words):
    return drawing.svg("", 10, 10, words("picture.title"), words("picture.title"), words("picture.title"))
''',
}
GUIDE = """---
description: Calculer la prime des jouets, qui n’existe pas.
sources: [toy]
checked: 2030-01-01
changed: Rien.
---

# Prime des jouets

{{ calculator("toy-premium") }}

{{ figures_table("toy_premium") }}

{{ examples("toy_premium") }}

{{ provenance() }}
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy with the new folder, the new page and the new line, and nothing else."""
    copy = copies.copy_of_project(tmp_path_factory.mktemp("toy"))
    for name, text in FOLDER.items():
        file = copy / "calculators" / "toy_premium" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (copy / "docs" / "fr" / f"{PAGE.rstrip('/')}.md").write_text(GUIDE, encoding="utf-8")
    list_of_all = copy / "calculators" / "__init__.py"
    text = list_of_all.read_text(encoding="utf-8")
    last = '    "complaint": "calculateurs/plainte-inami/",\n'
    assert last in text
    list_of_all.write_text(text.replace(last, f'{last}    "{SLUG}": "{PAGE}",\n'), encoding="utf-8")
    return copy


@pytest.fixture(scope="module")
def built(project: Path) -> Path:
    return copies.build(project)


@pytest.fixture(scope="module")
def soup(built: Path) -> BeautifulSoup:
    return BeautifulSoup((built / PAGE / "index.html").read_text(encoding="utf-8"), "lxml")


def test_the_command_line_has_it(project: Path) -> None:
    listed = copies.run(project, "calculators").splitlines()
    assert listed[-1] == f"{SLUG}\tPrime des jouets"
    found = json.loads(copies.run(project, "calculators", SLUG, "toys=5", "--json"))
    (row,) = found["rows"]
    assert row["working"].replace("\u00a0", " ") == "4 jouets (sur 5 ; au plus 4) × 12,50 EUR"
    assert (found["total"], row["grade"]) == ("50.00", "reading")
    assert "Vos jouets" in found["html"]
    assert copies.run(project, "calculators", SLUG, "--questions") == "toys\tcount\t\t1\tCombien de jouets ?\n"


def test_its_page_has_form_result_table_examples_and_pack(built: Path, soup: BeautifulSoup) -> None:
    (form,) = soup.select(f"form[data-calculator={SLUG}]")
    assert [label.get_text(strip=True) for label in form.select("[data-question=toys] label")] == [
        "Combien de jouets ?"
    ]
    (result,) = soup.select("[data-result]")
    assert result["data-total"] == "12.50"
    assert soup.article
    assert "Par jouet" in soup.article.get_text()
    assert "Cinq jouets, quatre payés" in soup.article.get_text()
    pack = json.loads((built / "assets" / "packs" / str(form["data-pack"])).read_text(encoding="utf-8"))
    assert pack["questions"][0][3] == ["1", "2", "3"]


def test_it_stands_in_the_menu_and_among_the_cards(built: Path) -> None:
    home = BeautifulSoup((built / "index.html").read_text(encoding="utf-8"), "lxml")
    assert [a.get_text(strip=True) for a in home.select(f'nav a[href="{PAGE}"]')] == ["Prime des jouets"]
    cards = BeautifulSoup((built / "calculateurs" / "index.html").read_text(encoding="utf-8"), "lxml")
    assert cards.article
    assert "Ce que valent vos jouets." in cards.article.get_text()


def test_its_figures_and_its_source_are_published(built: Path) -> None:
    published = json.loads((built / "figures.json").read_text(encoding="utf-8"))
    assert [f["name"] for f in published["figures"] if f["calculator"] == SLUG] == ["per_toy", "most"]
    assert published["sources"]["toy"]["title"] == "Arrêté royal des jouets"
    for page, words in (("chiffres", "Par jouet"), ("sources", "Arrêté royal des jouets")):
        assert words in (built / "a-propos" / page / "index.html").read_text(encoding="utf-8")


def test_the_tests_of_the_pages_and_of_the_browser_have_it(project: Path) -> None:
    """By themselves: each test of every calculator has one more case."""
    listed = copies.run(project, "pytest", "tests", "--collect-only", "-p", "no:cacheprovider").splitlines()
    ours = [line for line in listed if SLUG in line]
    for room in ("tests/law/", "tests/site/", "tests/browser/"):
        assert [line for line in ours if line.startswith(room)], room


def test_its_examples_are_proved_like_all_others(project: Path) -> None:
    said = copies.run(project, "pytest", "tests/law/test_examples.py", "-q", "-k", SLUG, "-p", "no:cacheprovider")
    assert "passed" in said or said.strip().endswith("%]"), said

"""What the page for other programs promises: its examples run as they are written, on what the site holds."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from build_scripts import ROOT
from build_scripts.output import wheel
from build_scripts.serve import Server
from calculators import CALCULATORS, answer
from calculators.engine.calculator import load

PAGE = (ROOT / "docs" / "fr" / "a-propos" / "programmes.md").read_text(encoding="utf-8")


def examples(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE.replace("{{ wheel_name() }}", wheel.name()), re.M | re.S)


@pytest.fixture
def alone(site: Path, tmp_path: Path) -> dict[str, object]:
    """How a command runs that knows the wheel, and nothing of this project."""
    found = {key: value for key, value in os.environ.items() if not key.startswith("PY")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**found, "PYTHONPATH": str(site / wheel.name()), "PATH": path}
    return {"cwd": tmp_path, "env": environment, "capture_output": True, "text": True, "check": True}


def test_there_are_examples() -> None:
    assert [len(examples(language)) for language in ("sh", "python", "js", "html")] == [1, 1, 1, 1]


def test_the_commands_run(site: Path, alone: dict[str, object]) -> None:
    install, *commands = examples("sh")[0].splitlines()
    assert install == f"pip install https://example.org/{wheel.name()}"
    assert (site / wheel.name()).is_file()
    case, asked, batch = (subprocess.run(["sh", "-c", command], **alone).stdout for command in commands)  # type: ignore[call-overload]
    assert json.loads(case) == json.loads(json.dumps(answer("cmp-project", "animator=none")))
    assert len(asked.splitlines()) == len(load("gp-premium").questions)
    assert json.loads(batch) == {"outcome": "paid", "total": answer("gp-premium", "year=2024&reached=7")["total"]}


def test_the_python_runs(alone: dict[str, object]) -> None:
    said = subprocess.run([sys.executable, "-c", examples("python")[0]], **alone).stdout  # type: ignore[call-overload]
    found = answer("gp-premium", "year=2024&reached=7")
    assert said.splitlines()[0] == f"{found['total']} {found['grade']}"
    assert len(said.splitlines()) == 1 + len(found["rows"])
    assert found["rows"][0]["citations"][0]["url"] in said


def test_the_javascript_runs(server: str, tmp_path: Path) -> None:
    script = examples("js")[0]
    assert script.count("https://example.org/") == 1
    command = ["node", "--input-type=module", "-e", script.replace("https://example.org/", f"{server}/")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    law = load("gp-premium").figures.figures
    values = [str(figure.value) for figure in law if figure.name == "tier" and str(figure.until) == "2024-12-31"]
    assert len(values) > 2
    assert [line.split()[0] for line in done.stdout.splitlines()] == [value for value in values if value != "None"]


def test_the_tag_shows_its_case_in_the_page_of_another_origin(browser: Browser, server: str, tmp_path: Path) -> None:
    tag = examples("html")[0]
    assert tag.count("https://example.org/") == 1
    said = 'data-calculator="gp-premium"', 'data-query="year=2024&amp;reached=7"', 'data-theme="light"'
    assert [each for each in said if each not in tag] == []
    page = f"<!doctype html><title>Le cercle</title><body>{tag.replace('https://example.org/', f'{server}/')}"
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    other = Server(tmp_path).start()
    guest = browser.new_context(locale="fr-BE", color_scheme="dark").new_page()
    guest.goto(other.url)
    inside = guest.frame_locator("iframe")
    total = answer("gp-premium", "year=2024&reached=7")["total"]
    expect(inside.locator(f'[data-result][data-total="{total}"]')).to_be_visible(timeout=30_000)
    expect(inside.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    guest.context.close()
    other.shutdown()


def test_the_wheel_holds_every_calculator_and_needs_nothing(site: Path) -> None:
    with zipfile.ZipFile(site / wheel.name()) as archive:
        names = set(archive.namelist())
        metadata = archive.read(f"calculators-{wheel.version()}.dist-info/METADATA").decode()
    for slug in CALCULATORS:
        folder = f"calculators/{slug.replace('-', '_')}"
        assert {f"{folder}/{file}" for file in ("rule.py", "figures.toml", "texts.fr.toml", "examples.toml")} <= names
    assert "calculators/__main__.py" in names
    assert not [name for name in names if "__pycache__" in name]
    assert f"Version: {wheel.version()}" in metadata
    assert "Requires-Dist" not in metadata

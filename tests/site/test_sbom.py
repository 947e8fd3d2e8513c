"""sbom.cdx.json and the page on licences: a valid list of all that the site holds and others made."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import material
import pytest
from bs4 import BeautifulSoup
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from build_scripts import ROOT
from build_scripts.components import components
from build_scripts.output import sbom

ICON = re.compile(r"""<svg[^<>]* viewBox=["']0 0 (?:16|24|320|384|448|512) (?:16|24|512)["'].*?</svg>""", re.DOTALL)
OUTLINE = re.compile(r"""\bd=["']([^"']+)""")


@pytest.fixture(scope="module")
def told(site: Path) -> dict[str, Any]:
    return json.loads((site / sbom.NAME).read_text(encoding="utf-8"))


def every(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for each in components:
        yield each
        yield from every(each.get("components", []))


def test_it_is_valid_cyclonedx(told: dict[str, Any]) -> None:
    def schema(name: str) -> dict[str, Any]:
        return json.loads((files("cyclonedx.schema._res") / f"{name}.SNAPSHOT.schema.json").read_text(encoding="utf-8"))

    whole = schema("bom-1.6")
    others = {f"{name}.SNAPSHOT.schema.json": schema(name) for name in ("spdx", "jsf-0.82")}
    registry = Registry().with_resources(
        (urljoin(whole["$id"], name), Resource.from_contents(other)) for name, other in others.items()
    )
    assert told["specVersion"] == "1.6"
    assert not list(Draft7Validator(whole, registry=registry).iter_errors(told))


def test_every_licence_has_its_spdx_name_and_every_notice_is_there(site: Path, told: dict[str, Any]) -> None:
    for each in told["components"]:
        assert all("expression" in one or "id" in one["license"] for one in each["licenses"]), each["name"]
    for component in components().values():
        notice = (site / "assets" / "licences" / component.notice).read_text(encoding="utf-8")
        assert component.title.partition(" ")[0].lower() in notice.lower(), component.title


def test_every_script_style_and_picture_has_its_digest(site: Path, told: dict[str, Any]) -> None:
    listed = {
        each["name"]: each["hashes"][0]["content"]
        for each in every([told["metadata"]["component"], *told["components"]])
        if each["type"] == "file"
    }
    assert listed == {place: hashlib.sha256((site / place).read_bytes()).hexdigest() for place in sbom.places(site)}
    suffixes = {path.suffix for path in site.rglob("*") if path.is_file() and path.suffix not in {".br", ".gz"}}
    data = {"", ".html", ".json", ".xml", ".txt", ".webmanifest", ".ics"}  # pages, figures, words and notices
    assert suffixes - data <= {Path(place).suffix for place in listed}


def test_all_that_the_themes_script_and_style_hold_is_listed_and_nothing_else() -> None:
    """By the maps of sources that the theme brings."""
    held = sbom.of_theme(Path(material.__file__).parent / "templates" / "assets") - {"lunr"}  # dropped by search.py
    assert len(held) == 6
    icons = {"material", "octicons", "fontawesome"}
    assert held == {each.id for each in components().values() if each.part_of == "mkdocs-material"} - icons


def test_the_icons_are_of_the_sets_that_are_listed(site: Path) -> None:
    """Each icon in pages and styles is one of a set that the licences name, and each set is used."""
    folder = Path(material.__file__).parent / "templates" / ".icons"
    sets: dict[str, str] = {}
    for path in folder.rglob("*.svg"):
        name = path.relative_to(folder).parts[0]
        sets |= dict.fromkeys(OUTLINE.findall(path.read_text(encoding="utf-8")), name)
    texts = (unquote(path.read_text(encoding="utf-8")) for path in site.rglob("*") if path.suffix in {".html", ".css"})
    found = {outline for text in texts for icon in ICON.findall(text) for outline in OUTLINE.findall(icon)}
    assert not [outline for outline in found if outline not in sets]
    assert {sets[outline] for outline in found} == {"material", "octicons", "fontawesome"}


def test_versions_are_those_of_what_brings_them(site: Path) -> None:
    lock = json.loads((ROOT / "node_modules" / "pyodide" / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    found = components()
    assert found["cpython"].version == lock["python"]
    assert "emscripten_" + found["emscripten"].version.replace(".", "_") == lock["platform"]
    (wasm,) = site.rglob("pyodide.asm.wasm")
    assert f"expat_{found['expat'].version}".encode() in wasm.read_bytes()


def test_what_nobody_names_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="left-pad"):
        sbom.write(tmp_path, {}, {"left-pad"})
    (tmp_path / "stranger.mjs").touch()
    with pytest.raises(SystemExit, match=r"stranger\.mjs"):
        sbom.write(tmp_path, {}, set())


def test_the_page_names_each_component_with_licence_and_notice(site: Path) -> None:
    page = BeautifulSoup((site / "a-propos" / "licences" / "index.html").read_text(encoding="utf-8"), "lxml")
    shown = {row.th.get_text(): row for row in page.select("article table.figures tbody tr") if row.th}
    for each in components().values():
        row = shown[each.name]
        assert each.licence in row.get_text()
        assert row.select_one(f'a[href="../../assets/licences/{each.notice}"]')
    assert page.select_one('a[href="../../sbom.cdx.json"]')


def test_what_no_page_asks_for_is_gone(site: Path) -> None:
    assert not [path for path in site.rglob("*") if path.suffix == ".map" or "lunr" in path.name]

"""What others made and the site holds: docs/components.toml, with the versions of the lock files."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from build_scripts import ROOT, generators

FILE = ROOT / "docs" / "components.toml"
_THEME = "theme"
_PINNED = re.compile(r"[\w.-]+==([\w.]+)")


@dataclass(frozen=True, slots=True)
class Component:
    """A library, a set of icons, a face. `version` is empty where nobody says it; `part_of` names what brings it.

    `licence` is an SPDX expression, `notice` a file of assets/licences, `files` patterns of whole files of the site.
    """

    id: str
    title: str
    what: str
    licence: str
    version: str
    purl: str
    source: str
    notice: str
    files: tuple[str, ...]
    part_of: str

    @property
    def name(self) -> str:
        """With its version, where that is known."""
        return f"{self.title} {self.version}".rstrip()


@cache
def components() -> Mapping[str, Component]:
    """Every component of a site made by the chosen generator, in the order of the file.

    Errors: versions that were read in another version of what brings them than the one that is locked.
    """
    table = _table()
    chosen = generators.chosen().package
    found: dict[str, Component] = {}
    for name, row in table["component"].items():
        if row.get("theme", chosen) == chosen:
            part_of = chosen if row.get("part_of") == _THEME else row.get("part_of", "")
            version = _locked(row["lock"], name) if "lock" in row else row.get("version", "")
            if "version" in row and found[part_of].version != (read := table["read_in"][part_of]):
                raise SystemExit(
                    f"{FILE.name} says what {part_of} {read} holds, and {found[part_of].version} is locked. "
                    "Look up the versions of its parts there, then change `read_in`."
                )
            texts = {key: row[key] for key in ("title", "what", "licence", "notice")}
            places = {key: row[key].format(version=version) for key in ("purl", "source")}
            files = tuple(row.get("files", ()))
            found[name] = Component(name, **texts, **places, version=version, files=files, part_of=part_of)
    return found


def foreign_notices() -> set[str]:
    """The notices of what only another generator brings."""
    every = {str(row["notice"]) for row in _table()["component"].values()}
    return every - {each.notice for each in components().values()}


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _locked(lock: str, name: str) -> str:
    """The version of a package. Errors: one that is not locked."""
    if lock == "npm":
        return str(_npm()[f"node_modules/{name}"]["version"])
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    (version,) = (found[1] for line in lines if (found := _PINNED.match(line)) and found[0].startswith(f"{name}=="))
    return version


@cache
def _npm() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return found

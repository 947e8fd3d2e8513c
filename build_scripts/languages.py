"""The site in each language: mkdocs.yml makes the first, mkdocs.<language>.yml another, in a folder of its name."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from build_scripts import ROOT
from calculators.engine.words import LANGUAGES

LACKING = """
SITE_URL is not set: no page says its address or what a shared link shows, sitemap.xml tells search engines nothing, and
404.html takes the site to be at the root of its host. To publish: SITE_URL=https://example.org/ make build
"""
LANG = re.compile(r'<html lang="(\w+)"')
"""The language that a built page names."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The site in one language. `folder` is its place below the root of the site: nothing, or the language and “/”."""

    lang: str
    configuration: Path
    folder: str

    @property
    def abbreviations(self) -> Path:
        """The file of the tooltips, which the build writes and MkDocs appends to every page."""
        return ROOT / "docs" / f"abbreviations.{self.lang}.md"

    def environment(self) -> dict[str, str]:
        """What the configuration takes from outside: the address, empty if unknown, and the file of the tooltips."""
        root = os.environ.get("SITE_URL", "").strip().rstrip("/")
        return {
            "SITE_URL": root and f"{root}/{self.folder}",
            "ABBREVIATIONS": self.abbreviations.relative_to(ROOT).as_posix(),
        }


def editions() -> list[Edition]:
    """Every language that has a configuration, the project's own first."""
    own, *others = LANGUAGES
    found = [Edition(own, ROOT / "mkdocs.yml", "")]
    found += [Edition(lang, ROOT / f"mkdocs.{lang}.yml", f"{lang}/") for lang in others]
    return [edition for edition in found if edition.configuration.exists()]


def edition_of(html: str) -> Edition:
    """The edition that a built page belongs to; the project's own where it names no other."""
    lang = LANG.search(html)
    return next((each for each in editions() if lang and each.lang == lang[1]), editions()[0])

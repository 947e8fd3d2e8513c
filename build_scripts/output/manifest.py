"""What an installed site is called, and where it opens: a manifest a language, beside the icons in /assets."""

from __future__ import annotations

import json
from pathlib import Path

from build_scripts.languages import Edition
from build_scripts.output import slim
from build_scripts.pages import knowledge

COMMON = slim.SOURCES / "manifest.json"
"""What is the same in every language: icons and colours."""


def name(edition: Edition) -> str:
    """The file in /assets."""
    return f"manifest.{edition.lang}.webmanifest" if edition.folder else "manifest.webmanifest"


def write(assets: Path, edition: Edition) -> None:
    """Writes the manifest of a language into the folder `assets`."""
    words = knowledge.words(edition.lang)
    home = f"../{edition.folder}"
    content = {
        **{key: words(f"site.{key}") for key in ("name", "short_name", "description")},
        "lang": edition.lang,
        "start_url": home,
        "scope": "../",
        **json.loads(COMMON.read_text(encoding="utf-8")),
        "shortcuts": [{"name": words("site.calculators"), "url": f"{home}calculateurs/"}],
    }
    (assets / name(edition)).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

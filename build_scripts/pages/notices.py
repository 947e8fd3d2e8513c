"""The notice of the day: one text for each span of docs/notices.toml, and one that is true on any day."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from markupsafe import Markup

from build_scripts.pages import knowledge
from build_scripts.pages.templates import block, render
from calculators.engine.words import Words

LINKS: Mapping[str, str] = {
    "still": "prime/annees/2026.md",
    "asked": "prime/annees/2025.md",
    "how": "prime/demander.md",
}
"""Pages that a notice may lead to, by the name in its text."""


def notice(words: Words, up: str) -> Markup:
    """All texts, as Markdown, of which the page shows one; `up` leads from the page to the root of the site."""
    data = tomllib.loads((knowledge.DOCS / "notices.toml").read_text(encoding="utf-8"))
    quotes = {
        name: knowledge.figure(quote["figure"], quote["year"]).value for name, quote in data["quotes"].items()
    } | {name: up + page for name, page in LINKS.items()}
    texts = [
        {"from": each["from"], "until": each["until"], "text": words(f"notices.{each['key']}", **quotes)}
        for each in data["notice"]
    ]
    return block(render("notice", always=words("notices.always", **quotes), notices=texts))

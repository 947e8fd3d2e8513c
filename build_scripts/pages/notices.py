"""The notice of the day: one text for each span of docs/notices.toml, and one that is true on any day."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from markdown import markdown
from markupsafe import Markup

from build_scripts.pages import knowledge
from build_scripts.pages.templates import block, render
from calculators.engine.words import Words

LINKS: Mapping[str, str] = {
    "still": "prime/annees/2026/",
    "asked": "prime/annees/2025/",
    "how": "prime/demander/",
}
"""Pages that a notice may lead to, by the name in its text."""


def read() -> dict[str, Any]:
    """docs/notices.toml: `notice`, a list of spans with the key of their text, and `quotes` by name."""
    return tomllib.loads((knowledge.DOCS / "notices.toml").read_text(encoding="utf-8"))


def notice(words: Words, root: str) -> Markup:
    """All texts, of which the page shows one; `root` leads from the page to the root of the site."""
    data = read()
    quotes = {name: knowledge.figure(quote["figure"], quote["year"]) for name, quote in data["quotes"].items()}
    links = {name: root + page for name, page in LINKS.items()}

    def told(key: str) -> Markup:
        """A text, written in Markdown, as the inside of a paragraph."""
        html = markdown(words(f"notices.{key}", **quotes, **links))
        return Markup(html.removeprefix("<p>").removesuffix("</p>"))

    spans = [{"from": one["from"], "until": one["until"], "text": told(one["key"])} for one in data["notice"]]
    return block(render("notice", always=told("always"), notices=spans))

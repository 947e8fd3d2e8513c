"""What the data add to the configuration of MkDocs: calculators to the menu, the other languages to the header,
who publishes to the foot."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from html import escape
from typing import Any

from build_scripts.languages import editions
from build_scripts.pages import knowledge, publishing
from calculators import CALCULATORS
from calculators.engine.calculator import load

INDEX = "calculateurs/index.md"
"""The page of the menu beside which calculators stand."""


def complete(configuration: MutableMapping[str, Any], lang: str) -> None:
    """Adds each calculator that has a page but no line in the menu; names the languages, and who publishes."""
    nav = configuration.get("nav") or []
    section = next((part for part in _lists(nav) if INDEX in part), None)
    if section is not None:
        named = set(_pages(nav))
        for slug, address in CALCULATORS.items():
            page = f"{address.rstrip('/')}.md"
            if page not in named and load(slug).words(lang).lang == lang:
                section.append({load(slug).words(lang)("title"): page})
    if asked := publishing.publisher(configuration):
        line = knowledge.words(lang)("publisher.line", name=escape(asked.name))
        configuration["copyright"] = f"{line} · {configuration['copyright']}"
    if len(editions()) > 1:
        here = next(edition for edition in editions() if edition.lang == lang)
        up = "../" if here.folder else ""
        configuration["extra"]["alternate"] = [
            {"name": knowledge.words(each.lang)("language"), "link": f"{up}{each.folder}" or ".", "lang": each.lang}
            for each in editions()
        ]


def _lists(nav: Any) -> Iterator[list[Any]]:
    """The lists of a menu, from the outermost on."""
    if isinstance(nav, list):
        yield nav
        for item in nav:
            yield from _lists(item)
    elif isinstance(nav, dict):
        for item in nav.values():
            yield from _lists(item)


def _pages(nav: Any) -> Iterator[str]:
    for part in _lists(nav):
        for item in part:
            yield from [item] if isinstance(item, str) else [page for page in item.values() if isinstance(page, str)]

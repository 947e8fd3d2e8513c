"""Who publishes this copy of the site: `extra.publisher` of the configuration, a name and an address, or nobody."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from markupsafe import Markup

from build_scripts.pages.templates import render
from calculators.engine.words import Words


class Publisher(NamedTuple):
    """Empty texts where nobody is declared."""

    name: str
    mail: str

    def __bool__(self) -> bool:
        return bool(self.name and self.mail)


def publisher(configuration: Mapping[str, Any]) -> Publisher:
    """Of the configuration of MkDocs. Errors: a name without an address, or an address without a name."""
    declared = configuration.get("extra", {}).get("publisher") or {}
    found = Publisher(*(str(declared.get(key) or "").strip() for key in ("name", "mail")))
    if not found and any(found):
        raise ValueError("extra.publisher has a name or an address alone. Give both, or neither.")
    return found


def block(found: Publisher, words: Words) -> Markup:
    """Name and address, or that this copy has no publisher and whom to ask."""
    return render("publisher", publisher=found, words=words)


LACKING = "No publisher is declared (PUBLISHER_NAME, PUBLISHER_MAIL): the page « À propos » says so to its readers."


@cache
def warn() -> None:
    """Says once, while the site is built, that nobody answers for this copy."""
    print(LACKING)

"""Cards: of the calculators, of people to write to, and at the foot of a page the one that says where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from build_scripts.pages import knowledge, tables
from build_scripts.pages.templates import render
from calculators import CALCULATORS
from calculators.engine.calculator import load
from calculators.engine.words import Words


def calculators(lang: str) -> str:
    """The cards of the calculators that speak the language, as Markdown: title, what it tells, link to its page."""
    speaking = [slug for slug in CALCULATORS if load(slug).words(lang).lang == lang]
    words = knowledge.words(lang)
    found = [
        {
            "title": load(slug).words(lang)("card.title"),
            "text": load(slug).words(lang)("card.text"),
            "page": f"{PurePosixPath(CALCULATORS[slug]).name}.md",
        }
        for slug in speaking
    ]
    return render("cards", cards=found, open=words("ui.open"))


def contact(name: str, words: Words) -> Markup:
    """Name, role, addresses, and the source with the day it was read."""
    found = knowledge.contacts()[name]
    link, labelled = Markup('<a href="{}:{}">{}</a>'), Markup("{} {}")
    lines = [Markup("<strong>{}</strong>").format(words.data(found["name"])), words.data(found["role"])]
    if phone := found.get("phone"):
        digits = "".join(c for c in phone.replace("(0)", "") if c in "+0123456789")
        lines.append(labelled.format(words("contact.phone"), link.format("tel", digits, phone)))
    for key in ("mail", "attendance"):
        if mail := found.get(key):
            lines.append(labelled.format(words(f"contact.{key}"), link.format("mailto", mail, mail)))
    lines += [words.data(found[key]) for key in ("hours", "address", "note") if found.get(key)]
    if url := found.get("url"):
        lines.append(Markup('<a href="{}" rel="external">{}</a>').format(url, words("contact.url")))
    cited = tables.cited(knowledge.sources()[found["source"]], words)
    lines.append(Markup("<small>{} {}</small>").format(words("contact.checked", day=found["checked"]), cited))
    return render("contact", lines=lines, br=Markup("<br>"))


def provenance(meta: Mapping[str, Any], words: Words) -> Markup:
    """From the front matter of a page: `sources`, `checked` and `changed`."""
    sources = [
        tables.cited(source, words, whole=True)
        + " "
        + tables.sure(source.grade, words)
        + tables.small(words.data(source.note))
        for source in (knowledge.sources()[name] for name in meta["sources"])
    ]
    return render(
        "provenance",
        title=words("provenance.title"),
        checked=words("provenance.checked", day=meta["checked"]),
        changed=words("provenance.changed", what=str(meta["changed"])),
        sources=sources,
    )

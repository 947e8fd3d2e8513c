"""Cards: of the calculators, of people to write to, and at the foot of a page the one that says where it comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, urlencode

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


def mail(name: str, key: str = "mail", subject: str = "", body: str = "") -> Markup:
    """A contact's address under `key`, as a link that opens a message with a subject and a text."""
    address = knowledge.contacts()[name][key]
    return Markup('<a href="{}">{}</a>').format(mailto(address, subject, body), address)


def mailto(address: str, subject: str = "", body: str = "") -> str:
    """The address that opens a message."""
    filled = {key: text for key, text in (("subject", subject), ("body", body)) if text}
    query = f"?{urlencode(filled, quote_via=quote)}" if filled else ""
    return f"mailto:{address}{query}"


def phone(name: str, text: str = "{}") -> Markup:
    """A contact's number, in the place of {} in a text, as a link that calls it."""
    number = knowledge.contacts()[name]["phone"]
    digits = "".join(c for c in number.replace("(0)", "") if c in "+0123456789")
    return Markup('<a href="tel:{}">{}</a>').format(digits, text.format(number))


def button(to: str, label: str) -> Markup:
    """A button to the page of a source or of a contact."""
    source = knowledge.sources().get(to)
    address = source.url if source else knowledge.contacts()[to]["url"]
    return Markup('<a class="md-button" href="{}" rel="external">{}</a>').format(address, label)


def contact(name: str, words: Words) -> Markup:
    """Name, role, addresses, and the source with the day it was read."""
    found = knowledge.contacts()[name]
    labelled = Markup("{} {}")
    lines = [Markup("<strong>{}</strong>").format(words.data(found["name"])), words.data(found["role"])]
    if "phone" in found:
        lines.append(labelled.format(words("contact.phone"), phone(name)))
    lines += [
        labelled.format(words(f"contact.{key}"), mail(name, key)) for key in ("mail", "attendance") if key in found
    ]
    lines += [words.data(found[key]) for key in ("hours", "address", "note") if found.get(key)]
    if url := found.get("url"):
        lines.append(Markup('<a href="{}" rel="external">{}</a>').format(url, words("contact.url")))
    cited = tables.cited(knowledge.sources()[found["source"]], words)
    lines.append(Markup("<small>{} {}</small>").format(words("contact.checked", day=found["checked"]), cited))
    return render("contact", lines=lines, br=Markup("<br>"))


def provenance(meta: Mapping[str, Any], words: Words) -> Markup:
    """From the front matter of a page (`sources`, `checked`, `changed`); what most documents share is said once."""
    found = [knowledge.sources()[name] for name in meta["sources"]]
    remarks = Counter(source.note for source in found if source.note)
    checked = date.fromisoformat(str(meta["checked"]))  # Zensical gives the text, MkDocs the day
    common = {note: "*" * stars for stars, note in enumerate((n for n, times in remarks.items() if times > 1), 1)}
    return render(
        "provenance",
        title=words.count("provenance.read", len(found), day=checked) if found else words("provenance.title"),
        changed=meta["changed"],
        common=[f"{stars} {words.data(note)}" for note, stars in common.items()],
        back=words("provenance.back"),
        sources=[
            {
                "id": source.id,
                "title": tables.cited(source, words, whole=True),
                "sure": tables.sure(source.grade, words),
                "note": common.get(source.note) or words.data(source.note),
            }
            for source in found
        ],
    )

"""The changes of the rules as a feed (Atom): one entry a version, read from the page that tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin
from uuid import UUID, uuid5

from lxml import etree, html

from build_scripts.languages import Edition
from build_scripts.pages import knowledge
from calculators.engine.words import Words

PATH = "changements.xml"
"""In the folder of its language."""

PAGE = "a-propos/changements/"
_SPACE = UUID("7d8a3c1e-5b0f-5c55-9a2d-2f6f3f0c9e41")
"""Of the names of feed and entries, the same on every host: a reader of feeds knows by them what it has shown."""

_ATOM = "http://www.w3.org/2005/Atom"
_TITLE = re.compile(r"Version (?P<version>[0-9.]+),.* (?P<day>\d{1,2})(?:er)? (?P<month>\S+) (?P<year>\d{4})")


class Entry(NamedTuple):
    version: str
    title: str
    day: date
    content: str


def write(site: Path, edition: Edition) -> None:
    """The feed of a language that has the page. Errors: a heading of the page that names no version and day."""
    page, address = site / edition.folder / PAGE / "index.html", edition.environment()["SITE_URL"]
    if page.exists():
        said, own = knowledge.words(edition.lang), f"{address.rstrip('/')}/{PAGE}" if address else ""
        found = list(entries(page.read_text(encoding="utf-8"), own, said))
        (site / edition.folder / PATH).write_bytes(atom(found, own, said))


def entries(page: str, address: str, said: Words) -> Iterator[Entry]:
    """The versions, the newest first; links lead from `address`, or are left out where it is not known."""
    article = html.fromstring(page).find(".//article")
    assert article is not None
    for heading in article.findall("h2"):
        title = " ".join(heading.xpath("string(text())").split())
        if not (found := _TITLE.fullmatch(title)):
            raise ValueError(f"{PAGE}: “{title}” names no version and no day. Write “Version 2027.1, … 3 mars 2027”.")
        month = said.get("format.months").index(found["month"]) + 1
        day = date(int(found["year"]), month, int(found["day"]))
        yield Entry(found["version"], title, day, "".join(_after(heading, address)))


def _after(heading: html.HtmlElement, address: str) -> Iterator[str]:
    """What stands between a heading and the next."""
    for element in heading.itersiblings():
        if element.tag in ("h1", "h2", "aside", "details"):
            return
        for link in element.iter("a"):
            if address:
                link.set("href", urljoin(address, link.get("href", "")))
            else:
                link.tag = "span"
                link.attrib.clear()
        yield html.tostring(element, encoding="unicode").strip()


def atom(found: list[Entry], address: str, said: Words) -> bytes:
    """The feed. Its day is that of its newest entry: the same rules make the same file."""
    feed = etree.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": said.lang}, {None: _ATOM})

    def add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
        element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
        element.text = text or None
        return element

    add(feed, "id", uuid5(_SPACE, said.lang).urn)
    add(feed, "title", said("feed.title"))
    add(feed, "updated", _time(max(entry.day for entry in found)))
    add(add(feed, "author"), "name", said("site.name"))
    if address:
        add(feed, "link", rel="self", type="application/atom+xml", href=address.removesuffix(PAGE) + PATH)
        add(feed, "link", rel="alternate", type="text/html", href=address)
    for entry in found:
        element = add(feed, "entry")
        add(element, "id", uuid5(_SPACE, f"{said.lang} {entry.version}").urn)
        add(element, "title", entry.title)
        add(element, "updated", _time(entry.day))
        if address:
            add(element, "link", rel="alternate", type="text/html", href=address)
        add(element, "content", entry.content, type="html")
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"

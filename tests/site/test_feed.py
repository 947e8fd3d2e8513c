"""The feed of changes: one entry for each version of the rules, with what the page says of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lxml import etree, html

from build_scripts import ROOT
from build_scripts.output import feed
from calculators import CALCULATORS
from calculators.engine.calculator import load
from calculators.engine.words import words

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FRENCH = words("fr", ROOT / "docs")
ADDRESS = "https://example.org/cmp/a-propos/changements/"
PAGE = """<html><body><article><h1>Changements</h1><p>Avant.</p>
<h2>Version 2027.1, inscrite le 1er mars 2027 <a class="headerlink" href="#x"></a></h2>
<p>La <a href="../../calculateurs/x/">prime</a> & « le reste ».</p><ul><li>Deux.</li></ul>
<h2>Version 2026.11, inscrite le 22 novembre 2026</h2><p>Une.</p>
<aside>D’où vient cette page</aside></article></body></html>"""


def made(page: str, address: str = ADDRESS) -> etree._Element:
    return etree.fromstring(feed.atom(list(feed.entries(page, address, FRENCH)), address, FRENCH))


def said(found: etree._Element, path: str) -> list[str]:
    return [str(text) for text in found.xpath(path, namespaces=ATOM)]


def test_each_version_is_an_entry_the_newest_first() -> None:
    found = made(PAGE)
    assert said(found, "a:entry/a:updated/text()") == ["2027-03-01T00:00:00Z", "2026-11-22T00:00:00Z"]
    assert said(found, "a:updated/text()") == ["2027-03-01T00:00:00Z"]
    assert said(found, "a:entry/a:title/text()")[0] == "Version 2027.1, inscrite le 1er mars 2027"
    first, second = said(found, "a:entry/a:content/text()")
    assert '<a href="https://example.org/cmp/calculateurs/x/">prime</a> &amp; « le reste ».' in first
    assert "<li>Deux.</li>" in first
    assert second == "<p>Une.</p>"
    assert said(found, "a:link/@href") == ["https://example.org/cmp/changements.xml", ADDRESS]


def test_what_a_reader_of_feeds_needs_is_there_and_stays() -> None:
    found = made(PAGE)
    ids = said(found, "a:id/text() | a:entry/a:id/text()")
    assert len(set(ids)) == 3
    assert all(name.startswith("urn:uuid:") for name in ids)
    assert said(made(PAGE, ""), "a:id/text() | a:entry/a:id/text()") == ids
    assert said(found, "a:author/a:name/text()") == ["CMP et prime de pratique intégrée"]


def test_a_site_that_does_not_know_its_address_leads_nowhere() -> None:
    found = made(PAGE, "")
    assert said(found, "//a:link/@href") == []
    assert "href" not in "".join(said(found, "a:entry/a:content/text()"))


def test_a_heading_without_a_day_is_refused_with_its_cure() -> None:
    with pytest.raises(ValueError, match="names no version and no day"):
        made(PAGE.replace("1er mars 2027", "bientôt"))


def test_the_feed_of_the_site_holds_the_version_of_each_calculator(site: Path) -> None:
    found = etree.parse(site / "changements.xml").getroot()
    entries = dict(zip(said(found, "a:entry/a:title/text()"), said(found, "a:entry/a:content/text()"), strict=True))
    for slug in CALCULATORS:
        version = load(slug).figures.version
        (content,) = [text for title, text in entries.items() if title.startswith(f"Version {version},")]
        assert html.fromstring(content).xpath("count(//tr)") > 2
    assert date.fromisoformat(said(found, "a:updated/text()")[0][:10]) >= load("cmp-project").figures.checked

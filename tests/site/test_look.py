"""What the eye meets first: the face of the text, one radius, the entries of the home, the card of a shared link."""

import re
import struct
from pathlib import Path

from bs4 import BeautifulSoup

from build_scripts.output import finish, slim, social
from build_scripts.pages import knowledge, premium
from tests.browser import steps
from tests.conftest import whole_pages


def read(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "lxml")


def test_the_face_is_small_and_the_stylesheet_knows_where_it_is(site: Path) -> None:
    (face,) = site.rglob("*.woff2")
    assert face.stat().st_size < 60_000
    pages = "".join(page.read_text(encoding="utf-8") for page in site.rglob("*.html"))
    (style,) = (path for path in site.glob("assets/stylesheets/all.*.css") if path.name in pages)
    (address,) = re.findall(r"url\((\S+?text\.woff2)\)", style.read_text(encoding="utf-8"))
    assert (style.parent / address).resolve() == face


def test_the_face_is_asked_for_at_once_but_where_an_answer_comes_first(site: Path) -> None:
    calculators = {site / address.strip("/") / "index.html" for address in steps.PAGES.values()}
    for page in whole_pages(site):
        soup = read(page)
        assert len(soup.select("link[rel=preload][as=font]")) == (page not in calculators), page
        assert not any(finish.FACE in style.get_text() for style in soup.select("style")), page


def test_both_ways_to_the_face_say_the_same() -> None:
    """The stylesheet, and the script of a page that had no time for it."""
    rule = (slim.SOURCES / "styles" / "site.css").read_text(encoding="utf-8").partition("@font-face")[2]
    script = (slim.SOURCES / "site" / "face.mjs").read_text(encoding="utf-8")
    (weight,) = re.findall(r"font-weight: (.*?);", rule.partition("}")[0])
    assert f'weight: "{weight}"' in script
    assert finish.FACE in script


def test_there_is_one_radius() -> None:
    """But for what is round or half round."""
    for sheet in (slim.SOURCES / "styles").glob("*.css"):
        said = re.findall(r"border-radius: ([^;]+);", sheet.read_text(encoding="utf-8"))
        found = {radius for corners in said for radius in corners.split()}
        assert found <= {"var(--radius)", "inherit", "50%", "1em", "0"}, sheet.name


def test_the_home_begins_with_the_two_calculators_and_their_highest_amounts(site: Path) -> None:
    prime, cmp = read(site / "index.html").select(".entries a.entry")
    assert (f"/{prime['href']}", f"/{cmp['href']}") == (steps.PAGES["gp-premium"], steps.PAGES["cmp-project"])
    highest = knowledge.figure("cmp_project.maximum").value
    assert premium.ladder("act", "fr")[-1].amount in prime.get_text()
    assert str(knowledge.newest("gp_premium.tier", payment="act")) in prime.get_text()
    assert knowledge.words("fr").money(highest) in cmp.get_text()


def test_the_card_has_its_size_and_is_small(site: Path) -> None:
    card = (site / social.CARD).read_bytes()
    assert struct.unpack(">4s2I", card[12:24]) == (b"IHDR", social.WIDTH, social.HEIGHT)
    assert len(card) < 40_000


def test_a_narrow_header_has_a_short_name(site: Path) -> None:
    for page in whole_pages(site):
        (name,) = read(page).select(".md-header .name--short")
        assert name.get_text() == knowledge.words("fr")("site.short_name")

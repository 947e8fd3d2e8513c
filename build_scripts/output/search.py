"""What the search of the site knows: the words of every page, by section, without what is not the page's own.

It stands where the theme looks for its index, and the theme hands it to our worker (docs/assets/search), which finds
pages in it. The theme's own index and workers are dropped: they know neither accents nor amounts. A generator whose
dialog asks for other things than Material's (`Generator.ours`) keeps its own search.
"""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from lxml import html

from build_scripts import generators
from build_scripts.languages import Edition, editions
from build_scripts.pages import knowledge

INDEX = "search/search_index.json"
WORKER = "search-worker.mjs"
"""The script in /assets that finds; docs/assets/search/worker.mjs is its source."""

_MEANT = knowledge.DOCS / "search.toml"
"""What readers mean by a word that the pages do not use."""
_THEMES_WORKER = re.compile(r'"search": "([^"]*assets/)javascripts/workers/search\.[^"]+"')
_NOT_OWN = {
    "provenance", "notice", "today", "headerlink", "note", "visually-hidden", "calculator__title",
    "calculator__columns", "answer__note", "tools", "bar", "paper", "grade", "md-source-file", "contents",
    "table-filters", "table-status",
}  # fmt: skip
"""Classes of what stands on many pages, or changes with the reader: their own source is found where it stands."""
_WEIGHT = {
    "": 1,
    "a-propos/": 0.5,
    "archives/": 0.5,
    "calculateurs/": 1.2,
    "calculateurs/maison-de-repos/": 0.8,
    "cmp/": 1,
    "inami/": 0.5,
    "inami/plainte/": 1.5,
    "maison-de-repos/": 0.8,
    "prime/annees/": 0.7,
    "prime/chiffres/": 0.5,
}
"""How much a page counts beside others where both are found: the longest beginning of its place in the site decides."""
_FIRST = {"cmp/": 2, "prime/": 2}
"""The pages that answer for a whole part of the site."""
_INLINE = {"a", "abbr", "b", "bdi", "code", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup", "time"}
_ENTRIES = {"dd", "dt", "li", "td", "th"}


@dataclass(slots=True)
class Section:
    """A heading with what follows it: `id` is its anchor, empty for what stands before the first."""

    id: str = ""
    title: str = ""
    text: str = ""


@dataclass(slots=True)
class Page:
    """One page: `location` below the folder of its language, `about` its description, `weight` how much it counts."""

    location: str
    title: str
    about: str
    weight: float
    sections: list[Section] = field(default_factory=list)


def put(site: Path, found: Iterable[Edition]) -> None:
    """The search of a site in these languages."""
    if generators.chosen().ours:
        for edition in found:
            write(site, edition)
        drop_theme(site)
    else:
        (site / "assets" / WORKER).unlink()


def write(site: Path, edition: Edition) -> None:
    """Write the index of a language in place of the theme's. Errors: a page of the theme's index that is not there.

    What the theme was told to leave out is found by title and description alone: long lists of what stands elsewhere.
    """
    folder = site / edition.folder
    file = folder / INDEX
    known = json.loads(file.read_text(encoding="utf-8"))
    found = [page(folder, doc["location"], doc["title"]) for doc in known["docs"] if "#" not in doc["location"]]
    others = tuple(each.folder for each in editions() if each.folder and each.folder != edition.folder)
    places = {path.parent.relative_to(folder).as_posix() + "/" for path in folder.glob("*/**/index.html")}
    left_out = sorted(places - {each.location for each in found})
    found += [page(folder, place, "", whole=False) for place in left_out if not place.startswith(others)]
    meant = tomllib.loads(_MEANT.read_text(encoding="utf-8"))["meant"].get(edition.lang, {})
    content = {"config": {"lang": [edition.lang], "meant": meant}, "docs": [asdict(each) for each in found]}
    file.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def drop_theme(site: Path) -> None:
    """Delete the theme's workers and stemmers: nothing asks for them any more."""
    for folder in ("workers", "lunr"):
        shutil.rmtree(site / "assets" / "javascripts" / folder)


def led(page: str, renamed: Mapping[str, str]) -> str:
    """The page whose search asks for our worker, by its new name in /assets. Errors: a page of another theme."""
    if not generators.chosen().ours:
        return page
    page, found = _THEMES_WORKER.subn(lambda found: f'"search": "{found[1]}{renamed[WORKER]}"', page)
    if not found:
        raise SystemExit("A page does not say which worker its search asks for")
    return page


def page(folder: Path, location: str, title: str, whole: bool = True) -> Page:
    """One page as it was built, by section; with its own title where none is given, without its text if not `whole`."""
    tree = html.fromstring((folder / location / "index.html").read_text(encoding="utf-8"))
    about = tree.xpath("string(//head/meta[@name='description']/@content)")
    title = title or _heading(tree.find(".//article//h1"))
    if not whole:
        return Page(location, title, about, weight(location))
    sections = [Section()]
    for text in _texts(tree.find(".//article")):
        if isinstance(text, Section):
            sections.append(text)
        else:
            sections[-1].text += text
    for each in sections:
        each.text = _tidy(each.text)
    return Page(location, title, about, weight(location), [each for each in sections if each.title or each.text])


def weight(location: str) -> float:
    """How much a page counts beside others."""
    return _FIRST.get(location) or _WEIGHT[max((each for each in _WEIGHT if location.startswith(each)), key=len)]


def _tidy(text: str) -> str:
    """One space between words, none where the number of a note stood, one dot between entries."""
    return re.sub(r" (?=[.,])", "", re.sub(r"[\s·]*·[\s·]*", " · ", " ".join(text.split()))).strip(" ·")


def _texts(element: html.HtmlElement) -> Iterator[str | Section]:
    """The texts within an element, in order, and a new section for each heading with an anchor but the first."""
    for child in element:
        if _is_own(child):
            if child.tag in ("h2", "h3") and child.get("id"):
                yield Section(child.get("id"), _heading(child))
            elif child.tag != "h1":
                yield from _apart(child)
        yield child.tail or ""


def _apart(element: html.HtmlElement) -> Iterator[str | Section]:
    """The texts of an element, apart from those beside it: a cell or an entry of a list does not end in a full stop."""
    apart = "" if element.tag in _INLINE else " · " if element.tag in _ENTRIES else " "
    yield apart + (element.text or "")
    yield from _texts(element)
    yield apart


def _heading(element: html.HtmlElement) -> str:
    """The words of a heading, which holds no other."""
    texts = (text for text in _apart(element) if isinstance(text, str))
    return " ".join("".join(texts).split())


def _is_own(element: html.HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "svg", "form", "template"):
        return False
    return "hidden" not in element.attrib and _NOT_OWN.isdisjoint(element.get("class", "").split())

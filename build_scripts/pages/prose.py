"""How a guide's Markdown becomes quieter than its extensions make it: takes the place of `abbr` in mkdocs.yml.

An abbreviation is explained where a page first uses it, in its running text alone: a dotted line in a heading, a link
or an address is noise. The mark that links to a heading is for the mouse: the table of contents leads there too, so
neither the keyboard nor the name of the heading needs it. That table is spaced as French wants it. The boxes of a
checklist have their lines as labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension, AbbrTreeprocessor
from markdown.inlinepatterns import HtmlInlineProcessor
from markdown.treeprocessors import Treeprocessor

from build_scripts.pages.notes import Notes
from build_scripts.pages.typography import spaced

_APART = {"h1", "h2", "h3", "h4", "h5", "h6", "a", "code", "pre", "summary"}
_LINK = r"(<a\s[^<>]*>[^<]*</a>)"  # that a macro wrote: its words are no more Markdown's than its address


class Prose(AbbrExtension):  # type: ignore[misc]  # the library has no types
    def extendMarkdown(self, md: Markdown) -> None:
        super().extendMarkdown(md)
        md.inlinePatterns.register(HtmlInlineProcessor(_LINK, md), "html_link", 91)  # before `html`, tag by tag
        md.treeprocessors.register(Abbreviations(md, self.abbrs), "abbr", 4)  # after `toc`
        md.treeprocessors.register(Headings(md), "headings", 3)
        md.treeprocessors.register(Boxes(md), "boxes", 2)
        md.postprocessors.register(Notes(md), "notes", 5)  # after `raw_html`: the page is whole


class Abbreviations(AbbrTreeprocessor):  # type: ignore[misc]
    def run(self, root: Element) -> None:
        names = "|".join(re.escape(name) for name in sorted(self.abbrs, key=len, reverse=True))
        self.RE = re.compile(rf"\b(?:{names})\b(?!\S*@)") if names else re.compile("(?!)")
        self.iter_element(root)
        _keep_first(root, set())


def _keep_first(parent: Element, seen: set[str]) -> None:
    for child in parent:
        if child.tag == "abbr" and child.text in seen:
            child.tag = None  # type: ignore[assignment]  # Python-Markdown then writes its text alone
        elif child.tag == "abbr":
            seen.add(child.text or "")
        elif child.tag in _APART:
            for one in child.iter("abbr"):
                one.tag = None  # type: ignore[assignment]
        else:
            _keep_first(child, seen)


class Boxes(Treeprocessor):  # type: ignore[misc]
    """The line of a box to tick becomes its label, which names it: a touch anywhere on the line ticks it."""

    def run(self, root: Element) -> None:
        for item in root.iter("li"):
            if item.get("class") == "task-list-item":
                label = Element("label")
                label.text, item.text = item.text, None
                label[:], item[:] = item[:], [label]


class Headings(Treeprocessor):  # type: ignore[misc]
    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if link.get("class") == "headerlink":
                link.set("aria-hidden", "true")
                link.set("tabindex", "-1")
        _space(getattr(self.md, "toc_tokens", []))


def _space(tokens: Iterable[dict[str, Any]]) -> None:
    for token in tokens:
        token["name"] = spaced(token["name"])
        _space(token["children"])


def makeExtension(**configuration: Any) -> Prose:
    return Prose(**configuration)

"""The page for who wants a calculator on another site: the tags, and the form that writes one."""

from __future__ import annotations

from markupsafe import Markup

from build_scripts.languages import editions
from build_scripts.pages.templates import render
from calculators import CALCULATORS
from calculators.engine.calculator import load
from calculators.engine.words import LANGUAGES, Words

THEMES = ("", "light", "dark")
ANY = "https://example.org/"
"""Stands for the address of a site that does not know its own."""


def builder(words: Words, lang: str) -> Markup:
    """The form; its script (docs/assets/embed/builder.mjs) knows where the site is."""
    themes = {name: words(f"elsewhere.themes.{name or 'auto'}") for name in THEMES}
    own = {"titles": titles(lang), "lang": said(lang), "address": address()}
    return render("builder", words=words, themes=themes, **own)


def tags(lang: str) -> Markup:
    """The tag of each calculator."""
    return render("tags", titles=titles(lang), lang=said(lang), address=address())


def address() -> str:
    """Of the root of the site."""
    return editions()[0].environment()["SITE_URL"] or ANY


def titles(lang: str) -> dict[str, str]:
    """The calculators that speak a language."""
    return {slug: load(slug).words(lang)("title") for slug in CALCULATORS if load(slug).words(lang).lang == lang}


def said(lang: str) -> str:
    """What a tag says of its language: nothing of the site's own."""
    return "" if lang == LANGUAGES[0] else lang

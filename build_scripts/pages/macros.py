"""The macros of the guides, for mkdocs-macros: amounts, citations, tables and calculators, all made from the data."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from markupsafe import Markup

from build_scripts import generators
from build_scripts.output import wheel
from build_scripts.pages import (
    cards,
    cmp,
    elsewhere,
    form,
    inami,
    inventory,
    knowledge,
    licences,
    menu,
    notes,
    notices,
    papers,
    premium,
    publishing,
    tables,
    worked,
)
from build_scripts.pages.templates import block, render
from calculators import CALCULATORS
from calculators.engine.calculator import load
from calculators.engine.words import LANGUAGES, Words


def define_env(env: Any) -> None:
    """Called by mkdocs-macros: `env.macro` makes a function callable in a page, `env.page` is the page being made."""
    lang = env.conf["theme"]["language"] if "theme" in env.conf else LANGUAGES[0]
    menu.complete(env.conf, lang)
    guide = Guide(env, lang, knowledge.words(lang))
    if not publishing.publisher(env.conf):
        publishing.warn()
    for macro in MACROS:
        env.macro(partial(macro, guide), macro.__name__)


class Guide(NamedTuple):
    """What a macro knows of where it is called: the page being made (`env.page`), its language, the words."""

    env: Any
    lang: str
    words: Words

    @property
    def root(self) -> str:
        """What an address in HTML begins with to reach the root of the site from the page."""
        return generators.chosen().root(self.env.page)


def calculator(guide: Guide, slug: str) -> Markup:
    """The whole calculator: form, result of the default case, tables for readers without script."""
    asked = publishing.publisher(guide.env.conf)
    return block(render("calculator", calc=form.calculator(load(slug), guide.lang), publisher=asked, root=guide.root))


def covered(guide: Guide, slug: str) -> str:
    """What a calculator covers and what it does not, as two chapters of the page."""
    return worked.covered(load(slug), guide.lang)


def calculator_cards(guide: Guide) -> str:
    """A card for each calculator, in menu order."""
    return cards.calculators(guide.lang)


def euro(guide: Guide, name: str, **case: Any) -> str:
    """An amount: « 2 500 EUR »."""
    return guide.words.money(knowledge.figure(name, **case).value)


def number(guide: Guide, name: str, **case: Any) -> str:
    """A number without its unit, or a date."""
    return guide.words.write(knowledge.figure(name, **case).value)


def quantity(guide: Guide, name: str, **case: Any) -> str:
    """A number with its unit: « 6 mois »."""
    return knowledge.words(guide.lang, name.rpartition(".")[0]).quantity(knowledge.figure(name, **case))


def newest(guide: Guide, name: str, **case: str) -> int:
    """The newest year of which a figure is known."""
    return knowledge.newest(name, **case)


def premium_ladder(guide: Guide, payment: str = "act") -> list[premium.Rung]:
    """The steps of the newest premium known: `reached` and `amount` of each, in words, the lowest first."""
    return premium.ladder(payment, guide.lang)


def figures_table(guide: Guide, name: str) -> Markup:
    """Every figure of a calculator or of a file of docs/facts."""
    return block(tables.figures(knowledge.library()[name][0].figures, knowledge.words(guide.lang, name)))


def examples(guide: Guide, name: str) -> Markup:
    """The worked examples of a calculator, each with a link to its case on the calculator's page."""
    found = load(name.replace("_", "-"))
    return block(worked.examples(found, knowledge.words(guide.lang, name), guide.root + CALCULATORS[found.slug]))


def cite(guide: Guide, source: str, paragraph: str = "") -> Markup:
    """A citation in the text: a note that leads to its document in the list at the foot, with its paragraph."""
    return notes.mark(knowledge.sources()[source], paragraph, guide.words)


def conditions(guide: Guide) -> str:
    """The conditions of a local project of CMP as a numbered list, each with what it rests on."""
    return cmp.conditions(guide.lang, partial(cite, guide))


def condition_boxes(guide: Guide) -> str:
    """The conditions of a local project of CMP as boxes to tick."""
    return cmp.boxes(guide.lang)


def project_papers(guide: Guide) -> Markup:
    """The form of a local project of CMP, and the letters and documents that it fills."""
    return block(papers.project(guide.lang, guide.root, load(cmp.SLUG)))


def letter(guide: Guide, name: str) -> papers.Letter:
    """A letter of a local project of CMP, with its blanks: `to`, `subject`, `body`."""
    return papers.letter(name, guide.lang)


def contact(guide: Guide, name: str) -> Markup:
    """A contact card, with the day it was checked."""
    return block(cards.contact(name, guide.words))


def mail(guide: Guide, name: str, key: str = "mail", subject: str = "", body: str = "") -> Markup:
    """A contact's address (`key` says which) as a link that opens a message with `subject` and `body`."""
    return cards.mail(name, key, subject, body)


def phone(guide: Guide, name: str, text: str = "{}") -> Markup:
    """The number of a contact, in the place of {} in a text, as a link that calls it."""
    return cards.phone(name, text)


def button(guide: Guide, to: str, label: str) -> Markup:
    """A button to the page of a source or of a contact."""
    return cards.button(to, label)


def file(guide: Guide, path: str, label: str = "") -> Markup:
    """A link to a file of the site that is no page, by its place in the site; its name where no label is given."""
    return Markup('<a href="{}{}">{}</a>').format(guide.root, path, label or path)


def wheel_name(guide: Guide) -> str:
    """The file of the calculators for other programs, in the root of the site."""
    return wheel.name()


def subscription(guide: Guide, path: str) -> Markup:
    """How to reach a calendar of the site, by its place there: a button and its address, where the site knows that."""
    own = guide.env.conf["site_url"]
    address = f"{own.rstrip('/')}/{path}" if own else ""
    return block(render("subscription", address=address, path=path, root=guide.root, words=guide.words))


def tag_builder(guide: Guide) -> Markup:
    """Chooses a calculator and writes the tag that puts it on another site; `tag_preview` shows what comes of it."""
    return block(elsewhere.builder(guide.words, guide.lang))


def tag_preview(guide: Guide) -> Markup:
    """What the tag of `tag_builder` shows, on the same page."""
    return block(render("preview", words=guide.words))


def tags(guide: Guide) -> Markup:
    """The tag of each calculator, for who has no script."""
    return block(elsewhere.tags(guide.lang))


def components_table(guide: Guide) -> Markup:
    """What others made and the site holds, with licences and notices."""
    return block(licences.components_table(guide.lang, guide.root))


def provenance(guide: Guide) -> Markup:
    """Where the page comes from, when it was checked and what has changed since: from its front matter."""
    return block(cards.provenance(guide.env.page.meta, guide.words))


def notice(guide: Guide) -> Markup:
    """The notice of the day on the premium's windows."""
    return notices.notice(guide.words, guide.root)


def published_by(guide: Guide) -> Markup:
    """Who publishes this copy, or that nobody says so."""
    return block(publishing.block(publishing.publisher(guide.env.conf), guide.words))


def print_button(guide: Guide) -> Markup:
    """A button to print the page, shown by the script that it needs (docs/assets/site/theme.mjs)."""
    button = Markup('<p><button type="button" class="md-button" data-print hidden>{}</button></p>')
    return block(button.format(guide.words("ui.print")))


def engagements_count(guide: Guide, *statuses: str) -> int:
    """How many engagements of INAMI's report on 2009 have one of these statuses; all of them without any."""
    return inami.count(*statuses)


def premium_year(guide: Guide, year: int) -> Markup:
    """What a year of the *prime de pratique intégrée* pays, its thresholds and its dates."""
    return block(premium.year(year, guide.lang))


def premium_chart(guide: Guide, year: int) -> Markup:
    """What colleagues received for a year, as published."""
    return block(premium.chart(year, guide.lang))


def of_all(show: Callable[[str], Markup]) -> Callable[[Guide], Markup]:
    """A macro of a table or a picture that depends on the language alone, under the name of what shows it."""

    def macro(guide: Guide) -> Markup:
        return block(show(guide.lang))

    macro.__name__ = show.__name__
    return macro


MACROS: tuple[Callable[..., Any], ...] = (
    calculator, covered, calculator_cards, euro, number, quantity, newest, premium_ladder, figures_table, examples,
    cite, conditions, condition_boxes, project_papers, letter, contact, mail, phone, button, file, wheel_name,
    subscription, tag_builder, tag_preview, tags, components_table, provenance, notice, published_by, print_button,
    engagements_count, premium_year, premium_chart,
    *map(of_all, (
        inventory.figures_of_all, inventory.sources_of_all, inami.engagements_table, inami.engagements_chart,
        inami.complaints_chart, inami.governance_chart, inami.glossary_table,
        cmp.conditions_chart,
    )),
)  # fmt: skip
"""What a guide may call, under the function's own name."""

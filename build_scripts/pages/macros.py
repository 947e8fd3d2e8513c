"""The macros of the guides, for mkdocs-macros: amounts, citations, tables and calculators, all made from the data."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from build_scripts.output import figures_json
from build_scripts.pages import form, inami, knowledge, premium, tables
from calculators import CALCULATORS
from calculators.engine import fragment
from calculators.engine.calculator import load
from calculators.engine.report import cite as cite_
from calculators.engine.words import words

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


def define_env(env: Any) -> None:
    """Called by mkdocs-macros: `env.macro` makes a function callable in a page, `env.page` is the page being made."""
    lang = env.conf["theme"]["language"] if "theme" in env.conf else "fr"
    for function in (*_plain(lang), *_of_the_page(env, lang)):
        env.macro(function)


def _plain(lang: str) -> list[Any]:
    """The macros that depend on the data and the language alone."""
    common = words(lang)

    def calculator(slug: str) -> str:
        """The whole calculator: form, result of the default case, tables for readers without script."""
        return _block(TEMPLATES.get_template("calculator.html.j2").render(calc=form.calculator(load(slug), lang)))

    def euro(name: str, **case: Any) -> str:
        """An amount: « 2 500 EUR »."""
        return common.money(knowledge.figure(name, **case).value, cents=False)

    def number(name: str, **case: Any) -> str:
        """A number without its unit, or a date."""
        return common.write(knowledge.figure(name, **case).value)

    def quantity(name: str, **case: Any) -> str:
        """A number with its unit: « 6 mois »."""
        return knowledge.words_of(name.rpartition(".")[0], lang).quantity(knowledge.figure(name, **case))

    def figures_table(name: str) -> str:
        """Every figure of a calculator or of a file of docs/facts."""
        return _block(tables.figures(knowledge.library()[name][0].figures, knowledge.words_of(name, lang)))

    def cite(source: str, paragraph: str = "") -> str:
        """A citation in the text: short title and paragraph, linked, with its grade."""
        found = knowledge.sources()[source]
        cited = cite_(found, paragraph, found.grade, common)
        return f'<span class="source">{fragment.citation(cited)} {fragment.badge(found.grade, common)}</span>'

    def contact(name: str) -> str:
        """A contact card, with the day it was checked."""
        return _block(_contact(name, common))

    def engagements_table() -> str:
        """The engagements of 2009."""
        return _block(inami.engagements_table(lang))

    def engagements_chart() -> str:
        """How many engagements of 2009 were kept."""
        return _block(inami.engagements_chart(lang))

    def complaints_chart() -> str:
        """What the complaints of 2009 were about."""
        return _block(inami.complaints_chart(lang))

    def governance_chart() -> str:
        """Who sat where in the project of 2021."""
        return _block(inami.governance_chart(lang))

    def glossary_table() -> str:
        """The glossary in four languages."""
        return _block(inami.glossary_table(lang))

    def premium_year(year: int) -> str:
        """What a year of the *prime de pratique intégrée* pays, its thresholds and its dates."""
        return _block(premium.year(year, lang))

    def premium_chart(year: int) -> str:
        """What colleagues received for a year, as published."""
        return _block(premium.chart(year, lang))

    def figures_of_all() -> str:
        """Every figure of every calculator."""
        return _block(figures_json.figures_of_all(lang))

    def sources_of_all() -> str:
        """Every source of the site."""
        return _block(figures_json.sources_of_all(lang))

    return [
        calculator, figures_of_all, sources_of_all, euro, number, quantity, figures_table, cite, contact,
        engagements_table, engagements_chart, complaints_chart, governance_chart, glossary_table, premium_year,
        premium_chart,
    ]  # fmt: skip


def _of_the_page(env: Any, lang: str) -> list[Any]:
    common = words(lang)

    def examples(name: str) -> str:
        """The worked examples of a calculator, each with a link to its case on the calculator's page."""
        found = load(name.replace("_", "-"))
        page = "../" * env.page.url.count("/") + CALCULATORS[found.slug]
        return _block(form.examples(found, found.words(lang), page))

    def provenance() -> str:
        """Where the page comes from, when it was checked and what has changed since: from its front matter."""
        meta = env.page.meta
        items = "".join(
            f"<li>{fragment.citation(cite_(s, '', s.grade, common) | {'title': s.title})} "
            + fragment.badge(s.grade, common)
            + (f"<br><small>{escape(s.note)}</small>" if s.note else "")
            + "</li>"
            for s in (knowledge.sources()[name] for name in meta["sources"])
        )
        return _block(
            f'<section class="provenance"><h2>{escape(common("provenance.title"))}</h2>'
            f"<p>{escape(common('provenance.checked', day=meta['checked']))}</p>"
            f"<p>{escape(common('provenance.changed'))} {escape(str(meta['changed']))}</p><ul>{items}</ul></section>"
        )

    return [examples, provenance]


def _contact(name: str, common: Any) -> str:
    found = knowledge.contacts()[name]
    lines = [f"<strong>{escape(found['name'])}</strong>", escape(found["role"])]
    if phone := found.get("phone"):
        digits = "".join(c for c in phone.replace("(0)", "") if c in "+0123456789")
        lines.append(f'{escape(common("contact.phone"))} <a href="tel:{digits}">{escape(phone)}</a>')
    for key in ("mail", "attendance"):
        if mail := found.get(key):
            lines.append(f'{escape(common(f"contact.{key}"))} <a href="mailto:{escape(mail)}">{escape(mail)}</a>')
    lines += [escape(found[key]) for key in ("hours", "address", "note") if found.get(key)]
    if url := found.get("url"):
        lines.append(f'<a href="{escape(url)}" rel="external">{escape(common("contact.url"))}</a>')
    source = knowledge.sources()[found["source"]]
    cited = fragment.citation(cite_(source, "", source.grade, common))
    lines.append(f"<small>{escape(common('contact.checked', day=found['checked']))} {cited}</small>")
    return f'<address class="contact">{"<br>".join(lines)}</address>'


def _block(html: str) -> str:
    """HTML that Markdown leaves alone: on lines of its own, with no blank line in it."""
    return "\n\n" + "\n".join(line for line in html.splitlines() if line.strip()) + "\n\n"

"""The INAMI guides and the glossary: what their tables and pictures show of docs/tables and docs/facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from build_scripts.pages import charts, knowledge, tables
from build_scripts.pages.tables import Cell, Column, Row
from calculators.engine import drawing
from calculators.engine.words import Words

STATUSES = ("kept", "reserved", "late", "partial", "undone", "withdrawn")
"""From best to worst; what each means stands at the top of docs/tables/engagements-2009.toml."""

_LANGUAGES = ("fr", "nl", "de", "en")

type Article = Mapping[str, Any]
type Engagement = Mapping[str, Any]
"""A row of docs/tables/engagements-2009.toml."""


def engagements_table(lang: str) -> Markup:
    """The 83 engagements of 2009 as one table that sorts and filters; the first of an article bears its anchor."""
    words = knowledge.words(lang)
    keys = ("article", "engagement", "title", "service", "due", "done", "status", "next")
    columns = [
        Column(
            key,
            words(f"engagements.{key}"),
            sort=key != "engagement",
            filter=key in ("title", "service", "status", "next"),
        )
        for key in keys
    ]
    rows, seen = [], set()
    for order, (article, one) in enumerate(engagements()):
        anchor = "" if article["id"] in seen else f"art-{article['id'].lower()}"
        seen.add(article["id"])
        rows.append(Row(_engagement(order, article, one, words), anchor))
    return tables.table(
        columns,
        rows,
        caption=words("engagements.caption", count=len(rows)),
        id="engagements",
        filters=tables.filters(words, "engagements"),
    )


def _engagement(order: int, article: Article, one: Engagement, words: Words) -> list[Cell]:
    """The cells of one row; what has no exact date sorts last."""
    titles = knowledge.rows("engagements-2009")["titles"]
    title, status = article["title"], words(f"status.{one['status']}")
    goes_on = words("engagements.next_yes" if article["next"] else "engagements.next_no")
    place = article["id"]
    if one["id"] != "—":
        place = words("engagements.place", article=place, engagement=one["id"])
    what = Markup("{}{}{}").format(
        words.data(one["what"]),
        tables.small(words.data(article["name"])),
        tables.small(words.data(one.get("note", ""))),
    )
    return [
        Cell(place, sort=f"{order:03}"),
        Cell(what, head=True),
        Cell(title, sort=str(list(titles).index(title)), filter=f"{title}. {words.data(titles[title])}"),
        Cell(", ".join(article["services"]), filter="|".join(article["services"])),
        Cell(_day(one["due"], words), sort=_sortable(one["due"])),
        Cell(_day(one["done"], words) + tables.small(gap(one["due"], one["done"], words)), sort=_sortable(one["done"])),
        Cell(status, sort=str(STATUSES.index(one["status"])), filter=status),
        Cell(
            Markup("{}{}").format(
                ", ".join(part for part in (goes_on, article["next"]) if part),
                tables.small(words.data(article.get("next_note", ""))),
            ),
            filter=goes_on,
        ),
    ]


def engagements() -> Iterator[tuple[Article, Engagement]]:
    """(article, engagement), in the report's order."""
    for article in knowledge.rows("engagements-2009")["articles"]:
        for one in article["engagements"]:
            yield article, one


def count(*statuses: str) -> int:
    """How many engagements have one of these statuses; without any, how many there are."""
    if unknown := set(statuses) - set(STATUSES):
        raise ValueError(f"No engagement has the status {', '.join(sorted(unknown))}. Known: {', '.join(STATUSES)}.")
    return sum(one["status"] in (statuses or STATUSES) for _, one in engagements())


def gap(due: date | str, done: date | str, words: Words) -> str:
    """How many days before or after its deadline something was done; nothing where one of the two is no exact date."""
    if isinstance(due, str) or isinstance(done, str):
        return ""
    days = (done - due).days
    return words.count("engagements.early" if days < 0 else "engagements.behind", abs(days))


def _day(value: date | str, words: Words) -> Markup:
    """A date in words, or the report's own words."""
    if isinstance(value, str):
        return Markup.escape(words.data(value))
    return Markup('<time datetime="{}">{}</time>').format(value, words.date(value))


def _sortable(value: date | str) -> str:
    return "" if isinstance(value, str) else value.isoformat()


def engagements_chart(lang: str) -> Markup:
    """How many engagements have each status, as bars."""
    words = knowledge.words(lang)
    counts = Counter(one["status"] for _, one in engagements())
    total = counts.total()
    lines, parts = [], []
    for number, status in enumerate(STATUSES):
        count, top = counts[status], 44 * number
        share = round(Decimal(100 * count) / total, 1)
        lines.append(words("engagements.bar", status=words(f"status.{status}"), count=count, total=total, share=share))
        parts.append(drawing.label(0, top + 16, lines[-1]) + charts.bar(top + 22, count / total, 14))
    return charts.chart(words("engagements.chart", count=total), lines, parts, 44 * len(STATUSES))


def complaints_chart(lang: str) -> Markup:
    """The complaints of 2009: how many, from whom, to whom, by which way, how fast; the rest is a subtraction."""
    words = knowledge.words(lang)
    found, limits = _values("facts.inami"), _values("complaint")
    complaints, letters = found["complaints"], found["letters"]
    blocks = {"letters": {"letters_complaints": complaints, "letters_questions": letters - complaints}}
    for block, names in {
        "who": ("insured", "providers"),
        "service": ("secm", "sss"),
        "channel": ("email", "online"),
    }.items():
        counts = {f"{block}_{name}": found[f"complaints_{name}"] for name in names}
        blocks[block] = counts | {f"{block}_others": complaints - sum(counts.values())}
    lines, parts, top = [], [], 0
    for block, shares in blocks.items():
        title = words(f"complaints.{block}", letters=letters)
        legend = " · ".join(f"{count} {words(f'complaints.{name}')}" for name, count in shares.items())
        lines.append(f"{title} {legend}")
        parts.append(_titled(top, title, charts.stack(top + 22, list(shares.values())), legend))
        top += 72
    for name in ("acknowledgement", "reply"):
        mean, limit = found[f"{name}_mean"], limits[name]
        title, legend = words(f"complaints.{name}"), words("complaints.delay", mean=mean, limit=limit)
        lines.append(f"{title} {legend}")
        parts.append(_titled(top, title, charts.bar(top + 22, mean / limit), legend))
        top += 72
    return charts.chart(words("complaints.chart"), lines, parts, top)


def _titled(top: int, title: str, drawn: str, legend: str) -> str:
    """A title, what is drawn below it, and what it means."""
    return drawing.label(0, top + 15, title, bold=True) + drawn + drawing.label(0, top + 54, legend)


def _values(file: str) -> dict[str, int]:
    """The whole numbers of a file of figures, by name."""
    return {f.name: int(f.value) for f in knowledge.library()[file][0].figures}


def governance_chart(lang: str) -> Markup:
    """The bodies of the project of 1 March 2021, with the steering committee's seats as dots."""
    words, found = knowledge.words(lang), _values("facts.inami")

    def said(key: str) -> list[str]:
        return [line.format(members=found["scientific_members"]) for line in words.get(f"governance.{key}")]

    seats = {name: found[f"seats_{name}"] for name in ("providers", "insurers", "government", "patients", "chairs")}
    groups = [f"{count} {words(f'governance.{name}')}" for name, count in seats.items()]
    steering = words("governance.steering", total=sum(seats.values()))
    office, forces = words("governance.office"), [said(f"force_{n}") for n in (1, 2, 3)]
    below = [words("governance.agreements"), words("governance.concerto")]
    parts = [
        charts.box(0, 0, 172, 66, said("minister")),
        charts.box(188, 0, 172, 66, said("council")),
        charts.arrow(86, 94, 70),
        charts.arrow(274, 94, 70),
        charts.box(0, 96, 360, 226, [steering]),
    ]
    for row, (group, count) in enumerate(zip(groups, seats.values(), strict=True)):
        middle = 142 + 28 * row
        parts.append(drawing.label(180, middle + 5, group))
        fill = "svg-line" if group is groups[-1] else charts.FILL  # the last may be among the others
        parts += [f'<circle class="{fill}" cx="{22 + 22 * n}" cy="{middle}" r="8"/>' for n in range(count)]
    parts += [
        '<path class="svg-line" d="M16 276H344"/>',
        drawing.label(180, 304, office, "middle"),
        charts.arrow(180, 336, 324),
        charts.box(0, 338, 360, 68, said("science")),
        *(charts.box(124 * n, 420, 112, 68, force) for n, force in enumerate(forces)),
        *(charts.box(0, 502 + 48 * n, 360, 34, [line]) for n, line in enumerate(below)),
    ]
    told = [said("minister"), said("council"), said("science"), *forces]
    lines = [steering, *groups, office, *(" ".join(each) for each in told), *below]
    return charts.chart(words("governance.chart"), lines, parts, 584, "diagram")


def glossary_table(lang: str) -> Markup:
    """The glossary: terms in four languages (unofficial ones marked *), then the acronyms of the sources."""
    words, data = knowledge.words(lang), knowledge.rows("glossary")
    terms = [Row([*_term(term, words), Cell(_links(term["sources"], words))]) for term in data["terms"]]
    acronyms = [
        Row(
            [
                Cell(one["short"], head=True),
                Cell(one["long"]),
                Cell(_spoken(one["nl"], "nl") if "nl" in one else ""),
                Cell(_links(one["sources"], words)),
            ]
        )
        for one in data["acronyms"]
    ]
    return _glossary("glossary", "caption", _LANGUAGES, terms, words) + _glossary(
        "acronyms", "acronyms", ("short", "long", "long_nl"), acronyms, words
    )


def _glossary(id: str, caption: str, keys: Sequence[str], rows: list[Row], words: Words) -> Markup:
    columns = [Column(key, words(f"glossary.{key}"), sort=True) for key in keys]
    columns.append(Column("sources", words("glossary.sources")))
    found = tables.filters(words, "glossary")
    return tables.table(columns, rows, caption=words(f"glossary.{caption}"), id=id, filters=found)


def _term(term: Mapping[str, Any], words: Words) -> Iterator[Cell]:
    """A term in each language; a sign for what was not found, and one for what is not official."""
    yield Cell(term[_LANGUAGES[0]], head=True)
    for lang in _LANGUAGES[1:]:
        if lang not in term:
            yield Cell(_sign("–", words("glossary.missing")), sort="")
        elif lang in term.get("unofficial", ()):
            yield Cell(_spoken(term[lang], lang) + _sign("*", words("glossary.unofficial")))
        else:
            yield Cell(_spoken(term[lang], lang))


def _spoken(text: str, lang: str) -> Markup:
    return Markup('<span lang="{}">{}</span>').format(lang, text)


def _sign(sign: str, meaning: str) -> Markup:
    """A sign for those who see it, its meaning for those who hear the page."""
    return Markup('<span aria-hidden="true">{}</span> <span class="visually-hidden">({})</span>').format(sign, meaning)


def _links(ids: Sequence[str], words: Words) -> Markup:
    found = [knowledge.sources()[name] for name in ids]
    link = Markup('<a href="{}" title="{}">{}</a>')
    return Markup(", ").join(link.format(s.url, words.data(s.title), words.data(s.short)) for s in found)


def abbreviations(lang: str) -> str:
    """The lines `*[CMP]: …` that make tooltips of the glossary's terms and acronyms, one a line, sorted."""
    words, data = knowledge.words(lang), knowledge.rows("glossary")
    tips = {key: tip for term in data["terms"] for key, tip in term.get("tooltip", {}).items()}
    tips |= {one["short"]: one["long"] for one in data["acronyms"] if one.get("tooltip", True)}
    return "".join(f"*[{key}]: {words.data(tips[key])}\n" for key in sorted(tips))

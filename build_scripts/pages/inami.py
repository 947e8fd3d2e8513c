"""Tables and pictures of the INAMI guides and of the glossary, as HTML made from docs/facts.

Every function is pure: it reads files of docs/facts and gives a string. The French around the data stands in
docs/facts/inami-words.fr.toml; another language is another such file.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from html import escape
from typing import Any

from build_scripts import ROOT
from build_scripts.pages.knowledge import FACTS, sources
from calculators.engine.figures_file import read

STATUSES = ("kept", "reserved", "late", "partial", "undone", "withdrawn")
"""From best to worst; what each means stands at the top of docs/facts/engagements-2009.toml."""

_FILLS = ("svg-fill-1", "svg-fill-2", "svg-fill-3", "svg-fill-4", "svg-soft")
_STATUS_FILLS = ("svg-fill-1", "svg-fill-3", "svg-fill-2", "svg-fill-2", "svg-fill-4", "svg-ink-soft")
_SEATS = (*(f'class="{fill}"' for fill in _FILLS[:4]), 'class="svg-line" fill="none"')
_LANGUAGES = ("fr", "nl", "de", "en")


def engagements_table(lang: str = "fr") -> str:
    """The 83 engagements of 2009 as one table; docs/assets/site/table.mjs makes it sort and filter."""
    data, words = _facts("engagements-2009"), _words(lang)
    own = words["engagements"]
    total = sum(1 for _ in _engagements())
    heads = [
        _head(own["article"], "article", sort=True),
        _head(own["engagement"], "engagement"),
        _head(own["title"], "title", sort=True, filter=True),
        _head(own["service"], "service", sort=True, filter=True),
        _head(own["due"], "due", sort=True),
        _head(own["done"], "done", sort=True),
        _head(own["status"], "status", sort=True, filter=True),
        _head(own["next"], "next", sort=True, filter=True),
    ]
    rows, seen = [], set()
    for order, (article, one) in enumerate(_engagements()):
        anchor = "" if article["id"] in seen else f' id="art-{article["id"].lower()}"'
        seen.add(article["id"])
        title, services = article["title"], article["services"]
        next_one = own["next_yes" if article["next"] else "next_no"]
        cells = [
            _cell(
                own["article"],
                escape(article["id"]) + (f" – {escape(one['id'])}" if one["id"] != "—" else ""),
                sort=f"{order:03}",
            ),
            f'<th scope="row" data-label="{escape(own["engagement"])}">{escape(one["what"])}'
            + _small(article["name"])
            + _small(one.get("note", ""))
            + "</th>",
            _cell(
                own["title"],
                title,
                sort=f"{list(data['titles']).index(title)}",
                filter=f"{title}. {data['titles'][title]}",
            ),
            _cell(own["service"], ", ".join(services), filter="|".join(services)),
            _cell(own["due"], _day(one["due"], words), sort=_sortable(one["due"])),
            _cell(own["done"], _day(one["done"], words) + _small(_gap(one, own)), sort=_sortable(one["done"])),
            _cell(
                own["status"],
                escape(words["status"][one["status"]]),
                sort=str(STATUSES.index(one["status"])),
                filter=words["status"][one["status"]],
            ),
            _cell(
                own["next"],
                escape(", ".join(t for t in (next_one, article["next"]) if t)) + _small(article.get("next_note", "")),
                filter=next_one,
            ),
        ]
        rows.append(f"<tr{anchor}>" + "".join(cells) + "</tr>")
    return _table("engagements", own["caption"].format(count=total), heads, rows, words, own)


def engagements_chart(lang: str = "fr") -> str:
    """How many engagements have each status, as bars."""
    words = _words(lang)
    counts = Counter(one["status"] for _, one in _engagements())
    total = counts.total()
    lines, parts = [], []
    for number, status in enumerate(STATUSES):
        count = counts[status]
        share = f"{100 * count / total:.1f}".replace(".", words["decimal"])
        line = words["engagements"]["bar"].format(status=words["status"][status], count=count, total=total, share=share)
        lines.append(line)
        top, fill = 44 * number, _STATUS_FILLS[number]
        parts += [
            _text(0, top + 16, line),
            f'<rect class="svg-soft" x="0" y="{top + 22}" width="360" height="14"/>',
            f'<rect class="{fill}" x="0" y="{top + 22}" width="{360 * count / total:.1f}" height="14"/>',
        ]
    title = words["engagements"]["chart"].format(count=total)
    return _svg("engagements-chart", 44 * len(STATUSES), title, lines, parts)


def complaints_chart(lang: str = "fr") -> str:
    """The complaints of 2009: how many, from whom, to whom, by which way, how fast; the rest is a subtraction."""
    words = _words(lang)["complaints"]
    found = {f.name: int(f.value) for f in read(FACTS / "inami.toml").figures}
    limits = {f.name: int(f.value) for f in read(ROOT / "calculators" / "complaint" / "figures.toml").figures}
    complaints, letters = found["complaints"], found["letters"]

    def rest(*names: str) -> int:
        return complaints - sum(found[name] for name in names)

    blocks: list[tuple[str, list[tuple[str, int]]]] = [
        (
            words["letters"].format(letters=letters),
            [(words["letters_complaints"], complaints), (words["letters_questions"], letters - complaints)],
        ),
        (
            words["who"],
            [
                (words["who_insured"], found["complaints_insured"]),
                (words["who_providers"], found["complaints_providers"]),
                (words["who_others"], rest("complaints_insured", "complaints_providers")),
            ],
        ),
        (
            words["service"],
            [
                (words["service_secm"], found["complaints_secm"]),
                (words["service_sss"], found["complaints_sss"]),
                (words["service_others"], rest("complaints_secm", "complaints_sss")),
            ],
        ),
        (
            words["channel"],
            [
                (words["channel_email"], found["complaints_email"]),
                (words["channel_online"], found["complaints_online"]),
                (words["channel_others"], rest("complaints_email", "complaints_online")),
            ],
        ),
    ]
    lines, parts, top = [], [], 0
    for label, shares in blocks:
        legend = " · ".join(f"{count} {name}" for name, count in shares)
        lines.append(f"{label} {legend}")
        parts += [
            _text(0, top + 15, label, bold=True),
            *_stack(top + 22, [count for _, count in shares]),
            _text(0, top + 54, legend),
        ]
        top += 72
    for name in ("acknowledgement", "reply"):
        mean, limit = found[f"{name}_mean"], limits[name]
        legend = words["delay"].format(mean=mean, limit=limit)
        lines.append(f"{words[name]} {legend}")
        parts += [
            _text(0, top + 15, words[name], bold=True),
            f'<rect class="svg-soft" x="0" y="{top + 22}" width="360" height="16"/>',
            f'<rect class="svg-fill-1" x="0" y="{top + 22}" width="{360 * mean / limit:.1f}" height="16"/>',
            _text(0, top + 54, legend),
        ]
        top += 72
    return _svg("complaints-chart", top, words["chart"], lines, parts)


def governance_chart(lang: str = "fr") -> str:
    """The bodies of the project of 1 March 2021, with the steering committee's seats as dots."""
    words = _words(lang)["governance"]
    found = {f.name: int(f.value) for f in read(FACTS / "inami.toml").figures if f.unit in ("seats", "members")}
    groups = [
        (found[f"seats_{name}"], words[name]) for name in ("providers", "insurers", "government", "patients", "chairs")
    ]
    total = sum(count for count, _ in groups)
    steering = words["steering"].format(total=total)
    science = [line.format(members=found["scientific_members"]) for line in words["science"]]
    parts = [
        *_box(0, 0, 172, 66, words["minister"]),
        *_box(188, 0, 172, 66, words["council"]),
        *_arrow(86, 94, 70),
        *_arrow(274, 94, 70),
        *_box(0, 96, 360, 226, [steering]),
    ]
    for row, (count, name) in enumerate(groups):
        middle = 142 + 28 * row
        parts.append(_text(180, middle + 5, f"{count} {name}"))
        parts += [f'<circle {_SEATS[row]} cx="{22 + 22 * n}" cy="{middle}" r="8"/>' for n in range(count)]
    parts += [
        '<path class="svg-line" d="M16 276H344"/>',
        _text(180, 304, words["office"], anchor="middle"),
        *_arrow(180, 336, 324),
        *_box(0, 338, 360, 68, science),
    ]
    for n in range(3):
        parts += _box(124 * n, 420, 112, 68, words[f"force_{n + 1}"])
    parts += [*_box(0, 502, 360, 34, [words["agreements"]]), *_box(0, 550, 360, 34, [words["concerto"]])]
    lines = [
        steering,
        *(f"{count} {name}" for count, name in groups),
        words["office"],
        *(" ".join(words[key]) for key in ("minister", "council")),
        " ".join(science),
        *(" ".join(words[f"force_{n}"]) for n in (1, 2, 3)),
        words["agreements"],
        words["concerto"],
    ]
    return _svg("governance-chart", 584, words["chart"], lines, parts)


def glossary_table(lang: str = "fr") -> str:
    """The glossary: terms in four languages (unofficial ones marked *), then the acronyms of the sources."""
    data, words = _facts("glossary"), _words(lang)
    own = words["glossary"]
    heads = [_head(own[key], key, sort=True) for key in _LANGUAGES] + [_head(own["sources"], "sources")]
    rows = []
    for term in data["terms"]:
        cells = [f'<th scope="row" data-label="{escape(own["fr"])}">{escape(term["fr"])}</th>']
        for key in _LANGUAGES[1:]:
            if key not in term:
                cells.append(_cell(own[key], f'<span aria-hidden="true">–</span>{_hidden(own["missing"])}', sort=""))
                continue
            mark = ""
            if key in term.get("unofficial", ()):
                mark = f'<span aria-hidden="true">*</span>{_hidden(own["unofficial"])}'
            cells.append(_cell(own[key], f'<span lang="{key}">{escape(term[key])}</span>{mark}'))
        rows.append("<tr>" + "".join(cells) + _cell(own["sources"], _links(term["sources"])) + "</tr>")
    terms = _table("glossary", own["caption"], heads, rows, words, own)

    heads = [_head(own[key], key, sort=True) for key in ("short", "long", "long_nl")] + [
        _head(own["sources"], "sources")
    ]
    rows = [
        f'<tr><th scope="row" data-label="{escape(own["short"])}">{escape(one["short"])}</th>'
        + _cell(own["long"], escape(one["long"]))
        + _cell(own["long_nl"], f'<span lang="nl">{escape(one["nl"])}</span>' if "nl" in one else "")
        + _cell(own["sources"], _links(one["sources"]))
        + "</tr>"
        for one in data["acronyms"]
    ]
    return terms + "\n\n" + _table("acronyms", own["acronyms"], heads, rows, words, own)


def abbreviations(lang: str = "fr") -> str:
    """The lines `*[CMP]: …` that make tooltips of the glossary's terms and acronyms, one a line, sorted."""
    data = _facts("glossary")
    tips = {key: tip for term in data["terms"] for key, tip in term.get("tooltip", {}).items()}
    tips |= {one["short"]: one["long"] for one in data["acronyms"] if one.get("tooltip", True)}
    return "".join(f"*[{key}]: {tips[key]}\n" for key in sorted(tips))


# --- reading


@cache
def _facts(name: str) -> dict[str, Any]:
    return tomllib.loads((FACTS / f"{name}.toml").read_text(encoding="utf-8"))


def _words(lang: str) -> dict[str, Any]:
    return _facts(f"inami-words.{lang}")


def _engagements() -> Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """(article, engagement), in the report's order."""
    for article in _facts("engagements-2009")["articles"]:
        for one in article["engagements"]:
            yield article, one


def _links(ids: Sequence[str]) -> str:
    found = [sources()[name] for name in ids]
    return ", ".join(f'<a href="{escape(s.url)}" title="{escape(s.title)}">{escape(s.short)}</a>' for s in found)


# --- tables


def _table(
    name: str,
    caption: str,
    heads: Sequence[str],
    rows: Sequence[str],
    words: Mapping[str, Any],
    own: Mapping[str, str],
) -> str:
    """A table that docs/assets/site/table.mjs can enhance; complete and readable without it."""
    texts = {key: words[key] for key in ("search", "all", "reset", "sort")} | {
        key: own[key] for key in ("shown", "one", "none")
    }
    data = "".join(f' data-text-{key}="{escape(text)}"' for key, text in texts.items())
    return (
        f'<table id="{name}" data-filterable{data}>\n<caption>{escape(caption)}</caption>\n'
        f"<thead><tr>{''.join(heads)}</tr></thead>\n<tbody>\n" + "\n".join(rows) + "\n</tbody>\n</table>"
    )


def _head(label: str, key: str, *, sort: bool = False, filter: bool = False) -> str:
    marks = " data-sort" * sort + " data-filter" * filter
    return f'<th scope="col" data-key="{key}"{marks}>{escape(label)}</th>'


def _cell(label: str, html: str, *, sort: str | None = None, filter: str | None = None) -> str:
    marks = "" if sort is None else f' data-sort-value="{escape(sort)}"'
    marks += "" if filter is None else f' data-filter-value="{escape(filter)}"'
    return f'<td data-label="{escape(label)}"{marks}>{html}</td>'


def _small(text: str) -> str:
    return f"<br><small>{escape(text)}</small>" if text else ""


def _hidden(text: str) -> str:
    return f' <span class="visually-hidden">({escape(text)})</span>'


def _day(value: date | str, words: Mapping[str, Any]) -> str:
    """A date in words, or the report's own words."""
    if isinstance(value, str):
        return escape(value)
    day = words["first"] if value.day == 1 else str(value.day)
    return f'<time datetime="{value}">{day} {words["months"][value.month - 1]} {value.year}</time>'


def _sortable(value: date | str) -> str:
    """ISO dates sort as text; what has no date sorts as nothing, which comes last."""
    return "" if isinstance(value, str) else value.isoformat()


def _gap(one: Mapping[str, Any], own: Mapping[str, str]) -> str:
    """How many days before or after its deadline, where both are exact dates."""
    if isinstance(one["due"], str) or isinstance(one["done"], str):
        return ""
    days = (one["done"] - one["due"]).days
    return own["early" if days < 0 else "behind"].format(days=abs(days))


# --- pictures: 360 wide, so that 13 is 13 on a phone


def _svg(name: str, height: int, title: str, lines: Sequence[str], parts: Iterable[str]) -> str:
    return (
        f'<svg width="420" viewBox="0 0 360 {height}" font-size="13"'
        f' role="img" aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(". ".join(lines))}.</desc>'
        + "".join(parts)
        + "</svg>"
    )


def _text(x: float, y: float, text: str, *, bold: bool = False, anchor: str = "") -> str:
    marks = ' font-weight="bold"' * bold + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text class="svg-ink" x="{x}" y="{y}"{marks}>{escape(text)}</text>'


def _stack(top: int, counts: Sequence[int]) -> list[str]:
    """Bars side by side, as wide together as the picture."""
    parts, left = [], 0.0
    for number, count in enumerate(counts):
        width = 360 * count / sum(counts)
        parts.append(
            f'<rect class="{_FILLS[number]}" x="{left:.1f}" y="{top}" width="{max(width - 2, 1):.1f}" height="16"/>'
        )
        left += width
    return parts


def _box(x: int, y: int, width: int, height: int, lines: Sequence[str]) -> list[str]:
    """A panel with centred lines, the first in bold where there are more."""
    parts = [f'<rect class="svg-soft" x="{x}" y="{y}" width="{width}" height="{height}" rx="6"/>']
    for n, line in enumerate(lines):
        bold = n == 0 and (len(lines) > 1 or height > 100)
        parts.append(_text(x + width / 2, y + 21 + 18 * n, line, bold=bold, anchor="middle"))
    return parts


def _arrow(x: int, bottom: int, top: int) -> list[str]:
    return [f'<path class="svg-line" fill="none" d="M{x} {bottom}V{top}m-5 7l5-7l5 7"/>']

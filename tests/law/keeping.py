"""What a reader gets in a few cases, kept to the letter in kept/: `python -m tests.law.keeping` keeps it anew.

Whoever does so reads the difference: it is what changes for the reader.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from calculators import CALCULATORS, answer
from calculators.engine import calendar, plain
from calculators.engine.calculator import load

FOLDER = Path(__file__).with_name("kept")
NOW = datetime(2009, 1, 1, 12, tzinfo=UTC)
"""Before every date of every case, so that each is to come."""

OTHERS = {
    "cmp-project": (
        "animator=neither&meeting=2023-02-01",
        "evaluation=no&report=no&invoice_first=0",
        "invoice_first=101&animator=trained&colour=red",
        "invoice_first=0.50",
        "invoice_first=450",
        "invoice_first=1.250&invoice_evaluation=299.50",
        "report=no",
        "report=no&animator=x",
    ),
    "gp-premium": (
        "year=2027&dmg=no",
        "year=2016&sumehr_patients=30&reached=5",
        "year=2016&sumehr_patients=201&reached=5",
        "year=2016&sumehr_patients=200&reached=5",
        "year=2016&sumehr_patients=200&reached=0",
        "year=2017&sumehr_patients=400&reached=5",
        "year=2017&reached=0",
        "year=2018&payment=lump-sum&reached=4",
        "year=2018&how=scores&group=yes&payment=lump-sum",
        "year=2018&starter=yes&software=no",
        "year=2022&reached=2",
        "year=2022&billed=24999.99&on_call=no",
        "year=2023&submitted=2024-09-17",
        "year=2023&submitted=2024-12-15",
        "year=2023&submitted=2024-12-31",
        "year=2024&software=no&submitted=2025-09-01",
        "year=2024&status=trainee&software=no",
        "year=2025&how=scores",
        "year=2025&payment=lump-sum",
        "year=2025&status=trainee&software=no",
        "year=2025&seniority=under-5&starter=yes&software=no",
    ),
}
"""Cases that are no example of a page, for what only they show."""


def cases(slug: str) -> list[str]:
    return [each["query"] for each in load(slug).examples() if each.get("show")] + list(OTHERS.get(slug, ()))


def kept(slug: str) -> str:
    """What the form says, then every case: as text, as the page shows it, what programs read of it, as a calendar."""
    told = [f"=== {query}\n\n{_told(slug, query)}" for query in cases(slug)]
    return "\n\n".join(["=== the form", *_form(slug), *told]) + "\n"


def _form(slug: str) -> Iterator[str]:
    """What depends on figures in it: hints and things to tick, each for its cases, labels, answers given in advance."""
    calculator = load(slug)
    words, figures = calculator.words("fr"), calculator.figures
    for part in (calculator.hints, calculator.things):
        for name, hints in (part(figures) if part else {}).items():
            yield "\n".join([name, *(f"{json.dumps(one.case)} {words(one.key, **one.values)}" for one in hints)])
    for name, options in (calculator.labels(figures) if calculator.labels else {}).items():
        yield "\n".join([name, *(f"{option}: {words.write(text)}" for option, text in options.items())])
    for name, values in (calculator.asked_most(figures) if calculator.asked_most else {}).items():
        yield f"{name}: {', '.join(map(str, values))}"


def _told(slug: str, query: str) -> str:
    found, calculator = answer(slug, query), load(slug)
    words = calculator.words("fr")
    ics = calendar.ics(found, NOW.date(), f"https://example.org/{slug}/?{query}", NOW, words)
    name = calendar.file_name(found, words) if ics else ""
    html = found["html"].replace("><", ">\n<")
    details = json.dumps(found["details"], ensure_ascii=False, indent=1) if found["details"] else ""
    parts = [
        plain.text(found, calculator.questions, words),
        html,
        details,
        f"{name}\n{ics}".replace("\r\n", "\n").strip(),
    ]
    return "\n\n".join(filter(None, parts))


if __name__ == "__main__":
    for slug in CALCULATORS:
        (FOLDER / f"{slug}.txt").write_text(kept(slug), encoding="utf-8")

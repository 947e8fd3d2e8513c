"""The only function JavaScript calls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calculators import CALCULATORS
from calculators.engine import fragment, report
from calculators.engine.calculator import load
from calculators.engine.questions import repeatable
from calculators.engine.words import words


def answer(slug: str, query: str | Mapping[str, str], lang: str = "fr") -> dict[str, Any]:
    """The answer of the calculator `slug` to a query string, as JSON-ready keys; it never raises.

    An unknown slug is a problem of the query; an error in a rule is the outcome `fault`, ours.
    """
    if slug not in CALCULATORS:
        return refuse_line("unknown_calculator", slug=repeatable(str(slug)), known=", ".join(CALCULATORS))
    try:
        return report.answer(load(slug), query, lang)
    except Exception as error:  # whatever went wrong in a rule is told to the reader as our fault, with the case
        print_words = words(lang)
        found = report.blank(slug, print_words.lang)
        found |= {"outcome": "fault", "fault": f"{type(error).__name__}: {error}"}
        found["summary"] = fragment.summary(found, print_words)
        found["html"] = fragment.html(found, print_words)
        return found


def refuse_line(key: str, **values: str) -> dict[str, Any]:
    """The answer to a request that names no calculator: problems of the request itself."""
    french = words("fr")
    found = report.blank(values.get("slug", ""), french.lang)
    found["problems"] = {"slug": french(f"problems.{key}", **values)}
    found["summary"] = fragment.summary(found, french)
    found["html"] = fragment.html(found, french)
    return found

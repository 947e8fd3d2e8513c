"""What INAMI pays, on which conditions, when, and on the strength of which text: pure rules.

>>> from calculators import answer
>>> answer("cmp-project", "animator=none")["total"]
'1900.00'
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from calculators.engine import report
from calculators.engine.answer import FIELDS, Answer, blank
from calculators.engine.calculator import load
from calculators.engine.questions import repeatable
from calculators.engine.words import LANGUAGES, words

CALCULATORS = {
    "cmp-project": "calculateurs/financement-cmp/",
    "cmp-sharing": "calculateurs/partage-cmp/",
    "gp-premium": "calculateurs/prime-pratique-integree/",
    "gp-practice": "calculateurs/prime-cabinet/",
    "nursing-home": "calculateurs/maison-de-repos/",
    "complaint": "calculateurs/plainte-inami/",
}
"""Slug → page, the same in every language, in menu order. A slug's folder has the same name with underscores."""


def answer(
    slug: str, query: str | Mapping[str, str], lang: str = LANGUAGES[0], fields: Collection[str] = FIELDS
) -> Answer:
    """The answer of the calculator `slug` to a query string, as JSON-ready keys; it never raises.

    An unknown slug is a problem of the query; an error in a rule is the outcome `fault`, ours. Keys that are
    not among `fields` may be blank.
    """
    if slug not in CALCULATORS:
        return no_answer("unknown_calculator", slug=repeatable(str(slug)), known=", ".join(CALCULATORS))
    try:
        return report.answer(load(slug), query, lang, fields)
    except Exception as error:  # whatever went wrong in a rule is told to the reader as our fault, with the case
        found = blank(slug, words(lang).lang)
        found["outcome"] = "fault"
        found["fault"] = f"{type(error).__name__}: {error}"
        return report.tell(found, words(lang))


def no_answer(problem: str, **values: str) -> Answer:
    """The answer to a request that names no calculator: `problem` is the key of its message."""
    found = blank(values.get("slug", ""), LANGUAGES[0])
    found["problems"] = {"slug": words(LANGUAGES[0])(f"problems.{problem}", **values)}
    return report.tell(found, words(LANGUAGES[0]))

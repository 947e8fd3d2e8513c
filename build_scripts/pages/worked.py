"""What a calculator's page holds beside the form: what is covered, every amount and condition, worked examples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from build_scripts.pages import knowledge, tables
from build_scripts.pages.templates import render
from calculators.engine import fragment, references, report
from calculators.engine.calculator import Calculator
from calculators.engine.references import References
from calculators.engine.words import Words


def static(calculator: Calculator, words: Words) -> Markup:
    """What a reader without script needs: every amount and condition, examples with their rows."""
    shown = {"amounts": tables.figures(calculator.figures.figures, words), "examples": examples(calculator, words)}
    return render("static", parts=[(words(f"ui.{name}"), part) for name, part in shown.items()])


def covered(calculator: Calculator, lang: str) -> Markup:
    """What the calculator covers, and what it does not."""
    words = knowledge.words(lang, calculator.slug)
    return render(
        "covered", parts=[(words(f"ui.{name}"), words.get(f"covered.{key}")) for name, key in COVERED.items()]
    )


COVERED = {"covered": "yes", "not_covered": "no"}


def examples(calculator: Calculator, words: Words, page: str = "") -> Markup:
    """The examples to show, computed by the rule, each with a link that opens it in the form of `page`."""
    cases = [case for case in calculator.examples() if case.get("show")]
    shown = [_example(number, case, calculator, words) for number, case in enumerate(cases, 1)]
    return render("examples", examples=shown, page=page, open=words("ui.open_example"))


def _example(number: int, case: Mapping[str, Any], calculator: Calculator, words: Words) -> dict[str, str]:
    """Name, query, summary, and the rows or reasons as the result shows them, with their sources."""
    answer = report.answer(calculator, case["query"], words.lang)
    cited = References(references.of(answer, ("rows", "refusals", "unsettled")), words, f"example-{number}")
    reasons = [
        fragment.notes(kind, found, cited)
        for kind, found in (("refusals", answer["refusals"]), ("unsettled", answer["unsettled"]))
    ]
    return {
        "name": words.data(case["name"]),
        "query": case["query"],
        "summary": answer["summary"],
        "shown": Markup(fragment.rows(answer, cited, words) + "".join(reasons) + cited.listed()),
    }

"""The examples of the calculators, and what is wrong with an answer that an example expects otherwise."""

from __future__ import annotations

import json
from typing import Any

from calculators.engine import report
from calculators.engine.answer import Answer, Citation
from calculators.engine.calculator import Calculator


def failures(calculator: Calculator, example: dict[str, Any]) -> list[str]:
    """Every way in which the answer differs from the example; what an example does not name is not compared."""
    answer = report.answer(calculator, example["query"])
    found = {
        "outcome": answer["outcome"],
        "total": answer["total"],
        "rows": {row["key"]: row["amount"] for row in answer["rows"]},
        "readings": [row["key"] for row in answer["rows"] if row["reading"]],
        "grades": {row["key"]: row["grade"] for row in answer["rows"]},
        "citations": sorted({c["source"] for c in _cited(answer)}),
        "problems": list(answer["problems"]),
        "agenda": {step["key"]: step["date"] for step in answer["agenda"]},
        "refusals": [note["key"] for note in answer["refusals"]],
        "unsettled": [note["key"] for note in answer["unsettled"]],
        "advice": [note["key"] for note in answer["advice"]],
    }
    wanted = {key: value for key, value in example.items() if key not in ("name", "query", "show", "says")}
    if "citations" in wanted:
        wanted["citations"] = sorted(wanted["citations"])
    wrong = [f"{key}: {found[key]!r}, not {value!r}" for key, value in wanted.items() if found[key] != value]
    said = _plain(json.dumps(answer, ensure_ascii=False))
    return wrong + [f"does not say “{words}”" for words in example.get("says", []) if _plain(words) not in said]


def wrong_sums(calculator: Calculator, sums: list[dict[str, Any]]) -> list[str]:
    """The sums that the texts contain and the figures do not give."""
    law = calculator.figures.on(calculator.figures.checked)
    return [
        f"{one['total']} is not the sum of {one['of']}"
        for one in sums
        if law.only(one["total"]).value != sum(law.only(part).value for part in one["of"])
    ]


def _plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def _cited(answer: Answer) -> list[Citation]:
    """The citations that carry the outcome: of the rows, the refusals or the unsettled points."""
    lines = [*answer["rows"], *answer["refusals"], *answer["unsettled"]]
    return [citation for line in lines for citation in line["citations"]]

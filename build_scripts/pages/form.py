"""A calculator's form as plain data for the template, and its case answered in advance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from build_scripts.output import packs
from build_scripts.pages import knowledge, worked
from calculators.engine import labels, report
from calculators.engine.calculator import Calculator, Hint
from calculators.engine.questions import Question, is_raised, read
from calculators.engine.words import Words

UI = (
    "calculate", "reset", "form", "result", "loading", "starting", "loading_bytes", "failed", "retry",
    "problems_title", "copy_link", "copied", "print", "ics", "noscript", "asleep", "changed_rules", "default_note",
    "optional", "static_title", "address", "printed_on", "calculating", "see", "past", "next", "ticks",
    "undo", "undone", "closed", "share", "empty", "sources", "read_as", "doubt", "doubt_write", "doubt_ask",
    "name", "who", "number", "amount", "total", "none", "removing", "added", "removed", "export", "pasted",
    "pasted_one", "columns", "working", "no_answer", "no_number", "no_choice", "too_many_columns", "too_many_rows",
)  # fmt: skip
"""The words of the form and of its script; docs/texts.<language>.toml holds them."""


def calculator(calculator: Calculator, lang: str, ready: bool = True) -> dict[str, Any]:
    """Everything the template shows: questions in order, the default case answered, words, tables and examples.

    What the default case does not raise is not `shown`: the page starts as its script would leave it. Without `ready`
    no pack is made, which takes a while.
    """
    words = knowledge.words(lang, calculator.slug)
    case = read(calculator.questions, "").texts
    questions = [_question(q, calculator, words, case) for q in calculator.questions]
    for name, of_cases in (("hints", calculator.hints), ("things", calculator.things)):
        found = of_cases(calculator.figures) if of_cases else {}
        for question in questions:
            question[name] = [_variant(one, words, case) for one in found.get(question["column"], ())]
    return {
        "slug": calculator.slug,
        "lang": words.lang,
        "rules": calculator.figures.version,
        "decimal": words("format.decimal"),
        "questions": questions,
        "groups": (groups := _groups(questions, calculator, words)),
        "has_table": any(one["kind"] == "table" for group in groups for one in group["questions"]),
        "places": knowledge.places(lang),
        "answer": report.answer(calculator, "", lang),
        "words": {name: words(f"ui.{name}") for name in UI},
        "pack": packs.name(calculator.slug, words.lang) if ready else "",
        "small_pack": packs.within_page(calculator.slug, words.lang) if ready else "",
        "static": worked.static(calculator, words),
    }


def _groups(questions: Iterable[dict[str, Any]], calculator: Calculator, words: Words) -> list[dict[str, Any]]:
    """Neighbours of one section under its title; shown while one of them is. Those that repeat are one table."""
    found = []
    for name, group in groupby(questions, itemgetter("group")):
        members: list[dict[str, Any]] = []
        for per, neighbours in groupby(group, itemgetter("per")):
            ones = list(neighbours)
            members += [_table(per, ones, calculator, words)] if per else ones
        shown = any(question["shown"] for question in members)
        title, hint = members[0]["section"], members[0]["section_hint"]
        found.append({"name": name, "title": title, "hint": hint, "questions": members, "shown": shown})
    return found


def _table(per: str, cells: list[dict[str, Any]], calculator: Calculator, words: Words) -> dict[str, Any]:
    """Repeated questions: a row each, a column a question. A row of a script's making has « {n} » for its number."""
    count = next(question for question in calculator.questions if question.name == per)
    columns = [cell for cell in cells if cell["row"] == 1]
    for column in columns:
        alternatives = ({n: v for n, v in each.items() if n != per} for each in column["when"])
        column["when"] = [each for each in alternatives if each]
        column["told"] = " ".join(one["text"] for one in column["hints"] if one["shown"])
        whole = words(f"questions.{column['column']}.label")
        column["about"] = ". ".join(filter(None, (whole if whole != column["label"] else "", column["hint"])))
    numbers = [*range(1, int(count.default) + 1), "{n}"]
    rows = [
        {
            "number": number,
            "name": (name := labels.row(per, number, words)),
            "cell": words("cell", row=name, column=""),
            "remove": words(f"tables.{per}.remove", n=number),
        }
        for number in numbers
    ]
    return {
        "kind": "table",
        "per": per,
        "columns": columns,
        "rows": rows[:-1],
        "another": rows[-1],
        "least": int(count.least),
        "most": int(count.most),
        "add": words(f"tables.{per}.add"),
        "full": words(f"tables.{per}.most", n=int(count.most)),
        **{key: cells[0][key] for key in ("section", "section_hint", "shown")},
    }


def _question(question: Question, calculator: Calculator, words: Words, case: Mapping[str, str]) -> dict[str, Any]:
    law = calculator.figures.on(calculator.figures.checked)
    quoted = {
        f.name: f for f in calculator.figures.figures if not f.where and f.at_least is None and f.in_force(law.day)
    }
    told = calculator.labels(calculator.figures).get(question.column, {}) if calculator.labels else {}
    key = f"questions.{question.column}"
    hint = words.get(f"{key}.hint")
    return {
        "name": question.name,
        "kind": "select" if question.kind == "choice" and len(question.options) > 5 else question.kind,
        "column": question.column,
        "per": question.per,
        "row": question.row,
        "label": labels.column(question, words) if question.row else labels.label(question, words),
        "hint": words(f"{key}.hint", **quoted) if hint else "",
        "unit": words.get(f"{key}.unit")
        or {"money": words("ui.euro"), "percent": words("ui.percent")}.get(question.kind, ""),
        "options": [
            {
                "value": option,
                "label": words.write(told[option])
                if option in told
                else words.get(f"{key}.options.{option}") or words.get(f"options.{option}") or option,
            }
            for option in question.options
        ],
        "default": question.default,
        "when": [{name: list(values) for name, values in alternative.items()} for alternative in question.when],
        "shown": question.name in case,
        "group": question.section,
        "section": words(f"sections.{question.section}") if question.section else "",
        "section_hint": words.get(f"sections.{question.section}.hint"),
        "optional": question.optional,
        "former": question.former,
    }


def _variant(one: Hint, words: Words, case: Mapping[str, str]) -> dict[str, Any]:
    """A text that some cases alone show: threshold and unit of the chosen year."""
    return {
        "when": [{name: list(values) for name, values in one.case.items()}],
        "text": words(one.key, **one.values),
        "shown": is_raised((one.case,), case),
    }

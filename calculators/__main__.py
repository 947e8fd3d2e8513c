"""The calculators on the command line: one case as text or JSON, or many cases, one a line."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from typing import Any

from calculators import CALCULATORS, answer, no_answer
from calculators.engine import plain
from calculators.engine.answer import Answer
from calculators.engine.calculator import load
from calculators.engine.words import LANGUAGES, words

EXIT = {"problems": 2, "fault": 1}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m calculators", description=__doc__)
    parser.add_argument("slug", nargs="?", help=f"one of {', '.join(CALCULATORS)}; without it, they are listed")
    parser.add_argument("answers", nargs="*", metavar="name=value", help="unnamed questions take their default")
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    parser.add_argument("--json", action="store_true", help="the answer, or the questions, as JSON")
    parser.add_argument("--questions", action="store_true", help="what SLUG asks: name, kind, values, default, label")
    parser.add_argument("--batch", action="store_true", help="JSON lines on standard input, one answer a line")
    options = parser.parse_intermixed_args(arguments)
    if options.batch:
        for line in batch(sys.stdin or ()):
            print(line, flush=True)
        return 0
    if options.slug is None:
        if options.questions:
            parser.error("--questions needs a calculator")
        for slug in CALCULATORS:
            print(slug, load(slug).words(options.lang)("title"), sep="\t")
        return 0
    if bad := [pair for pair in options.answers if "=" not in pair]:
        parser.error(f"not name=value: {' '.join(bad)}")
    if options.questions and options.slug in CALCULATORS:
        return _print_questions(questions(options.slug, options.lang), options.json)
    found = answer(options.slug, dict(pair.split("=", 1) for pair in options.answers), options.lang)
    return _print_answer(found, options)


def questions(slug: str, lang: str) -> list[dict[str, Any]]:
    """What a calculator asks, in order. `values`: those of a choice, else none; `default` as a link writes it."""
    said = load(slug).words(lang)
    return [
        {
            "name": question.name,
            "kind": question.kind,
            "values": list(question.options),
            "default": question.default,
            "label": said(f"questions.{question.name}.label"),
        }
        for question in load(slug).questions
    ]


def _print_questions(found: list[dict[str, Any]], as_json: bool) -> int:
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return 0
    for each in found:
        print(*(each | {"values": ",".join(each["values"])}).values(), sep="\t")
    return 0


def _print_answer(found: Answer, options: argparse.Namespace) -> int:
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
    elif found["outcome"] not in EXIT:
        print(plain.text(found, load(options.slug).words(options.lang)))
    if found["outcome"] == "problems":
        for name, message in found["problems"].items():
            print(f"{name}: {message}", file=sys.stderr)
        for name in found["unknown"]:
            print(words(options.lang)("answer.unknown", names=name), file=sys.stderr)
    if found["outcome"] == "fault":
        print(f"{found['summary']} {found['fault']}", file=sys.stderr)
    return EXIT.get(found["outcome"], 0)


def batch(lines: Iterable[str]) -> Iterator[str]:
    """One JSON answer for each JSON line, in order, one at a time; a bad line is answered with problems."""
    for line in lines:
        yield json.dumps(_answer_line(line), ensure_ascii=False)


def _answer_line(line: str) -> Answer:
    try:
        case = json.loads(line)
        slug, query, lang = case["slug"], case.get("query", ""), case.get("lang", LANGUAGES[0])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return no_answer("bad_line")
    if not (isinstance(slug, str) and isinstance(query, str | dict) and isinstance(lang, str)):
        return no_answer("bad_line")
    return answer(slug, query, lang)


def run() -> int:
    """`main` on the process's own streams: UTF-8 whatever the machine's settings, no word about who stops reading."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)
    try:
        status = main()
        if sys.stdout:
            sys.stdout.flush()
        return status
    except OSError as error:  # a pipe closed, a disk full: nothing more can be written, not even what Python holds
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if not isinstance(error, BrokenPipeError):
            print(error, file=sys.stderr)
        return EXIT["fault"]


if __name__ == "__main__":
    sys.exit(run())

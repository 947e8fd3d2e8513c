"""The command line: `python -m calculators [SLUG [name=value …]] [--lang fr|nl] [--json] | --batch`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from calculators import CALCULATORS, browser
from calculators.engine import fragment
from calculators.engine.calculator import load
from calculators.engine.words import LANGUAGES, words

EXIT = {"problems": 2, "fault": 1}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m calculators", description=__doc__)
    parser.add_argument("slug", nargs="?", help="one of " + ", ".join(CALCULATORS))
    parser.add_argument("answers", nargs="*", metavar="name=value", help="unnamed questions take their default")
    parser.add_argument("--lang", choices=LANGUAGES, default="fr")
    parser.add_argument("--json", action="store_true", help="the answer as JSON")
    parser.add_argument("--batch", action="store_true", help="JSON lines on standard input, one answer a line")
    options = parser.parse_intermixed_args(arguments)
    if options.batch:
        for line in batch(sys.stdin):
            print(line)
        return 0
    if options.slug is None:
        for slug in CALCULATORS:
            print(slug, load(slug).words(options.lang)("title"), sep="\t")
        return 0
    if bad := [pair for pair in options.answers if "=" not in pair]:
        parser.error(f"not name=value: {' '.join(bad)}")
    query = urlencode([tuple(pair.split("=", 1)) for pair in options.answers])
    answer = browser.answer(options.slug, query, options.lang)
    if options.json:
        print(json.dumps(answer, ensure_ascii=False))
    elif answer["outcome"] not in EXIT:
        print(fragment.text(answer, load(options.slug).words(options.lang)))
    if answer["outcome"] == "problems":
        for name, message in answer["problems"].items():
            print(f"{name}: {message}", file=sys.stderr)
        for name in answer["unknown"]:
            print(words(options.lang)("answer.unknown", names=name), file=sys.stderr)
    if answer["outcome"] == "fault":
        print(f"{answer['summary']} {answer['fault']}", file=sys.stderr)
    return EXIT.get(answer["outcome"], 0)


def batch(lines: Iterable[str]) -> Iterator[str]:
    """One JSON answer for each JSON line, in order, one at a time; a bad line is answered with problems."""
    for line in lines:
        yield json.dumps(_answer_line(line), ensure_ascii=False)


def _answer_line(line: str) -> dict[str, Any]:
    try:
        case = json.loads(line)
        slug, query, lang = case["slug"], case.get("query", ""), case.get("lang", "fr")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return browser.refuse_line("bad_line")
    if not (isinstance(slug, str) and isinstance(query, str | dict) and isinstance(lang, str)):
        return browser.refuse_line("bad_line")
    return browser.answer(slug, query, lang)


if __name__ == "__main__":
    sys.exit(main())

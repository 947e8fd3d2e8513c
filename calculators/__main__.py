"""The command line: `python -m calculators [SLUG [name=value …]] [--lang fr|nl] [--json] | --batch`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from typing import Any

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
        for line in batch(sys.stdin or ()):
            print(line, flush=True)
        return 0
    if options.slug is None:
        for slug in CALCULATORS:
            print(slug, load(slug).words(options.lang)("title"), sep="\t")
        return 0
    if bad := [pair for pair in options.answers if "=" not in pair]:
        parser.error(f"not name=value: {' '.join(bad)}")
    answer = browser.answer(options.slug, dict(pair.split("=", 1) for pair in options.answers), options.lang)
    if options.json:
        print(json.dumps(answer, ensure_ascii=False))
    elif answer["outcome"] not in EXIT:
        print(fragment.plain(answer, load(options.slug).words(options.lang)))
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

"""The calculators on the command line: one case as text or JSON, or many cases, one a line."""

from __future__ import annotations

import argparse
import codecs
import json
import os
import re
import sys
from collections.abc import Collection, Iterable, Iterator
from io import BufferedReader, TextIOWrapper
from typing import Any, NoReturn

from calculators import CALCULATORS, answer, no_answer
from calculators.engine import labels, plain
from calculators.engine.answer import FIELDS, Answer
from calculators.engine.calculator import load
from calculators.engine.words import LANGUAGES, words

EXIT = {"problems": 2, "fault": 1}
INTERRUPTED = 130
"""What a shell says of a program that Ctrl-C has ended."""
STATUS = """Exit status: 0 for an answer, also a refusal; 2 for problems, told on standard error; 1 for a fault of ours;
130 when interrupted. A bad line of a batch is answered with its problems and the batch goes on; it ends with 2 where
none of its lines could be read, an empty one with 0."""

HALF = "\udc80"
"""Half a character, which no text holds: stands for bytes that are none."""
UTF_16 = {
    "utf-16-le": re.compile(rb"\xff\xfe(.\0|.?\Z)|[^\0]\0", re.DOTALL),
    "utf-16-be": re.compile(rb"\xfe\xff(\0|\Z)|\0[^\0]", re.DOTALL),
}
"""How JSON in UTF-16 begins, with a mark or without: with a plain character, half of which is NUL."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m calculators", description=__doc__, epilog=STATUS)
    parser.add_argument("slug", nargs="?", help=f"one of {', '.join(CALCULATORS)}; without it, they are listed")
    parser.add_argument("answers", nargs="*", metavar="name=value", help="unnamed questions take their default")
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    parser.add_argument("--json", action="store_true", help="the answer, or the questions, as JSON")
    parser.add_argument("--questions", action="store_true", help="what SLUG asks: name, kind, values, default, label")
    parser.add_argument(
        "--batch", action="store_true", help="a JSON object with slug and query a line in, a JSON answer a line out"
    )
    parser.add_argument(
        "--fields", type=_fields, metavar="KEY,KEY", help="of each JSON answer these keys alone, which takes less time"
    )
    options = parser.parse_intermixed_args(arguments)
    if options.batch:
        if options.slug is not None:
            parser.error(f"--batch takes no calculator, each line names its own: {options.slug}")
        return _print_batch(options)
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
    query = dict(pair.split("=", 1) for pair in options.answers)
    fields = (*options.fields, "problems") if options.fields else FIELDS  # what must be mended is told in any case
    return _print_answer(answer(options.slug, query, options.lang, fields), options)


def _fields(names: str) -> list[str]:
    """Keys of an answer, as they stand on the command line with commas between them."""
    found = [name.strip() for name in names.split(",") if name.strip()]
    if unknown := [name for name in found if name not in FIELDS]:
        raise argparse.ArgumentTypeError(f"no key of an answer: {', '.join(unknown)}; these are: {', '.join(FIELDS)}")
    return found


def questions(slug: str, lang: str) -> list[dict[str, Any]]:
    """What a calculator asks, in order. `values`: those of a choice, else none; `default` as a link writes it."""
    said = load(slug).words(lang)
    return [
        {
            "name": question.name,
            "kind": question.kind,
            "values": list(question.options),
            "default": question.default,
            "label": labels.label(question, said),
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
    if options.json or options.fields:
        print(_as_json(found, options.fields or FIELDS))
    elif found["outcome"] not in EXIT:
        calculator = load(options.slug)
        print(plain.text(found, calculator.questions, calculator.words(options.lang)))
    if found["outcome"] == "problems":
        for name, message in found["problems"].items():
            print(f"{name}: {message}", file=sys.stderr)
        for name in found["unknown"]:
            print(words(options.lang)("answer.unknown", names=name), file=sys.stderr)
    if found["outcome"] == "fault":
        print(f"{found['summary']} {found['fault']}", file=sys.stderr)
    return EXIT.get(found["outcome"], 0)


def _as_json(found: Answer, fields: Collection[str]) -> str:
    return json.dumps({key: value for key, value in found.items() if key in fields}, ensure_ascii=False)


def _print_batch(options: argparse.Namespace) -> int:
    could_read: set[bool] = set()
    for line in batch(_input(), options.fields or FIELDS, could_read):
        print(line, flush=True)
    if could_read != {False}:
        return 0
    print(words(options.lang)("problems.no_line"), file=sys.stderr)
    return EXIT["problems"]


def batch(lines: Iterable[str], fields: Collection[str] = FIELDS, could_read: set[bool] | None = None) -> Iterator[str]:
    """One JSON answer for each JSON line, in order, one at a time; a bad line is answered with problems.

    `could_read` is told of each line whether it could be read.
    """
    for line in lines:
        case = _case(line)
        if could_read is not None:
            could_read.add(bool(case))
        yield _as_json(answer(*case, fields) if case else no_answer("bad_line"), fields)


def _case(line: str) -> tuple[str, str | dict[str, Any], str] | None:
    """Slug, query and language of a line; None where it is no such line."""
    try:
        line.encode()  # fails on half a character
        case = json.loads(line.removeprefix("\ufeff"))  # the mark that says how a text is written
        slug, query, lang = case["slug"], case.get("query", ""), case.get("lang", LANGUAGES[0])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if isinstance(slug, str) and isinstance(query, str | dict) and isinstance(lang, str):
        return slug, query, lang
    return None


def _input() -> Iterable[str]:
    """The lines of standard input as they come, in UTF-8 or UTF-16; bytes that are no text are `HALF` in their line."""
    if isinstance(sys.stdin, TextIOWrapper) and isinstance(sys.stdin.buffer, BufferedReader):
        start = sys.stdin.buffer.peek(4)[:4]
        encoding = next((name for name, beginning in UTF_16.items() if beginning.match(start)), "utf-8")
        codecs.register_error("half", _half)
        sys.stdin.reconfigure(encoding=encoding, errors="half", newline=None)
    return sys.stdin or ()


def _half(error: UnicodeError) -> tuple[str, int]:
    return HALF, error.end if isinstance(error, UnicodeDecodeError) else 0


def run() -> NoReturn:
    """`main` on the process's own streams, and its end: UTF-8 whatever the machine's settings.

    No word about who stops reading, none about who interrupts.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        try:
            status = main()
        except KeyboardInterrupt:
            status = INTERRUPTED
        if sys.stdout:
            sys.stdout.flush()
    except OSError as error:  # a pipe closed, a disk full: nothing more can be written, not even what Python holds
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if not isinstance(error, BrokenPipeError):
            print(error, file=sys.stderr)
        status = EXIT["fault"]
    sys.exit(status)


if __name__ == "__main__":
    run()

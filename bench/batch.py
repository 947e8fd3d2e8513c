"""The command line on many cases: answers a second, memory, and where the time goes."""

import cProfile
import json
import pstats
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from build_scripts import ROOT
from calculators import CALCULATORS
from calculators.__main__ import batch
from calculators.engine.calculator import load

# The command line, then what Linux says of the process: the peak that wait() tells may be its parent's.
PROGRAM = """
import sys
from calculators.__main__ import main
main(["--batch", *sys.argv[1:]])
sys.stderr.write(open("/proc/self/status").read())
"""


@dataclass(frozen=True)
class Run:
    """One run of `python -m calculators --batch`, of whole answers or of some `fields`; `peak`: resident bytes."""

    cases: int
    fields: str
    seconds: float
    peak: int


def cases(count: int) -> Iterator[str]:
    """Mixed cases, always the same: the examples of all calculators in turn, each with one answer changed by chance."""
    chance = random.Random(5)
    pools = [(load(slug), [example["query"] for example in load(slug).examples()]) for slug in CALCULATORS]
    for turn in range(count):
        calculator, queries = pools[turn % len(pools)]
        query = dict(parse_qsl(queries[turn // len(pools) % len(queries)]))
        question = chance.choice(calculator.questions)
        amounts = [str(chance.randrange(60)), f"{chance.randrange(100_000) / 100:.2f}"]
        query[question.name] = chance.choice(question.options or amounts[question.kind == "money" :][:1])
        if question.kind == "date":
            query[question.name] = f"{chance.randrange(2014, 2028)}-{chance.randrange(1, 13):02}-15"
        yield json.dumps({"slug": calculator.slug, "query": urlencode(query)})


def run(count: int, folder: Path, fields: str = "") -> Run:
    """Times one run in a process of its own: whole answers, or these `fields` of them."""
    source = folder / "cases.jsonl"
    source.write_text("".join(f"{case}\n" for case in cases(count)), encoding="utf-8")
    with source.open() as stdin, (folder / "answers.jsonl").open("w") as stdout:
        started = time.perf_counter()
        command = [sys.executable, "-c", PROGRAM, *(["--fields", fields] if fields else [])]
        done = subprocess.run(command, cwd=ROOT, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE, text=True)
        seconds = time.perf_counter() - started
    with (folder / "answers.jsonl").open() as answers:
        given = sum(1 for _ in answers)
    if done.returncode or given != count:
        raise SystemExit(f"the batch of {count} gave {given} answers\n{done.stderr}")
    peak = re.search(r"VmHWM:\s+(\d+) kB", done.stderr)
    return Run(count, fields, seconds, int(peak[1]) * 1024 if peak else 0)


def outcomes(folder: Path) -> dict[str, int]:
    """How many answers of the last run had each outcome."""
    counts: dict[str, int] = {}
    with (folder / "answers.jsonl").open(encoding="utf-8") as answers:
        for line in answers:
            outcome = json.loads(line)["outcome"]
            counts[outcome] = counts.get(outcome, 0) + 1
    return counts


def profile(count: int, lines: int = 12) -> list[tuple[str, int, float, float]]:
    """The functions that take most time themselves: name, calls, share of the time alone and with what they call."""
    questions = list(cases(count))
    list(batch(questions[:200]))  # what is read once is no part of it
    profiler = cProfile.Profile()
    profiler.runcall(lambda: list(batch(questions)))
    stats: Any = pstats.Stats(profiler)
    found = sorted(stats.stats.items(), key=lambda item: -item[1][2])[:lines]
    return [
        (_place(*where), calls, own / stats.total_tt, whole / stats.total_tt)
        for where, (_, calls, own, whole, _) in found
    ]


def _place(file: str, line: int, name: str) -> str:
    path = Path(file)
    if file.startswith(("~", "<")):
        return name.strip("<>")
    if path.is_relative_to(ROOT):
        return f"{path.relative_to(ROOT).as_posix()} {name}"
    return f"{path.parent.name}/{path.name} {name}"

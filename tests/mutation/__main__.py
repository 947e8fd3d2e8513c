"""Try every mutant against the fast tests and say which ones none of them notices: `python -m tests.mutation`.

Each core has a copy of the project, where one file at a time is changed; the tests that run the changed line are asked,
the quickest first; of the command line, those that start it in a process of its own. Ends with 1 where a mutant
survives that survivors.toml does not explain, or explains without need.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory

from build_scripts import ROOT
from tests.copies import copy_of_project
from tests.mutation.mutants import Mutant, mutants
from tests.mutation.survivors import explained

TRIED = ["tests/law", "tests/site", "-m", "not built", "-p", "no:cacheprovider"]
BESIDE = (
    "tests/law/test_rooms.py",  # asks how the code is laid out, and a mutant is laid out anew
    "tests/law/test_mutants.py",
    "tests/site/test_new_calculator.py",  # makes a copy of its own, of what git knows
    "tests/law/test_versions.py::test_figures_do_not_change_under_the_same_version",  # notices any figure by its digest
)
COMMAND_LINE = "calculators/__main__.py"
ELSEWHERE = ("tests/law/test_command_line.py", "tests/law/test_command_line_input.py")
"""Tests that run the command line in another process, so that nobody has seen which lines."""

PATIENCE = 5, 60
"""A mutant that takes so many times as long as its tests, and so many seconds, hangs: it was noticed."""


@dataclass(frozen=True, slots=True)
class Ran:
    """Which tests ran which line, what they all ran while they were read, and how long each takes in seconds."""

    tests: dict[str, set[tuple[str, int]]]
    seconds: dict[str, float]

    def of(self, mutant: Mutant) -> list[str]:
        """The tests that may notice, the quickest first; all of them for a line that runs as a module is read."""
        places = {(mutant.file, line) for line in mutant.lines}
        everyone = mutant.file.endswith(".toml") or bool(places & self.tests[""])
        those = [test for test, lines in self.tests.items() if test and (everyone or places & lines)]
        return sorted(those, key=lambda test: self.seconds.get(test, 0))


def record(project: Path) -> Ran:
    """One run of the tests as they are. Errors: it fails where one of them does."""
    beside = [f"--deselect={test}" for test in BESIDE]
    kept = project / "lines.json"
    done = _pytest(project, ["-p", "tests.mutation.lines", *TRIED, *beside], LINES=str(kept))
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    told = json.loads(kept.read_text(encoding="utf-8"))
    tests = {
        test: {(Path(file).relative_to(project).as_posix(), line) for file, line in lines}
        for test, lines in told["tests"].items()
    }
    return Ran(tests, told["seconds"])


def _pytest(
    project: Path, arguments: list[str], seconds: float | None = None, **more: str
) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SITE", "PY"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=project,
        env=environment | {"PYTHONDONTWRITEBYTECODE": "1"} | more,
        capture_output=True,
        text=True,
        timeout=seconds,
    )


def survives(project: Path, mutant: Mutant, ran: Ran) -> bool:
    """Whether no test notices the mutant in this copy, which is as it was afterwards."""
    tests = ran.of(mutant)
    file = project / mutant.file
    original = file.read_text(encoding="utf-8")
    file.write_text(mutant.text(), encoding="utf-8")
    try:
        return _holds(project, tests, ran) and (mutant.file != COMMAND_LINE or _holds(project, [*ELSEWHERE], ran))
    finally:
        file.write_text(original, encoding="utf-8")


def _holds(project: Path, tests: list[str], ran: Ran) -> bool:
    if not tests:
        return True
    asked = project / "asked.txt"
    asked.write_text("\n".join(tests), encoding="utf-8")
    times, least = PATIENCE
    patience = least + times * sum(ran.seconds.get(test, 0) for test in tests)
    try:
        done = _pytest(project, ["-x", "-p", "no:cacheprovider", f"@{asked}"], patience)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="make mutate", description=(__doc__ or "").split(":")[0])
    parser.add_argument("--only", default="", help="a part of the names, for example gp_premium/rule.py")
    parser.add_argument("--again", action="store_true", help="only those that survivors.toml explains")
    asked = parser.parse_args()
    reasons = explained()
    chosen = [one for one in mutants(ROOT) if asked.only in one.id and (not asked.again or one.id in reasons)]
    workers = os.cpu_count() or 1
    with TemporaryDirectory() as folder:
        copies: Queue[Path] = Queue()
        for number in range(workers):
            copies.put(_copy(Path(folder) / str(number)))
        first = copies.get()
        ran = record(first)
        copies.put(first)

        def attempt(mutant: Mutant) -> bool:
            copy = copies.get()
            try:
                return survives(copy, mutant, ran)
            finally:
                copies.put(copy)

        began, left = time.monotonic(), []
        with ThreadPoolExecutor(workers) as pool:
            for number, (mutant, alive) in enumerate(zip(chosen, pool.map(attempt, chosen), strict=True), 1):
                if alive:
                    left.append(mutant)
                    print(f"{'known' if mutant.id in reasons else 'ALIVE'}  {mutant.id}", flush=True)
                if number % 100 == 0:
                    print(f"{number} of {len(chosen)}, {time.monotonic() - began:.0f} s", flush=True)
    return tell(chosen, left, reasons)


def _copy(folder: Path) -> Path:
    folder.mkdir()
    return copy_of_project(folder)


def tell(chosen: list[Mutant], left: list[Mutant], reasons: dict[str, str]) -> int:
    """Print the score of each part, and of all; what survives without a reason, and what has one for nothing."""
    tried = Counter(one.file.split("/")[1] for one in chosen)
    alive = Counter(one.file.split("/")[1] for one in left)
    for part, number in sorted(tried.items()):
        print(f"{number - alive[part]:6} of {number:4} noticed  {part}")
    equivalent = sum(one.id in reasons for one in left)
    print(f"{len(chosen) - len(left):6} of {len(chosen):4} noticed; of the others {equivalent} change nothing")
    idle = [one.id for one in chosen if one.id in reasons and one not in left]
    for name in idle:
        print(f"noticed after all, take it out of survivors.toml: {name}")
    return int(equivalent < len(left) or bool(idle))


if __name__ == "__main__":
    sys.exit(main())

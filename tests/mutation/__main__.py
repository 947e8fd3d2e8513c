"""Try every mutant against the tests of the rules and say which ones none of them notices: `python -m tests.mutation`.

Each core has a copy of the project, where one file at a time is changed; the tests that run the changed line are asked,
the likeliest first; of the command line, those that start it in a process of its own. Ends with 1 where a mutant
survives that survivors.toml does not explain, or explains without need.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory

from build_scripts import ROOT
from tests.copies import copy_of_project
from tests.mutation.mutants import Mutant, mutants
from tests.mutation.survivors import explained

TRIED = ["tests/law", "-m", "not built", "-p", "no:cacheprovider"]
BESIDE = (
    "tests/law/test_rooms.py",  # asks how the code is laid out, and a mutant is laid out anew
    "tests/law/test_mutants.py",
    "tests/law/test_versions.py::test_figures_do_not_change_under_the_same_version",  # notices any figure by its digest
)
COMMAND_LINE = "calculators/__main__.py"
ELSEWHERE = ("tests/law/test_command_line.py", "tests/law/test_command_line_input.py")
"""Tests that run the command line in another process, so that nobody has seen which lines."""

PATIENCE = 5, 60
"""A mutant that takes so many times as long as its tests, and so many seconds, hangs: it was noticed."""


@dataclass(frozen=True, slots=True)
class Ran:
    """Which tests ran which line, what they all ran while they were read, and how long each takes in seconds.

    `noticed` counts how many mutants a test was the first to notice.
    """

    tests: dict[str, set[tuple[str, int]]]
    seconds: dict[str, float]
    noticed: Counter[str] = field(default_factory=Counter)

    def of(self, mutant: Mutant) -> list[str]:
        """The tests that may notice, those of the same file first, and the likeliest a second.

        They are all for a line that runs as a module is read.
        """
        places = {(mutant.file, line) for line in mutant.lines}
        everyone = mutant.file.endswith(".toml") or bool(places & self.tests[""])
        those = [test for test, lines in self.tests.items() if test and (everyone or places & lines)]

        def rank(test: str) -> tuple[bool, float]:
            elsewhere = all(file != mutant.file for file, _ in self.tests[test])
            return elsewhere, (self.seconds.get(test, 0) + 0.01) / (self.noticed[test] + 1)

        return sorted(those, key=rank)


def record(project: Path) -> Ran:
    """One run of the tests as they are. Errors: it fails where one of them does."""
    beside = [f"--deselect={test}" for test in BESIDE]
    kept = project / "lines.json"
    command = [sys.executable, "-m", "pytest", "-p", "tests.mutation.lines", *TRIED, *beside]
    done = subprocess.run(command, cwd=project, env=_environment(LINES=str(kept)), capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    told = json.loads(kept.read_text(encoding="utf-8"))
    tests = {
        test: {(Path(file).relative_to(project).as_posix(), line) for file, line in lines}
        for test, lines in told["tests"].items()
    }
    return Ran(tests, told["seconds"])


def _environment(**more: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("SITE", "PY"))} | more


class Copy:
    """A copy of the project, where one file at a time is changed, and the process that asks its tests."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.project = copy_of_project(folder)
        self.worker: subprocess.Popen[str] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "pytest", "--collect-only", "--quiet", *TRIED]
        subprocess.run(command, cwd=self.project, env=_environment(), check=True, stdout=subprocess.DEVNULL)
        command = [sys.executable, "-m", "tests.mutation.worker"]
        self.worker = subprocess.Popen(
            command, cwd=self.project, env=_environment(), text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def notices(self, mutant: Mutant, ran: Ran) -> str:
        """The test that notices the mutant, or `-`. The file is as it was afterwards, to its time and bytecode."""
        file = self.project / mutant.file
        original, time_of = file.read_text(encoding="utf-8"), file.stat().st_mtime
        file.write_text(mutant.text(), encoding="utf-8")
        try:
            found = self._ask(ran.of(mutant), ran)
            return self._ask([*ELSEWHERE], ran) if found == "-" and mutant.file == COMMAND_LINE else found
        finally:
            file.write_text(original, encoding="utf-8")
            os.utime(file, (time_of, time_of))

    def _ask(self, tests: list[str], ran: Ran) -> str:
        if not tests:
            return "-"
        times, least = PATIENCE
        patience = least + times * round(sum(ran.seconds.get(test, 0) for test in tests))
        assert self.worker and self.worker.stdin and self.worker.stdout
        self.worker.stdin.write(json.dumps({"tests": tests, "patience": patience}) + "\n")
        self.worker.stdin.flush()
        return self.worker.stdout.readline().strip() or sys.exit("the process that asks the tests has ended")


def main() -> int:
    parser = argparse.ArgumentParser(prog="make mutate", description=(__doc__ or "").split(":")[0])
    parser.add_argument("--only", default="", help="a pattern of the names, for example gp_premium/rule.py")
    parser.add_argument("--again", action="store_true", help="only those that survivors.toml explains")
    asked = parser.parse_args()
    reasons = explained()
    chosen = [one for one in mutants(ROOT) if re.search(asked.only, one.id) and (not asked.again or one.id in reasons)]
    with TemporaryDirectory() as folder:
        free: Queue[Copy] = Queue()
        copies = [Copy(Path(folder) / str(number)) for number in range(os.cpu_count() or 1)]
        ran = record(copies[0].project)
        for copy in copies:
            copy.start()
            free.put(copy)

        def attempt(mutant: Mutant) -> str:
            copy = free.get()
            try:
                found = copy.notices(mutant, ran)
            finally:
                free.put(copy)
            ran.noticed[found] += 1
            return found

        began, left = time.monotonic(), []
        with ThreadPoolExecutor(len(copies)) as pool:
            for number, (mutant, found) in enumerate(zip(chosen, pool.map(attempt, chosen), strict=True), 1):
                if found == "-":
                    left.append(mutant)
                    print(f"{'known' if mutant.id in reasons else 'ALIVE'}  {mutant.id}", flush=True)
                if number % 100 == 0:
                    print(f"{number} of {len(chosen)}, {time.monotonic() - began:.0f} s", flush=True)
    return tell(chosen, left, reasons)


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

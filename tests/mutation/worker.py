"""Asks tests again and again in one copy of the project, and loads but once what they share with each other.

Each line in is JSON: `tests`, and the `patience` in seconds after which they hang. Each line out is the first test that
fails, `-` where none does; where the process ends, by itself or for it hangs, what ended it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from importlib import import_module
from typing import Any

import pytest

for _name in ("hypothesis", "icalendar", "playwright.sync_api"):
    import_module(_name)


class _First:
    """A plugin that tells the first failure, of a test or of what comes before it."""

    def __init__(self, told: int) -> None:
        self.told = told

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._tell(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._tell(report)

    def _tell(self, report: Any) -> None:
        if report.failed:
            os.write(self.told, report.nodeid.encode() + b"\n")


def ask(tests: list[str], patience: int) -> str:
    read, write = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(patience)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nothing, stream)
        os._exit(pytest.main(["-x", "-p", "no:cacheprovider", *tests], plugins=[_First(write)]))
    os.close(write)
    _, status = os.waitpid(child, 0)
    with os.fdopen(read) as told:
        first = told.readline().strip()
    return first or (f"ended with {status}" if status else "-")


if __name__ == "__main__":
    sys.dont_write_bytecode = True  # of what is changed; what is not was kept when the tests were first read
    for line in sys.stdin:
        print(ask(**json.loads(line)), flush=True)

"""A plugin of pytest: which lines of the calculators each test runs, and how long it takes. `LINES` names the file."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

TOOL = sys.monitoring.COVERAGE_ID
FOLDER = str(Path("calculators").resolve())

_kept: list[Any] = []


def _cache(function: Any) -> Any:
    _kept.append(functools.lru_cache(maxsize=None)(function))
    return _kept[-1]


functools.cache = _cache  # emptied before each test, else a line that is run once would be the first one's alone

_ran: set[tuple[str, int]] = set()
_seconds: dict[str, float] = {}
_tests: dict[str, list[tuple[str, int]]] = {}


def _line(code: CodeType, line: int) -> Any:
    if code.co_filename.startswith(FOLDER):
        _ran.add((code.co_filename, line))
    return sys.monitoring.DISABLE


def pytest_configure() -> None:
    sys.monitoring.use_tool_id(TOOL, "mutation")
    sys.monitoring.register_callback(TOOL, sys.monitoring.events.LINE, _line)
    sys.monitoring.set_events(TOOL, sys.monitoring.events.LINE)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    if not _tests:
        _tests[""] = sorted(_ran)  # while the modules were read: they concern every test
    _ran.clear()
    for function in _kept:
        function.cache_clear()
    sys.monitoring.restart_events()
    result = yield
    _tests[item.nodeid] = sorted(_ran)
    return result


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _seconds[report.nodeid] = _seconds.get(report.nodeid, 0) + report.duration


def pytest_sessionfinish() -> None:
    sys.monitoring.free_tool_id(TOOL)
    Path(os.environ["LINES"]).write_text(json.dumps({"tests": _tests, "seconds": _seconds}), encoding="utf-8")

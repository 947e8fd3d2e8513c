"""Visits in a real browser: what a reader waits for, the first time and the second."""

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import BrowserContext, Page, Playwright

from bench import peers
from bench.line import LOCAL, MOBILE, Line, MeteredServer
from calculators import CALCULATORS, answer
from tests import chromium

READER = Path(__file__).with_name("reader.js").read_text(encoding="utf-8")
COMMON = {"evaluation": "no"}  # a case that a pack holds
ODD = {"invoice_first": "123.45"}  # and one that it does not
TYPED = {"billed": "31 234,56", "reached": "7"}  # of the premium: an amount of which only its class counts
SCORES = {"chapter4": 50, "invoicing": 50, "sumehr": 60, "medication_schemes": 5, "cebam": 5, "handicap": 3}
TWENTY = {"doctors": "20"} | {
    f"{name}_{doctor}": str(least if doctor == 1 else least * doctor // 40)
    for doctor in range(1, 21)
    for name, least in SCORES.items()
}
"""A practice in which the first doctor alone reaches six criteria, and all scores are given."""
FEWER = {"sumehr_1": "59"}
PATIENCE = 180_000  # ms
FURTHER = 40  # answers in a row: as many as a form of some size takes


@dataclass(frozen=True)
class Variant:
    """One thing to measure: `folder` is a peer's, or the site's where it is None; `changes` make the changed case.

    The page is opened with a `case`, or as it was built.
    """

    key: str
    name: str
    folder: str | None
    changes: dict[str, str]
    slug: str = peers.SLUG
    case: dict[str, str] = field(default_factory=dict)


VARIANTS = (
    Variant("a", "naive Pyodide 314, main thread", "pyodide", ODD),
    Variant("b", "PyScript with Pyodide 314", "pyscript", ODD),
    Variant("c", "publicodes", "publicodes", COMMON),
    Variant("d", "hand-written JavaScript", "javascript", COMMON),
    Variant("e", "this site, case of the pack", None, COMMON),
    Variant("f", "this site, case outside the pack", None, ODD),
    Variant("g", "this site, premium with a typed amount", None, TYPED, "gp-premium"),
    Variant("h", "this site, practice of twenty doctors", None, FEWER, "gp-practice", TWENTY),
)


@dataclass(frozen=True)
class Setting:
    """Where the visits happen. `share` of one core is what the whole browser may use; None: all it finds."""

    name: str
    line: Line
    keys: str
    share: float | None = None


SETTINGS = (
    Setting("localhost", LOCAL, "abcdefh"),
    Setting("4G", MOBILE, "abcdefg"),
    Setting("4G, quarter of a core", MOBILE, "de", 0.25),
)


@dataclass
class Visit:
    """Times in ms after the navigation began; bytes and requests until the changed answer, and in all."""

    paint: float
    first: float
    changed: float
    task: float
    script: float
    bytes: int
    requests: int
    bytes_at_rest: int
    later: dict[str, list[float]] = field(default_factory=dict)


def total(variant: Variant, changes: dict[str, str]) -> str:
    """The total of a case as Python gives it; empty where nothing is paid."""
    return answer(variant.slug, variant.case | changes)["total"] or ""


@contextmanager
def browser(playwright: Playwright, slow: "Slow | None" = None) -> Iterator[BrowserContext]:
    """Chromium with a new profile, at rest."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        path = slow.launcher if slow and slow.launcher else chromium.executable()
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=path,
            args=chromium.QUIET,
            locale="fr-BE",
            timezone_id="Europe/Brussels",
            timeout=PATIENCE,
        )
        context.set_default_timeout(PATIENCE)
        context.pages[0].wait_for_timeout(4000 if slow else 500)
        yield context
        context.close()


def twice(
    playwright: Playwright, server: MeteredServer, variant: Variant, slow: "Slow | None", later: bool
) -> tuple[Visit, Visit]:
    """A first visit with a new profile, and a second one in the same browser after a while on an empty page."""
    with browser(playwright, slow) as context:
        plan = {
            "first": total(variant, {}),
            "changes": variant.changes,
            "changed": total(variant, variant.changes),
        }
        context.add_init_script(f"const plan = {json.dumps(plan)};\n{READER}")
        page = context.pages[0]
        if slow:
            slow.apply(page)
        cold = _visit(page, server, variant, 3000)
        page.goto("about:blank")
        page.wait_for_timeout(500)
        warm = _visit(page, server, variant, 1000)
        if later:
            warm.later = _later(page, variant)
        return cold, warm


def _visit(page: Page, server: MeteredServer, variant: Variant, rest: int) -> Visit:
    server.bytes = server.requests = 0
    case = f"?{urlencode(variant.case)}" if variant.case else ""
    page.goto(server.url + ("" if variant.folder else CALCULATORS[variant.slug] + case), wait_until="commit")
    seen = page.evaluate("reader.done")
    carried, requests = server.bytes, server.requests
    page.wait_for_timeout(rest)
    longest = page.evaluate("reader.longest()")
    return Visit(
        longest["paint"],
        seen["first"],
        seen["changed"],
        longest["task"],
        longest["script"],
        carried,
        requests,
        server.bytes,
    )


def _later(page: Page, variant: Variant) -> dict[str, list[float]]:
    """Times of further answers, by Calculer and, on the site, by the change alone."""
    cases = [variant.changes | {"evaluation": "yes" if turn % 2 == 0 else "no"} for turn in range(FURTHER)]
    if variant.changes == ODD:
        cases = [ODD | {"invoice_first": f"{100 + turn}.67"} for turn in range(FURTHER)]
    if variant.changes == FEWER:
        cases = [{"sumehr_1": "60" if turn % 2 == 0 else "59"} for turn in range(FURTHER)]
    timed = [(case, total(variant, case)) for case in cases]
    times = {"Calculer": page.evaluate("cases => reader.later(cases, true)", timed)}
    if variant.folder is None:
        times["change"] = page.evaluate("cases => reader.later(cases, false)", timed)
    return times


def agree(playwright: Playwright, folder: Path) -> int:
    """How many cases all peers answer as Python does: outcome, total and rows. Errors: the first that differs."""
    choices = {
        **dict.fromkeys(("doctor", "third_party", "report", "evaluation", "effect"), ("yes", "no")),
        "animator": ("none", "linked", "trained", "neither"),
        "invoice_first": ("0", "123,45", "300.01"),
        "invoice_evaluation": ("0", "299.99", "4500", "abc"),
    }
    cases = [dict(zip(choices, values, strict=True)) for values in product(*choices.values())]
    others = dict.fromkeys(("pharmacist", "same_area", "programme", "approved"), "yes")
    cases += [cases[0] | others | {name: "no"} for name in others]
    with browser(playwright) as context:
        context.add_init_script(f"const plan = {{}};\n{READER}")
        page = context.pages[0]
        for name in peers.PEERS:
            some = cases if name in peers.WITHOUT else cases[:: len(cases) // 60]
            server = MeteredServer(folder / name, LOCAL)
            server.start()
            page.goto(server.url)
            page.wait_for_function("document.querySelector('[data-result]').dataset.total", timeout=PATIENCE)
            for case, found in zip(some, page.evaluate("cases => reader.answers(cases)", some), strict=True):
                said = answer(peers.SLUG, urlencode(case))
                if found != (right := [said["outcome"], said["total"] or "", ",".join(r["key"] for r in said["rows"])]):
                    raise SystemExit(f"{name} answers {found} to {case}, Python {right}")
            server.shutdown()
    return len(cases)


class Slow:
    """A share of one core for the whole browser, by a CPU quota of the kernel; else for the page alone, by Chromium."""

    PERIOD = 20_000  # µs; short, so that a fast core looks slow and not fast with pauses

    def __init__(self, share: float, folder: Path) -> None:
        self.share = share
        self.group: Path | None = None
        self.launcher: str | None = None
        name, quota = f"bench-{os.getpid()}", int(share * self.PERIOD)
        for root, limits in (
            ("/sys/fs/cgroup/cpu", {"cpu.cfs_period_us": str(self.PERIOD), "cpu.cfs_quota_us": str(quota)}),
            ("/sys/fs/cgroup", {"cpu.max": f"{quota} {self.PERIOD}"}),
        ):
            group = Path(root, name)
            try:
                group.mkdir()
                for file, value in limits.items():
                    (group / file).write_text(value)
            except OSError:
                if group.exists():
                    group.rmdir()
                continue
            self.group = group
            launcher = folder / "slow-chromium"
            launcher.write_text(f'#!/bin/sh\necho $$ > {group}/cgroup.procs\nexec {chromium.executable()} "$@"\n')
            launcher.chmod(0o755)
            self.launcher = str(launcher)
            return

    @property
    def means(self) -> str:
        if self.group:
            return f"CFS quota of {self.share} core on the whole browser, period {self.PERIOD // 1000} ms"
        return f"Chromium’s own throttling ({1 / self.share:.0f} ×), which slows the page’s thread but no worker"

    def apply(self, page: Page) -> None:
        if not self.group:
            session = page.context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": 1 / self.share})

    def close(self) -> None:
        if self.group:
            self.group.rmdir()


def machine(playwright: Playwright) -> str:
    """What kind of machine this is, in words that name nobody's."""
    model = "unknown processor"
    if (info := Path("/proc/cpuinfo")).exists():
        lines = dict(line.split(":", 1) for line in info.read_text().splitlines() if ":" in line)
        model = next((value.strip() for key, value in lines.items() if key.strip() == "model name"), model)
    with browser(playwright) as context:
        found: Any = context.new_cdp_session(context.pages[0]).send("Browser.getVersion")
    version = found["product"].partition("/")[2]
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores ({model}), {system}, Python {platform.python_version()}, Chromium {version}"

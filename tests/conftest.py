"""What the tests share: the built site, a server for it, a browser, and the built runtime under Node."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from build_scripts import ROOT
from build_scripts.serve import Server
from tests import chromium

BUILT = {"site", "built", "browser"}
"""Fixtures that take long: the built site, one that a test builds of a copy (by its name in any module), Chromium."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "console_errors: errors in the browser's console are part of this test")
    config.addinivalue_line("markers", "built: needs a built site or a browser; set by itself, see BUILT")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """So that `-m "not built"` leaves out what takes long."""
    for item in items:
        if isinstance(item, pytest.Function) and BUILT & set(item.fixturenames):
            item.add_marker("built")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site: the one that SITE names, else a fresh build."""
    if "SITE" in os.environ:
        return Path(os.environ["SITE"]).resolve()
    folder = tmp_path_factory.mktemp("site")
    subprocess.run([sys.executable, "-m", "build_scripts", "build", "--site", str(folder)], cwd=ROOT, check=True)
    return folder


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The address of the served site, without a slash at its end."""
    running = Server(site).start()
    yield running.url.rstrip("/")
    running.shutdown()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A new one for each module: none grows old, and what is left of one file's tests is nothing to the next."""
    running = playwright.chromium.launch(executable_path=chromium.executable(), args=chromium.QUIET)
    yield running
    running.close()


@pytest.fixture
def page(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a visitor who has never been here, on a browser that keeps nothing (test_offline.py has others).

    Errors in its console fail the test, and so does any request to another origin; `@pytest.mark.console_errors`
    accepts the former.
    """
    context = browser.new_context(locale="fr-BE", timezone_id="Europe/Brussels", service_workers="block")
    errors: list[str] = []
    strangers: list[str] = []

    def watch(new: Page) -> None:
        new.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        new.on("pageerror", lambda error: errors.append(str(error)))

    context.on("page", watch)
    context.on("request", lambda sent: strangers.append(sent.url) if not is_ours(sent.url, server) else None)
    yield context.new_page()
    context.close()
    assert not strangers, f"requests to other origins: {strangers}"
    if not request.node.get_closest_marker("console_errors"):
        assert not errors, f"errors in the console: {errors}"


def whole_pages(site: Path) -> list[Path]:
    """Every page of the built site but the calculators' frames for other sites (tests/browser/test_embed.py)."""
    return [path for path in sorted(site.rglob("*.html")) if "embed" not in path.relative_to(site).parts]


def is_ours(url: str, server: str) -> bool:
    return url.startswith((f"{server}/", f"blob:{server}/", "data:", "about:"))


@pytest.fixture(scope="session")
def in_pyodide(site: Path) -> Callable[[list[dict[str, str]]], list[dict[str, Any]]]:
    """A function: cases in, the answers of the built runtime out, computed by Pyodide under Node in one go."""

    def answers(cases: list[dict[str, str]]) -> list[dict[str, Any]]:
        command = ["node", str(ROOT / "tests" / "site" / "run_pyodide.mjs"), str(site / "assets")]
        lines = "".join(json.dumps(case) + "\n" for case in cases)
        done = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return answers

"""The server for those who write: a change is built and shown, never a half of it, and open pages hear of it."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from queue import Queue
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest

from build_scripts import development
from build_scripts.development import DevelopmentServer

PATIENCE = 60.0  # seconds; all of it is waited only where something is broken


class Over(Exception):
    """The test is."""


class Project:
    """A small project that is served while it is written: docs/page.md is its only page, “broken” a fault in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.page = root / "docs" / "page.md"
        for name in development.FOLDERS:
            (root / name).mkdir()
        self.write("first")
        self.builds: Queue[str] = Queue()
        self.go_on = Event()
        self.go_on.set()
        self.over = False
        self.folders = (root / "site" / "0", root / "site" / "1")
        self.server = DevelopmentServer(self.folders[0])
        self.published: Queue[str] = Queue()
        self.thread = Thread(target=self.follow)

    def write(self, text: str) -> None:
        """As editors do: whole, or not at all."""
        beside = self.root / "docs" / ".page.md"
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.page)

    def build(self, folder: Path) -> bool:
        """Writes half of the page, waits for `go_on`, and writes it whole."""
        if self.over:
            raise Over
        text = self.page.read_text(encoding="utf-8")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "404.html").touch()
        (folder / "index.html").write_text("<head></head>half", encoding="utf-8")
        self.builds.put(text)
        assert self.go_on.wait(PATIENCE)
        (folder / "index.html").write_text(f"<head></head>{text}", encoding="utf-8")
        return text != "broken"

    def follow(self) -> None:
        with suppress(Over), development.watch(self.root) as self.changed:
            for site in development.builds(self.folders, self.build, self.changed):
                self.server.publish(site)
                self.published.put((site / "index.html").read_text(encoding="utf-8"))

    def stop(self) -> None:
        self.over = True
        self.go_on.set()
        self.changed.set()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()
        self.server.shutdown()
        self.server.server_close()

    def get(self, path: str = "/") -> str:
        with closing(http.client.HTTPConnection(urlsplit(self.server.url).netloc, timeout=PATIENCE)) as connection:
            connection.request("GET", path)
            return connection.getresponse().read().decode()

    def version(self) -> str:
        """The version that the page says it is of."""
        found = re.search(r'<script src="/reload\.mjs\?([^"]+)" type="module"></script></head>', self.get())
        assert found
        return found[1]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = Project(tmp_path)
    project.thread.start()
    assert project.published.get(timeout=PATIENCE).endswith("first")
    project.server.start()
    yield project
    project.stop()


def test_a_change_is_built_and_shown_and_open_pages_hear_of_it(project: Project) -> None:
    version = project.version()
    assert project.get().endswith("first")
    project.write("second")
    assert project.get(f"/reload?{version}").endswith("data: another version\n\n")
    assert project.get().endswith("second")
    assert project.version() != version
    assert "another version" in project.get(f"/reload?{version}")  # who comes late hears it at once
    assert not project.server.is_old(version := project.version(), 0)
    with project.page.open("a", encoding="utf-8") as page:
        page.write(", and more")
    assert "another version" in project.get(f"/reload?{version}")
    assert project.get().endswith("second, and more")


def test_a_site_that_is_being_built_is_not_served(project: Project) -> None:
    """And what changes meanwhile is built afterwards."""
    version = project.version()
    assert project.builds.get(timeout=PATIENCE) == "first"
    project.go_on.clear()
    project.write("second")
    assert project.builds.get(timeout=PATIENCE) == "second"
    assert project.get().endswith("first")
    assert project.version() == version
    project.write("third")
    assert project.changed.wait(PATIENCE)
    project.go_on.set()
    assert project.published.get(timeout=PATIENCE).endswith("second")
    assert project.published.get(timeout=PATIENCE).endswith("third")
    assert project.get().endswith("third")


def test_after_a_fault_the_last_good_site_is_served_until_it_is_mended(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    version = project.version()
    assert project.builds.get(timeout=PATIENCE) == "first"
    project.write("broken")
    assert project.builds.get(timeout=PATIENCE) == "broken"
    project.go_on.clear()
    project.write("mended")
    assert project.builds.get(timeout=PATIENCE) == "mended"  # so the other one is over
    assert project.get().endswith("first")
    assert project.version() == version
    project.go_on.set()
    assert project.published.get(timeout=PATIENCE).endswith("mended")
    assert project.get().endswith("mended")
    assert "Mend it and save" in capsys.readouterr().out


def test_nothing_is_kept_on_the_device_and_nothing_added_to_the_files(project: Project) -> None:
    assert "registration.unregister()" in project.get("/sw.js")
    assert "EventSource" in project.get("/reload.mjs")
    files = [path for folder in project.folders for path in folder.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if "reload" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("docs/fr/index.md", True),
        ("docs/assets/site/table.mjs", True),
        ("calculators/engine/words.py", True),
        ("build_scripts/pages/templates/table.html.j2", True),
        ("mkdocs.yml", True),
        ("mkdocs.nl.yml", True),
        ("docs/abbreviations.fr.md", False),  # written by each build, which would never end
        ("calculators/__pycache__/browser.cpython-313.pyc", False),
        ("docs/fr/.index.md.swp", False),
        ("docs/fr/index.md~", False),
        ("README.md", False),
        ("site/mkdocs.yml", False),
    ],
)
def test_what_the_site_is_made_of(tmp_path: Path, path: str, wanted: bool) -> None:
    assert development.is_source(tmp_path / path, tmp_path) == wanted

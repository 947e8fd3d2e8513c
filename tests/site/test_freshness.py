"""What tells a maintainer what to read again: the oldest facts, and the links that lead nowhere any more."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from build_scripts import ROOT, links, stale
from build_scripts.pages import knowledge


def test_every_fact_is_listed_the_oldest_first() -> None:
    found = stale.facts()
    assert [one.checked for one in found] == sorted(one.checked for one in found)
    assert all((ROOT / one.file).exists() and isinstance(one.checked, date) for one in found)
    files = {one.file for one in found}
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "fr").rglob("*.md")} <= files
    assert {path.relative_to(ROOT).as_posix() for path in ROOT.glob("calculators/*/figures.toml")} <= files
    listed = sum(int(one.what.split()[0]) for one in found if one.file.endswith(".toml") and " figure" in one.what)
    assert listed == sum(len(figures.figures) for figures, _ in knowledge.library().values())


class Answers(BaseHTTPRequestHandler):
    """The status that the path names; a redirection for /moved."""

    def do_GET(self) -> None:
        moved = self.path == "/moved"
        self.send_response(301 if moved else int(self.path[1:4]))
        if moved:
            self.send_header("Location", "/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def pages(tmp_path: Path, elsewhere: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(links, "PAUSE", 0)
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    anchors = "".join(f'<a href="{elsewhere}{path}">x</a>' for path in ("/200#part", "/moved", "/403", "/404"))
    (tmp_path / "index.html").write_text(f'<body>{anchors}<a href="own/">x</a><a href="mailto:a@b.be">x</a></body>')
    return tmp_path


def test_dead_links_are_told_with_the_page_that_has_them(
    pages: Path, elsewhere: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert links.main(pages) == 1
    said = capsys.readouterr().out
    assert f"200  ok             {elsewhere}/200\n" in said
    assert f"200  ok             {elsewhere}/moved\n" in said
    assert f"403  look yourself  {elsewhere}/403" in said
    assert f"404  dead           {elsewhere}/404" in said
    assert "1 of 4 are dead" in said


def test_a_machine_without_network_says_so(
    pages: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(links, "ask", lambda address: None)
    assert links.main(pages) == 2
    assert "this machine has no network" in capsys.readouterr().out

"""The built site as files: the policy, the headers, the compressed copies, and the server that reads them."""

import base64
import gzip
import hashlib
import http.client
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest

from build_scripts.output import finish


def get(server: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(urlsplit(server).netloc)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read()


def test_every_page_has_the_policy_and_it_names_every_inline_script(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert pages
    for page in pages:
        html = page.read_text(encoding="utf-8")
        policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', html)
        assert policy, page
        assert "unsafe-inline" not in policy[1]
        assert "'unsafe-eval'" not in policy[1]
        for script in re.findall(r"<script>(.*?)</script>", html, re.DOTALL):
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy[1], page


def test_policy_stands_before_any_script(site: Path) -> None:
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert html.index("Content-Security-Policy") < html.index("<script"), page


@pytest.mark.parametrize("html", ['<p style="color:red">', "<style>", '<a href="#" onclick="x()">', "<p\n  style='a'>"])
def test_what_the_policy_would_block_is_refused(html: str, tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text(f'<meta charset="utf-8">{html}')
    with pytest.raises(SystemExit, match=r"index\.html"):
        finish.finish(tmp_path)


def test_compressed_copies_hold_the_same(site: Path) -> None:
    for path in site.rglob("*.br"):
        original = path.with_suffix("").read_bytes()
        assert brotli.decompress(path.read_bytes()) == original, path
        other = path.with_suffix(".gz")
        assert not other.exists() or gzip.decompress(other.read_bytes()) == original, path


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/assets/runtime.json", "application/json"),
        ("/assets/favicon.svg", "image/svg+xml"),
        ("/assets/licences/python.txt", "text/plain; charset=utf-8"),
    ],
)
def test_server_gives_the_right_types(server: str, path: str, kind: str) -> None:
    status, headers, _ = get(server, path)
    assert (status, headers["Content-Type"], headers["Cache-Control"]) == (200, kind, "no-cache")
    assert "'wasm-unsafe-eval'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("pyodide.asm.wasm", "application/wasm"),
        ("pyodide.mjs", "text/javascript; charset=utf-8"),
        ("worker.mjs", "text/javascript; charset=utf-8"),
        ("site.css", "text/css; charset=utf-8"),
    ],
)
def test_server_keeps_hashed_files_for_ever(server: str, site: Path, name: str, kind: str) -> None:
    (file,) = site.rglob(name)
    status, headers, content = get(server, f"/{file.relative_to(site)}", Accept_Encoding="gzip, br")
    assert (status, headers["Content-Type"], headers["Content-Encoding"]) == (200, kind, "br")
    assert "immutable" in headers["Cache-Control"]
    assert brotli.decompress(content) == file.read_bytes()


def test_pages_name_our_files_by_their_content(site: Path) -> None:
    for page in site.rglob("*.html"):
        for name in re.findall(r'(?:src|href)="([^"]*assets/[^"]*\.(?:mjs|css|js))"', page.read_text(encoding="utf-8")):
            assert re.search(r"[./][0-9a-f]{8}[./]", name), (page, name)
            assert "://" in name or (site / name.lstrip("/")).is_file() or (page.parent / name).is_file(), (page, name)


def test_worker_finds_the_runtime_beside_it(site: Path) -> None:
    (worker,) = site.rglob("worker.mjs")
    script = worker.read_text()
    manifest = json.loads((site / "assets" / "runtime.json").read_text())
    assert f'"{manifest["version"]}"' in script
    for file in manifest["files"].values():
        assert f'"{file["path"]}"' in script
        assert (worker.parent / ".." / file["path"]).stat().st_size == file["bytes"]


def test_server_revalidates(server: str) -> None:
    _, headers, content = get(server, "/", Accept_Encoding="br")
    assert content
    status, _, nothing = get(server, "/", Accept_Encoding="br", If_None_Match=headers["ETag"])
    assert (status, nothing) == (304, b"")


def test_server_sends_lost_readers_to_our_page(server: str) -> None:
    for path in ("/no/such/page/", "/index.html/", "/..%2f..%2fpyproject.toml", "/_headers"):
        status, headers, content = get(server, path)
        assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8"), path
        assert b"<html" in content
    status, headers, _ = get(server, "/cmp?a=1")
    assert (status, headers["Location"]) == (301, "/cmp/?a=1")

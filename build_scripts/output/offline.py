"""What makes the site work without a network, and lets it be installed: its service worker, links to its manifest."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

from build_scripts import digits
from build_scripts.languages import edition_of, editions
from build_scripts.output import manifest, slim

_ICON = re.compile(r'<link rel="icon" href="([^"]*)assets/')
_LEFT_OUT = re.compile(
    r"\.(br|gz)$|^_|^sw\.js$|^404\.html$|^assets/(runtime\.json|card\.png)$"  # copies, what no page asks for
    r"|\.(whl|ics)$|(^|/)changements\.xml$"  # for programs
    r"|(^|/)embed/|^embed\.js$|/(frame|scheme)\.mjs$|/frame\.[0-9a-f]+\.css$"  # for other sites, where nothing is kept
)
_UNCHECKED = {f"{each.folder}sitemap.xml" for each in editions()}  # a server may write its own address into it


def links(html: str) -> str:
    """The links to the manifest of its language and to the icon of an installed site, for the head of a page."""
    found = _ICON.search(html)
    if not found:
        raise SystemExit("A page has no icon beside which the manifest would stand")
    assets = f"{found[1]}assets"
    return (
        f'<link rel="manifest" href="{assets}/{manifest.name(edition_of(html))}">'
        f'<link rel="apple-touch-icon" href="{assets}/icon-192.png">'
    )


def write(site: Path) -> None:
    """Writes site/sw.js, when all other files are finished: docs/assets/site/sw.js and the list of what it keeps."""
    script = slim.worker("site/sw.js")
    (site / "sw.js").write_text(f"const FILES = {json.dumps(files(site), indent=1)};\n\n{script}", encoding="utf-8")


def files(site: Path) -> dict[str, str]:
    """Path → first eight digits of its SHA-256 (none: not checked), for each file a visit may need; pages first."""
    pages = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    found = {}
    for path in sorted(site.rglob("*"), key=lambda path: (path.suffix != ".html", path.suffix == ".wasm", path)):
        name = path.relative_to(site).as_posix()
        unused = path.suffix == ".css" and path.name not in pages
        if path.is_dir() or unused or _LEFT_OUT.search(name):
            continue
        address = quote(name.removesuffix("index.html")) or "./"
        found[address] = "" if name in _UNCHECKED else digits(path.read_bytes())
    return found

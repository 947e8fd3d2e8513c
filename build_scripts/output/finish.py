"""After MkDocs: names that change with the content, and what the browser is allowed to do, said in pages and headers.

Our scripts, styles and face move into a folder named by their content. They are kept for ever by the browser, no page
ever mixes two versions of them, and they find each other under their plain names.

The policy names each inline script and the stylesheet by their hashes, so nothing else that might get into a page can
run. It is one policy for the whole site, because with instant navigation one page lives on in the next. It stands in a
<meta> of each page, for hosts that set no headers, and in `_headers` (hosting.py), written when all files are there.
"""

import base64
import hashlib
import re
from pathlib import Path

from build_scripts import digits
from build_scripts.languages import editions
from build_scripts.output import head, hosting, offline, search, share, social, spoken, theme

SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
DATA = re.compile(r'\bsrc=|\btype="?application/(ld\+)?json')  # loaded from a file, or never run
CHARSET = re.compile(r'<meta charset="?utf-8"?\s*/?>', re.IGNORECASE)
# What the policy blocks in silence: better refused here, with its name.
BLOCKED = re.compile(r"<style\b[^>]*>|<[a-z][^<>]*?\s(?:style|on[a-z]+)=[^<>]*>", re.IGNORECASE)

FACE = "text.woff2"
"""The face of the text, in /assets; site.css names it."""


def finish(site: Path) -> str:
    """Puts names and policy into all pages; returns the policy. Errors: inline styles and handlers, which it blocks."""
    renamed = name_by_content(site / "assets") | theme.mended(site / "assets")
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    for old, new in renamed.items():
        pages = {path: html.replace(f'assets/{old}"', f'assets/{new}"') for path, html in pages.items()}
    blocked = [
        f"{path.relative_to(site)}: {found[0]}" for path, html in pages.items() for found in BLOCKED.finditer(html)
    ]
    if blocked:
        raise SystemExit("The policy of the site forbids inline styles and handlers:\n" + "\n".join(blocked))
    pages = {path: search.led(html, renamed) for path, html in pages.items()}
    pages = share.alternates(pages, site, editions())
    pages = {path: social.named(social.told(spoken.put(theme.quiet(html)))) for path, html in pages.items()}
    pages, css = head.one_stylesheet(pages, site, renamed[FACE])
    pages = {path: head.own_script_first(html, site / "assets") for path, html in pages.items()}
    hashes = {_hash(script) for html in pages.values() for script in _inline_scripts(html)}
    policy = _policy(sorted(hashes), _hash(css))
    metas = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="referrer" content="{hosting.HEADERS["Referrer-Policy"]}">'
    )
    for path, html in pages.items():
        if len(CHARSET.findall(html)) != 1:
            raise SystemExit(f"{path.relative_to(site)} has no <meta charset> after which the policy could stand")
        before, charset, after = re.split(f"({CHARSET.pattern})", html, flags=re.IGNORECASE)
        path.write_text(before + charset + metas + offline.links(html) + after, encoding="utf-8")
    return policy


def name_by_content(assets: Path) -> dict[str, str]:
    """Moves scripts, styles and face to a folder named by their content; returns the new name of each, in `assets`."""
    files = sorted(path for path in assets.glob("*") if path.suffix in {".css", ".mjs", ".woff2"})
    content = b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)
    folder = assets / digits(content)
    folder.mkdir()
    for path in files:
        path.rename(folder / path.name)
    return {path.name: f"{folder.name}/{path.name}" for path in files}


def _inline_scripts(html: str) -> list[str]:
    return [content for attributes, content in SCRIPT.findall(html) if not DATA.search(attributes)]


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _policy(hashes: list[str], style: str) -> str:
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'", *hashes],
        "style-src": ["'self'", style],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "child-src": ["'self'"],  # the worker, and a calculator's frame where the site shows one itself
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())

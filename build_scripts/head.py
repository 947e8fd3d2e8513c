"""What the head of a page asks for, and in which order: one stylesheet, and at once what the first answer needs.

A policy in a <meta> keeps browsers from looking ahead in the page, and scripts in the head wait for every stylesheet.
So the stylesheets of the theme and ours become one, and what is needed soon is named first.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

_STYLESHEET = re.compile(r'\s*<link rel="stylesheet" href="([^"]+)">')
_URL = re.compile(r"url\((?!\s*[\"']?(?:data:|#))")
_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")
_THEME = re.compile(r'<script src="([^"]+/bundle\.[^"]+\.js)"></script>')
_OWN = re.compile(r'\s*<script src="([^"]+)/calculator\.mjs" type="module"></script>')
_PACK = re.compile(r'\bdata-pack="([^"]+)"')


def one_stylesheet(pages: Mapping[Path, str], site: Path) -> dict[Path, str]:
    """All pages with one link in place of their stylesheets, in the same order. Errors: pages that differ."""
    named = {path: _STYLESHEET.findall(html) for path, html in pages.items()}
    lists = {tuple(href.partition("assets/")[2] for href in hrefs) for hrefs in named.values() if hrefs}
    if len(lists) != 1:
        raise SystemExit(f"The pages do not have the same stylesheets: {sorted(lists)}")
    (names,) = lists
    css = "\n".join(_SOURCE_MAP.sub("", (site / "assets" / name).read_text(encoding="utf-8")) for name in names)
    if found := _URL.search(css):
        raise SystemExit(f"A stylesheet asks for another file: {css[found.start() : found.start() + 80]}")
    name = f"stylesheets/all.{hashlib.sha256(css.encode()).hexdigest()[:8]}.css"
    (site / "assets" / name).write_text(css, encoding="utf-8")
    return {path: _with_one(html, named[path], name) for path, html in pages.items()}


def _with_one(html: str, hrefs: list[str], name: str) -> str:
    if not hrefs:
        return html
    prefix = hrefs[0].partition("assets/")[0]
    html = _STYLESHEET.sub("", html, count=len(hrefs) - 1)
    return _STYLESHEET.sub(f'<link rel="stylesheet" href="{prefix}assets/{name}">', html)


def own_script_first(html: str, assets: Path) -> str:
    """The calculators' script stands in the page of a calculator, so that no line delays it; elsewhere it is asked for.

    A pack starts to load behind the stylesheet; the theme's own script runs last.
    """
    own, pack = _OWN.search(html), _PACK.search(html)
    if not own:
        return html
    home = f"{own[1]}/calculator.mjs"
    script = f'<script src="{home}" type="module" async></script>'
    if "data-calculator=" in html:
        content = (assets / home.partition("assets/")[2]).read_text(encoding="utf-8")
        if "</script" in content:
            raise SystemExit("calculator.mjs would end its own <script> in the page of a calculator")
        script = f'<script type="module" async data-home="{home}">{content}</script>'
    if pack and "data-small-pack=" not in html:
        script += f'<link rel="preload" as="fetch" crossorigin href="{own[1]}/../packs/{pack[1]}">'
    html = _STYLESHEET.sub(lambda style: style[0] + script, _OWN.sub("", html), count=1)
    return _THEME.sub(r'<script src="\1" defer></script>', html)

"""What a page asks for, and in which order: one stylesheet, and at once what the first answer needs.

A policy in a <meta> keeps browsers from looking ahead in the page, and what is in the head waits for every stylesheet.
So the stylesheets of the theme and ours become one, without what no page uses, and what is needed soon is named first.
The page of a calculator holds stylesheet and script itself: no line delays the first answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from build_scripts import digits
from build_scripts.output import slim

_STYLESHEET = re.compile(r'\s*<link rel="stylesheet" href="([^"]+)">')
_BODY = re.compile(r"<body\b[^>]*>")
_URL = re.compile(r"url\((?!\s*[\"']?(?:data:|#))")
_FACE = re.compile(r"""@font-face\s*{[^}]*url\(["']?(text\.woff2)[^}]*}""")
_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")
_THEME = re.compile(r'<script src="([^"]+/bundle\.[^"]+\.js)"></script>')
_CALCULATORS = re.compile(r'\s*<script src="([^"]+)/calculator\.mjs" type="module"></script>')
_OF_THEME = "stylesheets/"
_FORM = '<form class="calculator__form" data-calculator='
_PACK = re.compile(r'\bdata-pack="([^"]+)"')


def one_stylesheet(pages: Mapping[Path, str], site: Path, face: str) -> tuple[dict[Path, str], str]:
    """All pages with one stylesheet in place of theirs, in the same order, and its text in the page of a calculator.

    It stands at the beginning of the body: the theme brings the head of the next page into this one, but leaves the
    body its own children, so the stylesheet of the first page serves the whole visit. `face` is the place in /assets of
    the face of the text; the page of a calculator has it later, from its script. Errors: pages that differ.
    """
    named = {path: _STYLESHEET.findall(html) for path, html in pages.items()}
    lists = {tuple(href.partition("assets/")[2] for href in hrefs) for hrefs in named.values() if hrefs}
    if len(lists) != 1:
        raise SystemExit(f"The pages do not have the same stylesheets: {sorted(lists)}")
    (names,) = lists
    texts = {name: without_map((site / "assets" / name).read_text(encoding="utf-8")) for name in names}
    theme = "\n".join(text for name, text in texts.items() if name.startswith(_OF_THEME))
    ours = "\n".join(text for name, text in texts.items() if not name.startswith(_OF_THEME))
    (bundle,) = site.glob("assets/javascripts/bundle.*.js")
    css = slim.style(theme, ours, pages.values(), bundle.read_text(encoding="utf-8"))
    within = faceless(css)
    if found := _URL.search(within) or re.search("</style", within):
        raise SystemExit(f"A stylesheet cannot stand in a page: {within[found.start() : found.start() + 80]}")
    css = _FACE.sub(lambda rule: rule[0].replace(rule[1], f"../{face}"), css)
    name = f"stylesheets/all.{digits(css.encode())}.css"
    (site / "assets" / name).write_text(css, encoding="utf-8")
    return {path: _with_one(html, named[path], name, within, face) for path, html in pages.items()}, within


def without_map(css: str) -> str:
    """A stylesheet that does not say where its sources are."""
    return _SOURCE_MAP.sub("", css)


def faceless(css: str) -> str:
    """A stylesheet without the face of the text."""
    return _FACE.sub("", css)


def _with_one(html: str, hrefs: list[str], name: str, css: str, face: str) -> str:
    if not hrefs:
        return html
    assets = f"{hrefs[0].partition('assets/')[0]}assets"
    html, style = _STYLESHEET.sub("", html), f"<style>{css}</style>"
    if _FORM not in html:
        style = f'<link rel="stylesheet" href="{assets}/{name}">'
        preload = f'<link rel="preload" as="font" type="font/woff2" crossorigin href="{assets}/{face}">'
        html = html.replace("</title>", f"</title>{preload}", 1)
    return _BODY.sub(lambda body: body[0] + style, html, count=1)


def own_script_first(html: str, assets: Path) -> str:
    """The calculators' script stands in a calculator's page; elsewhere it is asked for. The theme's own runs last."""
    script_tag, pack = _CALCULATORS.search(html), _PACK.search(html)
    if not script_tag:
        return html
    home = f"{script_tag[1]}/calculator.mjs"
    script = f'<script src="{home}" type="module" async></script>'
    if _FORM in html:
        script = _inline(home, assets, f' async data-home="{home}"')
        script += f'<link rel="modulepreload" href="{script_tag[1]}/worker.mjs">'
    script += _inline(f"{script_tag[1]}/search.mjs", assets)
    if pack and "data-small-pack=" not in html:  # first: a browser may have one line more open, and it answers first
        script = f'<link rel="preload" as="fetch" crossorigin href="{script_tag[1]}/../packs/{pack[1]}">{script}'
    html = _CALCULATORS.sub("", html).replace("</title>", f"</title>{script}", 1)
    return _THEME.sub(r'<script src="\1" defer></script>', html)


def _inline(address: str, assets: Path, attributes: str = "") -> str:
    content = (assets / address.partition("assets/")[2]).read_text(encoding="utf-8").strip()
    if "</script" in content:
        raise SystemExit(f"{address} would end its own <script> in a page")
    return f'<script type="module"{attributes}>{content}</script>'

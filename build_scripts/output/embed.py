"""Calculators for other sites: `embed/SLUG/` is one without header, menu and foot, `embed.js` the script that puts it
into a page of any site.

A frame is made of the finished page of its calculator: the same form, the same policy. It brings its own script and
style, and nothing of it is loaded, or kept on a device, by the pages of the site.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from markupsafe import Markup, escape

from build_scripts import digits
from build_scripts.languages import Edition
from build_scripts.output import head, slim, social
from build_scripts.pages import knowledge
from build_scripts.pages.templates import render
from calculators import CALCULATORS
from calculators.engine.calculator import load

FOLDER = "embed"
SCRIPT = "embed.js"
STYLES = ("site.css", "calculator.css", "repeated.css", "access.css", "print.css", "frame.css")
"""Ours that a frame needs, in this order, after the theme's."""

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
_SCRIPTS = re.compile(r'\bdata-home="([^"]+)/calculator\.mjs"')
_PACK = re.compile(r'\bdata-pack="([^"]+)"')
_CALCULATOR = re.compile(r'<div class="calculator" data-page-calculator>.*?data-paper.*?</section>', re.DOTALL)
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)  # without scripts nothing puts a frame anywhere


def put(site: Path, editions: Iterable[Edition]) -> None:
    """The frame of each calculator in each language, their style, and the script for other sites."""
    frames = {path: html for edition in editions for path, html in _frames(site, edition)}
    name = _style(site, frames)
    for path, html in frames.items():
        path.parent.mkdir(parents=True)
        path.write_text(html.replace("stylesheets/frame.css", f"stylesheets/{name}"), encoding="utf-8")
    places = (path.parent.relative_to(site).as_posix().split("/") for path in frames)
    others = [f"{place[0]}/{place[-1]}" for place in places if len(place) > 2]
    script = slim.worker("embed/embed.mjs", "--minify", f"--define:FRAMES={json.dumps(others)}")
    (site / SCRIPT).write_text(script, encoding="utf-8")


def _frames(site: Path, edition: Edition) -> Iterable[tuple[Path, str]]:
    """Where the frame of each calculator that has a page in a language stands, and what it says."""
    for slug, place in CALCULATORS.items():
        page = site / edition.folder / place / "index.html"
        if page.exists():
            yield (
                site / edition.folder / FOLDER / slug / "index.html",
                frame(page.read_text(encoding="utf-8"), slug, edition),
            )


def frame(page: str, slug: str, edition: Edition) -> str:
    """The frame of a calculator, from its page. It stands as deep below the folder of its language, so links hold.

    Errors: a page that is written otherwise.
    """
    words = knowledge.words(edition.lang)
    policy, scripts, calculator = (found.search(page) for found in (_POLICY, _SCRIPTS, _CALCULATOR))
    if not (policy and scripts and calculator):
        raise SystemExit(f"The page of {slug} has no policy, script or form from which a frame could be made")
    html = _NOSCRIPT.sub("", calculator[0])
    for key in ("failed", "asleep"):  # the page goes on with tables, the frame does not
        html = html.replace(str(escape(words(f"ui.{key}"))), str(escape(words(f"frame.{key}"))))
    pack, address = _PACK.search(html), social.ADDRESS.search(page)
    root = "../" * (2 + edition.folder.count("/"))
    return render(
        "frame",
        lang=edition.lang,
        policy=Markup(policy[0]),
        title=load(slug).words(edition.lang)("title"),
        address=Markup(address[1]) if address else "",
        root=root,
        pack=pack[1] if pack and "data-small-pack=" not in html else "",
        scripts=root + scripts[1].lstrip("./"),
        words=words,
        whole=f"../../{CALCULATORS[slug]}",
        calculator=Markup(html + "</div>"),
    )


def _style(site: Path, frames: Mapping[Path, str]) -> str:
    """Writes the style of all frames among the site's; its name says its content. A frame has the reader's own face."""
    styles = site / "assets" / "stylesheets"
    theirs = (path for path in sorted(styles.rglob("*.min.css")) if path.parent.name != "modern")  # of Zensical, unused
    theme = head.without_map("\n".join(path.read_text(encoding="utf-8") for path in theirs))
    ours = "\n".join((slim.SOURCES / "styles" / name).read_text(encoding="utf-8") for name in STYLES)
    css = head.faceless(slim.style(theme, ours, frames.values(), ""))
    name = f"frame.{digits(css.encode())}.css"
    (styles / name).write_text(css, encoding="utf-8")
    return name

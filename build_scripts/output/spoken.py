"""What the scripts of every page have to say: each page brings these words in its own language, in its <main>.

There, because the theme brings the next page's <main> into this page, but leaves the header its own.
"""

from __future__ import annotations

import re
from html import escape

from build_scripts.languages import LANG
from build_scripts.pages import knowledge

_MAIN = re.compile(r'<main\b(?=[^>]* data-md-component="main")')
SAID = ("drawer", "search", "open", "back", "table", "paper")


def put(html: str) -> str:
    """The page with the words of [scripts], as site/word.mjs reads them. Errors: a page of another theme."""
    lang = LANG.search(html)
    if not lang or not _MAIN.search(html):
        raise SystemExit("A page has no language or no <main> to bring the words of its scripts")
    words = knowledge.words(lang[1])
    said = "".join(f' data-text-{name}="{escape(words(f"scripts.{name}"))}"' for name in SAID)
    return _MAIN.sub(lambda main: main[0] + said, html, count=1)

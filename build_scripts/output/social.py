"""What a page says where a link to it is shared, and the short name of the site for a narrow header."""

from __future__ import annotations

import re
from html import escape

from build_scripts.languages import edition_of, editions
from build_scripts.pages import knowledge

CARD, WIDTH, HEIGHT = "assets/card.png", 1200, 630
"""The picture of every shared link; build_scripts/card.py draws it."""
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')
ADDRESS = re.compile(r'<link rel="canonical" href="([^"]*)"')
_NAME = re.compile(r'(<div class="md-header__topic">\s*<span class="md-ellipsis">)\s*(.*?)\s*(</span>)', re.DOTALL)


def told(html: str) -> str:
    """The page with what others show of it: title, description, address, picture. One without an address has none."""
    title, description, address = (found.search(html) for found in (_TITLE, _DESCRIPTION, ADDRESS))
    if not (title and description and address):
        return html
    edition, root = edition_of(html), editions()[0].environment()["SITE_URL"]
    name = escape(knowledge.words(edition.lang)("site.name"))
    properties = {
        "type": "website",
        "site_name": name,
        "locale": f"{edition.lang}_BE",
        "title": title[1].removesuffix(f" - {name}"),
        "description": description[1],
        "url": address[1],
        "image": f"{root}{CARD}",
        "image:width": WIDTH,
        "image:height": HEIGHT,
        "image:alt": name,
    }
    tags = "".join(f'<meta property="og:{key}" content="{value}">' for key, value in properties.items())
    return html.replace("</title>", f'</title>{tags}<meta name="twitter:card" content="summary_large_image">', 1)


def named(html: str) -> str:
    """The page whose header has both names of the site; the stylesheet shows the one for which there is room."""
    short = escape(knowledge.words(edition_of(html).lang)("site.short_name"))
    both = rf'\1<span class="name">\2</span><span class="name name--short">{short}</span>\3'
    return _NAME.sub(both, html, count=1)

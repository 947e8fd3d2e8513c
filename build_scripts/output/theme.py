"""What the theme brings, as it is served: without maps of sources or names of tools, and with a sitemap of our own.

With instant navigation the theme follows a link without loading anew only to what stands in sitemap.xml, and there it
reads whole addresses. A build that does not know the address of the site writes them from the root of the site, so the
theme's script learns to read those: then it works on every host, in every folder.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from mkdocs.utils import meta

from build_scripts import digits, generators

_MAP = re.compile(r"\n?//# sourceMappingURL=\S+\s*$")
_USELESS = re.compile(r'\s*<meta name="generator"[^>]*>|\s*<link rel="(?:canonical" href="/|prev"|next")[^>]*>')
"""Of a page's head: what made it; an address that names no site; pages that Firefox would fetch ahead of its reader,
which our policy forbids."""
_MENDS = {
    "mkdocs-material": ((r"new URL\((\w+\.textContent)\),(\w+)\)", r"new URL(\1,\2),\2)"),),
    "zensical": (
        (r'new URL\((\w+\("loc",\w+\)\.textContent)\),(\w+)\)', r"new URL(\1,\2),\2)"),
        (
            r'(\w+)\.appendChild\(\w+\("style",\{\},(\w+)\.toString\(\)\)\)',
            r"(\1.adoptedStyleSheets=[new CSSStyleSheet()])[0].replaceSync(\2.toString())",
        ),
    ),
}
"""By theme, what its script reads otherwise or does otherwise: the address of a line of the sitemap, after which stands
the address of the site; the style of a search dialog, which the policy of the site would block as it comes."""
_FIRST = "<script>__md_scope="
"""How the theme's first script in a page begins."""
_STORAGE = (
    'for(const e of["localStorage","sessionStorage"])try{window[e].length}catch{'
    "Object.defineProperty(window,e,{value:{getItem:()=>null,setItem(){},removeItem(){}}})}"
)
"""Where a reader lets no site keep anything, the theme's script would end in an error, and the search with it."""


def mended(assets: Path) -> dict[str, str]:
    """The theme's script under the name of its new content: that name in `assets`, by the old one.

    Errors: a script that is written otherwise.
    """
    for sources in assets.rglob("*.map"):
        sources.unlink()
    renamed = {}
    for path in assets.glob("javascripts/bundle.*.min.js"):
        script = _MAP.sub("\n", path.read_text(encoding="utf-8"))
        for pattern, mend in _MENDS[generators.chosen().package]:
            script, found = re.subn(pattern, mend, script)
            if found != 1:
                raise SystemExit(f"{path.name} is written in a new way: {pattern} is not in it. Mend {__name__}.")
        new = path.with_name(f"bundle.{digits(script.encode())}.min.js")
        path.rename(new).write_text(script, encoding="utf-8")
        renamed[path.relative_to(assets).as_posix()] = new.relative_to(assets).as_posix()
    return renamed


def quiet(html: str) -> str:
    """The page without what is of no use to its reader, and without its storage, where there is none.

    Errors: a page whose first script is another.
    """
    if html.count(_FIRST) != 1:
        raise SystemExit(f"A page's first script does not begin as it did. Mend _FIRST in {__name__}.")
    return _USELESS.sub("", html).replace(_FIRST, _FIRST.replace(">", f">{_STORAGE}", 1))


def sitemap(folder: Path, root: str, sources: Path) -> None:
    """Writes the sitemap of the pages in a folder, whose addresses begin with `root`, or there where none is known.

    Each has changed on the day its source in `sources` was last `checked`, whatever the day it is built.
    """
    lines = ""
    for place in sorted(path.parent.relative_to(folder).as_posix() for path in folder.rglob("index.html")):
        address = root + ("" if place == "." else quote(place) + "/")
        day = _checked(sources, place)
        lines += f"<url><loc>{address or './'}</loc>{day and f'<lastmod>{day}</lastmod>'}</url>\n"
    (folder / "sitemap.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n',
        encoding="utf-8",
    )
    (folder / "sitemap.xml.gz").unlink(missing_ok=True)  # MkDocs's own, with other days or empty


def _checked(sources: Path, place: str) -> str:
    """The day that the source of a page was last checked, nothing for a page without one."""
    for path in (sources / place / "index.md", sources / f"{place}.md"):
        if path.exists():
            return str(meta.get_data(path.read_text(encoding="utf-8"))[1].get("checked", ""))
    return ""

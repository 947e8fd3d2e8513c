"""Several languages, one site: one /assets for all of them, and each page beside the same page in another language."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from build_scripts.languages import Edition

_ASSETS = re.compile(r"""(?<=["'(])((?:\.\./)*|\./)(?=assets/)""")
_SWITCH = re.compile(r'<a href="[^"]*"( hreflang="(\w+)" class="md-select__link")')
_RELATION = re.compile(r'\s*<link rel="alternate" href="[^"]*" hreflang="\w+">')


def assets(site: Path, edition: Edition) -> None:
    """Drops the copy of the theme's files that another language brings; its pages ask for those at the root.

    So a reader who changes the language loads nothing twice. A host gives the root's 404.html for every address.
    """
    folder = site / edition.folder
    if folder == site:
        return
    shutil.rmtree(folder / "assets")
    (folder / "404.html").unlink()
    for page in folder.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        page.write_text(_ASSETS.sub(lambda prefix: f"../{prefix[1].removeprefix('./')}", html), encoding="utf-8")


def alternates(pages: Mapping[Path, str], site: Path, editions: Sequence[Edition]) -> dict[Path, str]:
    """The pages, in which the choice of a language leads to the same page, or else to the first of that language.

    The header stays when the theme brings the next page, so each page says its addresses in its head too, where the
    scripts of the site find them. The theme's own relations name the languages' first pages, of which one is a folder
    of the other: it would never leave it.
    """
    if len(editions) == 1:
        return dict(pages)
    return {path: _with_alternates(html, path, site, editions) for path, html in pages.items()}


def _with_alternates(html: str, path: Path, site: Path, editions: Sequence[Edition]) -> str:
    name = path.relative_to(site).as_posix()
    own = next(edition for edition in reversed(editions) if name.startswith(edition.folder))
    same = {edition.lang: site / edition.folder / name.removeprefix(own.folder) for edition in editions}
    addresses = {
        edition.lang: _address(same[edition.lang] if same[edition.lang].exists() else site / edition.folder, path)
        for edition in editions
    }
    named = "".join(f'<meta name="language-{lang}" content="{address}">' for lang, address in addresses.items())
    html = _SWITCH.sub(lambda link: f'<a href="{addresses[link[2]]}"{link[1]}', _RELATION.sub("", html))
    return html.replace("</title>", f"</title>{named}", 1)


def _address(target: Path, page: Path) -> str:
    """The relative address of a page or a folder, as seen from a page."""
    folder = target.parent if target.name == "index.html" else target
    return Path(os.path.relpath(folder, page.parent)).as_posix() + "/"

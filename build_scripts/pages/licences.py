"""What others made and the site holds, as a table: version, licence, source and notices of each component."""

from __future__ import annotations

from markupsafe import Markup

from build_scripts import components
from build_scripts.pages import knowledge, tables


def components_table(lang: str, root: str) -> Markup:
    """One row a component, what is within another below it. `root` leads to the root of the site."""
    words = knowledge.words(lang)
    notice = Markup('<a href="{}" rel="external">{}</a> · <a href="{}assets/licences/{}">{}</a>')
    rows = [
        [
            each.name,
            words.data(each.what),
            each.licence,
            notice.format(each.source, words("components.source"), root, each.notice, words("components.notice")),
        ]
        for each in components.components().values()
    ]
    return tables.simple([words(f"components.{key}") for key in ("name", "what", "licence", "origin")], rows)

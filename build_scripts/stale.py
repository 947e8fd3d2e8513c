"""python -m build_scripts.stale: all that was read once and may have changed since, what was read longest ago first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from mkdocs.utils import meta

from build_scripts import ROOT
from build_scripts.pages import knowledge
from calculators.engine.words import LANGUAGES


class Fact(NamedTuple):
    """What was read on a day: the file that says it, what it is, and the address where to read it again."""

    checked: date
    file: str
    what: str
    address: str


def facts() -> list[Fact]:
    """The figures of each file and source, contacts and pages, the oldest first."""
    return sorted([*_figures(), *_contacts(), *_pages()])


def _figures() -> Iterator[Fact]:
    for figures, folder in knowledge.library().values():
        file = (folder / "figures.toml").relative_to(ROOT).as_posix() if folder else f"docs/{figures.file}"
        read = Counter((one.seen or figures.checked, one.source.id) for one in figures.figures)
        for (day, name), count in read.items():
            source = knowledge.sources()[name]
            yield Fact(day, file, f"{count} figure{'s' * (count > 1)} of {source.short}", source.url)


def _contacts() -> Iterator[Fact]:
    for found in knowledge.contacts().values():
        yield Fact(found["checked"], "docs/contacts.toml", found["name"], knowledge.sources()[found["source"]].url)


def _pages() -> Iterator[Fact]:
    for path in (ROOT / "docs" / LANGUAGES[0]).rglob("*.md"):
        said = meta.get_data(path.read_text(encoding="utf-8"))[1]
        yield Fact(said["checked"], path.relative_to(ROOT).as_posix(), said["title"], "")


def main() -> None:
    today = date.today()
    for checked, file, what, address in facts():
        print(f"{checked}  {(today - checked).days:4} days  {file}: {what}  {address}".rstrip())


if __name__ == "__main__":
    main()

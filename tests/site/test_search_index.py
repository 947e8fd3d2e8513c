"""The index of the search: each page's own words, no heavier than what it replaces, nothing of the theme's left."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from build_scripts.output import search
from tests.conftest import whole_pages

LIMIT = 73_000
"""Bytes, compressed. The theme's own index weighed 71 000 before this one took its place, with two pages fewer."""


@pytest.fixture(scope="module")
def index(site: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((site / search.INDEX).read_text(encoding="utf-8"))
    return content


def test_it_weighs_no_more_than_the_one_it_replaces(site: Path) -> None:
    assert (site / f"{search.INDEX}.br").stat().st_size <= LIMIT


def test_it_holds_each_page_once_and_leads_to_headings_that_are_there(index: dict[str, Any], site: Path) -> None:
    locations = [page["location"] for page in index["docs"]]
    assert len(locations) == len(set(locations)) > 50
    for page in index["docs"]:
        html = (site / page["location"] / "index.html").read_text(encoding="utf-8")
        assert page["title"]
        for section in page["sections"]:
            assert not section["id"] or f'id="{section["id"]}"' in html


def test_it_holds_what_a_page_says_and_not_what_stands_on_all_of_them(index: dict[str, Any]) -> None:
    texts = {page["location"]: " ".join(each["text"] for each in page["sections"]) for page in index["docs"]}
    assert "300 EUR" in texts["cmp/financement/"].replace("\N{NO-BREAK SPACE}", " ")
    assert "ejustice" not in texts["prime/debutant/"], "a source of the page, not its text"
    assert not [location for location, text in texts.items() if re.search(r"¶|·\s*·", text)]
    titles = [section["title"] for page in index["docs"] for section in page["sections"]]
    assert not [title for title in titles if re.search(r"¶|<|sources, lues le", title)]


def test_archives_count_less_than_what_must_be_done_today() -> None:
    assert search.weight("archives/") < search.weight("cmp/organiser/") < search.weight("prime/")
    assert search.weight("inami/rapport-2009/") < search.weight("inami/plainte/")


def test_every_page_asks_for_our_worker_and_the_theme_s_are_gone(site: Path) -> None:
    for path in whole_pages(site):
        found = re.search(r'"search": "([^"]+)"', path.read_text(encoding="utf-8"))
        assert found, path
        worker = site / found[1].lstrip("/") if found[1].startswith("/") else path.parent / found[1]
        assert worker.name == search.WORKER
        assert worker.exists(), path
    assert not list(site.glob("assets/javascripts/workers/*")) + list(site.glob("assets/javascripts/lunr/*"))

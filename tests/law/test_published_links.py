"""A link that was once published gives for ever what it gave: tests/published_links.toml. A browser opens each too."""

from __future__ import annotations

import tomllib
from typing import Any
from urllib.parse import parse_qsl

import pytest

from build_scripts import ROOT
from calculators import CALCULATORS
from calculators.browser import answer
from calculators.engine.calculator import load

PUBLISHED = tomllib.loads((ROOT / "tests" / "published_links.toml").read_text(encoding="utf-8"))["link"]
SLUGS = {page: slug for slug, page in CALCULATORS.items()}


def case(link: dict[str, Any]) -> tuple[str, str]:
    """The slug and the query of a link."""
    page, _, query = link["to"].partition("?")
    return SLUGS[page], query


@pytest.mark.parametrize("link", PUBLISHED, ids=[link["to"] for link in PUBLISHED])
def test_a_published_link_gives_what_it_gave(link: dict[str, Any]) -> None:
    found = answer(*case(link))
    assert (found["outcome"], found["total"]) == (link["outcome"], link.get("total"))
    assert found["unknown"] == []


def test_every_outcome_and_every_former_name_has_been_published() -> None:
    known = {(case(link)[0], link["outcome"]) for link in PUBLISHED}
    assert known == {(slug, example["outcome"]) for slug in CALCULATORS for example in load(slug).examples()}
    named = {(case(link)[0], name) for link in PUBLISHED for name, _ in parse_qsl(case(link)[1])}
    former = {(slug, name) for slug in CALCULATORS for question in load(slug).questions for name in question.former}
    assert former <= named

"""A link is read as it was meant, whatever happened to it on its way; what others added to it is no answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from calculators import CALCULATORS
from calculators.browser import answer
from calculators.engine.calculator import load
from calculators.engine.kinds import SAID
from calculators.engine.links import is_ignored, pairs, tidy

HOSTILE = json.loads((Path(__file__).parents[1] / "hostile_links.json").read_text(encoding="utf-8"))
"""What JavaScript reads in the same way: tests/node/links.test.mjs."""
GOOD = "year=2022&software=no"
DAMAGED = [query for query, found in HOSTILE["links"] if found == [list(pair) for pair in parse_qsl(GOOD)]]


@pytest.mark.parametrize(("query", "found"), HOSTILE["links"], ids=[ascii(query) for query, _ in HOSTILE["links"]])
def test_a_link_is_read_as_it_was_meant(query: str, found: list[list[str]]) -> None:
    assert [list(pair) for pair in pairs(query)] == found


def test_characters_that_nobody_sees_and_spaces_are_left_out() -> None:
    """Each of Unicode; the spaces only around a text."""
    every = [code for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF]
    dropped = [code for code in every if tidy(f"a{chr(code)}b") == "ab"]
    trimmed = [code for code in every if tidy(f"{chr(code)}a{chr(code)}") == "a" and code not in dropped]
    plain = [code for code in every if tidy(f"a{chr(code)}b") not in ("ab", f"a{chr(code)}b")]
    found = {"dropped": dropped, "trimmed": trimmed, "plain": plain}
    assert found == {name: codes(said) for name, said in HOSTILE["characters"].items()}


def codes(ranges: str) -> list[int]:
    """« 0009 000b-000c » → 9, 11, 12."""
    ends = [(each.split("-") * 2)[:2] for each in ranges.split()]
    return [code for first, last in ends for code in range(int(first, 16), int(last, 16) + 1)]


def test_what_stands_beside_an_answer_that_holds_others_stays() -> None:
    found = pairs("utm_id=7&a=1%26b=2&utm_source=x&utm_medium=y")
    assert found == [("utm_id", "7"), ("a", "1"), ("b", "2"), ("utm_source", "x"), ("utm_medium", "y")]


@pytest.mark.parametrize(("letters", "meant"), [(200, "A"), (201, "%41")])
def test_a_long_answer_is_decoded_once(letters: int, meant: str) -> None:
    assert pairs("a=%2541" + "x" * (letters - 3)) == [("a", meant + "x" * (letters - 3))]


@pytest.mark.parametrize(("characters", "mended"), [(5000, True), (5001, False)])
def test_in_a_very_long_link_nothing_is_mended(characters: int, mended: bool) -> None:
    encoded = "a%3D1%26b%3D"
    whole = pairs(encoded + "x" * (characters - len(encoded)))
    assert ([told for told, _ in whole] == ["a", "b"]) == mended
    within = "1&b=" + "x" * (characters - 4)
    found = pairs("a=" + within.replace("&", "%26"))
    assert ([told for told, _ in found] == ["a", "b"]) == mended


@pytest.mark.parametrize("query", DAMAGED, ids=ascii)
def test_a_damaged_link_gives_the_answer_of_the_good_one(query: str) -> None:
    assert answer("gp-premium", query) == answer("gp-premium", GOOD)


def test_there_are_damaged_links() -> None:
    assert len(DAMAGED) > 50


@pytest.mark.parametrize("slug", CALCULATORS)
def test_a_good_link_is_read_to_the_letter(slug: str) -> None:
    for example in load(slug).examples():
        assert pairs(example["query"]) == parse_qsl(example["query"], keep_blank_values=True)
        link = answer(slug, example["query"])["link"]
        assert pairs(link) == parse_qsl(link, keep_blank_values=True)


ADDED = (
    "utm_source=x", "UTM_Medium=mail", "fbclid=IwAR0_x-y", "gclid=1", "mc_eid=x", "_hsenc=p2AN", "hsCtaTracking=1%7C2",
    "mtm_campaign=x", "pk_kwd=x", "_ga=2.1.2", "h=prime", "rules=2026.11", "sw=off", "igsh=x==", "WT.mc_id=5",
)  # fmt: skip


@pytest.mark.parametrize("added", ADDED)
def test_what_newsletters_and_networks_add_is_no_answer(added: str) -> None:
    for query in (f"{GOOD}&{added}", f"{added}&{GOOD}", f"{GOOD}?{added}", f"{GOOD}.&{added}"):
        assert answer("gp-premium", query) == answer("gp-premium", GOOD), query
    name, _, value = added.partition("=")
    assert answer("gp-premium", {name: value}) == answer("gp-premium", "")


@pytest.mark.parametrize("slug", CALCULATORS)
def test_no_question_has_a_name_that_others_add(slug: str) -> None:
    for question in load(slug).questions:
        assert not any(map(is_ignored, (question.name, *question.former)))
        assert question.name.islower() or not question.name.isalpha()
        assert question.options == tuple(option.lower() for option in question.options)


def test_what_means_nothing_is_told_as_it_was_written() -> None:
    assert answer("gp-premium", "Zzz=1&autre=2&utm_source=x&=5&")["unknown"] == ["Zzz", "autre"]
    assert answer("gp-premium", {"Zzz": 1, "": 5, " \u200b": 6, "utm_source": "x"})["unknown"] == ["Zzz"]  # type: ignore[dict-item]


@pytest.mark.parametrize(
    "query", ["Year=2022&SOFTWARE=No", {"YEAR": 2022, "software ": "NO"}, {"amp;year": "2022", "software": False}]
)
def test_capitals_mean_nothing(query: Any) -> None:
    assert answer("gp-premium", query) == answer("gp-premium", GOOD)


@pytest.mark.parametrize(
    ("said", "meant"), [*SAID.items(), (True, "yes"), (False, "no"), ("OUI", "yes"), ("True", "yes")]
)
def test_yes_and_no_are_understood_as_programs_and_people_say_them(said: Any, meant: str) -> None:
    for name, slug in (("software", "gp-premium"), ("doctor", "cmp-project")):
        assert answer(slug, {name: said}) == answer(slug, {name: meant})
        assert answer(slug, f"{name}={said}") == answer(slug, f"{name}={meant}")
    swapped = {"yes": "no", "no": "yes"}[meant]
    assert answer("cmp-project", {"independent": said}) == answer("cmp-project", {"third_party": swapped})


def test_a_choice_that_is_none_is_answered_with_those_there_are() -> None:
    assert "Oui (yes), Non (no)" in answer("gp-premium", "software=maybe")["problems"]["software"]
    assert "2023, 2024" in answer("gp-premium", "year=1066")["problems"]["year"]


def test_an_answer_never_brings_another_one() -> None:
    """What a reader types stands beside the other answers of the form."""
    typed = "300&doctor=no"
    assert answer("cmp-project", {"invoice_first": typed})["problems"].keys() == {"invoice_first"}
    found = answer("cmp-project", "doctor=yes&invoice_first=300%26doctor%3Dno")
    assert found["problems"].keys() == {"invoice_first"}

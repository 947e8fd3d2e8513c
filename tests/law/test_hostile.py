"""Whatever a program or a stranger sends is answered: a line out for a line in, in a time that its length bounds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import CALCULATORS, answer
from calculators.__main__ import batch
from calculators.engine.answer import FIELDS, Answer
from calculators.engine.calculator import load

OUTCOMES = {"paid", "refused", "unsettled", "problems", "dated"}
NAMES = {slug: [q.name for q in load(slug).questions] for slug in CALCULATORS}

the_same_each_time = settings(derandomize=True, max_examples=250, deadline=None, database=None)
"""A change of ours alone makes these tests fail, never another draw."""

SIGNS = [
    "\ufeff",
    "\u200b",
    "\u202e",
    "\0",
    "\x1b[31m",
    "\x85",
    "\u2028",
    "\ud800",
    "\U0001f9ee",
    "٣",
    "１",
    "²",
    "\u0301",
]
PIECES = [
    *SIGNS, *" \t\r\n\xa0\u202f", *"0123456789", *".,-+/%€'’\"&;=?#<>{}[]\\_", "amp;", "&amp;", "&#38;", "&#x26;", "%",
    "%3D", "%26", "%25", "%2526", "%FF", "%00", "=\n", "=3D", "eur", "EUR ", "yes", "no", "true", "oui", "1 250,50",
    "25.000", "25,000", "2026-11-22", "31/02/2026", "29.2.2100", "0000-00-00", "1e9", "inf", "nan", "<script>", "'--",
    "{0}", "{label}", "%s", "__class__", "../..", "year", "rules=2026.11", "utm_source=x",
    "9" * 50, "0" * 5000, " " * 5000,
]  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=8).map("".join)


def _json(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.recursive(
        leaves, lambda one: st.one_of(st.lists(one, max_size=3), st.dictionaries(texts, one, max_size=3)), max_leaves=5
    )


numbers = st.one_of(st.integers(), st.integers(10**40, 10**50), st.floats(), st.sampled_from((1e300, -0.0, 12.345)))
values = _json(st.one_of(texts, texts, numbers, st.booleans(), st.none()))


def _queries(slug: str) -> st.SearchStrategy[Any]:
    names = st.one_of(st.sampled_from(NAMES.get(slug, ["year"])), st.sampled_from(NAMES.get(slug, ["year"])), texts)
    pairs = st.lists(st.tuples(names, texts), max_size=5)
    return st.one_of(
        texts,
        pairs.map(lambda found: "&".join(f"{name}={value}" for name, value in found)),
        st.dictionaries(names, values, max_size=5),
    )


slugs = st.one_of(st.sampled_from(list(CALCULATORS)), st.sampled_from(list(CALCULATORS)), texts)
cases = slugs.flatmap(lambda slug: st.tuples(st.just(slug), _queries(slug), st.one_of(st.just("fr"), texts)))


def _checked(found: Answer) -> Answer:
    assert found["outcome"] in OUTCOMES, found.get("fault")
    assert found.keys() == set(FIELDS) - {"fault"}
    for name in found["unknown"]:
        assert name.isprintable()
        assert len(name) <= 60
    return found


@the_same_each_time
@given(cases)
def test_a_hostile_case_is_answered_twice_the_same_and_its_link_leads_back(case: tuple[str, Any, str]) -> None:
    found = _checked(answer(*case))
    assert answer(*case) == found
    json.dumps(found, ensure_ascii=False).encode()  # no half characters
    if found["outcome"] != "problems":
        again = _checked(answer(case[0], found["link"]))
        assert again["unknown"] == []
        told = {"unknown": [], "read": {}, **({"html": ""} if found["unknown"] or found["read"] else {})}
        assert again | told == found | told


lines = st.one_of(
    cases.map(lambda case: json.dumps(dict(zip(("slug", "query", "lang"), case, strict=True)))),
    cases.map(lambda case: json.dumps(dict(zip(("slug", "query", "lang"), case, strict=True)), ensure_ascii=False)),
    st.tuples(cases, st.integers(1, 40)).map(
        lambda cut: json.dumps({"slug": cut[0][0], "query": cut[0][1]})[: -cut[1]]
    ),
    values.map(json.dumps),
    st.tuples(values, values, values).map(
        lambda found: json.dumps(dict(zip(("slug", "query", "lang"), found, strict=True)))
    ),
    texts,
)


@the_same_each_time
@given(st.lists(lines, max_size=4))
def test_each_hostile_line_of_a_batch_is_answered_in_one(sent: list[str]) -> None:
    told = list(batch(sent))
    assert len(told) == len(sent)
    for line in told:
        assert len(line.splitlines()) == 1
        line.encode()
        _checked(json.loads(line))
    assert list(batch(sent)) == told


@pytest.mark.parametrize(("opened", "closed"), ["[]", ('{"a":', "}")], ids=["lists", "objects"])
@pytest.mark.parametrize("depth", [10, 900, 5000, 200_000])
def test_a_line_may_be_nested_as_deep_as_it_likes(opened: str, closed: str, depth: int) -> None:
    nested = opened * depth + "1" + closed * depth
    sent = [nested, opened * depth, f'{{"slug": "cmp-project", "query": {{"doctor": {nested}}}}}']
    assert [_checked(json.loads(line))["outcome"] for line in batch(sent)] == ["problems"] * 3


@pytest.mark.parametrize("value", ["1e999", "-Infinity", "NaN", "1" * 4301, "1" * 4000, '"\\ud800"', "[]", "{}"])
def test_a_number_that_python_cannot_hold_is_a_problem(value: str) -> None:
    for name in ("invoice_first", "doctor", "meeting"):
        (line,) = batch([f'{{"slug": "cmp-project", "query": {{"{name}": {value}}}}}'])
        assert _checked(json.loads(line))["outcome"] == "problems"


SMALL, LARGE = 10_000, 80_000
"""Characters; both above what a text may have to be mended."""
MOST_GROWTH = 20
"""Eight times the text takes about eight times as long; with quadratic work, sixty-four times."""
MOST_NORMAL = 100
"""Normal answers that one may cost, whatever it holds: hundreds of thousands with an endless search in a short text."""

REPEATED = [
    " ", "0", "1", ".", ",", "'", '"', "-", "1 ", "1.", "1'", "\xa0", "\u202f", "\ufeff", "\n> ", "\r", "€", "eur", "%",
    "&", ";", "?", "=", "&amp;", "amp;", "&#38;", "&#0", "%26amp;", "%3D", "%25", "=\n", "a", "a.", "a;", "a=", "&a=1",
]  # fmt: skip
"""What a careless expression reads again and again: spaces, digits, separators, quotes, units, parts of a link."""

BASE = {"how": "scores", "group": "yes", "year": "2022"}
"""So that a question of each kind is raised."""
_ASKED = answer("gp-premium", BASE)["asked"]
KINDS = {q.kind: q.name for q in load("gp-premium").questions if q.name in _ASKED}


def _typed(name: str, text: str) -> Answer:
    return answer("gp-premium", BASE | {name: f"1{text}1"})


def _fields() -> Iterator[tuple[str, Callable[[str], Any]]]:
    """By its place in a case, what sends a text there."""
    for kind, name in KINDS.items():
        yield kind, partial(_typed, name)
    yield "a name", lambda text: answer("gp-premium", {f"a{text}a": "1"})
    yield "a query", lambda text: answer("gp-premium", text)
    yield "a value in a query", lambda text: answer("gp-premium", f"reached=1{text}1")
    yield "a name in a query", lambda text: answer("gp-premium", f"a{text}a=1")
    yield "a slug", lambda text: answer(text, "")
    yield "a line", lambda text: list(batch([text]))
    yield "a query in a line", lambda text: list(batch([json.dumps({"slug": "gp-premium", "query": f"year={text}"})]))


FIELDS_OF_A_CASE = dict(_fields())


def test_each_kind_of_question_is_sent_hostile_texts() -> None:
    every = {q.kind for slug in CALCULATORS for q in load(slug).questions}
    assert every == set(KINDS)


def _time(send: Callable[[str], Any], text: str) -> float:
    """Seconds of the processor, so that what else the machine does counts little."""
    start = process_time()
    send(text)
    return process_time() - start


def _least(send: Callable[[str], Any], text: str, enough: float) -> float:
    """The shortest of several times, for other work may only lengthen one; the first short enough ends it"""
    least = _time(send, text)
    for _ in range(4):
        if least <= enough:
            break
        least = min(least, _time(send, text))
    return least


@pytest.mark.parametrize("place", FIELDS_OF_A_CASE)
def test_time_grows_with_the_length_of_a_text_alone(place: str) -> None:
    """Nor does one cost more where it is just as long as what is still mended: 40, 200 and 5000 characters."""
    send = FIELDS_OF_A_CASE[place]
    normal = min(_time(lambda _: answer("gp-premium", BASE), "") for _ in range(9))
    for repeated in REPEATED:
        for size in (38, 198, 4900, SMALL):  # the shortest first: no text is sent that would take minutes
            times = _least(send, repeated * (size // len(repeated)), MOST_NORMAL * normal)
            assert times <= MOST_NORMAL * normal, f"{repeated!r}, {size} characters"
        small = min(_time(send, repeated * (SMALL // len(repeated))) for _ in range(2))
        large = _least(send, repeated * (LARGE // len(repeated)), MOST_GROWTH * small)
        assert large <= MOST_GROWTH * small, f"{repeated!r}: {large / small:.1f} times as long for eight times the text"


def test_links_in_links_are_no_fault_however_many_there_are() -> None:
    """Each answer holds the next one, encoded once more: 700 of them."""
    link = "a=1"
    for _ in range(700):
        link = "a=1" + ("&" + link).replace("%", "%25").replace("&", "%26")
    assert _checked(answer("gp-premium", link))["unknown"] == ["a"]

"""The snapshot that a first visit leaves on the device: the next one starts from it, and from nothing doubtful."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from calculators import CALCULATORS
from calculators.browser import answer, calendar
from tests.browser import steps

PAGE = steps.PAGES["cmp-project"]
SECRET = "718293.54"  # no run of digits: a table of the runtime may count down, 16 bits a number, as UTF-16 would

# Asks a new worker of the page, as calculator/engine.mjs does: {restored, answers}; each case is [slug, query], or
# [slug, query, today, address] for its calendar.
ASK = """([name, cases]) => new Promise((resolve, reject) => {
    const url = document.querySelector("script[src*=calculator]").src.replace("calculator.mjs", "worker.mjs");
    const worker = new Worker(url, { type: "module", name });
    const answers = [];
    let restored;
    worker.onerror = reject;
    setTimeout(reject, 120000, new Error("no answer"));
    worker.onmessage = ({ data }) => {
        if (data.failed) reject(new Error(data.failed));
        if (data.ready) restored = data.restored;
        if (data.id) answers.push(data.answer);
        const send = ([slug, query, today, address], at) =>
            worker.postMessage({ id: at + 1, slug, query, lang: "fr", today, address });
        if (data.ready) cases.forEach(send);
        if (restored !== undefined && answers.length === cases.length) {
            if (restored || name === "") worker.terminate();  // another one may have a snapshot to make
            resolve({ restored, answers });
        }
    };
})"""
# The kept snapshot, once it is there: its bytes (as Latin-1) and its headers.
KEPT = """async () => {
    for (const end = Date.now() + 60000; Date.now() < end; ) {
        for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of name.startsWith("snapshot") ? await cache.keys() : []) {
                const kept = await cache.match(request);
                return [new TextDecoder("latin1").decode(await kept.arrayBuffer()), [...kept.headers.keys()]];
            }
        }
        await new Promise(done => setTimeout(done, 20));
    }
    throw new Error("no snapshot");
}"""
COUNT = "async () => (await caches.keys()).filter(name => name.startsWith('snapshot')).length"
# Changes the kept snapshot: bytes, headers and sum are what the body of a function makes of them.
CHANGE = """async ({ body }) => {
    const name = (await caches.keys()).find(name => name.startsWith("snapshot"));
    const cache = await caches.open(name);
    const [request] = await cache.keys();
    const kept = await cache.match(request);
    const parts = { bytes: new Uint8Array(await kept.arrayBuffer()), headers: new Headers(kept.headers) };
    const sum = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).join();
    const change = {
        flip: ({ bytes }) => (bytes[bytes.length >> 1] ^= 1),
        cut: (parts) => (parts.bytes = parts.bytes.slice(0, 5_000_000)),
        other: ({ headers }) => headers.set("x-maker", "another version"),
        rubbish: async (parts) => {
            parts.bytes = Uint8Array.of(0, 16, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, ...new Uint8Array(4096));
            parts.headers.set("x-sum", await sum(parts.bytes));
        },
        garbled: async (parts) => {
            parts.bytes.fill(255, 200_000);
            parts.headers.set("x-sum", await sum(parts.bytes));
        },
    }[body];
    await change(parts);
    await cache.put(request, new Response(parts.bytes, { headers: parts.headers }));
}"""


@pytest.fixture(scope="module")
def home(browser: Browser, server: str) -> Iterator[Page]:
    """A page without a calculator, on a device that keeps a snapshot; the first question of its visit was a secret."""
    context = browser.new_context(locale="fr-BE", timezone_id="Europe/Brussels")
    page = context.new_page()
    page.goto(f"{server}/a-propos/")
    first = ask(page, "snapshots", [("cmp-project", f"invoice_first={SECRET}")])
    assert not first["restored"]
    assert SECRET.replace(".", ",")[-6:] in first["answers"][0]["html"]
    page.evaluate(KEPT)
    yield page
    context.close()


def ask(page: Page, name: str, cases: Sequence[tuple[str, ...]]) -> dict[str, Any]:
    return page.evaluate(ASK, [name, cases])


def test_no_answer_of_the_reader_is_in_it(home: Page) -> None:
    """Neither the text of the query, nor what became of it."""
    text, headers = home.evaluate(KEPT)
    assert len(text) > 5_000_000
    assert "calculators.browser" in text
    for trace in (SECRET, SECRET.replace(".", ","), "718\u202f293", "718293"):
        assert trace not in text
        assert trace.encode("utf-8").decode("latin-1") not in text
        assert trace.encode("utf-16-le").decode("latin-1") not in text
    assert set(headers) <= {"x-maker", "x-sum", "content-type", "content-length"}


def test_a_calendar_from_it_is_that_of_python(home: Page) -> None:
    """What makes it is read from the files of this visit: no snapshot has seen it."""
    case = ("cmp-project", "meeting=2027-01-20")
    more = ("2026-11-26", "https://example.org/x/?meeting=2027-01-20")
    found = ask(home, "snapshots", [(*case, *more)])
    assert found["restored"]
    ours, (theirs,) = calendar(*case, "fr", *more), found["answers"]
    assert theirs["name"] == ours["name"] == "cmp-2027-01-20.ics"
    undated = [re.sub("DTSTAMP:.*", "", file["text"]) for file in (ours, theirs)]
    assert undated[0] == undated[1] != ""


def test_answers_from_it_are_those_of_python(home: Page) -> None:
    """Every example of every calculator, and what is no case at all."""
    cases = [(slug, example["query"]) for slug in CALCULATORS for example in steps.examples(slug)]
    cases += [("cmp-project", "invoice_first=abc&nothing=1"), ("no-such", ""), ("gp-premium", "year=1066")]
    found = ask(home, "snapshots", cases)
    assert found["restored"]
    assert found["answers"] == [json.loads(json.dumps(answer(*case))) for case in cases]


def test_the_page_itself_starts_from_it(home: Page, server: str) -> None:
    page = home.context.new_page()
    page.add_init_script(
        """const Plain = Worker;
        window.Worker = class extends Plain {
            constructor(...from) {
                super(...from);
                this.addEventListener("message", ({ data }) => { if (data.ready) window.restored = data.restored; });
            }
        };"""
    )
    page.goto(server + PAGE)
    steps.put(page, "invoice_first", "123,45")
    steps.calculate(page)
    steps.expect_answer(page, server, answer("cmp-project", "invoice_first=123.45"))
    assert page.evaluate("window.restored")
    page.close()


@pytest.mark.parametrize("body", ["flip", "cut", "other", "rubbish", "garbled"])
def test_a_doubtful_one_is_dropped_and_made_anew(home: Page, body: str) -> None:
    """Whatever is wrong with it, even where its sum is right: the answer comes, and the next visit has a good one."""
    home.evaluate(KEPT)
    home.evaluate(CHANGE, {"body": body})
    case = ("cmp-project", "invoice_first=123.45")
    found = ask(home, "snapshots", [case])
    assert found == {"restored": False, "answers": [answer(*case)]}
    home.evaluate(KEPT)
    assert ask(home, "snapshots", [case]) == {"restored": True, "answers": [answer(*case)]}


def test_after_a_failure_it_is_not_used_again(home: Page) -> None:
    home.evaluate(KEPT)
    assert not ask(home, "", [("cmp-project", "")])["restored"]
    assert home.evaluate(COUNT) == 0
    ask(home, "snapshots", [("cmp-project", "")])  # and for the tests that follow, it is made again
    home.evaluate(KEPT)


def test_without_storage_it_starts_as_ever(browser: Browser, server: str) -> None:
    context = browser.new_context(locale="fr-BE")
    page = context.new_page()
    page.add_init_script("delete window.caches; Object.defineProperty(window, 'localStorage', { get() { throw 0; } })")
    page.goto(server + PAGE)
    steps.put(page, "invoice_first", "123,45")
    steps.calculate(page)
    steps.expect_answer(page, server, answer("cmp-project", "invoice_first=123.45"))
    context.close()

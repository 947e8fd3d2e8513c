"""What a reader does on a calculator's page and what is then seen there, beside what CPython answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Frame, Locator, Page, ViewportSize, expect

from build_scripts import ROOT
from calculators import CALCULATORS
from calculators.browser import answer
from calculators.engine import plain
from calculators.engine.answer import Answer
from calculators.engine.calculator import load
from calculators.engine.questions import Question

PAGES = {slug: f"/{page}" for slug, page in CALCULATORS.items()}
GUIDES = sorted(
    "/" + path.relative_to(ROOT / "docs" / "fr").with_suffix("").as_posix().removesuffix("index").rstrip("/") + "/"
    for path in (ROOT / "docs" / "fr").rglob("*.md")
)
GUIDES = [guide.replace("//", "/") for guide in GUIDES]
RARE = "invoice_first=123.45"
"""A case of cmp-project that no pack answers in advance."""
DESK: ViewportSize = {"width": 1280, "height": 720}
NO_SUM = "Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })"
"""So that a page, which otherwise compares the files of its engine with the build's, takes those of a test."""
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
FOCUSED = "selector => document.activeElement.matches(selector)"

type Open = Callable[[str], Page]
"""Opens a calculator as it was built, with its engine ready: see `opened` in conftest.py."""

every = pytest.mark.parametrize("slug", CALCULATORS)


# ------------------------------------------------------------------------------------------------ cases


def examples(slug: str) -> list[dict[str, Any]]:
    return load(slug).examples()


def outcomes() -> list[tuple[str, str, str]]:
    """The first example of each outcome of each calculator: slug, outcome, query."""
    found = {(slug, e["outcome"]): e["query"] for slug in CALCULATORS for e in reversed(examples(slug))}
    return [(slug, outcome, query) for (slug, outcome), query in sorted(found.items())]


def result(slug: str) -> str:
    """The query of a good end of a calculator, and not its default case."""
    return next(e["query"] for e in examples(slug) if e["outcome"] in ("paid", "dated") and e["query"])


def questions(slug: str) -> dict[str, Question]:
    return {question.name: question for question in load(slug).questions}


def asked_by_default(slug: str, *kinds: str) -> list[Question]:
    """The questions of these kinds that the default case raises."""
    raised = answer(slug, "")["asked"]
    return [question for name, question in questions(slug).items() if name in raised and question.kind in kinds]


# ------------------------------------------------------------------------------------------------ doing


def travel(page: Page, server: str, path: str) -> None:
    """Follow a link of the site to this path; the first time, load it."""
    if page.url.startswith(server):
        follow(page, path)
        expect(page).to_have_url(server + path)
    else:
        load_page(page, server + path)


def load_page(page: Page, url: str) -> None:
    """Load a page with its sitemap: the theme follows a link without loading anew only to what stands there."""
    # That of a page just left is cut off, and would never be whole: only one that has come counts.
    with page.expect_request_finished(lambda sent: sent.url.endswith("/sitemap.xml")):
        page.goto(url)


def follow(page: Page, href: str) -> None:
    """Follow a link that stands in the page's text."""
    page.evaluate(
        """href => {
            const anchor = document.createElement("a");
            anchor.href = href;
            document.querySelector("article").append(anchor);
            anchor.click();
            anchor.remove();
        }""",
        href,
    )


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Waits for what `holds` says, at most a minute: what waits without an end stops all the tests."""
    for _ in range(3000):
        if holds():
            return
        page.wait_for_timeout(20)
    raise AssertionError("it did not come")


def question(page: Page | Frame, name: str) -> Locator:
    return page.locator(f'[data-question="{name}"]')


def control(page: Page | Frame, name: str) -> Locator:
    return question(page, name).locator("input, select")


def put(page: Page | Frame, name: str, value: str) -> None:
    """Answer one question as a reader does."""
    box = question(page, name)
    if box.locator("select").count():
        box.locator("select").select_option(value)
    elif box.locator("[type=radio]").count():
        box.locator(f'[value="{value}"]').check()
    else:
        box.locator("input").fill(value)


def fill(page: Page | Frame, query: str) -> None:
    for name, value in parse_qsl(query):
        put(page, name, value)


def calculate(page: Page) -> None:
    page.locator("form[data-calculator] [type=submit]").click()


def ask(page: Page, slug: str, query: str) -> None:
    """Fill a case in and calculate; a link brings what the form does not offer."""
    offered = {name: question.options for name, question in questions(slug).items()}
    if all(value in (offered[name] or [value]) for name, value in parse_qsl(query)):
        fill(page, query)
        calculate(page)
    else:
        follow(page, f"?{query}")


def reset(page: Page) -> None:
    page.locator("form[data-calculator] [type=reset]").click()


# ------------------------------------------------------------------------------------------------ seeing


def held(page: Page) -> dict[str, str]:
    """What each question that is shown holds."""
    return page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("[data-question]:not([hidden])")].map(box => [
            box.dataset.question, (box.querySelector("input:checked") ?? box.querySelector("input, select")).value]))"""
    )


def rows(found: Answer) -> list[list[str]]:
    """The rows of an answer as the page writes them: label, working, amount, sources."""
    money = plain.amounts(found, load(found["slug"]).words("fr"))
    return [
        [
            row["label"],
            row["working"] + row["reading"],
            money(row["amount"]),
            *(plain.cited(c) for c in row["citations"]),
        ]
        for row in found["rows"]
    ]


SEEN = """() => {
    const section = document.querySelector("[data-result]");
    const all = (element, selector) => [...element.querySelectorAll(selector)].map(each => each.textContent);
    const own = each => [...each.childNodes].filter(one => one.nodeType === 3).map(one => one.textContent).join("");
    return {
        outcome: section.dataset.outcome,
        total: section.dataset.total ?? null,
        shown: section.checkVisibility() || Boolean(section.firstElementChild?.firstElementChild?.checkVisibility()),
        waiting: section.hasAttribute("aria-busy"),
        status: document.querySelector("[role=status][data-status]").textContent,
        rows: [...section.querySelectorAll("table.rows tbody tr")].map(row => [
            row.querySelector("th").firstChild.textContent.trim(),
            [...row.querySelectorAll(".rows__working, .rows__reading")].map(one => own(one).trim()).join(""),
            all(row, ".rows__amount").join(""),
            ...[...row.querySelectorAll(".note a")].map(each => each.title),
        ]),
    };
}"""
WRITTEN = """section => {
    const copy = section.cloneNode(true);
    const added = "[data-note], [data-tools], .answer__next, .answer__closed, .past";
    for (const own of copy.querySelectorAll(added)) own.remove();
    return copy.textContent.replace(/\\s+/g, " ").trim();
}"""
"""What Python wrote into the result, without what the page adds: tools, a note, what the dates are today."""


def expect_answer(page: Page, server: str, found: Answer) -> None:
    """The page shows this answer of CPython to the letter."""
    if found["outcome"] != "problems":
        link = f"?{found['link']}" if found["link"] else ""
        expect(page).to_have_url(server + PAGES[found["slug"]] + link)
    expect(page.locator("[role=status][data-status]")).to_have_js_property("textContent", found["summary"])
    expect(page.locator("[data-result]:not([aria-busy])")).to_have_count(1)
    text = BeautifulSoup(found["html"], "html.parser").get_text()
    assert page.locator("[data-result]").evaluate(WRITTEN) == " ".join(text.split())
    assert page.evaluate(SEEN) == {
        "outcome": found["outcome"],
        "total": found["total"],
        "shown": True,
        "waiting": False,
        "status": found["summary"],
        "rows": rows(found),
    }


def expect_answer_of_page(page: Page, found: Answer) -> None:
    """The page shows the outcome and the total of this answer, whatever the address says."""
    section = page.locator("[data-result]:not([aria-busy])")
    expect(section).to_have_attribute("data-outcome", found["outcome"])
    assert section.get_attribute("data-total") == found["total"]


def expect_accessible(page: Page) -> None:
    """axe-core has nothing against the page as it stands, its transitions ended."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)  # by the debugger: the policy of the site lets no foreign script in
    found = page.evaluate(
        """async () => {
            // What scrolls since the window has another size is told by then: site/scroll.mjs.
            await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
            for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish();
            return axe.run(document, { resultTypes: ["violations"] });
        }"""
    )
    against = [
        f"{rule['id']} ({rule['help']}): {node['target']} {node['html'][:200]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
    assert not against, "\n".join(against)


def expect_failed(page: Page) -> None:
    """The message and the button are there, the default answer is still right, and the form can be filled in."""
    expect(page.locator("form[data-calculator]")).to_have_attribute("data-engine", "failed", timeout=90_000)
    expect(page.locator("[data-failed]")).to_be_visible()
    expect(page.locator("[data-retry]")).to_be_visible()
    expect(page.locator("[data-progress]")).to_be_hidden()

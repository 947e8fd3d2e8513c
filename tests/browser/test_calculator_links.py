"""A case in the address of a calculator: opened, copied, gone back to, and told to no one."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from calculators import CALCULATORS
from calculators.browser import answer
from calculators.engine.calculator import load
from tests.browser import steps
from tests.browser.steps import Open, every
from tests.law.test_published_links import PUBLISHED, case


@every
def test_unknown_names_and_older_rules_of_a_link_are_told(opened: Open, server: str, slug: str) -> None:
    page = opened(slug)
    query = steps.result(slug)
    found = answer(slug, query + "&nonsense=1&autre=2")
    steps.follow(page, f"?{query}&nonsense=1&autre=2&rules=2020.01")
    steps.expect_answer(page, server, found)
    assert "nonsense, autre" in page.locator("[data-result] .unknown").inner_text()
    notice = page.locator("[data-changed-rules]")
    expect(notice).to_be_visible()
    rules = load(slug).figures.version
    assert "2020.01" in notice.inner_text()
    assert rules in notice.inner_text()
    steps.follow(page, f"?{query}&rules={rules}")
    steps.expect_answer(page, server, answer(slug, query))
    expect(notice).to_be_hidden()


def test_an_old_link_fills_the_form_and_is_written_anew(opened: Open, server: str) -> None:
    """The question was once put the other way round."""
    page = opened("cmp-project")
    for query, held in (("independent=no", "yes"), ("independent=no&third_party=no", "no"), ("independent=yes", "no")):
        steps.follow(page, f"?{query}")
        steps.expect_answer(page, server, answer("cmp-project", query))
        assert steps.held(page)["third_party"] == held
        expect(page.locator("[data-result] .unknown")).to_have_count(0)
    steps.load_page(page, f"{server}{steps.PAGES['cmp-project']}?independent=no&rules=2026.11")
    steps.expect_answer(page, server, answer("cmp-project", "third_party=yes"))
    assert page.url.endswith("?third_party=yes")


def test_each_link_that_was_once_published_opens(warm: Page, server: str) -> None:
    for link in PUBLISHED:
        steps.load_page(warm, f"{server}/{link['to']}")
        if "?" in link["to"]:  # a page without a case shows one of its own
            steps.expect_answer(warm, server, answer(*case(link)))


@every
def test_a_copied_link_opens_the_same_case(opened: Open, server: str, slug: str) -> None:
    page = opened(slug)
    found = answer(slug, steps.result(slug))
    steps.fill(page, steps.result(slug))
    steps.calculate(page)
    steps.expect_answer(page, server, found)
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copy]")).to_have_text("Lien copié")
    expect(page.locator("[role=status][data-status]")).to_have_text(found["summary"])
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{server}{steps.PAGES[slug]}?{found['link']}&rules={found['rules']}"
    steps.reset(page)
    steps.follow(page, copied)
    steps.expect_answer(page, server, found)


@every
def test_reset_gives_the_page_as_it_was_built(opened: Open, server: str, slug: str) -> None:
    page = opened(slug)
    built, default = answer(slug, ""), steps.held(page)
    steps.fill(page, steps.result(slug))
    steps.calculate(page)
    steps.expect_answer(page, server, answer(slug, steps.result(slug)))
    steps.reset(page)
    assert page.url == server + steps.PAGES[slug]
    assert steps.held(page) == default
    section = page.locator("[data-result]")
    if built["outcome"] == "problems":  # the page never opens with an error
        expect(section).to_have_attribute("data-outcome", "none")
        expect(section).to_have_text("")
        expect(page.locator("[data-tools]")).to_be_hidden()
    else:
        expect(section).to_have_attribute("data-outcome", built["outcome"])
        assert section.get_attribute("data-total") == built["total"]
        assert page.evaluate(steps.SEEN)["rows"] == steps.rows(built)
        expect(page.locator("[data-note]")).to_contain_text("Exemple")
    assert page.evaluate("Boolean(document.activeElement.closest('[data-question]'))")


def test_one_engine_for_a_visit_that_goes_back_and_forth(page: Page, server: str) -> None:
    """Two calculators and a guide: each comes back as it was left, and Python is loaded once."""
    one, *_, two = CALCULATORS
    left, right = answer(one, steps.result(one)), answer(two, steps.result(two))
    workers: list[str] = []
    page.on("worker", lambda worker: workers.append(worker.url) if worker.url.endswith("/worker.mjs") else None)
    steps.load_page(page, f"{server}{steps.PAGES[one]}?{left['link']}")
    steps.expect_answer(page, server, left)
    assert steps.held(page) == left["values"]
    assert not page.evaluate("scrollY"), "a result that nobody asked for must not move the page"
    page.evaluate("window.visit = 1")
    page.locator(".md-header a.md-logo").click()
    expect(page.locator("form[data-calculator]")).to_have_count(0)
    steps.follow(page, steps.PAGES[two])
    form = page.locator(f"form[data-calculator={two}]")
    expect(form).to_have_attribute("data-engine", "ready")
    steps.fill(page, right["link"])
    steps.calculate(page)
    steps.expect_answer(page, server, right)
    page.go_back()
    expect(page).to_have_url(f"{server}/")
    expect(form).to_have_count(0)
    page.go_back()
    steps.expect_answer(page, server, left)
    assert steps.held(page) == left["values"]
    page.go_forward()
    expect(page).to_have_url(f"{server}/")
    page.go_forward()
    steps.expect_answer(page, server, right)
    assert steps.held(page) == right["values"]
    assert page.evaluate("window.visit") == 1
    assert len(workers) == 1


def test_back_through_the_cases_of_one_page(opened: Open, server: str) -> None:
    page = opened("cmp-project")
    queries = ("animator=none", "effect=no", "invoice_first=450")
    for query in queries:
        steps.follow(page, f"?{query}")
        steps.expect_answer(page, server, answer("cmp-project", query))
    for query in queries[1::-1]:
        page.go_back()
        steps.expect_answer(page, server, answer("cmp-project", query))


@every
def test_answers_stay_in_the_browser_and_are_kept_nowhere(opened: Open, server: str, slug: str) -> None:
    page = opened(slug)
    requests: list[str] = []
    page.on("request", lambda sent: requests.append(sent.url) if "favicon" not in sent.url else None)
    steps.fill(page, steps.result(slug))
    steps.calculate(page)
    steps.expect_answer(page, server, answer(slug, steps.result(slug)))
    for question in steps.asked_by_default(slug, "choice"):
        held = steps.held(page)
        if question.name in held:
            other = next(option for option in question.options if option != held[question.name])
            steps.put(page, question.name, other)
            steps.expect_answer(page, server, answer(slug, held | {question.name: other}))
    assert requests == [], "not even a file whose name tells an answer"
    assert page.context.cookies() == []
    kept = page.evaluate("JSON.stringify([localStorage, sessionStorage])")
    assert not [name for name in steps.questions(slug) if f"{name}=" in kept]
    assert page.evaluate("indexedDB.databases()") == []


GOOD = "year=2022&software=no"
DAMAGED = (
    "year=2022&amp;software=no",
    "year=2022&#38;software=no",
    "year%3D2022%26software%3Dno",
    "year=2022%26amp%3Bsoftware%3Dno",
    "Year=2022&SOFTWARE=Non&utm_source=lettre&fbclid=1",
    "?year=2022?software=no?h=prime",
    "year=2022&software=no).",
    "year=2022&soft%0Aware=n%E2%80%8Bo%C2%A0%C2%BB",
    "year=2022&software=false&rules=2026.11.2.",
)


def test_a_damaged_link_shows_the_case_that_was_meant(opened: Open, server: str) -> None:
    """In the form too; nothing is said of what others added to it."""
    page = opened("gp-premium")
    good = answer("gp-premium", GOOD)
    for query in DAMAGED:
        steps.reset(page)
        steps.follow(page, f"?{query}")
        expect(page.locator("[data-result]")).to_have_attribute("data-outcome", good["outcome"])
        steps.expect_answer(page, server, good)
        held = steps.held(page)
        assert (held["year"], held["software"]) == ("2022", "no"), query


def test_a_damaged_link_is_answered_without_python(visitor: Page, server: str) -> None:
    visitor.route("**/worker.mjs", lambda route: route.abort())
    for query in DAMAGED:
        visitor.goto("about:blank")
        visitor.goto(f"{server}{steps.PAGES['gp-premium']}?{query}")
        steps.expect_answer(visitor, server, answer("gp-premium", GOOD))
        expect(visitor.locator("[data-changed-rules]")).to_be_hidden()


@every
def test_what_newsletters_add_makes_no_case(visitor: Page, server: str, slug: str) -> None:
    visitor.route("**/worker.mjs", lambda route: route.abort())
    visitor.goto(f"{server}{steps.PAGES[slug]}?utm_source=x&fbclid=1&h=prime")
    expect(visitor.locator("form[data-calculator]")).to_have_attribute("data-engine", "failed")
    built = answer(slug, "")
    section = visitor.locator("[data-result]")
    if built["outcome"] == "problems":
        expect(section).to_have_attribute("data-outcome", "none")
    else:
        steps.expect_answer_of_page(visitor, built)
        expect(visitor.locator("[data-note]")).to_contain_text("Exemple")
    expect(visitor.locator("[data-status]")).to_have_text("")


def test_a_browser_that_refuses_to_change_the_address_shows_the_result(visitor: Page, server: str) -> None:
    """And brings the reader to it; a link to another case opens it all the same."""
    visitor.goto(server + steps.PAGES["cmp-project"])
    visitor.evaluate(
        """() => {
            const refuse = () => { throw new DOMException("too often", "SecurityError"); };
            history.pushState = history.replaceState = refuse;
        }"""
    )
    steps.fill(visitor, "effect=no")
    steps.calculate(visitor)
    steps.expect_answer_of_page(visitor, answer("cmp-project", "effect=no"))
    expect(visitor.locator("[data-result] .answer__title")).to_be_focused()
    steps.reset(visitor)
    expect(visitor.locator("[data-note]")).to_contain_text("Exemple")
    steps.follow(visitor, "?animator=none")
    steps.expect_answer(visitor, server, answer("cmp-project", "animator=none"))

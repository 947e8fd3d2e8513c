"""The theme under our policy: search, palette, instant navigation and the page for lost readers."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import steps


def test_search_finds_by_a_french_stem(page: Page, server: str) -> None:
    page.goto(f"{server}/")
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("pharmacien", delay=20)
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=15_000)


def test_palette_can_be_changed_and_is_remembered_for_the_visit(page: Page, server: str) -> None:
    page.goto(f"{server}/")
    scheme = page.locator("body").get_attribute("data-md-color-scheme")
    for _ in range(2):
        page.locator("form[data-md-component=palette] label:visible").click()
    expect(page.locator("body")).not_to_have_attribute("data-md-color-scheme", str(scheme))
    chosen = page.locator("body").get_attribute("data-md-color-scheme")
    page.goto(f"{server}/cmp/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", str(chosen))


def test_a_dark_device_gets_a_dark_page_from_the_start(browser: Browser, server: str) -> None:
    context = browser.new_context(color_scheme="dark")
    try:
        page = context.new_page()
        page.goto(server + "/")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    finally:
        context.close()


def test_links_are_followed_without_loading_the_page_anew(page: Page, server: str) -> None:
    page.goto(f"{server}/")
    page.wait_for_load_state("networkidle")  # the theme reads the sitemap first
    page.evaluate("window.visit = 1")
    page.locator(".md-tabs__link", has_text="CMP").click()
    expect(page).to_have_url(f"{server}/cmp/")
    assert page.evaluate("window.visit") == 1


def test_query_survives_loading_and_coming_back(page: Page, server: str) -> None:
    page.goto(f"{server}/cmp/?a=1&b=2")
    page.locator(".md-header a.md-logo").click()
    expect(page).to_have_url(f"{server}/")
    page.go_back()
    expect(page).to_have_url(f"{server}/cmp/?a=1&b=2")


@pytest.mark.console_errors  # the browser itself reports the 404
def test_lost_readers_get_a_page_of_ours(page: Page, server: str) -> None:
    answer = page.goto(f"{server}/no/such/page/")
    assert answer
    assert answer.status == 404
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("header.md-header")).to_be_visible()


@pytest.mark.parametrize("way", [("/cmp/", steps.PAGES["gp-premium"]), (steps.PAGES["gp-premium"], "/cmp/")])
def test_the_stylesheet_of_the_first_page_serves_the_whole_visit(page: Page, server: str, way: tuple[str, str]) -> None:
    """Whether a page asks for it or holds it: it is neither lost on the way nor there twice."""
    first, then = way
    look = "[document.styleSheets.length, getComputedStyle(document.querySelector('.md-header')).backgroundColor]"
    steps.load_page(page, server + first)
    before = page.evaluate(look)
    steps.follow(page, then)
    expect(page).to_have_url(server + then)
    expect(page.locator("form[data-calculator]")).to_have_count(int(then != "/cmp/"))
    assert page.evaluate(look) == before
    assert before[0] == 1
    assert before[1] not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def test_the_index_of_the_search_comes_when_the_search_is_near(page: Page, server: str) -> None:
    """It weighs more than a page and keeps a core busy: who does not search does not wait for it."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "search_index" in request.url else None)
    for path in ("/", steps.PAGES["cmp-project"]):
        page.goto(server + path)
        page.wait_for_load_state("networkidle")
        assert not asked, path
    with page.expect_event("requestfinished", lambda request: "search_index" in request.url):
        page.locator("[data-md-component=search-query]").hover()
    assert len(asked) == 1
    page.keyboard.press("/")
    page.keyboard.type("pharmacien")
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=15_000)
    assert len(asked) == 1


def test_a_search_in_an_address_is_heard(page: Page, server: str) -> None:
    page.goto(f"{server}/cmp/?q=pharmacien")
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=15_000)


class PlainHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


def test_a_site_in_a_folder_of_any_host_follows_links_in_the_same_way(
    visitor: Page, site: Path, tmp_path: Path
) -> None:
    """Of a build that does not know its address, on a host that knows nothing of the site."""
    if "://" in (site / "sitemap.xml").read_text(encoding="utf-8").partition("<loc>")[2]:
        pytest.skip("this site knows its address, which is another one")
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "folder").symlink_to(site)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(PlainHandler, directory=str(tmp_path))) as host:
        Thread(target=host.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{host.server_address[1]}/some/folder/"
        steps.load_page(visitor, home)
        visitor.evaluate("window.visit = 1")
        visitor.locator(".md-tabs__link", has_text="CMP").click()
        expect(visitor).to_have_url(f"{home}cmp/")
        assert visitor.evaluate("window.visit") == 1
        host.shutdown()

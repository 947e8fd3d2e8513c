"""A calculator in a page of another site, of another origin: its height, its answers, what it keeps and tells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

from build_scripts.serve import Server
from calculators.browser import answer
from tests.browser import steps

AGGRESSIVE = """
* { box-sizing: border-box; }
img, video, embed, object, iframe { max-width: 60% !important; }
.entry-content > * { margin: 3em auto !important; max-width: 30em !important; }
iframe, .entry-content iframe { position: absolute !important; width: 50% !important; min-width: 900px !important;
    height: 200px !important; min-height: 150px !important; max-height: 300px !important; aspect-ratio: 16/9;
    border: 9px solid red !important; padding: 40px !important; transform: scale(0.5) !important;
    opacity: 0.3 !important;
    visibility: hidden !important; overflow: scroll !important; }
script, script + iframe { display: none !important; }
"""
"""Of a theme that thinks of videos alone."""
STORED = """async () => ({
    cookie: document.cookie, local: localStorage.length, session: sessionStorage.length,
    databases: await indexedDB.databases(), caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
REFUSED = """const kinds = ["localStorage", "sessionStorage", "caches", "indexedDB", "cookieStore"];
if (self !== top) for (const name of kinds)
    Object.defineProperty(self, name, { get() { throw new DOMException("refused", "SecurityError"); } });"""
SHAPE = """() => [...document.querySelectorAll("iframe")].map(each => {
    const { width, height } = each.getBoundingClientRect();
    const seen = each.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    return [Math.round(width), Math.round(height), seen];
})"""
OVER = """() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return [innerWidth - scrollWidth, innerHeight - scrollHeight];
}"""


class Elsewhere:
    """Another site: pages that a test writes, on an origin of its own, under the policy that a test names."""

    def __init__(self, folder: Path, site: str) -> None:
        self.folder, self.site = folder, site
        (folder / "favicon.ico").touch()
        self.server = Server(folder).start()
        self.url = self.server.url.replace("127.0.0.1", "localhost")

    def tag(self, slug: str, **said: str) -> str:
        more = "".join(f' data-{name}="{value}"' for name, value in said.items())
        return f'<script async src="{self.site}/embed.js" data-calculator="{slug}"{more}></script>'

    def write(self, body: str, policy: str = "") -> str:
        """The address of a page with this body."""
        head = (
            '<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        )
        page = f"{head}<link rel=icon href=favicon.ico><title>Le cercle</title><body>{body}</body></html>"
        (self.folder / "index.html").write_text(page, encoding="utf-8")
        (self.folder / "_headers").write_text(policy and f"/*\n  Content-Security-Policy: {policy}\n", encoding="utf-8")
        return self.url


@pytest.fixture
def elsewhere(tmp_path: Path, server: str) -> Iterator[Elsewhere]:
    found = Elsewhere(tmp_path, server)
    yield found
    found.server.shutdown()


@pytest.fixture
def guest(browser: Browser) -> Iterator[Page]:
    """A page of a visitor of the other site. An error in its console, or in a frame's, fails the test."""
    context = browser.new_context(locale="fr-BE", timezone_id="Europe/Brussels")
    errors: list[str] = []
    watch(context, errors)
    yield context.new_page()
    context.close()
    assert errors == []


def watch(context: BrowserContext, errors: list[str]) -> None:
    def look(page: Page) -> None:
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))

    context.on("page", look)


def frame(page: Page, place: int = 0) -> Frame:
    """The frame of a tag, alive."""
    handle = page.locator("iframe").nth(place)
    handle.scroll_into_view_if_needed()
    found = handle.element_handle()
    assert found
    content = found.content_frame()
    assert content
    content.locator("form[data-calculator][data-alive]").wait_for()
    return content


def expect_fitting(page: Page, place: int = 0) -> None:
    """The frame is as high as what it holds and as wide as its place, and nothing scrolls in it."""
    inside = frame(page, place)
    steps.until(page, lambda: inside.evaluate("document.documentElement.classList.contains('fitted')"))
    steps.until(page, lambda: inside.evaluate(OVER) == [0, 0])
    steps.until(page, lambda: page.evaluate(SHAPE)[place] == [*inside.evaluate("[innerWidth, innerHeight]"), True])
    steps.until(page, lambda: inside.evaluate("document.body.getBoundingClientRect().bottom - innerHeight") <= 0)


@pytest.mark.parametrize("width", [320, 700, 1280])
@steps.every
def test_it_fits_its_place_without_a_scroll_bar(elsewhere: Elsewhere, guest: Page, slug: str, width: int) -> None:
    """As it comes, and when an answer makes it higher or lower."""
    guest.set_viewport_size({"width": width, "height": 700})
    guest.goto(elsewhere.write(f"<h1>Le cercle</h1><main>{elsewhere.tag(slug)}</main>"))
    expect_fitting(guest)
    assert guest.evaluate("document.documentElement.scrollWidth <= innerWidth")
    inside = frame(guest)
    before = inside.evaluate("innerHeight")
    inside.evaluate("() => { for (const each of document.querySelectorAll('details')) each.open = !each.open; }")
    inside.evaluate("() => document.querySelector('[data-result]').append('Une ligne de plus. '.repeat(99))")
    steps.until(guest, lambda: inside.evaluate("innerHeight") != before)
    expect_fitting(guest)
    guest.set_viewport_size({"width": width + 100, "height": 700})
    expect_fitting(guest)


def test_a_strict_policy_of_the_site_needs_two_words(elsewhere: Elsewhere, guest: Page) -> None:
    policy = f"default-src 'none'; script-src {elsewhere.site}; frame-src {elsewhere.site}; img-src 'self'"
    strict = f"{policy}; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'"
    guest.goto(elsewhere.write(f"<main>{elsewhere.tag('gp-premium')}</main>", strict))
    expect_fitting(guest)
    assert guest.evaluate("document.querySelector('iframe').getBoundingClientRect().width") > 1000


@pytest.mark.parametrize("width", [320, 1280])
def test_a_style_that_is_hard_on_frames_does_nothing_to_it(elsewhere: Elsewhere, guest: Page, width: int) -> None:
    guest.set_viewport_size({"width": width, "height": 700})
    tag = elsewhere.tag("cmp-project")
    guest.goto(elsewhere.write(f'<style>{AGGRESSIVE}</style><div class="entry-content"><div><p>{tag}</p></div></div>'))
    expect_fitting(guest)
    (shape,) = guest.evaluate(SHAPE)
    place = guest.evaluate("document.querySelector('iframe').parentElement.clientWidth")
    assert shape[0] == place
    assert guest.evaluate("getComputedStyle(document.querySelector('iframe')).borderTopWidth") == "0px"


def test_two_on_one_page_are_told_apart(elsewhere: Elsewhere, guest: Page) -> None:
    """The same one twice, each with its own case, and another."""
    tags = [elsewhere.tag("gp-premium"), elsewhere.tag("gp-premium", query="year=2023"), elsewhere.tag("complaint")]
    guest.goto(elsewhere.write("".join(f"<section>{tag}</section>" for tag in tags)))
    for place in range(3):
        expect_fitting(guest, place)
    heights = [height for _, height, _ in guest.evaluate(SHAPE)]
    assert heights[2] < heights[1]
    assert [urlsplit(frame(guest, place).url).query for place in range(3)] == ["", "year=2023", ""]
    assert guest.locator("section > iframe").count() == 3


LATE = {
    "by a script": "put()",
    "as a module": "put({ type: 'module' })",
    "twice": "put(); put()",
    "long after": "addEventListener('load', () => setTimeout(() => put({ src: `${src}?ver=6.4` }), 50))",
}
PUT = """const put = (said = {}) => {
    const script = Object.assign(document.createElement("script"), { src }, said);
    script.dataset.calculator = "complaint";
    document.querySelector("main").append(script);
};"""


@pytest.mark.parametrize("way", LATE)
def test_a_tag_may_come_late(elsewhere: Elsewhere, guest: Page, way: str) -> None:
    told = f"const src = '{elsewhere.site}/embed.js';{PUT}{LATE[way]}"
    guest.goto(elsewhere.write(f"<main></main><script>{told}</script>"))
    expect(guest.locator("main > iframe")).to_have_count(2 if way == "twice" else 1)
    for place in range(guest.locator("iframe").count()):
        expect_fitting(guest, place)


@pytest.mark.parametrize("attribute", ["", "defer", "async", "type=module"])
def test_a_tag_may_be_written_in_any_way(elsewhere: Elsewhere, guest: Page, attribute: str) -> None:
    tag = elsewhere.tag("complaint").replace(" async", f" {attribute}")
    guest.goto(elsewhere.write(f"<main><p>avant</p>{tag}<p>après</p></main>"))
    expect_fitting(guest)
    assert guest.evaluate("document.querySelector('iframe').nextElementSibling.textContent") == "après"


def test_only_its_own_frame_is_heard(elsewhere: Elsewhere, guest: Page) -> None:
    """Not the page, nor a frame of another origin, nor one of ours that stands for another calculator."""
    other = elsewhere.folder / "other.html"
    other.write_text("<!doctype html><script>parent.postMessage({ height: 7, title: 'x' }, '*');</script>")
    body = f"<section>{elsewhere.tag('complaint')}</section><section>{elsewhere.tag('cmp-project')}</section>"
    guest.goto(elsewhere.write(body))
    for place in range(2):
        expect_fitting(guest, place)
    before = guest.evaluate(SHAPE)
    guest.evaluate("""async () => {
        const heard = count => new Promise(done => addEventListener("message", () => --count || done()));
        const one = heard(1);
        postMessage({ height: 7, title: "x" }, "*");
        await one;
        const two = heard(1);
        const frame = document.createElement("iframe");
        frame.src = "other.html";
        document.body.append(frame);
        await two;
        frame.remove();
    }""")
    frame(guest, 0).evaluate("parent.postMessage({ height: 444, title: 'x' }, '*')")
    steps.until(guest, lambda: guest.evaluate(SHAPE)[0][1] == 444)
    assert guest.evaluate(SHAPE)[1] == before[1]


def test_it_tells_its_height_and_its_title_and_nothing_of_a_case(elsewhere: Elsewhere, guest: Page) -> None:
    heard = "<script>heard = []; addEventListener('message', ({ data }) => heard.push(data));</script>"
    guest.goto(elsewhere.write(f"{heard}<main>{elsewhere.tag('gp-premium', query='year=2024&amp;reached=7')}</main>"))
    expect_fitting(guest)
    inside = frame(guest)
    steps_put(inside, "reached", "5")
    expect(inside.locator("[data-result]")).to_have_attribute("data-total", total("gp-premium", "year=2024&reached=5"))
    expect_fitting(guest)
    messages = guest.evaluate("heard")
    assert messages
    assert {tuple(message) for message in messages} == {("height", "title")}
    assert {message["title"] for message in messages} == {guest.locator("iframe").get_attribute("title")}
    assert guest.locator("iframe").get_attribute("title") == inside.title()


def steps_put(inside: Frame, name: str, value: str) -> None:
    inside.locator(f'[data-question="{name}"] input').fill(value)


def total(slug: str, query: str) -> str:
    return str(answer(slug, query)["total"])


def test_the_pack_answers_and_python_waits_for_a_touch(elsewhere: Elsewhere, guest: Page) -> None:
    asked: list[str] = []
    guest.on("request", lambda sent: asked.append(sent.url))
    guest.goto(elsewhere.write(f"<main>{elsewhere.tag('gp-premium', query='year=2024&amp;reached=7')}</main>"))
    inside = frame(guest)
    expect(inside.locator("[data-result]")).to_have_attribute("data-total", total("gp-premium", "year=2024&reached=7"))
    expect_fitting(guest)
    assert [url for url in asked if "/runtime/" in url or url.endswith(("worker.mjs", ".woff2", "/sw.js"))] == []
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(elsewhere.site).netloc, urlsplit(elsewhere.url).netloc}
    inside.locator("select").first.focus()
    expect(inside.locator("form[data-calculator]")).to_have_attribute("data-engine", "ready", timeout=90_000)
    steps_put(inside, "billed", "24000.50")
    expect(inside.locator("[data-result]")).to_have_attribute("data-outcome", "refused")
    expect_fitting(guest)


@pytest.mark.parametrize("refused", [False, True])
def test_nothing_is_kept(elsewhere: Elsewhere, guest: Page, refused: bool) -> None:
    """Not even where Python has answered and rested; and all goes on where a browser refuses a frame its storage."""
    if refused:
        guest.context.add_init_script(REFUSED)
    elsewhere.write(f"<main>{elsewhere.tag('cmp-project', query=steps.RARE + '&amp;sw=off')}</main>")
    guest.goto(elsewhere.server.url)  # another origin, near enough for a browser to let a frame keep something
    inside = frame(guest)
    expect(inside.locator("[data-result]")).to_have_attribute(
        "data-total", total("cmp-project", steps.RARE), timeout=90_000
    )
    expect_fitting(guest)
    if refused:
        return
    workers: list[str] = []
    guest.on("worker", lambda worker: workers.append(worker.url))
    guest.wait_for_timeout(1500)  # as long as a page of the site would rest before it keeps anything
    assert workers == []
    nothing = {"cookie": "", "local": 0, "session": 0, "databases": [], "caches": [], "workers": 0}
    assert inside.evaluate(STORED) == nothing
    assert guest.context.cookies() == []


@pytest.mark.parametrize(("slug", "query"), [("gp-premium", "year=2024&reached=7"), ("cmp-project", "animator=none")])
def test_a_link_leads_to_the_whole_page_with_the_same_case(
    elsewhere: Elsewhere, guest: Page, server: str, slug: str, query: str
) -> None:
    """The case of the tag, then what the reader makes of it, answered or not."""
    guest.goto(elsewhere.write(f"<main>{elsewhere.tag(slug)}</main>"))
    inside = frame(guest)
    whole = inside.locator("[data-whole]")

    def followed() -> str:
        with guest.context.expect_page() as opened:
            whole.click()
        page = opened.value
        page.locator("[data-result]:not([aria-busy])").wait_for()
        found = page.url.removeprefix(server + steps.PAGES[slug])
        assert page.evaluate("opener === null")
        if found:
            expect(page.locator("[data-result]")).to_have_attribute("data-total", total(slug, found[1:]))
        page.close()
        return found.removeprefix("?")

    assert followed() == ""
    steps.fill(inside, query)
    assert followed() == answer(slug, query)["link"]


def test_every_other_link_opens_beside(elsewhere: Elsewhere, guest: Page) -> None:
    """No other page of the site may be shown in a frame, and few of others."""
    guest.goto(elsewhere.write(f"<main>{elsewhere.tag('cmp-project')}</main>"))
    inside = frame(guest)
    inside.locator("[data-tools] a, .tools__doubt a").first.hover()
    for link in inside.locator("article a[href]").all():
        href = str(link.get_attribute("href"))
        if href.startswith(("#", "mailto:")) or not link.is_visible():
            continue
        link.dispatch_event("pointerover")
        assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener"), href


@pytest.mark.parametrize("device", ["light", "dark"])
@pytest.mark.parametrize("theme", ["", "auto", "light", "dark"])
def test_light_or_dark(elsewhere: Elsewhere, guest: Page, theme: str, device: str) -> None:
    guest.emulate_media(color_scheme=device)  # type: ignore[arg-type]
    guest.goto(elsewhere.write(f"<main>{elsewhere.tag('complaint', theme=theme)}</main>"))
    wanted = theme if theme in ("light", "dark") else device
    inside = frame(guest)
    scheme = {"light": "default", "dark": "slate"}
    assert inside.locator("body").get_attribute("data-md-color-scheme") == scheme[wanted]
    if theme not in ("light", "dark"):
        other = "light" if device == "dark" else "dark"
        guest.emulate_media(color_scheme=other)  # type: ignore[arg-type]
        expect(inside.locator("body")).to_have_attribute("data-md-color-scheme", scheme[other])


def test_no_other_page_of_the_site_is_shown_elsewhere(elsewhere: Elsewhere, browser: Browser, server: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    address = f"{server}{steps.PAGES['cmp-project']}"
    page.goto(elsewhere.write(f'<iframe src="{address}"></iframe>'))
    steps.until(page, lambda: any("frame-ancestors" in text for text in said))
    context.close()


def test_the_paper_and_the_link_name_the_whole_page(elsewhere: Elsewhere, guest: Page, server: str) -> None:
    guest.context.grant_permissions(["clipboard-read", "clipboard-write"])
    guest.goto(elsewhere.write(f"<main>{elsewhere.tag('cmp-project', query='animator=none')}</main>"))
    inside = frame(guest)
    expect(inside.locator("[data-result]")).to_have_attribute("data-total", total("cmp-project", "animator=none"))
    inside.evaluate("dispatchEvent(new Event('beforeprint'))")
    told = str(inside.locator("[data-address]").text_content())
    assert told.startswith(f"{server}{steps.PAGES['cmp-project']}?animator=none&rules=")
    inside.evaluate("dispatchEvent(new Event('afterprint'))")
    inside.locator("[data-copy]").click()
    expect(inside.locator("[data-copy]")).to_have_text("Lien copié")
    assert guest.evaluate("navigator.clipboard.readText()") == told


@pytest.mark.parametrize("dark", [False, True])
@steps.every
def test_a_frame_is_accessible_by_itself_and_fits_a_telephone(page: Page, server: str, slug: str, dark: bool) -> None:
    page.goto(f"{server}/embed/{slug}/{'#dark' if dark else ''}")
    page.locator("form[data-calculator][data-alive]").wait_for()
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        steps.expect_accessible(page)


def test_the_keyboard_goes_in_calculates_and_leaves(elsewhere: Elsewhere, guest: Page) -> None:
    guest.goto(
        elsewhere.write(f"<a href='#'>avant</a><main>{elsewhere.tag('cmp-project')}</main><a href='#'>après</a>")
    )
    expect_fitting(guest)
    inside = frame(guest)
    guest.locator("a").first.focus()
    guest.keyboard.press("Tab")
    steps.until(guest, lambda: inside.evaluate("document.activeElement.matches('[type=radio]')"))
    guest.keyboard.press("ArrowRight")
    expect(inside.locator("[data-result]")).to_have_attribute("data-outcome", re.compile("refused|paid|unsettled"))
    guest.keyboard.press("Enter")
    steps.until(guest, lambda: inside.evaluate("document.activeElement.matches('.answer__title')"))
    seen = inside.locator(".answer__card")
    expect(seen).to_be_in_viewport()
    steps.until(
        guest, lambda: bool(press_tab(guest) and guest.evaluate("document.activeElement.textContent") == "après")
    )


def press_tab(page: Page) -> bool:
    page.keyboard.press("Tab")
    return True


def test_the_script_is_small_and_knows_its_languages(site: Path) -> None:
    script = (site / "embed.js").read_bytes()
    assert len(script) < 1000
    assert b"localStorage" not in script
    assert b"cookie" not in script


def test_nothing_of_it_is_loaded_or_kept_by_the_pages_of_the_site(site: Path) -> None:
    worker = (site / "sw.js").read_text(encoding="utf-8")
    kept = json.loads(worker.partition("const FILES = ")[2].partition(";\n")[0])
    assert "a-propos/integrer/" in kept
    assert [name for name in kept if re.search(r"embed|/frame\b|scheme\.mjs", name)] == []
    for page in site.rglob("*.html"):
        name = page.relative_to(site).as_posix()
        loads = re.findall(r'<(?:script|link|iframe) [^>]*(?:src|href)="([^"]+)"', page.read_text(encoding="utf-8"))
        found = [Path(each).name for each in loads if re.search(r"embed|/frame\b|scheme\.mjs|builder\.mjs", each)]
        if not name.startswith("embed/"):
            assert found == [], name

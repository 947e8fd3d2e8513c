"""The stylesheet that travels: what was dropped of the theme's changes nothing that a reader sees."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from build_scripts import ROOT
from build_scripts.output import slim
from tests.browser import steps

# How each element and what stands before and after it looks, under the served styles and under the whole ones. Elements
# with the same names in the same place are looked at once. An array of differences.
DIFFERENCES = r"""async (whole) => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    const kinds = new Map();
    for (const each of document.querySelectorAll("html, body, body *:not(script, style, path)")) {
        const names = [];
        for (let one = each; one && names.length < 4; one = one.parentElement) {
            names.push(`${one.localName}.${one.getAttribute("class") ?? ""}${one.hidden ? "[hidden]" : ""}`);
        }
        kinds.set(names.join(" < "), each);
    }
    const look = () => [...kinds].flatMap(([name, each]) => [null, "::before", "::after"].map((pseudo) => {
        const style = getComputedStyle(each, pseudo);
        if (pseudo && style.content === "none") return [name + pseudo, "none"];
        const own = [...style].filter((property) => !property.startsWith("--"));
        return [name + (pseudo ?? ""), own.map((property) => `${property}: ${style.getPropertyValue(property)}`)];
    }));
    const [own] = document.styleSheets;
    const rule = [...own.cssRules].find((rule) => rule.cssText.includes(".woff2"));
    if (rule) { // a sheet that is switched off has no face
        const url = new URL(/url\("(.*?)"\)/.exec(rule.cssText)[1], own.href);
        const weight = rule.style.getPropertyValue("font-weight");
        document.fonts.add(await new FontFace("Source Sans 3", `url(${url})`, { weight }).load());
    }
    await document.fonts.ready;
    const served = look();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(whole);
    own.disabled = true;
    document.adoptedStyleSheets = [sheet];
    const complete = look();
    document.adoptedStyleSheets = [];
    own.disabled = false;
    return served.flatMap(([name, before], at) => {
        const after = complete[at][1];
        if (String(before) === String(after)) return [];
        return [[name, [...after].filter((each) => !before.includes(each)).slice(0, 3)]];
    });
}"""

PAGES = (
    "/",
    "/404.html",
    "/a-propos/chiffres/",
    "/cmp/liste-de-controle/",
    "/cmp/organiser/",
    "/cmp/questions/",
    "/inami/rapport-2009/",
    "/prime/annees/2022/",
    steps.PAGES["cmp-project"],
    steps.PAGES["gp-premium"],
)


@pytest.fixture(scope="module")
def whole(site: Path) -> str:
    """The theme's stylesheets and ours, as they are named in mkdocs.yml."""
    theme = [next(site.glob(f"assets/stylesheets/{name}.*.min.css")) for name in ("main", "palette")]
    configuration = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    own = [slim.SOURCES / "styles" / name for name in re.findall(r"assets/(\w+\.css)", configuration)]
    css = "\n".join(path.read_text(encoding="utf-8") for path in (*theme, *own))
    return re.sub(r"@font-face \{[^}]*woff2[^}]*\}", "", css)  # whose address is not known here


@pytest.mark.parametrize("view", ["wide", "narrow", "print"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_looks_the_same_without_what_was_dropped(
    page: Page, server: str, whole: str, path: str, view: str
) -> None:
    page.emulate_media(color_scheme="dark" if view == "narrow" else "light", media="print" if view == "print" else None)
    page.set_viewport_size({"width": 360 if view == "narrow" else 1280, "height": 740})
    page.goto(server + path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(DIFFERENCES, whole) == []


def test_the_search_looks_the_same(page: Page, server: str, whole: str) -> None:
    page.goto(server)
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("demande")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert page.evaluate(DIFFERENCES, whole) == []


# The labels that leave their picture, with the picture's title. The face must be there: another is wider or narrower.
CUT = """async () => {
    await document.fonts.ready;
    return [...document.querySelectorAll("svg:is(.chart, .diagram) text")].filter((label) => {
        const picture = label.ownerSVGElement.viewBox.baseVal, box = label.getBBox();
        const right = box.x + box.width, bottom = box.y + box.height;
        return box.x < -2 || box.y < -2 || right > picture.width + 2 || bottom > picture.height + 4;
    }).map((label) => `${label.ownerSVGElement.querySelector("title").textContent}: ${label.textContent}`);
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_no_label_is_cut_by_its_picture(page: Page, server: str, site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    pages = [path for path in site.rglob("index.html") if re.search(r'<svg class="(chart|diagram)"', path.read_text())]
    assert pages
    for path in pages:
        page.goto(f"{server}/{path.parent.relative_to(site)}/")
        assert page.evaluate(CUT) == [], path


def test_the_face_comes_from_here(page: Page, server: str) -> None:
    """The fixture refuses requests to others."""
    for path in ("/", steps.PAGES["cmp-project"]):
        with page.expect_response(lambda response: response.url.endswith(".woff2")) as found:
            page.goto(server + path)
        assert found.value.ok
        page.evaluate("document.fonts.ready")
        assert page.evaluate("""document.fonts.check("16px 'Source Sans 3'")""")


UNCUT = "(each) => each.getBoundingClientRect().right <= each.parentElement.getBoundingClientRect().right + 1"


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_the_home_fits(page: Page, server: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(server)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for row in page.locator(".grid.cards a, .entry").all():
        box = row.bounding_box()
        assert box and box["height"] >= 44
    name = page.locator(".md-header__topic .name").locator("visible=true").first
    assert name.evaluate(UNCUT)


@pytest.mark.parametrize("path", ["/a-propos/chiffres/", "/calculateurs/prime-pratique-integree/", "/cmp/organiser/"])
def test_what_comes_and_goes_at_the_end_of_a_page_restyles_little(page: Page, server: str, path: str) -> None:
    """The theme does it and asks for sizes, again and again: one selector may make each take long."""
    page.set_viewport_size({"width": 412, "height": 823})
    page.goto(server + path)
    expect(page.locator("html.js")).to_be_attached()
    assert page.locator("*").count() > 400
    browser = page.context.browser
    assert browser
    session = browser.new_browser_cdp_session()
    events: list[dict[str, Any]] = []
    session.on("Tracing.dataCollected", lambda part: events.extend(part["value"]))
    ended: list[None] = []
    session.on("Tracing.tracingComplete", lambda _: ended.append(None))
    config = {"includedCategories": ["devtools.timeline", "blink.user_timing"]}
    session.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": config})
    page.evaluate("""() => {
        const added = Object.assign(document.createElement("div"), { textContent: "…" });
        document.body.offsetWidth;
        performance.mark("added");
        document.body.append(added);
        added.offsetWidth;
        added.remove();
        document.body.offsetWidth;
        performance.mark("measured");
    }""")
    session.send("Tracing.end")
    steps.until(page, lambda: bool(ended))  # events arrive meanwhile
    begin, end = (next(one["ts"] for one in events if one["name"] == name) for name in ("added", "measured"))
    counts = [
        one["args"]["elementCount"]
        for one in events
        if one["name"] == "UpdateLayoutTree" and begin <= one["ts"] <= end and "elementCount" in one["args"]
    ]
    assert counts and max(counts) < 20, counts

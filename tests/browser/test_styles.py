"""The stylesheet that travels: what was dropped of the theme's changes nothing that a reader sees."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from build_scripts import ROOT
from build_scripts.output import slim
from tests.browser import steps

# How each element and what stands before and after it looks, under the served styles and under the whole ones. Elements
# with the same names in the same place are looked at once. An array of differences.
DIFFERENCES = """async (whole) => {
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
    const served = look();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(whole);
    const [own] = document.styleSheets;
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
    "/inami/plainte/",
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
    return "\n".join(path.read_text(encoding="utf-8") for path in (*theme, *own))


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

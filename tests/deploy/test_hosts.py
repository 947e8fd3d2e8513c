"""The site on nginx, with and without its brotli module, Caddy and Apache, at the root of an address and below it."""

from __future__ import annotations

import http.client
import re
import ssl
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from build_scripts.output import hosting
from calculators.browser import answer
from tests import chromium
from tests.browser import steps
from tests.deploy.hosts import COMMANDS, Host, running
from tests.deploy.observatory import score

TRUSTING = ssl.create_default_context()
TRUSTING.check_hostname, TRUSTING.verify_mode = False, ssl.CERT_NONE  # the certificate is ours
SECRET = "718293.54"
RARE = f"invoice_first={SECRET}"
KINDS = {
    "index.html": "text/html; charset=utf-8",
    "sw.js": "javascript",
    "embed.js": "javascript",
    "embed/cmp-project/index.html": "text/html; charset=utf-8",
    "figures.json": "application/json",
    "sitemap.xml": "xml",
    "assets/*.webmanifest": "application/manifest+json",
    "assets/*/worker.mjs": "javascript; charset=utf-8",
    "assets/javascripts/bundle.*.js": "javascript; charset=utf-8",
    "assets/stylesheets/all.*.css": "text/css; charset=utf-8",
    "assets/packs/*.json": "application/json",
    "assets/runtime/*/pyodide.asm.wasm": "application/wasm",
    "assets/runtime/stdlib-*.zip": "application/zip",
    "assets/*/text.woff2": "font/woff2",
    "assets/*.svg": "image/svg+xml",
    "assets/*.png": "image/png",
}
"""One file of each kind, and what is said of its type."""
WHOLE = """async () => {
    for (const end = Date.now() + 60000; Date.now() < end; await new Promise(done => setTimeout(done, 20))) {
        for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            if ((await cache.keys()).some(({ url }) => url.endsWith("?whole"))) return;
        }
    }
    throw new Error("the site is not kept");
}"""


@pytest.fixture(
    scope="module",
    params=[(name, path) for name in COMMANDS for path in ("/", "/sub/")],
    ids=lambda param: " at ".join(param),
)
def host(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    name, path = request.param
    with running(name, path, site, tmp_path_factory.mktemp("host")) as found:
        yield found


@pytest.fixture(scope="module")
def trusting() -> Iterator[Browser]:
    """A browser for which our certificate is as good as any."""
    with sync_playwright() as playwright:
        arguments = [*chromium.QUIET, "--ignore-certificate-errors"]
        browser = playwright.chromium.launch(executable_path=chromium.executable(), args=arguments)
        yield browser
        browser.close()


def ask(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers by their small names, content."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        line: http.client.HTTPConnection = http.client.HTTPSConnection(parts.netloc, context=TRUSTING, timeout=60)
    else:
        line = http.client.HTTPConnection(parts.netloc, timeout=60)
    line.request("GET", f"{parts.path}{f'?{parts.query}' if parts.query else ''}", headers=headers)
    response = line.getresponse()
    found = (response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    line.close()
    return found


@pytest.mark.parametrize("pattern", KINDS)
def test_each_kind_of_file(host: Host, site: Path, pattern: str) -> None:
    file = next(path for path in sorted(site.glob(pattern)))
    name = file.relative_to(site).as_posix()
    url = host.url + name.removesuffix("index.html")
    for accepted, encoding in (("identity", ""), ("gzip", "gzip"), ("gzip, deflate, br", "br")):
        if encoding == "br" and host.name == "nginx":
            encoding = "gzip"  # the module is not there
        status, headers, content = ask(url, **{"Accept-Encoding": accepted})
        assert status == 200
        assert KINDS[pattern] in headers["content-type"].replace('"', "").lower()
        copy = file.with_name(file.name + {"": "", "gzip": ".gz", "br": ".br"}[encoding])
        if encoding and not copy.exists():
            copy, encoding = file, ""
        assert headers.get("content-encoding", "") == encoding
        assert content == copy.read_bytes()
        if file.with_name(file.name + ".gz").exists():
            assert "accept-encoding" in headers["vary"].lower()
        assert headers["cache-control"] == (hosting.FOREVER if hosting.is_kept(name) else hosting.ANEW)
        policy = hosting.WORKER if name.endswith(".mjs") else hosting.POLICY
        assert headers["content-security-policy"] == (hosting.POLICY_OF_FRAMES if "embed/" in name else policy)
        assert headers.get("access-control-allow-origin") == ("*" if name == "embed.js" else None)
        for header, value in {**hosting.HEADERS, "Strict-Transport-Security": hosting.TRANSPORT}.items():
            assert headers[header.lower()] == value


def test_what_is_not_there_is_our_own_page(host: Host, site: Path) -> None:
    status, headers, content = ask(f"{host.url}ancienne-page/?{RARE}", **{"Accept-Encoding": "identity"})
    assert status == 404
    assert content == (site / "404.html").read_bytes()
    assert headers["content-security-policy"] == hosting.POLICY
    assert headers["strict-transport-security"] == hosting.TRANSPORT


def test_a_frame_that_is_not_there_is_our_own_page_and_is_shown_by_nobody(host: Host) -> None:
    status, headers, _ = ask(f"{host.url}embed/no-such/", **{"Accept-Encoding": "identity"})
    assert status == 404
    assert headers["content-security-policy"] == hosting.POLICY


def test_an_address_without_its_last_stroke_keeps_the_case(host: Host) -> None:
    for query in (f"?{RARE}", ""):
        status, headers, _ = ask(f"{host.url}calculateurs/financement-cmp{query}")
        assert status == 301
        assert headers["location"].endswith(f"/calculateurs/financement-cmp/{query}")


def test_http_leads_to_https_and_nowhere_else(host: Host) -> None:
    status, headers, _ = ask(f"{host.plain_url}cmp/?{RARE}")
    assert status in (301, 308)
    assert headers["location"].startswith("https://localhost")
    assert headers["location"].endswith(f"{host.place.path}cmp/?{RARE}")


def test_observatory(host: Host) -> None:
    _, redirect, _ = ask(host.plain_url)
    _, headers, content = ask(host.url, **{"Accept-Encoding": "identity"})
    assert score(redirect["location"], headers, content.decode()) >= 100, "A+"


def test_no_log_holds_an_answer(host: Host) -> None:
    for url in (host.url, host.plain_url):
        for path in (
            "calculateurs/financement-cmp/",
            "calculateurs/financement-cmp",
            "ancienne-page/",
            "%ff/",
            "a.mjs",
        ):
            ask(f"{url}{path}?{RARE}")
    logs = host.logs()
    assert SECRET not in logs
    if host.name != "caddy":  # it keeps none
        assert re.search(rf'"GET {host.place.path}ancienne-page/" 404', logs), "and yet what is missing can be seen"


def test_a_calculator_with_and_without_the_host(host: Host, trusting: Browser) -> None:
    """From the pack and by Python; then, the host gone, with what the device has kept. The last test of each host."""
    context = trusting.new_context(locale="fr-BE")
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    address = f"{host.url.rstrip('/')}{steps.PAGES['cmp-project']}"

    def expect_answers() -> None:
        for query in ("effect=no", steps.RARE):
            page.goto(f"{address}?{query}")
            expect(page.locator("form[data-calculator]")).to_have_attribute("data-engine", "ready", timeout=90_000)
            expect(page.locator("[data-result]")).to_have_attribute(
                "data-total", str(answer("cmp-project", query)["total"])
            )
            expect(page.locator("[data-result]")).not_to_have_attribute("aria-busy", "true")

    expect_answers()
    page.evaluate(WHOLE)
    page.goto(f"{address}?{steps.RARE}")
    host.stop()
    expect_answers()
    page.goto(f"{host.url}prime/")
    expect(page.locator("h1")).to_be_visible()
    assert errors == []
    context.close()

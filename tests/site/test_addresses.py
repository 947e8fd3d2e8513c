"""What the site says of its own address: the one that SITE_URL tells, or none."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from lxml import html

from build_scripts import ROOT
from build_scripts.languages import LACKING, editions
from build_scripts.output import theme
from tests.conftest import whole_pages

ADDRESS = "https://example.org/cmp/"
LOCAL = re.compile(rb"localhost|127\.0\.0\.1")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that knows its address, `ADDRESS`."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "build_scripts", "build", "--no-compression", "--site", str(folder)]
    environment = os.environ | {"SITE_URL": ADDRESS.rstrip("/")}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert LACKING not in done.stderr
    return folder


def pages(site: Path) -> dict[str, BeautifulSoup]:
    """Each page but that for lost readers, by its address below the root of the site."""
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): BeautifulSoup(path.read_text("utf-8"), "lxml")
        for path in whole_pages(site)
        if path.name == "index.html"
    }


def listed(site: Path) -> list[str]:
    return re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))


def test_no_file_names_the_machine_that_built_it(site: Path) -> None:
    files = [path for path in site.rglob("*") if path.is_file() and path.suffix not in (".br", ".gz")]
    files = [path for path in files if site / "assets" / "runtime" not in path.parents]  # the library of Python
    assert [path for path in files if LOCAL.search(path.read_bytes())] == []
    here = str(ROOT).encode()
    assert [path for path in files if here in path.read_bytes()] == []


@pytest.mark.skipif("SITE_URL" in os.environ, reason="the site may know its address")
def test_a_site_that_does_not_know_its_address_tells_none(site: Path) -> None:
    for name, page in pages(site).items():
        assert page.select("link[rel=canonical], meta[property^='og:'], meta[name^='twitter:']") == [], name
    assert [address for address in listed(site) if "//" in address or address.startswith("/")] == []


def test_the_builder_is_told_what_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for unset in (None, "", " "):
        monkeypatch.delenv("SITE_URL", raising=False)
        if unset is not None:
            monkeypatch.setenv("SITE_URL", unset)
        assert [edition.environment()["SITE_URL"] for edition in editions()] == [""] * len(editions())
    assert "SITE_URL=https://" in LACKING


def test_every_page_says_where_it_is(built: Path) -> None:
    for name, page in pages(built).items():
        (canonical,) = page.select("link[rel=canonical]")
        assert canonical["href"] == ADDRESS + name
    assert sorted(listed(built)) == sorted(ADDRESS + name for name in pages(built))


def test_a_page_has_changed_on_the_day_it_was_checked(site: Path, built: Path) -> None:
    """In the sitemap, with and without an address; not on the day of the build."""
    for folder in (site, built):
        text = (folder / "sitemap.xml").read_text(encoding="utf-8")
        days = dict(re.findall(r"<loc>(.*?)</loc><lastmod>(.*?)</lastmod>", text))
        assert len(days) == len(listed(folder)) == text.count("<lastmod>")
        for path in (ROOT / "docs" / "fr").rglob("*.md"):
            (day,) = re.findall(r"^checked: (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
            place = path.relative_to(ROOT / "docs" / "fr").with_suffix("").as_posix() + "/"
            place = place.removesuffix("index/")
            root = ADDRESS if folder == built else ""
            assert days[root + place or "./"] == day, place


def test_every_address_within_a_site_below_the_root_leads_somewhere(built: Path) -> None:
    """Links, anchors, pictures, styles, scripts, relations. At the root: test_pages.py."""
    below = urlsplit(ADDRESS).path
    trees = {path: html.fromstring(path.read_text(encoding="utf-8")) for path in built.rglob("*.html")}
    ids = {path: set(tree.xpath("//@id | //a/@name")) for path, tree in trees.items()}
    asked, broken = 0, []
    for path, tree in trees.items():
        here = urljoin(ADDRESS, path.relative_to(built).as_posix())
        for target in tree.xpath("//@href | //@src | //@action | //object/@data"):
            parts = urlsplit(urljoin(here, target))
            if parts.netloc != urlsplit(ADDRESS).netloc:
                continue
            asked += 1
            file = built / unquote(parts.path).removeprefix(below) if parts.path.startswith(below) else built / ".no"
            file = file / "index.html" if parts.path.endswith("/") else file
            anchor = unquote(parts.fragment)
            if not file.is_file() or (anchor and file in ids and anchor not in ids[file] and anchor[:3] != ":~:"):
                broken.append(f"{path.relative_to(built)}: {target}")
    assert broken == []
    assert asked > 5000


@pytest.mark.parametrize("key", ["title", "description", "image", "url", "type", "locale"])
def test_a_shared_link_shows_what_its_page_is(built: Path, key: str) -> None:
    for name, page in pages(built).items():
        (tag,) = page.select(f'meta[property="og:{key}"]')
        assert tag["content"], name
        if key in ("image", "url"):
            assert str(tag["content"]).startswith(ADDRESS), name
        assert page.select("meta[name='twitter:card']"), name


def test_the_page_for_lost_readers_leads_to_the_folder_of_the_site(built: Path) -> None:
    page = BeautifulSoup((built / "404.html").read_text(encoding="utf-8"), "lxml")
    found = [urljoin(f"{ADDRESS}no/such/", str(link["href"])) for link in page.select("a[href], link[href]")]
    assert found
    assert [address for address in found if not address.startswith((ADDRESS, "mailto:"))] == []


def test_no_page_names_the_tools_that_made_it(site: Path) -> None:
    assert [name for name, page in pages(site).items() if page.select("meta[name=generator]")] == []


def test_a_theme_that_reads_its_sitemap_otherwise_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "javascripts").mkdir()
    (tmp_path / "javascripts" / "bundle.0123abcd.min.js").write_text("fetch('sitemap.xml')")
    with pytest.raises(SystemExit, match="in a new way"):
        theme.mended(tmp_path)

"""What hosts are told of the files: one list (build_scripts/output/hosting.py). tests/deploy asks the hosts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_scripts.output import hosting
from build_scripts.output.hosting import Place
from build_scripts.serve import Server


def test_what_is_kept_for_ever_has_a_name_that_changes(site: Path) -> None:
    assert hosting.is_kept("assets/packs/gp-premium-fr-0123abcd.json")
    for name in ("sw.js", "index.html", "assets/runtime.json", "sitemap.xml"):
        assert not hosting.is_kept(name)


def test_headers_are_those_of_the_list(site: Path) -> None:
    server = Server(site)
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and path.suffix not in (".br", ".gz") and name != "_headers":
            headers = server.headers_of(f"/{name}")
            assert ("immutable" in headers.get("Cache-Control", "")) == hosting.is_kept(name)
            assert headers.items() >= hosting.HEADERS.items()
            embedded = re.match(hosting.EMBEDDED, name)
            framed = hosting.EMBEDDABLE if embedded else hosting.FRAMED
            assert headers["Content-Security-Policy"].endswith(f"; {framed}")
            assert ("Access-Control-Allow-Origin" in headers) == (name == hosting.SHARED)
    server.server_close()


def test_the_headers_are_not_too_many_for_any_host(site: Path) -> None:
    """Cloudflare Pages reads 100 rules of `_headers`, and 2 000 characters a line."""
    lines = (site / "_headers").read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("/") for line in lines) <= 100
    assert max(map(len, lines)) <= 2000


@pytest.mark.parametrize("languages", [(), ("nl",)])
def test_no_address_has_two_policies(site: Path, tmp_path: Path, languages: tuple[str, ...]) -> None:
    """Some hosts would send both, of which a browser keeps the stricter; with frames in another language too."""
    for place in ("index.html", "cmp/index.html", "embed/cmp-project/index.html", "embed.js"):
        for folder in ("", *(f"{lang}/" for lang in languages)):
            (tmp_path / folder / place).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / folder / place).touch()
    hosting.write_headers(tmp_path, "default-src 'none'")
    rules = re.findall(r"^(/\S*)\n  Content-Security-Policy: .*?([^;\n]+)$", (tmp_path / "_headers").read_text(), re.M)
    addresses = ["/", "/index.html", "/cmp/", "/embed/cmp-project/", "/embed.js"]
    for address in [f"{folder}{each}" for each in addresses for folder in ("", *(f"/{lang}" for lang in languages))]:
        found = [said for rule, said in rules if re.fullmatch(re.escape(rule).replace("\\*", ".*"), address)]
        assert found == [f" {hosting.EMBEDDABLE if '/embed/' in address else hosting.FRAMED}"], address


@pytest.mark.parametrize(
    ("address", "name", "path"),
    [
        ("", "example.org", "/"),
        ("https://sspf.be/cmp/", "sspf.be", "/cmp/"),
        ("https://cmp.example.be/", "cmp.example.be", "/"),
    ],
)
def test_a_configuration_is_for_the_address_of_the_site(tmp_path: Path, address: str, name: str, path: str) -> None:
    hosting.write(tmp_path, Place.of(address))
    for each in hosting.NAMES:
        text = (tmp_path / each).read_text(encoding="utf-8")
        assert f"https://{name}{path}" in text
        assert f"{path}404.html" in text
        assert f"^{path}" in text, "what is kept for ever"

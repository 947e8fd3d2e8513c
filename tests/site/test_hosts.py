"""What a host is told: deploy/nginx.conf says of every file what `_headers` says, which every host can read."""

from __future__ import annotations

import re
from pathlib import Path

from build_scripts import ROOT
from build_scripts.output import finish
from build_scripts.serve import Server

NGINX = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")


def kept_by_nginx(address: str) -> bool:
    """By the map of addresses in its configuration: the first pattern that matches counts."""
    (body,) = re.findall(r"map \$uri \$cmp_cache \{(.*?)\n\}", NGINX, re.DOTALL)
    rules = re.findall(r'^\s*"?~(\S+?)"?\s+"([^"]*)";', body, re.MULTILINE)
    assert len(rules) >= 4
    return any("immutable" in value for pattern, value in rules if re.search(pattern, address))


def test_nginx_keeps_for_ever_what_the_headers_keep_for_ever(site: Path) -> None:
    headers = Server(site)
    differ = []
    for path in sorted(site.rglob("*")):
        address = f"/{path.relative_to(site).as_posix()}"
        if not path.is_file() or path.suffix in (".br", ".gz", ".map") or path.name == "_headers":
            continue
        if kept_by_nginx(address) != ("immutable" in headers.headers_of(address).get("Cache-Control", "")):
            differ.append(address)
    headers.server_close()
    assert differ == []


def test_nginx_sends_the_headers_of_every_file() -> None:
    found = dict(re.findall(r'^    add_header (\S+) "?([^";]*)"? always;', NGINX, re.MULTILINE))
    assert found.keys() == {*finish.HEADERS, "Cache-Control", "Content-Security-Policy"}
    assert found.items() >= finish.HEADERS.items()


def test_nginx_knows_the_types_that_it_has_not_by_itself(site: Path) -> None:
    """By nature: those of its own mime.types, which every nginx brings."""
    own = set("br css gz html ico js json png svg txt wasm woff2 xml zip".split())
    (body,) = re.findall(r"    types \{(.*?)\}", NGINX, re.DOTALL)
    told = set(re.findall(r"(\w+);", body))
    used = {path.suffix[1:] for path in site.rglob("*") if path.is_file() and path.suffix}
    assert used - own <= told


def test_the_headers_are_not_too_many_for_any_host(site: Path) -> None:
    """Cloudflare Pages reads 100 rules of `_headers`, and 2 000 characters a line."""
    lines = (site / "_headers").read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("/") for line in lines) <= 100
    assert max(map(len, lines)) <= 2000


def test_packs_are_kept_for_ever() -> None:
    assert kept_by_nginx("/assets/packs/gp-premium-fr-0123abcd.json")
    assert not kept_by_nginx("/sw.js")
    assert not kept_by_nginx("/assets/runtime.json")

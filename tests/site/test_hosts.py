"""What a host is told to keep for ever: deploy/nginx.conf says of every file what `_headers` says."""

from __future__ import annotations

import re
from pathlib import Path

from build_scripts import ROOT
from build_scripts.serve import Server


def kept_by_nginx(address: str) -> bool:
    """By the map of addresses in its configuration: the first pattern that matches counts."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    (body,) = re.findall(r"map \$uri \$cmp_cache \{(.*?)\n\}", text, re.DOTALL)
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


def test_packs_are_kept_for_ever() -> None:
    assert kept_by_nginx("/assets/packs/gp-premium-fr-0123abcd.json")
    assert not kept_by_nginx("/sw.js")
    assert not kept_by_nginx("/assets/runtime.json")

"""python -m build_scripts.links SITE: asks for every outside address of a built site, and says what became of it.

Needs a network. Polite: one host is asked one thing at a time, a second apart. Exit status: 0 when none is dead, 1 when
some are, 2 when none has answered: then it is this machine that reaches nobody.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urldefrag, urlsplit
from urllib.request import Request, urlopen

from lxml import html

HOSTS_AT_ONCE, PATIENCE, PAUSE = 8, 20.0, 1.0
AGENT = "Mozilla/5.0 (compatible; links check)"
CLOSED = {401, 403, 405, 406, 429}
"""What hosts say to programs alone: a person has to look."""


def outside(site: Path) -> dict[str, list[str]]:
    """Each address that the pages of a site lead to elsewhere, without its anchor: the pages that do."""
    found: dict[str, list[str]] = defaultdict(list)
    for page in sorted(site.rglob("*.html")):
        tree = html.document_fromstring(page.read_text(encoding="utf-8"))
        for address in sorted({urldefrag(each).url for each in tree.xpath("//body//a/@href")}):
            if urlsplit(address).scheme in ("http", "https"):
                found[address].append(page.relative_to(site).as_posix().removesuffix("index.html"))
    return dict(found)


def ask(address: str) -> int | None:
    """The status of an address, its redirections followed; None: nobody answered."""
    try:
        with urlopen(Request(address, headers={"User-Agent": AGENT}), timeout=PATIENCE) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except (OSError, HTTPException, ValueError):
        return None


def statuses(addresses: Iterable[str]) -> dict[str, int | None]:
    """The status of each address, those of one host one after the other."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        hosts[urlsplit(address).netloc].append(address)

    def of_host(several: list[str]) -> list[tuple[str, int | None]]:
        found = []
        for address in several:
            found.append((address, ask(address)))
            if found[-1][1]:  # a host that is not there needs no rest
                time.sleep(PAUSE)
        return found

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        return dict(pair for found in pool.map(of_host, hosts.values()) for pair in found)


def verdict(status: int | None) -> str:
    if status is None:
        return "no answer"
    return "ok" if status < 400 else "look yourself" if status in CLOSED else "dead"


def main(site: Path) -> int:
    links = outside(site)
    print(f"{len(links)} outside links", flush=True)
    found = statuses(links)
    if not any(found.values()):
        print("No host can be reached: this machine has no network. Nothing is known of the links.")
        return 2
    dead = 0
    for address, status in sorted(found.items()):
        said = verdict(status)
        dead += said in ("dead", "no answer")
        print(f"{status or '---'}  {said:13}  {address}" + (f"  ({', '.join(links[address])})" if said != "ok" else ""))
    print(f"{dead} of {len(found)} are dead")
    return int(dead > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

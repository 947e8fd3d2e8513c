"""What Lighthouse says of each kind of page on a phone: `make lighthouse` prints it and writes bench/lighthouse.md.

Its phone has a quarter of this machine's speed: nothing else may run meanwhile, or the performance says so.
Exit status 1 where a page is below: 100 for accessibility, good practice and search engines, 95 for performance.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench import peers
from build_scripts.serve import Server
from tests import chromium

HERE = Path(__file__).parent
RESULTS = HERE.with_suffix(".md")
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
PAGES = {
    "home": "",
    "opening of a part": "cmp/",
    "guide": "cmp/organiser/",
    "year of the premium": "prime/annees/2024/",
    "calculator, short": "calculateurs/financement-cmp/",
    "calculator, long": "calculateurs/prime-pratique-integree/",
    "table of figures": "a-propos/chiffres/",
    "table of sources": "a-propos/sources/",
    "table of engagements": "inami/engagements-2009/",
    "charts": "inami/rapport-2009/",
    "about": "a-propos/accessibilite/",
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.lighthouse", description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    peers.install(HERE)
    with sync_playwright() as playwright:
        path = chromium.executable() or playwright.chromium.executable_path
    version = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    server = Server(options.site).start()
    command = ["node", "run.mjs", path, str(options.rounds), *(server.url + page for page in PAGES.values())]
    load = os.getloadavg()[0]
    done = subprocess.run(command, cwd=HERE, stdout=subprocess.PIPE, text=True, check=True)
    server.shutdown()
    found = dict(zip(PAGES, map(json.loads, done.stdout.splitlines()), strict=True))
    lines = [
        "# What Lighthouse says",
        "",
        f"Measured by `make lighthouse` on {date.today()}: Lighthouse {peers.versions(HERE)['lighthouse']}, {version},",
        "as a phone (412 × 823, simulated slow 4G, processor four times slower), from the site's own server; median of",
        f"{options.rounds}. Load of the machine before: {load:.1f}. Times are in seconds.",
        "",
        "| page | " + " | ".join(LEAST) + " | layout shift | largest paint | blocked | below |",
        "| --- |" + " --: |" * (len(LEAST) + 3) + " --- |",
    ]
    failed = False
    for name, one in found.items():
        below = [key for key, least in LEAST.items() if one[key] < least] + one["faults"]
        failed |= bool(below)
        scores = " | ".join(str(one[key]) for key in LEAST)
        times = f"{one['shift']:.3f} | {one['paint'] / 1000:.1f} | {one['blocked'] / 1000:.2f}"
        lines.append(f"| {name} | {scores} | {times} | {', '.join(below)} |")
    text = "\n".join(lines) + "\n"
    print(text)
    RESULTS.write_text(text, encoding="utf-8")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

"""Measures the site beside its peers, prints the results and writes them to bench/results.md."""

import argparse
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Playwright, sync_playwright

from bench import batch, peers, report, visits
from bench.line import MeteredServer
from build_scripts import ROOT

RESULTS = Path(__file__).with_name("results.md")
CASES = (10_000, 100_000)
"""Enough, the first time, for the rules of every year to be read and for Python to have its fill of spare room."""
FIELDS = "outcome,total"
"""All that a program which counts the amounts of many cases asks for."""
PROFILED = 2_000
type Visits = dict[str, dict[str, list[tuple[visits.Visit, visits.Visit]]]]
"""Setting → variant → its visits, (cold, warm) in each round."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="2 rounds and a shorter batch, to see that all works")
    parser.add_argument("--rounds", type=int, default=7, help="how often each visit is made (default: 7)")
    parser.add_argument("--site", type=Path, help="a built site; without it, the site is built here")
    parser.add_argument("--only", help="variants to visit, such as de; skips the batch and writes nothing")
    parser.add_argument("--settings", help="beginning of the settings' names, such as 4G")
    options = parser.parse_args()
    rounds = 2 if options.quick else options.rounds

    peers.install()
    with TemporaryDirectory(prefix="bench-") as name, sync_playwright() as playwright:
        folder = Path(name)
        steps = "" if options.site else build(folder / "site")
        site = (options.site or folder / "site").resolve()
        say("building the peers")
        (folder / "peers").mkdir()
        peers.build(folder / "peers")
        agreed = visits.agree(playwright, folder / "peers")
        say(f"all peers answer {agreed} cases as Python does")
        settings = [each for each in visits.SETTINGS if each.name.startswith(options.settings or "")]
        slow = visits.Slow(0.25, folder)
        try:
            made: Visits = {each.name: {} for each in settings}
            for turn in range(rounds):
                for setting in settings:
                    round_(playwright, setting, site, folder, slow, made[setting.name], options.only)
                    say(f"round {turn + 1} of {rounds}, {setting.name}")
            machine = visits.machine(playwright)
        finally:
            slow.close()
        parts = [
            report.head(date.today(), machine, rounds, agreed, slow.means),
            report.limits(made),
            report.visits(made),
        ]
        if not options.only:
            counts = [count // (10 if options.quick else 1) for count in CASES]
            runs = [batch.run(count, folder, fields) for fields in ("", FIELDS) for count in counts]
            parts += [report.batch(runs, batch.outcomes(folder), batch.profile(PROFILED), PROFILED)]
            parts += [report.build(steps)] if steps else []
    text = "\n".join(parts)
    print(text)
    if not options.only and not options.quick:
        RESULTS.write_text(text, encoding="utf-8")


def round_(
    playwright: Playwright,
    setting: visits.Setting,
    site: Path,
    folder: Path,
    slow: visits.Slow,
    made: dict[str, list[tuple[visits.Visit, visits.Visit]]],
    only: str | None,
) -> None:
    """One visit of each variant, cold and warm."""
    for variant in visits.VARIANTS:
        if variant.key not in setting.keys or (only and variant.key not in only):
            continue
        server = MeteredServer(folder / "peers" / variant.folder if variant.folder else site, setting.line)
        server.start()
        throttled = slow if setting.share else None
        later = setting is visits.SETTINGS[0]
        made.setdefault(variant.key, []).append(visits.twice(playwright, server, variant, throttled, later))
        server.shutdown()
        server.server_close()


def build(site: Path) -> str:
    """Builds the site twice and returns what the second time says: the first may have to fill the caches."""
    command = [sys.executable, "-m", "build_scripts", "build", "--site", str(site)]
    for turn in (1, 2):
        say(f"building the site ({turn} of 2)")
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(done.stdout + done.stderr)
    return "\n".join(re.findall(r"^ *[\d.]+ s  [^:\n]*", done.stdout, re.MULTILINE))


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

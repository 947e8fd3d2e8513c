"""python -m build_scripts build|serve: see README."""

import argparse
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from build_scripts import CACHE, ROOT, SITE, components, development, generators
from build_scripts.languages import LACKING, Edition, editions
from build_scripts.output import (
    compress,
    documents,
    embed,
    feed,
    figures_json,
    finish,
    hosting,
    manifest,
    offline,
    packs,
    runtime,
    sbom,
    search,
    share,
    slim,
    subscriptions,
    theme,
    wheel,
)
from build_scripts.pages import inami


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m build_scripts", description=__doc__)
    parser.add_argument("command", choices=("build", "serve"))
    parser.add_argument("--site", type=Path, help="the folder that the site goes to (serve: below which it goes)")
    parser.add_argument("--no-compression", dest="compression", action="store_false", help="without .br and .gz files")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    arguments = parser.parse_args()
    if arguments.command == "build":
        build((arguments.site or SITE).resolve(), arguments.compression)
        if not arguments.site:
            hosting.write(ROOT / "deploy", hosting.Place.of(editions()[0].environment()["SITE_URL"]))
    else:
        development.forever((arguments.site or CACHE / "development").resolve(), arguments.port)


def build(site: Path, compression: bool = True) -> None:
    """The whole site. The time of each step is printed, for it is the writer's time."""
    started = time.perf_counter()
    for edition in editions():
        with step(f"pages ({edition.configuration.name})"):
            pages(edition, site)
    with step("assets"):
        for folder in ("static", "styles"):
            foreign = shutil.ignore_patterns(*components.foreign_notices())
            shutil.copytree(slim.SOURCES / folder, site / "assets", ignore=foreign, dirs_exist_ok=True)
        shutil.copyfile(slim.FACE, site / "assets" / finish.FACE)
        for file, name in (("LICENSE", "EUPL-1.2.txt"), ("LICENSE-texts", "CC-BY-4.0.txt")):
            shutil.copyfile(ROOT / file, site / "assets" / "licences" / name)
    with step("runtime"):
        carried = runtime.bundle(site / "assets")
    with step("scripts"):
        held = sbom.of_scripts(slim.scripts(site / "assets", carried))
    with step("wheel, figures.json, packs, manifests, calendars, documents"):
        wheel.write(site)
        for edition in editions():
            figures_json.write(site / edition.folder, edition.lang)
            packs.write(site, edition.lang)
            subscriptions.write(site, edition)
            documents.write(site, edition)
            feed.write(site, edition)
            manifest.write(site / "assets", edition)
    with step("search"):
        search.put(site, editions())
        theirs = sbom.of_theme(site / "assets")
    with step("policy"):
        policy = finish.finish(site)
    with step("frames for other sites"):
        embed.put(site, editions())
    with step("list of files to keep"):
        offline.write(site)
    with step("list of what others made"):
        sbom.write(site, held, theirs)
    hosting.write_headers(site, policy)
    if compression:
        with step("compression"):
            compress.precompress(site)
    print(f"{time.perf_counter() - started:6.1f} s  in all: {site}", flush=True)
    if not editions()[0].environment()["SITE_URL"]:
        print(LACKING, file=sys.stderr, flush=True)


def pages(edition: Edition, site: Path) -> None:
    """The generator, strict: a broken link or a page without its place in the menu is a failure."""
    edition.abbreviations.write_text(inami.abbreviations(edition.lang), encoding="utf-8")
    environment = edition.environment()
    if not generators.chosen().pages(edition.configuration, site / edition.folder, environment):
        raise SystemExit(f"The generator of the pages refuses {edition.configuration.name}")
    share.assets(site, edition)
    theme.sitemap(site / edition.folder, environment["SITE_URL"], ROOT / "docs" / edition.lang)


@contextmanager
def step(name: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    print(f"{time.perf_counter() - started:6.1f} s  {name}", flush=True)


if __name__ == "__main__":
    main()

"""A site that moves away: deploy/sw-off.js, in place of sw.js, takes the old one off the devices that kept it."""

from __future__ import annotations

import shutil

from playwright.sync_api import Page, expect

from build_scripts import ROOT
from tests.browser.device import FORGOTTEN, Host


def test_a_device_shows_what_the_address_holds_by_now(kept: Page, host: Host) -> None:
    for path in host.site.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    page = "<!doctype html><title>Ailleurs</title><p>Le site a déménagé."
    (host.site / "index.html").write_text(page, encoding="utf-8")
    shutil.copyfile(ROOT / "deploy" / "sw-off.js", host.site / "sw.js")
    kept.goto(host.url + "/")  # as it was kept; the browser asks for sw.js meanwhile
    kept.evaluate(FORGOTTEN)
    kept.goto(host.url + "/")
    expect(kept).to_have_title("Ailleurs")


def test_without_it_the_old_pages_stay(kept: Page, host: Host) -> None:
    """That is why it is there: a browser keeps a worker whose file is gone."""
    for path in host.site.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    (host.site / "index.html").write_text("<!doctype html><title>Ailleurs</title>", encoding="utf-8")
    kept.goto(host.url + "/")
    kept.reload()
    expect(kept).not_to_have_title("Ailleurs")

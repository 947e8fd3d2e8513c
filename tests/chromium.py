"""The browser of the tests and of bench/: the machine's own Chromium, else Playwright's, and quiet."""

from __future__ import annotations

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def executable() -> str | None:
    """The machine's Chromium; None: Playwright's."""
    return next(filter(None, map(shutil.which, NAMES)), None)

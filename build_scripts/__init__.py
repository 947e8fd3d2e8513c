"""What happens before and after MkDocs: the runtime for the browser, the finishing of the pages, the server."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
SITE = ROOT / "site"

"""What happens before and after MkDocs: `pages` makes what stands in the pages, `output` what is served."""

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
SITE = ROOT / "site"


def digits(content: bytes) -> str:
    """The first eight digits of its SHA-256: names and lists carry them, browsers compare them (digits.mjs)."""
    return hashlib.sha256(content).hexdigest()[:8]

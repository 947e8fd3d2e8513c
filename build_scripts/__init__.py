"""What happens before and after MkDocs: `pages` makes what stands in the pages, `output` what is served."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
SITE = ROOT / "site"

"""The mutants that no test can notice, each with the reason why it changes nothing: survivors.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path


def explained() -> dict[str, str]:
    """The reason of each, by its id."""
    raw = tomllib.loads(Path(__file__).with_name("survivors.toml").read_text(encoding="utf-8"))
    return {name: group["why"] for group in raw.get("same", []) for name in group["mutants"]}

"""The files of the package, wherever it lies: in a folder, in a zip, in a browser."""

from __future__ import annotations

from pathlib import Path


def content(path: Path) -> str:
    """The text of a file. Errors: `OSError` where there is none.

    What has loaded this module reads it, for that also reads in a zip; importlib.resources would bring many modules.
    """
    return str(__loader__.get_data(str(path)), "utf-8")  # type: ignore[name-defined]

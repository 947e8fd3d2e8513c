"""The templates beside this file, autoescaped: what is HTML already says so as Markup, all else is text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)


def render(name: str, **values: Any) -> Markup:
    """The HTML of the template `name`.html.j2. Errors: a value that the template names and nobody gives."""
    return Markup(_TEMPLATES.get_template(f"{name}.html.j2").render(**values))


def block(html: str) -> Markup:
    """HTML that Markdown leaves alone: on lines of its own, with no blank line in it."""
    return Markup("\n\n" + "\n".join(line for line in html.splitlines() if line.strip()) + "\n\n")

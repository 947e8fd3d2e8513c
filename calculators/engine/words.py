"""The words of one language: the texts of the engine and of a calculator, and how numbers and dates are written."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from calculators.engine.figures import Figure
from calculators.engine.files import content

_ENGINE = Path(__file__).parent
LANGUAGES = ("fr", "nl")
"""The first is the project's own: where another lacks a text, it stands in."""

_SINGULAR: Mapping[str, Callable[[Decimal | int], bool]] = {"fr": lambda n: n < 2, "nl": lambda n: n == 1}
"""How many are still one: « 0 seuil », « 1,5 jour », but « 0 drempels »."""

THIN, HARD = "\u202f", "\u00a0"  # narrow and full no-break space


@dataclass(frozen=True, slots=True)
class Text:
    """A text as a value of another text: its key and its own values."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in EUR as a value of a text, where no figure gives it."""

    amount: Decimal


class Words:
    """Texts by dotted key, the last of several tables first; a key that lacks is a fault, never an empty label."""

    def __init__(self, lang: str, *tables: Mapping[str, Any]) -> None:
        self.lang = lang
        self.texts: dict[str, Any] = {}
        for table in tables:
            self.texts |= flat(table)

    def __call__(self, key: str, /, **values: Any) -> str:
        """The text of `key`, with figures, amounts and dates written as the language does."""
        text = self.texts[key]
        if not values:
            return str(text)
        return str(text.format(**{name: self.write(value) for name, value in values.items()}))

    def count(self, key: str, n: Decimal | int, /, **values: Any) -> str:
        """The text of `key` for `n` of something: its `.many` form where the language has more than one."""
        return self(key if _SINGULAR[self.lang](n) else f"{key}.many", n=n, **values)

    def data(self, text: str) -> str:
        """A text that stands in data (a note, a title, the name of an example): its own in this language, where given.

        Data are written in the project's own language; `[data]` in the texts of another gives them under those words.
        """
        return str(self.texts.get(f"data.{text}", text))

    def get(self, key: str, default: Any = "") -> Any:
        return self.texts.get(key, default)

    def keys(self) -> frozenset[str]:
        return frozenset(self.texts)

    def write(self, value: Any) -> str:
        """A value in words: a figure with its unit, a number, a date, another text, a list of these, or plain text."""
        if isinstance(value, Text):
            return self(value.key, **value.values)
        if isinstance(value, Money):
            return self.money(value.amount)
        if isinstance(value, list):
            return self("format.between").join(self.write(item) for item in value)
        if isinstance(value, Figure):
            return self.quantity(value)
        if isinstance(value, Decimal | int):
            return self.number(value)
        return self.date(value) if isinstance(value, date) else str(value)

    def number(self, value: Decimal | int) -> str:
        """1250.5 → « 1 250,5 », with a no-break space."""
        text = f"{Decimal(value):,f}"
        whole, _, rest = text.partition(".")
        rest = rest.rstrip("0")
        return whole.replace(",", THIN).replace("-", "−") + (self("format.decimal") + rest if rest else "")

    def money(self, value: Decimal, cents: bool = False) -> str:
        """1250.5 → « 1 250,50 EUR », 500 → « 500 EUR »; with `cents`, « 500,00 EUR »: beside amounts that have some."""
        whole, _, rest = f"{value:,.2f}".partition(".")
        whole = whole.replace(",", THIN).replace("-", "−")
        return whole + (self("format.decimal") + rest if cents or rest != "00" else "") + HARD + "EUR"

    def date(self, value: date) -> str:
        """2026-11-01 → « 1er novembre 2026 »."""
        day = self.get(f"format.day_{value.day}") or str(value.day)
        return self("format.date").format(day=day, month=self.get("format.months")[value.month - 1], year=value.year)

    def quantity(self, figure: Figure) -> str:
        """A figure's value with its unit in words."""
        if isinstance(figure.value, Decimal):
            if figure.unit.startswith("EUR"):
                return self.money(figure.value)
            return self.count(f"units.{figure.unit}", figure.value)
        if isinstance(figure.value, str):
            return str(self.get(f"values.{figure.value}", figure.value))
        return self.write(figure.value)


def flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """A table of tables as one, by dotted key."""
    found: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found |= flat(value, f"{prefix}{key}.")
        else:
            found[prefix + key] = value
    return found


@cache
def words(lang: str, *folders: Path) -> Words:
    """The words of a language: the engine's, then those of some folders, the last of which counts most.

    A language that lacks a file of texts in one of them is answered in the project's own.
    """
    tables = [read(place, lang) for place in (_ENGINE, *folders)] if lang in LANGUAGES else [{}]
    return Words(lang, *tables) if all(tables) or lang == LANGUAGES[0] else words(LANGUAGES[0], *folders)


def read(folder: Path, lang: str) -> dict[str, Any]:
    """The texts of a folder in a language, by dotted key; nothing where it has none."""
    try:
        return flat(tomllib.loads(content(folder / f"texts.{lang}.toml")))
    except OSError:
        return {}

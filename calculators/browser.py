"""Where the page asks: `answer`, under the name that other programs have always called, and its `calendar`."""

from __future__ import annotations

from datetime import UTC, date, datetime

from calculators import answer as answer


def calendar(slug: str, query: str, lang: str, today: str, address: str) -> dict[str, str]:
    """The dates of a case that are to come, as a file: its `name` and `text`, both empty where there is none.

    `today`: YYYY-MM-DD where the reader is; `address`: that of the case. A clock is read here alone, never in a rule.
    """
    from calculators.engine import calendar as maker  # few ask for it: the first answer does not wait for it
    from calculators.engine.calculator import load

    found = answer(slug, query, lang)
    if not found["agenda"]:
        return {"name": "", "text": ""}
    words = load(slug).words(lang)
    text = maker.ics(found, date.fromisoformat(today), address, datetime.now(UTC), words)
    return {"name": maker.file_name(found, words) if text else "", "text": text}

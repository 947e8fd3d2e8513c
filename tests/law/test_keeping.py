"""Nothing a reader gets changes unseen."""

import pytest

from calculators import CALCULATORS
from tests.law.keeping import FOLDER, kept


@pytest.mark.parametrize("slug", CALCULATORS)
def test_an_answer_is_told_as_it_was(slug: str) -> None:
    """Else, where the change is meant: `python -m tests.law.keeping`, and read the difference."""
    assert kept(slug) == (FOLDER / f"{slug}.txt").read_text(encoding="utf-8")

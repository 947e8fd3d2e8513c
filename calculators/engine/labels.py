"""What a question is called, wherever it is named: on the form, in a problem, on the command line."""

from __future__ import annotations

from calculators.engine.questions import Question
from calculators.engine.words import Words


def label(question: Question, words: Words) -> str:
    """As the form asks it; one of several by whose it is and what is asked: « Médecin 3, Sumehr »."""
    if not question.row:
        return words(f"questions.{question.name}.label")
    return words("cell", row=row(question.per, question.row, words), column=column(question, words))


def row(per: str, number: int | str, words: Words) -> str:
    """Whose answers stand in a row of a table: « Médecin 3 »; « {n} » stands for a number that a script puts there."""
    return words(f"each.{per}", n=number)


def column(question: Question, words: Words) -> str:
    """A question in few words, as the head of a table says it."""
    return str(words.get(f"questions.{question.column}.short") or words(f"questions.{question.column}.label"))

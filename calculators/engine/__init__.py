"""The engine: it knows no benefit by name.

What a rule uses: `figures` (what a text of law says on a day), `figures_file` (how it is written and checked),
`questions` (what is asked, and how an answer is read), `ledger` (rows that pay, and why not), `agenda` (dated steps),
`calculator` (the folder that brings them together).

How an answer is told: `answer` (its shape), `report` (from a query to an answer), `words` (of one language),
`fragment` (as a sentence, HTML and plain text), `drawing` (pictures).
"""

"""The engine: it knows no benefit by name.

What a rule uses: `figures` (what a text of law says on a day), `figures_file` (how it is written and checked),
`questions` (what is asked, and how it is read), `ledger` (rows that pay, and why not), `agenda` (dated steps),
`calculator` (the folder that brings them together).

How an answer is told: `answer` (its shape), `report` (from a query to an answer), `words` (of one language), `labels`
(what a question is called), `plain` (a sentence, plain text), `fragment` (HTML), `drawing` (pictures and tables).
"""

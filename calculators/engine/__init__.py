"""The engine: figures, questions, ledger, agenda, calculator, report. It knows no benefit by name."""

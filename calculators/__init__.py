"""What INAMI pays, on which conditions, when, and on the strength of which text: pure rules."""

CALCULATORS = ("cmp-project", "gp-premium", "nursing-home", "complaint")
"""The slugs, in menu order. A slug's folder has the same name with underscores."""

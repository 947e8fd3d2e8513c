"""`make mutate`: whether the tests notice when a rule, or a figure by a cent, is changed."""

"""Before and in MkDocs: what the macros of the guides put into the pages, and nothing of how it is served."""

"""After MkDocs: the runtime for the browser, packs of answers, scripts and styles, policy, compression."""

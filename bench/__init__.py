"""How fast the site answers, measured beside its peers in one run: `make bench`, or `python -m bench --quick`."""

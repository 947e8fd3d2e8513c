"""An outside judge of each kind of page: `make lighthouse`."""

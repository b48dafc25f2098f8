PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
RUNS := $(VENV)/.requirements
CHECKS := $(VENV)/.requirements-dev
PIP := $(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt
PYTEST := $(PY) -m pytest -n auto --dist loadfile --no-loadscope-reorder
CODE := $(wildcard dashboard.py analytics pages scripts tests benchmarks)

# Tests start many processes: what Python has compiled is kept for them, on machines too that are told to keep nothing.
test test-fast benchmark: export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help install run test test-fast check benchmark screenshots slides geography frontend data-report data-clean data-checksums words lock browser

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(RUNS) ## Set up what the dashboard needs to run, and nothing else

run: $(RUNS) ## Start the dashboard on this machine
	$(PY) -m streamlit run dashboard.py $(ARGS)

test: $(CHECKS) browser ## Run every test, those in a real browser too (ARGS="-k map")
	$(PYTEST) $(ARGS)

test-fast: $(CHECKS) ## Run the tests that take little: no browser, no LibreOffice, nothing slow (ARGS="-k map")
	$(PYTEST) -m "not browser and not office and not slow" $(ARGS)

check: $(CHECKS) ## Check format, style and types
	$(PY) -m ruff format --check $(CODE)
	$(PY) -m ruff check $(CODE)
	$(PY) -m mypy

benchmark: $(CHECKS) browser ## Measure speed, bytes and memory (ARGS=...)
	$(PY) -m benchmarks $(ARGS)

screenshots: $(CHECKS) browser ## Save pictures of every page to docs/screenshots (ARGS="--only map --full")
	$(PY) -m scripts.screenshots $(ARGS)

slides: $(CHECKS) browser ## Save pictures of real slides and a handout to docs/slides (needs LibreOffice and Poppler)
	$(PY) -m scripts.slides

geography: $(RUNS) ## Rebuild the map's shapes from their npm package
	$(PY) -m scripts.build_geography

frontend: $(CHECKS) ## Rebuild the parts of plotly.js and of the icon font that pages use (needs npm)
	npm ci --prefix scripts/plotly --no-audit --no-fund
	npm run build --prefix scripts/plotly
	$(PY) -m scripts.build_icons

data-report: $(RUNS) ## List the problems of a data folder (DATA=folder)
	$(PY) -m analytics.dataset $(if $(DATA),"$(DATA)")

data-clean: $(RUNS) ## Write the tables that a spreadsheet saved otherwise as they were read (DATA=folder)
	$(PY) -m analytics.dataset --clean $(if $(DATA),"$(DATA)")

data-checksums: $(RUNS) ## Write into datapackage.json the size and hash of each file (DATA=folder)
	$(PY) -m analytics.dataset --checksums $(if $(DATA),"$(DATA)")

words: $(RUNS) ## Collect the words to translate into locales/dashboard.pot
	mkdir -p locales
	$(VENV)/bin/pybabel -q extract --omit-header --add-location=file --sort-by-file --add-comments="For translators:" \
		--keywords="_ ngettext:1,2 pgettext:1c,2" --output=locales/dashboard.pot $(wildcard dashboard.py) analytics pages

# pip freeze leaves out pip itself; what was named by hand stays pinned in requirements*.txt.
lock: requirements.txt requirements-dev.txt ## Renew constraints.txt: the versions of everything a fresh install brings
	rm -rf build/lock
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	echo "# Every package of an install, the ones brought by others too. Made by make lock; not edited by hand." \
		> build/constraints.txt
	build/lock/bin/python -m pip freeze >> build/constraints.txt
	mv build/constraints.txt constraints.txt

# The browser tests skip without a Chromium, and say so; where it can be installed, it is.
browser: $(CHECKS)
	@$(PY) -m scripts.browser >/dev/null || if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -q && apt-get install -qy --no-install-recommends chromium; \
	else \
		echo "No Chromium or Chrome found. Install one (Debian: sudo apt-get install chromium)."; \
	fi

$(PY):
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed (PYTHON=...)")'
	$(PYTHON) -m venv $(VENV)

$(RUNS): requirements.txt constraints.txt | $(PY)
	$(PIP) -r requirements.txt
	@touch $@

$(CHECKS): requirements-dev.txt requirements.txt constraints.txt | $(PY)
	$(PIP) -r requirements-dev.txt
	@touch $@ $(RUNS)

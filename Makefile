# Two commands: `make run` and `make test`. Everything else they do when it is needed.
#
#   PYTHON       interpreter for the virtual environment (3.11 or newer)
#   TORCH_INDEX  address of a package index with CPU-only builds of torch, asked besides the usual one
#   ARGS         what `make test` hands to pytest, `make bench` to the benchmark

VENV := .venv
PY := $(VENV)/bin/python
TORCH_INDEX ?=
ARGS ?=

NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$python && break; done)
PIP_INSTALL := $(if $(TORCH_INDEX),PIP_EXTRA_INDEX_URL=$(TORCH_INDEX)) $(PY) -m pip install --disable-pip-version-check --no-input -c constraints.txt
APT_INSTALL := DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends
AS_ROOT := [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install run test check bench chaos lock vendor models browser clean

help: ## this list
	@sed -nE 's/^([a-z]+):[^#]*## (.*)/make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "  %-14s %s\n", $$1, $$2 }'

install: $(VENV)/.installed models ## virtual environment, dependencies and models

# make itself ends with a failure when it gets SIGINT or SIGTERM, however well the service stops. So the service takes the
# terminal: Ctrl-C reaches it alone, and make sees a recipe that ended with status 0. A signal sent to make is passed on by
# the trap, and make waits until everything has stopped before it ends by that signal.
run: install ## everything, at http://127.0.0.1:8000
	@$(PY) server.py run --own-terminal & service=$$!; \
	trap 'kill $$service 2>/dev/null' HUP INT TERM; \
	while kill -0 $$service 2>/dev/null; do wait $$service; status=$$?; done; exit $$status

test: $(VENV)/.installed-dev models browser ## the whole suite
	@$(VENV)/bin/pytest $(ARGS)

check: $(VENV)/.installed-dev ## style, types, layers
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy app workers server.py
	$(VENV)/bin/lint-imports
	$(PY) -m tests.biome

bench: $(VENV)/.installed-dev models ## the numbers
	@$(PY) -m tests.bench $(ARGS)

chaos: $(VENV)/.installed-dev models ## kill what runs and see that nothing is lost
	@CHAOS_ROUNDS=$${CHAOS_ROUNDS:-3} $(VENV)/bin/pytest tests/chaos $(ARGS)

lock: $(VENV)/.installed-dev ## write the versions in use to constraints.txt
	{ echo "# Versions that were tested together. Written by 'make lock'."; \
	$(PY) -m pip freeze --exclude-editable | grep -E '^[A-Za-z0-9._-]+==[A-Za-z0-9.]+$$' \
	| grep -Eiv '^(nvidia-|cuda-|triton)'; } > constraints.txt.new && mv constraints.txt.new constraints.txt

vendor: ## make static/vendor again from npm (after changing a version in its package.json)
	cd static/vendor && npm install --no-package-lock --no-audit --no-fund --silent && node renew.mjs

clean: ## remove the environment and the models, keep the data
	rm -rf $(VENV) models

$(VENV)/bin/python:
	@[ -n "$(PYTHON)" ] && $(PYTHON) -c '$(NEW_ENOUGH)' || { echo "Python 3.11 or newer is needed; set PYTHON to it." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { $(AS_ROOT) && apt-get update -q && $(APT_INSTALL) python3-venv; } \
	|| { echo "Python's venv module is needed: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PY) -m pip install --disable-pip-version-check --no-input --upgrade pip
	$(PIP_INSTALL) -e '.[models]'
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(PIP_INSTALL) -e '.[models,dev]'
	@touch $@

# Asked each time (it takes no half second): a new recipe or other weights (FACE_WEIGHTS) mean other models.
models: $(VENV)/.installed
	@$(PY) server.py models status >/dev/null 2>&1 || $(PY) server.py models build

browser:
	@command -v chromium >/dev/null || { $(AS_ROOT) && apt-get update -q && $(APT_INSTALL) chromium fonts-dejavu-core; } \
	|| echo "No chromium, and no way to install it: the browser tests cannot run." >&2

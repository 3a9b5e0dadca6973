# Two commands: `make run` and `make test`. Everything else they do when it is needed.
#
#   PYTHON       interpreter for the virtual environment (3.11 or newer)
#   TORCH_INDEX  address of a package index with CPU-only builds of torch, asked besides the usual one
#   ARGS         what `make test` hands to pytest, `make bench` to the benchmark
#   WORKERS      how many processes run tests beside each other: two more than there are cores, as some of them wait; of unit
#                tests none does, and each more would import all of it once more

VENV := .venv
PY := $(VENV)/bin/python
TORCH_INDEX ?=
ARGS ?=
CORES := $(shell nproc 2>/dev/null || echo 2)
WORKERS ?= $(shell echo $$(($(CORES) < 5 ? $(CORES) + 2 : 6)))

NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$python && break; done)
INSTALL := $(if $(TORCH_INDEX),PIP_EXTRA_INDEX_URL=$(TORCH_INDEX)) $(PY) install.py
PYTEST := $(VENV)/bin/pytest
# A file is run by one process, in the order of tests/order.py.
BESIDE = -n $(WORKERS) --dist loadfile --no-loadscope-reorder
APT_INSTALL := DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends
AS_ROOT := [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null

# Python compiles what it imports once and keeps that, whatever the surroundings say: a service is a dozen processes, and each
# would spend seconds of a core on compiling the same packages.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install run test test-unit test-integration test-e2e test-perf test-image test-power coverage test-mutants check check-types check-rest bench chaos lock vendor models browser programs clean

help: ## this list
	@sed -nE 's/^([a-z0-9-]+):[^#]*## (.*)/make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "  %-22s %s\n", $$1, $$2 }'

install: $(VENV)/.installed models ## virtual environment, dependencies and models

# make itself ends with a failure when it gets SIGINT or SIGTERM, however well the service stops. So the service takes the
# terminal: Ctrl-C reaches it alone, and make sees a recipe that ended with status 0. A signal sent to make is passed on by
# the trap, and make waits until everything has stopped before it ends by that signal.
run: install ## everything, at http://127.0.0.1:8000 (HTTPS=1: for phones in this network, docs/deploy.md)
	@$(PY) server.py run --own-terminal & service=$$!; \
	trap 'kill $$service 2>/dev/null' HUP INT TERM; \
	while kill -0 $$service 2>/dev/null; do wait $$service; status=$$?; done; exit $$status

test: $(VENV)/.installed-all models browser programs ## the whole suite
	@$(PYTEST) $(BESIDE) $(ARGS)

test-unit: WORKERS = $(CORES)
test-unit: $(VENV)/.installed-dev programs ## what needs no backend and no models
	@$(PYTEST) $(BESIDE) tests/unit --ignore tests/unit/faces $(ARGS)

test-integration: $(VENV)/.installed-all models programs ## parts on real backends and real models
	@$(PYTEST) $(BESIDE) tests/integration tests/unit/faces $(ARGS)

test-e2e: $(VENV)/.installed-dev models browser programs ## the whole service, with browsers, attackers and crashes
	@$(PYTEST) $(BESIDE) tests/acceptance tests/access tests/browser tests/chaos $(ARGS)

test-perf: $(VENV)/.installed-dev models browser ## frames a second and first paint, by hand: nothing else may run meanwhile
	@$(PYTEST) tests/browser/perf $(ARGS)

test-image: $(VENV)/.installed-dev models ## build the image and ask it /readyz (needs root, buildah and mmdebstrap; minutes)
	@$(VENV)/bin/pytest tests/image $(ARGS)

test-power: $(VENV)/.installed-dev models ## cut the power while photos come, and see that nothing is lost that was safe (needs root)
	@$(VENV)/bin/pytest tests/power $(ARGS)

coverage: $(VENV)/.installed-all models browser programs ## which lines and branches no test goes through, also in the processes that tests start (an hour)
	@$(PYTEST) $(BESIDE) --cov $(ARGS)

test-mutants: $(VENV)/.installed-mutants models ## change the heart in a thousand places and see that a test notices each (hours; ARGS='app.domain*')
	MODELS_DIR=$(CURDIR)/models $(PY) -m tests.backends $(PY) -m mutmut run $(ARGS)
	$(PY) -m mutmut results

check: check-types check-rest ## style, types, layers

check-types: $(VENV)/.installed-dev
	$(VENV)/bin/mypy app workers server.py install.py tests

check-rest: $(VENV)/.installed-dev
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/lint-imports
	$(PY) -m tests.modules
	$(PY) -m tests.biome
	$(PY) -m tests.tsc

bench: $(VENV)/.installed-all models ## the numbers
	@$(PY) -m tests.bench $(ARGS)

chaos: $(VENV)/.installed-dev models ## kill what runs and see that nothing is lost
	@CHAOS_ROUNDS=$${CHAOS_ROUNDS:-3} $(VENV)/bin/pytest tests/chaos $(ARGS)

lock: $(VENV)/.installed-all ## write the versions in use to constraints.txt
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

# An old pip resolves some of it differently, and tells no progress.
$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(PY) -m pip install --disable-pip-version-check --no-input --quiet --upgrade pip
	@$(INSTALL) 300 -c constraints.txt -e '.[models]'
	@touch $@

$(VENV)/.installed-facenet: $(VENV)/.installed
	@$(INSTALL) 5000 -c constraints.txt -e '.[models,facenet]'
	@touch $@

# What tests and `make check` need: no torch, so that whoever comes new has an answer in a minute.
$(VENV)/.installed-dev: $(VENV)/.installed
	@$(INSTALL) 180 -c constraints.txt -e '.[models,dev]'
	@touch $@

# What holds the models against torch, besides.
$(VENV)/.installed-all: $(VENV)/.installed-dev
	@$(INSTALL) 5000 -c constraints.txt -e '.[models,facenet,dev]'
	@touch $@ $(VENV)/.installed-facenet

$(VENV)/.installed-mutants: $(VENV)/.installed-all
	@$(INSTALL) 60 -c constraints.txt -e '.[models,facenet,dev,mutants]'
	@touch $@

# Asked each time (it takes no half second): a new recipe or other weights (FACE_WEIGHTS) mean other models, the engine `facenet`
# and weights that facenet-pytorch downloads mean torch.
models: $(VENV)/.installed
	@$(PY) server.py models status >/dev/null 2>&1 || { \
	{ [ -z "$$($(PY) server.py models extra)" ] || $(MAKE) --no-print-directory $(VENV)/.installed-facenet; } && \
	$(PY) server.py models build; }

browser:
	@command -v chromium >/dev/null || { $(AS_ROOT) && apt-get update -q && $(APT_INSTALL) chromium fonts-dejavu-core; } \
	|| echo "No chromium, and no way to install it: the browser tests cannot run." >&2
	@command -v chromium-headless-shell >/dev/null || { $(AS_ROOT) && apt-get update -q && $(APT_INSTALL) chromium-headless-shell; } \
	|| echo "No chromium-headless-shell, so the whole Chromium runs in its place: the browser tests take longer." >&2

# Other people's programs that tests run: Lua, FTP clients, what unpacks a ZIP, what tells Chromium whom to trust, what reads units.
PROGRAMS := lua5.1:lua5.1 lua5.4:lua5.4 lftp:lftp curl:curl certutil:libnss3-tools unzip:unzip bsdtar:libarchive-tools 7zz:7zip systemd-analyze:systemd
programs:
	@missing=; for each in $(PROGRAMS); do command -v $${each%:*} >/dev/null || missing="$$missing $${each#*:}"; done; \
	[ -z "$$missing" ] || { $(AS_ROOT) && apt-get update -q && $(APT_INSTALL) $$missing; } \
	|| echo "No way to install$$missing: the tests that need them are skipped." >&2

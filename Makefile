# make demo: sets up and rates the demo dossier.  make test: everything CI checks.  make check: what is quick.  make bench: ratios.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2

.PHONY: demo test check bench lock docs cache schemas clean

demo: $(VENV)/ready
	@$(BIN)/ocop demo

test: check
	$(BIN)/python -m pytest -n $(JOBS) tests
	$(BIN)/python tests/wheel.py

check: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check -q .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/ocop rules check
	$(BIN)/ocop check-cases

bench: $(VENV)/bench
	$(BIN)/python -m benchmarks

# The environment, from the lock; the package itself from this checkout.
$(VENV)/ready: requirements-dev.lock pyproject.toml hatch_build.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/bench: $(VENV)/ready requirements-bench.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.lock
	@touch $@

# Written anew after a change of dependencies, of the rules, of the models of files.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --extra cli --group test pyproject.toml -o requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --extra cli --group test --group bench pyproject.toml -o requirements-bench.lock

docs: $(VENV)/ready
	$(BIN)/python docs/build.py

cache: $(VENV)/ready
	$(BIN)/python -c "from pathlib import Path; from ocop_scoring import Catalog; Catalog(Path('criteria')).write_cache(Path('src/ocop_scoring/cache'))"

schemas: $(VENV)/ready
	$(BIN)/ocop schema --write criteria/schemas

clean:
	rm -rf $(VENV) dist build src/ocop_scoring/cache

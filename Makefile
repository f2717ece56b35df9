# make demo: sets up and rates the demo dossier.  make check: what is quick.  make test: everything CI checks.
# make demo-round: a round of twenty products with all its papers, in out/demo-round.
# make demo-audit: seals that round, verifies it, and shows how each change is found, in out/demo-audit.
# make demo-proposal: two drafts of a change over that round, as they are taken to a meeting, in out/demo-proposal.
# make bench: ratios.  make mutants: how much of a changed heart the tests see.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo demo-round demo-audit demo-proposal test check office bench mutants lock docs schemas clean

demo: $(VENV)/core
	@$(BIN)/ocop demo

demo-round: $(VENV)/round
	@$(BIN)/python docs/examples/demo-round/make.py out/demo-round

demo-audit: $(VENV)/ready
	@$(BIN)/python docs/examples/demo-audit/make.py out/demo-audit

demo-proposal: $(VENV)/round
	@$(BIN)/python docs/examples/demo-proposal/make.py out/demo-proposal

test:
	@$(MAKE) --no-print-directory -j 2 check office
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal --ignore=tests/architecture tests
	$(BIN)/python tests/versions.py
	$(BIN)/python tests/wheel.py

check: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check -q .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal tests/architecture
	$(BIN)/ocop rules check
	$(BIN)/ocop check-cases

# LibreOffice works out the formulas of workbooks in tests, PHP and Node run the conformance kit; without them the tests
# are skipped, but not in CI.
office:
	@[ "$$CI" != true ] || (command -v soffice && command -v php && command -v node) >/dev/null || (apt-get -qq update && \
		apt-get -qq install --yes --no-install-recommends libreoffice-calc-nogui libreoffice-writer-nogui && \
		(command -v php || apt-get -qq install --yes --no-install-recommends php-cli) && \
		(command -v node || apt-get -qq install --yes --no-install-recommends nodejs)) >/dev/null

bench: $(VENV)/bench
	$(BIN)/python -m benchmarks

mutants: $(VENV)/mutants
	$(BIN)/python -m tests.mutation

# The environment: the package from this checkout with its command, each release as the lock has it ...
$(VENV)/core: pyproject.toml hatch_build.py
	$(PYTHON) -m venv $(VENV)
	$(PIP) --constraint requirements-dev.lock --editable '.[cli]'
	@touch $@

# ... with what a round's workbooks and papers take ...
$(VENV)/round: $(VENV)/core
	$(PIP) --constraint requirements-dev.lock --editable '.[cli,xlsx,docx,pdf]'
	@touch $@

# ... and beside it, for work on the package, everything else of the lock.
$(VENV)/ready: $(VENV)/core requirements-dev.lock
	$(PIP) --requirement requirements-dev.lock
	@touch $@

$(VENV)/bench: $(VENV)/ready requirements-bench.lock
	$(PIP) --requirement requirements-bench.lock
	@touch $@

$(VENV)/mutants: $(VENV)/ready requirements-mutants.lock
	$(PIP) --requirement requirements-mutants.lock
	@touch $@

# Written anew after a change of dependencies, of the models of files.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra cli --group test
lock: $(VENV)/ready
	$(PIP) 'uv>=0.8,<1'
	$(COMPILE) pyproject.toml -o requirements-dev.lock
	$(COMPILE) --group bench pyproject.toml -o requirements-bench.lock
	$(COMPILE) --group mutants pyproject.toml -o requirements-mutants.lock

docs: $(VENV)/ready
	$(BIN)/python docs/build.py

schemas: $(VENV)/ready
	$(BIN)/ocop schema --write criteria/schemas

clean:
	rm -rf $(VENV) $(VENV)-* dist build

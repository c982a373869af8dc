# Everything a developer does, on a machine with only python3 (>= 3.11) and make. `make help` lists it.
# PYTHON=/path/to/python3.12 chooses the interpreter, OUT=folder where the demo writes, ARGS="-k name" is handed on to pytest.

SHELL := /bin/sh
BIN := .venv/bin
OUT ?= out/demo
ARGS ?=
# The demo's folder is written anew each time; tests never read the user's pandian.yaml.
.DEFAULT_GOAL := help
.PHONY: help demo test check bench lock clean

help: ## List the targets
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## */  make \1\t/' | expand -t 16

demo: ## Build an example company, scan it, hold it against its register, write the reports
	@tools/venv.sh demo
	$(BIN)/pandian demo --out "$(OUT)"

test: ## Run all tests with coverage (installs PostgreSQL, MariaDB, Chromium with apt when it may)
	@tools/venv.sh dev
	@tools/packages.sh
	$(BIN)/python -m pytest -n auto --dist loadfile --cov --cov-report= $(ARGS)
	@if [ -n "$(ARGS)" ]; then echo "part of the tests only: coverage not judged"; else $(BIN)/python tools/coverage_gate.py; fi

check: ## Lint, formatting and types
	@tools/venv.sh dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: ## Measure speed and memory beside the peers
	@tools/venv.sh dev
	$(BIN)/python -m benchmarks $(ARGS)

lock: ## Resolve pyproject.toml into requirements/*.lock (UPGRADE=1 looks up newer versions)
	@tools/venv.sh dev
	$(BIN)/python tools/lock.py

clean: ## Remove what the other targets made
	rm -rf .venv build dist out htmlcov .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage .coverage.* *.egg-info
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

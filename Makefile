# Everything is installed into .venv, once; it is made anew when the pins change.
PYTHON ?= $(firstword $(foreach p,python3.13 python3.12 python3.11 python3,$(if $(shell $(p) -c 'import sys; print(sys.version_info >= (3, 11) or "")' 2>/dev/null),$(p))))
BIN := .venv/bin
N ?= 1000
ROOM ?= text
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint .constraints.txt
.DEFAULT_GOAL := help

handouts: .venv/run.stamp ## Build every handout that is out of date into dist/
	@$(BIN)/handouts build

check: .venv/run.stamp ## Check every source and draw nothing
	@$(BIN)/handouts check

test: .venv/test.stamp ## Run the test suite; of long proofs a share (TURN=1 another one)
	@$(BIN)/python -m pytest $(if $(TURN),--turn $(TURN))

proofs: .venv/test.stamp ## Run the test suite with every case of the long proofs
	@$(BIN)/python -m pytest --whole --timeout 14400

lint: .venv/test.stamp ## Check the style and types of the code
	@$(BIN)/ruff check builder tests && $(BIN)/ruff format --check builder tests && $(BIN)/mypy

golden: .venv/test.stamp ## Write the expected files of the tests anew; then look at 'git diff'
	@$(BIN)/python -m pytest --update && git diff --stat tests .schemas

schemas: .venv/run.stamp ## Write the JSON Schemas of the sources anew
	@$(BIN)/handouts schema

mutations: .venv/test.stamp ## Break every leaflet in every way and see which judges notice
	@$(BIN)/python -m tests.mutations

signed: .venv/test.stamp ## Change every word of every source and see that no approval outlives it
	@$(BIN)/python -m tests.signed

fuzz: .venv/test.stamp ## Prove N made-up leaflets, others every time (SEED=… the same ones)
	@$(BIN)/python -m tests.fuzz $(N) $(SEED)

torture: .venv/test.stamp ## Kill a sender of mail N times, on a server that fails it too (SEED=…)
	@$(BIN)/python -m tests.mail.torture $(N) $(SEED)

mutants: .venv/mutants.stamp ## Change the code of a ROOM of builder/ (N changes, SEED=…): which do tests notice?
	@$(BIN)/python -m tests.mutants $(ROOM) --sample $(N) $(if $(SEED),--seed $(SEED)) $(if $(CORES),--cores $(CORES))

bench: .venv/bench.stamp ## Measure time and memory beside typst and WeasyPrint
	@$(BIN)/python -m tests.bench.bench

clean: ## Take away what was built and installed
	rm -rf dist .venv

help: ## Show this help
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "handouts: Python 3.11 or newer is needed; none was found" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "handouts: this Python cannot make a virtual environment (on Debian: apt install python3-venv)" >&2; exit 1; }

.venv/run.stamp: pyproject.toml .constraints.txt | .venv/bin/python
	@echo "Installing what the builder needs, once …" >&2
	@$(PIP) --editable . && touch $@

.venv/test.stamp: .venv/run.stamp
	@echo "Installing what the tests need, once …" >&2
	@$(PIP) --editable '.[test]' && touch $@

.venv/bench.stamp: .venv/test.stamp
	@echo "Installing what the benchmark compares with, once …" >&2
	@$(PIP) --editable '.[bench]' && touch $@

.venv/mutants.stamp: .venv/test.stamp
	@echo "Installing what changes the code, once …" >&2
	@$(PIP) --editable '.[mutants]' && touch $@

.PHONY: handouts check test proofs lint golden schemas mutations signed fuzz torture mutants bench clean help

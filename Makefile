# One command each; every one of them sets up what it needs and works a second time without network.
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PYTHON ?= python3
export UV_PROJECT_ENVIRONMENT := $(VENV)
export UV_PYTHON_DOWNLOADS := never
# Without compiled modules on the disk every process compiles a thousand of them again: seconds each time.
unexport PYTHONDONTWRITEBYTECODE

SOURCES := app.py bot handlers schedules sandbox benchmarks training docs/pictures.py
COVERED := 85
# More than there are cores, since tests of servers wait for each other.
WORKERS := $(shell echo $$((2 * $$(nproc 2>/dev/null || echo 2))))
SLOW := kill or year or browser or statistics or postgres or slow

.PHONY: run check test lint types unit quick coverage bench train words pictures fix setup clean

run: setup ## the bot: in Slack when tokens are set, else in a local workspace
	@$(BIN)/ritme run

check: lint types quick ## within a minute: what to run while you work

test: lint types unit ## everything that must be green

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
	$(BIN)/pytest -n $(WORKERS) -q -m "not ($(SLOW))"

coverage: setup ## which branches no test takes: the total, and the files of which less than this share is covered
	$(BIN)/pytest -n auto -q --cov --cov-report=
	@$(BIN)/coverage report --sort=cover | awk '/^TOTAL/ || $$6 + 0 < $(COVERED)'

bench: setup ## the figures, as ratios within one run
	@$(BIN)/uv sync --locked --quiet --inexact --group train
	$(BIN)/python -m benchmarks

train: setup ## the models in bot/domain/statistics/model again, from the examples in training
	@$(BIN)/uv sync --locked --quiet --inexact --group train
	$(BIN)/python -m training

words: setup ## the table of word vectors again, from a public model; takes some minutes
	@$(BIN)/uv sync --locked --quiet --inexact --group words
	$(BIN)/python -m training.make_words

pictures: setup ## the pictures in docs/images again, from the stories that are played for them; needs Chromium
	@RITME_LOG_LEVEL=ERROR PYTHONPATH=. $(BIN)/python docs/pictures.py

fix: setup ## what a tool can mend by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

setup: $(READY)

$(READY): pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Ritme needs Python 3.11 or later; say which with: make PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv sync --locked --quiet --inexact
	@touch $@

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .coverage

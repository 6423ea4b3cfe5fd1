# Everything here works on a bare machine with Python 3.11+ and make: the first use makes .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_E2E := $(VENV)/.ready-e2e
READY_LEARN := $(VENV)/.ready-learn

.PHONY: demo run test lint format bench e2e prove-crash prove-grounding learn judge score-language clean

demo: $(READY)        ## the whole bot on this machine, with a Slack workspace in the browser
	$(BIN)/postmortem demo

run: $(READY)         ## the bot, as the environment and .env configure it
	$(BIN)/postmortem serve

test: lint            ## formatting, lint, types, and the tests on SQLite and PostgreSQL
	$(BIN)/pytest -n 2

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY)       ## ratios against a bare Bolt app in the same run
	$(BIN)/python -m tests.benchmarks

prove-crash: $(READY) ## 100 rounds of kill -9 at random points
	$(BIN)/python -m tests.scenarios.prove_crash

prove-grounding: $(READY) ## a lying, failing model on every incident: nothing made up survives
	$(BIN)/python -m tests.model.prove_grounding

learn: $(READY_LEARN) ## learns anew, from the worked incidents, which messages matter
	$(BIN)/python -m tests.learning.learn

judge: $(READY_LEARN) ## how well that goes on incidents that were not learned from
	$(BIN)/python -m tests.learning.judge

score-language: $(READY) ## how often the check for blame is right on labelled sentences
	$(BIN)/python -m tests.language.score

e2e: $(READY_E2E)     ## drives the pages in headless Chromium (CHROMIUM=path if it is not on the PATH)
	$(BIN)/pytest -m e2e tests/e2e

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=python3.11"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

$(READY_E2E): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,e2e]'
	touch $@

$(READY_LEARN): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,learn]'
	touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache

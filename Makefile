# onrecord: everything a newcomer or CI runs. `make help` lists it.
# Needs make and Python 3.11 or later; the rest goes into .venv/ (remove it with `make clean`).

BIN := .venv/bin
READY := .venv/ready
SAMPLES := $(sort $(wildcard samples/[0-9]*))

# A .venv/ that was half made, or made in another folder, is set up again.
ifneq ($(shell cat $(READY) 2>/dev/null),$(CURDIR))
$(READY): again
endif
ifeq ($(wildcard $(BIN)/onrecord),)
$(READY): again
endif

.PHONY: help demo test lint gate bench clean again
.DEFAULT_GOAL := help

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

$(READY): pyproject.toml $(wildcard web/package-lock.json web/*.js web/*.py web/entries/*.js)
	@for python in $(PYTHON) python3.11 python3.12 python3.13 python3 python; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then break; fi; \
	  python=; \
	done; \
	if [ -z "$$python" ]; then \
	  echo 'onrecord needs Python 3.11 or later: install it, or name it: make PYTHON=/path/to/python' >&2; \
	  exit 1; \
	fi; \
	if ! $(BIN)/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	  echo "setting up .venv/ with $$($$python --version) (a minute or two, once)"; \
	  $$python -m venv --clear .venv || { \
	    echo 'no virtual environment could be made: on Debian, apt-get install python3-venv' >&2; \
	    exit 1; \
	  }; \
	fi
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -e '.[dev]'
	@$(BIN)/python web/build.py --check || true
	@echo '$(CURDIR)' > $(READY)

demo: $(READY) ## read the sample articles: pages and a casebook in out/, one report here
	@mkdir -p out
	$(BIN)/onrecord read $(SAMPLES) --format html -o out/
	$(BIN)/onrecord read $(firstword $(SAMPLES))
	@echo; echo 'The same as a page, and the other samples (open them in a browser):'
	@for page in out/*.html; do echo "  $$page"; done
	@echo; echo 'The samples in one casebook: who denies what in them, and the proof that nothing was altered:'
	@rm -f out/samples.casebook
	$(BIN)/onrecord add out/samples.casebook $(SAMPLES) > /dev/null
	$(BIN)/onrecord search out/samples.casebook --kind denial --limit 4
	$(BIN)/onrecord verify out/samples.casebook
	@echo; echo 'Seven articles on one story: what is claimed, who denies it, and who only repeats whom:'
	@rm -f out/story.casebook
	$(BIN)/onrecord add out/story.casebook samples/story > /dev/null
	$(BIN)/onrecord claims out/story.casebook --limit 3
	$(BIN)/onrecord claim out/story.casebook $$($(BIN)/onrecord claims out/story.casebook --limit 1 --format csv | tail -1 | cut -d, -f1)
	@echo; echo 'All of it in the browser: $(BIN)/onrecord serve out/story.casebook'

lint: $(READY) ## ruff and mypy
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

gate: $(READY) ## hold the model's figures to their pinned floors (needs ../shared/corpora)
	$(BIN)/python -m bench.gate

test: lint gate ## lint, gate, then every test
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

bench: $(READY) ## quality, speed and peers measured anew, tables in README.md and docs/bench.md
	$(BIN)/python -m bench.quality
	$(BIN)/python -m bench.speed
	$(BIN)/python -m bench.table

clean: ## remove what the other targets made
	rm -rf .venv bench/.peers web/node_modules src/onrecord/web/static/vendor out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

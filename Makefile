LAB_FLAGS =
TEST_FLAGS =
LOCK_FLAGS =
BENCH_FLAGS =
SOAK_FLAGS =

# Sets up .venv, here and on Windows; it says what is wrong with the first Python of these there is.
PYTHONS = python3 python3.14 python3.13 python3.12 python3.11 python
START = $(or $(firstword $(foreach name,$(PYTHONS),$(shell command -v $(name) 2>/dev/null))),python3) start.py
PYTHON = .venv/bin/python

.PHONY: help lab test quick ready ready-to-test soak store check words front bench lock architecture clean
.DELETE_ON_ERROR:

help:
	@echo 'make lab     open the lessons in JupyterLab (the first time also sets it up)'
	@echo 'make test    check style, types, lessons, tests and notebooks (bash .ci/run checks more)'
	@echo 'make quick   check what needs no browser, while you work (about a minute)'
	@echo 'make soak    kill and restart things very often (long; prints its seed and figures)'
	@echo 'make check   say what is wrong with the exercises'
	@echo 'make store   run all notebooks and store what they print'
	@echo 'make words   bring the translations of the card up to date'
	@echo 'make front   bundle the front ends of card, page and lesson view anew (needs Node)'
	@echo 'make bench   measure speed and size beside other tools, as ratios (half an hour)'
	@echo 'make lock    write requirements/ anew (LOCK_FLAGS=--upgrade takes newer versions)'
	@echo 'make architecture   draw the picture in docs/ anew'
	@echo 'make clean   remove .venv and what the tools left (answers you gave are kept elsewhere)'

lab:
	@$(START) lab $(LAB_FLAGS)

test:
	@$(START) test $(TEST_FLAGS)

quick:
	@$(START) quick $(TEST_FLAGS)

ready:
	@$(START) ready

ready-to-test:
	@$(START) ready test

# Never the same twice: to repeat one, give it the seed that it printed, as in KIT_SEED=7 make soak.
soak:
	@KIT_KILLS=$${KIT_KILLS:-200}; KIT_EXAMPLES=$${KIT_EXAMPLES:-20}; KIT_SEED=$${KIT_SEED:-$$$$}; \
	KIT_LESSONS=$${KIT_LESSONS:-all}; export KIT_KILLS KIT_EXAMPLES KIT_SEED KIT_LESSONS; \
	echo "seed $$KIT_SEED, $$KIT_KILLS kills, $$KIT_EXAMPLES times the usual examples."; \
	echo "To repeat it: KIT_SEED=$$KIT_SEED make soak"; \
	$(START) soak --hypothesis-seed=$$KIT_SEED $(SOAK_FLAGS)

store: ready
	@$(PYTHON) -m kit store

check: ready
	@$(PYTHON) -m kit check

words: ready-to-test
	@$(PYTHON) -m kit words

# What is bundled is committed, so that only who changes a front end needs Node and npm.
front:
	@command -v npm >/dev/null || { echo 'make front needs Node 20 or newer with npm, and there is no npm here.' >&2; exit 1; }
	@for place in kit/card kit/exchange kit/jupyter; do \
	  (cd $$place/front && npm ci --silent && npm run --silent check && npm run --silent build) || exit 1; \
	done
	@echo 'Wrote the bundles of kit/card and kit/exchange, and kit/jupyter/labextension.'

# Measures, never fails for being slow. BENCH_FLAGS: parts and rounds, such as "fifty --rounds 9".
bench: ready-to-test
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-input --no-deps \
	  --requirement tests/bench/requirements.txt
	@PYTHONPATH=tests $(PYTHON) -m bench $(BENCH_FLAGS)

# lab.txt holds the versions of test.txt, of fewer packages.
lock:
	@if command -v uv >/dev/null 2>&1; then uv=uv; \
	elif $(PYTHON) -m uv --version >/dev/null 2>&1; then uv='$(PYTHON) -m uv'; \
	else echo 'make lock needs uv, which is not here. Get it with: pip install uv' >&2; exit 1; fi; \
	compile() { \
	  $$uv pip compile --quiet --universal --python-version 3.11 --no-annotate \
	    --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' \
	    --output-file "$$@" pyproject.toml; \
	}; \
	compile requirements/test.txt --extra author --extra class --extra test $(LOCK_FLAGS) && \
	compile requirements/lab.txt --extra author --constraint requirements/test.txt
	@echo 'Wrote requirements/. The next make installs from it.'

architecture: ready-to-test
	@PYTHONPATH=tests $(PYTHON) -m support.architecture

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
	find kit tests notebooks -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
	find notebooks -name .ipynb_checkpoints -prune -exec rm -rf {} + 2>/dev/null || true

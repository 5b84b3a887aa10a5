# One .venv for everything; any change of the packages sets it up again.
PYTHONS = python3 python3.14 python3.13 python3.12 python3.11
PYTHON = .venv/bin/python
LAB_FLAGS =
LOCK_FLAGS =
BENCH_FLAGS =

.PHONY: help lab test store check words front bench lock clean
.DELETE_ON_ERROR:

help:
	@echo 'make lab     open the lessons in JupyterLab (the first time also sets it up)'
	@echo 'make test    check everything: style, types, lessons, tests, notebooks'
	@echo 'make check   say what is wrong with the exercises'
	@echo 'make store   run all notebooks and store what they print'
	@echo 'make words   bring the translations of the card up to date'
	@echo 'make front   bundle the front end of the card anew (needs Node)'
	@echo 'make bench   measure speed and size beside other tools, as ratios (some minutes)'
	@echo 'make lock    write requirements.txt anew (LOCK_FLAGS=--upgrade takes newer versions)'
	@echo 'make clean   remove .venv and what the tools left (answers you gave are kept elsewhere)'

lab: .venv/ready
	@echo 'Opening JupyterLab on notebooks/start-here.ipynb. To stop it, press Ctrl+C here.'
	@root=; if [ "$$(id -u)" = 0 ]; then root=--allow-root; fi; \
	exec $(PYTHON) -m jupyterlab $$root --ServerApp.root_dir="$$PWD" $(LAB_FLAGS) \
	  notebooks/start-here.ipynb

# Answers given by the tests go to a folder of their own, not among yours.
test: .venv/ready
	@KIT_HOME=$$(mktemp -d) || exit 1; export KIT_HOME KIT_LANGUAGE=en; trap 'rm -rf "$$KIT_HOME"' EXIT; \
	step() { \
	  title=$$1; repair=$$2; shift 2; echo "== $$title"; \
	  "$$@" || { echo "make test stopped at: $$title. $$repair" >&2; exit 1; }; \
	}; \
	step 'style' 'To mend what can be mended: $(PYTHON) -m ruff check --fix' \
	  $(PYTHON) -m ruff check; \
	step 'layout' 'To mend it: $(PYTHON) -m ruff format' \
	  $(PYTHON) -m ruff format --check; \
	step 'types' 'mypy says above where and why.' \
	  $(PYTHON) -m mypy; \
	step 'rooms' 'Each import above is of a room that may not be known there: see pyproject.toml.' \
	  .venv/bin/lint-imports --no-logo; \
	step 'lessons' 'Each line above names the file and line to mend.' \
	  $(PYTHON) -m kit check; \
	step 'tests' 'pytest says above which and why.' \
	  $(PYTHON) -m pytest tests; \
	step 'notebooks' 'If the new outputs are right, store them: make store' \
	  $(PYTHON) -m pytest --nbval --nbval-current-env \
	  --nbval-sanitize-with tests/nbval.cfg notebooks; \
	echo '== all is well'

store: .venv/ready
	@$(PYTHON) -m kit store

check: .venv/ready
	@$(PYTHON) -m kit check

words: .venv/ready
	@$(PYTHON) -m kit words

# The bundle is committed, so that only who changes the front end needs Node and npm.
front:
	@command -v npm >/dev/null || { echo 'make front needs Node 20 or newer with npm, and there is no npm here.' >&2; exit 1; }
	@cd kit/card/front && npm ci --silent && npm run --silent check && npm run --silent build
	@echo 'Wrote kit/card/card.bundle.js and kit/card/card.bundle.css.'

# Measures, never fails for being slow. BENCH_FLAGS: parts and rounds, such as "fifty --rounds 9".
bench: .venv/ready
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-input --no-deps \
	  --requirement tests/bench/requirements.txt
	@PYTHONPATH=tests $(PYTHON) -m bench $(BENCH_FLAGS)

lock:
	@if command -v uv >/dev/null 2>&1; then uv=uv; \
	elif $(PYTHON) -m uv --version >/dev/null 2>&1; then uv='$(PYTHON) -m uv'; \
	else echo 'make lock needs uv, which is not here. Get it with: pip install uv' >&2; exit 1; fi; \
	$$uv pip compile --quiet --universal --python-version 3.11 --extra test --no-annotate \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' \
	  $(LOCK_FLAGS) --output-file requirements.txt pyproject.toml
	@echo 'Wrote requirements.txt. The next make installs from it.'

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
	find kit tests notebooks -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
	find notebooks -name .ipynb_checkpoints -prune -exec rm -rf {} + 2>/dev/null || true

.venv/ready: requirements.txt pyproject.toml $(wildcard kit/jupyter/*.json kit/card/card.bundle.*)
	@fail() { printf '%s\n' "$$@" >&2; exit 1; }; \
	seen=; python=; \
	for name in $(PYTHONS); do \
	  version=$$($$name -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null) \
	    || continue; \
	  seen="$$seen $$name is Python $$version;"; \
	  if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
	    python=$$name; break; \
	  fi; \
	done; \
	[ -n "$$python" ] || fail \
	  'This needs Python 3.11 or newer, and none was found.' \
	  "Found:$${seen:- no Python at all.}" \
	  'Get one from python.org, or with your system, for example:' \
	  '  Debian, Ubuntu: sudo apt install python3 python3-venv    macOS: brew install python'; \
	if ! .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then \
	  echo "Setting up .venv with Python $$version (first time, about a minute) ..."; \
	  $$python -c 'import venv, ensurepip' 2>/dev/null || fail \
	    "$$python ($$version) cannot make a virtual environment: its venv module is missing." \
	    'On Debian and Ubuntu get it with: sudo apt install python3-venv'; \
	  said=$$($$python -m venv --clear .venv 2>&1) || fail "$$said" \
	    "$$python ($$version) could not make the virtual environment .venv, as said above." \
	    'Is the disk full, or this folder not yours to write in?'; \
	else \
	  echo 'Bringing .venv up to date with requirements.txt ...'; \
	fi; \
	log=.venv/setup.log; : > $$log; \
	pip() { .venv/bin/python -m pip --disable-pip-version-check --no-input "$$@" >> $$log 2>&1; }; \
	{ pip install -r requirements.txt && pip install --no-deps -e .; } || { \
	  tail -n 5 $$log >&2; \
	  if grep -qi 'no space left' $$log; then \
	    fail 'The packages could not be installed: the disk is full. They need about 700 MB.'; \
	  elif grep -Eqi 'retrying|connection|from versions: none|timed out|resolution' $$log; then \
	    fail 'The packages could not be fetched: the Python package index was not reached.' \
	      'Check the network and any proxy, then run make again. It goes on where it stopped.' \
	      "All that pip said is in $$log."; \
	  else \
	    fail 'The packages could not be installed, as pip says above.' \
	      "All that it said is in $$log."; \
	  fi; \
	}; \
	touch .venv/ready; echo 'Ready.'

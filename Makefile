LAB_FLAGS =
TEST_FLAGS = -n auto --dist loadscope
LOCK_FLAGS =
BENCH_FLAGS =
SOAK_FLAGS =

.PHONY: help lab quick test soak store check words front bench lock architecture clean
.DELETE_ON_ERROR:

help:
	@echo 'make lab     open the lessons in JupyterLab (the first time also sets it up)'
	@echo 'make test    check everything: style, types, lessons, tests, notebooks'
	@echo 'make quick   check what needs no browser, while you work (about a minute)'
	@echo 'make soak    kill and restart things very often (long; prints its seed and figures)'
	@echo 'make check   say what is wrong with the exercises'
	@echo 'make store   run all notebooks and store what they print'
	@echo 'make words   bring the translations of the card up to date'
	@echo 'make front   bundle the front ends of the card and of the lesson view anew (needs Node)'
	@echo 'make bench   measure speed and size beside other tools, as ratios (some minutes)'
	@echo 'make lock    write requirements/ anew (LOCK_FLAGS=--upgrade takes newer versions)'
	@echo 'make architecture   draw the picture in docs/ anew'
	@echo 'make clean   remove .venv and what the tools left (answers you gave are kept elsewhere)'

lab: .venv/ready
	@echo 'Opening JupyterLab on notebooks/start-here.ipynb. To stop it, press Ctrl+C here.'
	@root=; if [ "$$(id -u)" = 0 ]; then root=--allow-root; fi; \
	exec $(PYTHON) -P -m jupyterlab $$root --ServerApp.root_dir="$$PWD" $(LAB_FLAGS) \
	  notebooks/start-here.ipynb

# Answers given by the tests go to a folder of their own, not among yours.
define CHECKING
KIT_HOME=$$(mktemp -d) || exit 1; export KIT_HOME KIT_LANGUAGE=en; trap 'rm -rf "$$KIT_HOME"' EXIT; \
	step() { \
	  title=$$1; repair=$$2; shift 2; echo "== $$title"; \
	  "$$@" || { echo "make $@ stopped at: $$title. $$repair" >&2; exit 1; }; \
	}
endef

define READING
step 'style' 'To mend what can be mended: $(PYTHON) -m ruff check --fix' \
	  $(PYTHON) -m ruff check; \
	step 'layout' 'To mend it: $(PYTHON) -m ruff format' \
	  $(PYTHON) -m ruff format --check; \
	step 'types' 'mypy says above where and why.' \
	  $(PYTHON) -m mypy; \
	step 'rooms' 'Each import above is of a room that may not be known there: see pyproject.toml.' \
	  .venv/bin/lint-imports --no-logo; \
	step 'licences' 'Each file above needs a line in REUSE.toml.' \
	  .venv/bin/reuse lint --lines; \
	step 'lessons' 'Each line above names the file and line to mend.' \
	  $(PYTHON) -m kit check
endef

quick: .venv/ready-to-test
	@$(CHECKING); \
	$(READING); \
	step 'tests without a browser' 'pytest says above which and why.' \
	  $(PYTHON) -m pytest $(TEST_FLAGS) -m 'not browser and not slow and not kills' tests; \
	echo '== all is well, as far as can be said without a browser'

test: .venv/ready-to-test
	@$(CHECKING); \
	$(READING); \
	step 'tests' 'pytest says above which and why.' \
	  $(PYTHON) -m pytest $(TEST_FLAGS) tests; \
	step 'notebooks' 'If the new outputs are right, store them: make store' \
	  $(PYTHON) -m pytest $(TEST_FLAGS) --nbval --nbval-current-env \
	  --nbval-sanitize-with tests/nbval.cfg notebooks; \
	echo '== all is well'

# Never the same twice: to repeat one, give it the seed that it printed, as in KIT_SEED=7 make soak.
soak: .venv/ready-to-test
	@$(CHECKING); \
	KIT_KILLS=$${KIT_KILLS:-200}; KIT_SEED=$${KIT_SEED:-$$$$}; export KIT_KILLS KIT_SEED; \
	echo "seed $$KIT_SEED, $$KIT_KILLS kills"; \
	step 'kills' "To repeat it: KIT_SEED=$$KIT_SEED make soak" \
	  $(PYTHON) -m pytest -s -m kills $(SOAK_FLAGS) tests

store: .venv/ready
	@$(PYTHON) -m kit store

check: .venv/ready
	@$(PYTHON) -m kit check

words: .venv/ready-to-test
	@$(PYTHON) -m kit words

# What is bundled is committed, so that only who changes a front end needs Node and npm.
front:
	@command -v npm >/dev/null || { echo 'make front needs Node 20 or newer with npm, and there is no npm here.' >&2; exit 1; }
	@for place in kit/card kit/jupyter; do \
	  (cd $$place/front && npm ci --silent && npm run --silent check && npm run --silent build) || exit 1; \
	done
	@echo 'Wrote kit/card/card.bundle.js, kit/card/card.bundle.css and kit/jupyter/labextension.'

# Measures, never fails for being slow. BENCH_FLAGS: parts and rounds, such as "fifty --rounds 9".
bench: .venv/ready-to-test
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

architecture: .venv/ready-to-test
	@PYTHONPATH=tests $(PYTHON) -m support.architecture

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
	find kit tests notebooks -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
	find notebooks -name .ipynb_checkpoints -prune -exec rm -rf {} + 2>/dev/null || true

include setup.mk

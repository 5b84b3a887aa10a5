# Sets up .venv. Part of the Makefile here and of that in each release.

# Installs packages and says in plain words why it could not: $(call install,ARGUMENTS OF PIP,SIZE).
# Python compiles what it loads when it first loads it; to compile all takes a third more time and room.
define install
@log=.venv/setup.log; : > $$log; \
	fail() { printf '%s\n' "$$@" >&2; exit 1; }; \
	pip() { .venv/bin/python -m pip --disable-pip-version-check --no-input "$$@" >> $$log 2>&1; }; \
	{ pip install --no-compile $(1) && pip install --no-deps -e .; } || { \
	  tail -n 5 $$log >&2; \
	  if grep -qi 'no space left' $$log; then \
	    fail 'The packages could not be installed: the disk is full. They need about $(2).'; \
	  elif grep -Eqi 'retrying|connection|from versions: none|timed out|resolution' $$log; then \
	    fail 'The packages could not be fetched: the Python package index was not reached.' \
	      'Check the network and any proxy, then run make again. It goes on where it stopped.' \
	      "All that pip said is in $$log."; \
	  else \
	    fail 'The packages could not be installed, as pip says above.' \
	      "All that it said is in $$log."; \
	  fi; \
	}; \
	touch $@; echo 'Ready.'
endef

# One .venv for everything; any change of the packages sets it up again.
PYTHONS = python3 python3.14 python3.13 python3.12 python3.11
PYTHON = .venv/bin/python

# What lessons need, and those who write them. "make test" adds the rest.
.venv/ready: requirements/lab.txt pyproject.toml $(wildcard kit/jupyter/*.json kit/jupyter/labextension/*.json kit/card/card.bundle.*)
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
	  echo 'Bringing .venv up to date with requirements/lab.txt ...'; \
	fi;
	$(call install,-r requirements/lab.txt,400 MB)

.venv/ready-to-test: .venv/ready requirements/test.txt
	@echo 'Adding to .venv what the tests need ...'
	$(call install,-r requirements/test.txt,900 MB)

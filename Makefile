# Samspil: everything that is done often. `make` alone says what there is.
# Python 3.11 or newer, git and make are all that must be there beforehand.

PORT ?= 8000
WORKERS ?= 2
ARGS ?=
DAY ?= any
# The first Python that is new enough; a name may exist and still not run.
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
RUN := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: python $(shell sed -n 's/^\([a-z-]*\):.*\#\# .*/\1/p' $(firstword $(MAKEFILE_LIST)))

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{ printf "%-24s %s\n", $$1, $$2 }'

python:
	@test -n "$(PYTHON)" || { echo "Samspil needs Python 3.11 or newer: install Debian's package python3." >&2; exit 1; }

environment: python ## .venv with the locked packages of tests and checks
	@$(PYTHON) tools/environment.py dev

demo-environment: python ## .venv with the locked packages of the demo alone
	@$(PYTHON) tools/environment.py demo

demo: demo-environment ## try Samspil with made-up people (PORT=8000, ARGS=--fresh)
	@$(RUN) tools/machine.py --only-say pango
	@$(RUN) -m samspil.config.cli demo --port $(PORT) $(ARGS)

test: environment ## all tests but the long ones (ARGS="-k word")
	@$(RUN) tools/machine.py pango chromium
	$(RUN) -m pytest -n $(WORKERS) --dist worksteal --keep-proof $(ARGS)

test-noop: environment ## forty drawn tests must fail once what their mark names does nothing (ARGS="--draw word")
	$(RUN) -m pytest -n $(WORKERS) --without 40 $(ARGS)

test-install: python ## whether the lock files install today with pip 23.0, the newest pip and uv
	@$(PYTHON) tools/installs.py

test-wheel: environment ## the tests of the lock and the search, on the PostgreSQL of the wheel
	SAMSPIL_POSTGRES=wheel $(RUN) -m pytest -n $(WORKERS) -m "wheel and not long and not soak" $(ARGS)

test-days: environment ## all tests, as if it were six other days, one after another
	@$(RUN) tools/machine.py pango chromium faketime
	$(RUN) tools/days.py all $(RUN) -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

test-day: environment ## one file of tests of each part, as if it were the day whose turn it is (DAY=leap-day)
	@$(RUN) tools/machine.py faketime
	$(RUN) tools/days.py $(DAY) $(RUN) -m pytest -n $(WORKERS) -m "not long and not soak and not journey" $$($(RUN) tools/days.py files)

test-long: environment ## the tests that run for minutes, forty mistakes, and forty marks without what they name
	$(RUN) -m pytest -n $(WORKERS) -m long $(ARGS)
	$(RUN) -m tools.mutation --number 40 --workers $(WORKERS)
	$(RUN) -m pytest -n $(WORKERS) --without 40

soak: environment ## the tests that run for hours: a hundred thousand worlds of the lock
	$(RUN) -m pytest -n $(WORKERS) -m soak $(ARGS)

mutate: environment ## plant mistakes and count those that no test notices (ARGS="--number 60")
	$(RUN) -m tools.mutation --workers $(WORKERS) $(ARGS)

traces: environment ## write anew what each verb leaves behind, to be read before it is committed
	SAMSPIL_WRITE_TRACES=1 $(RUN) -m pytest -n $(WORKERS) -q tests/verbs/test_every_verb.py

coverage: environment ## which branches of what guards and writes no test runs
	$(RUN) -m pytest -n $(WORKERS) --cov --cov-report=term $(ARGS)

check: environment ## format, lint, types, layers, translations, generated documents
	@$(RUN) tools/check.py

fix: environment ## mend what a machine can mend: format and lint
	$(RUN) -m ruff check --fix --show-fixes .
	$(RUN) -m ruff format .

bench: environment ## measure the pages on a large made-up world (ARGS="--scale 0.02")
	$(RUN) -m samspil.config.cli bench $(ARGS)

lock: environment ## bring requirements/*.txt up to date with pyproject.toml
	@$(RUN) tools/lock.py

documents: environment ## write the documents that are made from the code
	@$(RUN) tools/documents.py

messages: environment ## collect the texts to translate and compile the catalogues
	@$(RUN) tools/messages.py

squash: environment ## before the first release: all migrations of each domain in one, then the upgrade dump anew
	rm -f $(wildcard src/samspil/*/migrations/0*.py src/samspil/*/*/migrations/0*.py)
	SAMSPIL_DEMO=1 DATABASE_URL=postgresql:///unused DJANGO_SETTINGS_MODULE=samspil.config.settings \
		$(RUN) -W ignore -m django makemigrations --no-header
	$(MAKE) upgrade-dump

upgrade-dump: environment ## make anew the database that the upgrade test brings up (needs pg_dump)
	$(RUN) -m tests.upgrade.dump

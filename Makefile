# The front door. `make` alone explains itself.

PYTHON_HERE = .venv/bin/python
PYTEST_ARGS ?=
BENCH_ARGS ?=

# Without its compiled files every process would compile all it imports anew, and take seconds longer to start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup run test check bench audit seed shell admin reset lock

help: ## say what can be done here
	@echo "Zila Haat"
	@echo
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'
	@echo
	@echo "  PORT=8001 ZILA_HOME=/tmp/second make run    a second house beside the first"
	@echo "  make test PYTEST_ARGS='tests/tax -x'        a part of the tests"

setup: ## make .venv from the locked requirements (the others do it themselves)
	@sh bin/setup.sh
	@$(PYTHON_HERE) -m bin.words

run: setup ## start the whole house and tell where it is; Ctrl-C stops it
	@exec $(PYTHON_HERE) -m bin.run

test: setup ## run the tests, in a real database and a real browser
	@$(PYTHON_HERE) -m bin.test $(PYTEST_ARGS)

check: setup ## linters, types, the staircase, templates, words and migrations
	@$(PYTHON_HERE) -m bin.check

bench: setup ## measure the speed of listing, search, cart and checkout
	@$(PYTHON_HERE) -m bench $(BENCH_ARGS)

audit: setup ## check every law of money and goods against the database
	@$(PYTHON_HERE) -m bin.inside python -m bin.audit

seed: setup ## load the registry and the demo world (run does it on the first start); SCALE=full or 100k for a larger one
	@$(PYTHON_HERE) -m bin.inside python -m bin.registry
	@$(PYTHON_HERE) -m bin.inside python -m demo
ifneq ($(SCALE),)
	@$(PYTHON_HERE) -m bin.inside python -m demo.scale "$(SCALE)"
endif

shell: setup ## a Python prompt with the settings, a session and the models
	@$(PYTHON_HERE) -m bin.inside python -m bin.shell

admin: setup ## invite an admin, the first one too: make admin EMAIL=you@example.org
	@$(PYTHON_HERE) -m bin.inside python -m bin.admin "$(EMAIL)"

reset: setup ## forget all state: the database, the uploads, the secrets, the logs
	@$(PYTHON_HERE) -m bin.reset

lock: ## lock requirements.in anew (wants uv)
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
		--no-emit-find-links --no-annotate --no-header requirements.in -o requirements.txt

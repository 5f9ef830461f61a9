# Everything that a person or a CI machine says to this repository. Works with GNU make 3.81 and newer.

PYTHON ?= python3
BIN := .venv/bin
STORE := out/store
RELEASES := examples/releases
ROOMS := ontology ingest queries graph commands
ASK = $(BIN)/cybercoop ask --store $(STORE)

.DEFAULT_GOAL := help
.PHONY: help demo docs test lint tour bench picture identity quality confidence chromium clean
.SUFFIXES:

help: ## show this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s  %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: .venv/installed ## read the example releases, answer three questions, draw the network
	@mkdir -p out
	@$(BIN)/cybercoop ingest --quiet --store $(STORE) $(RELEASES)
	@printf '\nRead %s:\n\n' $(RELEASES)
	@$(BIN)/cybercoop stats --store $(STORE)
	@printf '\n== Who has been active in Colombia?\n\n'
	@$(ASK) activities-in-state --state Colombia
	@printf '\n== Which cyber bodies exist, of which state, and what established them?\n\n'
	@$(ASK) bodies-created
	@printf '\n== Who asked for, hosts, runs and takes part in each mission?\n\n'
	@$(ASK) mission-team
	@$(BIN)/cybercoop export --quiet --store $(STORE) out/graph.ttl
	@$(BIN)/cybercoop view --quiet --store $(STORE) -o out/network.html
	@$(BIN)/cybercoop report --quiet --store $(STORE) --state Colombia -o out/colombia.html
	@printf '\nLook at it:    out/network.html    the network; open it in a browser, click a node or a line\n'
	@printf '               out/colombia.html   what the releases say of Colombia, to read and print\n'
	@printf 'Take it away:  out/graph.ttl       the graph with all its passages, in Turtle\n'
	@printf '\nTry next:  export PATH="$$PWD/$(BIN):$$PATH" CYBERCOOP_STORE=$(STORE)\n'
	@printf '           cybercoop ask                     the questions that it answers\n'
	@printf '           cybercoop ingest YOUR-RELEASES    files, folders, addresses\n'
	@printf '           cybercoop --install-completion    names of questions at a press of Tab\n'

docs: .venv/installed ## write the guides, the questions and the ontology into out/docs, as pages to read
	@$(BIN)/python docs/making_site.py out/docs

test: .venv/installed-dev chromium ## run all tests
	$(BIN)/python -m pytest -n auto --dist loadgroup

lint: .venv/installed-dev ## ruff and mypy strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@# The package's root is the repository's root, so mypy finds it through a link that bears its name.
	@mkdir -p .venv/typed && ln -sfn "$(CURDIR)" .venv/typed/cybercoop
	cd .venv/typed && MYPYPATH=. ../bin/mypy --config-file cybercoop/pyproject.toml \
	  -m cybercoop.__main__ $(patsubst %,-p cybercoop.%,$(ROOMS))

tour: .venv/installed-dev ## write the outputs in the README's tour anew
	CYBERCOOP_WRITE_TOUR=1 $(BIN)/python -m pytest -q tests/test_tour.py

bench: .venv/installed-dev chromium ## reading speed (also against an earlier version), start-up time, page making
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/versions.py

picture: .venv/installed-dev chromium ## the README's picture, from the example releases
	@mkdir -p out
	$(BIN)/cybercoop ingest --quiet --store $(STORE) $(RELEASES)
	$(BIN)/cybercoop view --quiet --store $(STORE) -o out/network.html
	$(BIN)/python docs/screenshot.py out/network.html docs/network.png

identity: .venv/installed ## precision and recall of what is held to be one thing, on annotated pairs
	@$(BIN)/python benchmarks/identity.py

quality: .venv/installed ## precision and recall on annotated releases
	@score=../shared/eval/score.py; \
	test -f $$score || { echo "make quality: no scorer at $$score, which is not part of this repository"; exit 1; }; \
	for set in ../shared/seed:../shared/seed ../shared/eval/dev/texts:../shared/eval/dev/gold \
	  ../shared/eval/dev-publishers/texts:../shared/eval/dev-publishers/gold tests/releases/texts:tests/releases/gold tests/apart/texts:tests/apart/gold \
	  tests/pages/texts:tests/pages/gold tests/pages-apart/texts:tests/pages-apart/gold \
	  ../shared/eval/dev-languages/texts:../shared/eval/dev-languages/gold \
	  tests/languages/es/texts:tests/languages/es/gold tests/languages-apart/es/texts:tests/languages-apart/es/gold \
	  tests/languages/pt/texts:tests/languages/pt/gold tests/languages-apart/pt/texts:tests/languages-apart/pt/gold \
	  tests/languages/fr/texts:tests/languages/fr/gold tests/languages-apart/fr/texts:tests/languages-apart/fr/gold; do \
	  printf '\n== %s\n' "$${set%%:*}"; \
	  PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python $$score "$${set%%:*}" "$${set##*:}" || exit 1; \
	done

confidence: .venv/installed ## count how often each rule is right, for the confidence of claims
	@test -f ../shared/eval/score.py || { echo "make confidence: no scorer at ../shared/eval/score.py, which is not part of this repository"; exit 1; }
	PYTHONHASHSEED=0 $(BIN)/python benchmarks/counting.py ../shared/eval/score.py tests/apart $(wildcard tests/languages-apart/??)

chromium: .venv/installed-dev
	@for name in chromium chromium-browser google-chrome; do command -v $$name > /dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && grep -qs '^ID=debian' /etc/os-release; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium; \
	else $(BIN)/playwright install chromium; fi

# Two stamps: what it takes to run, and what it takes to work on it besides.
.venv/installed: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing cybercoop into .venv (a minute or two, once) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[office,docs]'
	@touch $@

.venv/installed-dev: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing cybercoop and its development tools into .venv (a minute or two, once) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ .venv/installed

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "cybercoop needs Python 3.11 or newer, and '$(PYTHON)' is $$($(PYTHON) --version 2> /dev/null || echo not there)." \
	       "Install one and say: make PYTHON=python3.11 demo"; exit 1; }
	@$(PYTHON) -m venv .venv || { \
	  echo "Python could not make .venv; on Debian and Ubuntu: apt install python3-venv"; rm -rf .venv; exit 1; }

clean: ## remove what make has made
	rm -rf .venv out build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

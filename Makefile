# Galaxie. `make` seul affiche cette aide.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The newest Python that every dependency has wheels for; `make PYTHON=python3.12 run` chooses.
PYTHON ?= $(shell for v in 3.13 3.12 3.11 3.14 3; do \
	command -v python$$v >/dev/null 2>&1 && python$$v -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo python$$v && break; done)
PORT ?= 8000
VENV := .venv
BIN  := $(VENV)/bin
# Hashes are required of every package; the project itself is installed last, fetching nothing.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock"

# Texts with their facts, written down by a person: what `make bench` reads and scores.
CORPUS ?= ../shared/corpus

.PHONY: help install install-dev run test check format bench bench-texts neo4j reference lock clean

help: ## Affiche cette aide
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/base.stamp ## Installe la commande .venv/bin/galaxie

install-dev: $(VENV)/dev.stamp ## Installe aussi les outils de test et de relecture

run: $(VENV)/base.stamp ## Ouvre l’explorateur sur http://127.0.0.1:8000 (PORT=… pour changer)
	@$(BIN)/galaxie serve --port $(PORT)

test: $(VENV)/dev.stamp ## Lance tous les tests, sur SQLite et sur un vrai Neo4j
	$(BIN)/pytest --numprocesses 2 --dist loadgroup --cov --cov-report term

check: $(VENV)/dev.stamp ## Relit le code : ruff, mypy strict, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev.stamp ## Met le code en forme
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: $(VENV)/dev.stamp bench-texts ## Mesure les temps de réponse et la lecture (CORPUS=… : vos textes)
	$(BIN)/python -m benchmarks --write docs/mesures.md \
		$(if $(wildcard $(CORPUS)/*.txt),--corpus "$(CORPUS)")

bench-texts: $(VENV)/dev.stamp ## Mesure seulement ce qui est lu des textes annotés de CORPUS
	$(if $(wildcard $(CORPUS)/*.json),\
		$(BIN)/python -m benchmarks.quality "$(CORPUS)" --write docs/extraction.md,\
		@echo "Pas de textes annotés dans $(CORPUS) : CORPUS=… dit où ils sont." >&2)

neo4j: $(VENV)/base.stamp ## Démarre un Neo4j local, chargé, avec son navigateur (Ctrl-C l’arrête)
	@$(BIN)/python -m tools.neo4j_local

reference: $(VENV)/base.stamp ## Refait les territoires de data/ depuis leur source
	$(BIN)/python -m tools.reference

lock: $(VENV)/dev.stamp ## Recalcule requirements/*.txt (versions et empreintes)
	$(COMPILE) --upgrade --group build --output-file requirements/base.txt
	$(COMPILE) --upgrade --group dev --constraint requirements/base.txt --output-file requirements/dev.txt

clean: ## Efface l’environnement et les caches (jamais les données)
	rm -rf $(VENV) build dist htmlcov .coverage .coverage.* .hypothesis .import_linter_cache \
		.mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Galaxie demande Python 3.11 ou plus récent ; aucun n’a été trouvé." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/base.stamp: pyproject.toml requirements/base.txt | $(VENV)/bin/python
	$(INSTALL) --require-hashes --only-binary :all: --requirement requirements/base.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/base.stamp
	$(INSTALL) --require-hashes --only-binary :all: --requirement requirements/dev.txt
	@touch $@

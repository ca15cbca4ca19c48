# make run, make demo y make test: cada una basta por sí sola en un equipo nuevo.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python

.PHONY: run demo test bench lock clean

run: $(VENV)/.listo
	@$(PY) app.py

demo: $(VENV)/.listo
	@$(PY) -m dashboard demo

test: $(VENV)/.listo-pruebas
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m pytest

bench: $(VENV)/.listo-medidas
	@for f in benchmarks/bench_*.py; do $(PY) $$f || exit 1; done

$(VENV)/.listo: requirements.txt
	@$(PYTHON) -m venv $(VENV) || { echo "Falta el módulo venv de Python. En Debian: apt-get install python3-venv"; exit 1; }
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.listo-pruebas: $(VENV)/.listo requirements-dev.txt tests/instalar_programas.sh
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@PY=$(PY) sh tests/instalar_programas.sh
	@touch $@

$(VENV)/.listo-medidas: $(VENV)/.listo-pruebas requirements-bench.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@

lock:
	uv pip compile pyproject.toml --python-version 3.11 --universal --generate-hashes --no-emit-index-url -o requirements.txt
	uv pip compile --extra produccion pyproject.toml -c requirements.txt --python-version 3.11 --universal --generate-hashes --no-emit-index-url -o requirements-produccion.txt
	uv pip compile --group dev pyproject.toml -c requirements.txt --python-version 3.11 --universal --generate-hashes --no-emit-index-url -o requirements-dev.txt
	uv pip compile --group bench pyproject.toml -c requirements-dev.txt --python-version 3.11 --universal --generate-hashes --no-emit-index-url -o requirements-bench.txt

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis

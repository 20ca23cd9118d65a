# Two commands do everything: `make run` opens the dashboard on the sample, `make test` passes the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
# Where the sample is kept: beside your own store, never in it.
SAMPLE_STORE = sqlite:///$(shell $(BIN)/python -c 'from geo.settings import data_home; print(data_home())')/sample.db

.PHONY: run test check format bench eval train torture clean

run: $(VENV)/run.stamp
	$(BIN)/python -m geo gazetteer build --if-needed
	$(BIN)/python -m geo ingest data/sample --store "$(SAMPLE_STORE)"
	$(BIN)/python -m streamlit run dashboard.py --server.port $(PORT) --browser.serverAddress localhost

test: $(VENV)/dev.stamp
	$(BIN)/python -m geo gazetteer build --if-needed
	$(BIN)/python -m pytest -n auto --dist loadgroup

check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(VENV)/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/dev.stamp
	$(BIN)/python -m tests.bench

# GOLD is a folder of gold files with their scorer, as CONTRIBUTING describes it; without it only our own sets are scored.
# WORK is the folder of make train with the models of the folds: with it the place corpora are read out of fold.
eval: $(VENV)/dev.stamp
	$(BIN)/python -m tests.floors $(GOLD) $(WORK)

# Learns everything that data/ holds of models and weights anew, from GOLD; WORK takes the models of the folds. About two hours.
train: $(VENV)/train.stamp
	@test -n "$(GOLD)" -a -n "$(WORK)" || { echo "name the folders: make train GOLD=... WORK=..."; exit 2; }
	$(BIN)/python -m geo.training.recogniser $(GOLD) $(WORK)
	cp $(addprefix $(WORK)/final/,model.onnx vocab.txt names.txt.gz manifest.json) data/models/places/
	$(BIN)/python -m geo.training.recognition $(wildcard $(GOLD)/places/*.jsonl) --models $(WORK)
	$(BIN)/python -m geo.training.geocoding $(wildcard $(GOLD)/places/*.jsonl) --models $(WORK)
	$(BIN)/python -m geo.training.event_places $(GOLD)/control/event_place_dev.jsonl
	$(BIN)/python -m geo.training.event_reader $(GOLD) $(WORK)/events
	cp $(addprefix $(WORK)/events/final/,model.onnx weights.json manifest.json) data/models/events/

# Kills ingests and database servers in the middle, again and again: nothing acknowledged may be lost.
torture: $(VENV)/dev.stamp
	$(BIN)/python -m tests.torture

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache

$(VENV)/python.stamp:
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(None if v >= (3, 11) else f"Dateline needs Python 3.11 or later, {sys.executable} is {v[0]}.{v[1]}: name another one with make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing: on Debian and Ubuntu, apt install python3-venv"; exit 1; }
	@touch $@

$(VENV)/run.stamp: $(VENV)/python.stamp requirements.txt
	$(BIN)/python -m pip install --quiet -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: $(VENV)/python.stamp requirements.txt requirements-dev.txt
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	@touch $@ $(VENV)/run.stamp

$(VENV)/train.stamp: $(VENV)/dev.stamp requirements-train.txt
	$(BIN)/python -m pip install --quiet -r requirements-train.txt
	@touch $@

# What is made of the whole, and attacked as a whole; everything else is `python3 manage.py`.
PYTHON ?= python3
BASE_URL ?= http://127.0.0.1:8000
OUT ?= var/made
TOKEN ?=

.PHONY: sbom licences asvs attack

sbom:
	@mkdir -p $(OUT)
	$(PYTHON) -m config.materials sbom > $(OUT)/sbom.cdx.json

licences:
	@mkdir -p $(OUT)
	$(PYTHON) -m config.materials licences > $(OUT)/licences.tsv

# Counts of config/security/asvs.toml into cases/ARCHITECTURE.md, and what is not met.
asvs:
	$(PYTHON) -m config.asvs

# Against a site that is served with the demonstration (never a real one): every call of the API
# with every check, as nobody or with TOKEN as its person, and wapiti over the pages where it is
# installed (it is GPL and no part of us). Served with API_RATE, API_LINES_RATE and
# API_ACCOUNT_RATE=100000/min, or nearly all of it is answered "too often".
attack: export SCHEMATHESIS_HOOKS = tests.attack
attack: export PYTHONPATH = .:clients/python
attack: export BASE_URL := $(BASE_URL)
attack: export TOKEN := $(TOKEN)
attack:
	@mkdir -p $(OUT)
	schemathesis run $(BASE_URL)/api/schema/ --url $(BASE_URL) $(if $(TOKEN),-H "Authorization: Bearer $(TOKEN)") --checks all --exclude-checks ignored_auth,positive_data_acceptance --max-examples 20 --continue-on-failure
	if command -v wapiti > /dev/null; then wapiti -u $(BASE_URL)/ --scope folder -d 3 --max-scan-time 600 -m common,-nikto --flush-session -f json -o $(OUT)/wapiti.json; else echo "wapiti: not installed, pages not attacked"; fi

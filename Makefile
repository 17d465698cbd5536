# Two commands do everything on a fresh machine: `make run` and `make test`.

UV_VERSION := 0.13.9
UV := $(or $(shell command -v uv 2>/dev/null),.tools/uv/bin/uv)
export UV_COMPILE_BYTECODE := 1
READY := .venv/.ready
RASA_READY := bot/rasa/.venv/.ready

.PHONY: run demo chat setup deployment test lint bench scale browser clean

run: setup
	@exec .venv/bin/aftercart run

demo: export AFTERCART_HOME := $(CURDIR)/.aftercart/demo
demo: setup
	@.venv/bin/aftercart demo
	@exec .venv/bin/aftercart run

chat: setup
	@exec .venv/bin/aftercart chat

# Compiled anew where something changed, so that no start has to do it.
setup: $(READY) $(RASA_READY)
	@.venv/bin/python -m compileall -q -x '/\.venv/' bot actions

# Two at once: much of a test's time is waiting. A file stays with one of the two, and so does what its tests share.
test: setup lint browser deployment
	@.venv/bin/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

bench: setup
	@UV=$(abspath $(UV)) .venv/bin/python tests/bench

# Parts are killed while people talk; as root, a small disk is filled as well.
chaos: setup
	@.venv/bin/python tests/chaos

# Two of each on PostgreSQL and Redis come to what one of each comes to, 200 times, and while each is restarted.
scale: setup
	@SCREENS=200 .venv/bin/python -m pytest tests/scale -s

browser:
	@scripts/install-chromium

# Helm's engine and Kubernetes' schemas: what the tests of deploy/ need beside the rest.
deployment: setup
	@env -u UV_PROJECT_ENVIRONMENT $(UV) sync --quiet --frozen --inexact --group deployment

lint: setup
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --check --quiet .
	@.venv/bin/lint-imports --no-cache > .venv/imports.log || { cat .venv/imports.log; exit 1; }

$(READY): pyproject.toml uv.lock | $(UV)
	@echo "Installing AfterCART (a minute at the first time) ..."
	@env -u UV_PROJECT_ENVIRONMENT $(UV) sync --frozen || $(call no_python,3.11 or newer,3.11)
	@touch $@

$(RASA_READY): bot/rasa/pyproject.toml bot/rasa/uv.lock | $(UV)
	@echo "Installing Rasa in its own environment (a minute at the first time) ..."
	@cd bot/rasa && env -u UV_PROJECT_ENVIRONMENT -u VIRTUAL_ENV -u UV_COMPILE_BYTECODE $(abspath $(UV)) sync --frozen || $(call no_python,3.10,3.10)
	@touch $@

.tools/uv/bin/uv:
	@echo "Fetching uv $(UV_VERSION), which installs the rest ..."
	@python3 -m venv .tools/uv || { echo "AfterCART needs Python 3.11 or newer as python3, with its venv module (Debian: apt-get install python3-venv)."; exit 1; }
	@.tools/uv/bin/python -m pip install --quiet uv==$(UV_VERSION)

no_python = { echo "If the lines above say that no Python $(1) was found: install it (for example: pyenv install $(2)), then try again."; exit 1; }

clean:
	rm -rf .venv bot/rasa/.venv .tools

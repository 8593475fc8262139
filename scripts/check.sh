#!/usr/bin/env bash
# Everything that must hold before a change goes in and needs no R: style, types, floors, house rules, fast tests.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -x .venv/bin/python ]; then
    PATH="$PWD/.venv/bin:$PATH"
fi
ruff check .
ruff format --check .
mypy
lint-imports
pytest tests/house
pytest -m "not r and not slow" --ignore=tests/house "$@"

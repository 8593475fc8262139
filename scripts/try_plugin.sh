#!/usr/bin/env bash
# The pytest plugin in somebody else's project: a fresh folder and a virtual environment with this package installed.
# Uses R where there is one, else the answers of R recorded beside the tests. Arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."

. scripts/environment.sh
make_environment .venv-plugin ".[pandas]" "pytest>=8.2"
pytest=$PWD/.venv-plugin/bin/pytest
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r tests/plugin_example/. "$folder"
cd "$folder"
"$pytest" -v "$@"

#!/usr/bin/env bash
# All tests, with R required. Own virtual environment; R is installed by apt where it is missing.
# Arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install_r.sh
. scripts/environment.sh
make_environment .venv-test ".[test,live,data]"
# Without address-space randomisation R always picks the same ordering: see rcompat/harness/live_r.py.
exec setarch -R .venv-test/bin/pytest --require-r -n 2 "$@"

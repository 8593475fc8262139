#!/usr/bin/env bash
# The project's main job on a bundled data set, from nothing: own virtual environment, no R.
# Needs Python >= 3.11 and a C compiler; on Debian, as root, it installs what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

. scripts/environment.sh
make_environment .venv-try .
exec .venv-try/bin/pylmer summary "Reaction ~ Days + (Days | Subject)" sleepstudy

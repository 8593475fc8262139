#!/usr/bin/env bash
# Install R and the R packages that serve as the oracle (Debian or Ubuntu). Does nothing when they are all there.
set -euo pipefail

packages=(
    r-base-core r-base-dev r-cran-lme4 r-cran-lmertest r-cran-pbkrtest
    r-cran-parameters r-cran-arm r-cran-nlme r-cran-mlmrev
)

missing=()
for package in "${packages[@]}"; do
    if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed"; then
        missing+=("$package")
    fi
done
if [ "${#missing[@]}" -eq 0 ]; then
    echo "install_r: R and its packages are already installed"
    exit 0
fi
if ! command -v apt-get >/dev/null; then
    echo "install_r: needs a Debian-like system with apt-get; missing: ${missing[*]}" >&2
    exit 1
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    as_root=(sudo)
fi
"${as_root[@]}" apt-get update -q </dev/null
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" </dev/null

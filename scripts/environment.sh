# Sourced by the other scripts: `make_environment DIRECTORY REQUIREMENT...` makes a virtual environment, or reuses it.

apt_install() {
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        echo "please install: $*" >&2
        exit 1
    fi
    apt-get update -q </dev/null >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" </dev/null >&2
}

find_python() {
    local candidate
    for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
        if [ -n "$candidate" ] && command -v "$candidate" >/dev/null &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            command -v "$candidate"
            return
        fi
    done
}

make_environment() {
    local directory=$1 python
    shift
    python=$(find_python)
    if [ -z "$python" ]; then
        apt_install python3
        python=$(find_python)
    fi
    if [ -z "$python" ]; then
        echo "Python 3.11 or newer is needed" >&2
        exit 1
    fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        apt_install python3-venv
    fi
    if ! command -v cc >/dev/null && ! command -v gcc >/dev/null; then
        apt_install gcc libc6-dev
    fi
    # The extension module needs Python.h, which Debian ships apart from its own Python.
    if ! "$python" -c 'import os, sys, sysconfig; sys.exit(not os.path.exists(sysconfig.get_path("include") + "/Python.h"))'; then
        apt_install python3-dev
    fi
    if [ ! -x "$directory/bin/pip" ]; then
        "$python" -m venv "$directory" >&2
    fi
    "$directory/bin/pip" install --quiet --disable-pip-version-check "$@" </dev/null >&2
}

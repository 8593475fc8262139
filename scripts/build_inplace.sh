#!/bin/sh
# Compile the kernels next to their sources, so that the source tree can be imported. Needs meson, ninja, cython, cc.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
build=${BUILD_DIR:-$here/builddir}
if [ -f "$build/build.ninja" ]; then
    meson setup --reconfigure "$build" "$here" >/dev/null 2>&1
else
    meson setup "$build" "$here" >/dev/null 2>&1
fi
meson compile -C "$build" >"$build/compile.log" 2>&1 || { cat "$build/compile.log"; exit 1; }
cp -f "$build"/pylmer/numerics/*.so "$here/pylmer/numerics/"
echo "kernels compiled into pylmer/numerics"

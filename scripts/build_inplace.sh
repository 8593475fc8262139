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
for module in "$build"/pylmer/numerics/*.so; do # moved into place, so that a running process keeps its old copy
    cp -f "$module" "$here/pylmer/numerics/.new" && mv -f "$here/pylmer/numerics/.new" "$here/pylmer/numerics/${module##*/}"
done
echo "kernels compiled into pylmer/numerics"

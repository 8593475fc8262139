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
cd "$build"
for module in pylmer/numerics/*.so pylmer/numerics/avx2/*.so rcompat/maths/*.so rcompat/base/*.so; do
    [ -f "$module" ] || continue
    # moved into place, so that a running process keeps its old copy
    cp -f "$module" "$here/$module.new" && mv -f "$here/$module.new" "$here/$module"
done
echo "kernels compiled into pylmer/numerics, rcompat/maths and rcompat/base"

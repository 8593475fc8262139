"""The penalised least-squares problem at one theta, in lme4's order of operations.

The kernels are compiled twice; on a processor with AVX2 the copies in `avx2/` are found first. Both give the same bits.
"""

import os

import numpy as np

__all__: list[str] = []


def _has_avx2() -> bool:
    features = getattr(getattr(np, "_core", None), "_multiarray_umath", None)
    return bool(getattr(features, "__cpu_features__", {}).get("AVX2", False))


if _has_avx2() and not os.environ.get("PYLMER_BASELINE"):
    __path__.insert(0, os.path.join(os.path.dirname(__file__), "avx2"))

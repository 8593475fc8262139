"""A bootstrap on a Dask cluster gives the answer of one process."""

from __future__ import annotations

import warnings

import numpy as np
from joblib import parallel_backend

from pylmer.datasets import load_dataset
from pylmer.lme4 import bootMer, fixef, lmer

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Dask's own, of other packages and of this machine
    from distributed import Client, LocalCluster


def test_replicates_on_a_dask_cluster() -> None:
    fit = lmer("Reaction ~ Days + (Days | Subject)", data=load_dataset("sleepstudy"))
    one = bootMer(fit, fixef, nsim=30, seed=5)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cluster = LocalCluster(n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None)
        with cluster, Client(cluster), parallel_backend("dask"):
            many = bootMer(fit, fixef, nsim=30, seed=5, n_jobs=-1)
    np.testing.assert_array_equal(one.t, many.t)
    assert (one.messages, one.warnings, one.errors) == (many.messages, many.warnings, many.errors)

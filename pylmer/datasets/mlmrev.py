"""The data sets of R's package mlmRev, as plain data frames, for scripts; none of its functions."""

from pylmer.datasets import package_datasets

__all__: list[str] = []

__depends__ = ("lme4",)
__datasets__ = package_datasets("mlmRev")

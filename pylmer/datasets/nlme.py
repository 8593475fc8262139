"""The data sets of R's package nlme, as plain data frames, for scripts; none of its functions."""

from pylmer.datasets import package_datasets

__all__: list[str] = []

__datasets__ = package_datasets("nlme")

"""The bundled data sets of lme4, lmerTest, pbkrtest, nlme and mlmRev, and a registry of sets that are fetched.

`load_dataset("sleepstudy")` gives the frame that R's `data(sleepstudy)` gives: same types, levels and order.
Fetched sets are looked for in the directory named by PYLMER_DATA, then in ../shared/data beside a source
checkout, and only then downloaded (extra `data`). Answers to R's utils::data.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pylmer.datasets.bundled import attribute_texts, load_bundled
from pylmer.datasets.registry import DatasetEntry, describe, fetch_path, is_bundled, registry
from rcompat.base.frame import Frame

__all__ = [
    "DatasetEntry",
    "PackageDataset",
    "dataset_names",
    "describe",
    "fetch_path",
    "load_dataset",
    "package_datasets",
]


def dataset_names() -> tuple[str, ...]:
    """Names of all data sets, bundled ones first.

    R: the Item column of `data(package = "lme4")$results`.
    """
    return tuple(entry.name for entry in registry())


def load_dataset(name: str) -> Frame:
    """Return a data set as R would hold it.

    Args:
        name: one of `dataset_names()`.

    Raises:
        KeyError: no data set of that name.
        FileNotFoundError: a fetched set is neither found locally nor can it be downloaded.

    R: `data(name)` for bundled sets, `read.csv(path)` for fetched ones.
    """
    if is_bundled(name):
        return load_bundled(name)
    path = fetch_path(name)
    from rcompat.base.delimited import read_csv

    return read_csv(path)


@dataclass(frozen=True, slots=True)
class PackageDataset:
    """One data set of a package: call it to load the frame."""

    name: str

    def __call__(self) -> Frame:
        """Load it."""
        return load_dataset(self.name)

    def attribute_texts(self) -> Mapping[str, str]:
        """Class and attributes that R's object has beyond those of a data frame, as R text; for scripts."""
        return attribute_texts(self.name)


def package_datasets(package: str) -> Mapping[str, PackageDataset]:
    """The data sets of one R package by name, each with the function that loads it."""
    entries = [entry for entry in registry() if entry.package == package]
    return {entry.name.rpartition("::")[2]: PackageDataset(entry.name) for entry in entries}

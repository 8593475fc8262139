"""What data sets there are, where each comes from, and how the ones that are not ours to ship are found."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pylmer.datasets.bundled import DATA_DIRECTORY, schema_path
from rcompat.base.conditions import RError

__all__ = ["DatasetEntry", "UnknownDatasetError", "describe", "fetch_path", "is_bundled", "registry"]


class UnknownDatasetError(RError, KeyError):
    """There is no data set of that name."""

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetEntry:
    """One line of the registry.

    Attributes:
        name: the name that `load_dataset` takes; "package::name" where two packages have a set of one name.
        title: what the data are, in a few words.
        package: the R package a bundled set comes from, or None.
        version: that package's version, or None.
        licence: that package's licence, or None.
        url: public address of a fetched set, or None.
        sha256: SHA-256 of the file.
        file: name of the file.
    """

    name: str
    title: str
    file: str
    sha256: str
    package: str | None = None
    version: str | None = None
    licence: str | None = None
    url: str | None = None


_FETCHED = (
    DatasetEntry(
        name="schoolmot",
        title="Motivation, school funding and grades of 900 pupils in 30 schools",
        file="schoolmot.csv",
        sha256="9ddc48edefee1ab397ca929219f3c995f952c48fde0fb4ff188eb5b7bd901185",
        url="https://uoepsy.github.io/data/schoolmot.csv",
    ),
    DatasetEntry(
        name="classroom",
        title="Mathematics scores of 1190 first-graders in 312 classrooms of 107 schools",
        file="classroom.csv",
        sha256="90a161b6fb14dd619213ab247aeddcfc9baae97480f26d84107333007f488df3",
        url="http://www-personal.umich.edu/~bwest/classroom.csv",
    ),
)


@lru_cache(maxsize=1)
def registry() -> tuple[DatasetEntry, ...]:
    """All data sets: bundled ones in alphabetical order, then the fetched ones."""
    provenance = json.loads((DATA_DIRECTORY / "PROVENANCE.json").read_bytes())
    return tuple(DatasetEntry(name=name, **record) for name, record in provenance.items()) + _FETCHED


def is_bundled(name: str) -> bool:
    """Whether the data set ships with the package; an unknown name is an error.

    Raises:
        KeyError: no data set of that name.
    """
    if any(name == entry.name for entry in _FETCHED):
        return False
    if isinstance(name, str) and all(word.isidentifier() for word in name.split("::")) and schema_path(name).is_file():
        return True
    raise UnknownDatasetError(f"data set '{name}' not found")


def describe(name: str) -> DatasetEntry:
    """Return title, origin, licence and checksum of a data set.

    Raises:
        KeyError: no data set of that name.
    """
    for entry in registry():
        if entry.name == name:
            return entry
    raise UnknownDatasetError(f"data set '{name}' not found")


def fetch_path(name: str) -> Path:
    """Return a local copy of a fetched data set, downloading it if need be.

    Looks in $PYLMER_DATA, then in ../shared/data beside a source checkout, then in pooch's cache.

    Raises:
        KeyError: no data set of that name.
        FileNotFoundError: not found locally, and no address to fetch it from or pooch is not installed.
        ValueError: a local file has another checksum than the registry's.
    """
    entry = describe(name)
    for directory in _local_directories():
        path = directory / entry.file
        if path.is_file():
            import hashlib

            if hashlib.sha256(path.read_bytes()).hexdigest() != entry.sha256:
                raise ValueError(f"{path} is not the registered version of data set '{name}' (SHA-256 differs)")
            return path
    if entry.url is None:
        raise FileNotFoundError(
            f"data set '{name}' has no public address on record; put {entry.file} into a directory "
            "and name that directory in the environment variable PYLMER_DATA"
        )
    try:
        import pooch
    except ImportError as error:
        raise FileNotFoundError(
            f"data set '{name}' is not on this machine; pip install 'pylmer[data]' to fetch it from {entry.url}"
        ) from error
    return Path(pooch.retrieve(entry.url, known_hash=f"sha256:{entry.sha256}", path=pooch.os_cache("pylmer")))


def _local_directories() -> tuple[Path, ...]:
    named = os.environ.get("PYLMER_DATA")
    beside = Path(__file__).resolve().parents[3] / "shared" / "data"
    return ((Path(named),) if named else ()) + (beside,)

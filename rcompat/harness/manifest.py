"""The manifest of a golden store: which R wrote it, with which packages, and the sha256 of every file R read or wrote.

The text is canonical: it can be written in one way only, and its environment carries a seal. Whatever byte of it is
altered, it is no longer the text that its own contents give.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

__all__ = ["MANIFEST", "checksum", "manifest_text", "read_manifest"]

MANIFEST = "manifest.toml"


def checksum(path: Path) -> str:
    """The sha256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_manifest(golden: Path) -> Mapping[str, Mapping[str, object]]:
    """Return the manifest's tables: environment, packages, files; none when there is no manifest yet.

    Raises:
        tomllib.TOMLDecodeError: the text is no TOML.
    """
    path = golden / MANIFEST
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def manifest_text(
    environment: Mapping[str, object], packages: Mapping[str, object], files: Mapping[str, object]
) -> str:
    """The one text that says this.

    Args:
        environment: what R says of itself.
        packages: package -> version.
        files: path within the store -> sha256.
    """
    head = "# Written by `rcompat record`; do not edit.\n\n"
    origin = _table("environment", environment.items()) + "\n" + _table("packages", sorted(packages.items()))
    seal = hashlib.sha256(origin.encode()).hexdigest()
    return f'{head}[seal]\nsha256 = "{seal}"\n\n{origin}\n' + _table("files", sorted(files.items()), quoted=True)


def _table(name: str, items: Iterable[tuple[str, object]], *, quoted: bool = False) -> str:
    lines = [f"{_text(key) if quoted else key} = {_value(value)}\n" for key, value in items]
    return f"[{name}]\n" + "".join(lines)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else _text(str(value))


def _text(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

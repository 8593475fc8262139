"""The golden store: what R printed and computed for every case, written by R alone (`rcompat record`).

`verify_store` checks every file against the manifest, without R. There is no way to write golden files from Python
results. A case is a folder `cases/<area>/<name>/`: `case.R`, its Python twin `case.py`, and what R gave: `stdout.txt`,
`stderr.txt`, `values.json` (the list `values` of the script, numbers as C99 hexadecimal).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from rcompat.harness.manifest import MANIFEST, checksum, manifest_text, read_manifest

__all__ = ["WRITTEN_BY_R", "GoldenError", "case_directories", "case_name", "listed_files", "verify_store"]

WRITTEN_BY_R = ("stdout.txt", "stderr.txt", "values.json")
_TWIN = "case.py"
_MAY_BE_EMPTY = ("stdout.txt", "stderr.txt")
_IGNORED = "__pycache__"
_OURS = ("report", "tolerances.toml")


class GoldenError(RuntimeError):
    """The golden store could not be recorded or is damaged."""


def case_directories(golden: Path) -> tuple[Path, ...]:
    """Directories of all cases, in alphabetical order."""
    return tuple(sorted(path.parent for path in (golden / "cases").glob("*/*/case.R")))


def case_name(case: Path) -> str:
    """What a case is called: area/name."""
    return f"{case.parent.name}/{case.name}"


def listed_files(golden: Path) -> dict[str, Path]:
    """Files whose checksum the manifest holds: all that R read or wrote (case.py is ours and may be edited)."""
    files = _all_files(golden / "data")
    for case in case_directories(golden):
        files += [case / name for name in ("case.R", *WRITTEN_BY_R) if (case / name).exists()]
    return {path.relative_to(golden).as_posix(): path for path in files}


def _all_files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and _IGNORED not in path.parts]


def verify_store(golden: Path) -> list[str]:
    """Return all faults of the store: missing, extra, altered, empty or CRLF files. No R needed."""
    try:
        manifest = read_manifest(golden)
        recorded = dict(manifest.get("files", {}))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, ValueError) as error:
        return [f"{MANIFEST}: cannot be read: {error}"]
    if not recorded:
        return [f"{MANIFEST}: missing, or lists no files"]
    faults = _manifest_faults(golden)
    present = listed_files(golden)
    faults += [f"{name}: missing" for name in sorted(set(recorded) - set(present))]
    faults += [f"{name}: not in the manifest" for name in sorted(set(present) - set(recorded))]
    for name in sorted(set(present) & set(recorded)):
        if checksum(present[name]) != recorded[name]:
            faults.append(f"{name}: altered since R read or wrote it")
    for case in case_directories(golden):
        wanted = {"case.R", _TWIN, *WRITTEN_BY_R}
        gone = sorted(wanted - {path.name for path in case.iterdir()})
        faults += [f"{case.relative_to(golden)}/{name}: missing" for name in gone]
    return faults + list(_content_faults(golden))


def _manifest_faults(golden: Path) -> list[str]:
    manifest = read_manifest(golden)
    tables = [manifest.get(name, {}) for name in ("environment", "packages", "files")]
    written = (golden / MANIFEST).read_bytes()
    return [] if written == manifest_text(*tables).encode() else [f"{MANIFEST}: altered since it was written"]


def _content_faults(golden: Path) -> Iterator[str]:
    for path in _all_files(golden):
        place = path.relative_to(golden)
        name = place.as_posix()
        content = path.read_bytes()
        if not _has_place(golden, place.parts):
            yield f"{name}: not a file of a store"
        if b"\r\n" in content:
            yield f"{name}: has CRLF line ends"
        if not content and path.name not in _MAY_BE_EMPTY:
            yield f"{name}: empty"
        if path.name == "values.json" and content.split() == [b"{", b"}"] and _is_silent(path.parent):
            yield f"{name}: the case neither prints nor keeps anything"


def _has_place(golden: Path, parts: tuple[str, ...]) -> bool:
    if parts[0] == "cases":
        is_known = len(parts) == 4 and parts[3] in ("case.R", _TWIN, *WRITTEN_BY_R)
        return is_known and golden.joinpath(*parts[:3], "case.R").exists()
    return parts[0] in ("data", MANIFEST, *_OURS)


def _is_silent(case: Path) -> bool:
    return not any((case / name).exists() and (case / name).read_bytes() for name in _MAY_BE_EMPTY)

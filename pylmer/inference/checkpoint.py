"""Finished bootstrap replicates kept in a file, so that an interrupted run can be taken up again.

One line of text per replicate, numbers as hexadecimal floats, each line closed by its own checksum; the first line
identifies the run (model, simulated responses). A last line that was cut off is dropped; anything else that does not
fit is refused.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from rcompat.base.conditions import RError

__all__ = ["Checkpoint", "CheckpointError", "Replicate"]


class CheckpointError(RError):
    """A checkpoint file is damaged or belongs to another run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replicate:
    """One replicate: its values, or None if it failed; the texts of its messages, warnings and errors."""

    values: tuple[float, ...] | None
    messages: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Checkpoint:
    """A file of replicates and what it held when it was opened."""

    path: Path
    replicates: Mapping[int, Replicate] = field(default_factory=dict)

    @staticmethod
    def open(path: str, fit: MerFit, responses: NDArray[np.float64]) -> Checkpoint:
        """Open the file of this run, or begin it.

        Raises:
            CheckpointError: the file is damaged or belongs to another run.
        """
        if not isinstance(path, str | os.PathLike):
            raise CheckpointError("a checkpoint is the path of a file")
        file = Path(path)
        run = _fingerprint(fit, responses)
        try:
            if not file.exists() or file.stat().st_size == 0:
                _append(file, json.dumps({"run": run}))
                return Checkpoint(path=file)
            text = file.read_text(encoding="utf-8")
        except OSError as error:
            raise CheckpointError(f"cannot open checkpoint '{file}': {error.strerror}") from None
        except UnicodeDecodeError:
            raise CheckpointError(f"checkpoint '{file}' is damaged") from None
        complete, cut = text.rpartition("\n")[::2]
        head, *lines = [_checked(line, file) for line in complete.split("\n")]
        if json.loads(head) != {"run": run}:
            raise CheckpointError(f"checkpoint '{file}' belongs to another run: other model, data, seed or nsim")
        if cut:  # only now: a file of something else stays as it is
            _replace(file, complete + "\n")
        return Checkpoint(path=file, replicates=dict(_read(line) for line in lines))

    def add(self, number: int, replicate: Replicate) -> None:
        """Keep one more replicate; it is on disk when this returns."""
        values = None if replicate.values is None else [value.hex() for value in replicate.values]
        record = [number, values, replicate.messages, replicate.warnings, replicate.errors]
        _append(self.path, json.dumps(record))


def _fingerprint(fit: MerFit, responses: NDArray[np.float64]) -> str:
    digest = hashlib.sha256()
    for array in (fit.state.theta, fit.spec.x, fit.spec.re.zt_values, responses):
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def _sealed(line: str) -> str:
    return f"{line}\t{zlib.crc32(line.encode())}\n"


def _append(file: Path, line: str) -> None:
    with file.open("a", encoding="utf-8") as stream:
        stream.write(_sealed(line))
        stream.flush()
        os.fsync(stream.fileno())


def _replace(file: Path, text: str) -> None:
    fresh = file.with_name(file.name + ".new")
    fresh.write_text(text, encoding="utf-8")
    os.replace(fresh, file)


def _checked(line: str, file: Path) -> str:
    body, _, seal = line.rpartition("\t")
    if str(zlib.crc32(body.encode())) != seal:
        raise CheckpointError(f"checkpoint '{file}' is damaged")
    return body


def _read(line: str) -> tuple[int, Replicate]:
    number, values, messages, warnings, errors = json.loads(line)
    return number, Replicate(
        values=None if values is None else tuple(float.fromhex(value) for value in values),
        messages=tuple(messages),
        warnings=tuple(warnings),
        errors=tuple(errors),
    )

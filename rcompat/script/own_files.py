"""The files that a script may write: those below its own folder, and those of the run's temporary folder, which it may
also remove. Scripts come from strangers and touch nothing else."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path

from rcompat.base.conditions import RError
from rcompat.script.machine import Machine

__all__ = ["is_temporary", "own_path", "temporary_folder"]


def temporary_folder(it: Machine) -> Path:
    """The folder for the run's temporary files, made when it is first asked for and removed with the run."""
    if it.temporary is None:
        folder = Path(tempfile.mkdtemp(prefix="Rtmp")).resolve()
        weakref.finalize(it, shutil.rmtree, folder, ignore_errors=True)
        it.temporary = folder
    return it.temporary


def is_temporary(it: Machine, name: str) -> bool:
    """Whether a file lies in the run's temporary folder, links followed."""
    if it.temporary is None:
        return False
    path = (Path(it.folder).resolve() / name).resolve()
    return path != it.temporary and path.is_relative_to(it.temporary)


def own_path(it: Machine, name: str, call: str = 'file(file, ifelse(append, "a", "w"))') -> Path:
    """The file of that name, links followed.

    Raises:
        RError: it is none of the script's own, or cannot be opened.
    """
    folder = Path(it.folder).resolve()
    path = (folder / name).resolve()
    if not path.is_relative_to(folder) and not is_temporary(it, name):
        raise RError(f"cannot open file '{name}': scripts write below their own folder only")
    if path.is_dir() or not path.parent.is_dir():
        raise RError("cannot open the connection", call)
    return path

"""A fresh machine with all functions and constants."""

from __future__ import annotations

import numpy as np

from rcompat.script.functions import load_all
from rcompat.script.machine import Machine, Output
from rcompat.script.packages import use_packages
from rcompat.script.values import chr, dbl, lgl

__all__ = ["make_machine"]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905


def make_machine(write: Output, folder: str = ".") -> Machine:
    """A machine ready to run a script."""
    load_all()
    it = Machine(write)
    it.folder = folder
    values = it.base.values
    values.update(T=lgl([1]), F=lgl([0]), pi=dbl([np.pi]), letters=chr(_LETTERS), LETTERS=chr(_LETTERS.upper()))
    values["month.name"] = chr(_MONTHS)
    values["month.abb"] = chr(name[:3] for name in _MONTHS)
    values[".GlobalEnv"] = it.globals
    use_packages(it)
    return it

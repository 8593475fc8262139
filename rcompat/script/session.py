"""A fresh machine with all functions and constants."""

from __future__ import annotations

import numpy as np

from rcompat.script.doors import formula_environment
from rcompat.script.formal_classes import class_table
from rcompat.script.functions import offer_all
from rcompat.script.machine import Machine, Output
from rcompat.script.packages import use_packages
from rcompat.script.random_seed import keep_random_seed
from rcompat.script.standard_data import offer_standard_data
from rcompat.script.values import chr, dbl, intv, lgl, make_list

__all__ = ["make_machine"]

_VERSION = {
    "major": "4",
    "minor": "2.2",
    "year": "2022",
    "month": "11",
    "day": "10",
    "svn rev": "83330",
    "language": "R",
    "version.string": "R version 4.2.2 Patched (2022-11-10 r83330)",
    "nickname": "Innocent and Trusting",
}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905


def make_machine(write: Output, folder: str = ".") -> Machine:
    """A machine ready to run a script."""
    offer_all()
    it = Machine(write)
    it.folder = folder
    formula_environment.set(it.globals)
    class_table.set({})
    values = it.base.values
    values.update(T=lgl([1]), F=lgl([0]), pi=dbl([np.pi]), letters=chr(_LETTERS), LETTERS=chr(_LETTERS.upper()))
    values["month.name"] = chr(_MONTHS)
    values["month.abb"] = chr(name[:3] for name in _MONTHS)
    machine = {
        "integer.max": intv([2**31 - 1]),
        "double.eps": dbl([2.0**-52]),
        "double.xmax": dbl([1.7976931348623157e308]),
    }
    values[".Machine"] = make_list(machine)
    values["R.version.string"] = chr([_VERSION["version.string"]])
    values["R.version"] = values["version"] = make_list({name: chr([text]) for name, text in _VERSION.items()})
    values["version"].attrs["class"] = chr(["simple.list"])
    values[".GlobalEnv"] = it.globals
    keep_random_seed(it)
    use_packages(it)
    offer_standard_data(it)
    return it

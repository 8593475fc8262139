"""Names that modules hand on are imported when they are first used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import pylmer.arm
import pylmer.lme4
import pylmer.lmeresampler
import pylmer.lmertest
import pylmer.parameters
import pylmer.pbkrtest
from rcompat.base.conditions import RError

DOORS = (pylmer.arm, pylmer.lme4, pylmer.lmeresampler, pylmer.lmertest, pylmer.parameters, pylmer.pbkrtest)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_every_name_of_a_door_is_there(door: object) -> None:
    names = door.__all__
    assert [name for name in names if not callable(getattr(door, name))] == []
    classes = [name for name in names if isinstance(getattr(door, name), type)]
    assert tuple(classes) == getattr(door, "__classes__", ())


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match=r"module 'pylmer\.lme4' has no attribute 'nonsense'"):
        _ = pylmer.lme4.nonsense


def test_a_name_is_the_same_object_every_time() -> None:
    assert pylmer.lme4.coef is pylmer.lme4.coef
    assert pylmer.lmertest.coef is pylmer.lme4.coef


def test_generics_dispatch() -> None:
    with pytest.raises(RError, match="no applicable method for 'coef'"):
        pylmer.lme4.coef(object())


def test_a_door_imports_nothing_behind_it() -> None:
    code = "import sys, pylmer.lmertest; print([m for m in sys.modules if m.startswith(('pylmer.inference', 'scipy'))])"
    run = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"

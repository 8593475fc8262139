"""S4 and reference-class objects as the floors above hand them to scripts: a class name and named slots.

Slots are functions without arguments, so that a large one is made only when it is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

__all__ = ["MATRIX_BASES", "ExternalPointer", "RefMethods", "S4Object", "Slots"]

Slots = Mapping[str, Callable[[], object]]


_GENERAL = ("generalMatrix", "dMatrix", "Matrix", "xMatrix", "mMatrix")
_SPARSE = ("CsparseMatrix", "dsparseMatrix", "dCsparseMatrix", "dMatrix", "sparseMatrix", "compMatrix", "Matrix")
_DENSE = ("ddenseMatrix", "dMatrix", "denseMatrix", "compMatrix", "Matrix", "xMatrix", "mMatrix")
_LOGICAL = ("ldenseMatrix", "lMatrix", "denseMatrix", "Matrix")
MATRIX_BASES: dict[str, tuple[str, ...]] = {
    "dgCMatrix": (
        *("CsparseMatrix", "dsparseMatrix", "generalMatrix", "dCsparseMatrix", "dMatrix", "sparseMatrix"),
        *("compMatrix", "Matrix", "xMatrix", "mMatrix", "replValueSp"),
    ),
    "dsCMatrix": (*_SPARSE, "symmetricMatrix"),
    "dtCMatrix": (*_SPARSE, "triangularMatrix"),
    "ddiMatrix": ("diagonalMatrix", "dMatrix", "sparseMatrix", "Matrix"),
    "dgeMatrix": (*_DENSE, *_GENERAL),
    "dsyMatrix": (*_DENSE, "symmetricMatrix"),
    "dpoMatrix": ("dsyMatrix", *_DENSE, "symmetricMatrix"),
    "corMatrix": ("dpoMatrix", "dsyMatrix", *_DENSE, "symmetricMatrix"),
    "dtrMatrix": (*_DENSE, "triangularMatrix"),
    "Cholesky": ("dtrMatrix", *_DENSE, "triangularMatrix"),
    "lgeMatrix": (*_LOGICAL, *_GENERAL[:1]),
    "lsyMatrix": (*_LOGICAL, "symmetricMatrix"),
}
"""R's class to the classes it extends. R: Matrix 1.5-3."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ExternalPointer:
    """What R has where a reference object points to compiled code; there is nothing in it."""

    class_name: str = "externalptr"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefMethods:
    """What `str` says of the methods of a reference object: how many there are, and which are its own."""

    total: int
    own: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class S4Object:
    """An object of an S4 class, or of a reference class.

    Attributes:
        class_name: R's name of the class.
        package: the package that defines it.
        slots: the slots, or the fields of a reference object, in R's order.
        bases: the classes it extends, nearest first.
        methods: what there is to say of a reference object's methods; None for an S4 object.
    """

    class_name: str
    package: str
    slots: Slots
    bases: tuple[str, ...] = ()
    methods: RefMethods | None = None

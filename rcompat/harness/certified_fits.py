"""Mixed models whose estimates are certified to 30 digits and more: by `scripts/certify.py`, or by a closed form.

`certified_fits.json` holds data and results; two formulations that share nothing but the data agree on every number.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from rcompat.base.factors import as_factor
from rcompat.base.frame import Frame

__all__ = ["CertifiedFit", "certified_fits"]

_FILE = Path(__file__).parent / "data" / "certified_fits.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedFit:
    """One model and its certified variances.

    Attributes:
        name: its name in the table.
        formula: model formula in the variables of `frame`.
        frame: the data, as doubles.
        variances: variance of every random effect by "term column", and "Residual".
        reml: whether by REML.
        weights, offset: names of columns, or None.
        agreed_digits: digits to which two formulations agree; None for a closed form.
    """

    name: str
    formula: str
    frame: Frame
    variances: dict[str, Fraction]
    reml: bool = True
    weights: str | None = None
    offset: str | None = None
    agreed_digits: int | None = None

    @property
    def r_arguments(self) -> str:
        """The arguments behind the data in R's call."""
        named = [f", {name} = {value}" for name in ("weights", "offset") if (value := getattr(self, name))]
        return "".join(named) + ("" if self.reml else ", REML = FALSE")


def certified_fits() -> tuple[CertifiedFit, ...]:
    """The fits certified by `scripts/certify.py`."""
    return tuple(_read(fit) for fit in json.loads(_FILE.read_text(encoding="utf-8")))


def _read(fit: dict[str, Any]) -> CertifiedFit:
    numeric = {name: np.array(values, dtype=np.float64) for name, values in fit["numeric"].items()}
    factors = {name: as_factor(np.array(values, dtype=object)) for name, values in fit["factors"].items()}
    variances = {}
    for name, value in fit["covariances"].items():
        term, one, other = name.split("|")
        if one == other:
            variances[f"{term} {one}"] = Fraction(value)
    return CertifiedFit(
        name=fit["name"],
        formula=fit["formula"],
        frame=Frame(columns={**numeric, **factors}, n=len(numeric["y"])),
        variances={**variances, "Residual": Fraction(fit["sigma_sq"])},
        reml=fit["reml"],
        weights=fit["weights"],
        offset=fit["offset"],
        agreed_digits=fit["agreed_digits"],
    )

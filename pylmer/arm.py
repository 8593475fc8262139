"""The R package arm, under its own names: posterior simulation and brief displays."""

from typing import TYPE_CHECKING

from rcompat.base.late_names import late_names

if TYPE_CHECKING:
    from pylmer.inference.accessors import fixef
    from pylmer.inference.brief_display import display
    from pylmer.inference.posterior_sim import MerSim, Sim, sim
    from pylmer.inference.random_effects import ranef
    from pylmer.inference.standard_errors import (
        invlogit,
        logit,
        rescale,
        se_coef,
        se_fixef,
        se_ranef,
        sigma_hat,
    )
    from pylmer.lme4 import coef

__all__ = [
    "MerSim",
    "Sim",
    "coef",
    "display",
    "fixef",
    "invlogit",
    "logit",
    "ranef",
    "rescale",
    "se_coef",
    "se_fixef",
    "se_ranef",
    "sigma_hat",
    "sim",
]

__r_version__ = "1.13-1"
# What `library(arm)` of the script interpreter attaches besides the functions.
__classes__ = ("MerSim", "Sim")
__depends__ = ("MASS", "Matrix", "lme4")
__startup__ = "\narm (Version 1.13-1, built: 2022-8-25)\n\nWorking directory is {folder}\n\n"
# R's functions without `...`: unknown arguments are errors.
__closed__ = (
    "se.ranef",
    "se.fixef",
)
# R's S4 generics, whose errors speak of signatures.
__formal__ = ("display", "se.coef", "sim")

__getattr__ = late_names(__name__, generics="display fixef ranef se_coef se_fixef se_ranef sigma_hat sim")

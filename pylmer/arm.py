"""The R package arm, under its own names: posterior simulation and brief displays."""

from __future__ import annotations

from pylmer.inference import accessors, brief_display, posterior_sim, random_effects, standard_errors
from pylmer.inference.posterior_sim import MerSim, Sim
from pylmer.inference.standard_errors import invlogit, logit, rescale
from pylmer.lme4 import coef
from pylmer.text import brief_display as _brief_display
from pylmer.text import posterior_sim as _posterior_sim
from rcompat.base.generics import generic

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

# What `library(arm)` of the script interpreter attaches besides the functions.
__depends__ = ("MASS", "Matrix", "lme4")

_DRAWERS = (_brief_display, _posterior_sim)

fixef = generic(accessors.fixef)
ranef = generic(random_effects.ranef)
display = generic(brief_display.display)
se_coef = generic(standard_errors.se_coef)
se_fixef = generic(standard_errors.se_fixef)
se_ranef = generic(standard_errors.se_ranef)
sigma_hat = generic(standard_errors.sigma_hat)
sim = generic(posterior_sim.sim)

"""R's generic functions for pictures, for the classes of mixed models."""

from __future__ import annotations

from typing import Any

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.bootstrap import BootMer
from pylmer.inference.least_squares_means import LsMeans
from pylmer.inference.profile_record import Profile
from pylmer.inference.random_effects import RanefTable
from pylmer.inference.selection import StepResult
from pylmer.plots.answers import plot_bootstrap, plot_means
from pylmer.plots.fits import plot_fit, qqmath_fit
from pylmer.plots.profiles import densities, pairs, read_profile, zeta_curves
from pylmer.plots.random_effects import caterpillars, normal_quantiles, read_effects
from rcompat.base.frame import Frame
from rcompat.base.generics import NoMethodError
from rcompat.base.vectors import RList

__all__ = ["densityplot", "dotplot", "plot", "qqmath", "splom", "xyplot"]


def _profile(x: Profile | Frame) -> Profile:
    return x if isinstance(x, Profile) else read_profile(x)


def plot(x: Any, form: Any = "resid(.) ~ fitted(.)", abline: float | None = None) -> Any:
    """A fit's residuals against its fitted values (or by `form`), means, the steps' means, a bootstrap's densities.

    R: plot.merMod, plot.ls_means, plot.step_list (lme4, lmerTest).
    """
    if isinstance(x, MerFit):
        return plot_fit(x, form, abline)
    if isinstance(x, LsMeans):
        return plot_means(x)
    if isinstance(x, StepResult):
        from pylmer.inference.least_squares_means import ls_means

        return plot_means(ls_means(x.model))
    if isinstance(x, BootMer):
        return plot_bootstrap(x)
    raise NoMethodError("plot", (type(x).__name__,))


def dotplot(x: RanefTable | RList) -> dict[str, Any]:
    """Caterpillars of random effects, one figure for each grouping factor. R: dotplot.ranef.mer."""
    if isinstance(x, RanefTable | RList):
        return caterpillars(read_effects(x))
    raise NoMethodError("dotplot", (type(x).__name__,))


def qqmath(x: Any) -> Any:
    """Normal quantiles of a fit's residuals, or of random effects (one figure for each factor).

    R: qqmath.merMod, qqmath.ranef.mer.
    """
    if isinstance(x, MerFit):
        return qqmath_fit(x)
    if isinstance(x, RanefTable | RList):
        return normal_quantiles(read_effects(x))
    raise NoMethodError("qqmath", (type(x).__name__,))


def xyplot(x: Profile | Frame, absVal: bool = False) -> Any:
    """Zeta against each parameter of a profile. R: xyplot.thpr."""
    if isinstance(x, Profile | Frame):
        return zeta_curves(_profile(x), absVal)
    raise NoMethodError("xyplot", (type(x).__name__,))


def densityplot(x: Any) -> Any:
    """Densities of a profile's parameters, or of bootstrapped statistics. R: densityplot.thpr."""
    if isinstance(x, Profile | Frame):
        return densities(_profile(x))
    if isinstance(x, BootMer):
        return plot_bootstrap(x)
    raise NoMethodError("densityplot", (type(x).__name__,))


def splom(x: Profile | Frame) -> Any:
    """Pairs of a profile's parameters. R: splom.thpr."""
    if isinstance(x, Profile | Frame):
        return pairs(_profile(x))
    raise NoMethodError("splom", (type(x).__name__,))

"""lme4's checks of the input, in its order and its sentences.

Each check has an action: "ignore", "message", "warning" or "stop" (some with the suffix "Small": skipped for large
problems). The sentences that the fit prints again under "fit warnings:" are returned. R: lme4 checkNlevels,
checkZdims, checkZrank, chkRank.drop.cols, checkScaleX.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pylmer.structure.re_terms import ReTerm, ReTerms
from rcompat.base.conditions import RError, message, running, warning
from rcompat.maths.linpack import pivoted_qr

__all__ = ["check_factor_levels", "check_term_sizes", "check_z_rank", "kept_columns", "scale_columns"]

_SMALL_LIMIT = 1e6
_LEVELS = ("message", "warning", "stop", "ignore")
_UNIDENTIFIABLE = (
    "; the random-effects parameters and the residual variance (or scale parameter) are probably unidentifiable"
)
_SCALE_TEXT = "Some predictor variables are on very different scales: "


def _act(action: str, option: str, text: str, where: str) -> None:
    """Do what the control asks for when a check has failed."""
    if action.startswith("warning"):
        warning(text)
    elif action.startswith("stop"):
        raise RError(text)
    else:
        raise RError(f"unknown check level for '{option}'", where)


def _is_checked(action: str, option: str, small_ok: bool = False) -> bool:
    """Whether the check runs.

    Raises:
        RError: the control holds no known action.
    """
    allowed = _LEVELS + tuple(f"{level}Small" for level in _LEVELS) if small_ok else _LEVELS
    if action not in allowed:
        options = ",".join(f"‘{level}’" for level in allowed)
        where = "checkCtrlLevels(cstr, cc, smallOK = TRUE)" if small_ok else "checkCtrlLevels(cstr, cc <- ctrl[[cstr]])"
        raise RError(f"invalid control level ‘{action}’ in {option}: valid options are {{{options}}}", where)
    return not action.startswith("ignore")


@running("checkNlevels")
def check_factor_levels(re: ReTerms, n: int, actions: Mapping[str, str]) -> None:
    """Check the numbers of levels of the grouping factors against 1, n and 5.

    Args:
        re: the random-effects terms.
        n: number of observations.
        actions: control's actions by R option name ("check.nlev.gtr.1", ...).

    Raises:
        RError: a failed check whose action is "stop".
    """
    where = "checkNlevels(reTrms$flist, n = n, control)"
    counts = [len(factor.levels) for factor in re.factors]
    option = "check.nlev.gtr.1"
    if _is_checked(actions[option], option) and any(count < 2 for count in counts):
        _act(actions[option], option, "grouping factors must have > 1 sampled level", where)
    option = "check.nobs.vs.nlev"
    if _is_checked(actions[option], option) and any(count >= n for count in counts):
        names = ", ".join(name for name, count in zip(re.factor_names, counts, strict=True) if count >= n)
        text = f"number of levels of each grouping factor must be < number of observations (problems: {names})"
        _act(actions[option], option, text, where)
    option = "check.nlev.gtreq.5"
    if _is_checked(actions[option], option) and any(count < 5 for count in counts):
        text = "grouping factors with < 5 sampled levels may give unreliable estimates"
        _act(actions[option], option, text, where)


@running("checkZdims")
def check_term_sizes(terms: Sequence[ReTerm], n: int, action: str) -> None:
    """Check that no term has as many random effects as there are observations.

    Raises:
        RError: a failed check whose action is "stop".
    """
    option = "check.nobs.vs.nRE"
    if not _is_checked(action, option):
        return
    for term in terms:
        count = term.k * term.levels
        if n <= count:
            text = f"number of observations (={n}) <= number of random effects (={count}) for term ({term.label})"
            _act(action, option, text + _UNIDENTIFIABLE, "FUN(X[[i]], ...)")


@running("checkZrank")
def check_z_rank(re: ReTerms, n: int, action: str) -> None:
    """Check that Z has fewer independent columns than there are observations.

    Raises:
        RError: a failed check whose action is "stop".
    """
    option = "check.nobs.vs.rankZ"
    if not _is_checked(action, option, small_ok=True):
        return
    if action.endswith("Small") and n * re.q > _SMALL_LIMIT:
        return
    z = np.zeros((n, re.q))
    z[np.repeat(np.arange(n), np.diff(re.zt_starts)), re.zt_rows] = re.zt_values
    rank = int(np.linalg.matrix_rank(z))
    if n <= rank:
        text = f"number of observations (={n}) <= rank(Z) (={rank})"
        _act(action, option, text + _UNIDENTIFIABLE, "checkZrank(reTrms$Zt, n = n, control, nonSmall = 1e+06)")


def kept_columns(x: NDArray[np.float64], action: str) -> tuple[list[int], str | None]:
    """Find the columns of X that its pivoted QR (tolerance 1e-7) calls independent, in their order.

    Returns:
        Column numbers, and the sentence about dropped columns or None.

    Raises:
        RError: X holds NaN or Inf; or it is deficient and the action is "stop.deficient".
    """
    p = x.shape[1]
    everything = list(range(p))
    if action == "ignore" or p == 0:
        return everything, None
    if not np.isfinite(x).all():
        raise RError("NA/NaN/Inf in foreign function call (arg 1)", "qr.default(X, tol = tol, LAPACK = FALSE)")
    decomposition = pivoted_qr(x, tol=1e-7)
    dropped = p - decomposition.rank
    if dropped == 0:
        return everything, None
    if action == "stop.deficient":
        raise RError(
            f"the fixed-effects model matrix is column rank deficient (rank(X) = {decomposition.rank} < {p} = p);\n"
            "the fixed effects will be jointly unidentifiable"
        )
    noun = "column / coefficient" if dropped == 1 else "columns / coefficients"
    text = f"fixed-effect model matrix is rank deficient so dropping {dropped} {noun}"
    if action == "message+drop.cols":
        message(text)
    elif action == "warn+drop.cols":
        warning(text, "chkRank.drop.cols(X, kind = rankX.chk, tol = 1e-07)")
    return sorted(int(j) for j in decomposition.pivot[: decomposition.rank]), text


def scale_columns(x: NDArray[np.float64], action: str) -> tuple[NDArray[np.float64], str | None]:
    """Check that the columns of X are on comparable scales: standard deviations within 1e3 of each other and of 1.

    Returns:
        X (its columns divided by their standard deviations if the action asks for it), and the sentence or None.

    Raises:
        RError: a failed check whose action is "stop".
    """
    if action == "ignore" or x.shape[0] < 2:
        return x, None
    wide = [j for j in range(x.shape[1]) if not _is_indicator(x[:, j])]
    deviations = [float(np.std(x[:, j], ddof=1)) for j in wide]
    # a constant column that is no indicator counts as infinitely small
    logs = [float(np.log10(s)) if s > 0.0 else -math.inf for s in deviations if s == s]
    extremes = [*logs, 0.0]
    if max(extremes) - min(extremes) <= 3.0:
        return x, None
    if not action.endswith("rescale"):
        text = _SCALE_TEXT + "consider rescaling"
        if action == "stop":
            raise RError(text)
        warning(text)
        return x, text
    text = _SCALE_TEXT + "auto-rescaled (results NOT adjusted)"
    scaled = x.copy()
    for j, deviation in zip(wide, deviations, strict=True):
        scaled[:, j] = x[:, j] / deviation
    if action == "warn+rescale":
        warning(text)
    return scaled, text


def _is_indicator(column: NDArray[np.float64]) -> bool:
    return bool(((column == 0.0) | (column == 1.0)).all())

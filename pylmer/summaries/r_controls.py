"""Settings of fits as R scripts see them: nested lists. R: lme4::lmerControl, glmerControl, .makeCC."""

from __future__ import annotations

from collections.abc import Mapping

from pylmer.control import ConvergenceCheck, GlmerControl, LmerControl
from rcompat.base.generics import answers
from rcompat.base.vectors import RList

__all__: list[str] = []

_CHECKS = (
    *("check_nobs_vs_rankZ", "check_nobs_vs_nlev", "check_nlev_gtreq_5", "check_nlev_gtr_1", "check_nobs_vs_nRE"),
    *("check_rankX", "check_scaleX", "check_formula_LHS"),
)


def _listed(parts: Mapping[str, object], *kinds: str) -> RList:
    attributes = {"class": kinds} if kinds else {}
    return RList(values=tuple(parts.values()), names=tuple(parts), attributes=attributes)


@answers("r_value", ConvergenceCheck)
def _check(check: ConvergenceCheck) -> RList:
    parts: dict[str, object] = {"action": check.action, "tol": check.tol}
    return _listed(parts | ({} if check.rel_tol is None else {"relTol": check.rel_tol}))


@answers("r_value", LmerControl)
def _control(control: LmerControl) -> RList:
    return _listed(_parts(control, _CHECKS), "lmerControl", "merControl")


@answers("r_value", GlmerControl)
def _glmer_control(control: GlmerControl) -> RList:
    more = {"tolPwrss": control.tolPwrss, "compDev": control.compDev, "nAGQ0initStep": control.nAGQ0initStep}
    parts = _parts(control, (*_CHECKS, "check_response_not_const"))
    return _listed({**parts, **more}, "glmerControl", "merControl")


def _parts(control: LmerControl, checks: tuple[str, ...]) -> dict[str, object]:
    gradient = {"action": control.check_conv_grad.action, "tol": control.check_conv_grad.tol}
    convergence = {
        "check.conv.grad": _listed({**gradient, "relTol": control.check_conv_grad.rel_tol}),
        "check.conv.singular": _check(control.check_conv_singular),
        "check.conv.hess": _check(control.check_conv_hess),
    }
    return {
        "optimizer": control.optimizer,
        "restart_edge": control.restart_edge,
        "boundary.tol": control.boundary_tol,
        "calc.derivs": control.calc_derivs,
        "use.last.params": control.use_last_params,
        "checkControl": _listed({name.replace("_", ".", 4): getattr(control, name) for name in checks}),
        "checkConv": _listed(convergence),
        "optCtrl": _listed(control.optCtrl) if control.optCtrl else RList(values=()),
    }

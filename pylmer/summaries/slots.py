"""The slots of fits and of posterior simulations as R scripts see them: `m@theta`, `m@frame`, `m@optinfo`.

Answers the generic `r_slots`: the name of a slot to a function that makes its value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.get_me import getME
from pylmer.inference.model_frames import model_frame
from pylmer.inference.posterior_sim import MerSim, Sim
from pylmer.inference.satterthwaite import LmerTestFit
from pylmer.summaries.fit_modules import predictor_module, response_module
from rcompat.base.generics import answers
from rcompat.base.vectors import RList, Vector

__all__ = ["optimizer_info"]

Slots = Mapping[str, Callable[[], Any]]


def _named_list(items: Mapping[str, object]) -> RList:
    return RList(values=tuple(items.values()), names=tuple(items))


@answers("r_slots", MerFit)
def _fit_slots(fit: MerFit) -> Slots:
    return {
        "resp": lambda: response_module(fit),
        "Gp": lambda: getME(fit, "Gp"),
        "call": lambda: fit.request.call if fit.request.shown else fit.spec.call,
        "frame": lambda: model_frame(fit),
        "flist": lambda: getME(fit, "flist"),
        "cnms": lambda: getME(fit, "cnms"),
        "lower": lambda: fit.spec.re.lower,
        "theta": lambda: fit.state.theta,
        "beta": lambda: fit.state.beta,
        "u": lambda: fit.state.u,
        "devcomp": lambda: getME(fit, "devcomp"),
        "pp": lambda: predictor_module(fit),
        "optinfo": lambda: optimizer_info(fit),
    }


@answers("r_slots", LmerTestFit)
def _test_fit_slots(fit: LmerTestFit) -> Slots:
    names = (fit.spec.x_names, fit.spec.x_names)
    return {
        "vcov_varpar": lambda: fit.vcov_varpar,
        "Jac_list": lambda: RList(values=tuple(fit.jac_list)),
        "vcov_beta": lambda: Vector(data=fit.vcov_beta, dimnames=names),
        "sigma": lambda: fit.sigma,
        **_fit_slots(fit),
    }


def _number(value: Any) -> Any:
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def optimizer_info(fit: MerFit) -> RList:
    """What the optimiser did. R: the slot optinfo."""
    optim = fit.optim
    derivatives = None
    if optim.gradient is not None and optim.hessian is not None:
        derivatives = _named_list({"gradient": optim.gradient, "Hessian": optim.hessian})
    problems: dict[str, object] = {}
    if optim.convergence_messages:
        texts = optim.convergence_messages
        codes = optim.convergence_codes
        # R gathers what it says of the Hessian in a list; the gradient alone leaves a whole number and a text.
        about_hessian = any(code > 0 for code in codes)
        problems = {"code": np.array(codes, dtype=float if about_hessian else np.int32)} if codes else {}
        problems["messages"] = RList(values=texts) if about_hessian else Vector(data=np.array(texts, dtype=object))
    found = _named_list(problems) if problems else RList(values=())
    return _named_list(
        {
            "optimizer": optim.optimizer,
            "control": _named_list({name: _number(value) for name, value in optim.options.items()}),
            "derivs": derivatives,
            "conv": _named_list({"opt": float(optim.code), "lme4": found}),
            "feval": optim.evaluations,
            "message": optim.message,
            "warnings": RList(values=optim.optimizer_warnings),
            "val": optim.par,
        }
    )


@answers("r_slots", MerSim)
def _sim_slots(draws: MerSim) -> Slots:
    return {"fixef": lambda: draws.fixef, "ranef": lambda: draws.ranef, "sigma": lambda: draws.sigma}


@answers("r_class", MerSim)
def _sim_class(draws: MerSim) -> Vector:
    return Vector(data=np.array(["sim.merMod"], dtype=object), attributes={"package": "arm"})


@answers("r_slots", Sim)
def _lm_sim_slots(draws: Sim) -> Slots:
    return {"coef": lambda: draws.coef, "sigma": lambda: draws.sigma}


@answers("r_class", Sim)
def _lm_sim_class(draws: Sim) -> Vector:
    return Vector(data=np.array(["sim"], dtype=object), attributes={"package": "arm"})

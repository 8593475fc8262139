"""optimize, uniroot, integrate, optim, polyroot-free searches for the best value. R: stats."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.number_text import format_doubles
from rcompat.maths.brent import brent_minimum, brent_root
from rcompat.maths.minimizers import Minimum, bfgs, nelder_mead
from rcompat.script.calling import call_function
from rcompat.script.coercion import flag, number, string, to_array, whole
from rcompat.script.conditions import UnsupportedError
from rcompat.script.functions.language import function_of
from rcompat.script.indexing import dollar
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.signals import raise_warning
from rcompat.script.values import List, Value, Vec, chr, dbl, intv, make_list, scalar

__all__: list[str] = []

_QUARTER = 2.220446049250313e-16**0.25


def _numeric(context: Context, function: Value, dots: Any, form: str) -> Callable[[Any], float]:
    """An R function of one argument as a Python function of numbers."""
    values, names = [value for _, value in dots], [name for name, _ in dots]
    run = function_of(context, function)

    def call(x: Any) -> float:
        argument = dbl([x]) if np.ndim(x) == 0 else dbl(np.array(x))
        result = call_function(context.it, run, [argument, *values], [None, *names], form=form)
        return number(result, "f")

    return call


@builtin("optimize optimise", "f interval ... lower upper maximum tol")
def _optimize(
    context: Context,
    f: Value,
    interval: Value = None,
    dots: Any = (),
    lower: Value = None,
    upper: Value = None,
    maximum: Value = None,
    tol: Value = None,
) -> Value:
    low = number(lower) if lower is not None else float(to_array(interval, "double").min())
    high = number(upper) if upper is not None else float(to_array(interval, "double").max())
    run = _numeric(context, f, dots, "f(arg, ...)")
    is_maximum = maximum is not None and flag(maximum)
    sign = -1.0 if is_maximum else 1.0
    place = brent_minimum(lambda x: sign * run(x), low, high, _QUARTER if tol is None else number(tol))
    return make_list({"maximum" if is_maximum else "minimum": dbl([place]), "objective": dbl([run(place)])})


@builtin("uniroot", "f interval ... lower upper f.lower f.upper extendInt check.conv tol maxiter trace")
def _uniroot(
    context: Context,
    f: Value,
    interval: Value = None,
    dots: Any = (),
    lower: Value = None,
    upper: Value = None,
    f_lower: Value = None,
    f_upper: Value = None,
    extend: Value = None,
    check: Value = None,
    tol: Value = None,
    maxiter: Value = None,
    trace: Value = None,
) -> Value:
    low = number(lower) if lower is not None else float(to_array(interval, "double").min())
    high = number(upper) if upper is not None else float(to_array(interval, "double").max())
    run = _numeric(context, f, dots, "f(lower, ...)")
    at_low, at_high = run(low), run(high)
    for name, value in (("f.lower", at_low), ("f.upper", at_high)):
        if math.isnan(value):
            raise RError(f"{name} = f({name[2:]}) is NA")
    if at_low * at_high > 0:
        raise RError("f() values at end points not of opposite sign")
    most = 1000 if maxiter is None else whole(maxiter)
    found = brent_root(run, (low, high), (at_low, at_high), _QUARTER if tol is None else number(tol), most)
    count = found.iterations
    if count < 0:
        raise_warning(context.it, f"-1 = 'maxiter' reached without convergence ({most})", context.call)
        count = most
    parts = {
        "root": dbl([found.root]),
        "f.root": dbl([found.value]),
        "iter": intv([count]),
        "init.it": Vec(np.array([-2147483648], dtype=np.int32)),
        "estim.prec": dbl([found.precision]),
    }
    return make_list(parts)


@builtin("integrate", "f lower upper ... subdivisions rel.tol abs.tol stop.on.error")
def _integrate(
    context: Context,
    f: Value,
    lower: Value,
    upper: Value,
    dots: Any = (),
    subdivisions: Value = None,
    rel_tol: Value = None,
    abs_tol: Value = None,
    stop_on_error: Value = None,
) -> Value:
    from scipy.integrate import quad

    run = _numeric(context, f, dots, "f(x, ...)")
    relative = _QUARTER if rel_tol is None else number(rel_tol)
    absolute = relative if abs_tol is None else number(abs_tol)
    limit = 100 if subdivisions is None else whole(subdivisions)

    def checked(x: float) -> float:
        value = run(x)
        if not math.isfinite(value):
            raise RError("non-finite function value")
        return value

    ends = number(lower), number(upper)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        answer = quad(checked, *ends, epsabs=absolute, epsrel=relative, limit=limit, full_output=1)
    if len(answer) > 3:
        text = str(answer[3])
        raise RError(
            "the integral is probably divergent" if "divergent" in text else "maximum number of subdivisions reached"
        )
    parts = {
        "value": dbl([answer[0]]),
        "abs.error": dbl([answer[1]]),
        "subdivisions": intv([answer[2]["last"]]),
        "message": chr(["OK"]),
        "call": scalar(None),
    }
    result = make_list(parts)
    result.attrs["class"] = chr(["integrate"])
    return result


@builtin("print.integrate", "x digits ...")
def _print_integrate(context: Context, x: Value, digits: Value = None, dots: Any = ()) -> Value:
    wanted = None if digits is None else whole(digits)
    value = format_doubles([number(dollar(x, "value"))], digits=wanted)[0]
    error = format_doubles([number(dollar(x, "abs.error"))], digits=2)[0]
    context.it.out(f"{value} with absolute error < {error}\n")
    context.it.visible = False
    return x


def _control(control: Value, name: str, default: float) -> float:
    found = None if control is None else dollar(control, name)
    return default if found is None else number(found)


def _slope(f: Callable[[Any], float], steps: Any) -> Callable[[Any], Any]:
    """Central differences."""

    def gradient(x: Any) -> Any:
        found = np.empty(len(x))
        for i, step in enumerate(steps.tolist()):
            up, down = x.copy(), x.copy()
            up[i] += step
            down[i] -= step
            found[i] = (f(up) - f(down)) / (2.0 * step)
        return found

    return gradient


@builtin("optim", "par fn gr ... method lower upper control hessian")
def _optim(
    context: Context,
    par: Value,
    fn: Value,
    gr: Value = None,
    dots: Any = (),
    method: Value = None,
    lower: Value = None,
    upper: Value = None,
    control: Value = None,
    hessian: Value = None,
) -> Value:
    start = to_array(par, "double").astype(np.float64)
    names = {"names": par.attrs["names"]} if "names" in par.attrs else {}
    chosen = "Nelder-Mead" if method is None else string(method)
    scale = _control(control, "fnscale", 1.0)
    values, labels = [value for _, value in dots], [name for name, _ in dots]
    run = function_of(context, fn)

    def f(x: Any) -> float:
        result = call_function(
            context.it, run, [dbl(x.copy(), dict(names)), *values], [None, *labels], form="fn(par, ...)"
        )
        if not isinstance(result, Vec) or len(result) != 1:
            size = len(result) if isinstance(result, Vec) else 0
            raise RError(f"objective function in optim evaluates to length {size} not 1")
        return number(result) / scale

    gradient = _slope(f, np.full(len(start), 1e-3)) if gr is None else _given_slope(context, gr, names, dots, scale)
    found = _searched(context, chosen, f, gradient, start, control, (lower, upper))
    parts = _answer(found, names, scale, chosen)
    if hessian is not None and flag(hessian):
        parts["hessian"] = _hessian(gradient, found.par, scale, names)
    return make_list(parts)


def _answer(found: Minimum, names: dict[str, Value], scale: float, method: str) -> dict[str, Value]:
    counts = [count if count is not None else -2147483648 for count in found.counts]
    return {
        "par": dbl(found.par, dict(names)),
        "value": dbl([found.value * scale]),
        "counts": intv(counts, {"names": chr(["function", "gradient"])}),
        "convergence": intv([found.code]),
        "message": chr([_MESSAGE]) if method == "L-BFGS-B" else None,
    }


_MESSAGE = "CONVERGENCE: REL_REDUCTION_OF_F <= FACTR*EPSMCH"


def _given_slope(context: Context, gr: Value, names: dict[str, Value], dots: Any, scale: float) -> Callable[[Any], Any]:
    run = function_of(context, gr)
    values, labels = [value for _, value in dots], [name for name, _ in dots]

    def gradient(x: Any) -> Any:
        result = call_function(
            context.it, run, [dbl(x.copy(), dict(names)), *values], [None, *labels], form="gr(par, ...)"
        )
        return to_array(result, "double") / scale

    return gradient


def _searched(
    context: Context, method: str, f: Any, gradient: Any, start: Any, control: Value, limits: tuple[Value, Value]
) -> Minimum:
    reltol = _control(control, "reltol", math.sqrt(2.220446049250313e-16))
    if method == "Nelder-Mead" and len(start) == 1:
        text = 'one-dimensional optimization by Nelder-Mead is unreliable:\nuse "Brent" or optimize() directly'
        raise_warning(context.it, text, context.call)
    if method == "Nelder-Mead":
        return nelder_mead(f, start, reltol=reltol, most=int(_control(control, "maxit", 500)))
    if method == "BFGS":
        return bfgs(f, gradient, start, reltol=reltol, most=int(_control(control, "maxit", 100)))
    if method == "Brent":
        low, high = (number(limit) for limit in limits)
        place = brent_minimum(lambda x: f(np.array([x])), low, high, reltol)
        par = np.array([place])
        return Minimum(par, f(par), (None, None), 0)
    if method == "L-BFGS-B":
        return _bounded(f, gradient, start, limits)
    raise UnsupportedError(f'optim(method = "{method}")')


def _bounded(f: Any, gradient: Any, start: Any, limits: tuple[Value, Value]) -> Minimum:
    from scipy.optimize import minimize

    low, high = (
        np.full(len(start), default) if limit is None else np.resize(to_array(limit, "double"), len(start))
        for limit, default in zip(limits, (-np.inf, np.inf), strict=True)
    )
    bounds = list(zip(low.tolist(), high.tolist(), strict=True))
    options = {"maxcor": 5, "ftol": 1e7 * 2.220446049250313e-16, "gtol": 0.0, "maxiter": 100}
    found = minimize(f, start, jac=gradient, method="L-BFGS-B", bounds=bounds, options=options)
    return Minimum(found.x, float(found.fun), (int(found.nfev), int(found.nfev)), 0)


def _hessian(gradient: Any, par: Any, scale: float, names: dict[str, Value]) -> Value:
    n = len(par)
    rows = np.empty((n, n))
    for i in range(n):
        up, down = par.copy(), par.copy()
        up[i] += 1e-3
        down[i] -= 1e-3
        rows[i] = (gradient(up) - gradient(down)) / 2e-3 * scale
    data = 0.5 * (rows + rows.T)
    attrs: dict[str, Value] = {"dim": intv([n, n])}
    if names:
        attrs["dimnames"] = List([names["names"], names["names"]])
    return dbl(data.ravel(order="F"), attrs)

"""nls: nonlinear least squares by Gauss and Newton's method, and what a fit answers. R: stats."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.number_text import format_doubles
from rcompat.base.options import get_options
from rcompat.base.vectors import Vector
from rcompat.language.deparse import deparse, deparse_one
from rcompat.language.expressions import Argument, Call, Expr, Symbol
from rcompat.maths.distributions import pt
from rcompat.maths.linpack import PivotedQr, pivoted_qr, qr_coefficients, qt_times
from rcompat.script.calling import plain
from rcompat.script.coercion import flag, is_frame, number, strings, to_array
from rcompat.script.doors import from_record
from rcompat.script.evaluator import evaluate
from rcompat.script.functions.language import scope_of
from rcompat.script.indexing import dollar
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Environment, Language, List, Value, Vec, chr, dbl, intv, lgl, make_list, names_of
from rcompat.text.coef_table import coef_table_lines
from rcompat.text.values import print_lines

__all__: list[str] = []

_STEP = 2.0**-26
"""The square root of the machine epsilon: relative step of a numerical derivative."""
_LEAST_FACTOR = 1.0 / 1024.0


class _Model:
    """The model's right side as a function of the parameters (p,), its gradient (n, p), and the response (n,)."""

    def __init__(self, context: Context, formula: Call, env: Environment, start: dict[str, Any]) -> None:
        self.context, self.formula, self.env = context, formula, env
        self.names = list(start)
        self.sizes = [len(value) for value in start.values()]
        self.start = np.concatenate(list(start.values()))
        self.y = to_array(evaluate(context.it, formula.values[0], env), "double")

    def value(self, parameters: Any) -> Value:
        """The right side's value; the parameters stay set."""
        place = 0
        for name, size in zip(self.names, self.sizes, strict=True):
            self.env.values[name] = dbl(parameters[place : place + size])
            place += size
        return evaluate(self.context.it, self.formula.values[1], self.env)

    def at(self, parameters: Any) -> tuple[Any, Any]:
        """Fitted values and gradient; the gradient is the value's own attribute, or taken by forward differences."""
        found = self.value(parameters)
        fitted = np.resize(to_array(found, "double"), len(self.y))
        known = found.attrs.get("gradient")
        if known is not None:
            return fitted, np.asarray(known.data).reshape(len(fitted), -1, order="F")
        columns = []
        for j, theta in enumerate(parameters.tolist()):
            step = _STEP * abs(theta) if theta != 0.0 else _STEP
            moved = parameters.copy()
            moved[j] = theta + step
            columns.append((np.resize(to_array(self.value(moved), "double"), len(self.y)) - fitted) / step)
        self.value(parameters)
        return fitted, np.column_stack(columns)


_MODEL_CALL = "nlsModel(formula, mf, start, wts, scaleOffset = scOff, nDcentral = nDcntr)"


def _factorised(gradient: Any, words: str, call: str | None = None) -> PivotedQr:
    factor = pivoted_qr(gradient, 1e-7)
    if factor.rank < gradient.shape[1]:
        error = RError(words, call)
        error.functions = () if call is None else ("nlsModel",)
        raise error
    return factor


def _fitted(model: _Model, most: int, limit: float, tell: Callable[[int, Any, float], None]) -> dict[str, Any]:
    """Gauss-Newton steps, halved while they do not improve, until the relative offset is below `limit`."""
    parameters = model.start.copy()
    fitted, gradient = model.at(parameters)
    if not np.isfinite(fitted).all() or not np.isfinite(gradient).all():
        raise RError("Missing value or an infinity produced when evaluating the model")
    factor = _factorised(gradient, "singular gradient matrix at initial parameter estimates", _MODEL_CALL)
    rest, scale, count = model.y - fitted, 1.0, 0
    deviance = float((rest**2).sum())
    while True:
        turned = qt_times(factor, rest)
        p = len(parameters)
        offset = math.sqrt(float((turned[:p] ** 2).sum()) / float((turned[p:] ** 2).sum()))
        tell(count, parameters, deviance)
        if offset <= limit:
            break
        if count >= most:
            raise RError(f"number of iterations exceeded maximum of {most}")
        step = qr_coefficients(factor, rest)
        while True:
            trial = parameters + scale * step
            fitted, gradient = model.at(trial)
            new = float(((model.y - fitted) ** 2).sum())
            if new <= deviance:
                break
            scale /= 2.0
            if scale < _LEAST_FACTOR:
                shown = format_doubles([scale], digits=6)[0], format_doubles([_LEAST_FACTOR], digits=6)[0]
                raise RError(f"step factor {shown[0]} reduced below 'minFactor' of {shown[1]}")
        factor = _factorised(gradient, "singular gradient")
        parameters, rest, deviance = trial, model.y - fitted, new
        scale, count = min(2.0 * scale, 1.0), count + 1
    return {"pars": parameters, "fitted": fitted, "rest": rest, "factor": factor, "count": count, "offset": offset}


def _data_scope(context: Context, data: Value) -> Environment:
    return Environment(scope_of(context.it, data, context.env) if data is not None else context.env)


@builtin("nls", "formula data start control algorithm trace subset weights na.action model", lazy="data")
def _nls(
    context: Context,
    formula: Value,
    data: Any = None,
    start: Value = None,
    control: Value = None,
    algorithm: Value = None,
    trace: Value = None,
    subset: Value = None,
    weights: Value = None,
    na_action: Value = None,
    model: Value = None,
) -> Value:
    from rcompat.script.evaluator import force

    it = context.it
    frame = None if data is None else force(it, data)
    if isinstance(frame, List) and is_frame(frame):
        frame = _complete(frame, formula.expr)
    if start is None:
        raise RError("parameters without starting value in 'data' are not supported")
    values = {str(n): to_array(item, "double") for n, item in zip(names_of(start) or [], _items(start), strict=True)}
    problem = _Model(context, formula.expr, _data_scope(context, frame), values)
    told = trace is not None and flag(trace)

    def tell(count: int, parameters: Any, deviance: float) -> None:
        if told:
            shown = " ".join(format_doubles([float(v)])[0] for v in parameters)
            it.out(f"{format_doubles([deviance])[0]} :  {shown}\n")

    limit = _setting(control, "tol", 1e-5)
    found = _fitted(problem, int(_setting(control, "maxiter", 50.0)), limit, tell)
    labels = [n if s == 1 else f"{n}{i + 1}" for n, s in zip(values, problem.sizes, strict=True) for i in range(s)]
    shown = "parent.frame()" if data is None else deparse_one(plain(data))
    return _made(context, problem, found, labels, shown)


def _items(start: Value) -> list[Value]:
    return start.data if isinstance(start, List) else [dbl(start.data[i : i + 1]) for i in range(len(start))]


def _setting(control: Value, name: str, default: float) -> float:
    if isinstance(control, List) and name in (names_of(control) or []):
        return number(dollar(control, name))
    return default


def _complete(frame: List, formula: Expr) -> List:
    """The rows without missing values in the variables that the formula uses."""
    from rcompat.language.formulas import all_vars
    from rcompat.script.coercion import is_missing
    from rcompat.script.frame_indexing import take_rows

    names = [str(name) for name in strings(frame.attrs["names"])]
    used = [frame.data[names.index(name)] for name in all_vars(formula) if name in names]
    gone = np.any([is_missing(column.data) for column in used], axis=0) if used else np.zeros(0, dtype=bool)
    return take_rows(frame, np.flatnonzero(~gone)) if gone.any() else frame


def _made(context: Context, problem: _Model, found: dict[str, Any], labels: list[str], shown: str) -> List:
    p = len(labels)
    upper = np.triu(found["factor"].qr[:p, :p])
    parts = {
        "m": make_list(
            {
                "resid": dbl(found["rest"]),
                "fitted": dbl(found["fitted"]),
                "getPars": dbl(found["pars"], {"names": chr(labels)}),
                "Rmat": dbl(upper.ravel(order="F"), {"dim": intv([p, p])}),
                "formula": Language(problem.formula, {"class": chr(["formula"]), ".Environment": context.env}),
                "names": chr(problem.names),
                "sizes": intv(problem.sizes),
            }
        ),
        "convInfo": make_list(
            {
                "isConv": lgl([1]),
                "finIter": intv([found["count"]]),
                "finTol": dbl([found["offset"]]),
                "stopCode": intv([0]),
                "stopMessage": chr(["converged"]),
            }
        ),
        "data": Language(Symbol(shown)),
        "call": Language(_shown_call(context)),
    }
    result = make_list(parts)
    result.attrs["class"] = chr(["nls"])
    return result


def _shown_call(context: Context) -> Call:
    free = iter(("formula", "data", "start"))
    arguments = tuple(Argument(plain(a.value), a.name or next(free, None)) for a in context.call.arguments)
    return Call(Symbol("nls"), arguments)


def _part(fit: Value, name: str) -> Any:
    return dollar(dollar(fit, "m"), name)


def _deviance(fit: Value) -> float:
    return float((_part(fit, "resid").data ** 2).sum())


def _digits() -> int:
    return max(3, get_options().digits - 3)


def _convergence_lines(fit: Value) -> list[str]:
    info = dollar(fit, "convInfo")
    tolerance = format_doubles([float(dollar(info, "finTol").data[0])], digits=_digits())[0]
    return [
        "",
        f"Number of iterations to convergence: {dollar(info, 'finIter').data[0]} ",
        f"Achieved convergence tolerance: {tolerance}",
    ]


@builtin("print.nls", "x digits ...")
def _print_nls(context: Context, x: Value, digits: Value = None, dots: Any = ()) -> Value:
    parameters = _part(x, "getPars")
    wanted = _digits() if digits is None else int(number(digits))
    named = Vector(data=parameters.data, names=tuple(names_of(parameters) or ()))
    lines = ["Nonlinear regression model", f"  model: {' '.join(deparse(_part(x, 'formula').expr))}"]
    lines += [f"   data: {dollar(x, 'data').expr.name}", *print_lines(named, digits=wanted)]
    lines.append(f" residual sum-of-squares: {format_doubles([_deviance(x)], digits=wanted)[0]}")
    context.it.out("\n".join([*lines, *_convergence_lines(x)]) + "\n")
    context.it.visible = False
    return x


def _table(fit: Value) -> tuple[Any, float, int]:
    """Coefficient table (p, 4), residual standard error and degrees of freedom."""
    parameters = _part(fit, "getPars").data
    p = len(parameters)
    rest = len(_part(fit, "resid")) - p
    sigma = math.sqrt(_deviance(fit) / rest) if rest else math.nan
    inverse = np.linalg.inv(_part(fit, "Rmat").data.reshape(p, p, order="F"))
    errors = sigma * np.sqrt((inverse**2).sum(axis=1))
    ratios = parameters / errors
    tails = [2.0 * pt(-abs(float(v)), float(rest)) for v in ratios]
    return np.column_stack([parameters, errors, ratios, tails]), sigma, rest


@builtin("summary.nls", "object ...")
def _summary_nls(context: Context, object_: Value, dots: Any = ()) -> Value:
    table, sigma, rest = _table(object_)
    names = names_of(_part(object_, "getPars")) or []
    titles = ["Estimate", "Std. Error", "t value", "Pr(>|t|)"]
    attrs = {"dim": intv(table.shape), "dimnames": List([chr(names), chr(titles)])}
    parts: dict[str, Value] = {
        "formula": _part(object_, "formula"),
        "residuals": _part(object_, "resid"),
        "sigma": dbl([sigma]),
        "df": intv([len(names), rest]),
        "call": dollar(object_, "call"),
        "convInfo": dollar(object_, "convInfo"),
        "coefficients": dbl(table.ravel(order="F"), attrs),
        "parameters": dbl(table.ravel(order="F"), attrs),
    }
    result = make_list(parts)
    result.attrs["class"] = chr(["summary.nls"])
    return result


@builtin("print.summary.nls", "x digits ...")
def _print_summary(context: Context, x: Value, digits: Value = None, dots: Any = ()) -> Value:
    wanted = _digits() if digits is None else int(number(digits))
    table = dollar(x, "coefficients")
    names, titles = (tuple(strings(item)) for item in table.attrs["dimnames"].data)
    record = Vector(data=table.data.reshape(len(names), 4, order="F"), dimnames=(names, titles))
    lines = ["", f"Formula: {' '.join(deparse(dollar(x, 'formula').expr))}", "", "Parameters:"]
    lines += coef_table_lines(record, digits=wanted)
    sigma = format_doubles([float(dollar(x, "sigma").data[0])], digits=wanted)[0]
    lines += ["", f"Residual standard error: {sigma} on {dollar(x, 'df').data[1]} degrees of freedom"]
    context.it.out("\n".join([*lines, *_convergence_lines(x), ""]) + "\n")
    context.it.visible = False
    return x


@builtin("coef.nls coefficients.nls", "object ...")
def _coef(context: Context, object_: Value, dots: Any = ()) -> Value:
    return _part(object_, "getPars")


@builtin("fitted.nls residuals.nls", "object ...")
def _by_row(context: Context, object_: Value, dots: Any = ()) -> Value:
    is_fitted = context.builtin.name.startswith("fitted")
    label = "Fitted values" if is_fitted else "Residuals"
    return dbl(_part(object_, "fitted" if is_fitted else "resid").data, {"label": chr([label])})


@builtin("deviance.nls df.residual.nls nobs.nls sigma.nls", "object ...")
def _figure(context: Context, object_: Value, dots: Any = ()) -> Value:
    name = context.builtin.name
    if name == "deviance.nls":
        return dbl([_deviance(object_)])
    if name == "nobs.nls":
        return intv([len(_part(object_, "resid"))])
    _, sigma, rest = _table(object_)
    return dbl([sigma]) if name == "sigma.nls" else intv([rest])


@builtin("formula.nls", "x ...")
def _formula(context: Context, x: Value, dots: Any = ()) -> Value:
    return _part(x, "formula")


@builtin("vcov.nls", "object ...")
def _vcov(context: Context, object_: Value, dots: Any = ()) -> Value:
    names = names_of(_part(object_, "getPars")) or []
    p = len(names)
    inverse = np.linalg.inv(_part(object_, "Rmat").data.reshape(p, p, order="F"))
    _, sigma, _ = _table(object_)
    values = sigma**2 * (inverse @ inverse.T)
    return dbl(values.ravel(order="F"), {"dim": intv([p, p]), "dimnames": List([chr(names), chr(names)])})


@builtin("logLik.nls", "object ...")
def _loglik(context: Context, object_: Value, dots: Any = ()) -> Value:
    n = len(_part(object_, "resid"))
    value = -n * (math.log(2.0 * math.pi) + 1.0 - math.log(n) + math.log(_deviance(object_))) / 2.0
    df = 1 + len(_part(object_, "getPars"))
    return dbl([value], {"df": dbl([df]), "nobs": intv([n]), "nall": intv([n]), "class": chr(["logLik"])})


@builtin("predict.nls", "object newdata ...")
def _predict(context: Context, object_: Value, newdata: Value = None, dots: Any = ()) -> Value:
    if newdata is None:
        return Vec(_part(object_, "fitted").data)
    env = _data_scope(context, newdata)
    values, place = _part(object_, "getPars").data, 0
    for name, size in zip(strings(_part(object_, "names")), _part(object_, "sizes").data.tolist(), strict=True):
        env.values[str(name)] = dbl(values[place : place + size])
        place += size
    found = evaluate(context.it, _part(object_, "formula").expr.values[1], env)
    return from_record(to_array(found, "double"))

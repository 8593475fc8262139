"""Formulas: terms, update, reformulate, model.frame, model.matrix. R: stats."""

from __future__ import annotations

from functools import partial, reduce
from typing import Any

from rcompat.base.conditions import RError
from rcompat.base.options import get_options
from rcompat.design.model_frame import make_model_frame
from rcompat.design.model_matrix import model_matrix
from rcompat.language.expressions import Symbol, call
from rcompat.language.formulas import update_formula
from rcompat.language.syntax import parse_expression
from rcompat.language.terms import make_terms
from rcompat.script.coercion import flag, is_frame, string, strings
from rcompat.script.doors import from_record, terms_value, to_record
from rcompat.script.indexing import dollar
from rcompat.script.machine import Context
from rcompat.script.packages import script_names
from rcompat.script.registry import builtin
from rcompat.script.values import Language, List, Value, chr, intv, lgl, names_of

__all__: list[str] = []


def formula_value(expr: Any, env: Any) -> Language:
    """A formula as a value."""
    return Language(expr, {"class": chr(["formula"]), ".Environment": env})


@builtin("update update.formula", "object ...", generic=True)
def _update(context: Context, object_: Value, dots: Any = ()) -> Value:
    if isinstance(object_, Language) and dots:
        new = dots[0][1]
        expr = new.expr if isinstance(new, Language) else parse_expression(string(new))
        return formula_value(update_formula(object_.expr, expr), object_.attrs.get(".Environment", context.env))
    raise RError("need an object with call component")


@builtin("reformulate", "termlabels response intercept env")
def _reformulate(
    context: Context, termlabels: Value, response: Value = None, intercept: Value = None, env: Value = None
) -> Value:
    from rcompat.language.deparse import deparse_one

    text = " + ".join(str(label) for label in strings(termlabels))
    if intercept is not None and not flag(intercept):
        text += " - 1"
    left = ""
    if response is not None:
        left = deparse_one(response.expr) if isinstance(response, Language) else string(response)
    return formula_value(parse_expression(f"{left} ~ {text}"), context.env)


@builtin("terms terms.formula", "x data ...", generic=True)
def _terms(context: Context, x: Value, data: Value = None, dots: Any = ()) -> Value:
    if "terms" in getattr(x, "attrs", {}):
        return x.attrs["terms"]
    if isinstance(x, List):
        return _terms_of_list(x)
    names = None if data is None else [str(name) for name in strings(data.attrs["names"])]
    found = make_terms(x.expr, names)
    return terms_value(found, {}, x.attrs.get(".Environment", context.env))


def _terms_of_list(x: List) -> Value:
    """R: stats::terms.default."""
    found = dollar(x, "terms")
    if found is None:
        raise RError("no terms component nor attribute")
    return found


@builtin("delete.response drop.terms", "termobj ...")
def _delete_response(context: Context, termobj: Value, dots: Any = ()) -> Value:
    from rcompat.language.expressions import Call

    expr = termobj.expr
    return _terms(context, formula_value(Call(expr.function, expr.arguments[-1:]), context.env))


@builtin("model.frame", "formula data subset na.action ...", generic=True)
def _model_frame(
    context: Context, formula: Value, data: Value = None, subset: Value = None, na_action: Value = None, dots: Any = ()
) -> Value:
    frame = make_model_frame(
        formula.expr,
        None if data is None else to_record(data),
        environment=script_names(context.it, context.env),
        na_action=get_options().na_action if na_action is None else string(na_action),
    )
    return from_record(frame.frame)


@builtin("model.matrix", "object data contrasts.arg ...", generic=True)
def _model_matrix(
    context: Context, object_: Value, data: Value = None, contrasts: Value = None, dots: Any = ()
) -> Value:
    expr = object_.expr if isinstance(object_, Language) else None
    if expr is None:
        raise RError("model frame and formula mismatch in model.matrix()")
    from rcompat.language.expressions import Call

    formula: Any = expr
    right = Call(formula.function, formula.arguments[-1:])
    frame = make_model_frame(
        right,
        None if data is None else to_record(data),
        na_action=get_options().na_action,
        environment=script_names(context.it, context.env),
    )
    given = None
    if isinstance(contrasts, List):
        given = {
            str(name): to_record(item) if not hasattr(item, "kind") or item.kind != "character" else string(item)
            for name, item in zip(names_of(contrasts) or [], contrasts.data, strict=True)
        }
    found = model_matrix(frame.terms, frame, given)
    result = from_record(found.x)
    rows = chr(found.row_names if found.row_names is not None else (str(i + 1) for i in range(found.x.shape[0])))
    result.attrs["dimnames"] = List([rows, chr(found.names)])
    result.attrs["assign"] = intv(found.assign)
    if found.contrasts:
        result.attrs["contrasts"] = List(
            [from_record(item) for item in found.contrasts.values()], {"names": chr(found.contrasts)}
        )
    return result


@builtin("model.response model.extract", "data type")
def _model_response(context: Context, data: Value, type_: Value = None) -> Value:
    return data.data[0] if is_frame(data) else None


@builtin("is.formula is_formula", "x")
def _is_formula(context: Context, x: Value) -> Value:
    return lgl([isinstance(x, Language) and "formula" in getattr(x.attrs.get("class"), "data", [])])


@builtin("labels", "object ...", generic=True)
def _labels(context: Context, object_: Value, dots: Any = ()) -> Value:
    found = object_.attrs.get("term.labels")
    if found is None and isinstance(object_, List):
        terms = dollar(object_, "terms")
        found = None if terms is None else terms.attrs.get("term.labels")
    return found


@builtin("formula.data.frame DF2formula", "x ...")
def _formula_of_frame(context: Context, x: Value, dots: Any = ()) -> Value:
    """The first column by the others, or what a model frame was made from. R: stats::formula.data.frame."""
    if "terms" in x.attrs:
        return formula_value(x.attrs["terms"].expr, context.env)
    names: list[Any] = [Symbol(str(name)) for name in strings(x.attrs["names"])]
    if not names:
        raise RError("cannot create a formula from a zero-column data frame", "DF2formula(x, parent.frame())")
    left, right = names[:1] if len(names) > 1 else [], names[1:] or names
    return formula_value(call("~", *left, reduce(partial(call, "+"), right)), context.env)

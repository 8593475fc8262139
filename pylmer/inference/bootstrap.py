"""`bootMer`: refit to simulated responses, R's draw for draw; its intervals. R: lme4::bootMer, boot::boot.ci.

All responses are drawn before the first refit, so the replicates do not depend on each other: any number of workers
gives the same answer, and finished replicates can be kept on disk and taken up again.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.callers import argument_expr, caller_names
from pylmer.fit.lmer import objective_of, refit_spec, refitter
from pylmer.fit.mer_fit import MerFit
from pylmer.inference.accessors import residual_values
from pylmer.inference.checkpoint import Checkpoint, Replicate
from pylmer.inference.simulation import response_model, simulate_matrix
from pylmer.numerics.pls import Objective
from rcompat.base.arguments import first_whole, match_arg
from rcompat.base.conditions import RError, RMessage, RWarning, collect_conditions, running, warning
from rcompat.base.frame import NA_REAL, Frame
from rcompat.base.generics import ask
from rcompat.base.render import Printable
from rcompat.base.script_names import offered_names
from rcompat.base.sprintf import c_sprintf
from rcompat.base.vectors import Names, RList, Vector
from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import Argument, Call, Constant, Symbol
from rcompat.linear.likelihood import LogLik
from rcompat.maths.rng import random_seed, seed_by_argument, session_generator
from rcompat.maths.samples import sample_positions
from rcompat.text.structure import structure_lines

__all__ = ["BootMer", "bootMer", "boot_condition_text"]

Statistic = Callable[[MerFit], Any]
_FORMALS = (
    "x", "FUN", "nsim", "seed", "use.u", "re.form", "type", "verbose", ".progress", "PBargs", "parallel", "ncpus", "cl",
)  # fmt: skip
_NOT_NUMERIC = "bootMer currently only handles functions that return numeric vectors"

_CHUNKS = 8  # for each worker, so that none waits long for the last one
_LARGEST_CHUNK = 200


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BootMer(Printable):
    """A bootstrap of a fitted model. R: classes bootMer and boot.

    Attributes:
        t0: the statistic of the fit (k,).
        t: its replicates (R, k); NA where a refit failed.
        names: names of the statistic.
        R: number of replicates.
        seed: state of the generator in the end.
        sim: "parametric", as R says whatever was drawn.
        call: the call.
        messages, warnings, errors: texts of the conditions and how often each came.
        failures: number of failed replicates.
        fit: the model.
        function: the statistic.
    """

    t0: NDArray[np.float64]
    t: NDArray[np.float64]
    names: Names
    R: int
    seed: NDArray[np.int32]
    sim: str
    call: Call
    messages: Mapping[str, int]
    warnings: Mapping[str, int]
    errors: Mapping[str, int]
    failures: int
    fit: MerFit
    function: Statistic

    def to_frame(self) -> Frame:
        """The replicates, one column per statistic. R: as.data.frame.bootMer."""
        given = self.names or ("",) * self.t.shape[1]
        names = [name or f"V{j + 1}" for j, name in enumerate(given)]
        return Frame(columns={str(n): self.t[:, j].copy() for j, n in enumerate(names)}, n=self.R)


def bootMer(
    x: MerFit,
    FUN: Statistic,
    nsim: int = 1,
    seed: int | None = None,
    use_u: bool = False,
    re_form: object = "NA",
    type: str = "parametric",
    verbose: bool = False,
    progress: bool | str = False,
    PBargs: object = None,
    parallel: object = "no",
    ncpus: object = 1,
    cl: object = None,
    *,
    n_jobs: int = 1,
    checkpoint: str | None = None,
) -> BootMer:
    """Bootstrap a statistic of a fit.

    Args:
        x: a fitted model.
        FUN: takes a fit, returns numbers (scalar, sequence, `Vector` or mapping); any Python callable.
        nsim: number of replicates.
        seed: seed of the generator; None goes on from the session's state.
        use_u: condition on the conditional modes.
        re_form: as in `simulate`.
        type: "parametric", or "semiparametric" (residuals resampled; with `use_u` only).
        verbose: print each replicate as `str` shows it.
        progress: show a bar on stderr (tqdm).
        PBargs, parallel, ncpus, cl: R's settings of the bar and of its workers: without effect, as is "none" for
            `progress`; use `n_jobs`.
        n_jobs: worker processes (joblib); the answer does not depend on it.
        checkpoint: path of a file that keeps finished replicates; an interrupted run takes them up again.

    Raises:
        RError: R's messages: nsim not positive, FUN not numeric, semiparametric without `use_u`; a checkpoint of
            another run.

    R: lme4::bootMer.
    """
    count = first_whole(nsim, "stopifnot((nsim <- as.integer(nsim[1])) > 0)")
    if count is None or count <= 0:
        raise RError("(nsim <- as.integer(nsim[1])) > 0 is not TRUE", "bootMer(x, FUN, nsim)")
    statistic = _check_question(x, FUN)
    type = match_arg(type, ("parametric", "semiparametric"), "type")
    call = _call_of(x, FUN, count, seed, use_u, type)
    names, t0 = _numbers(statistic(x))
    if type == "semiparametric" and not use_u:
        raise RError("semiparametric bootstrapping with use.u=FALSE not yet implemented", "bootMer()")
    seed_by_argument(seed)
    responses = _responses(x, count, use_u, re_form, type)
    kept = Checkpoint.open(checkpoint, x, responses) if checkpoint else None
    run = _Run(fit=x, function=statistic, responses=responses, n_jobs=n_jobs, progress=progress not in (False, "none"))
    return _gather(call, names, t0, _replicates(run, kept, names if verbose else _QUIET), run)


def _check_question(x: Any, function: Any) -> Statistic:
    """The function that is meant; R's errors for what is no mixed model, and for what is no function."""
    if not isinstance(x, MerFit):
        ask("getME", x, "beta")
    if isinstance(function, str):
        names = offered_names()
        found = None if names is None else names.function(function)
        if found is None:
            call = 'get(as.character(FUN), mode = "function", envir = envir)'
            raise RError(f"object '{function}' of mode 'function' was not found", call)
        function = found
    if not callable(function):
        shown = deparse_one(argument_expr(function, caller_names()))
        with running("match.fun"):
            raise RError(f"'{shown}' is not a function, character or symbol", "match.fun(FUN)")
    return cast(Statistic, function)


def _call_of(x: MerFit, function: Statistic, nsim: int, seed: int | None, use_u: bool, kind: str) -> Call:
    offered = offered_names()
    matched = None if offered is None else offered.matched_call(None, _FORMALS)
    if isinstance(matched, Call) and deparse_one(matched.function).endswith("bootMer"):
        return matched
    names = caller_names()
    shown = Symbol(getattr(function, "__name__", "FUN").replace("<lambda>", "FUN"))
    arguments = [Argument(argument_expr(x, names), "x"), Argument(shown, "FUN")]
    arguments.append(Argument(Constant(float(nsim), "double"), "nsim"))
    if seed is not None:
        is_number = isinstance(seed, int | float)
        arguments.append(Argument(Constant(float(seed), "double") if is_number else argument_expr(seed, names), "seed"))
    if use_u:
        arguments.append(Argument(Constant(True, "logical"), "use.u"))
    if kind != "parametric":
        arguments.append(Argument(Constant(kind, "character"), "type"))
    return Call(Symbol("bootMer"), tuple(arguments))


def _numbers(value: Any) -> tuple[Names, NDArray[np.float64]]:
    """Names and values of a statistic.

    Raises:
        RError: it is not numeric.
    """
    names: Names = getattr(value, "names", None) if isinstance(value, Vector) else None
    if isinstance(value, Mapping):
        names, value = tuple(map(str, value)), list(value.values())
    elif isinstance(value, LogLik):
        value = value.value
    array = np.atleast_1d(np.asarray(value.data if isinstance(value, Vector) else value))
    if array.dtype.kind not in "fiu" or array.dtype == np.int8 or isinstance(value, RList):
        raise RError(_NOT_NUMERIC, "bootMer(x, FUN, nsim)")
    return names, array.astype(np.float64).ravel(order="F")


def _responses(x: MerFit, nsim: int, use_u: bool, re_form: object, kind: str) -> NDArray[np.float64]:
    """All simulated responses (n, nsim)."""
    generator = session_generator()
    if kind != "semiparametric":
        return simulate_matrix(response_model(x, None if use_u else re_form), nsim, generator)
    residuals, n = residual_values(x), x.spec.n
    columns = [x.state.mu + residuals[sample_positions(n, n, replace=True)] for _ in range(nsim)]
    return np.column_stack(columns)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Run:
    """What to do: refit to each response, columns of (n, nsim), and evaluate the statistic."""

    fit: MerFit
    function: Statistic
    responses: NDArray[np.float64]
    n_jobs: int
    progress: bool


_QUIET: Names = ("",)


def _replicates(run: _Run, kept: Checkpoint | None, shown: Names) -> list[Replicate]:
    """All replicates, those kept included; each one computed is printed under the names `shown` unless _QUIET."""
    done = {} if kept is None else dict(kept.replicates)
    everything = range(run.responses.shape[1])
    for i, replicate in _computed(run, [i for i in everything if i not in done]):
        done[i] = replicate
        if kept is not None:
            kept.add(i, replicate)
        if shown is not _QUIET and replicate.values is not None:
            lines = structure_lines(Vector(data=np.array(replicate.values), names=shown))
            sys.stdout.write(c_sprintf("%5d :", i + 1) + "\n".join(lines) + "\n")
    return [done[i] for i in everything]


def _computed(run: _Run, wanted: Sequence[int]) -> Iterable[tuple[int, Replicate]]:
    x = run.fit
    objective = objective_of(refit_spec(x.spec, x.spec.y))
    if run.n_jobs == 1:
        refitted = refitter(x, objective)
        for i in _with_bar(wanted, run.progress):
            yield i, _replicate(refitted, run.function, run.responses[:, i])
        return
    from joblib import Parallel, delayed, effective_n_jobs

    size = max(1, min(_LARGEST_CHUNK, len(wanted) // (_CHUNKS * effective_n_jobs(run.n_jobs))))
    chunks = [wanted[first : first + size] for first in range(0, len(wanted), size)]
    work = (delayed(_chunk)(x, run.function, run.responses[:, chunk], objective) for chunk in chunks)
    answers = Parallel(n_jobs=run.n_jobs, return_as="generator")(work)
    replicates = (replicate for answer in answers for replicate in answer)
    yield from zip(wanted, _with_bar(replicates, run.progress, len(wanted)), strict=True)


def _chunk(x: MerFit, function: Statistic, responses: NDArray[np.float64], objective: Objective) -> list[Replicate]:
    """What one worker does at a time: several replicates, so that the model travels to it once for all of them."""
    refitted = refitter(x, objective.refit(x.spec.y))  # a copy: other workers may be threads
    return [_replicate(refitted, function, y) for y in responses.T]


def _with_bar(items: Any, progress: bool, total: int | None = None) -> Any:
    if not progress:
        return items
    from tqdm.auto import tqdm

    return tqdm(items, total=total, disable=None)


def _replicate(
    refitted: Callable[[NDArray[np.float64]], MerFit], function: Statistic, y: NDArray[np.float64]
) -> Replicate:
    values: tuple[float, ...] | None = None
    errors: tuple[str, ...] = ()
    with collect_conditions() as conditions:
        try:
            values = tuple(_numbers(function(refitted(y)))[1].tolist())
        except Exception as error:
            errors = (str(error),)
    return Replicate(
        values=values,
        messages=tuple(c.message for c in conditions if isinstance(c, RMessage)),
        warnings=tuple(c.message for c in conditions if isinstance(c, RWarning)),
        errors=errors,
    )


def _gather(
    call: Call,
    names: Names,
    t0: NDArray[np.float64],
    replicates: Sequence[Replicate],
    run: _Run,
) -> BootMer:
    missing = (NA_REAL,) * len(t0)
    failures = sum(r.values is None for r in replicates)
    if failures:
        warning(f"some bootstrap runs failed ({failures}/{len(replicates)})", "bootMer(x, FUN, nsim)")
    rows = [missing if r.values is None else r.values for r in replicates]
    return BootMer(
        t0=t0,
        t=_bound(rows),
        names=names,
        R=len(replicates),
        seed=random_seed(),
        sim="parametric",
        call=call,
        messages=_counted(text for r in replicates for text in r.messages),
        warnings=_counted(text for r in replicates for text in r.warnings),
        errors=_counted(text for r in replicates for text in r.errors),
        failures=failures,
        fit=run.fit,
        function=run.function,
    )


def _bound(rows: Sequence[tuple[float, ...]]) -> NDArray[np.float64]:
    """Replicates of any length as the rows of a matrix: recycled to the longest. R: base::cbind."""
    width = max(map(len, rows))
    odd = next((i for i, row in enumerate(rows, 1) if row and width % len(row)), None)
    if odd is not None:
        text = f"number of rows of result is not a multiple of vector length (arg {odd})"
        warning(text, "(function (..., deparse.level = 1) ")
    return np.array([np.resize(row, width) for row in rows if row or not width], dtype=np.float64)


def _counted(texts: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(texts).items()))


def boot_condition_text(boot: BootMer) -> str | None:
    """What R's message says about the conditions of the replicates, or None if there were none."""
    kinds = (("message", boot.messages), ("warning", boot.warnings), ("error", boot.errors))
    lines = []
    for kind, counts in kinds:
        if counts:
            others = " (and others)" if len(counts) > 1 else ""
            lines.append(f"{sum(counts.values())} {kind}(s): {next(iter(counts))}{others}")
    return "\n" + "\n".join(lines) + "\n" if lines else None

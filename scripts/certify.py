"""Certify linear mixed models to 50 digits, by two formulations that share nothing but the data.

    python scripts/certify.py [NAME ...]

Marginal: the likelihood of y from the dense n x n covariance matrix, over sigma squared and the elements of every
covariance matrix of random effects. Profiled: the penalised least-squares criterion over the relative factors theta,
by q x q Cholesky factors. Both are minimised by Newton's method in 120-digit arithmetic (mpmath) from the same rough
start; a fit is certified if all parameters agree to 30 digits at least. Data and results go to
`rcompat/harness/data/certified_fits.json`, which `rcompat lre` reads.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from certified_models import MODELS, Model, start_of
from mpmath import mp, mpf

TARGET = Path(__file__).resolve().parent.parent / "rcompat" / "harness" / "data" / "certified_fits.json"
AGREED_DIGITS = 30
_WORKING_DIGITS = 120
_STEP = mpf(10) ** -25
_CONVERGED = mpf(10) ** -44
_MOST_ITERATIONS = 25

Row = list[Any]
Criterion = Callable[[Sequence[Any]], Any]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The data of a model as exact numbers: response, fixed columns, weights, and (groups, columns) of each term."""

    y: Row
    x: list[Row]
    weights: Row
    terms: tuple[tuple[list[str], list[Row]], ...]
    reml: bool


@dataclass(frozen=True, slots=True)
class Solution:
    """Estimates: sigma squared, the elements of every covariance matrix (lower triangle by rows), beta, criterion."""

    sigma_sq: Any
    covariances: Row
    beta: Row
    criterion: Any

    @property
    def all(self) -> Row:
        return [self.sigma_sq, *self.covariances, *self.beta, self.criterion]


def read_numbers(model: Model) -> Numbers:
    columns = {name: [mpf(value) for value in values] for name, values in model.numeric.items()}
    n = len(columns["y"])
    columns["1"] = [mpf(1)] * n
    for name, values in model.factors.items():
        columns |= {f"{name}={level}": [mpf(value == level) for value in values] for level in sorted(set(values))}

    def product(name: str) -> Row:
        cells = [columns[part] for part in name.split("*")]
        return [mp.fprod(row) for row in zip(*cells, strict=True)]

    def rows(names: Sequence[str]) -> list[Row]:
        return [list(row) for row in zip(*map(product, names), strict=True)]

    terms = tuple((model.groups(factor), rows(names)) for _, factor, names in model.random)
    y = columns["y"]
    if model.offset:
        y = [a - b for a, b in zip(y, columns[model.offset], strict=True)]
    weights = columns[model.weights] if model.weights else columns["1"]
    return Numbers(y=y, x=rows(model.fixed), weights=weights, terms=terms, reml=model.reml)


def cholesky(a: list[Row]) -> list[Row]:
    low: list[Row] = []
    for i, row in enumerate(a):
        new: Row = []
        for j in range(i):
            new.append((row[j] - mp.fdot(new, low[j][:j])) / low[j][j])
        new.append(mp.sqrt(row[i] - mp.fdot(new, new)))
        low.append(new)
    return low


def forward(low: list[Row], b: Row) -> Row:
    out: Row = []
    for row, value in zip(low, b, strict=True):
        out.append((value - mp.fdot(row[:-1], out)) / row[-1])
    return out


def backward(low: list[Row], b: Row) -> Row:
    out = [mpf(0)] * len(b)
    for i in reversed(range(len(b))):
        known = mp.fdot([(low[k][i], out[k]) for k in range(i + 1, len(b))])
        out[i] = (b[i] - known) / low[i][i]
    return out


def log_det(low: list[Row]) -> Any:
    return 2 * mp.fsum(mp.log(row[i]) for i, row in enumerate(low))


def cross(columns: list[Row]) -> list[Row]:
    return [[mp.fdot(a, b) for b in columns[: i + 1]] for i, a in enumerate(columns)]


def triangles(values: Sequence[Any], terms: tuple[tuple[list[str], list[Row]], ...]) -> list[list[Row]]:
    """Cut a parameter vector into lower triangles, row by row."""
    left, out = list(values), []
    for _, rows in terms:
        out.append([[left.pop(0) for _ in range(i + 1)] for i in range(len(rows[0]))])
    return out


def marginal(data: Numbers, parameters: Sequence[Any]) -> tuple[Any, Row]:
    """Minus twice the (restricted) log likelihood and beta, at sigma squared and the covariances of random effects."""
    sigma_sq, *rest = parameters
    n = len(data.y)
    v = [[mpf(0)] * (i + 1) for i in range(n)]
    for i in range(n):
        v[i][i] = sigma_sq / data.weights[i]
    for (groups, rows), low in zip(data.terms, triangles(rest, data.terms), strict=True):
        full = [[low[max(a, b)][min(a, b)] for b in range(len(low))] for a in range(len(low))]
        for i in range(n):
            left = [mp.fdot(rows[i], column) for column in full]
            for j in range(i + 1):
                if groups[i] == groups[j]:
                    v[i][j] += mp.fdot(left, rows[j])
    low_v = cholesky(v)
    x = [forward(low_v, list(column)) for column in zip(*data.x, strict=True)]
    y = forward(low_v, data.y)
    low_x = cholesky(cross(x))
    effects = forward(low_x, [mp.fdot(column, y) for column in x])
    rss = mp.fdot(y, y) - mp.fdot(effects, effects)
    value = log_det(low_v) + rss + (n - len(x) * data.reml) * mp.log(2 * mp.pi)
    return value + (log_det(low_x) if data.reml else 0), backward(low_x, effects)


def profiled(data: Numbers, theta: Sequence[Any]) -> tuple[Any, Any, Row]:
    """The profiled criterion, sigma squared and beta at theta: y on x and on u, penalised by the length of u."""
    roots = [mp.sqrt(weight) for weight in data.weights]
    columns: list[Row] = []
    for (groups, rows), low in zip(data.terms, triangles(theta, data.terms), strict=True):
        for level in sorted(set(groups)):
            for c in range(len(low)):
                scaled = [mp.fsum(row[k] * low[k][c] for k in range(c, len(low))) for row in rows]
                columns.append([s * r * (g == level) for s, r, g in zip(scaled, roots, groups, strict=True)])
    x = [[cell * r for cell, r in zip(column, roots, strict=True)] for column in zip(*data.x, strict=True)]
    y = [cell * r for cell, r in zip(data.y, roots, strict=True)]
    a = cross(columns)
    for i in range(len(columns)):
        a[i][i] += 1
    low_u = cholesky(a)
    cu = forward(low_u, [mp.fdot(column, y) for column in columns])
    rzx = [forward(low_u, [mp.fdot(column, xj) for column in columns]) for xj in x]
    gram = [[mp.fdot(x[i], x[j]) - mp.fdot(rzx[i], rzx[j]) for j in range(i + 1)] for i in range(len(x))]
    low_x = cholesky(gram)
    cb = forward(low_x, [mp.fdot(xj, y) - mp.fdot(r, cu) for xj, r in zip(x, rzx, strict=True)])
    pwrss = mp.fdot(y, y) - mp.fdot(cu, cu) - mp.fdot(cb, cb)
    df = len(y) - len(x) * data.reml
    value = log_det(low_u) - mp.fsum(map(mp.log, data.weights)) + df * (1 + mp.log(2 * mp.pi * pwrss / df))
    return value + (log_det(low_x) if data.reml else 0), pwrss / df, backward(low_x, cb)


def newton(function: Criterion, start: Sequence[Any]) -> Row:
    """The minimum near `start`; derivatives are differences over steps of 1e-25 in 120-digit arithmetic."""
    point = list(start)
    for _ in range(_MOST_ITERATIONS):
        gradient, hessian = derivatives(function, point)
        low = cholesky(hessian)
        change = backward(low, forward(low, gradient))
        point = [value - step for value, step in zip(point, change, strict=True)]
        if max(abs(step) / abs(value) for step, value in zip(change, point, strict=True)) < _CONVERGED:
            return point
    raise ArithmeticError("Newton's method did not converge")


def derivatives(function: Criterion, point: Row) -> tuple[Row, list[Row]]:
    steps = [abs(value) * _STEP for value in point]

    def at(*moves: tuple[int, int]) -> Any:
        moved = list(point)
        for i, sign in moves:
            moved[i] += sign * steps[i]
        return function(moved)

    m = len(point)
    middle = function(point)
    up, down = [at((i, 1)) for i in range(m)], [at((i, -1)) for i in range(m)]
    gradient = [(up[i] - down[i]) / (2 * steps[i]) for i in range(m)]
    hessian = [[mpf(0)] * (i + 1) for i in range(m)]
    for i in range(m):
        hessian[i][i] = (up[i] - 2 * middle + down[i]) / steps[i] ** 2
    for j, i in combinations(range(m), 2):
        both = at((i, 1), (j, 1)) + at((i, -1), (j, -1)) + 2 * middle - up[i] - up[j] - down[i] - down[j]
        hessian[i][j] = both / (2 * steps[i] * steps[j])
    return gradient, hessian


def covariances(sigma_sq: Any, theta: Sequence[Any], data: Numbers) -> Row:
    out: Row = []
    for low in triangles(theta, data.terms):
        for i, row in enumerate(low):
            out += [sigma_sq * mp.fdot(row[: j + 1], low[j]) for j in range(i + 1)]
    return out


def solve(model: Model) -> tuple[Solution, Solution]:
    """Both solutions."""
    data = read_numbers(model)
    theta = newton(lambda values: profiled(data, values)[0], [mpf(value) for value in start_of(model)])
    value, sigma_sq, beta = profiled(data, theta)
    by_profile = Solution(sigma_sq, covariances(sigma_sq, theta, data), beta, value)
    rough = [mpf(float(number)) for number in (sigma_sq, *by_profile.covariances)]  # sixteen digits as a start
    found = newton(lambda values: marginal(data, values)[0], rough)
    value, beta = marginal(data, found)
    return Solution(found[0], found[1:], beta, value), by_profile


def agreement(one: Solution, two: Solution) -> int:
    """Digits to which all numbers of two solutions agree."""
    pairs = zip(one.all, two.all, strict=True)
    return min(_WORKING_DIGITS if a == b else int(mp.floor(-mp.log10(abs(a - b) / abs(b)))) for a, b in pairs)


def record(model: Model, solution: Solution, digits: int) -> dict[str, Any]:
    def text(value: Any) -> str:
        return str(mp.nstr(value, min(digits, 50)))

    names = model.covariance_names()
    return {
        "name": model.name, "formula": model.formula, "reml": model.reml, "weights": model.weights,
        "offset": model.offset, "numeric": model.numeric, "factors": model.factors, "agreed_digits": digits,
        "sigma_sq": text(solution.sigma_sq), "beta": list(map(text, solution.beta)),
        "covariances": dict(zip(names, map(text, solution.covariances), strict=True)),
        "criterion": text(solution.criterion),
    }  # fmt: skip


def main() -> int:
    mp.dps = _WORKING_DIGITS
    known = {fit["name"]: fit for fit in json.loads(TARGET.read_text())} if TARGET.exists() else {}
    for model in MODELS:
        if len(sys.argv) > 1 and model.name not in sys.argv[1:]:
            continue
        marginal_solution, profile_solution = solve(model)
        digits = agreement(marginal_solution, profile_solution)
        print(f"{model.name}: both formulations agree to {digits} digits", flush=True)
        if digits < AGREED_DIGITS:
            return 1
        known[model.name] = record(model, marginal_solution, digits)
    TARGET.parent.mkdir(exist_ok=True)
    ordered = [known[model.name] for model in MODELS if model.name in known]
    TARGET.write_text("[\n" + ",\n".join(json.dumps(fit) for fit in ordered) + "\n]\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

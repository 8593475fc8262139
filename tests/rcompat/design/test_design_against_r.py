"""Model frames and model matrices against R: names, assign, contrasts, rows and every value bit for bit."""

from __future__ import annotations

import json
import random
import subprocess
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tolerances import TOLERANCES

from rcompat.base.conditions import RError, collect_conditions
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL, Factor, Frame
from rcompat.base.options import local_options
from rcompat.base.vectors import Vector
from rcompat.design.contrasts import contr_helmert, contr_poly, contr_SAS, contr_sum, contr_treatment
from rcompat.design.evaluate import Scope, evaluate
from rcompat.design.model_frame import delete_response, make_model_frame, model_offset, xlevels
from rcompat.design.model_matrix import matrix_names, model_matrix
from rcompat.harness.live_r import r_command, r_environment
from rcompat.language.expressions import Call, Constant, Symbol
from rcompat.language.syntax import parse_expression

DATA = Path(__file__).parent / "data"
MAKERS = {
    "contr.sum": contr_sum,
    "contr.helmert": contr_helmert,
    "contr.poly": contr_poly,
    "contr.SAS": contr_SAS,
    "contr.treatment": contr_treatment,
}
# Orthogonal polynomials of data and standardised data are sums whose order is the evaluator's affair.
_DROPPED = "the response appeared on the right-hand side and was dropped"
SUMMED = ("poly(", "scale(", "mean(", "bs(", "ns(")


def hex_values(text: str) -> np.ndarray:
    special = {"NA": NA_REAL, "NaN": float("nan"), "Inf": float("inf"), "-Inf": float("-inf")}
    return np.array([special[t] if t in special else float.fromhex(t) for t in text.split()], dtype=np.float64)


def contrast_of(record: Any) -> Any:
    if record is None or isinstance(record, str):
        return record
    values = hex_values(record["x"]).reshape(record["columns"], -1).T
    names = None if record["names"] is None else tuple(record["names"])
    return Vector(data=values, dimnames=(None, names))


def column_of(record: Mapping[str, Any]) -> Any:
    kind = record["kind"]
    if kind == "factor":
        codes = np.array([-1 if code is None else code for code in record["codes"]], dtype=np.int32)
        contrasts = contrast_of(record["contrasts"])
        return Factor(codes=codes, levels=tuple(record["levels"]), ordered=record["ordered"], contrasts=contrasts)
    if kind == "character":
        values = np.empty(len(record["values"]), dtype=object)
        values[:] = record["values"]
        return values
    numbers = hex_values(record["x"])
    if kind != "double":
        blank, dtype = (NA_LOGICAL, np.int8) if kind == "logical" else (NA_INTEGER, np.int32)
        numbers = np.where(np.isnan(numbers), blank, numbers).astype(dtype)
    return numbers.reshape(record["columns"], -1).T if record["columns"] else numbers


def frame_of(record: Mapping[str, Any]) -> Frame:
    columns = {name: column_of(column) for name, column in record["columns"].items()}
    names = {name: column["names"] for name, column in record["columns"].items() if column.get("names")}
    rows = None if record["automatic"] else tuple(record["rows"])
    attributes = {"matrix_names": names} if names else {}
    return Frame(columns=columns, n=len(record["rows"]), row_names=rows, attributes=attributes)


def contrasts_of(text: str) -> Any:
    """The contrasts argument of a case: list(f = "name" or a matrix)."""
    expression = parse_expression(text)
    if isinstance(expression, Constant):
        return expression.value
    assert isinstance(expression, Call)
    values = [contrast_value(value) for value in expression.values]
    if expression.arguments and expression.arguments[0].name is None:
        return values
    return {argument.name: value for argument, value in zip(expression.arguments, values, strict=True)}


def contrast_value(expression: Any) -> Any:
    if isinstance(expression, Constant) and isinstance(expression.value, str):
        return expression.value
    if isinstance(expression, Symbol):
        return MAKERS[expression.name]
    if isinstance(expression, Call) and expression.name == "diag":
        return np.eye(int(evaluate(expression.values[0], Scope())[0]))
    if isinstance(expression, Call) and expression.name in MAKERS:
        named = {a.name: evaluate(a.value, Scope()) for a in expression.arguments if a.name}
        size = int(evaluate(expression.values[0], Scope())[0])
        keywords = {k: int(v[0]) if k == "base" else tuple(v) for k, v in named.items()}
        return MAKERS[expression.name](size, **keywords)
    return evaluate(expression, Scope())


def run_case(case: str, frames: Mapping[str, Frame], with_new: bool = True) -> dict[str, Any]:
    """Do in Python what `describe` in scripts/golden_r/design.R does (R reads stray memory for a lost response)."""
    frame, formula, extra, contrast, option, new = [*case.split("\t"), "", "", "", ""][:6]
    call = parse_expression(f"model.frame({formula}{', ' + extra if extra else ''})")
    assert isinstance(call, Call)
    arguments = {a.name: a.value for a in call.arguments[1:]}
    keywords: dict[str, Any] = {k: arguments[k] for k in ("subset", "weights", "offset") if k in arguments}
    if "na.action" in arguments:
        value = arguments["na.action"]
        keywords["na_action"] = value.name if isinstance(value, Symbol) else value.value
    if "xlev" in arguments:
        keywords["xlev"] = {a.name: tuple(evaluate(a.value, Scope())) for a in arguments["xlev"].arguments}
    keywords["drop_unused_levels"] = "drop.unused.levels" in arguments
    options = {"contrasts": tuple(option.split(","))} if option else {}
    with local_options(**options):
        mf = make_model_frame(call.arguments[0].value, frames[frame], **keywords)
        mm = model_matrix(mf.terms, mf, contrasts_of(contrast) if contrast else None)
        result: dict[str, Any] = {"mf": mf, "mm": mm, "offset": model_offset(mf), "xlevels": xlevels(mf)}
        if new and with_new:
            terms, predvars = delete_response(mf)
            nf = make_model_frame(
                terms, frames[new], na_action="na.pass", xlev=xlevels(mf), predvars=predvars, drop_unused_levels=False
            )
            result["new"] = model_matrix(terms, nf, mm.contrasts or None)
    return result


def labels(row_names: tuple[str, ...] | None, n: int) -> list[str]:
    return [str(i + 1) for i in range(n)] if row_names is None else list(row_names)


def same_bits(got: np.ndarray, want: np.ndarray) -> bool:
    got, want = np.ravel(got, order="F"), np.ravel(want, order="F")
    if got.shape != want.shape or (np.isnan(got) != np.isnan(want)).any():
        return False
    kept = ~np.isnan(got)
    return bool((got[kept].view(np.uint64) == want[kept].view(np.uint64)).all())


def check_values(got: np.ndarray, want: np.ndarray, formula: str, what: str) -> None:
    if same_bits(got, want):
        return
    assert any(name in formula for name in SUMMED), f"{what} differ: {np.ravel(got, order='F')} {want}"
    rtol, atol, _ = TOLERANCES["model_matrix"]
    np.testing.assert_allclose(np.ravel(got, order="F"), want, rtol=rtol, atol=atol, err_msg=what)


def check_frame(got: Frame, record: Mapping[str, Any], formula: str) -> None:
    want = frame_of(record)
    assert got.names == want.names
    assert labels(got.row_names, got.n) == record["rows"]
    for name in want.names:
        left, right = got[name], want[name]
        assert isinstance(left, Factor) == isinstance(right, Factor), name
        if isinstance(left, Factor) and isinstance(right, Factor):
            assert left.levels == right.levels and left.ordered == right.ordered
            assert left.codes.tolist() == right.codes.tolist()
            continue
        assert left.dtype == right.dtype and left.shape == right.shape, name
        if left.dtype == np.float64:
            check_values(left, np.ravel(right, order="F"), formula, name)
        else:
            assert left.tolist() == right.tolist(), name
        if left.ndim == 2:
            assert (matrix_names(got, name) or None) == (matrix_names(want, name) or None)


def check_contrasts(got: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    assert list(got) == list(want)
    for name, record in want.items():
        expected = contrast_of(record)
        if not isinstance(expected, Vector):
            assert got[name] == expected
            continue
        assert same_bits(np.asarray(got[name]), expected.data)
        assert got[name].dimnames[1] == expected.dimnames[1]


def check_case(record: Mapping[str, Any], frames: Mapping[str, Frame]) -> None:
    """Compare one case with R's record of it."""
    formula = record["case"].split("\t")[1]
    with collect_conditions() as conditions:
        try:
            result = run_case(record["case"], frames, "error" in record or _DROPPED not in record["warnings"])
        except RError as error:
            assert error.message == record.get("error"), f"{error.message} / R: {record.get('error', 'no error')}"
            return
    assert "error" not in record, record.get("error")
    expected = record["warnings"]
    assert [condition.message for condition in conditions] == expected[
        : len(conditions) if _DROPPED in expected else None
    ]
    mf, mm = result["mf"], result["mm"]
    check_frame(mf.frame, record["frame"], formula)
    assert list(mm.names) == (record["names"] or [])
    assert mm.assign.tolist() == record["assign"]
    check_values(mm.x, hex_values(record["x"]), formula, "values")
    assert labels(mm.row_names, len(mm.x)) == (record["row_names"] or [])
    check_contrasts(mm.contrasts, record["contrasts"])
    assert mf.dropped.tolist() == record["dropped"] and list(mf.dropped_names) == (record["dropped_names"] or [])
    assert {k: list(v) for k, v in result["xlevels"].items()} == record["xlevels"]
    if record["offset"] is None:
        assert result["offset"] is None
    else:
        check_values(result["offset"], hex_values(record["offset"]), formula, "offset")
    if "new" in result:
        assert list(result["new"].names) == record["new_names"]
        check_values(result["new"].x, hex_values(record["new_x"]), formula, "new values")


def read_records(path: Path) -> tuple[dict[str, Frame], list[dict[str, Any]]]:
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    frames = {record["name"]: frame_of(record) for record in records if "name" in record}
    return frames, [record for record in records if "case" in record]


FRAMES, CASES = read_records(DATA / "design.jsonl")


@pytest.mark.parametrize("record", CASES, ids=lambda record: record["case"].replace("\t", "|"))
def test_golden(record: dict[str, Any]) -> None:
    check_case(record, FRAMES)


def test_enough_cases() -> None:
    assert len(CASES) >= 150


NUMBERS = ["x1", "x2", "k", "I(x1^2)", "log(abs(x2) + 1)", "exp(-x1)", "I(x1 * 2)", "m", "x2", "x1", "sqrt(k)"]
SUMMED_NUMBERS = ["poly(x2, 2)", "scale(x2)", "poly(k, 1)", "I(x2 - mean(x2))"]
CATEGORIES = ["f", "g", "o", "l", "s", "f", "g", "factor(k)", "(x1 > 0)", "cut(x2, 3)", "ifelse(x2 > 0, 'b', 'a')"]
CONTRASTS = ["'contr.sum'", "'contr.helmert'", "'contr.treatment'", "'contr.SAS'", "'contr.poly'"]
SUBSETS = [
    "x1 > 0",
    "l",
    "-1",
    "-(1:3)",
    "f != 'a'",
    "c(1, 3, 5, 2, 4)",
    "c(TRUE, TRUE, FALSE)",
    "!is.na(k)",
    "s == 'p'",
]


class Draw:
    """Random frames and cases, as R text."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def column(self, texts: list[str], missing: float) -> str:
        return f"c({', '.join('NA' if self.chance(missing) else text for text in texts)})"

    def factor(self, n: int, missing: float, levels: list[str], ordered: bool) -> str:
        levels = self.random.sample(levels, self.random.randint(2, len(levels)))
        values = self.column([f"'{self.random.choice(levels)}'" for _ in range(n)], missing)
        if ordered or self.chance(0.8):
            names = ", ".join(f"'{level}'" for level in levels)
            return f"factor({values}, levels = c({names}), ordered = {str(ordered).upper()})"
        return f"factor({values})"

    def frame(self, name: str) -> str:
        n = self.random.randint(5, 14)
        missing = self.random.choice([0.0, 0.0, 0.1, 0.2])
        real = lambda: [float(self.random.gauss(0, 2)).hex() for _ in range(n)]  # noqa: E731
        lines = [f"{name} <- data.frame(y = c({', '.join(real())}))"]
        for column, text in (
            ("x1", self.column(real(), missing)),
            ("x2", self.column(real(), missing)),
            ("k", self.column([f"{self.random.randint(1, 4)}L" for _ in range(n)], missing)),
            ("f", self.factor(n, missing, ["a", "b", "c", "d"], False)),
            ("g", self.factor(n, missing, ["u", "v", "w x"], False)),
            ("o", self.factor(n, missing, ["lo", "mid", "hi", "top"], True)),
            ("l", self.column([self.random.choice(["TRUE", "FALSE"]) for _ in range(n)], missing)),
            ("s", self.column([f"'{self.random.choice('pqrP')}'" for _ in range(n)], missing)),
            ("w", self.column([str(self.random.randint(1, 9) / 4) for _ in range(n)], missing / 2)),
        ):
            lines.append(f"{name}${column} <- {text}")
        names = self.random.choice(["", ", dimnames = list(NULL, c('A', 'B'))", ", dimnames = list(NULL, c('', 'B'))"])
        lines.append(f"{name}$m <- matrix(c({', '.join(real() + real())}), {n}, 2{names})")
        for column in ("f", "o"):
            if self.chance(0.2):
                lines.append(f"contrasts({name}${column}) <- {self.random.choice(CONTRASTS)}")
            elif self.chance(0.1):
                lines.append(
                    f"try(contrasts({name}${column}, 1) <- seq_len(nlevels({name}${column}))^2, silent = TRUE)"
                )
        if self.chance(0.3):
            lines.append(f"row.names({name}) <- paste0('r', seq_len({n}))")
        return "\n".join(lines)

    def variable(self) -> str:
        if self.chance(0.06):
            return self.random.choice(SUMMED_NUMBERS)
        return self.random.choice(NUMBERS if self.chance(0.4) else CATEGORIES)

    def piece(self) -> str:
        a, b, c = self.variable(), self.variable(), self.variable()
        forms = [a, a, a, f"({a}):{b}", f"({a}) * {b}", f"({a}) / {b}", f"({a}) %in% ({b})", f"({a} + {b} + {c})^2"]
        return self.random.choice([*forms, f"({a}):({b}):({c})", f"({a} + {b}):({c})", f"({a} + {b}) * ({c})"])

    def formula(self) -> str:
        text = " + ".join(self.piece() for _ in range(self.random.randint(1, 3)))
        if self.chance(0.3):
            text += self.random.choice([" - 1", " + 0", f" - {self.variable()}", " - 1", " + offset(x2)"])
        return f"{self.random.choice(['y', 'y', 'y', 'log(abs(y))', '', 'x1', 'f'])} ~ {text}".strip()

    def case(self, frame: str, other: str) -> str:
        extra = []
        if self.chance(0.25):
            extra.append(f"subset = {self.random.choice(SUBSETS)}")
        if self.chance(0.2):
            extra.append("weights = w")
        if self.chance(0.1):
            extra.append("offset = x2")
        if self.chance(0.3):
            extra.append(f"na.action = {self.random.choice(['na.pass', 'na.exclude', 'na.omit'])}")
        if self.chance(0.3):
            extra.append("drop.unused.levels = TRUE")
        contrast = ""
        if self.chance(0.25):
            chosen = self.random.sample(["f", "g", "o", "l", "s"], 2)
            contrast = f"list({', '.join(f'{name} = {self.random.choice(CONTRASTS)}' for name in chosen)})"
        option = "contr.sum,contr.helmert" if self.chance(0.15) else ""
        new = other if self.chance(0.3) else ""
        return "\t".join([frame, self.formula(), ", ".join(extra), contrast, option, new]).rstrip("\t")


def draw_and_compare(seed: int, frames: int, cases: int, root: Path, scratch: Path) -> tuple[int, list[str]]:
    """Let R work on random cases; return the number of cases and what differs."""
    draw = Draw(seed)
    names = [f"d{i}" for i in range(frames)]
    (scratch / "frames.R").write_text("\n".join(draw.frame(name) for name in names) + "\n")
    lines = [draw.case(name, draw.random.choice(names)) for name in names for _ in range(cases)]
    (scratch / "cases.tsv").write_text("\n".join(lines) + "\n")
    command = r_command("Rscript", "--vanilla", str(root / "scripts/golden_r/design.R"))
    files = [str(scratch / name) for name in ("frames.R", "cases.tsv", "design.jsonl")]
    subprocess.run([*command, *files], env=r_environment(), check=True, capture_output=True, timeout=600)
    known, records = read_records(scratch / "design.jsonl")
    failures = []
    for record in records:
        try:
            check_case(record, known)
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            failures.append(f"{record['case']}\n    {where.line} -> {type(error).__name__}: {error}")
    return len(records), failures


@pytest.mark.r
def test_random_designs(seed: int, project_root: Path, tmp_path: Path) -> None:
    count, failures = draw_and_compare(seed, 20, 15, project_root, tmp_path)
    assert count == 300
    assert not failures, f"seed {seed}: {len(failures)} of {count}\n" + "\n".join(failures[:10])

"""The command line: `pylmer summary FORMULA DATA` and `pylmer datasets`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from pylmer import lme4, lmertest
from pylmer.datasets import dataset_names, describe, load_dataset
from rcompat.base.condition_text import conditions_text, error_text
from rcompat.base.conditions import Condition, RError, collect_conditions
from rcompat.base.delimited import read_table_file
from rcompat.base.frame import Frame
from rcompat.base.options import local_options

__all__ = ["main"]

_BAD_INPUT = 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pylmer", description="Linear mixed models with R's pages, without R.")
    commands = parser.add_subparsers(dest="command", required=True)
    page = commands.add_parser("summary", help="fit a model and print R's summary page")
    page.add_argument("formula", metavar="FORMULA", help="such as 'y ~ x + (x | g)'")
    page.add_argument("data", metavar="DATA", help="CSV or Parquet file, or the name of a data set")
    page.add_argument("--ml", action="store_true", help="maximum likelihood instead of REML")
    page.add_argument("--ddf", choices=("satterthwaite", "kenward-roger", "lme4"), default="satterthwaite")
    for name in ("weights", "offset", "subset"):
        page.add_argument(f"--{name}", metavar="EXPR", help=f"R expression of the {name}")
    page.add_argument("--na-action", choices=("na.omit", "na.exclude", "na.fail", "na.pass"))
    page.add_argument("--optimizer", help="nloptwrap, bobyqa, Nelder_Mead, nlminbwrap")
    page.add_argument("--contrasts", action="append", default=[], metavar="FACTOR=NAME", help="such as f=contr.sum")
    page.add_argument("--data-name", metavar="NAME", help="what the page calls the data")
    page.add_argument("--digits", type=int, help="significant digits of the page")
    page.add_argument("--correlation", choices=("yes", "no"), help="print the correlation of fixed effects")
    page.add_argument("--width", type=int, default=80, help="columns of the page")
    commands.add_parser("datasets", help="list the data sets known by name")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status (0, or 2 for bad input)."""
    given = _parser().parse_args(arguments)
    return _list_datasets() if given.command == "datasets" else _print_summary(given)


def _list_datasets() -> int:
    names = dataset_names()
    widest = max(len(name) for name in names)
    for name in names:
        sys.stdout.write(f"{name.ljust(widest)}  {describe(name).title}\n")
    return 0


def _read(data: str) -> tuple[Frame, str]:
    """The data and what the page calls them: a file's stem, or the data set's name."""
    if not Path(data).exists() and data in dataset_names():
        return load_dataset(data), data
    return read_table_file(data), Path(data).stem


def _print_summary(given: argparse.Namespace) -> int:
    with local_options(width=given.width), collect_conditions() as conditions:
        try:
            page = _summary_page(given)
        except RError as error:
            return _fail(error, conditions)
        except (OSError, KeyError) as error:
            return _fail(RError(str(error)), conditions)
    sys.stderr.write(conditions_text(conditions))
    sys.stdout.write(page)
    return 0


def _fail(error: RError, conditions: Sequence[Condition]) -> int:
    sys.stderr.write(error_text(error, conditions))
    return _BAD_INPUT


def _summary_page(given: argparse.Namespace) -> str:
    frame, name = _read(given.data)
    door = lme4 if given.ddf == "lme4" else lmertest
    options = {
        "weights": given.weights,
        "offset": given.offset,
        "subset": given.subset,
        "na_action": given.na_action,
        "contrasts": dict(item.split("=", 1) for item in given.contrasts) or None,
        "control": lme4.lmerControl(optimizer=given.optimizer) if given.optimizer else None,
    }
    fit = door.lmer(given.formula, frame, REML=not given.ml, data_name=given.data_name or name, **options)
    chosen = {} if given.ddf == "lme4" else {"ddf": {"satterthwaite": "Satterthwaite"}.get(given.ddf, "Kenward-Roger")}
    correlation = None if given.correlation is None else given.correlation == "yes"
    page = fit.summary(correlation=correlation, **chosen)
    if given.digits is not None:
        page = page.printed(digits=given.digits)
    return f"{page}\n"

"""The functions of base, stats, utils and dplyr by topic; `load_all` registers them and the operators."""

from importlib import import_module

__all__ = ["load_all"]

_CORE = ("control", "operators", "replacement")
_TOPICS = (
    "packages",
    "printing",
    "combining",
    "attributes",
    "conditions",
    "language",
    "environments",
    "applying",
    "types",
    "strings",
    "patterns",
    "structures",
    "summaries",
    "frames",
    "grouping",
    "tables",
    "matrices",
    "numbers",
    "sequences",
    "ordering",
    "spread",
    "vectors",
    "formatting",
    "dimensions",
    "merging",
    "binding",
    "functionals",
    "decompositions",
    "factors",
    "formulas",
    "models",
    "random",
    "graphics",
    "files",
    "comparing",
    "htests",
    "t_tests",
    "count_tests",
    "distances",
    "formula_functions",
    "tibbles",
    "column_verbs",
    "row_verbs",
    "computing_verbs",
    "joins",
    "pivots",
    "tidy_vectors",
)


def load_all() -> None:
    """Register all functions."""
    for module in _CORE:
        import_module(f"rcompat.script.{module}")
    for topic in _TOPICS:
        import_module(f"{__name__}.{topic}")

"""R's names in Python: dots become underscores, nothing shadows a reserved word, a builtin or an import."""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata

__all__ = ["NAMING", "is_reserved", "python_name", "variable_name"]

NAMING = frozenset(
    """
    c list data.frame cbind rbind table tibble mutate transmute summarise summarize setNames structure switch
    expand.grid rename transform within select expression sapply lapply mapply vapply Map do.call attributes count
    group_by unlist recode case_when replace_na bind_cols bind_rows quote options
    """.split()  # noqa: SIM905
)
"""R functions that make names from the names of their arguments."""

_MODULES = frozenset(("r", "np", "pd", "math", "plots"))
_SOFT = frozenset(("match", "case", "type", "_"))


def python_name(name: str) -> str:
    """The Python name of an R function or argument: dots become underscores, reserved words get one at the end."""
    label = name.replace(".", "_")
    return f"{label}_" if keyword.iskeyword(label) else label


def is_reserved(label: str) -> bool:
    """Whether a variable must not have this name."""
    return keyword.iskeyword(label) or hasattr(builtins, label) or label in _MODULES or label in _SOFT


def variable_name(name: str, taken: frozenset[str] = frozenset()) -> str:
    """The Python name of an R variable; `taken` are names of imported functions."""
    label = re.sub(r"\W", "_", unicodedata.normalize("NFKC", name.replace(".", "_")))
    if not f"x{label}".isidentifier():
        label = re.sub(r"[^A-Za-z0-9_]", "_", label)
    if not label.isidentifier() and not label.startswith("_"):
        label = f"x_{label}"
    if label.startswith("_"):
        label = f"x{label}"
    return f"{label}_" if is_reserved(label) or label in taken else label

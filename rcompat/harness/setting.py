"""What R says of itself: version, BLAS, locale, time zone, width, digits, address randomisation, package versions.

A session whose setting is not the pinned one is refused: its output would not compare.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

__all__ = ["blas_faults", "read_setting", "setting_faults", "setting_script"]

_SCRIPT = r"""
local({
  about <- utils::sessionInfo()
  text <- function(x) paste0("\"", gsub("\"", "\\\"", gsub("\\", "\\\\", x, fixed = TRUE), fixed = TRUE), "\"")
  say <- function(name, value) cat(name, "=", value, "\n")
  cat("[environment]\n")
  say("R", text(R.version$version.string))
  say("platform", text(R.version$platform))
  say("blas", text(about$BLAS))
  say("lapack", text(about$LAPACK))
  say("lapack_version", text(La_version()))
  say("locale", text(Sys.getlocale("LC_CTYPE")))
  say("timezone", text(Sys.timezone()))
  say("width", getOption("width"))
  say("digits", getOption("digits"))
  fixed <- grepl("4....$", readLines("/proc/self/personality"))
  say("randomised_addresses", if (fixed) "false" else "true")
  cat("\n[packages]\n")
  for (name in c(%s)) {
    package <- suppressWarnings(utils::packageDescription(name))
    if (is.list(package) && !identical(package$Priority, "base")) say(text(name), text(package$Version))
  }
})
"""
_PINNED = {"locale": "C.UTF-8", "timezone": "UTC", "width": 80, "digits": 7, "randomised_addresses": False}
_OTHER_BLAS = ("openblas", "mkl", "atlas", "blis", "accelerate")


def setting_script(packages: Iterable[str] = ()) -> str:
    """R code that prints the setting, and the versions of those packages that are not R's own, as TOML."""
    return _SCRIPT % ", ".join(f'"{name}"' for name in sorted(packages))


def read_setting(printed: bytes) -> Mapping[str, Mapping[str, Any]]:
    """Read what `setting_script` prints: tables `environment` and `packages`."""
    return tomllib.loads(printed.decode())


def setting_faults(setting: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """In what a setting differs from the pinned one."""
    found = setting["environment"]
    return [f"{name} is {found[name]}, not {wanted}" for name, wanted in _PINNED.items() if found[name] != wanted]


def blas_faults(setting: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Whether R's BLAS adds up in another order than the reference BLAS: its last digits would not compare."""
    blas = str(setting["environment"]["blas"])
    if not any(name in blas.lower() for name in _OTHER_BLAS):
        return []
    remedy = "on Debian: update-alternatives --config libblas.so.3-x86_64-linux-gnu"
    return [f"the BLAS is {PurePosixPath(blas)}, not the reference BLAS ({remedy})"]

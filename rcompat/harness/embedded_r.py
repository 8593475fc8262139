"""R inside this process, through rpy2 (extra `live`): the same questions, without a second process.

rpy2 is imported when a session starts. Python itself must run without address-space randomisation
(`setarch -R python ...`), since R then lives in it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from rcompat.base.string_text import quote_string
from rcompat.harness.exact_numbers import printing_exactly, read_numbers
from rcompat.harness.live_r import RMissingError, RResult, how_to_install, r_environment
from rcompat.harness.questions import R_ASK, read_answer
from rcompat.harness.setting import read_setting, setting_faults, setting_script

__all__ = ["EmbeddedR"]

_NO_RANDOMISATION = 0x0040000


class EmbeddedR:
    """An R session inside this process, with the interface of `RSession`.

    There is one R in a process: several `EmbeddedR` share its variables.
    """

    def __init__(self, packages: Sequence[str] = ("lme4", "lmerTest")) -> None:
        self._packages = tuple(packages)
        self._evaluate: Any = None

    def __enter__(self) -> EmbeddedR:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(self, snippet: str, *, timeout: float = 120.0) -> RResult:
        """Run a snippet; return what it alone wrote. There is no way to stop R in time: `timeout` is not used.

        Raises:
            RMissingError: rpy2, R or a package is missing, or addresses are randomised.
        """
        if self._evaluate is None:
            self._start()
        with tempfile.TemporaryDirectory() as scratch:
            paths = [Path(scratch) / name for name in ("code.R", "out.txt", "answer.json")]
            paths[0].write_text(snippet, encoding="utf-8")
            arguments = ", ".join(quote_string(str(path)) for path in paths)
            self._evaluate(f".rcompat_ask({arguments})")
            answer = read_answer(paths[1], paths[2])
        failure = "" if answer.error is None else f"Error: {answer.error}\n"
        return RResult(
            stdout=answer.stdout.encode("utf-8", "surrogateescape"),
            stderr=(answer.stderr + failure).encode(),
            status=0 if answer.error is None else 1,
        )

    def values(self, expression: str, *, timeout: float = 120.0) -> list[float]:
        """Return a numeric R expression's elements, exactly.

        Raises:
            ValueError: R stopped, or the value is not numeric.
        """
        result = self.run(printing_exactly(expression), timeout=timeout)
        if result.status:
            raise ValueError(result.stderr.decode())
        return read_numbers(result.stdout.decode().split())

    @property
    def setting(self) -> Mapping[str, Mapping[str, Any]]:
        """What R says of itself, as of `RSession`."""
        return read_setting(self.run(setting_script(self._packages)).stdout)

    def close(self) -> None:
        """Forget the session; R itself ends with the process."""
        self._evaluate = None

    def _start(self) -> None:
        personality = int(Path("/proc/self/personality").read_text(encoding="ascii"), 16)
        if not personality & _NO_RANDOMISATION:
            raise RMissingError("R inside Python needs fixed addresses: start Python as `setarch -R python ...`")
        os.environ.update({name: value for name, value in r_environment().items() if os.environ.get(name) != value})
        try:
            import rpy2.rinterface as interface
        except ImportError as error:
            raise RMissingError(f"rpy2 cannot be loaded: pip install 'pylmer[live]'; {how_to_install()}") from error
        interface.initr()
        self._evaluate = interface.evalr
        self._evaluate(R_ASK)
        for name in self._packages:
            result = self.run(f"suppressPackageStartupMessages(library({name}))")
            if result.status:
                raise RMissingError(f"{result.stderr.decode().strip()}; {how_to_install(name)}")
        faults = setting_faults(self.setting)
        if faults:
            raise RMissingError("R does not run as it must to be compared with: " + "; ".join(faults))

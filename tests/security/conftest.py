"""Makes the modules of this room, and the random source texts, importable by its tests."""

from __future__ import annotations

import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent
for _room in (_HERE, _HERE.parent / "rcompat" / "language"):
    sys.path.insert(0, str(_room))

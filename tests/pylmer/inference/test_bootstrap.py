"""Bootstraps: workers, checkpoints, kills. The numbers themselves are golden cases."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from pylmer.datasets import load_dataset
from pylmer.inference.checkpoint import CheckpointError
from pylmer.lme4 import bootMer, fixef, lmer

SCRIPT = """
import os, signal, sys
from pylmer.datasets import load_dataset
from pylmer.lme4 import bootMer, fixef, lmer
from rcompat.base.conditions import collect_conditions
left = int(sys.argv[2])

def statistic(fit):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return fixef(fit)

with collect_conditions():
    m = lmer("Reaction ~ Days + (Days | Subject)", data=load_dataset("sleepstudy"))
    b = bootMer(m, statistic, nsim=200, seed=11, checkpoint=sys.argv[1])
sys.stdout.buffer.write(b.t.tobytes())
"""


def _run(path: Path, kill_after: int = -1) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-P", "-c", SCRIPT, str(path), str(kill_after)], capture_output=True, check=False
    )


@pytest.mark.slow
def test_killed_bootstrap_resumes_to_the_same_bytes(tmp_path: Path) -> None:
    whole = _run(tmp_path / "whole").stdout
    draw = random.Random(4)
    path = tmp_path / "killed"
    for _ in range(5):
        assert _run(path, kill_after=draw.randrange(2, 40)).returncode == -signal.SIGKILL
    with path.open("ab") as stream:
        stream.write(b"[3, [")  # a line cut off while it was written
    assert _run(path).stdout == whole
    assert len(whole) == 200 * 2 * 8


@pytest.mark.slow
def test_bootstrap_killed_from_outside_at_any_moment_resumes(tmp_path: Path) -> None:
    whole = _run(tmp_path / "whole").stdout
    draw = random.Random(9)
    path = tmp_path / "killed"
    kept = 0
    for _ in range(4):
        child = subprocess.Popen([sys.executable, "-P", "-c", SCRIPT, str(path), "-1"], stdout=subprocess.DEVNULL)
        while child.poll() is None and (not path.exists() or path.read_bytes().count(b"\n") <= kept):
            time.sleep(0.005)
        time.sleep(draw.uniform(0.0, 0.05))
        child.send_signal(signal.SIGKILL)
        child.wait()
        kept = path.read_bytes().count(b"\n")
    assert _run(path).stdout == whole


def _sleepstudy() -> object:
    return lmer("Reaction ~ Days + (Days | Subject)", data=load_dataset("sleepstudy"))


@pytest.mark.filterwarnings("ignore")
def test_files_that_are_no_checkpoints_stay_as_they_are(tmp_path: Path) -> None:
    fit = lmer("Reaction ~ Days + (1 | Subject)", data=load_dataset("sleepstudy"))
    notes = tmp_path / "notes.txt"
    for content in (b"my notes\nwithout a last line break", b"\xff\xfe\x00"):
        notes.write_bytes(content)
        with pytest.raises(CheckpointError, match="damaged"):
            bootMer(fit, fixef, nsim=2, seed=1, checkpoint=str(notes))
        assert notes.read_bytes() == content
    for place, reason in ((tmp_path, "Is a directory"), (tmp_path / "no" / "file", "No such file")):
        with pytest.raises(CheckpointError, match=reason):
            bootMer(fit, fixef, nsim=2, seed=1, checkpoint=str(place))


def test_damaged_or_foreign_checkpoint_is_refused(tmp_path: Path) -> None:
    m = _sleepstudy()
    path = tmp_path / "kept"
    bootMer(m, fixef, nsim=5, seed=1, checkpoint=str(path))
    text = path.read_text()
    line = len(text) // 2
    path.write_text(text[:line] + ("0" if text[line] != "0" else "1") + text[line + 1 :])
    with pytest.raises(CheckpointError, match="damaged"):
        bootMer(m, fixef, nsim=5, seed=1, checkpoint=str(path))
    path.write_text(text)
    with pytest.raises(CheckpointError, match="another run"):
        bootMer(m, fixef, nsim=5, seed=2, checkpoint=str(path))
    assert path.read_text() == text


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_workers_do_not_change_the_answer() -> None:
    m = _sleepstudy()
    one = bootMer(m, fixef, nsim=40, seed=5)
    two = bootMer(m, fixef, nsim=40, seed=5, n_jobs=2)
    assert np.array_equal(one.t, two.t)


@pytest.mark.filterwarnings("ignore")
def test_failures_are_counted_and_leave_missing_rows() -> None:
    m = _sleepstudy()

    def picky(fit: object) -> object:
        slope = fixef(fit)[1]
        if slope > 10.5:
            raise ValueError("too steep")
        return slope

    boot = bootMer(m, picky, nsim=12, seed=2)
    assert boot.errors == {"too steep": boot.failures}
    assert 0 < boot.failures < 12
    assert int(np.isnan(boot.t).any(axis=1).sum()) == boot.failures

"""A desk whose machine believes to live in another year (libfaketime)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cluster.machines import until
from tests.cluster.office import Office, now_ms

ROOT = Path(__file__).resolve().parents[2]
_YEAR = 365 * 86_400_000


@pytest.mark.parametrize("away", ["+3y", "-3y"])
def test_a_desk_in_another_year_is_set_right(office: Office, away: str) -> None:
    office.shut("desk2")
    before = now_ms()
    done = subprocess.run(
        ["faketime", "-f", away, sys.executable, "-m", "tests.cluster.faked_child"]
        + [str(office.folder / "desk2")],
        cwd=ROOT,
        env={**os.environ, "FAKETIME_DONT_FAKE_MONOTONIC": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert abs(told["machine"] - before) > 2 * _YEAR
    assert (told["state"], told["waiting"]) == ("in_step", 0)
    assert abs(told["machine"] + told["offset"] - now_ms()) < 60_000
    one = office.desks["desk0"]
    until(lambda: one.sync_now().result() and one.read.ticket(told["ticket"]), "it did not come")
    ticket = one.read.ticket(told["ticket"])
    assert ticket is not None
    assert before - 60_000 < ticket.created_at < now_ms() + 60_000
    office.open("desk2")
    office.verify()

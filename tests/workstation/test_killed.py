"""A process killed in the midst of its work loses nothing that it acknowledged."""

from __future__ import annotations

import csv
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from workstation.desk import Desk, open_desk
from workstation.domain.view import Filter
from workstation.profiles import create_profile, embedded_hub
from workstation.store.kinds import CLASSES
from workstation.sync.hub import open_hub

ROOT = Path(__file__).resolve().parents[2]
ROWS = 600
HEADERS = ("工单号", "客户", "电话", "问题类型", "描述", "状态", "创建时间")


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    made = tmp_path / "profile"
    create_profile(made, "own", name="Agent", role="admin")
    return made


def killed(mode: str, profile: Path, *rest: str, after: float) -> list[list[str]]:
    """What a child acknowledged before it was killed, `after` seconds of work."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.workstation.killed_child", mode, str(profile), *rest],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert child.stdout is not None
    with child.stdout as told:
        assert told.readline() == "ready\n"
        time.sleep(after)
        child.kill()
        lines = [line.split() for line in told if line.endswith("\n")]
    child.wait()
    return lines


@contextmanager
def reopened(profile: Path) -> Iterator[Desk]:
    with closing(open_desk(profile, start=False)) as desk:
        assert desk.check().result() == ()
        yield desk


def test_no_acknowledged_action_or_draft_is_missing(profile: Path, tmp_path: Path) -> None:
    chance = random.Random()
    for _ in range(7):
        lines = killed("work", profile, after=chance.uniform(0.02, 0.4))
        with reopened(profile) as desk:
            drafts = {draft.uid for draft in desk.drafts()}
            last: dict[str, str] = {}
            for kind, uid in lines:
                if kind == "draft":
                    assert uid in drafts
                elif kind in ("resolved", "reopened"):
                    last[uid] = kind
                else:
                    row = desk.read.connection.execute(
                        f"SELECT 1 FROM {kind} WHERE uid=?", (uid,)
                    ).fetchone()
                    assert row is not None, (kind, uid)
            for uid, kind in list(last.items())[:-1]:  # the last may have got one step further
                ticket = desk.read.ticket(uid)
                assert ticket is not None
                assert ticket.is_open is (kind == "reopened")
    with reopened(profile) as desk:
        assert desk.exchange().result().state == "in_step"
        here = contents(desk)
    with closing(open_hub(embedded_hub(profile))) as hub:
        assert not hub.check()
    other = tmp_path / "other"
    create_profile(other, "join", hub=embedded_hub(profile))
    with reopened(other) as desk:
        assert contents(desk) == here


def contents(desk: Desk) -> dict[str, list[str]]:
    """Every record's uid and revision."""
    read = desk.read.connection
    return {
        kind: [
            f"{uid} {rev}"
            for uid, rev in read.execute(f'SELECT uid,rev FROM "{kind}" ORDER BY uid')
        ]
        for kind in CLASSES
    }


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "导出.csv"
    with path.open("w", encoding="gb18030", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADERS)
        for n in range(ROWS):
            phone = f"138{n:08d}"
            writer.writerow(
                (f"A{n}", f"客户{n}", phone, "破损", f"第{n}件碎了", "待处理", "2026-03-01 09:00")
            )
    return path


@pytest.mark.parametrize("mode", ["whole", "keep"])
def test_a_killed_import_is_whole_or_goes_on_where_it_was(
    mode: str, profile: Path, rows: Path
) -> None:
    chance = random.Random()
    for _ in range(4):
        lines = killed(mode, profile, str(rows), after=chance.uniform(0.05, 0.9))
        with reopened(profile) as desk:
            count = desk.read.count(Filter())
            if mode == "whole":
                assert count in (0, ROWS)
            if lines:
                assert count == ROWS
    done = subprocess.run(
        [sys.executable, "-m", "tests.workstation.killed_child", mode, str(profile), str(rows)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == f"imported {ROWS}"
    with reopened(profile) as desk:
        read = desk.read.connection
        assert desk.read.count(Filter()) == ROWS
        assert read.execute("SELECT count(*) FROM entry").fetchone() == (ROWS,)
        assert read.execute("SELECT count(*) FROM customer").fetchone() == (ROWS,)

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from workstation import logs


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    logs.start(tmp_path / "logs")
    yield tmp_path / "logs"
    logs.stop()


def lines(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (folder / logs.FILE).read_text("utf-8").splitlines()]


def test_lines_are_json_with_time_level_and_origin(folder: Path) -> None:
    logs.log("workstation.sync").info("第 %d 轮", 3)
    (line,) = lines(folder)
    assert (line["level"], line["from"], line["said"]) == ("info", "workstation.sync", "第 3 轮")
    assert line["at"].endswith("+00:00")


def test_other_libraries_are_heard_from_warnings_on(folder: Path) -> None:
    logs.log("somebody").info("chatter")
    logs.log("somebody").warning("trouble")
    assert [line["said"] for line in lines(folder)] == ["trouble"]


def test_uncaught_errors_of_all_threads_are_logged_and_told(folder: Path) -> None:
    told: list[BaseException] = []
    restore = logs.catch_everything(told.append)
    try:
        sys.excepthook(ValueError, ValueError("one"), None)
        thread = threading.Thread(target=lambda: {}["x"], name="worker")
        thread.start()
        thread.join()
    finally:
        restore()
    assert [type(error) for error in told] == [ValueError, KeyError]
    assert "worker" in lines(folder)[-1]["said"]


def test_the_hooks_are_put_back(folder: Path) -> None:
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    logs.catch_everything()()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_a_folder_that_cannot_be_written_does_not_stop_the_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").write_text("a file stands here")
    logs.start(tmp_path / "logs")
    logs.log("workstation").warning("still heard")
    logs.stop()
    assert "cannot write its log" in capsys.readouterr().err

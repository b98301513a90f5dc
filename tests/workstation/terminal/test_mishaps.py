"""What goes wrong outside the rules: damaged files, places out of reach, lines nobody can read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from workstation.terminal import checking
from workstation.terminal import main as terminal
from workstation.terminal.main import main

Run = Callable[..., tuple[int, dict[str, Any], str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command with --json; standard output must be one object."""

    def told(*argv: str) -> tuple[int, dict[str, Any], str]:
        try:
            code = main(["--json", *argv])
        except SystemExit as ended:
            code = int(str(ended.code))
        said = capsys.readouterr()
        answer = json.loads(said.out)
        assert isinstance(answer, dict)
        return code, answer, said.err

    return told


@pytest.fixture
def profile(run: Run, tmp_path: Path) -> str:
    made = str(tmp_path / "profile")
    assert run("--profile", made, "sample", "--tickets", "30")[0] == 0
    return made


def garbage(path: Path) -> None:
    path.write_bytes(b"no database at all" * 500)


def pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[8192:] = b"\x55" * (len(content) - 8192)
    path.write_bytes(content)


def table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE entry")


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [garbage, pages, table, empty, Path.unlink])
def test_a_damaged_replica_is_a_finding_and_a_refusal(
    run: Run, profile: str, damage: Callable[[Path], None]
) -> None:
    _, told, _ = run("--profile", profile, "list", "--limit", "1")
    number = told["tickets"][0]["number"]
    for suffix in ("-wal", "-shm"):
        Path(profile, f"replica.db{suffix}").unlink(missing_ok=True)
    damage(Path(profile, "replica.db"))
    code, told, said = run("--profile", profile, "check")
    assert (code, told["ok"]) == (1, False)
    assert told["findings"]
    assert "Traceback" not in said
    for command in (["show", number], ["find", "件"], ["list"], ["claim", "list"]):
        code, told, said = run("--profile", profile, *command)
        assert "Traceback" not in said
        assert code == 0 or told["error"] in ("file_unusable", "not_found")
    code, told, _ = run("--profile", profile, "show", number)
    assert (code, told["error"]) == (1, "file_unusable")


def test_a_profile_that_is_named_must_be_there(run: Run, tmp_path: Path) -> None:
    missing, bare, file = tmp_path / "missing", tmp_path / "bare", tmp_path / "file"
    bare.mkdir()
    file.write_text("no folder", "utf-8")
    for place, wanted in (
        (missing, "profile_missing"),
        (bare, "profile_missing"),
        (file, "settings_broken"),
    ):
        code, told, _ = run("--profile", str(place), "check")
        assert (code, told["ok"], told["profile"]) == (1, False, str(place))
        assert [found["code"] for found in told["findings"]] == [wanted]
        assert run("--profile", str(place), "list")[1]["error"] == wanted
    assert not missing.exists()
    assert list(bare.iterdir()) == []


def test_without_any_profile_the_rules_are_checked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workstation.profiles.default_profile", lambda: tmp_path / "own")
    code, told, _ = run("check")
    assert (code, told) == (0, {"ok": True, "profile": None, "findings": []})


def test_a_line_that_cannot_be_understood_answers_as_json(run: Run, tmp_path: Path) -> None:
    wrong: tuple[tuple[str, ...], ...] = (
        (), ("nonsense",), ("import",), ("list", "--limit", "many"), ("list", "--limit", "-1"),
        ("list", "--limit", "9" * 20), ("find", "x", "--limit", "9" * 20),
        ("sample", "--tickets", "9" * 20), ("claim",),
    )  # fmt: skip
    for argv in wrong:
        code, told, said = run("--profile", str(tmp_path / "p"), *argv)
        assert (code, told["error"]) == (2, "used_wrongly"), argv
        assert told["message"] in said
        assert "Traceback" not in said
    assert not (tmp_path / "p").exists()


def test_a_place_that_cannot_be_written_is_named(run: Run, tmp_path: Path, profile: str) -> None:
    file = tmp_path / "file"
    file.write_text("工单号,描述\n1,花瓶碎了\n", "utf-8")
    code, told, said = run("--profile", str(file / "below"), "sample")
    assert (code, told["error"]) == (1, "settings_broken")
    assert "Traceback" not in said
    target = str(file / "map.json")
    code, told, said = run("--profile", profile, "import", str(file), "--save-map", target)
    assert (code, told["error"]) == (1, "file_unusable")
    assert target in told["message"]
    code, told, _ = run("--profile", profile, "list")
    assert told["total"] == 30


def test_a_folder_that_cannot_be_made_is_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, *_given: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    code, told, said = run("--profile", str(tmp_path / "x"), "sample")
    assert (code, told["error"], told["facts"]["path"]) == (
        1, "file_unusable", str(tmp_path / "x"),
    )  # fmt: skip
    assert "Traceback" not in said


def test_a_mistake_of_ours_is_logged_and_told_in_a_sentence(
    run: Run, profile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> int:
        raise KeyError("nowhere")

    monkeypatch.setattr(checking, "run", broken)
    assert terminal.COMMANDS["check"] == "checking"
    code, told, said = run("--profile", profile, "check")
    assert (code, told["error"]) == (1, "unexpected")
    assert "KeyError" in told["message"]
    assert "Traceback" not in said
    log = Path(profile, "logs", "aftercare.log").read_text("utf-8")
    assert "Traceback" in log

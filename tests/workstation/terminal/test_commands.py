"""The commands as a shell meets them: exit codes, one JSON object, documented keys."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from workstation.terminal.main import COMMANDS, build_parser, main

ROOT = Path(__file__).resolve().parents[3]
HEADERS = ("工单号", "客户", "电话", "问题类型", "描述", "状态", "优先级", "创建时间", "解决时间")
ROWS = (
    (
        "A1",
        "张小萍",
        "13800138000",
        "破损",
        "收到的花瓶碎了，要求赔偿",
        "处理中",
        "高",
        "2026-03-01 09:00",
        "",
    ),
    (
        "A2",
        "王力",
        "13900139000",
        "延误",
        "快件三天没有更新物流",
        "已解决",
        "中",
        "2026-03-02 10:00",
        "2026-03-01 10:00",
    ),
    ("A3", "", "1380013abcd", "查询", "咨询寄往香港的时效", "待处理", "低", "2099-01-01", ""),
)


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, dict[str, Any]]:
    """Run a command with --json; standard output must be one object."""
    code = main(["--json", *argv])
    told = json.loads(capsys.readouterr().out)
    assert isinstance(told, dict)
    return code, told


@pytest.fixture
def tickets(tmp_path: Path) -> Path:
    path = tmp_path / "导出.csv"
    with path.open("w", encoding="gb18030", newline="") as stream:
        csv.writer(stream).writerows((HEADERS, *ROWS))
    return path


@pytest.fixture
def profile(tmp_path: Path) -> str:
    return str(tmp_path / "profile")


def test_a_file_is_imported_once(
    capsys: pytest.CaptureFixture[str], tickets: Path, profile: str
) -> None:
    code, told = run(capsys, "--profile", profile, "import", str(tickets), "--dry-run")
    assert (code, told["created"], told["committed"]) == (0, 3, False)
    code, told = run(capsys, "--profile", profile, "import", str(tickets))
    assert code == 0
    counts = {name: told[name] for name in ("created", "updated", "unchanged", "refused")}
    assert counts == {"created": 3, "updated": 0, "unchanged": 0, "refused": 0}
    assert told["flagged"] == 2
    assert told["flags"]["resolved_before_created"] == 1
    assert told["flags"]["date_in_future"] == 1
    code, told = run(capsys, "--profile", profile, "import", str(tickets))
    assert (told["created"], told["unchanged"]) == (0, 3)
    code, told = run(capsys, "--profile", profile, "find", "花瓶")
    assert told["total"] == 1
    number = told["hits"][0]["number"]
    code, told = run(capsys, "--profile", profile, "show", "A1")
    assert told["ticket"]["number"] == number
    assert told["entries"][0]["body"] == "收到的花瓶碎了，要求赔偿"
    code, told = run(capsys, "--profile", profile, "check")
    assert (code, told["ok"], told["findings"]) == (0, True, [])


def test_a_changed_row_updates_its_ticket(
    capsys: pytest.CaptureFixture[str], tickets: Path, profile: str
) -> None:
    run(capsys, "--profile", profile, "import", str(tickets))
    text = tickets.read_text("gb18030").replace("处理中", "已解决", 1)
    tickets.write_text(text, "gb18030")
    code, told = run(capsys, "--profile", profile, "import", str(tickets))
    assert (code, told["created"], told["updated"], told["unchanged"]) == (0, 0, 1, 2)
    _, told = run(capsys, "--profile", profile, "show", "A1")
    assert told["ticket"]["status"] == "resolved"


def test_refused_rows_stop_the_file_unless_the_good_are_kept(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, profile: str
) -> None:
    path = tmp_path / "broken.jsonl"
    good = json.dumps({"id": "B1", "subject": "破损", "description": "箱子破了"})
    path.write_text(good + "\n{broken\n", "utf-8")
    code, told = run(capsys, "--profile", profile, "import", str(path))
    assert (code, told["error"], told["refused"]) == (1, "import_refused", 1)
    assert told["refused_rows"][0]["line"] == 2
    assert Path(told["refused_file"]).exists()
    _, told = run(capsys, "--profile", profile, "list")
    assert told["total"] == 0
    code, told = run(capsys, "--profile", profile, "import", str(path), "--keep-good")
    assert (code, told["created"], told["refused"], told["committed"]) == (0, 1, 1, True)


def test_sample_list_claim_print_and_export(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, profile: str
) -> None:
    code, told = run(capsys, "--profile", profile, "sample", "--tickets", "60", "--seed", "3")
    assert (code, told["tickets"]) == (0, 60)
    _, told = run(capsys, "--profile", profile, "list", "--view", "all", "--limit", "5")
    assert (told["total"], len(told["tickets"])) == (60, 5)
    code, told = run(capsys, "--profile", profile, "list", "--view", "nonsense")
    assert (code, told["error"]) == (1, "view_unknown")
    _, told = run(capsys, "--profile", profile, "claim", "list")
    number = told["claims"][0]["number"]
    target = tmp_path / "form.pdf"
    code, told = run(
        capsys, "--profile", profile, "--as", "8001", "claim", "print", number,
        "--reason", "test", "--to", str(target),
    )  # fmt: skip
    assert code == 0
    assert target.read_bytes().startswith(b"%PDF")
    for suffix in ("csv", "xlsx", "jsonl"):
        out = tmp_path / f"out.{suffix}"
        code, told = run(capsys, "--profile", profile, "export", str(out))
        assert (code, told["written"]) == (0, 60)
        assert out.stat().st_size > 1_000
    masked = (tmp_path / "out.csv").read_text("utf-8-sig")
    assert "****" in masked


def test_two_profiles_share_a_hub(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, tickets: Path
) -> None:
    one, two, hub = str(tmp_path / "one"), str(tmp_path / "two"), tmp_path / "one" / "hub.db"
    run(capsys, "--profile", one, "sample", "--tickets", "20")
    url = f"sqlite:///{hub}"
    code, told = run(capsys, "--profile", two, "--as", "8102", "join", url)
    assert (code, told["tickets"]) == (0, 20)
    run(capsys, "--profile", one, "import", str(tickets))
    code, told = run(capsys, "--profile", one, "sync")
    assert (code, told["state"], told["waiting"]) == (0, "in_step", 0)
    code, told = run(capsys, "--profile", two, "sync")
    assert (code, told["state"]) == (0, "in_step")
    _, told = run(capsys, "--profile", two, "find", "花瓶碎了")
    assert told["total"] == 1
    code, told = run(capsys, "hub", "check", url)
    assert (code, told["ok"]) == (0, True)


def test_wrong_use_exits_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    for argv in ([], ["nonsense"], ["import"], ["list", "--limit", "many"]):
        with pytest.raises(SystemExit) as caught:
            main(argv)
        assert caught.value.code == 2
    capsys.readouterr()


def test_help_helps(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    told = capsys.readouterr().out
    assert all(name in told for name in COMMANDS)


def test_a_missing_profile_or_file_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, told = run(capsys, "--profile", str(tmp_path / "none"), "list")
    assert (code, told["error"]) == (1, "profile_missing")
    profile = str(tmp_path / "profile")
    code, told = run(capsys, "--profile", profile, "import", str(tmp_path / "none.csv"))
    assert (code, told["error"]) == (1, "file_missing")


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs" / "terminal.md").read_text("utf-8")
    hub = next(
        action.choices["hub"]
        for action in build_parser()._actions
        if "hub" in (action.choices or ())
    )
    parts = next(action.choices for action in hub._actions if action.dest == "part")
    assert {"init", "add-person", "upgrade"} <= set(parts)
    for part, parser in parts.items():
        assert f"`hub {part} " in page, part
        if part in ("add-person", "remove-desk", "status"):
            line = next(line for line in page.splitlines() if line.startswith(f"| `hub {part} "))
            told = {word for action in parser._actions for word in action.option_strings}
            for option in told - {"-h", "--help", "--json", "--profile", "--as"}:
                assert option in line, option
    for name in COMMANDS:
        assert f"## {name}" in page or f"`{name} " in page or f", {name}" in page, name


@pytest.mark.parametrize("words", [["nothing", "list"], ["list", "--nothing"], []])
def test_a_mistake_is_told_with_all_commands(words, capsys):
    with pytest.raises(SystemExit):
        main(words)
    shown = capsys.readouterr().err
    assert "usage: workstation" in shown


def test_a_wrong_command_is_told_with_the_right_ones(capsys):
    with pytest.raises(SystemExit):
        main(["nothing", "list"])
    shown = capsys.readouterr().err
    assert all(name in shown for name in COMMANDS)


def test_a_command_loads_none_of_the_others():
    code = "import sys; from workstation.terminal.main import main\n"
    code += "try: main(['claim', '-h'])\n"
    code += "except SystemExit: print([m for m in sys.modules if m.startswith('sqlalchemy')])"
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=True)
    assert done.stdout.split()[-1] == b"[]"

"""`rules` on the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from resources import path
from workstation.profiles import create_profile
from workstation.rules.editing import set_value
from workstation.terminal.main import main

ROOT = path("rules").parent


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "desk"
    create_profile(folder, "sample", tickets=40, seed=2)
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> str:
    return str(shutil.copytree(made, tmp_path / "desk"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for part in ("rules", "procedures", "calendars", "scripts", "knowledge"):
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, tmp_path / "team" / part)
    return tmp_path / "team"


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, dict[str, Any]]:
    code = main(["--json", *argv])
    told = json.loads(capsys.readouterr().out)
    assert isinstance(told, dict)
    return code, told


def said(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str]:
    code = main([*argv])
    return code, capsys.readouterr().out


def test_a_folder_is_checked(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert run(capsys, "rules", "check", str(folder)) == (
        0,
        {"ok": True, "what": str(folder), "findings": [], "warnings": []},
    )
    file = folder / "procedures" / "seasonal.toml"
    file.write_text(
        set_value(file.read_text("utf-8"), "step[0].exit[0].to", "nowhere"), encoding="utf-8"
    )
    code, told = run(capsys, "rules", "check", str(folder))
    (found,) = told["findings"]
    assert (code, told["ok"], found["code"]) == (1, False, "rule_reference")
    assert (found["file"], found["place"]) == ("procedures/seasonal.toml", "step[0].exit[0].to")
    assert found["line"] > 1
    assert "nowhere" in found["message"]
    assert "不存在" in found["message_zh"]
    code, out = said(capsys, "rules", "check", str(folder))
    assert code == 1
    assert f"procedures/seasonal.toml:{found['line']}:{found['column']}: step[0]" in out


_CIRCLE = """
[[automation]]
code = "90-a"
name_zh = "甲"
name_en = "A"
on = [{ event = "changed", fields = ["priority"] }]
act = [{ do = "tag", tag = "a" }]

[[automation]]
code = "91-b"
name_zh = "乙"
name_en = "B"
on = [{ event = "changed", fields = ["tags"] }]
act = [{ do = "priority", priority = 1 }]
"""


def test_automations_in_a_circle_are_told_and_not_refused(
    capsys: pytest.CaptureFixture[str], folder: Path, desk: str
) -> None:
    file = folder / "rules" / "automations.toml"
    text = set_value(file.read_text("utf-8"), "version", "circle")
    file.write_text(text + _CIRCLE, encoding="utf-8")
    code, told = run(capsys, "rules", "check", str(folder))
    (odd,) = told["warnings"]
    assert (code, told["findings"], odd["code"]) == (0, [], "automation_circle")
    assert (odd["place"], odd["line"]) == ("automation[17]", text.count("\n") + 2)
    for said_so in (odd["message"], odd["message_zh"]):
        assert "90-a → 91-b → 90-a" in said_so
    code, told = run(capsys, "--profile", desk, "rules", "check", str(file))
    assert (code, [one["code"] for one in told["warnings"]]) == (0, ["automation_circle"])
    code, told = run(capsys, "--as", "8100", "--profile", desk, "rules", "activate", str(file))
    assert (code, [one["code"] for one in told["warnings"]]) == (0, ["automation_circle"])
    code, out = said(capsys, "--profile", desk, "rules", "check")
    assert (code, "warning: rules/automations.toml:" in out) == (0, True)


def test_a_file_that_is_no_text_is_told_by_its_byte(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    file = folder / "rules" / "groups.toml"
    file.write_bytes(b"format = 1\n" + "组".encode("gb18030"))
    (found,) = run(capsys, "rules", "check", str(folder))[1]["findings"]
    assert (found["code"], found["line"]) == ("rule_encoding", 2)
    assert "byte 12," in found["message"]
    none = str(tmp_path / "none")
    told = run(capsys, "--profile", none, "rules", "check", str(file))[1]
    assert told["error"] == "rule_encoding"
    assert (told["facts"]["byte"], told["facts"]["line"]) == (12, 2)


def test_a_file_is_checked_beside_the_rules_in_force(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    profile = str(tmp_path / "none")
    assert run(capsys, "--profile", profile, "rules", "check")[0] == 0
    file = folder / "rules" / "limits.toml"
    assert run(capsys, "--profile", profile, "rules", "check", str(file))[0] == 0
    file.write_text(file.read_text("utf-8").replace('calendar = "', 'calendar = "no'), "utf-8")
    code, told = run(capsys, "--profile", profile, "rules", "check", str(file))
    assert (code, told["findings"][0]["file"]) == (1, "rules/limits.toml")
    odd = tmp_path / "odd.toml"
    odd.write_text("x = 1")
    assert run(capsys, "rules", "check", str(odd))[1]["error"] == "rule_file_unknown"
    code, told = run(capsys, "rules", "check", str(odd), "--file", "rules/limits.toml")
    assert told["findings"][0]["code"] == "rule_missing"
    assert run(capsys, "rules", "check", str(tmp_path / "gone"))[1]["error"] == "file_missing"
    assert not (tmp_path / "none").exists()


def test_a_file_is_tried_activated_listed_and_comes_back(
    capsys: pytest.CaptureFixture[str], folder: Path, desk: str
) -> None:
    file = folder / "rules" / "limits.toml"
    shipped = file.read_text("utf-8")
    file.write_text(set_value(shipped, "limit[0].name_en", "Otherwise"), encoding="utf-8")
    here = ("--profile", desk, "--as", "8100", "rules")

    code, told = run(capsys, *here, "diff", "limits", str(file))
    assert (code, told["same"]) == (0, False)
    assert [one["after"] for one in told["places"]] == ["Otherwise"]
    assert '+name_en = "Otherwise"' in told["unified"]

    code, told = run(capsys, *here, "try", str(file))
    assert (code, told["moved"]) == (0, 0)
    assert told["tried"] >= 40

    code, told = run(capsys, *here, "activate", str(file), "--note", "why")
    version = told["version"]
    assert (code, told["file"]) == (0, "rules/limits.toml")
    code, told = run(capsys, *here, "list", "limits")
    assert [one["state"] for one in told["versions"]] == ["in_force", "shipped"]
    assert told["versions"][0]["note"] == "why"
    code, told = run(capsys, *here, "list")
    files = {one["file"]: one["version"] for one in told["files"]}
    assert files["rules/limits.toml"] == version
    assert "Otherwise" in said(capsys, *here, "show", "limits")[1]
    assert "Otherwise" in said(capsys, *here, "show", f"limits@{version}")[1]
    assert "Otherwise" not in said(capsys, *here, "show", "rules/limits.toml@shipped")[1]
    assert run(capsys, *here, "show", "limits@1.2.3")[1]["error"] == "rule_version_unknown"

    code, told = run(capsys, *here, "activate", "limits@shipped", "--from", "2036-12-01")
    assert (code, told["from_at"]) == (0, "2036-11-30T16:00:00Z")
    code, told = run(capsys, *here, "list", "limits")
    assert [one["state"] for one in told["versions"]] == ["coming", "in_force", "shipped"]
    coming = told["versions"][0]["version"]
    assert run(capsys, *here, "withdraw", f"limits@{coming}")[0] == 0
    assert run(capsys, *here, "withdraw", "limits")[1]["error"] == "rule_in_force"
    assert run(capsys, *here, "check")[1]["ok"]


def test_what_is_unsound_or_not_allowed_is_refused_and_leaves_nothing(
    capsys: pytest.CaptureFixture[str], folder: Path, desk: str
) -> None:
    file = folder / "rules" / "limits.toml"
    here = ("--profile", desk, "rules")
    code, told = run(capsys, "--as", "8101", *here, "activate", str(file))
    assert (code, told["error"]) == (1, "not_allowed")
    file.write_text("version = 'x'\n[[limit]]\nkind = 5\n", encoding="utf-8")
    code, told = run(capsys, "--as", "8100", *here, "activate", str(file))
    assert (code, told["error"]) == (1, "rules_unsound")
    assert told["findings"][0]["line"] == 3
    code, told = run(capsys, "--as", "8100", *here, "list", "limits")
    assert [one["state"] for one in told["versions"]] == ["withdrawn", "in_force"]
    code, told = run(capsys, *here, "activate", str(file), "--from", "soon")
    assert (code, told["error"]) == (2, "used_wrongly")
    assert run(capsys, *here, "diff", "limits")[1]["error"] == "rule_version_unknown"


def test_tickets_are_told_one_by_one(
    capsys: pytest.CaptureFixture[str], folder: Path, desk: str
) -> None:
    file = str(folder / "rules" / "routing.toml")
    here = ("--profile", desk, "--as", "8100", "rules", "try", file)
    code, out = said(capsys, *here, "--text", "生鲜坏了，要求赔偿", "--jsonl")
    (line,) = out.splitlines()
    told = json.loads(line)
    assert code == 0
    assert told["today"] == told["draft"]
    assert told["draft"]["group"]
    assert told["draft"]["zh"]
    assert all(one["due"].endswith("Z") for one in told["draft"]["limits"])
    assert run(capsys, *here, "--ticket", "nobody")[1]["error"] == "not_found"
    code, told = run(capsys, *here, "--open", "--limit", "3")
    assert (code, told["tried"]) == (0, 3)

"""`script import`, `export`, `list` and `render` as a shell meets them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workstation.terminal.main import main

SCRIPTS = "标题,话术,出处\n某种新情况,您好[客户姓名]，这是[情况说明]的答复。,甲\n空的,,乙\n"


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, dict[str, Any]]:
    code = main(["--json", *argv])
    told = json.loads(capsys.readouterr().out)
    assert isinstance(told, dict)
    return code, told


@pytest.fixture
def profile(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    folder = str(tmp_path / "profile")
    assert main(["--profile", folder, "sample", "--tickets", "20", "--seed", "5"]) == 0
    capsys.readouterr()
    return folder


def leader(capsys: pytest.CaptureFixture[str], profile: str) -> str:
    _, told = run(capsys, "--profile", profile, "list", "--agents")
    return str(next(one["name"] for one in told["agents"] if one["role"] == "leader"))


def test_a_dry_run_needs_no_profile_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(SCRIPTS, "utf-8")
    folder = tmp_path / "none"
    code, told = run(capsys, "--profile", str(folder), "script", "import", str(path), "--dry-run")
    assert code == 1
    assert (told["new"], told["refused"]) == (1, 1)
    assert not folder.exists()
    row = told["rows"][0]
    assert row["placeholders"]["known"] == [{"foreign": "[客户姓名]", "ours": "customer.name"}]
    unknown = row["placeholders"]["unknown"]
    assert [one["foreign"] for one in unknown] == ["[情况说明]"]
    assert unknown[0]["ours"].startswith("ask.")
    assert [one["header"] for one in told["columns"] if not one["field"]] == ["出处"]
    assert told["rows"][1]["problems"][0]["message_zh"] == "没有话术内容"


def test_scripts_are_taken_in_listed_and_not_twice(
    tmp_path: Path, profile: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(SCRIPTS, "utf-8")
    who = ["--profile", profile, "--as", leader(capsys, profile)]
    code, told = run(capsys, *who, "script", "import", str(path), "--map", "出处=tags")
    assert (code, told["created"]) == (1, ["mzxqk"])
    _, told = run(capsys, *who, "script", "list", "--life", "draft")
    assert [(one["code"], one["tags"]) for one in told["scripts"]] == [("mzxqk", ["甲"])]
    _, told = run(capsys, *who, "script", "import", str(path), "--map", "出处=tags")
    assert (told["same"], told["created"]) == (1, [])
    code, told = run(capsys, *who, "script", "import", str(path), "--map", "出处")
    assert (code, told["error"]) == (2, "used_wrongly")


def test_what_is_exported_is_there_already(
    tmp_path: Path, profile: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "out.xlsx")
    code, told = run(capsys, "--profile", profile, "script", "export", path)
    assert code == 0
    count = told["written"]
    code, told = run(capsys, "--profile", profile, "script", "import", path, "--dry-run")
    assert (code, told["same"], told["own"]) == (0, count, True)
    code, told = run(capsys, "script", "export", str(tmp_path / "x.csv"), "--code", "nobody")
    assert (code, told["error"]) == (1, "not_found")


def test_a_script_is_rendered_for_a_ticket(
    tmp_path: Path, profile: str, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[[script]]\ncode = "zzfee"\ntitle = "改派费用"\nbody = "改派费用{{ ask.fee }}，可以吗？"\n'
        'asks = [{ name = "fee", kind = "money", zh = "费用" }]\n',
        "utf-8",
    )
    at = ["--profile", profile]
    code, told = run(capsys, *at, "script", "import", str(own), "--into", "personal")
    assert (code, told["created"]) == (0, ["zzfee"])
    _, told = run(capsys, *at, "list", "--limit", "1")
    number = told["tickets"][0]["number"]
    render = [*at, "script", "render", "zzfee", "--ticket", number, "--language", "zh"]
    code, told = run(capsys, *render)
    assert code == 1
    assert [(one["name"], one["kind"]) for one in told["missing"]] == [("ask.fee", "money")]
    code, told = run(capsys, *render, "--ask", "fee=12.5")
    assert (code, told["text"]) == (0, "改派费用12.50元，可以吗？")
    assert told["values"] == {"ask.fee": "12.50元"}
    code, told = run(capsys, *render, "--ask", "colour=red")
    assert (code, told["error"]) == (2, "used_wrongly")
    code, told = run(capsys, *at, "script", "render", "zzfee", "--ticket", "9-99999")
    assert (code, told["error"]) == (1, "not_found")


def test_figures_of_all_of_one_and_of_two_versions(
    profile: str, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--profile", profile, "--as", leader(capsys, profile)]
    figures = [*at, "script", "figures"]
    code, told = run(capsys, *figures, "--since", "2020-01-01")
    assert code == 0
    used = [one for one in told["scripts"] if one["used"]]
    assert used
    assert told["total"]["used"] == sum(one["used"] for one in used)
    first = used[0]
    assert {"good", "of", "share", "low", "high"} == set(first["solved"])
    code, detail = run(capsys, *figures, first["code"], "--since", "2020-01-01")
    assert (code, detail["used"]) == (0, first["used"])
    said = first["used"] - first["by_rule"]
    assert sum(one["used"] for one in detail["agents"]) == said
    version = detail["versions"][0]["version"]
    versus = [*figures, first["code"], "--since", "2020-01-01", "--versus", version]
    code, told = run(capsys, *versus, version)
    assert (code, told["tells"]) == (0, False)
    assert {one["verdict"] for one in told["differences"].values()} <= {"few", "unclear"}
    assert "chance" in told["caution"]
    code, told = run(capsys, *versus, "1999.1")
    assert (code, told["error"]) == (1, "not_found")
    for wrong in (["--since", "soon"], ["--window-days", "0"], ["--versus", "1", "2"]):
        code, told = run(capsys, *figures, *wrong)
        assert (code, told["error"]) == (2, "used_wrongly")


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        (("list", "--class", "nope"), "nope"),
        (("list", "--group", "nope"), "nope"),
        (("list", "--step", "nope"), "nope"),
        (("list", "--life", "nope"), "nope"),
        (("figures", "--group", "nope"), "nope"),
        (("figures", "--channel", "nope"), "nope"),
        (("import", "FILE", "--map", "标题=nope"), "nope"),
        (("import", "FILE", "--map", "没有的列=title"), "没有的列"),
    ],
)
def test_codes_that_mean_nothing_are_refused_by_name(
    tmp_path: Path,
    profile: str,
    capsys: pytest.CaptureFixture[str],
    argv: tuple[str, ...],
    named: str,
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(SCRIPTS, "utf-8")
    given = [str(file) if one == "FILE" else one for one in argv]
    who = ["--profile", profile, "--as", leader(capsys, profile)]
    assert main([*who, "script", *given]) == 2
    assert named in capsys.readouterr().err

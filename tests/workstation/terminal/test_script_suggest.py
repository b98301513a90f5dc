"""`script suggest` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workstation.profiles import create_profile
from workstation.terminal.main import main


def test_each_message_gets_its_first_three(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lines = [
        {"id": 1, "text": "杯子碎了"},
        {"id": "b", "text": "my parcel arrived smashed", "channel": "email"},
        {"id": 3, "text": "改地址", "channel": "fax"},
        {"id": 4},
    ]
    file = tmp_path / "words.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in lines) + "\nx\n", "utf-8")
    code = main(["--profile", str(tmp_path / "none"), "script", "suggest", "--words", str(file)])
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 1
    assert [one["id"] for one in told] == [1, "b", None, None, None]
    assert [one.get("error") for one in told] == [None, None, *["line_broken"] * 3]
    first, second = told[0]["scripts"], told[1]["scripts"]
    assert (len(first), first[0]["code"], first[0]["language"]) == (3, "pszm", "zh")
    assert (second[0]["code"], second[0]["language"]) == ("pszm", "en")
    assert "heard" in first[0]["reasons"]
    assert first[0]["ahead"]


def test_for_a_ticket_with_reasons_and_preview(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    profile = tmp_path / "desk"
    create_profile(profile, "sample", tickets=12)
    capsys.readouterr()

    def run(*rest: str) -> tuple[int, str]:
        return main(["--profile", str(profile), *rest]), capsys.readouterr().out

    number = run("list", "--limit", "1")[1].split()[0]
    code, out = run("--json", "script", "suggest", number, "--query", "pszm", "--channel", "chat")
    told = json.loads(out)
    assert code == 0
    assert told["scripts"][0]["code"] == "pszm"
    assert told["scripts"][0]["preview"]
    code, out = run("script", "suggest", number)
    assert code == 0
    assert len(out.splitlines()) >= 3
    assert run("script", "suggest", "no-such")[0] != 0
    assert run("script", "suggest")[0] != 0
    assert run("script", "suggest", number, "--words", "x")[0] != 0

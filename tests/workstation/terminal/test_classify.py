"""`classify` and the parts of `rules` on learning, on the command line."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from workstation import examples
from workstation.profiles import create_profile
from workstation.terminal.main import main


class _Input:
    def __init__(self, raw: bytes) -> None:
        self.buffer = io.BytesIO(raw)


def classify(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, raw: bytes
) -> tuple[int, list[dict[str, Any]]]:
    monkeypatch.setattr(sys, "stdin", _Input(raw))
    code = main(["--profile", str(tmp_path / "none"), "classify"])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_line_is_answered_in_its_place(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = [
        {"id": "a", "text": "收到的花瓶碎了"},
        {"id": 2, "text": "你好"},
        {"id": None, "text": "寄到香港的包裹一直没到"},
        {"id": 4, "text": "不喜欢", "hints": ["退换货"]},
    ]
    raw = "\n\n".join(json.dumps(one, ensure_ascii=False) for one in asked).encode()
    code, told = classify(capsys, monkeypatch, tmp_path, raw)
    assert code == 0
    assert [one["id"] for one in told] == ["a", 2, None, 4]
    first, second, third, fourth = told
    assert (first["class"], first["subtype"], first["group"]) == (
        "safety",
        "safety.damaged",
        "damage_loss",
    )
    assert first["reasons"]
    assert not first["asked"]
    assert first["rule"] == "damage_loss-1"
    assert first["because"]
    assert (second["class"], second["group"], second["asked"]) == ("", "", True)
    assert third["group"] == "customs"
    assert fourth["subtype"] == "request.refund"


@pytest.mark.parametrize(
    "broken",
    [b"nonsense", b"[1]", b'{"id": 1}', b'{"text": 5}', b"\xff\xfe", b"[" * 100_000,
     b'{"text": "x", "hints": "y"}'],
)  # fmt: skip
def test_a_broken_line_names_its_number_and_the_rest_goes_on(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    broken: bytes,
) -> None:
    good = '{"id": 1, "text": "快递丢了"}'.encode()
    code, told = classify(capsys, monkeypatch, tmp_path, b"\n".join([good, broken, good]))
    assert code == 1
    assert [one.get("error") for one in told] == [None, "line_broken", None]
    assert told[1]["line"] == 2
    assert "line 2" in told[1]["message"]


def test_a_file_is_read_and_one_object_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text('\ufeff{"id": 1, "text": "多收了我运费"}\n', "utf-8")
    base = ["--json", "--profile", str(tmp_path / "none"), "classify"]
    assert main([*base, str(file)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["failed"], told["lines"][0]["subtype"]) == (0, "service.charges")
    assert main([*base, str(tmp_path / "no.jsonl")]) == 1
    assert json.loads(capsys.readouterr().out)["error"] == "file_missing"


def test_a_model_is_trained_from_examples(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("[safety.lost]\n丢了\n[safety.damaged]\n破了\n", "utf-8")
    train = ["--json", "rules", "train", "--folder", str(tmp_path)]
    assert main([*train, "--check"]) == 1
    assert json.loads(capsys.readouterr().out)["same"] is False
    assert main(train) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["examples"], told["types"]) == (2, 2)
    assert examples.read(tmp_path / "model.json") == examples.train(tmp_path)
    assert main([*train, "--check"]) == 0
    shutil.rmtree(tmp_path / "none", ignore_errors=True)


def test_what_a_desk_learned_is_told_and_dropped(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    profile = tmp_path / "desk"
    create_profile(profile, "sample", tickets=40, seed=3)
    base = ["--json", "--profile", str(profile), "rules", "learned"]
    assert main([*base, "--now"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["tickets"] == sum(told["by_type"].values())
    assert told["at"]
    assert main([*base, "--forget"]) == 0
    assert json.loads(capsys.readouterr().out)["tickets"] == 0
    assert main([*base, "--forget", "--now"]) == 2

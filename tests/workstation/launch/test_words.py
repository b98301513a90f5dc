"""What the launcher says, and the exit codes that go with it."""

from __future__ import annotations

import ast
import re
import string
import sys
from pathlib import Path

import pytest

from workstation.launch import version
from workstation.launch.diagnosis import diagnose
from workstation.launch.sentences import SENTENCES, sentence, speaks_chinese
from workstation.launch.trouble import EXIT_CODES


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", SENTENCES)
def test_both_languages_tell_the_same_facts(code: str) -> None:
    english, chinese = SENTENCES[code]
    assert fields(english) == fields(chinese)
    assert english.isascii() or "…" in english
    assert re.search(r"[\u4e00-\u9fff]", chinese) or code == "fetching"


def test_every_trouble_has_a_sentence_and_leaves_the_programs_codes_alone() -> None:
    assert EXIT_CODES.keys() <= SENTENCES.keys()
    assert not {0, 1, 2} & set(EXIT_CODES.values())


@pytest.mark.parametrize(
    ("values", "chinese"),
    [
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_TW"}, True),
        ({}, False),
    ],
)
def test_the_session_decides_the_language(
    values: dict[str, str], chinese: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    assert speaks_chinese() is chinese


@pytest.mark.parametrize(
    ("output", "code"),
    [
        (
            "WARNING: Retrying (Retry(total=4, connect=None)) after connection broken by "
            "'NewConnectionError(': Failed to establish a new connection: [Errno -3]\n"
            "ERROR: Could not find a version that satisfies the requirement six==1.17.0\n"
            "ERROR: No matching distribution found for six==1.17.0",
            "no_network",
        ),
        ("error: Request failed\n  cause: dns error\n  cause: Temporary failure", "no_network"),
        ("Err:1 http://d.o bookworm InRelease\n  Temporary failure resolving 'd.o'", "no_network"),
        ("  cause: invalid peer certificate: UnknownIssuer", "no_trust"),
        ("Retrying (Retry(total=0)) SSLError: CERTIFICATE_VERIFY_FAILED", "no_trust"),
        ("OSError: [Errno 28] No space left on device", "disk_full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES\n  six==1.17.0 from x", "broken_package"),
        ("error: Hash mismatch for `six==1.17.0`", "broken_package"),
        ("ERROR: No matching distribution found for psycopg-binary==3.3.9", "no_build"),
        ("something nobody has seen before", "failed"),
        ("", "failed"),
    ],
)
def test_the_last_words_of_a_program_are_understood(output: str, code: str) -> None:
    trouble = diagnose(output, "python_packages", "package_index")
    assert trouble.code == code
    assert sentence(code, **trouble.facts)


def test_the_package_is_named_when_it_can_be() -> None:
    output = "ERROR: No matching distribution found for psycopg-binary==3.3.9"
    assert diagnose(output, "installing", "package_index").facts["package"] == "psycopg-binary"
    output = "error: Hash mismatch for `six==1.17.0`"
    assert diagnose(output, "installing", "package_index").facts["package"] == "six"


def test_an_old_python_is_sent_to_a_newer_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = tmp_path / "python3.12"
    newer.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(version, "OLDEST", (3, 99))
    monkeypatch.setattr(version, "newer_on_path", lambda: "python3.12")
    with pytest.raises(SystemExit) as left:
        version.demand()
    assert left.value.code == version.EXIT_CODE
    assert "Use python3.12 instead" in capsys.readouterr().err


def test_a_newer_python_is_found_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert version.newer_on_path() == ""
    (tmp_path / "python3.12").touch(mode=0o755)
    assert version.newer_on_path() == "python3.12"


@pytest.mark.parametrize(
    "name", ["main.py", "workstation/__init__.py", "workstation/launch/version.py"]
)
def test_what_runs_before_the_check_can_be_read_by_python_3_6(name: str) -> None:
    text = (Path(version.__file__).resolve().parents[2] / name).read_text("utf-8")
    ast.parse(text, feature_version=(3, 6))
    assert "from __future__ import annotations" not in text

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.pages import Caller
from ui.shell.arguments import Start, read_address, read_arguments


def test_a_plain_start_asks_for_nothing() -> None:
    assert read_arguments([]) == Start()


def test_every_option_is_read() -> None:
    told = read_arguments(
        [
            "--sample",
            "--profile",
            "/d",
            "--as",
            "A1",
            "--language",
            "zh_CN",
            "--theme",
            "dark",
            "--check",
        ]
    )
    assert told == Start(Path("/d"), True, "A1", "zh_CN", "dark", True)


def test_a_call_is_read_from_the_command_line() -> None:
    assert read_arguments(["call", "--number", "13800138000"]).call == Caller("13800138000")
    both = ["--profile", "/d", "call", "--number", "010-1234", "--name", "王 芳"]
    assert read_arguments(both).call == Caller("010-1234", "王 芳")
    assert read_arguments(["call"]).call == Caller(), "a hidden number is a call too"


@pytest.mark.parametrize(
    "address",
    [
        "aftercare://call?number=13800138000&name=%E7%8E%8B%E8%8A%B3",
        "aftercare:call?number=13800138000&name=王芳",
    ],
)
def test_a_call_is_read_from_an_address(address: str) -> None:
    assert read_arguments([address]).call == Caller("13800138000", "王芳")


@pytest.mark.parametrize(
    "wrong",
    [
        ["answer"],
        ["aftercare://open?x=1"],
        ["http://call?number=1"],
        ["--number", "1"],
        ["--theme", "pink"],
    ],
)
def test_a_mistake_ends_with_code_two(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        read_arguments(wrong)
    assert ended.value.code == 2
    assert "aftercare" in capsys.readouterr().err


@given(st.text(), st.text())
def test_what_the_telephone_sends_is_cleaned_and_cut(number: str, name: str) -> None:
    from urllib.parse import urlencode

    caller = read_address("aftercare://call?" + urlencode({"number": number, "name": name}))
    assert caller is not None
    for text in (caller.number, caller.name):
        assert len(text) <= 64
        assert text.isprintable()

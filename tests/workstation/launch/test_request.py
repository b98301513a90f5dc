"""Which program a command line is for."""

from __future__ import annotations

import pytest

from workstation.launch.request import read_request


@pytest.mark.parametrize(
    "line",
    [
        "",
        "--sample",
        "--check",
        "--profile list --as a03",
        "--language zh_CN",
        "--theme dark --sample",
        "call --number 13800138000",
        "--profile /tmp/desk call --number 1",
        "aftercare://call?number=1",
        "AFTERCARE:call",
    ],
)
def test_the_window_gets_what_has_no_terminal_command(line: str) -> None:
    request = read_request(line.split())
    assert (request.kind, request.module, request.screen) == ("window", "ui.app", True)
    assert request.arguments == tuple(line.split())


@pytest.mark.parametrize(
    "line",
    [
        "import a.csv --dry-run",
        "--profile d list",
        "--json check",
        "--json",
        "improt x",
        "hub init",
    ],
)
def test_every_other_word_goes_to_the_terminal_without_a_screen(line: str) -> None:
    request = read_request(line.split())
    assert (request.kind, request.module, request.screen) == ("terminal", "workstation", False)
    assert request.lock == "run"


def test_the_tests_run_in_parallel_unless_something_is_picked() -> None:
    assert "-n" in read_request(["test"]).arguments
    assert "-n" in read_request(["test", "--no-pg"]).arguments
    picked = read_request(["test", "tests/ui", "-k", "queue"])
    assert picked.arguments == ("tests/ui", "-k", "queue")
    assert (picked.lock, picked.module) == ("test", "pytest")


def test_tests_without_a_screen_never_load_qt() -> None:
    request = read_request(["test", "--no-gui"])
    assert not request.screen
    assert "no:pytest-qt" in request.arguments


def test_the_module_has_neither_window_nor_tests_without_a_word() -> None:
    assert read_request([], terminal=True).kind == "terminal"
    assert read_request(["test"], terminal=True).kind == "terminal"
    assert read_request(["call", "--number", "1"], terminal=True).kind == "window"

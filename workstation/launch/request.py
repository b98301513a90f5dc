"""What a command line asks for: the window, a terminal command, or the tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ADDRESS_SCHEME = "aftercare:"
_TAKES_VALUE = {"--profile", "--as", "--language", "--theme"}
_ONLY_TERMINAL = {"--json"}


@dataclass(frozen=True)
class Request:
    """One start: `module` is run with `arguments`, after what `lock` lists is in place."""

    kind: str
    module: str
    arguments: tuple[str, ...]
    lock: str = "run"
    screen: bool = True
    """Whether Qt is needed, and with it the system's graphical libraries."""

    @property
    def hidden(self) -> bool:
        """Whether the window only proves itself off screen."""
        return "--check" in self.arguments


def read_request(arguments: Sequence[str], *, terminal: bool = False) -> Request:
    """Sort a command line.

    The first word that is no option decides. ``test`` runs the tests. No word, ``call`` or an
    ``aftercare:`` address is for the window (a second start hands it to the first). Every other
    word is a terminal command, which answers itself if it does not know the word. With `terminal`
    (``python -m workstation``) there is neither a window without a word nor a test run.
    """
    word = _first_word(arguments)
    if word == "test" and not terminal:
        return _tests(arguments)
    if word is None and terminal:
        return Request("terminal", "workstation", tuple(arguments), screen=False)
    if _ONLY_TERMINAL.isdisjoint(arguments) and _for_window(word):
        return Request("window", "ui.app", tuple(arguments))
    return Request("terminal", "workstation", tuple(arguments), screen=False)


def _for_window(word: str | None) -> bool:
    return word is None or word == "call" or word.lower().startswith(ADDRESS_SCHEME)


def _first_word(arguments: Sequence[str]) -> str | None:
    skip = False
    for argument in arguments:
        if skip:
            skip = False
        elif argument in _TAKES_VALUE:
            skip = True
        elif not argument.startswith("-"):
            return argument
    return None


def _tests(arguments: Sequence[str]) -> Request:
    rest = list(arguments)
    rest.remove("test")
    screen = "--no-gui" not in rest
    ours = [] if screen else ["-p", "no:pytest-qt"]
    if not rest or all(argument in {"--no-pg", "--no-gui"} for argument in rest):
        ours += ["-n", "logical", "--maxprocesses", "8", "--dist", "worksteal"]
    return Request("test", "pytest", (*ours, *rest), lock="test", screen=screen)

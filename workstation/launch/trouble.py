"""The one error of the launcher: something a person has to put right, with its exit code."""

from __future__ import annotations

INTERRUPTED = 130

EXIT_CODES = {
    "libraries": 3,
    "too_new": 4,
    "old_system": 4,
    "no_build": 4,
    "no_network": 5,
    "no_trust": 5,
    "no_space": 6,
    "disk_full": 6,
    "no_place": 7,
    "no_pip": 8,
    "broken_package": 8,
    "failed": 8,
    "occupied": 9,
}
"""What each trouble answers to the shell; 0, 1 and 2 belong to the program that is started."""


class Trouble(Exception):
    """Preparing cannot go on; `code` names the sentence in `sentences`, `facts` fill it."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    @property
    def exit_code(self) -> int:
        """The exit code that belongs to this trouble."""
        return EXIT_CODES[self.code]

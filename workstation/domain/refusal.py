"""The one error that rules raise."""

from __future__ import annotations


class Refusal(Exception):
    """A rule said no.

    `code` is a stable snake_case word; the sentence for a person is made at the edge
    (`ui/text.py`, the terminal), from the code and `facts`.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code}({told})" if told else self.code

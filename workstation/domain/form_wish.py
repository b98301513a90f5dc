"""One form of a set that is to be issued."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormWish:
    """Which copy of which form, in which language, on how many sheets."""

    form: str = "claim_form"
    copy: str = "file"
    language: str = "zh"
    sheets: int = 1

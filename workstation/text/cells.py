"""Texts as cells of files that spreadsheets open."""

from __future__ import annotations

from typing import Final

#: A spreadsheet takes a text that begins so for a formula, also in full width and behind blanks.
_FORMULA: Final = frozenset("=+-@＝＋－＠")


def plain_text(text: str) -> str:
    """A text as a cell: one that a spreadsheet would run as a formula begins with a quote."""
    return f"'{text}" if _FORMULA.intersection(text.lstrip()[:1]) else text

"""The words of a filled script for the eye: values stand out, gaps are marked."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from ui import theme
from workstation.domain.script_pieces import Piece

_VALUE: Final = '<span style="color:{front};font-weight:600">{words}</span>'
_GAP: Final = '<span style="color:{front};background-color:{back}">{words}</span>'


def rich(pieces: Iterable[Piece]) -> str:
    """The pieces as rich text in the colours of the theme; nothing in them is taken for markup."""
    return "".join(map(_one, pieces))


def _one(piece: Piece) -> str:
    words = escape(piece.text).replace("\n", "<br>")
    if piece.kind == "value":
        return _VALUE.format(front=theme.colour("accent").name(), words=words)
    if piece.kind == "gap":
        front, back = theme.colour("warn").name(), theme.colour("warn_soft").name()
        return _GAP.format(front=front, back=back, words=words)
    return words

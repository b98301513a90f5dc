"""TOML in the colours of the theme."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from ui import theme

#: The first of these that fits at a place colours it.
_PARTS: Final = re.compile(
    r'(?P<comment>#.*)|(?P<open>"""|\'\'\')|(?P<string>"(?:[^"\\]|\\.)*"?|\'[^\']*\'?)'
    r"|(?P<head>^\s*\[\[?[^\]]*\]\]?)|(?P<key>[A-Za-z0-9_-]+(?=\s*(?:\.[A-Za-z0-9_.-]+\s*)?=))"
    r"|(?P<value>\b(?:true|false)\b|[-+]?\d[\d_.:TZ+-]*)"
)
_COLOURS: Final = {
    "comment": "text_faint",
    "string": "good",
    "open": "good",
    "head": "status_waiting",
    "key": "accent",
    "value": "warn",
}
_OUTSIDE: Final = -1
_MARKS: Final = ('"""', "'''")


class TomlColours(QSyntaxHighlighter):
    """Colours comments, headers, keys and values; texts of several lines are followed."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        theme.notifier().changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        state = self.previousBlockState()
        at = self._inside(text, 0, state) if state != _OUTSIDE else 0
        while at >= 0:
            found = _PARTS.search(text, at)
            if found is None:
                break
            part = str(found.lastgroup)
            if part == "open":
                at = self._inside(text, found.start(), _MARKS.index(found[0]), found.end())
                continue
            self.setFormat(found.start(), found.end() - found.start(), _format(part))
            at = found.end()

    def _inside(self, text: str, begin: int, state: int, since: int | None = None) -> int:
        """Colour a text of several lines; where it ends, -1 when it goes on."""
        end = text.find(_MARKS[state], begin if since is None else since)
        stop = len(text) if end < 0 else end + 3
        self.setFormat(begin, stop - begin, _format("string"))
        self.setCurrentBlockState(state if end < 0 else _OUTSIDE)
        return -1 if end < 0 else stop


def _format(part: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(theme.colour(_COLOURS[part])))
    if part == "head":
        made.setFontWeight(QFont.Weight.DemiBold)
    return made

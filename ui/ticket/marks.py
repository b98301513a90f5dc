"""What is marked in the text of a reply: gaps to fill in, and words better not said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtGui import QSyntaxHighlighter, QTextBlock, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit

from ui import theme
from ui.text import speech
from ui.ticket.places import units

#: What a script leaves where a value is missing, in Chinese and in English words.
GAP: Final = re.compile(r"【请填写：([^】\n]{0,60})】|\[Please fill in: ([^\]\n]{0,60})\]")


@dataclass(frozen=True, slots=True)
class Underline:
    """Words from `start` to `end` (half open, as Qt counts) underlined for a severity."""

    start: int
    end: int
    severity: str


def gap_label(found: re.Match[str]) -> str:
    """What is to be filled into a gap."""
    return found[1] if found[1] is not None else found[2] or ""


def moved(old: str, new: str, lines: tuple[Underline, ...]) -> tuple[Underline, ...]:
    """The underlines of an older text where their words stand in the newer one.

    Those whose words were touched are dropped: they are judged anew. Both texts as `places.units`.
    """
    first, last = _kept_ends(old, new)
    by = len(new) - len(old)
    kept = []
    for one in lines:
        if one.end <= first:
            kept.append(one)
        elif one.start >= last:
            kept.append(replace(one, start=one.start + by, end=one.end + by))
    return tuple(kept)


def _kept_ends(old: str, new: str) -> tuple[int, int]:
    """Between which places of the old text the new one differs."""
    most = min(len(old), len(new))
    first = _same(lambda n: old[:n] == new[:n], most)
    last = _same(lambda n: n == 0 or old[-n:] == new[-n:], most - first)
    return first, len(old) - last


def _same(holds: Callable[[int], bool], most: int) -> int:
    """The largest number up to `most` for which something that fails ever after holds."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


class ReplyMarks(QSyntaxHighlighter):
    """Marks gaps by their colour and words better not said by a wavy line.

    Only what is drawn changes, never the text; what an input method has not finished keeps its
    own look.
    """

    def __init__(self, edit: QPlainTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._text = ""
        self._lines: tuple[Underline, ...] = ()
        edit.document().contentsChange.connect(self._on_change)  # before Qt marks anew
        self.setDocument(edit.document())
        theme.notifier().changed.connect(self._draw_anew)

    @property
    def lines(self) -> tuple[Underline, ...]:
        """What is underlined now."""
        return self._lines

    def underline(self, lines: Iterable[Underline]) -> None:
        """Underline these words and no others."""
        before, self._lines = self._lines, tuple(lines)
        changed = set(before) ^ set(self._lines)
        silent = self._edit.blockSignals(True)  # the words are the same: nobody typed
        for number in sorted({n for line in changed for n in self._blocks(line)}):
            self.rehighlightBlock(self.document().findBlockByNumber(number))
        self._edit.blockSignals(silent)

    def _draw_anew(self) -> None:
        silent = self._edit.blockSignals(True)
        self.rehighlight()
        self._edit.blockSignals(silent)

    def _blocks(self, line: Underline) -> range:
        document = self.document()
        last = max(document.characterCount() - 1, 0)
        first = document.findBlock(min(line.start, last)).blockNumber()
        end = document.findBlock(min(max(line.end - 1, line.start), last)).blockNumber()
        return range(max(first, 0), max(end, first) + 1)

    def _on_change(self, _position: int, _removed: int, _added: int) -> None:
        new = units(self._edit.toPlainText())
        if new != self._text:
            if self._lines:
                self._lines = moved(self._text, new, self._lines)
            self._text = new

    def highlightBlock(self, text: str) -> None:
        look = QTextCharFormat()
        look.setBackground(theme.colour("warn_soft"))
        look.setForeground(theme.colour("warn"))
        for found in GAP.finditer(units(text)):
            self.setFormat(found.start(), found.end() - found.start(), look)
        if self._lines:
            self._underline(self.currentBlock(), len(units(text)))

    def _underline(self, block: QTextBlock, length: int) -> None:
        base = block.position()
        for line in self._lines:
            start, end = max(line.start - base, 0), min(line.end - base, length)
            if start >= end:
                continue
            drawn = QTextCharFormat(self.format(start))
            drawn.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            drawn.setUnderlineColor(theme.colour(speech.look(line.severity)))
            self.setFormat(start, end - start, drawn)

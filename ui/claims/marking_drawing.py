"""Drawing marks onto a picture with the mouse and with keys alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.claims.marking_canvas import PictureCanvas
from ui.claims.marking_edit import MarksEdit, gripped, moved
from ui.claims.marking_paint import grip_at, mark_at, paint_marks
from ui.composing import is_composing
from workstation.domain.picture_marks import MARK_COLOURS, WHOLE, Mark

_NONE: Final = ""
_TOOLS: Final = {
    Qt.Key.Key_V: _NONE,
    Qt.Key.Key_A: "arrow",
    Qt.Key.Key_B: "box",
    Qt.Key.Key_N: "number",
    Qt.Key.Key_T: "text",
}
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_STEP, _FINE = 100, 10
_LEAST: Final = 5.0


class MarkCanvas(PictureCanvas):
    """A picture to draw on. `edited()` after each finished change, `chosen()` when another mark,
    tool or colour is chosen, `words_wanted()` when a text needs its words."""

    edited = Signal()
    chosen = Signal()
    words_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.edit = MarksEdit()
        self.tool = _NONE
        self.colour = "red"
        self.frozen = False
        self.awaiting = False
        self._place: tuple[int, int] | None = None
        self._grip = ""
        self._drag: QPointF | None = None
        self._drawn = False

    def paint_over(self, painter: QPainter) -> None:
        paint_marks(painter, self.frame, self.edit.marks, self.edit.chosen, self.source.page)

    def choose_tool(self, tool: str) -> None:
        """Take a tool up: arrow, box, number, text, or "" to look and move."""
        self.tool = _NONE if self.frozen else tool
        self._place, self.awaiting = None, False
        self._show_cursor()
        self.chosen.emit()
        self.setFocus()

    def _show_cursor(self) -> None:
        self.setCursor(Qt.CursorShape.CrossCursor if self.tool else Qt.CursorShape.ArrowCursor)

    def _want_words(self) -> None:
        self.awaiting = True
        self.words_wanted.emit()

    def choose_colour(self, colour: str) -> None:
        """Draw in a colour from now on; a chosen mark takes it too."""
        self.colour = colour
        mark = self.edit.mark
        if mark is not None and not self.frozen and mark.colour != colour:
            self.edit.begin()
            self.edit.put(replace(mark, colour=colour))
            self._changed()
        self.chosen.emit()

    def put_words(self, words: str) -> None:
        """Give the text that is being put its words, or the chosen one others."""
        text, mark = " ".join(words.split()), self.edit.mark
        if self._place is not None and text:
            x, y = self._place
            self._add("text", x, y, text=text)
        elif mark is not None and mark.kind in ("text", "number") and text:
            self.edit.begin()
            self.edit.put(replace(mark, text=text))
        self._place, self.awaiting = None, False
        self._changed()
        self.setFocus()

    def drop_words(self) -> None:
        """The text is not put after all."""
        self._place, self.awaiting = None, False
        self.setFocus()

    def undo(self) -> None:
        """Take the last change of the marks back."""
        if not self.frozen and self.edit.undo():
            self._changed()

    def redo(self) -> None:
        """Do again what was taken back."""
        if not self.frozen and self.edit.redo():
            self._changed()

    def remove(self) -> None:
        """Take the chosen mark away."""
        if not self.frozen and self.edit.mark is not None:
            self.edit.remove()
            self._changed()

    def _add(self, kind: str, x: int, y: int, x2: int = 0, y2: int = 0, text: str = "") -> None:
        self.edit.add(Mark(kind, x, y, x2, y2, self.colour, text, self.source.page))

    def _at(self, at: QPointF) -> int:
        return mark_at(self.frame, self.edit.marks, at, self.source.page)

    def _changed(self) -> None:
        self.update()
        self.edited.emit()
        self.chosen.emit()

    # the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self.frozen or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.setFocus()
        mark = self.edit.mark
        self._grip = grip_at(self.frame, mark, at) if mark is not None else ""
        found = self.edit.chosen if self._grip else self._at(at)
        if found >= 0 and (not self.tool or self._grip):
            self.edit.chosen = found
            self.edit.begin()
            self._drag, self._drawn = at, False
        elif self.tool in ("arrow", "box"):
            self._draw_from(at)
        elif self.tool:
            self._put_at(*self.frame.place(at))
        else:
            self.edit.chosen = -1
            super().mousePressEvent(event)
        self.chosen.emit()
        self.update()

    def _draw_from(self, at: QPointF) -> None:
        if self.edit.is_full:
            return
        x, y = self.frame.place(at)
        self._add(self.tool, x, y, x, y)
        self._grip, self._drag, self._drawn = "x2 y2", at, True

    def _put_at(self, x: int, y: int) -> None:
        if self.edit.is_full:
            return
        if self.tool == "number":
            self._add("number", x, y, text=self.edit.next_number())
            self._changed()
        else:
            self._place = (x, y)
            self.edit.chosen = -1
            self._want_words()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        mark = self.edit.mark
        if self._drag is None or mark is None:
            super().mouseMoveEvent(event)
            return
        now = self.frame.place(event.position())
        if self._grip:
            self.edit.put(gripped(mark, self._grip, *now))
        else:
            before = self.frame.place(self._drag)
            self.edit.put(moved(mark, now[0] - before[0], now[1] - before[1]))
            self._drag = event.position()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._drag, self._grip = self._drag, None, ""
        mark = self.edit.mark
        if dragged is None or mark is None:
            super().mouseReleaseEvent(event)
            self._show_cursor()
            return
        if self._drawn:
            ends = self.frame.point(mark.x, mark.y) - self.frame.point(mark.x2, mark.y2)
            if ends.manhattanLength() < _LEAST:  # a click draws nothing
                self.edit.undo()
                self.edit.chosen = -1
        self._drawn = False
        self._changed()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        mark = self.edit.mark
        if mark is not None and mark.kind in ("text", "number"):
            self._want_words()
        elif not self.tool and self._at(event.position()) < 0:
            super().mouseDoubleClickEvent(event)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_composing() or self.frozen or not self.mark_key(event):
            super().keyPressEvent(event)

    def mark_key(self, event: QKeyEvent) -> bool:
        """Answer the keys that draw; says whether it was one of them."""
        key, held = Qt.Key(event.key()), event.modifiers()
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        colour = key - Qt.Key.Key_1
        if control and key in (Qt.Key.Key_Z, Qt.Key.Key_Y):
            self.redo() if shift or key == Qt.Key.Key_Y else self.undo()
        elif key in _ARROWS and self.edit.mark is not None:
            self._nudge(*_ARROWS[key], _FINE if control else _STEP, ending=shift)
        elif key in _TOOLS and not held:
            self.choose_tool(_TOOLS[key])
        elif 0 <= colour < len(MARK_COLOURS) and not held:
            self.choose_colour(MARK_COLOURS[colour])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.edit.mark is not None:
            self.remove()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            return self._on_enter()
        else:
            return False
        return True

    def event(self, event: QEvent) -> bool:
        """Tab goes through the marks while there are any, and out of the picture after the last."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
            by = steps.get(Qt.Key(event.key()), 0)
            if by and self.edit.step(by, self.source.page):
                self.chosen.emit()
                self.update()
                return True
        return super().event(event)

    def _nudge(self, dx: int, dy: int, by: int, *, ending: bool) -> None:
        mark = self.edit.mark
        if mark is None:
            return
        for _quarter in range(self.frame.turn):  # as it is seen, not as it lies
            dx, dy = dy, -dx
        self.edit.begin()
        if ending and mark.kind in ("arrow", "box"):
            self.edit.put(gripped(mark, "x2 y2", mark.x2 + dx * by, mark.y2 + dy * by))
        else:
            self.edit.put(moved(mark, dx * by, dy * by))
        self._changed()

    def _on_enter(self) -> bool:
        """Put a mark of the tool into the middle of what is seen, or give the chosen one words."""
        mark = self.edit.mark
        if mark is not None and mark.kind in ("text", "number") and self.tool != "number":
            self._want_words()
            return True
        if not self.tool or self.edit.is_full:
            return False
        x, y = self.frame.place(QPointF(self.width() / 2, self.height() / 2))
        if self.tool in ("number", "text"):
            self._put_at(x, y)
            return True
        left, top = self.frame.place(QPointF(self.width() * 0.4, self.height() * 0.4))
        reach = max(abs(x - left), abs(y - top), 200)
        x2, y2 = min(WHOLE, x + reach), min(WHOLE, y + reach)
        self._add(self.tool, max(0, x - reach), max(0, y - reach), x2, y2)
        self._changed()
        return True

"""The line below the head: words to look for in this list, and its conditions as chips."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.search_box import SearchBox

_CROSS = 14


class ConditionChip(QAbstractButton):
    """A condition: pressing it changes it, its cross (or Delete) takes it away."""

    removed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font("small")).horizontalAdvance(self.text())
        room = min(width, 320) + _CROSS + 3 * theme.space("small")
        return QSize(room, theme.size("small_control"))

    def _over_cross(self, x: float) -> bool:
        return x > self.width() - _CROSS - theme.space("small") - 2

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if inside and self._over_cross(event.position().x()):
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(theme.colour("pressed" if self.underMouse() else "neutral_soft"))
        painter.setPen(theme.colour("focus") if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        edge = theme.space("small")
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text"))
        room = self.rect().adjusted(edge + 2, 0, -_CROSS - edge, 0)
        shown = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        cross = icons.pixmap("x", "text_muted", _CROSS, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - _CROSS - edge + 1, (self.height() - _CROSS) // 2, cross)
        painter.end()


class FilterBar(QWidget):
    """Shows the conditions of a list.

    `typed(words)` while words are typed, `menu_wanted(facet, widget)` a chip or the button
    ("" as facet) was pressed, `removed(facet)`, `cleared()`, `reverted()`.
    """

    typed = Signal(str)
    left = Signal()
    menu_wanted = Signal(str, QWidget)
    removed = Signal(str)
    cleared = Signal()
    reverted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.look(self, "surface")
        self.words = SearchBox(self.tr("Words in this list"), self)
        self.words.setFixedWidth(190)
        self.words.searched.connect(self.typed)
        self.words.entered.connect(self._on_entered)
        self.add = Button(
            self.tr("Filter"), "filter", "flat", lambda: self.menu_wanted.emit("", self.add)
        )
        self._clear = Button(self.tr("Clear all"), "", "link", self.cleared.emit)
        self._revert = Button(self.tr("As the view has it"), "", "link", self.reverted.emit)
        self._flow = FlowLayout(gap=theme.space("small"))
        lower = (theme.size("control") - theme.size("small_control")) // 2
        self._flow.setContentsMargins(0, lower, 0, 0)  # chips on one line with the field
        row = QHBoxLayout(self)
        edge = theme.space("medium")
        row.setContentsMargins(edge, 0, edge, theme.space("small"))
        row.setSpacing(theme.space("small"))
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.words, 0, top)
        row.addWidget(self.add, 0, top)
        row.addLayout(self._flow, 1)

    def show_conditions(
        self, conditions: Iterable[tuple[str, str]], words: str, *, altered: bool
    ) -> None:
        """Show these (facet, words); `altered` offers the way back to the view's own."""
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None and widget not in (self._clear, self._revert):
                widget.hide()
                widget.deleteLater()
        told = tuple(conditions)
        for facet, text in told:
            self._flow.addWidget(self._chip(facet, text))
        for button, wanted in ((self._clear, bool(told)), (self._revert, altered)):
            self._flow.addWidget(button)
            button.setFixedHeight(theme.size("small_control"))
            button.setVisible(wanted)
        if self.words.text().strip() != words:
            self.words.show_text(words)

    def chips(self) -> tuple[ConditionChip, ...]:
        """The chips shown."""
        items = (self._flow.itemAt(n) for n in range(self._flow.count()))
        widgets = (item.widget() if item else None for item in items)
        return tuple(w for w in widgets if isinstance(w, ConditionChip))

    def _chip(self, facet: str, text: str) -> ConditionChip:
        made = ConditionChip(text, self)
        made.clicked.connect(lambda: self.menu_wanted.emit(facet, made))
        made.removed.connect(lambda: self.removed.emit(facet))
        return made

    def _on_entered(self, text: str) -> None:
        self.typed.emit(text)
        self.left.emit()

"""Labels: one line that gives way, muted words, a key, an empty place."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui import icons, theme


def label(text: str = "", look: str = "", parent: QWidget | None = None) -> QLabel:
    """A label in one of the looks: muted, faint, title, heading, strong, section, bad, …"""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if look:
        theme.look(made, look)
    return made


def key_hint(key: str, parent: QWidget | None = None) -> QLabel:
    """A key's name in a small frame."""
    return label(key, "key", parent)


class ElidedLabel(QLabel):
    """One line that ends in … when there is no room; the whole text is its tool tip then."""

    def __init__(
        self,
        text: str = "",
        look: str = "",
        parent: QWidget | None = None,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(text, parent)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if look:
            theme.look(self, look)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        self.setToolTip(self.text() if cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), self._mode, self.width())
        painter.drawText(self.rect(), self.alignment(), shown)
        painter.end()


class EmptyState(QWidget):
    """What an empty place says: a picture, a sentence, and what to do about it."""

    def __init__(
        self, icon: str, title: str, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._picture = QLabel(self)
        self._title = label(title, "heading")
        self._hint = label(hint, "muted")
        self._hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setSpacing(theme.space("small"))
        column.addStretch(2)
        for shown in (self._picture, self._title, self._hint):
            shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(shown)
        column.addStretch(3)
        self._draw()
        theme.notifier().changed.connect(self._draw)

    def say(self, title: str, hint: str = "") -> None:
        """Show other words."""
        self._title.setText(title)
        self._hint.setText(hint)

    def add_action(self, widget: QWidget) -> None:
        """Put a button below the words."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.count() - 1, widget, 0, Qt.AlignmentFlag.AlignCenter)

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(icons.pixmap(self._icon, "line_strong", 48, ratio))

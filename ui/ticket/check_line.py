"""A line of the checklist: a mark, what it is, what was said, and the key that goes there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import icons, theme
from ui.widgets.chip import Chip
from ui.widgets.labels import key_hint, label

_PRESSING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_MARK = 16


class CheckLine(QFrame):
    """One thing of a step; pressing it, by mouse or Enter, runs it.

    `icon` and its colour say how it stands; `next` marks the thing to do first, with its `key`.
    """

    def __init__(
        self,
        icon: tuple[str, str],
        title: str,
        about: str = "",
        run: Callable[[], object] | None = None,
        *,
        next: bool = False,
        key: str = "",
        quiet: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._run = icon, run
        self.is_next = next
        theme.look(self, "check_next" if next else "check")
        self.mark = QLabel()
        self.mark.setFixedWidth(_MARK)
        self.title = label(title, "strong" if next else ("faint" if quiet else ""))
        self.title.setWordWrap(True)
        self.about = label(about, "faint" if quiet or not next else "muted")
        self.about.setWordWrap(True)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.about)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 3, 6, 3)
        self._row.setSpacing(theme.space("small"))
        self._row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)
        self.key = key_hint(key)
        self._row.addWidget(self.key, 0, Qt.AlignmentFlag.AlignVCenter)
        for part, text in ((self.about, about), (self.key, key)):
            if not text:
                part.hide()
        self.setAccessibleName(", ".join(part for part in (title, about) if part))
        if run is not None:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._draw()
        theme.notifier().changed.connect(self._draw)

    def add_chip(self, chip: Chip) -> None:
        """Put a chip before the key."""
        self._row.insertWidget(2, chip, 0, Qt.AlignmentFlag.AlignVCenter)

    def add(self, widget: QWidget) -> None:
        """Put something at the right end."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def press(self) -> None:
        """Do what it stands for."""
        if self._run is not None:
            self._run()

    def _draw(self) -> None:
        name, colour = self._icon
        self.mark.setPixmap(icons.pixmap(name, colour, _MARK, self.devicePixelRatioF()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.press()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _PRESSING and plain and self._run is not None:
            event.accept()
            self.press()
        else:
            super().keyPressEvent(event)

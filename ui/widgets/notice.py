"""One quiet bar that says what happened and offers to undo it.

It lies over the lower edge of its host, so that nothing moves below the hand when it comes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget
from shiboken6 import isValid

from ui import icons, theme
from ui.widgets.labels import label

SECONDS: Final = 10
#: The property of frames at the foot of a page that a notice must not cover.
FOOT: Final = "foot"
_MOVING: Final = frozenset({QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide})
_ICONS: Final = {
    "": "info-circle",
    "good": "circle-check",
    "warn": "alert-triangle",
    "bad": "alert-circle",
}


class NoticeBar(QFrame):
    """Shows one notice at a time; a plain one leaves after ten seconds, a bad one stays.

    `host` is the widget that it lies over, `part` the part of it where it is in nobody's way,
    as long as that part is shown; it follows the sizes of both.
    """

    def __init__(self, host: QWidget | None = None, part: QWidget | None = None) -> None:
        super().__init__(host)
        self._host = host
        self._part = part
        self._feet: list[QFrame] = []
        self._run: Callable[[], None] | None = None
        self._picture = QLabel(self)
        self._text = label()
        self._text.setWordWrap(True)
        self._button = QPushButton(self)
        self._close = QToolButton(self)
        self._close.setAutoRaise(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self._button.clicked.connect(self._on_pressed)
        self._close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("medium"), 6, theme.space("small"), 6)
        row.setSpacing(theme.space("small"))
        row.addWidget(self._picture)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        for watched in (host, part):
            if watched is not None:
                watched.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What the bar says now."""
        return self._text.text()

    def say(
        self,
        text: str,
        kind: str = "",
        button: str = "",
        run: Callable[[], None] | None = None,
        seconds: int | None = None,
    ) -> None:
        """Show a notice of kind "", "good", "warn" or "bad", with a button when `run` is given.

        `seconds` is how long it stays; None means ten, and for a bad one until it is closed.
        """
        theme.look(self, f"notice_{kind}" if kind else "notice")
        colour = kind or "neutral"
        self._picture.setPixmap(icons.pixmap(_ICONS[kind], colour, 18, self.devicePixelRatioF()))
        self._close.setIcon(icons.icon("x"))
        self._close.setToolTip(self.tr("Close this notice"))
        self._text.setText(text)
        self._run = run
        self._button.setText(button)
        self._button.setVisible(run is not None)
        self._watch_feet()
        self.show()
        self._place()
        self.raise_()
        stay = seconds if seconds is not None else (0 if kind == "bad" else SECONDS)
        self._timer.stop()
        if stay:
            self._timer.start(stay * 1000)

    def leaves_in_ms(self) -> int | None:
        """How long the notice was given to stay; None when it stays until it is closed."""
        return self._timer.interval() if self._timer.isActive() else None

    def dismiss(self) -> None:
        """Take the notice away."""
        self._timer.stop()
        self._run = None
        self.hide()

    def _watch_feet(self) -> None:
        """Follow the questions at the foot of the pages, as they come and go."""
        over = (self._part or self._host or self).findChildren(QFrame)
        for foot in over:
            if foot.property(FOOT) and foot not in self._feet:
                foot.installEventFilter(self)
                self._feet.append(foot)

    def _place(self) -> None:
        if self._host is None:
            return
        room, part, edge = self._host.rect(), self._part, theme.space("large")
        if part is not None and part.isVisible():
            room = QRect(part.mapTo(self._host, QPoint(0, 0)), part.size())
        width = max(360, min(self.sizeHint().width(), 720, room.width() - 2 * edge))
        height = max(self.heightForWidth(width), self.sizeHint().height())
        left = room.left() + (room.width() - width) // 2
        below = theme.size("control") + 2 * edge  # the buttons at the foot of a page stay free
        for foot in self._feet:
            if isValid(foot) and foot.isVisible():
                top = foot.mapTo(self._host, QPoint(0, 0)).y()
                below = max(below, room.bottom() + 1 - top + theme.space("small"))
        self.setGeometry(left, room.bottom() + 1 - height - below, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING and self.isVisible():
            self._place()
        return False

    def _on_pressed(self) -> None:
        run = self._run
        self.dismiss()
        if run is not None:
            run()

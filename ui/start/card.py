"""A large button with a picture, a name and a sentence."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui import icons, theme
from ui.widgets.labels import label


class ChoiceCard(QPushButton):
    """One of a few things to choose from."""

    def __init__(
        self,
        icon: str,
        title: str,
        about: str,
        run: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self.setAccessibleName(title)
        self.setAccessibleDescription(about)
        theme.look(self, "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAutoDefault(True)  # Enter chooses the one that has the keyboard
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._picture = QLabel()
        heading = label(title, "heading")
        sentence = label(about, "muted")
        for told in (heading, sentence):
            told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setSpacing(theme.space("small"))
        edge = theme.space("large")
        column.setContentsMargins(edge, edge, edge, edge)
        for part in (self._picture, heading, sentence):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(part)
        column.addStretch(1)
        self.clicked.connect(lambda _checked: run())
        self._draw()
        theme.notifier().changed.connect(self._draw)

    def sizeHint(self) -> QSize:
        column = self.layout()
        height = column.totalHeightForWidth(260) if column is not None else 0
        return QSize(260, max(170, height))

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(icons.pixmap(self._icon_name, "accent", 32, ratio))

"""Buttons made in one go, with icons that follow the theme."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from ui import icons, theme

_ICON_COLOURS = {"primary": "accent_text", "danger": "bad"}


class Button(QPushButton):
    """A button with an icon of the theme; `style` is "", primary, danger, flat or link."""

    def __init__(
        self,
        text: str,
        icon: str = "",
        style: str = "",
        run: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon_name, self._style_name = icon, style
        self.setIconSize(QSize(16, 16))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if style:
            theme.look(self, style)
        if run is not None:
            self.clicked.connect(lambda _checked: run())
        self._draw()
        theme.notifier().changed.connect(self._draw)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.isAutoRepeat():
            self.click()  # who came here by the keyboard means this button
        else:
            super().keyPressEvent(event)

    def show_icon(self, icon: str) -> None:
        """Show another picture beside the words."""
        if icon != self._icon_name:
            self._icon_name = icon
            self._draw()

    def _draw(self) -> None:
        if self._icon_name:
            colour = _ICON_COLOURS.get(self._style_name, "text_muted")
            self.setIcon(icons.icon(self._icon_name, colour))


class IconButton(QToolButton):
    """A small button that is only a picture; its name is the tool tip."""

    def __init__(
        self,
        icon: str,
        name: str,
        run: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setIconSize(QSize(18, 18))
        self.setAutoRaise(True)
        if run is not None:
            self.clicked.connect(lambda _checked: run())
        self._draw()
        theme.notifier().changed.connect(self._draw)

    def show_icon(self, icon: str) -> None:
        """Show another picture."""
        self._icon_name = icon
        self._draw()

    def _draw(self) -> None:
        self.setIcon(icons.icon(self._icon_name))

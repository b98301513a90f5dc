"""When the first list stands on the screen: the window is shown, and the list has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class FirstPaint(QObject):
    """Has the window emit `painted`, once; `told` from then on."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._exposed = self._listed = False
        self.told = False

    def watch(self) -> None:
        """The window is about to be shown."""
        self._window.windowHandle().installEventFilter(self)

    def expect_no_list(self) -> None:
        """What is shown first has no list to wait for."""
        self._listed = True

    def listed(self) -> None:
        """The first list stands there."""
        self._listed = True
        if self._exposed and not self.told:
            self._window.repaint()  # the list came after the window
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handle = self._window.windowHandle()
        if event.type() == QEvent.Type.Expose and watched is handle and handle.isExposed():
            handle.removeEventFilter(self)
            self._exposed = True
            QTimer.singleShot(0, self._tell)  # the window paints in answer to this event
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        if self._exposed and self._listed and not self.told:
            self.told = True
            if self._window.focusWidget() in (None, self._window.top_bar.search):
                self._window.page("queue").activate()
            self._window.painted.emit()

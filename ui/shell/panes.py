"""The three parts of the window and how they share its width."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from ui import theme

#: The list's share of what the side leaves, in per cent, while a ticket is open.
_LIST_SHARE = 56
_LEAST_PANEL = 400


class Panes(QSplitter):
    """Side, centre (lists) and panel (one ticket, a new one); `arranged` when that changes."""

    arranged = Signal()

    def __init__(self, side: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.centre = QStackedWidget()
        self.panel = QStackedWidget()
        self._side = side
        self._shared = False
        self._aside = False
        self._placed = False
        self._widths = (0, 0)
        for part in (side, self.centre, self.panel):
            self.addWidget(part)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 3)
        self.setStretchFactor(2, 2)
        self.centre.setMinimumWidth(320)
        self.panel.setMinimumWidth(_LEAST_PANEL)
        self.panel.hide()

    @property
    def panel_open(self) -> bool:
        """Whether a ticket (or a new one) is shown."""
        return not self.panel.isHidden()

    def open_panel(self, page: QWidget) -> None:
        """Show a page beside the list, at the width it had before."""
        self._aside = False
        self.panel.setCurrentWidget(page)
        if not self.panel_open:
            self.panel.show()
            if not self._shared:
                self._share()
            self.arranged.emit()

    def set_panel_aside(self) -> None:
        """Give the centre the whole width; `bring_panel_back` restores what was open."""
        aside = self.panel_open or self._aside
        self.close_panel()
        self._aside = aside

    def bring_panel_back(self) -> None:
        """Open the panel again if it was set aside."""
        page = self.panel.currentWidget()
        if self._aside and page is not None:
            self.open_panel(page)
        self._aside = False

    def close_panel(self) -> None:
        """The list alone."""
        self._aside = False
        if self.panel_open:
            self.panel.hide()
            self.centre.show()
            self.arranged.emit()

    def show_centre(self, page: QWidget) -> None:
        """Bring a list to the front."""
        self.centre.setCurrentWidget(page)
        self.centre.show()

    def toggle_wide(self) -> None:
        """The panel alone, or beside the list."""
        self.centre.setVisible(self.centre.isHidden())
        self.arranged.emit()

    def next_part(self) -> QWidget:
        """Give the keyboard to the next visible part; returns that part."""
        parts = [p for p in (self._side, self.centre, self.panel) if not p.isHidden()]
        holder = next((n for n, p in enumerate(parts) if p.isAncestorOf(_focus(self))), -1)
        part = parts[(holder + 1) % len(parts)]
        return part

    def keep(self) -> QByteArray:
        """The widths of side and panel, to be remembered."""
        if self.panel_open and not self.centre.isHidden():
            self._widths = (self.sizes()[0], self.sizes()[2])
        else:
            self._widths = (self.sizes()[0], self._widths[1])
        return QByteArray(" ".join(str(width) for width in self._widths).encode())

    def recall(self, kept: QByteArray) -> None:
        """Take remembered widths; the panel stays closed until something is opened."""
        words = bytes(kept.data()).split()
        if len(words) == len(self._widths) and all(word.isdigit() for word in words):
            self._widths = (int(words[0]), int(words[1]))
        self._shared = False
        self.setSizes([self._widths[0] or theme.size("side"), 10_000, 0])
        self.centre.show()
        self.panel.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        first, self._placed = not self._placed, True
        if first and self.panel_open and not self.centre.isHidden():
            self._share()  # only now is it known how much there is to share

    def _share(self) -> None:
        """Give side and panel the widths they had, or their first ones; the list has the rest."""
        side = self._widths[0] or self.sizes()[0] or theme.size("side")
        rest = max(self.width() - side, 0)
        panel = self._widths[1] or rest * (100 - _LIST_SHARE) // 100
        self._shared = True
        panel = max(min(panel, rest - self.centre.minimumWidth()), _LEAST_PANEL)
        self.setSizes([side, rest - panel, panel])


def _focus(widget: QWidget) -> QWidget:
    return widget.window().focusWidget() or widget

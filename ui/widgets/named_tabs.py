"""Tabs that are known by names, above the one page of them that is shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui import theme


class NamedTabs(QWidget):
    """A bar of tabs and their pages; `turned(name)` when another one came to the front.

    The bar is hidden while there is only one tab. `edge` is the room left and right of the bar.
    """

    turned = Signal(str)

    def __init__(self, edge: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self._stack = QStackedWidget()
        head = QHBoxLayout()
        head.setContentsMargins(edge, 0, edge, 0)
        head.addWidget(self.bar, 1)  # its own width follows the tab in front too late
        self._head = head
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.bar.hide()
        self.bar.currentChanged.connect(self._on_turned)

    def put_beside(self, widget: QWidget) -> None:
        """Show a widget in the room beside the tabs."""
        self._head.setSpacing(theme.space("large"))
        self._head.addWidget(widget, 1)

    def add(self, name: str, title: str, page: QWidget, place: int = -1) -> None:
        """Add a tab; `place` counts from 0, -1 puts it last."""
        place = self.bar.count() if place < 0 else place
        kept = self.shown
        self.bar.blockSignals(True)
        self.bar.insertTab(place, title)
        self.bar.setTabData(place, name)
        self._stack.insertWidget(place, page)
        self.bar.blockSignals(False)
        self.bar.setVisible(self.bar.count() > 1)
        self.turn(kept or name, tell=False)

    def turn(self, name: str, *, tell: bool = True) -> None:
        """Bring a tab to the front; without `tell` nobody is told."""
        self.bar.blockSignals(not tell)
        self.bar.setCurrentIndex(self._place(name))
        self.bar.blockSignals(False)
        self._stack.setCurrentIndex(self.bar.currentIndex())

    @property
    def shown(self) -> str:
        """The name of the tab in front; "" while there is none."""
        return str(self.bar.tabData(self.bar.currentIndex()) or "")

    def page(self, name: str) -> QWidget:
        """The page of a tab."""
        found = self._stack.widget(self._place(name))
        assert found is not None  # a name that is not there raises before
        return found

    def name(self, title: str, of: str) -> None:
        """Give a tab another title, such as one with a count."""
        self.bar.setTabText(self._place(of), title)

    def _place(self, name: str) -> int:
        names = [self.bar.tabData(place) for place in range(self.bar.count())]
        return names.index(name)

    def _on_turned(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.turned.emit(self.shown)

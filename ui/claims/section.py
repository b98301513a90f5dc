"""Parts of the facts of a claim that are shown only where they are needed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.form import WideRows
from ui.widgets.labels import label


class Section(QWidget):
    """Rows under a heading; one that is always open has its heading for readers alone."""

    def __init__(self, title: str, parent: QWidget | None = None, *, headed: bool = True) -> None:
        super().__init__(parent)
        self.title = title
        self.rows = WideRows()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("hair"))
        if headed:
            column.addWidget(label(title, "section"))
        self.setAccessibleName(title)
        column.addWidget(self.rows)


class Folding(QWidget):
    """A button for each section that opens or folds it; one that holds something says so.

    What a person opened or folded stays so until another claim is shown.
    """

    opened = Signal(str)

    def __init__(self, sections: dict[str, Section], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections = sections
        self._chosen: dict[str, bool] = {}
        self.buttons: dict[str, Button] = {}
        flow = FlowLayout(self, theme.space("hair"))
        for name, section in sections.items():
            made = Button(section.title, "plus", "flat")
            made.setCheckable(True)
            made.clicked.connect(lambda _on=False, name=name: self._on_clicked(name))
            self.buttons[name] = made
            flow.addWidget(made)
            section.hide()

    def forget(self) -> None:
        """Another claim is shown."""
        self._chosen.clear()

    def show_needed(self, needed: dict[str, bool], held: dict[str, bool]) -> None:
        """Open what is needed, and what a person opened; mark those that hold something."""
        for name, section in self._sections.items():
            self._open(name, self._chosen.get(name, needed.get(name, False)))
            mark = " •" if held.get(name, False) else ""
            self.buttons[name].setText(f"{section.title}{mark}")

    def open(self, name: str) -> None:
        """Open a section."""
        self._chosen[name] = True
        self._open(name, True)

    def _on_clicked(self, name: str) -> None:
        on = self.buttons[name].isChecked()
        self._chosen[name] = on
        self._open(name, on)
        if on:
            self.opened.emit(name)

    def _open(self, name: str, on: bool) -> None:
        self._sections[name].setVisible(on)
        self.buttons[name].setChecked(on)
        self.buttons[name].show_icon("mark-less" if on else "plus")

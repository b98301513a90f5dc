"""The line below the head: words to look for in this list, and its conditions as chips."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.widgets.boxes import empty
from ui.widgets.buttons import Button
from ui.widgets.condition import ConditionChip
from ui.widgets.flow import FlowLayout
from ui.widgets.search_box import SearchBox


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
        empty(self._flow, self._clear, self._revert)
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

"""The bar at the top: search, take next, new ticket."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui import icons, theme
from ui.commands import Commands
from ui.widgets.search_box import SearchBox


class TopBar(QWidget):
    """Search box at the left, the two things an agent does most at the right."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.look(self, "top_bar")
        self.setFixedHeight(theme.size("top_bar"))
        hint = self.tr("Search: number, waybill or its tail, phone, words, pinyin initials")
        self.search = SearchBox(hint, self)
        self.search.setMinimumWidth(theme.size("search"))
        self.search.setMaximumWidth(620)
        self._buttons = [
            (self._button(commands.action("work.new_ticket"), ""), "plus", "text_muted"),
            (
                self._button(commands.action("work.take_next"), "primary"),
                "player-track-next",
                "accent_text",
            ),
        ]
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("medium"), 0, theme.space("medium"), 0)
        row.addWidget(self.search, 3)
        row.addStretch(1)
        for button, _icon, _colour in self._buttons:
            row.addWidget(button)
        self._draw()
        theme.notifier().changed.connect(self._draw)

    def _button(self, action: QAction, look: str) -> QPushButton:
        made = QPushButton(action.text(), self)
        made.setToolTip(action.toolTip())
        made.setIconSize(QSize(16, 16))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if look:
            theme.look(made, look)
        made.clicked.connect(action.trigger)
        return made

    def _draw(self) -> None:
        for button, name, colour in self._buttons:
            button.setIcon(icons.icon(name, colour))

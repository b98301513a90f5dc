"""The lower edge of the intake: what is missing, who takes it, create it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.command_list import BY_ID
from ui.commands import key_text
from ui.widgets.buttons import Button
from ui.widgets.labels import key_hint, label


class Footer(QWidget):
    """`take` says whether the maker works on the ticket; `complain` says what is in the way."""

    def __init__(self, save: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        command = BY_ID["intake.save"]
        self.take = QCheckBox(self.tr("I ta&ke it myself"))
        self.take.setChecked(True)
        self.problem = label("", "bad")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.kept = label("", "faint")
        self.create_button = Button(command.name(), "check", "primary", save)
        self.create_button.setToolTip(f"{command.name()}  {key_text(command)}")
        row = QHBoxLayout()
        row.setSpacing(theme.space("medium"))
        row.addWidget(self.take)
        row.addWidget(self.kept, 1)
        row.addWidget(key_hint(key_text(command)))
        row.addWidget(self.create_button)
        column = QVBoxLayout(self)
        edge = theme.space("large")
        column.setContentsMargins(edge, theme.space("small"), edge, theme.space("small"))
        column.setSpacing(theme.space("small"))
        column.addWidget(self.problem)
        column.addLayout(row)

    def complain(self, sentence: str) -> None:
        """Say what is in the way; "" takes it back."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

"""How the amount came about, as the customer reads it: Chinese or English, to be copied."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui import language, theme
from ui.widgets.boxes import card_column
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from workstation.claim_sentences import explanation
from workstation.domain.claim import Claim
from workstation.domain.claim_amount import basis_line_from


class AmountTold(QFrame):
    """Tells the lines; `copied()` once they are on the clipboard."""

    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "card")
        self._claim: Claim | None = None
        self._tongue = ""
        self.text = label("", "")
        self.text.setWordWrap(True)
        by_all = Qt.TextInteractionFlag
        self.text.setTextInteractionFlags(
            by_all.TextSelectableByMouse | by_all.TextSelectableByKeyboard
        )
        self.tongues = {
            "zh": Button("中文", "", "flat", partial(self.speak, "zh")),
            "en": Button("English", "", "flat", partial(self.speak, "en")),
        }
        self.copy = Button(self.tr("Copy"), "copy", "link", self._on_copy)
        head = QHBoxLayout()
        head.setSpacing(theme.space("small"))
        head.addWidget(label(self.tr("As the customer reads it"), "section"), 1)
        for button in self.tongues.values():
            button.setCheckable(True)
            head.addWidget(button)
        head.addWidget(self.copy)
        column = card_column(self)
        column.addLayout(head)
        column.addWidget(self.text)

    def show_claim(self, claim: Claim) -> None:
        """Show a claim's amount, in the language of the screen at first."""
        self._claim = claim
        self.setVisible(bool(claim.basis))
        self.speak(self._tongue or ("zh" if language.current().startswith("zh") else "en"))

    def speak(self, tongue: str) -> None:
        """Tell it in Chinese ("zh") or English ("en")."""
        self._tongue = tongue
        for code, button in self.tongues.items():
            button.setChecked(code == tongue)
        lines = map(basis_line_from, self._claim.basis) if self._claim is not None else ()
        self.text.setText("\n".join(explanation(lines, tongue)))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.text())
        self.copied.emit()

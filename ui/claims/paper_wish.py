"""Which form of a claim: five forms, its language, whose copy; and what it will be."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.text import paper
from ui.widgets.buttons import Button
from ui.widgets.chip import Chip
from ui.widgets.labels import label
from ui.widgets.options import Options
from workstation.domain.form_wish import FormWish


class WishCard(QWidget):
    """Digits choose within a group, Tab goes to the next one. `changed` when another is chosen,
    `forms_wanted(file)` to alter the form that is chosen."""

    changed = Signal()
    forms_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Options(((code, paper.form(code)) for code in paper.FORMS), "claim_form")
        self.copy = Options(((code, paper.copy(code)) for code in ("file", "customer")), "file")
        hint = self.tr("The customer's copy has telephone numbers, accounts and addresses masked.")
        self.copy.setToolTip(hint)
        self.language = Options(paper.LANGUAGES.items(), "zh")
        self.edit = Button(self.tr("Forms…"), "pencil", "link", self._to_forms)
        self.edit.setToolTip(self.tr("Wording and parts of this form"))
        self.edit.hide()
        self.state = Chip()
        self.told = label("", "muted")
        self.told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("tight"))
        for name, part in (
            (self.tr("Form"), self.form),
            (self.tr("Copy"), self.copy),
            (self.tr("Language"), self.language),
        ):
            head = QHBoxLayout()
            head.addWidget(label(name, "section"), 1)
            if part is self.form:
                head.addWidget(self.edit)
            column.addLayout(head)
            column.addWidget(part)
            part.setAccessibleName(name)
            part.picked.connect(self._on_picked)
        column.addSpacing(theme.space("small"))
        column.addWidget(self.state)
        column.addWidget(self.told)

    def _to_forms(self) -> None:
        self.forms_wanted.emit(f"forms/{self.form.code()}.{self.language.code()}.toml")

    @property
    def wish(self) -> FormWish:
        """What is chosen."""
        return FormWish(self.form.code(), self.copy.code(), self.language.code())

    def choose(self, wish: FormWish) -> None:
        """Show a choice."""
        self.form.choose(wish.form)
        self.copy.choose(wish.copy)
        self.language.choose(wish.language)
        self._fit_language()

    def say(self, state: str, look: str, told: str) -> None:
        """Say what the next copy will be."""
        self.state.show_word(state, look)
        self.told.setText(told)
        self.told.setVisible(bool(told))

    def _on_picked(self, _code: str) -> None:
        for group, usual in ((self.form, "claim_form"), (self.copy, "file"), (self.language, "zh")):
            if not group.code():
                group.choose(usual)
        self._fit_language()
        self.changed.emit()

    def _fit_language(self) -> None:
        both = self.form.code() in paper.IN_ENGLISH
        if not both:
            self.language.choose("zh")
        self.language.setEnabled(both)

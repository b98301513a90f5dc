"""What looks odd about the payee, told below its fields while they are typed; nothing is blocked."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from ui import language, theme
from ui.claims.acting import Acting
from ui.claims.facts_form import FactsForm
from ui.timing import after_rest
from ui.widgets.form import FormRows
from workstation.domain.payee import PayeeWarning
from workstation.payee_checks import payee_warnings

#: Typing rests so long before it is looked at.
REST_MS = 350
FIELDS = ("payee", "payee_account", "payee_bank", "payee_city")


class PayeeNotes(QLabel):
    """The warnings, one behind the other, so that what stands below stays in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "warn")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._said: list[str] = []
        self.hide()

    def show_warnings(self, found: tuple[PayeeWarning, ...]) -> None:
        """Show these; none hides them."""
        self._said = [one.said(language.current()) for one in found]
        self.setText(" · ".join(self._said))
        self.setVisible(bool(found))

    def said(self) -> list[str]:
        """What is shown."""
        return list(self._said)


class PayeeWatch(QObject):
    """Looks at the payee's fields whenever typing in them rests, beside the screen's thread."""

    def __init__(self, acting: Acting) -> None:
        super().__init__(acting)
        self._acting = acting
        form = acting.sheet.facts
        self._editors = {name: _editor(form, name) for name in FIELDS}
        self.notes = PayeeNotes()
        rows = self._editors["payee_bank"].parentWidget()
        if isinstance(rows, FormRows):
            rows.add_wide(self.notes)
        self._timer = after_rest(self, REST_MS, self.look)
        for editor in self._editors.values():
            editor.textChanged.connect(lambda _text: self._timer.start())

    def look(self) -> None:
        """Look now."""
        claim = self._acting.claim
        if claim is None:
            return
        typed = self._typed()
        self._acting.bridge.ask(
            lambda read: payee_warnings(read, claim, typed),
            lambda found: self._show(claim.uid, typed, found),
        )

    def _show(self, claim: str, typed: dict[str, str], found: tuple[PayeeWarning, ...]) -> None:
        shown = self._acting.claim
        if shown is not None and shown.uid == claim and self._typed() == typed:
            self.notes.show_warnings(found)

    def _typed(self) -> dict[str, str]:
        return {name: editor.text() for name, editor in self._editors.items()}


def _editor(form: FactsForm, name: str) -> QLineEdit:
    """The field of a fact, be it the claim's own or kept beside."""
    extra: Any = getattr(form, "extra", None)
    found = form.lines.get(name) or extra.editors[name]
    assert isinstance(found, QLineEdit)
    return found

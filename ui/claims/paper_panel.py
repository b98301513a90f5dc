"""The one panel that is laid over a page to print: what, on which printer, and why again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.claims.paper_chooser import PrinterChooser
from ui.claims.paper_memory import PaperChoice
from ui.claims.paper_ways import PaperWays
from ui.composing import is_composing
from ui.widgets.boxes import at_right
from ui.widgets.buttons import Button
from ui.widgets.keyboard import is_at
from ui.widgets.labels import label

#: Gets the printer that was chosen and the reason, "" where none was asked for.
Chosen = Callable[[PaperChoice, str], None]
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDTH = 420


class PrintPanel(QFrame):
    """Enter prints from any field, Escape leaves. The keyboard stands on *Print*, or on the reason."""

    def __init__(self, ways: PaperWays, host: QWidget) -> None:
        super().__init__(host)
        theme.look(self, "popup")
        self._host = host
        self._chosen: Chosen | None = None
        self._save: Callable[[], None] | None = None
        self._before: QWidget | None = None
        self._asks = False
        self.title = label(self.tr("Print"), "heading")
        self.told = label("", "muted")
        self.told.setWordWrap(True)
        self.why = label("", "strong")
        self.why.setWordWrap(True)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("Reason, such as: the first copy was spoiled"))
        self.problem = label("", "bad")
        self.problem.setWordWrap(True)
        self.chooser = PrinterChooser(ways)
        self.print = Button(self.tr("Print"), "printer", "primary", self._on_print)
        self.leave = Button(self.tr("Cancel"), run=self.dismiss)
        self._lay_out()
        for field in (self.chooser.printer, self.chooser.tray, self.chooser.sides):
            field.installEventFilter(self)
        self.chooser.copies.installEventFilter(self)
        self.chooser.changed.connect(self._on_printers)
        self.reason.returnPressed.connect(self._on_reason_entered)
        host.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        buttons = at_right(self.leave, self.print)
        column = QVBoxLayout(self)
        edge = theme.space("large")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.space("medium"))
        for part in (self.title, self.told, self.why, self.reason, self.chooser, self.problem):
            column.addWidget(part)
        column.addLayout(buttons)

    def open(
        self, told: str, chosen: Chosen, *, ask: str = "", save: Callable[[], None] | None = None
    ) -> None:
        """Ask how to print what `told` says; `ask` is the question for a reason, where it needs one.

        `save` is what *Print* does instead where there is no printer.
        """
        self._chosen, self._save, self._asks = chosen, save, bool(ask)
        self._before = self.window().focusWidget()
        self.told.setText(told)
        self.why.setText(ask)
        self.why.setVisible(bool(ask))
        self.reason.setVisible(bool(ask))
        self.reason.clear()
        self.complain("")
        self.chooser.begin()
        self._on_printers()
        self.show()
        self._place()
        self.raise_()
        (self.reason if ask else self.print).setFocus()

    def complain(self, sentence: str) -> None:
        """Say what is in the way."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self._place()

    def dismiss(self) -> None:
        """Go away and give the keyboard back, if it still is here."""
        here = is_at(self)
        self._chosen = None
        self.hide()
        if here and self._before is not None:
            self._before.setFocus()
        self._before = None

    def _on_printers(self) -> None:
        """Where there is no printer the usual thing is a file."""
        prints = self.chooser.can_print
        self.print.setText(self.tr("Print") if prints else self.tr("Save as a file…"))
        self.print.setEnabled(prints or self._save is not None)
        self._place()

    def _on_reason_entered(self) -> None:
        if not is_composing():
            self._on_print()

    def _on_print(self) -> None:
        if not self.chooser.can_print:
            save = self._save
            self.dismiss()
            if save is not None:
                save()
            return
        reason = self.reason.text().strip() if self._asks else ""
        if self._asks and not reason:
            self.complain(self.tr("Say why it is printed again."))
            self.reason.setFocus()
            return
        chosen = self._chosen
        if chosen is not None:
            choice = self.chooser.choice
            self.dismiss()
            chosen(choice, reason)

    def _place(self) -> None:
        room = self._host.rect()
        width = min(_WIDTH, room.width() - 2 * theme.space("large"))
        self.setFixedWidth(width)
        self.adjustSize()
        left = (room.width() - width) // 2
        self.move(left, max(theme.space("large"), (room.height() - self.height()) // 3))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._place()
            return False
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and event.key() in _ENTER and isinstance(watched, (QComboBox, QSpinBox)):  # type: ignore[attr-defined]
            self._on_print()
            return True
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # it ends the panel, not the page
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            event.accept()  # what is typed here belongs to nobody below

"""The fields of a step's forms: one editor for each type, giving what is kept as text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from ui import language
from ui.bridge import Bridge
from ui.text import times, words
from ui.ticket.moment_words import read_moment
from ui.translating import QT_TRANSLATE_NOOP as _T
from ui.widgets.composing_edit import ComposingTextEdit
from ui.widgets.options import Options
from ui.widgets.pick import PickBox
from workstation.domain.conversation import Attachment
from workstation.domain.money import format_fen
from workstation.domain.refusal import Refusal
from workstation.domain.spoken_money import parse_amount
from workstation.domain.step_form import Field, Form, unfit

#: More choices than this are found by typing.
_MOST_OPTIONS: Final = 6
#: So many of the ticket's newest files can be ticked.
_FILES_SHOWN: Final = 12


def _tr(source: str) -> str:
    return QCoreApplication.translate("steps", source)


class Editor(Protocol):
    """What a field is filled in with."""

    @property
    def widget(self) -> QWidget: ...
    def value(self) -> str: ...
    def show(self, value: str) -> None: ...


class Words:
    """One line, or some."""

    def __init__(self, item: Field, parent: QWidget) -> None:
        self._long = item.kind == "long_text"
        self.widget: QLineEdit | ComposingTextEdit = (
            ComposingTextEdit(parent, lines=2, most_lines=5) if self._long else QLineEdit(parent)
        )
        if item.kind in ("number", "phone") and isinstance(self.widget, QLineEdit):
            self.widget.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin)

    def value(self) -> str:
        """What was typed."""
        if isinstance(self.widget, QLineEdit):
            return self.widget.text().strip()
        return self.widget.toPlainText().strip()

    def show(self, value: str) -> None:
        """Let a value stand."""
        if isinstance(self.widget, QLineEdit):
            self.widget.setText(value)
        else:
            self.widget.setPlainText(value)


class Money(QLineEdit):
    """A sum in yuan; kept in fen."""

    def __init__(self, form: Form, item: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self._form, self._item = form, item
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.setPlaceholderText(_tr(_T("steps", "yuan, such as 128.50 or 1.2万")))

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    def value(self) -> str:
        """The sum in fen. Raises `Refusal("form_value")`."""
        text = self.text().strip()
        if not text:
            return ""
        try:
            fen = parse_amount(text)
        except Refusal as refusal:
            raise unfit(self._form, self._item, text) from refusal
        if fen < 0:
            raise unfit(self._form, self._item, text)
        return str(fen)

    def show(self, value: str = "") -> None:
        """Let a sum in fen stand."""
        self.setText(format_fen(int(value)) if value.isdigit() else value)


class Moment(QLineEdit):
    """A moment as it is typed; when the keyboard leaves, it stands there in full."""

    def __init__(self, form: Form, item: Field, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._form, self._item, self._bridge = form, item, bridge
        self._told, self._at = "", ""
        self.setPlaceholderText(_tr(_T("steps", "14:05, tomorrow 9:00, 11-03 14:05, now")))

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    def value(self) -> str:
        """Milliseconds UTC. Raises `Refusal("form_value")`."""
        text = self.text().strip()
        if not text:
            return ""
        if text == self._told:
            return self._at  # to the second, as it came
        at = read_moment(text, self._bridge.desk.zone, self._bridge.desk.clock())
        if at is None:
            raise unfit(self._form, self._item, text)
        return str(at)

    def show(self, value: str = "") -> None:
        """Let a moment in milliseconds UTC stand."""
        known = value.isdigit()
        self._at = value if known else ""
        self._told = times.full_moment(int(value), self._bridge.desk.zone)[:-3] if known else ""
        self.setText(self._told)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.text().strip() != self._told:
            try:
                self.show(self.value())
            except Refusal:
                return


class Choice:
    """One of a few, or of many."""

    def __init__(self, choices: Iterable[tuple[str, str]], parent: QWidget) -> None:
        known = list(choices)
        self.widget: Options | PickBox
        if len(known) <= _MOST_OPTIONS:
            self.widget = Options(known, parent=parent)
        else:
            self.widget = PickBox(parent, _tr(_T("steps", "Type to find")))
            self.widget.show_choices(known)

    def value(self) -> str:
        """The code chosen, or ""."""
        return str(self.widget.code() or "")

    def show(self, value: str) -> None:
        """Let a code stand."""
        self.widget.choose(value)


class Files(QWidget):
    """The ticket's files to be ticked; those of other ids that were kept stay."""

    def __init__(self, attachments: Iterable[Attachment], parent: QWidget) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QCheckBox] = {}
        self._kept: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        newest = sorted(attachments, key=lambda one: one.added_at, reverse=True)[:_FILES_SHOWN]
        for one in newest:
            box = QCheckBox(one.name, self)
            self._boxes[one.uid] = box
            column.addWidget(box)
        if not newest:
            box = QCheckBox(_tr(_T("steps", "The ticket has no files yet (Ctrl+Shift+A)")), self)
            box.setEnabled(False)
            column.addWidget(box)
        if newest:
            self.setFocusProxy(next(iter(self._boxes.values())))

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    def value(self) -> str:
        """The ids of the files that are ticked, with blanks between them."""
        ticked = [uid for uid, box in self._boxes.items() if box.isChecked()]
        return " ".join([*self._kept, *ticked])

    def show(self, value: str = "") -> None:
        """Tick these ids."""
        wanted = value.split()
        for uid, box in self._boxes.items():
            box.setChecked(uid in wanted)
        self._kept = [uid for uid in wanted if uid not in self._boxes]


def editor_for(
    form: Form, item: Field, attachments: Iterable[Attachment], bridge: Bridge, parent: QWidget
) -> Editor:
    """The editor of a field."""
    if item.kind == "money":
        return Money(form, item, parent)
    if item.kind == "moment":
        return Moment(form, item, bridge, parent)
    if item.kind == "attachment":
        return Files(attachments, parent)
    if item.kind == "yes_no":
        yes_no = (("yes", _tr(_T("steps", "yes"))), ("no", _tr(_T("steps", "no"))))
        return Choice(yes_no, parent)
    if item.kind == "party":
        return Choice(((code, words.party(code)) for code in item.codes()), parent)
    if item.kind == "choice":
        tongue = language.current()
        return Choice(
            ((one.code, item.choice_name(one.code, tongue)) for one in item.choices), parent
        )
    return Words(item, parent)

"""What a script brings with it: the promise it makes, and what follows when it is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.text import automatic, words
from ui.translating import QT_TRANSLATE_NOOP as _T
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import label
from ui.widgets.pick import PickBox
from workstation.domain.ticket import GROUPS, OUTCOMES, PRIORITIES, WAITING_REASONS

_MOST_HOURS: Final = 24 * 90
#: Acts that a script may carry, with the facts that each asks for.
ACTS: Final[Mapping[str, tuple[str, ...]]] = {
    "wait": ("reason", "hours", "note"),
    "revisit": ("hours", "note"),
    "task": ("department", "note"),
    "transfer": ("group", "note"),
    "escalate": ("why",),
    "raise": ("to",),
    "priority": ("priority",),
    "resolve": ("outcome", "note"),
    "resume": (),
    "tag": ("tag",),
    "untag": ("tag",),
    "note": ("note",),
}
_HINTS: Final = {
    "note": _T("scripts", "Note"),
    "why": _T("scripts", "Reason"),
    "tag": _T("scripts", "Key word"),
}
_HOURS: Final = _T("scripts", "{n} h")


def _choices(name: str) -> list[tuple[object, str]]:
    match name:
        case "reason":
            return [(one, words.waiting_for(one)) for one in WAITING_REASONS]
        case "department":
            return [(one, words.department(one)) for one in words.DEPARTMENTS]
        case "group":
            return [(one, words.group(one)) for one in GROUPS]
        case "outcome":
            return [(one, words.outcome(one)) for one in OUTCOMES]
        case _:
            return [(one, words.priority(one)) for one in reversed(PRIORITIES)]


class PromiseRow(QWidget):
    """What is promised, and how many hours from now are proposed; `changed()`."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.what = QLineEdit()
        self.what.setPlaceholderText(
            self.tr("What is promised; empty for a script that promises nothing")
        )
        self.what.setMaxLength(200)
        self.hours = _hours()
        self.hours.setSpecialValueText(self.tr("no time proposed"))
        self.hours.setFixedWidth(132)
        self.ask = QLineEdit()
        self.ask.setPlaceholderText(self.tr("or asked as"))
        self.ask.setFixedWidth(92)
        self.ask.setToolTip(
            self.tr("The name of a moment that is asked for; empty for {{ promise.time }}")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("small"))
        row.addWidget(self.what, 1)
        row.addWidget(self.hours)
        row.addWidget(self.ask)
        self.setFocusProxy(self.what)
        self.what.textEdited.connect(lambda _text: self.changed.emit())
        self.ask.textEdited.connect(lambda _text: self.changed.emit())
        self.hours.valueChanged.connect(lambda _hours: self.changed.emit())

    def show_promise(self, facts: object, *, writable: bool) -> None:
        """Show a promise (as its table tells it), or none."""
        told = facts if isinstance(facts, Mapping) else {}
        self.blockSignals(True)
        self.what.setText(str(told.get("what", "")))
        hours = told.get("hours", 0)
        self.hours.setValue(hours if isinstance(hours, int) else 0)
        self.ask.setText(str(told.get("ask", "")))
        self.blockSignals(False)
        self.what.setReadOnly(not writable)
        self.ask.setReadOnly(not writable)
        self.hours.setEnabled(writable)

    def promise(self) -> dict[str, object] | None:
        """What is promised, as facts; None for nothing."""
        what = self.what.text().strip()
        if not what:
            return None
        told: dict[str, object] = {"what": what}
        if self.hours.value():
            told["hours"] = self.hours.value()
        if self.ask.text().strip():
            told["ask"] = self.ask.text().strip()
        return told


class _ActRow(QWidget):
    """One act with its facts; `changed()`, `removed()`."""

    changed = Signal()
    removed = Signal()

    def __init__(self, facts: Mapping[str, object], *, writable: bool) -> None:
        super().__init__()
        self._writable = writable
        self._given = dict(facts)
        self.act = PickBox()
        codes = list(ACTS)
        code = str(facts.get("do", "note"))
        if code not in codes:
            codes.append(code)
        self.act.show_choices([(one, automatic.act(one)) for one in codes], code)
        self.act.setFixedWidth(124)
        self.act.setEnabled(writable)
        self.act.setAccessibleName(self.tr("What follows"))
        self._fields: dict[str, QWidget] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.space("small"))
        self._row.addWidget(self.act)
        self._facts = QHBoxLayout()
        self._facts.setSpacing(theme.space("small"))
        self._row.addLayout(self._facts, 1)
        drop = IconButton("x", self.tr("Take out"), self.removed.emit)
        drop.setVisible(writable)
        self._row.addWidget(drop)
        self.setFocusProxy(self.act)
        self.act.picked.connect(lambda _code: self._on_act())
        self._lay_facts()

    def _on_act(self) -> None:
        self._given = {"note": self._given.get("note", "")}
        self._lay_facts()
        self.changed.emit()

    def _lay_facts(self) -> None:
        for field in self._fields.values():
            field.hide()
            field.deleteLater()
        while self._facts.count():
            self._facts.takeAt(0)
        self._fields = {}
        wide = False
        for name in ACTS.get(str(self.act.code()), ()):
            field = self._field(name)
            self._fields[name] = field
            line = isinstance(field, QLineEdit)
            wide = wide or line
            self._facts.addWidget(field, 1 if line else 0)
        if not wide:
            self._facts.addStretch(1)

    def _field(self, name: str) -> QWidget:
        key = "reason" if name == "why" else name
        value = self._given.get(key)
        if name == "hours":
            made = _hours()
            made.setValue(value if isinstance(value, int) else 24)
            made.setEnabled(self._writable)
            made.valueChanged.connect(lambda _hours: self.changed.emit())
            return made
        if name in _HINTS:
            line = QLineEdit(str(value or ""))
            line.setPlaceholderText(QCoreApplication.translate("scripts", _HINTS[name]))
            line.setReadOnly(not self._writable)
            line.setMinimumWidth(48)
            line.textEdited.connect(lambda _text: self.changed.emit())
            return line
        box = PickBox()
        choices = _choices(name)
        box.show_choices(choices, value if value is not None else choices[0][0])
        box.setFixedWidth(124)
        box.setEnabled(self._writable)
        box.picked.connect(lambda _code: self.changed.emit())
        return box

    def facts(self) -> dict[str, object]:
        """The act as its table tells it."""
        code = str(self.act.code() or "note")
        if code not in ACTS:
            return dict(self._given)  # one that is only written in the file stays as it is
        found: dict[str, object] = {"do": code}
        for name, field in self._fields.items():
            key = "reason" if name == "why" else name
            if isinstance(field, QSpinBox):
                found[key] = field.value()
            elif isinstance(field, PickBox):
                found[key] = field.code()
            elif isinstance(field, QLineEdit) and field.text().strip():
                found[key] = field.text().strip()
        return found


class ActRows(QWidget):
    """What follows when a script is said; `changed()`."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_ActRow] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space("tight"))
        self.add_button = Button(self.tr("Add what follows"), "plus", "flat", self.add)
        hint = self.tr("Proposed to the agent with the words, who may leave it out.")
        self.hint = label(hint, "faint")
        self.hint.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addWidget(self.hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("tight"))
        column.addLayout(self._lines)
        column.addLayout(foot)
        self.setFocusProxy(self.add_button)

    def show_acts(self, acts: Iterable[Mapping[str, object]], *, writable: bool) -> None:
        """Show these acts."""
        for row in tuple(self._rows):
            self._drop(row)
        for one in acts:
            self._append(one, writable=writable)
        self.add_button.setVisible(writable)
        self.hint.setVisible(writable)

    def acts(self) -> list[dict[str, object]]:
        """What follows, as facts."""
        return [row.facts() for row in self._rows]

    def add(self) -> None:
        """Add one more."""
        row = self._append({"do": "wait", "reason": "customer", "hours": 24}, writable=True)
        row.act.setFocus()
        self.changed.emit()

    def _append(self, facts: Mapping[str, object], *, writable: bool) -> _ActRow:
        row = _ActRow(facts, writable=writable)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._take(row))
        self._rows.append(row)
        self._lines.addWidget(row)
        return row

    def _take(self, row: _ActRow) -> None:
        self._drop(row)
        self.add_button.setFocus()
        self.changed.emit()

    def _drop(self, row: _ActRow) -> None:
        self._rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()


def _hours() -> QSpinBox:
    made = QSpinBox()
    made.setRange(0, _MOST_HOURS)
    before, _mark, after = QCoreApplication.translate("scripts", _HOURS).partition("{n}")
    made.setPrefix(before)
    made.setSuffix(after)
    made.setFixedWidth(96)
    return made

"""The values of one part of a form, each in a field that suits it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.rules.form_nodes import Entry, Node, fact_choices
from ui.text import form_words as told
from ui.timing import after_rest
from ui.widgets.composing_edit import ComposingTextEdit
from ui.widgets.form import FormRows
from ui.widgets.labels import label
from ui.widgets.pick import PickBox

#: Typing rests this long before it is written into the form.
REST_MS: Final = 400
_LABELS: Final = 104


class FormFields(QScrollArea):
    """`edited(Entry, value)` tells a change, once typing rests or the part is left."""

    edited = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.editors: dict[str, QWidget] = {}
        self._entries: dict[str, Entry] = {}
        self._node: Node | None = None
        self._touched = ""
        self._rows = FormRows(label_width=_LABELS)
        self._soon = after_rest(self, REST_MS, self.flush)

    def show_node(self, node: Node, *, writable: bool) -> None:
        """Show a part; of the same one only what is not being typed is shown anew."""
        before, self._node = self._node, node
        if before is not None and _form(before) == _form(node):
            self._entries = {entry.place: entry for entry in node.entries}
            for entry in node.entries:
                self._renew(entry, writable=writable)
            return
        self.flush()
        self._build(node, writable=writable)

    def _build(self, node: Node, *, writable: bool) -> None:
        self.editors, self._entries = {}, {entry.place: entry for entry in node.entries}
        inside = QWidget()
        column = QVBoxLayout(inside)
        edge = theme.space("medium")
        column.setContentsMargins(edge, theme.space("small"), edge, edge)
        column.addWidget(label(told.part(node.kind) if node.kind != "region" else node.about
                               or node.title, "section"))  # fmt: skip
        self._rows = FormRows(label_width=_LABELS)
        for entry in node.entries:
            editor = self._editor(entry)
            self.editors[entry.place] = editor
            self._rows.add(entry.name, editor)
            self._renew(entry, writable=writable)
        column.addWidget(self._rows)
        if any(entry.kind == "text" for entry in node.entries):
            column.addLayout(self._slots(node, writable=writable))
        column.addStretch(1)
        self.setWidget(inside)

    def _editor(self, entry: Entry) -> QWidget:
        match entry.kind:
            case "text" | "lines":
                most = 10 if entry.kind == "text" else 5
                area = ComposingTextEdit(lines=3 if entry.kind == "text" else 2, most_lines=most)
                area.textChanged.connect(partial(self._touch, entry.place))
                return area
            case "fact" | "choice":
                box = narrow_pick()
                box.show_choices(entry.choices)
                box.picked.connect(partial(self._pick, entry.place))
                return box
            case "flag":
                tick = QCheckBox()
                tick.toggled.connect(partial(self._pick, entry.place))
                return tick
            case "length" | "whole":
                number = QDoubleSpinBox() if entry.kind == "length" else QSpinBox()
                number.setRange(0, 300)
                number.setMaximumWidth(120)
                number.setKeyboardTracking(False)
                number.valueChanged.connect(partial(self._pick, entry.place))
                return number
        line = QLineEdit()
        line.textEdited.connect(lambda _text, place=entry.place: self._touch(place))
        line.editingFinished.connect(self.flush)
        return line

    def _slots(self, node: Node, *, writable: bool) -> QHBoxLayout:
        """A choice of facts that are put into the text where the cursor is."""
        place = next(entry.place for entry in node.entries if entry.kind == "text")
        box = narrow_pick(self.tr("Put a fact into the text: type its name"))
        box.show_choices(fact_choices())
        box.setEnabled(writable)

        def put(code: object) -> None:
            area = self.editors.get(place)
            if isinstance(area, ComposingTextEdit) and code == box.code():  # else it was put in
                area.insertPlainText(f"{{{code}}}")
                box.choose(None)
                area.setFocus()

        box.picked.connect(put)
        self.slot_box = box
        row = QHBoxLayout()
        row.addSpacing(_LABELS + theme.space("medium"))
        row.addWidget(box, 1)
        return row

    def _renew(self, entry: Entry, *, writable: bool) -> None:
        """Show the value that stands, unless a person is typing another."""
        editor = self.editors[entry.place]
        typing = entry.place == self._touched
        editor.blockSignals(True)
        match editor:
            case ComposingTextEdit():
                shown = _shown(entry.value)
                if not typing and editor.toPlainText() != shown:
                    editor.setPlainText(shown)
                editor.setReadOnly(not writable)
            case PickBox():
                editor.choose(entry.value)
                editor.setEnabled(writable)
            case QCheckBox():
                editor.setChecked(bool(entry.value))
                editor.setEnabled(writable)
            case QDoubleSpinBox():
                editor.setDecimals(1)
                width = entry.place.endswith(".width")
                editor.setSpecialValueText(self.tr("even") if width else "–")
                editor.setValue(_number(entry.value))
                editor.setReadOnly(not writable)
            case QSpinBox():
                editor.setValue(int(_number(entry.value)))
                editor.setReadOnly(not writable)
            case QLineEdit():
                if not typing and editor.text() != str(entry.value):
                    editor.setText(str(entry.value))
                editor.setReadOnly(not writable)
        editor.blockSignals(False)

    def complain(self, wrong: Sequence[tuple[str, str]]) -> None:
        """Say mistakes by the values that they are in."""
        for place, editor in self.editors.items():
            found = next((told for at, told in wrong if at == place), "")
            self._rows.complain(editor, found)

    # changing

    def _touch(self, place: str) -> None:
        if self._touched and self._touched != place:
            self.flush()
        self._touched = place
        self._soon.start()

    def _pick(self, place: str, value: object) -> None:
        self.flush()
        entry = self._entries.get(place)
        if entry is not None and value != entry.value:
            self.edited.emit(entry, value)

    def flush(self) -> None:
        """Tell now what was typed."""
        self._soon.stop()
        place, self._touched = self._touched, ""
        entry, editor = self._entries.get(place), self.editors.get(place)
        if entry is None:
            return
        value: object = editor.text() if isinstance(editor, QLineEdit) else None
        if isinstance(editor, ComposingTextEdit):
            if editor.is_composing:
                self._touch(place)
                return
            value = editor.toPlainText()
            if entry.kind == "lines":
                value = tuple(value.splitlines())
        if value is not None and value != entry.value:
            self.edited.emit(entry, value)


def narrow_pick(hint: str = "") -> PickBox:
    """A choice that takes the room there is, however long its words are."""
    made = PickBox(hint=hint)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(6)
    return made


def _form(node: Node) -> list[tuple[str, str, str, object]]:
    """What decides about the fields that are shown."""
    return [(one.place, one.name, one.kind, one.choices) for one in node.entries]


def _shown(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return "\n".join(map(str, value))
    return str(value)


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0

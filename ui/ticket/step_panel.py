"""The panel in which a form of a step is filled in: typed fields, what was written before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QSizePolicy, QWidget

from ui import language, theme
from ui.bridge import Bridge
from ui.ticket import step_words
from ui.ticket.names import Names
from ui.ticket.panel import ActPanel
from ui.ticket.step_fields import Editor, editor_for
from ui.translating import QT_TRANSLATE_NOOP as _T
from ui.widgets.composing_edit import ComposingTextEdit
from ui.widgets.labels import label
from workstation.actions.steps import WriteStepRecord
from workstation.domain.checklist import FormLine
from workstation.domain.conversation import Attachment
from workstation.domain.procedure import Procedure
from workstation.domain.step_form import Form
from workstation.domain.step_record import StepRecord, standing
from workstation.domain.ticket import Ticket

_HISTORY: Final = 6
_SPARE: Final = 6


def _tr(source: str) -> str:
    return QCoreApplication.translate("steps", source)


class _Room(QScrollArea):
    """As high as what is in it, if there is room."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.look(inner, "raised")
        self.setWidget(inner)

    def sizeHint(self) -> QSize:
        inner = self.widget()
        layout = inner.layout() if inner is not None else None
        if inner is None or layout is None:
            return QSize()
        width = max(self.viewport().width(), 300)
        tall = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
        return QSize(width, (tall if tall > 0 else inner.sizeHint().height()) + _SPARE)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 60)


class FormPanel(ActPanel):
    """A panel with the fields of a form."""

    def __init__(
        self, title: str, accept: str, bridge: Bridge, names: Names, parent: QWidget
    ) -> None:
        super().__init__(title, accept, bridge, names, parent)
        self.editors: dict[str, Editor] = {}
        self._room_of_rows = _Room(self.rows)
        place = self.column.indexOf(self.problem)
        self.column.insertWidget(place, self._room_of_rows, 1)

    def say(self, lines: Iterable[str], look: str = "muted") -> None:
        """Put some lines into the form, between its rows."""
        for text in lines:
            line = label(text, look)
            line.setWordWrap(True)
            self.rows.add_wide(line)

    def add_fields(
        self,
        form: Form,
        values: Mapping[str, str],
        attachments: Iterable[Attachment],
        *,
        required: bool = True,
    ) -> None:
        """Ask for a form's fields, filled in with values."""
        tongue = language.current()
        attachments = tuple(attachments)
        for item in form.fields:
            editor = editor_for(form, item, attachments, self._bridge, self)
            editor.show(values.get(item.code, ""))
            widget = editor.widget
            if isinstance(widget, ComposingTextEdit):
                widget.submitted.connect(self.accept)
                widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            name = item.name(tongue)
            starred = f"{name} *" if item.required and required else name
            told = self.rows.add(starred, widget, item.help(tongue))
            told.setWordWrap(True)
            widget.setAccessibleName(name)
            self.editors[item.code] = editor
            self._fields[item.code] = widget

    def values(self) -> dict[str, str]:
        """What stands in the fields, as it is kept. Raises `Refusal("form_value")`."""
        found = {code: editor.value() for code, editor in self.editors.items()}
        return {code: text for code, text in found.items() if text}

    def fill(self, facts: Mapping[str, object]) -> None:
        """Put what was wanted before into the fields: `values` of a form."""
        told = facts.get("values")
        super().fill(facts)
        for code, editor in self.editors.items():
            if isinstance(told, Mapping) and told.get(code):
                editor.show(str(told[code]))

    def fit(self) -> None:
        """Be as high as the form is now: what is in the scrolled part is measured anew."""
        self._room_of_rows.updateGeometry()
        super().fit()

    def open_in(self, room: Any) -> None:
        super().open_in(room)
        if next(iter(self._fields), "") not in self.editors:
            return
        empty = (one for one in self.editors.values() if not _stands(one))
        first = next(empty, None) or next(iter(self.editors.values()), None)
        if first is not None:
            first.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab stays within the form: after the last button comes the first field."""
        moved = super().focusNextPrevChild(next)
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            first = _first_of(self._fields.values(), self.accept_button)
            reason = Qt.FocusReason.TabFocusReason
            (first if next else self.accept_button).setFocus(reason)
        return moved


def _first_of(widgets: Iterable[QWidget], otherwise: QWidget) -> QWidget:
    """The first of some widgets."""
    return next(iter(widgets), otherwise)


def _stands(editor: Editor) -> bool:
    return bool(editor.value())


def step_form_panel(
    ticket: Ticket,
    procedure: Procedure,
    line: FormLine,
    records: tuple[StepRecord, ...],
    attachments: Iterable[Attachment],
    bridge: Bridge,
    names: Names,
    parent: QWidget,
) -> FormPanel:
    """The panel of a form: written anew, or corrected where it was written in this step."""
    form, tongue = line.form, language.current()
    accept = _T("steps", "Correct") if line.record else _T("steps", "Write down")
    panel = FormPanel(form.name(tongue), _tr(accept), bridge, names, parent)
    panel.say(dealings(procedure, records, names), "muted")
    panel.add_fields(form, line.record.values if line.record else line.values, attachments)
    panel.say(_written_before(form, records, names), "faint")
    replaces = line.record.uid if line.record else ""
    panel.on_accept(lambda: WriteStepRecord(ticket.uid, form.code, panel.values(), replaces))
    panel.watch(ticket, "step", "status")
    return panel


def _written_before(form: Form, records: tuple[StepRecord, ...], names: Names) -> list[str]:
    """Earlier records of a form, newest first; those that were corrected say so."""
    own = [one for one in records if one.form == form.code]
    replaced = {one.replaces for one in own if one.replaces}
    told = []
    for one in sorted(own, key=lambda one: (one.at, one.uid), reverse=True)[:_HISTORY]:
        text = step_words.record_line(form, one, names)
        if one.uid in replaced:
            text = _tr(_T("steps", "{text} (corrected)")).format(text=text)
        told.append(text)
    return told


def dealings(procedure: Procedure, records: tuple[StepRecord, ...], names: Names) -> list[str]:
    """The offers of a negotiation with the answers to them, oldest first."""
    forms = {form.code: form for form in procedure.forms if form.effect in ("offer", "answer")}
    told = []
    for one in standing(records):
        form = forms.get(one.form)
        if form is not None:
            mark = "→" if form.effect == "offer" else "←"
            told.append(f"{mark} {step_words.record_line(form, one, names)}")
    return told[-_HISTORY:]

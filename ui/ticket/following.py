"""What is done together with the reply: the promise of its script, and what the script sets off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QDateTime, QEvent, QObject, Signal
from PySide6.QtWidgets import QCheckBox, QDateTimeEdit, QHBoxLayout, QWidget

from ui import language, theme
from ui.bridge import Bridge
from ui.text import times
from ui.ticket.following_words import act_words, promise_words
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from workstation.actions.said import Promised

if TYPE_CHECKING:
    from workstation.domain.acts import Act
    from workstation.domain.script import Script, ScriptPromise
    from workstation.domain.ticket import Ticket

_QUICK: Final = (
    2 * times.HOUR
)  # until when a promise stands at first, where its script does not say


class Following(QWidget):
    """Ticked chips under the text: "promise … by 18:00", "wait for the customer, 48 h".

    Those of every script that was put into the text. `changed` when one is ticked, unticked, or
    given another time.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._scripts: dict[str, Script] = {}
        self._off: set[str] = set()
        self._boxes: dict[str, QCheckBox] = {}
        self._times: dict[str, QDateTimeEdit] = {}
        self._chosen: set[str] = set()
        self._flow = FlowLayout(self)
        self.hide()

    # what it shows

    @property
    def any(self) -> bool:
        """Whether something follows."""
        return bool(self._boxes)

    def add_script(
        self, script: Script | None, ticket: Ticket, kept: Mapping[str, Any] | None = None
    ) -> None:
        """Offer what follows when a script is said; `kept` is what `state` gave before."""
        if script is None or script.code in self._scripts or not (script.promise or script.acts):
            return
        told = kept or {}
        self._off |= {str(key) for key in told.get("off") or ()}
        if not self._boxes:
            then = label(self.tr("Then:"), "faint")
            then.setMinimumHeight(theme.size("control"))
            self._flow.addWidget(then)
        self._scripts[script.code] = script
        if script.promise:
            times_kept = told.get("until") or {}
            self._add_promise(script.code, script.promise, ticket, times_kept.get(script.code))
        for place, act in enumerate(script.acts):
            step = self._step_name(ticket, act)
            if act.code != "step" or step:
                self._flow.addWidget(self._box(f"{script.code}.act{place}", act_words(act, step)))

    def _step_name(self, ticket: Ticket, act: Act) -> str:
        """What the step is called that an act goes to; "" where the ticket's procedure has none."""
        if act.code != "step":
            return ""
        found = self._bridge.desk.rules.procedures.get(ticket.group_code)
        known = found is not None and found.has(act.to) and ticket.step != act.to
        return found.step(act.to).name(language.current()) if found is not None and known else ""

    def clear(self) -> None:
        """Nothing follows."""
        self._flow.clear()
        for kept in (self._scripts, self._times, self._boxes, self._off, self._chosen):
            kept.clear()
        self.hide()

    def _box(self, key: str, text: str) -> QCheckBox:
        box = QCheckBox(text, self)
        box.setMinimumHeight(theme.size("control"))
        box.setChecked(key not in self._off)
        box.toggled.connect(lambda _on: self.changed.emit())
        self._boxes[key] = box
        return box

    def _add_promise(self, code: str, promise: ScriptPromise, ticket: Ticket, kept: object) -> None:
        now = self._bridge.desk.clock()
        box = self._box(f"{code}.promise", promise_words(promise.what))
        field = QDateTimeEdit(self)
        field.setDisplayFormat("MM-dd HH:mm")
        field.setAccessibleName(self.tr("Promised until"))
        field.installEventFilter(self)
        proposed = now + (promise.hours * times.HOUR or _QUICK)
        if ticket.resolve_due is not None and ticket.resolve_due > now:
            proposed = min(proposed, ticket.resolve_due)
        self._times[code] = field
        self._put_time(code, kept if isinstance(kept, int) and kept > now else proposed)
        field.dateTimeChanged.connect(lambda _when: self._on_time(code))
        field.setEnabled(box.isChecked())
        box.toggled.connect(field.setEnabled)
        both = QWidget(self)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("tight"))
        row.addWidget(box)
        row.addWidget(field)
        self._flow.addWidget(both)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A wheel over a time scrolls the page, not the time, unless it has the focus."""
        wheel = event.type() == QEvent.Type.Wheel
        if wheel and isinstance(watched, QDateTimeEdit) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    # the time

    def propose(self, code: str, until: int | None) -> None:
        """The text says until when: the chip follows, unless somebody chose another time."""
        if until is not None and code in self._times and code not in self._chosen:
            self._put_time(code, until)

    def _put_time(self, code: str, at: int) -> None:
        field = self._times[code]
        local = datetime.fromtimestamp(at / 1000, self._bridge.desk.zone)
        told = f"{local:%Y-%m-%dT%H:%M:00}"
        field.blockSignals(True)
        field.setDateTime(QDateTime.fromString(told, "yyyy-MM-ddTHH:mm:ss"))
        field.blockSignals(False)

    def _on_time(self, code: str) -> None:
        self._chosen.add(code)
        self.changed.emit()

    def until(self, code: str) -> int | None:
        """Until when the promise of a script stands, milliseconds UTC; None where there is none."""
        field = self._times.get(code)
        if field is None:
            return None
        told = datetime.fromisoformat(field.dateTime().toString("yyyy-MM-ddTHH:mm"))
        return round(told.replace(tzinfo=self._bridge.desk.zone).timestamp() * 1000)

    # what is done with it

    def facts(self) -> dict[str, Any]:
        """The facts of `SendReply` for what is ticked."""
        promised: list[Promised] = []
        acts: list[Act] = []
        for code, script in self._scripts.items():
            until = self.until(code)
            if script.promise and until is not None and self._on(f"{code}.promise"):
                source = f"{code}@{script.version}"
                promised.append(Promised(script.promise.what, until, source))
            acts += [a for n, a in enumerate(script.acts) if self._on(f"{code}.act{n}")]
        told: dict[str, Any] = {"promised": tuple(promised)} if promised else {}
        if acts:
            told |= {"acts": tuple(dict.fromkeys(acts)), "around": self._bridge.desk.around()}
        return told

    def state(self) -> dict[str, Any]:
        """What a draft keeps of it."""
        if not self._scripts:
            return {}
        off = [key for key in self._boxes if not self._on(key)]
        until = {code: self.until(code) for code in self._times}
        return {"codes": list(self._scripts), "off": off, "until": until}

    def box(self, key: str) -> QCheckBox | None:
        """One chip: the code of its script with ".promise", or ".act" and its place from 0."""
        return self._boxes.get(key)

    def _on(self, key: str) -> bool:
        box = self._boxes.get(key)
        return box is not None and box.isChecked()

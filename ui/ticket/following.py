"""What is done together with the reply: the promise of its script, and what the script sets off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QDateTime, QEvent, QObject, Signal
from PySide6.QtWidgets import QCheckBox, QDateTimeEdit, QHBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.text import times
from ui.ticket.following_words import act_words, promise_words
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from workstation.actions.said import Promised

if TYPE_CHECKING:
    from workstation.domain.script import Script, ScriptPromise
    from workstation.domain.ticket import Ticket

_QUICK: Final = (
    2 * times.HOUR
)  # until when a promise stands at first, where its script does not say


class Following(QWidget):
    """Ticked chips under the text: "promise … by 18:00", "wait for the customer, 48 h".

    `changed` when one is ticked, unticked, or given another time.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._script: Script | None = None
        self._off: set[str] = set()
        self._boxes: dict[str, QCheckBox] = {}
        self._until: QDateTimeEdit | None = None
        self._typed = False
        self._flow = FlowLayout(self)
        self.hide()

    # what it shows

    @property
    def code(self) -> str:
        """The code of the script whose following is shown, "" for none."""
        return self._script.code if self._script else ""

    def show_script(
        self, script: Script | None, ticket: Ticket | None, kept: Mapping[str, Any] | None = None
    ) -> None:
        """Offer what follows when a script is said; `kept` is what `state` gave for it before."""
        if script is None or ticket is None or not (script.promise or script.acts):
            self.clear()
            return
        if script == self._script:
            return
        self.clear()
        self._script = script
        told = kept if kept is not None and kept.get("code") == script.code else {}
        self._off = {str(key) for key in told.get("off") or ()}
        then = label(self.tr("Then:"), "faint")
        then.setMinimumHeight(theme.size("control"))
        self._flow.addWidget(then)
        if script.promise:
            self._add_promise(script.promise, ticket, told.get("until"))
        for place, act in enumerate(script.acts):
            self._flow.addWidget(self._box(f"act{place}", act_words(act), on=True))
        self.show()

    def clear(self) -> None:
        """Nothing follows."""
        self._flow.clear()
        self._script, self._until = None, None
        self._boxes.clear()
        self._off.clear()
        self._typed = False
        self.hide()

    def _box(self, key: str, text: str, *, on: bool) -> QCheckBox:
        box = QCheckBox(text, self)
        box.setMinimumHeight(theme.size("control"))
        box.setChecked(on and key not in self._off)
        box.toggled.connect(lambda _on: self.changed.emit())
        self._boxes[key] = box
        return box

    def _add_promise(self, promise: ScriptPromise, ticket: Ticket, kept: object) -> None:
        now = self._bridge.desk.clock()
        box = self._box("promise", promise_words(promise.what), on=True)
        field = QDateTimeEdit(self)
        field.setDisplayFormat("MM-dd HH:mm")
        field.setAccessibleName(self.tr("Promised until"))
        field.installEventFilter(self)
        proposed = now + (promise.hours * times.HOUR or _QUICK)
        if ticket.resolve_due is not None and ticket.resolve_due > now:
            proposed = min(proposed, ticket.resolve_due)
        self._until = field
        self._put_time(kept if isinstance(kept, int) and kept > now else proposed)
        field.dateTimeChanged.connect(self._on_time)
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
        """A wheel over the time scrolls the page, not the time, unless it has the focus."""
        if event.type() == QEvent.Type.Wheel and not self._has_focus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _has_focus(self) -> bool:
        return self._until is not None and self._until.hasFocus()

    # the time

    def propose(self, until: int | None) -> None:
        """The text says until when: the chip follows, unless somebody chose another time."""
        if until is not None and self._until is not None and not self._typed:
            self._put_time(until)

    def _put_time(self, at: int) -> None:
        if self._until is None:
            return
        local = datetime.fromtimestamp(at / 1000, self._bridge.desk.zone)
        self._until.blockSignals(True)
        self._until.setDateTime(
            QDateTime.fromString(f"{local:%Y-%m-%dT%H:%M:00}", "yyyy-MM-ddTHH:mm:ss")
        )
        self._until.blockSignals(False)

    def _on_time(self) -> None:
        self._typed = True
        self.changed.emit()

    def until(self) -> int | None:
        """Until when the promise stands, milliseconds UTC; None where there is none."""
        if self._until is None:
            return None
        told = self._until.dateTime().toString("yyyy-MM-ddTHH:mm")
        zone = self._bridge.desk.zone
        return round(datetime.fromisoformat(told).replace(tzinfo=zone).timestamp() * 1000)

    # what is done with it

    def facts(self) -> dict[str, Any]:
        """The facts of `SendReply` for what is ticked."""
        if self._script is None:
            return {}
        told: dict[str, Any] = {}
        until = self.until()
        if self._script.promise and until is not None and self._on("promise"):
            told["promised"] = Promised(self._script.promise.what, until)
        acts = tuple(a for n, a in enumerate(self._script.acts) if self._on(f"act{n}"))
        if acts:
            told |= {"acts": acts, "around": self._bridge.desk.around()}
        return told

    def state(self) -> dict[str, Any]:
        """What a draft keeps of it."""
        if self._script is None:
            return {}
        off = [key for key in self._boxes if not self._on(key)]
        return {"code": self._script.code, "off": off, "until": self.until()}

    def box(self, key: str) -> QCheckBox | None:
        """One chip: "promise", or "act" with its place from 0."""
        return self._boxes.get(key)

    def _on(self, key: str) -> bool:
        box = self._boxes.get(key)
        return box is not None and box.isChecked()

"""Keeping the list that is shown as a view, and dropping such a view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from ui.bridge import Bridge
from ui.queue.strip import Strip
from workstation.domain.view import View


class Saving(QObject):
    """Asks for a name in place and saves. `saved(view)`, `dropped(view)`, `noticed(text, kind)`."""

    saved = Signal(object)
    dropped = Signal(object)
    noticed = Signal(str, str)

    def __init__(
        self, bridge: Bridge, strip: Strip, shown: Callable[[], View | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._strip = strip
        self._shown = shown

    def can_drop(self) -> bool:
        """Whether the view shown was saved by somebody and may be dropped from here."""
        view, agent = self._shown(), self._bridge.desk.agent
        if view is None or view.code:
            return False
        return view.owner in ("", agent.uid) or agent.role in ("leader", "admin")

    def ask(self) -> None:
        """Ask for the name; the name it had saves the view anew, another one makes a new view."""
        view = self._shown()
        if view is None:
            return
        known = "" if view.code else view.name
        self._strip.ask(
            self.tr("Name of the view:"),
            self.tr("Save"),
            lambda name: self._save(view, name),
            given=known,
            box=self.tr("for the whole team"),
        )
        self._strip.box.setChecked(bool(known) and not view.owner)

    def _save(self, view: View, name: str) -> None:
        from workstation.actions.views import SaveView
        from workstation.domain.identity import new_uid

        owner = "" if self._strip.box.isChecked() else self._bridge.desk.agent.uid
        same = not view.code and view.name == name
        uid = view.uid if same else new_uid()
        made = replace(view, uid=uid, name=name, code="", owner=owner)
        self._bridge.do(SaveView(made), lambda _done: self._on_saved(made))

    def _on_saved(self, view: View) -> None:
        self.noticed.emit(self.tr("View “{name}” saved").format(name=view.name), "good")
        self.saved.emit(view)

    def drop(self) -> None:
        """Drop the view shown; its list stays on the screen."""
        from workstation.actions.views import DropView

        view = self._shown()
        if view is not None and self.can_drop():
            self._bridge.do(DropView(view.uid), lambda _done: self._on_dropped(view))

    def _on_dropped(self, view: View) -> None:
        self.noticed.emit(self.tr("View “{name}” dropped").format(name=view.name), "")
        self.dropped.emit(view)

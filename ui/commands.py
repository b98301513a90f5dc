"""What a command does where: pages bind the declared commands to their own methods.

Menus, palette and shortcut sheet are made from the list in `ui/command_list.py`. A key goes to
the binding nearest to the keyboard focus, so one key may mean "send" inside the reply and
"resolve" outside it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ui.command_list import BY_ID, COMMANDS, CONTEXTS, FOCUSED, Command
from ui.composing import is_composing, types_text

#: Keys with the commands that they may mean, the innermost context first.
_BY_KEY: Final = {
    key: sorted(
        (c for c in COMMANDS if key in c.keys),
        key=lambda c: CONTEXTS.index(c.context),
        reverse=True,
    )
    for key in sorted({key for command in COMMANDS for key in command.keys})
}
#: Names of keys in Qt, and what is printed on them.
_PRINTED: Final = (("Return", "Enter"), ("Down", "↓"), ("Up", "↑"))
_REPEATING: Final = frozenset({"J", "K", "Alt+Down", "Alt+Up"})


@dataclass(slots=True)
class Binding:
    """What a command does where: within `scope` (and its children).

    One that goes `first` runs wherever the focus is while it may run and its scope is shown.
    """

    scope: QWidget
    run: Callable[[], None]
    enabled: Callable[[], bool] | None = None
    first: bool = False

    def ready(self) -> bool:
        """Whether it may run now."""
        return self.scope.isEnabled() and (self.enabled is None or self.enabled())


class Commands(QObject):
    """The commands of one window, with what its pages bound them to."""

    ran = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._bindings: dict[str, list[Binding]] = {}
        self._actions: dict[str, QAction] = {}
        for key in _BY_KEY:
            both = {key, key.replace("Return", "Enter")}  # the key block has an Enter too
            shortcut = QShortcut(window)
            shortcut.setKeys([QKeySequence(one) for one in sorted(both)])
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.setAutoRepeat(key in _REPEATING)
            shortcut.activated.connect(partial(self._pressed, key))

    def bind(
        self,
        scope: QWidget,
        id: str,
        run: Callable[[], None],
        enabled: Callable[[], bool] | None = None,
        *,
        first: bool = False,
    ) -> QAction:
        """Say what a command does inside `scope`; raises KeyError for an unknown command.

        With `first` it goes before all others while it may run and its scope is shown. The
        binding ends with its scope. Returns the command's action for buttons and menus.
        """
        BY_ID[id]
        binding = Binding(scope, run, enabled, first)
        self._bindings.setdefault(id, []).append(binding)
        scope.destroyed.connect(lambda: self._forget(id, binding))
        return self.action(id)

    def _forget(self, id: str, binding: Binding) -> None:
        if binding in self._bindings.get(id, []):
            self._bindings[id].remove(binding)

    def action(self, id: str) -> QAction:
        """The command's one action: its text, its key in the tool tip; triggering it runs it.

        Menus and buttons draw the icon themselves, when they are shown.
        """
        made = self._actions.get(id)
        if made is None:
            made = self._make_action(BY_ID[id])
            self._actions[id] = made
        return made

    def _make_action(self, command: Command) -> QAction:
        made = QAction(command.name(), self)
        key = key_text(command)
        made.setToolTip(f"{command.name()}  {key}" if key else command.name())
        made.setData(command.id)
        made.triggered.connect(lambda: self.run(command.id))
        return made

    def refresh(self) -> None:
        """Set every action's enabled state anew (before a menu opens)."""
        for id, action in self._actions.items():
            action.setEnabled(self.ready(id))

    def ready(self, id: str) -> bool:
        """Whether the command could run now."""
        binding = self._find(id)
        return binding is not None and binding.ready()

    def run(self, id: str) -> bool:
        """Run the command where the focus is; returns whether it ran."""
        binding = self._find(id)
        if binding is None or not binding.ready():
            return False
        binding.run()
        self.ran.emit(id)
        return True

    def available(self) -> Iterator[Command]:
        """The commands that could run now, in the order of their declaration."""
        return (command for command in COMMANDS if self.ready(command.id))

    def unbound(self) -> list[str]:
        """Ids of commands that nobody has bound yet."""
        return [command.id for command in COMMANDS if not self._bindings.get(command.id)]

    def _find(self, id: str) -> Binding | None:
        """The binding nearest to the focus, else the first that is on the screen."""
        bindings = self._bindings.get(id, [])
        for one in bindings:
            if one.first and one.scope.isVisible() and one.ready():
                return one
        bindings = [one for one in bindings if not one.first]
        focus = QApplication.focusWidget()
        near = [b for b in bindings if _within(focus, b.scope)]
        if near:
            return min(near, key=lambda b: _depth(focus, b.scope))
        return next((b for b in bindings if b.scope.isVisible() or b.scope is self._window), None)

    def press(self, key: str) -> bool:
        """Do what a key that was held back does; False for one that is no command's."""
        if key not in _BY_KEY:
            return False
        self._pressed(key)
        return True

    def _pressed(self, key: str) -> None:
        focus = QApplication.focusWidget()
        if is_composing() or (len(key) == 1 and types_text(focus)):
            return
        for command in _BY_KEY[key]:
            binding = self._find(command.id)
            if binding is None:
                continue
            if command.context in FOCUSED and not _within(focus, binding.scope):
                continue
            self.run(command.id)  # an inner command that may not run now still keeps its key
            return


def _within(inner: QWidget | None, outer: QWidget) -> bool:
    return inner is not None and (inner is outer or outer.isAncestorOf(inner))


def _depth(inner: QWidget | None, outer: QWidget) -> int:
    steps = 0
    while inner is not None and inner is not outer:
        inner = inner.parentWidget()
        steps += 1
    return steps


def key_text(command: Command) -> str:
    """The command's first key as this system writes it, or ""."""
    return key_name(command.keys[0]) if command.keys else ""


def key_name(key: str) -> str:
    """A key sequence as it stands on the keyboard: "Ctrl+Enter", "Alt+↓"."""
    style = QKeySequence.SequenceFormat.PortableText
    if sys.platform == "darwin":
        style = QKeySequence.SequenceFormat.NativeText
    told = QKeySequence(key).toString(style)
    for name, printed in _PRINTED:
        told = told.replace(name, printed)
    return told

"""Parts of the reply editor: the choice of the channel, files, a line that warns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from ui import icons, theme
from ui.text import amounts, words
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from workstation.domain.conversation import Attachment

#: Ways to answer, in the order of the buttons; "note" stays inside the house.
MODES: Final = ("phone", "sms", "email", "chat", "note")
_ICONS: Final = {
    "phone": "phone",
    "sms": "device-mobile",
    "email": "mail",
    "chat": "message-circle",
    "note": "note",
}


class ModeBar(QWidget):
    """Five buttons of which one is down; `chosen(mode)` when a person presses one."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for mode in MODES:
            button = QToolButton(self)
            button.setCheckable(True)
            button.setIconSize(QSize(18, 18))
            name = self.tr("Internal note") if mode == "note" else words.channel(mode)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.setText(name)
            button.clicked.connect(lambda _on, mode=mode: self.chosen.emit(mode))
            self._group.addButton(button)
            self._buttons[mode] = button
            row.addWidget(button)
        self._draw()
        theme.notifier().changed.connect(self._draw)

    def show_mode(self, mode: str) -> None:
        """Press the button of a mode without telling."""
        self._buttons[mode].setChecked(True)
        for name, button in self._buttons.items():
            style = Qt.ToolButtonStyle
            chosen = name == mode
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if chosen else style.ToolButtonIconOnly
            )

    def _draw(self) -> None:
        for mode, button in self._buttons.items():
            button.setIcon(icons.icon(_ICONS[mode]))


#: The keys of the buttons of a line that warns, from the left.
WARN_KEYS: Final = ("Alt+Y", "Alt+U")


class Warn(QFrame):
    """A line above the text that says what is in the way, with up to two buttons and their keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: list[Callable[[], object]] = []
        self.kind = ""
        theme.look(self, "notice_warn")
        self._text = label("")
        self._text.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("medium"), 3, theme.space("small"), 3)
        row.addWidget(self._text, 1)
        self._buttons = [QPushButton(self), QPushButton(self)]
        for place, button in enumerate(self._buttons):
            button.clicked.connect(lambda _on, place=place: self._runs[place]())
            row.addWidget(button)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; "" while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def say(self, kind: str, text: str, *buttons: tuple[str, Callable[[], object]]) -> None:
        """Say something; `kind` names it for `clear`."""
        self.kind = kind
        self._text.setText(text)
        self._runs = [run for _, run in buttons]
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(buttons))
            if place < len(buttons):
                button.setText(f"{buttons[place][0]}  {WARN_KEYS[place]}")
        self.show()

    def has(self, place: int) -> bool:
        """Whether there is such a button now."""
        return not self.isHidden() and place < len(self._runs)

    def press(self, place: int) -> None:
        """Press one of its buttons."""
        self._runs[place]()

    def clear(self, *kinds: str) -> None:
        """Take the line away, or only when it is of one of these kinds."""
        if not kinds or self.kind in kinds:
            self.kind = ""
            self.hide()


class FileChips(QWidget):
    """The files that go with the reply; `dropped(uid)` when one shall not."""

    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self._shown: tuple[Attachment, ...] = ()
        self.hide()

    def show_files(self, files: tuple[Attachment, ...]) -> None:
        """Show these files."""
        if files == self._shown:
            return
        self._shown = files
        self._flow.clear()
        for one in files:
            made = Button(f"{one.name} · {amounts.file_size(one.size)}", "x", "flat")
            made.setToolTip(self.tr("Take {name} out of this reply").format(name=one.name))
            uid = one.uid
            made.clicked.connect(lambda _on=False, uid=uid: self.dropped.emit(uid))
            self._flow.addWidget(made)
        self.setVisible(bool(files))

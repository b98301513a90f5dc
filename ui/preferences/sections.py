"""Parts of the preferences that reach outside the window: channels and the telephone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.shell import call_links, places
from ui.text import words
from ui.text.deliveries import delivery_sentence
from ui.text.refusals import refusal_sentence
from ui.widgets.buttons import Button
from ui.widgets.form import FormRows
from ui.widgets.labels import label
from ui.widgets.pick import PickBox
from workstation.domain.refusal import Refusal

#: Seconds for which a message may be taken back, to choose from.
_HOLD: Final = (0, 5, 10, 15, 30, 60)


def selectable(text: str) -> QLabel:
    """Words that can be marked and copied."""
    made = label(text)
    made.setWordWrap(True)
    made.setMinimumHeight(theme.size("control"))
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


class Channels(FormRows):
    """Where messages of each channel go, and a test that really sends one."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, label_width=160)
        self._bridge = bridge
        self.add_wide(label(self.tr("Channels"), "heading"))
        self.places = {channel: selectable("") for channel in ("email", "sms", "chat")}
        for channel, place in self.places.items():
            self.add(words.channel(channel), place)
        self.hold = PickBox()
        seconds = sorted({*_HOLD, bridge.desk.settings.undo_seconds})
        self.hold.show_choices(
            [
                (n, self.tr("{n} seconds").format(n=n) if n else self.tr("not at all"))
                for n in seconds
            ],
            bridge.desk.settings.undo_seconds,
        )
        self.hold.picked.connect(self._on_hold)
        self.add(
            self.tr("&Taken back for"), self.hold, self.tr("So long a message waits to leave.")
        )
        self.channel = PickBox()
        self.to = QLineEdit()
        self.to.setPlaceholderText(self.tr("Address or number"))
        self.to.returnPressed.connect(self.send)
        self.begin = Button(self.tr("Send"), "send", "", self.send)
        self.outcome = selectable("")
        self.add(self.tr("Send a &test to"), _in_a_row(self.channel, self.to, self.begin))
        self.add_wide(self.outcome)
        self.outcome.hide()
        file = selectable(str(bridge.desk.profile / "settings.toml"))
        folder = Button(self.tr("Open the folder"), "external-link", "", self._open_folder)
        hint = self.tr(
            "Servers and gateways are written into this file; docs/channels.md tells how."
        )
        self.add(self.tr("Set up in"), _in_a_row(file, folder), hint)

    def _on_hold(self, seconds: object) -> None:
        if isinstance(seconds, int):
            self._bridge.desk.change_settings(undo_seconds=seconds)

    def load(self) -> None:
        """Read the settings file again and show what is set up."""
        try:
            told, wrong = self._bridge.desk.channels()
        except Refusal as refusal:
            told, wrong = dict.fromkeys(self.places, ""), {"": refusal}
        self.outcome.setVisible(bool(wrong))
        for mistake in wrong.values():
            self._say(refusal_sentence(mistake), "bad")
        for channel, place in self.places.items():
            place.setText(told[channel] or self.tr("Not set up: messages are recorded, not sent"))
            theme.look(place, "" if told[channel] else "muted")
        ready = [channel for channel in self.places if told[channel]]
        self.channel.show_choices(
            [(channel, words.channel(channel)) for channel in ready], ready[0] if ready else None
        )
        for part in (self.channel, self.to, self.begin):
            part.setEnabled(bool(ready))

    def send(self) -> None:
        """Send the test message and tell what became of it."""
        to, channel = self.to.text().strip(), self.channel.code()
        if not to or not isinstance(channel, str) or not self.begin.isEnabled():
            return
        self.begin.setEnabled(False)
        self._say(self.tr("Sending…"), "muted")
        subject = self.tr("Test message")
        body = self.tr("This is a test message of the after-sales workstation.")
        pending = self._bridge.desk.send_test(channel, to, subject, body)
        self._bridge.await_(pending, self._on_sent, self._on_failed)

    def _on_sent(self, delivery: Any) -> None:
        self.begin.setEnabled(True)
        good = delivery.status == "sent"
        self._say(delivery_sentence(delivery.code, delivery.detail), "good" if good else "bad")

    def _on_failed(self, error: BaseException) -> None:
        self.begin.setEnabled(True)
        self._say(refusal_sentence(error) if isinstance(error, Refusal) else str(error), "bad")

    def _say(self, text: str, look: str) -> None:
        self.outcome.setText(text)
        theme.look(self.outcome, look)
        self.outcome.show()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._bridge.desk.profile)))


class Telephone(FormRows):
    """Whether telephone programs open callers here; `noticed(text, kind)` says what was done."""

    noticed = Signal(str, str)

    def __init__(self, profile: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent, label_width=160)
        usual = (places.own_profile(), places.sample_profile())
        self._profile = None if profile in usual else profile
        self.add_wide(label(self.tr("Telephone"), "heading"))
        self.state = selectable("")
        self.button = Button("", "phone-incoming", "", self._on_pressed)
        hint = self.tr("Only your own settings are changed, and the same button takes it back.")
        self.add("aftercare://call", _in_a_row(self.state, self.button), hint)
        self.line = selectable(call_links.call_line(self._profile))
        hint = self.tr("For telephone programs that start a command when a call comes in.")
        self.add(self.tr("Command line"), self.line, hint)
        self.show_state()

    def show_state(self) -> None:
        """Tell how it stands."""
        if not call_links.possible():
            self.state.setText(self.tr("This system is not known here; use the command line."))
            self.button.hide()
            return
        on = call_links.registered()
        self.state.setText(
            self.tr("Telephone programs open callers here")
            if on
            else self.tr("Telephone programs do not know this program")
        )
        self.button.setText(
            self.tr("Stop that") if on else self.tr("Let phone programs open callers here")
        )

    def _on_pressed(self) -> None:
        run: Callable[[], None] = (
            call_links.unregister
            if call_links.registered()
            else lambda: call_links.register(self._profile)
        )
        try:
            run()
        except OSError as error:
            text = self.tr("This could not be written: {reason}")
            self.noticed.emit(text.format(reason=error), "bad")
        self.show_state()


def _in_a_row(*widgets: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.space("small"))
    for widget in widgets:
        row.addWidget(widget, 0 if isinstance(widget, Button | PickBox) else 1)
    made.setMinimumHeight(made.sizeHint().height())
    return made

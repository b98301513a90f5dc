"""What a person may set: language, light or dark, size of the text; and how this desk stands."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui import language, theme
from ui.bridge import Bridge
from ui.commands import Commands
from ui.preferences.sections import Channels, Telephone, selectable
from ui.preferences.sharing import Sharing
from ui.shell.sync_facts import without_password
from ui.text import words
from ui.text.sync import sync_sentence
from ui.widgets.buttons import IconButton
from ui.widgets.form import FormRows
from ui.widgets.header import PageHeader
from ui.widgets.labels import label
from ui.widgets.pick import PickBox

SCALES = (90, 100, 110, 125, 150)


class PreferencesPage(QWidget):
    """Changes take effect at once; `appearance_changed(language, theme, scale)` says so."""

    noticed = Signal(str, str)
    closed = Signal()
    appearance_changed = Signal(str, str, int)

    def __init__(self, bridge: Bridge, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._commands = commands
        header = PageHeader(self.tr("Preferences"))
        header.add(IconButton("x", self.tr("Back to the list"), self.closed.emit))
        self.language = PickBox()
        self.theme = PickBox()
        self.scale = PickBox()
        body = QWidget()
        column = QVBoxLayout(body)
        edge = theme.space("wide")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.space("medium"))
        self.sharing = Sharing(bridge)
        self.sharing.noticed.connect(self.noticed)
        self.channels = Channels(bridge)
        self.telephone = Telephone(bridge.desk.profile)
        self.telephone.noticed.connect(self.noticed)
        sections = (self._appearance(), self._desk(), self.sharing, self.channels, self.telephone)
        for part in sections:
            part.setMaximumWidth(760)
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(header)
        outer.addWidget(area, 1)

    def _appearance(self) -> QWidget:
        self.language.show_choices([("zh_CN", "简体中文"), ("en", "English")], language.current())
        chosen = self._bridge.desk.settings.theme
        self.theme.show_choices(
            [
                ("auto", self.tr("As the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
            ],
            chosen,
        )
        self.scale.show_choices([(n, f"{n} %") for n in SCALES], theme.current().scale)
        form = FormRows(label_width=160)
        form.add_wide(label(self.tr("Appearance"), "heading"))
        form.add(self.tr("&Language"), self.language)
        form.add(self.tr("&Colours"), self.theme)
        form.add(self.tr("&Text size"), self.scale)
        for box in (self.language, self.theme, self.scale):
            box.picked.connect(self._on_picked)
        return form

    def _desk(self) -> QWidget:
        desk = self._bridge.desk
        form = FormRows(label_width=160)
        form.add_wide(label(self.tr("This desk"), "heading"))
        groups = words.listing(words.group(code) for code in desk.agent.groups)
        who = f"{desk.agent.name} · {words.role(desk.agent.role)}"
        self._state = selectable(sync_sentence(desk.sync_state(), desk.zone))
        self._bridge.state_changed.connect(self._on_state)
        form.add(self.tr("Who sits here"), selectable(who))
        form.add(self.tr("Groups"), selectable(groups))
        form.add(self.tr("Shared database"), selectable(without_password(desk.settings.hub)))
        form.add(self.tr("Exchange"), self._state)
        form.add(self.tr("Folder"), selectable(str(desk.profile)))
        return form

    def _on_picked(self, _code: object) -> None:
        scale = self.scale.code()
        size = scale if isinstance(scale, int) else 100
        self.appearance_changed.emit(str(self.language.code()), str(self.theme.code()), size)

    def _on_state(self, state: object) -> None:
        desk = self._bridge.desk
        self._state.setText(sync_sentence(desk.sync_state(), desk.zone))

    def activate(self) -> None:
        """Take the keyboard; what may have been changed outside is read again."""
        self.channels.load()
        self.sharing.load()
        self.telephone.show_state()
        self.language.setFocus()

    def flush(self) -> None:
        """Nothing is typed here."""

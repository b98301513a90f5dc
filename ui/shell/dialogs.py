"""The few things laid over the window: the palette, the shortcut sheet, who sits here, about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.commands import Commands, key_text
from ui.palette.finder import Finder, Offer
from ui.text import care, words
from ui.widgets.labels import label
from workstation.domain.people import AVAILABILITIES
from workstation.domain.refusal import Refusal


def find_command(finder: Finder, commands: Commands) -> None:
    """Offer every command that could run now."""
    offers = [
        Offer(c.id, c.name(), c.icon, c.group_name(), key_text(c), c.text)
        for c in commands.available()
        if c.menu
    ]
    hint = QCoreApplication.translate("dialogs", "Type a command or its first letters")
    finder.open(offers, commands.run, hint)


def show_shortcuts(window: QWidget) -> None:
    """Show the sheet of all shortcuts."""
    from ui.palette.sheet import ShortcutSheet

    sheet = ShortcutSheet(window)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()


def choose_agent(finder: Finder, bridge: Bridge, seated: Callable[[], None]) -> None:
    """Offer the team; who is chosen sits at this desk from then on.

    At a desk whose login the hub knows nobody else can sit down, which is said instead.
    """
    if bridge.desk.seat_fixed():
        bridge.refused.emit(Refusal("seat_fixed", agent=bridge.desk.agent.uid))
        return

    def sit(uid: str) -> None:
        try:
            bridge.desk.sit_down(uid)
        except Refusal as refusal:
            bridge.refused.emit(refusal)
            return
        bridge.desk.change_settings(agent=uid)
        seated()

    offers = [
        Offer(
            agent.uid,
            f"{agent.name}  {agent.work_no}",
            "user",
            words.listing(
                [words.role(agent.role), *(words.group(code) for code in agent.groups[:2])]
            ),
        )
        for agent in bridge.desk.read.agents()
        if agent.active
    ]
    finder.open(offers, sit, QCoreApplication.translate("dialogs", "Name or work number"))


def choose_availability(finder: Finder, bridge: Bridge) -> None:
    """Offer available, busy and away; what is chosen stands for who sits here."""

    def choose(code: str) -> None:
        from workstation.actions.assigning import SetAvailability

        bridge.do(SetAvailability(code))

    offers = [
        Offer(code, care.availability(code), "circle-dot", "", "", code) for code in AVAILABILITIES
    ]
    hint = QCoreApplication.translate("dialogs", "Whether tickets are given to you just now")
    finder.open(offers, choose, hint)


def show_about(window: QWidget) -> None:
    """Say what this is."""
    dialog = QDialog(window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(QCoreApplication.translate("dialogs", "About Aftercare"))
    column = QVBoxLayout(dialog)
    edge = theme.space("wide")
    column.setContentsMargins(edge, edge, edge, edge)
    column.setSpacing(theme.space("small"))
    version = QCoreApplication.applicationVersion()
    about = QCoreApplication.translate(
        "dialogs", "A workstation for courier and e-commerce after-sales service."
    )
    licence = QCoreApplication.translate(
        "dialogs",
        "Apache-2.0. Qt for Python (LGPL-3.0), Tabler Icons (MIT) and other free software;"
        " the papers beside the program name them all.",
    )
    column.addWidget(label(QGuiApplication.applicationDisplayName(), "title"))
    column.addWidget(label(version, "muted"))
    column.addWidget(label(about))
    told = label(licence, "faint")
    told.setWordWrap(True)
    column.addWidget(told)
    dialog.setMinimumWidth(420)
    dialog.open()

"""The head of an open script: its name, how it stands, its life, and what may be done now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.scripts.life_line import LifeLine, stages
from ui.scripts.mine import hotkey_choices
from ui.scripts.session import Session
from ui.text import scripts as told
from ui.translating import QT_TRANSLATE_NOOP as _T
from ui.widgets.boxes import empty
from ui.widgets.buttons import Button, IconButton
from ui.widgets.chip import Chip
from ui.widgets.labels import ElidedLabel, label
from ui.widgets.pick import PickBox
from workstation.domain.script_version import ScriptVersion, in_force, is_over

#: What stands for the script in use, among the versions of it.
USED = "used"
#: What the buttons of acts say.
_WORDS: Final = {
    "send_in": _T("scripts", "Send in"),
    "accept": _T("scripts", "Accept"),
    "send_back": _T("scripts", "Send back…"),
    "take_back": _T("scripts", "Write on"),
    "put_in_force": _T("scripts", "Put in force…"),
    "call_off": _T("scripts", "Call off"),
    "save": _T("scripts", "Save draft"),
    "drop": _T("scripts", "Give up"),
    "retire": _T("scripts", "Retire…"),
    "discard": _T("scripts", "Discard what I typed"),
}
#: What they say of a script that its person alone sees.
_OWN: Final = {"save": _T("scripts", "Save"), "drop": _T("scripts", "Delete")}
_ICONS: Final = {
    "send_in": "send",
    "accept": "check",
    "send_back": "arrow-back-up",
    "take_back": "pencil",
    "put_in_force": "bolt",
    "call_off": "x",
    "save": "check",
    "drop": "trash",
    "retire": "archive",
    "discard": "rotate",
}
#: Those whose button stands out where it is the first.
_LIKELY: Final = ("send_in", "accept", "put_in_force", "save")


@dataclass(frozen=True, slots=True)
class Act:
    """Something that may be done now: the words of its button, its icon, its look, what it does."""

    code: str
    text: str
    icon: str
    style: str = ""


def life_of(version: ScriptVersion, versions: Iterable[ScriptVersion], now: int) -> str:
    """How a version stands: its state, "coming", "replaced" or "ended"."""
    if version.state not in ("in_force",):
        return version.state
    if (version.from_at or 0) > now:
        return "coming"
    if is_over(version, now):
        return "ended"
    same = [one for one in versions if one.owner == version.owner]
    stands = in_force(same, version.code, now)
    return "in_force" if stands is not None and stands.uid == version.uid else "replaced"


def acts_of(session: Session, life: str) -> tuple[Act, ...]:
    """What the person may do with the version that is shown, the likeliest first."""
    if session.personal:
        codes = ["save", "drop"] if session.writable else []
    else:
        codes = [*_steps(session, life), *_ways_out(session, life)]
    words = {**_WORDS, **_OWN} if session.personal else _WORDS
    return tuple(
        Act(
            code,
            QCoreApplication.translate("scripts", words[code]),
            _ICONS[code],
            "primary" if place == 0 and code in _LIKELY else "",
        )
        for place, code in enumerate(codes)
    )


def _steps(session: Session, life: str) -> Iterator[str]:
    """What brings the version on its way, or back on it."""
    if session.state == "draft" and session.may_change:
        yield "send_in"
    elif session.state == "sent_in" and session.may_review and not session.is_mine:
        yield from ("accept", "send_back")
    elif session.state == "reviewed" and session.may_activate:
        yield "put_in_force"
    elif life == "coming" and session.may_activate:
        yield "call_off"
    if session.state in ("sent_in", "reviewed") and session.may_change:
        yield "take_back"


def _ways_out(session: Session, life: str) -> Iterator[str]:
    """What keeps the words, or ends them."""
    untouched = not (session.fresh or session.changed)
    if session.changed and session.may_change:
        yield "save"
    if session.state in ("draft", "sent_in", "reviewed") and session.may_change:
        yield "drop"
    elif untouched and session.may_activate and life in ("in_force", ""):
        yield "retire"
    if session.fresh:
        yield "drop"
    elif session.changed:
        yield "discard"


class SheetHead(QWidget):
    """Shows them. `pressed(act)`, `version_picked(uid)`, `closed()`."""

    pressed = Signal(str)
    version_picked = Signal(str)
    note_wanted = Signal()
    favourite_wanted = Signal()
    hotkey_wanted = Signal(int)
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._acts: tuple[Act, ...] = ()
        self.buttons: dict[str, Button] = {}
        self.setObjectName("script-head")
        self.name = ElidedLabel("", "heading")
        self.code = label("", "key")
        self.standing, self.unsaved = Chip(), Chip()
        self.version = PickBox()
        self.version.setFixedWidth(190)
        self.version.setAccessibleName(self.tr("Version"))
        self.version.picked.connect(lambda uid: self.version_picked.emit(str(uid)))
        self.life = LifeLine()
        self.hotkey = PickBox()
        self.hotkey.show_choices(hotkey_choices(), 0)
        self.hotkey.setFixedWidth(122)
        self.hotkey.setAccessibleName(self.tr("Hotkey"))
        self.hotkey.setToolTip(self.tr("The key that puts it in while you reply"))
        self.hotkey.picked.connect(lambda number: self.hotkey_wanted.emit(int(str(number))))
        self.star = IconButton("star", self.tr("Favourite"), self.favourite_wanted.emit)
        self.note = IconButton("message", self.tr("Say something…"), self.note_wanted.emit)
        self._room = QHBoxLayout()
        self._room.setSpacing(theme.space("small"))
        first = QHBoxLayout()
        first.setSpacing(theme.space("small"))
        first.addWidget(self.code)
        first.addWidget(self.name, 1)
        first.addWidget(self.unsaved)
        first.addWidget(self.standing)
        first.addWidget(self.hotkey)
        first.addWidget(self.note)
        first.addWidget(self.star)
        first.addWidget(IconButton("x", self.tr("Close the script (Esc)"), self.closed.emit))
        second = QHBoxLayout()
        second.setSpacing(theme.space("small"))
        second.addWidget(self.version)
        second.addLayout(self._room)
        second.addStretch(1)
        column = QVBoxLayout(self)
        edge = theme.space("medium")
        column.setContentsMargins(edge, theme.space("small"), edge, theme.space("small"))
        column.setSpacing(theme.space("small"))
        column.addLayout(first)
        column.addWidget(self.life)
        column.addLayout(second)

    def show_session(self, title: str, life: str, choices: list[tuple[object, str]]) -> None:
        """Show how the script stands."""
        session, desk = self._session, self._session.bridge.desk
        self.name.setText(title or self.tr("New script"))
        self.code.setText(session.code or "…")
        shown = "draft" if session.fresh else life or "shipped"
        if session.personal and not session.fresh:
            self.standing.show_word(self.tr("Mine"), "info")
        else:
            self.standing.show_word(told.life(shown), told.LIFE_LOOKS.get(shown, "neutral"))
        self.version.show_choices(
            choices, session.version.uid if session.version is not None else USED
        )
        self.version.setVisible(len(choices) > 1)
        if line := self.version.lineEdit():
            line.home(False)  # the version itself is read first
        self.life.setVisible(not session.personal and not session.fresh)
        self.life.show_stages(stages(session.version, desk.zone, desk.clock()))
        self.note.setVisible(not session.fresh and not session.personal)
        self.star.setVisible(not session.fresh)
        mark = session.opened.mark if session.opened else None
        self.show_favourite(mark is not None and mark.favourite)
        self.hotkey.setVisible(not session.fresh)
        self.hotkey.choose(mark.hotkey if mark is not None else 0)

    def show_favourite(self, on: bool) -> None:
        """Say whether it is a favourite."""
        self.star.setCheckable(True)
        self.star.setChecked(on)
        self.star.setToolTip(
            self.tr("No favourite any more") if on else self.tr("Make it a favourite")
        )

    def show_acts(self, acts: tuple[Act, ...]) -> None:
        """Offer what may be done now."""
        changed = self._session.changed
        self.unsaved.show_word(self.tr("Not saved") if changed else "", "warn")
        if acts == self._acts:
            return
        self._acts = acts
        empty(self._room)
        self.buttons = {}
        for act in acts:
            made = Button(act.text, act.icon, act.style, self._run(act.code))
            self.buttons[act.code] = made
            self._room.addWidget(made)

    def _run(self, code: str) -> Callable[[], None]:
        return lambda: self.pressed.emit(code)

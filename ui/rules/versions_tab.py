"""The versions of a rule file: who, when, why; differences; back to an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui import theme
from ui.rules.session import Session
from ui.text import rules as told
from ui.text import times
from ui.text.rule_differences import difference
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.lines import Line, LineList
from ui.widgets.pick import PickBox

if TYPE_CHECKING:
    from workstation.ruling.desk import VersionLine

_SHIPPED: Final = "shipped"
_MOST: Final = 200


class VersionsTab(QWidget):
    """Lists versions; `read_wanted(uid)`, `revive_wanted(uid)`, `withdraw_wanted(uid)`.

    A uid of "" is the shipped version. `pages_wanted((name, name), (uid, uid))` asks for two
    versions of a form beside each other.
    """

    read_wanted = Signal(str)
    revive_wanted = Signal(str)
    withdraw_wanted = Signal(str)
    pages_wanted = Signal(object, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lines: dict[str, VersionLine] = {}
        self._asked, self._file = 0, ""
        self.list = LineList()
        self.list.setAccessibleName(self.tr("Versions"))
        self.list.opened.connect(lambda key: self.read_wanted.emit(_uid(key)))
        self.list.selectionModel().currentChanged.connect(lambda _now, _was: self._on_chosen())
        self.other = PickBox()
        self.other.picked.connect(lambda _uid: self._compare())
        self.unified = Button(self.tr("Line by line"), "", "flat")
        self.unified.setCheckable(True)
        self.unified.toggled.connect(lambda _on: self._compare())
        self.beside = Button(self.tr("Page by page"), "columns", "flat", self._beside)
        self.shown = QPlainTextEdit()
        self.shown.setReadOnly(True)
        self.shown.setTabChangesFocus(True)
        self.shown.setAccessibleName(self.tr("Differences"))
        self.read = Button(self.tr("Read"), "eye", "", self._read)
        self.revive = Button(self.tr("In force again…"), "history", "", self._revive)
        self.withdraw = Button(self.tr("Withdraw"), "trash", "", self._withdraw)
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.space("small"))
        for one in (self.read, self.revive, self.withdraw):
            buttons.addWidget(one)
        buttons.addStretch(1)
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addLayout(buttons)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Differs from"), "muted"))
        head.addWidget(self.other, 1)
        ways = QHBoxLayout()
        ways.addWidget(self.unified)
        ways.addWidget(self.beside)
        ways.addStretch(1)
        right = QVBoxLayout()
        right.addLayout(head)
        right.addLayout(ways)
        right.addWidget(self.shown, 1)
        row = QHBoxLayout(self)
        edge = theme.space("small")
        row.setContentsMargins(edge, edge, edge, edge)
        row.setSpacing(theme.space("medium"))
        row.addLayout(left, 1)
        row.addLayout(right, 1)

    def load(self) -> None:
        """Show the versions of the file that stands on the page."""
        opened = self._session.opened
        lines = opened.versions if opened else ()
        self._lines = {one.rule.uid or _SHIPPED: one for one in lines}
        self.list.show_lines([self._line(key, one) for key, one in self._lines.items()])
        names = [(key, self._name(one)) for key, one in self._lines.items()]
        self.other.show_choices(names, self.other.code())
        fresh, self._file = self._session.file != self._file, self._session.file
        if lines and (fresh or not self.list.current()):
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self._on_chosen()

    def _in_force(self) -> str:
        return next((key for key, one in self._lines.items() if one.state == "in_force"), "")

    def _opposite(self, key: str) -> str:
        """What a version is compared with at first: that in force; that one with the one before."""
        keys = list(self._lines)
        if key != self._in_force():
            return self._in_force()
        return next(iter(keys[keys.index(key) + 1 :]), key) if key in keys else key

    def _name(self, one: VersionLine) -> str:
        return f"{one.rule.version} · {told.state(one.state)}"

    def _line(self, key: str, one: VersionLine) -> Line:
        desk = self._session.bridge.desk
        rule, now = one.rule, desk.clock()
        if not rule.uid:
            text = self.tr("Comes with the program")
            return Line(key, rule.version, text, told.state(one.state), told.STATE_LOOKS[one.state])
        who = rule.activated_by_name or rule.made_by_name
        when = times.moment(rule.from_at or rule.changed_at or rule.made_at, desk.zone, now)
        title = f"{rule.version}  {when}"
        tried = self.tr("tried") if rule.tried_at else ""
        about = " · ".join(part for part in (who, tried, rule.note) if part)
        return Line(key, title, about, told.state(one.state), told.STATE_LOOKS[one.state])

    def _on_chosen(self) -> None:
        one = self._lines.get(self.list.current())
        session = self._session
        state = one.state if one else ""
        self.read.setEnabled(one is not None)
        again = state in ("replaced", "shipped", "withdrawn")
        self.revive.setEnabled(again and session.may_activate)
        gone = (state == "draft" and session.may_change) or (
            state == "coming" and session.may_activate
        )
        self.withdraw.setEnabled(gone)
        self.beside.setVisible(session.is_form and not session.is_house)
        self.other.choose(self._opposite(self.list.current()))
        self._compare()

    def _compare(self) -> None:
        one, other = self._lines.get(self.list.current()), self._lines.get(str(self.other.code()))
        if one is None or other is None:
            self.shown.setPlainText("")
            return
        self._asked += 1
        asked, desk, file = self._asked, self._session.bridge.desk, self._session.file
        unified = self.unified.isChecked() or self._session.is_form  # whose parts have no codes
        names = (other.rule.version, one.rule.version)
        uids = (other.rule.uid, one.rule.uid)

        def differences(_read: object) -> str:
            from workstation.rules.diff import lines, places
            from workstation.ruling.desk import text_of

            before, after = (text_of(desk, file, uid) for uid in uids)
            if unified:
                return lines(before, after, names)
            return "\n".join(difference(part) for part in places(before, after)[:_MOST])

        self._session.bridge.ask(differences, lambda text: self._show(asked, text))

    def _show(self, asked: int, text: str) -> None:
        if asked == self._asked:
            self.shown.setPlainText(text or self.tr("No difference."))

    def _beside(self) -> None:
        """Ask for the pages of both versions."""
        one, other = self._lines.get(self.list.current()), self._lines.get(str(self.other.code()))
        if one is not None and other is not None:
            names = (self._name(other), self._name(one))
            self.pages_wanted.emit(names, (other.rule.uid, one.rule.uid))

    def _read(self) -> None:
        self.read_wanted.emit(_uid(self.list.current()))

    def _revive(self) -> None:
        self.revive_wanted.emit(_uid(self.list.current()))

    def _withdraw(self) -> None:
        self.withdraw_wanted.emit(_uid(self.list.current()))


def _uid(key: str) -> str:
    return "" if key == _SHIPPED else key

"""The versions of a script: who, when, why; and what differs between any two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.scripts.diff_view import DiffView
from ui.scripts.session import Session
from ui.scripts.sheet_head import life_of
from ui.text import scripts as told
from ui.text import times
from ui.widgets.boxes import divided
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.lines import Line, LineList
from ui.widgets.pick import PickBox
from workstation.domain.script_version import ScriptVersion

if TYPE_CHECKING:
    from workstation.scripts.diff import ScriptDifference

_SHIPPED: Final = "shipped"


class VersionsTab(QWidget):
    """Lists versions with what differs; `read_wanted(uid)` opens one in the form."""

    read_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lines: dict[str, ScriptVersion | None] = {}
        self._asked, self._code = 0, ""
        self.list = LineList()
        self.list.setAccessibleName(self.tr("Versions"))
        self.list.opened.connect(self._read_key)
        self.list.selectionModel().currentChanged.connect(lambda _now, _was: self._on_chosen())
        self.other = PickBox()
        self.other.picked.connect(lambda _key: self._compare())
        self.other.setAccessibleName(self.tr("Differs from"))
        self.diff = DiffView()
        self.alone = label("", "muted")
        self.alone.setWordWrap(True)
        self.alone.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.alone.hide()
        self.read = Button(self.tr("Open"), "eye", "", lambda: self._read_key(self.list.current()))
        self._lay_out()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.space("small"), 0)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.read)
        foot.addStretch(1)
        column.addLayout(foot)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(theme.space("small"), 0, 0, 0)
        self.compared = QWidget()
        inner = QVBoxLayout(self.compared)
        inner.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Differs from"), "muted"))
        head.addWidget(self.other, 1)
        inner.addLayout(head)
        inner.addWidget(self.diff, 1)
        column.addWidget(self.compared, 1)
        column.addWidget(self.alone, 1)
        split = divided(left, right, (0, 1))
        split.setSizes([230, 500])
        row = QVBoxLayout(self)
        edge = theme.space("small")
        row.setContentsMargins(edge, edge, edge, edge)
        row.addWidget(split)

    def load(self) -> None:
        """Show the versions of the script that is open."""
        opened = self._session.opened
        if opened is None:
            return
        self._lines = {one.uid: one for one in opened.versions}
        if opened.shipped is not None:
            self._lines[_SHIPPED] = None
        self.list.show_lines([self._line(key, one) for key, one in self._lines.items()])
        self._show_alone()
        names = [(key, self._name(key)) for key in self._lines]
        self.other.show_choices(names, self.other.code())
        shown = self._session.version
        wanted = shown.uid if shown is not None else _SHIPPED
        if (self._code != opened.code or not self.list.current()) and self._lines:
            keys = list(self._lines)
            row = keys.index(wanted) if wanted in keys else 0
            self.list.setCurrentIndex(self.list.model().index(row, 0))
        self._code = opened.code
        self._on_chosen()

    def _show_alone(self) -> None:
        """Of one version there is nothing to compare: say so in place of two blank sides."""
        alone = len(self._lines) < 2
        self.compared.setVisible(not alone)
        self.alone.setVisible(alone)
        self.alone.setText(
            self.tr("This is the only version so far. With the next one, what differs stands here.")
            if self._lines
            else self.tr("There is no version yet: save a draft.")
        )

    def _life(self, key: str) -> str:
        version, opened = self._lines.get(key), self._session.opened
        if opened is None:
            return ""
        if version is None:
            used = opened.script is not None and not opened.chosen
            return "shipped" if used or not opened.versions else "replaced"
        return life_of(version, opened.versions, self._session.bridge.desk.clock())

    def _name(self, key: str) -> str:
        version, opened = self._lines.get(key), self._session.opened
        shipped = opened.shipped.version if opened and opened.shipped else ""
        name = version.version if version is not None else shipped
        return f"{name} · {told.life(self._life(key) if version is not None else 'shipped')}"

    def _line(self, key: str, one: ScriptVersion | None) -> Line:
        desk, life = self._session.bridge.desk, self._life(key)
        if one is None:
            opened = self._session.opened
            name = opened.shipped.version if opened and opened.shipped else ""
            return Line(key, name, self.tr("Comes with the program"), told.life(life), "neutral")
        steps = []
        for who, at, text in (
            (one.made_by_name, one.made_at, self.tr("{who} wrote it")),
            (one.reviewed_by_name, one.reviewed_at, self.tr("{who} reviewed it")),
            (one.activated_by_name, one.activated_at, self.tr("{who} put it in force")),
            (one.retired_by_name, one.retired_at, self.tr("{who} retired it")),
        ):
            if at is not None:
                steps.append(text.format(who=who))
        when = times.moment(one.from_at or one.changed_at or one.made_at, desk.zone, desk.clock())
        about = " · ".join(part for part in (*steps[-2:], one.note) if part)
        return Line(
            key, f"{one.version}  {when}", about, told.life(life), told.LIFE_LOOKS.get(life, "")
        )

    def _opposite(self, key: str) -> str:
        """What a version is compared with at first: what it was made from, else the one before."""
        version = self._lines.get(key)
        if version is not None and version.base in self._lines:
            return version.base
        keys = list(self._lines)
        rest = keys[keys.index(key) + 1 :] if key in keys else []
        return rest[0] if rest else key

    def _on_chosen(self) -> None:
        key = self.list.current()
        self.read.setEnabled(bool(key))
        if key:
            self.other.choose(self._opposite(key))
        self._compare()

    def _compare(self) -> None:
        key, other = self.list.current(), str(self.other.code() or "")
        if not key or not other:
            self.diff.clear()
            return
        self._asked += 1
        asked, code = self._asked, self._session.code

        def uid(one: str) -> str:
            return f"shipped:{code}" if one == _SHIPPED else one

        names = (self._name(other), self._name(key))
        self._session.bridge.await_(
            self._session.bridge.desk.script_diff(uid(other), uid(key)),
            lambda found: self._show(asked, found, names),
        )

    def _show(
        self, asked: int, found: tuple[ScriptDifference, ...], names: tuple[str, str]
    ) -> None:
        if asked == self._asked:
            self.diff.show_differences(found, names, self.tr("No difference."))

    def _read_key(self, key: str) -> None:
        if key:
            opened = self._session.opened
            used = opened is not None and not opened.chosen
            self.read_wanted.emit("used" if key == _SHIPPED and used else key)

"""The list of reply scripts under the cursor: what fits, why, and how it would read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.translating import QT_TRANSLATE_NOOP as _T
from ui.widgets.labels import label

if TYPE_CHECKING:
    from workstation.speaking import ScriptChoice

_Index = QModelIndex | QPersistentModelIndex
_DISPLAY = Qt.ItemDataRole.DisplayRole
_CHOICE = Qt.ItemDataRole.UserRole
#: Why a script is offered, by the codes of workstation.domain.script_rank.Ranked.
REASONS: Final = {
    "code": _T("script", "short code"),
    "title": _T("script", "in the title"),
    "tag": _T("script", "key word"),
    "body": _T("script", "in the text"),
    "pinyin": _T("script", "by its initials"),
    "step": _T("script", "for this step"),
    "wanted": _T("script", "the procedure wants it"),
    "subtype": _T("script", "for this problem"),
    "class": _T("script", "for this class"),
    "group": _T("script", "for this group"),
    "channel": _T("script", "for this channel"),
    "party": _T("script", "for this party"),
    "mood": _T("script", "for this mood"),
    "recent": _T("script", "used lately"),
}


def reason_words(reasons: tuple[str, ...], most: int = 2) -> str:
    """The weightiest reasons in words."""
    told = [QCoreApplication.translate("script", REASONS[r]) for r in reasons if r in REASONS]
    return ", ".join(told[:most])


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.choices: tuple[ScriptChoice, ...] = ()

    def show_choices(self, choices: tuple[ScriptChoice, ...]) -> None:
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.choices)

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        choice = self.choices[index.row()]
        if role == _DISPLAY:
            return f"{choice.title} {choice.code}"
        return choice if role == _CHOICE else None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, theme.size("row") + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        choice: ScriptChoice = index.data(_CHOICE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selected"))
        inner = rect.adjusted(theme.space("medium"), 4, -theme.space("medium"), -4)
        top = Qt.AlignmentFlag.AlignTop
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text_faint"))
        painter.drawText(inner, top | Qt.AlignmentFlag.AlignRight, f"::{choice.code}")
        room = painter.fontMetrics().horizontalAdvance(f"::{choice.code}") + 12
        reason = painter.fontMetrics().elidedText(
            reason_words(choice.reasons), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom, reason)
        painter.setFont(theme.font("base", bold=True))
        painter.setPen(theme.colour("text"))
        title = painter.fontMetrics().elidedText(
            choice.title, Qt.TextElideMode.ElideRight, inner.width() - room
        )
        painter.drawText(inner, top, title)
        painter.restore()


class ScriptPicker(QFrame):
    """A list with a preview; it never takes the keyboard, the editor hands keys over.

    `chosen(code)` when a person takes a script.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.look(self, "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = _Model(self)
        self.list = QListView()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.clicked.connect(lambda _index: self.take())
        self.preview = label("", "")
        self.preview.setWordWrap(True)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.gaps = label("", "warn")
        self.gaps.setWordWrap(True)
        hint = label(self.tr("↑ ↓ choose · Enter insert · Esc close"), "faint")
        side = QVBoxLayout()
        side.setContentsMargins(12, 10, 12, 8)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.preview)
        side.addWidget(scroll, 1)
        side.addWidget(self.gaps)
        side.addWidget(hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(0)
        row.addWidget(self.list, 5)
        row.addLayout(side, 6)
        selection = self.list.selectionModel()
        selection.currentChanged.connect(lambda _now, _before: self._show_preview())
        self.hide()

    def show_choices(self, choices: tuple[ScriptChoice, ...]) -> None:
        """Show these scripts, the first one chosen; none says so."""
        self._model.show_choices(choices)
        if choices:
            self.list.setCurrentIndex(self._model.index(0))
        self._show_preview()

    def choices(self) -> tuple[ScriptChoice, ...]:
        """What is offered now."""
        return self._model.choices

    def current(self) -> ScriptChoice | None:
        """The script that Enter would take."""
        row = self.list.currentIndex().row()
        return self._model.choices[row] if 0 <= row < len(self._model.choices) else None

    def step(self, by: int) -> None:
        """Move the choice up or down, round the ends."""
        count = len(self._model.choices)
        if count:
            row = (self.list.currentIndex().row() + by) % count
            self.list.setCurrentIndex(self._model.index(row))

    def take(self) -> None:
        """Take the chosen script."""
        choice = self.current()
        if choice is not None:
            self.chosen.emit(choice.code)

    def open_at(self, point: QPoint, room: QRect) -> None:
        """Show the list above (else below) a point of its parent, within a room of it."""
        width = min(620, room.width() - 16)
        height = min(300, max(160, room.height() - 60))
        left = max(room.left() + 8, min(point.x(), room.right() - width - 8))
        top = point.y() - height - 6
        if top < room.top():
            top = min(point.y() + 24, room.bottom() - height)
        self.setGeometry(left, top, width, height)
        self.show()
        self.raise_()

    def _show_preview(self) -> None:
        choice = self.current()
        if choice is None:
            self.preview.setText(self.tr("No script fits these words."))
            self.gaps.setText("")
            return
        self.preview.setText(choice.preview)
        n = len(choice.gaps)
        self.gaps.setText(self.tr("{n} to fill in").format(n=n) if n else "")

"""A card that shows one line of itself until it is unfolded."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import icons, theme
from ui.widgets.labels import ElidedLabel, label


class SectionHead(QWidget):
    """The line that stands for the card; pressing it unfolds or folds the card."""

    pressed = Signal()

    def __init__(self, icon: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._open, self._fixed = icon, False, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.title = label(title, "strong")
        self.summary = ElidedLabel("", "muted")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(38, 0, 30, 0)
        self._row.setSpacing(theme.space("medium"))
        self._row.addWidget(self.title)
        self._row.addWidget(self.summary, 1)
        self.setFixedHeight(theme.size("control") - 3)
        theme.notifier().changed.connect(self.update)

    def add(self, widget: QWidget) -> None:
        """Put something at the right end."""
        self._row.addWidget(widget)

    def show_open(self, open: bool) -> None:
        """Show whether the card is unfolded."""
        self._open = open
        self.update()

    def fix(self, fixed: bool) -> None:
        """Let it be a plain heading that cannot be pressed."""
        self._fixed = fixed
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if fixed else Qt.FocusPolicy.StrongFocus)
        arrow, hand = Qt.CursorShape.ArrowCursor, Qt.CursorShape.PointingHandCursor
        self.setCursor(arrow if fixed else hand)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._fixed:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._fixed and (self.underMouse() or self.hasFocus()):
            painter.fillRect(self.rect(), theme.colour("hover"))
        side, ratio = theme.size("icon"), self.devicePixelRatioF()
        y = (self.height() - side) // 2
        painter.drawPixmap(theme.space("large"), y, icons.pixmap(self._icon, "text_muted", side))
        if not self._fixed:
            mark = "chevron-up" if self._open else "chevron-down"
            x = self.width() - side - theme.space("medium")
            painter.drawPixmap(x, y, icons.pixmap(mark, "text_faint", side, ratio))
        painter.end()


class Section(QWidget):
    """A head and a body; `toggled` when a person folds or unfolds it."""

    toggled = Signal()

    def __init__(self, icon: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = SectionHead(icon, title)
        self.body = QWidget()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(38, 2, theme.space("large"), theme.space("medium"))
        self.column.setSpacing(theme.space("small"))
        self.body.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addWidget(self.body)
        self.head.pressed.connect(self.toggle)

    @property
    def is_open(self) -> bool:
        """Whether the card is unfolded."""
        return not self.body.isHidden()

    def wanted_height(self, width: int) -> int:
        """How high the card is at a width, folded or not as it stands."""
        height = self.head.height() if self.head.isVisible() else self.head.minimumHeight()
        if not self.is_open:
            return height
        self.column.activate()
        tall = self.column.heightForWidth(width) if self.column.hasHeightForWidth() else -1
        return height + max(tall, 0 if tall > 0 else self.column.sizeHint().height())

    def toggle(self) -> None:
        """Unfold or fold."""
        self.unfold(not self.is_open)
        self.toggled.emit()

    def unfold(self, open: bool) -> None:
        """Unfold or fold without telling."""
        self.body.setVisible(open)
        self.head.show_open(open)


class Facts(QWidget):
    """Pairs of a name and a value; pairs without a value are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space("medium"))
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._pairs: list[tuple[QLabel, QLabel]] = []

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Show these pairs in their order."""
        told = [(name, value) for name, value in facts if value]
        while len(self._pairs) < len(told):
            self._add()
        for index, (name, value) in enumerate(self._pairs):
            shown = index < len(told)
            if shown:
                name.setText(told[index][0])
                value.setText(told[index][1])
                value.setAccessibleName(told[index][0])
            name.setVisible(shown)
            value.setVisible(shown)

    def text(self) -> str:
        """What is shown, a pair to a line."""
        pairs = (pair for pair in self._pairs if not pair[0].isHidden())
        return "\n".join(f"{name.text()}: {value.text()}" for name, value in pairs)

    def _add(self) -> None:
        name, value = label("", "faint"), label("")
        value.setWordWrap(True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = len(self._pairs)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1)
        self._pairs.append((name, value))

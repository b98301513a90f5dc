"""How the cards, the timeline and the editor share the page: one column, or two when wide."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.ticket.section import Section

#: From this width on the cards stand beside the timeline, all unfolded.
WIDE = 880
_SIDE = 330
#: Three messages or so: what the customer said is read while the answer is written.
_LEAST_TIMELINE = 160
_LEAST_CARDS = 56
_ANY = 16_777_215  # Qt's largest size


class Cards(QScrollArea):
    """The cards under one another; narrow, one is unfolded at a time at most."""

    resized = Signal()

    def __init__(self, cards: tuple[Section, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = cards
        self._wide = False
        self._height = 0
        self._open: Section | None = None
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(0)
        for card in cards:
            column.addWidget(card)
            card.toggled.connect(lambda card=card: self._on_toggled(card))
        column.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.look(inner, "surface")

    def show_height(self, height: int) -> None:
        """Be so high in one column, less where there is no room; 0: as high as there is room."""
        self._height = height
        self.setMinimumHeight(_LEAST_CARDS if height else 0)
        self.setMaximumHeight(height or _ANY)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), self._height) if self._height else hint

    @property
    def unfolded(self) -> int:
        """Which card is unfolded in one column, -1 for none."""
        return self._cards.index(self._open) if self._open is not None else -1

    def unfold(self, place: int) -> None:
        """Unfold one card, or none with -1."""
        self._open = self._cards[place] if 0 <= place < len(self._cards) else None
        self._arrange()

    def show_wide(self, wide: bool) -> None:
        """All unfolded, or as a person left them."""
        if wide != self._wide:
            self._wide = wide
            self._arrange()

    def _on_toggled(self, card: Section) -> None:
        self._open = card if card.is_open else None
        self._arrange()

    def _arrange(self) -> None:
        for card in self._cards:
            card.unfold(self._wide or card is self._open)
            card.head.fix(self._wide)
            card.head.summary.setVisible(not self._wide)
        self.resized.emit()

    def wanted_height(self) -> int:
        """How high the cards are when all of it is shown."""
        width = self.viewport().width()
        return sum(c.wanted_height(width) for c in self._cards if not c.isHidden()) + 5


class TicketBody(QWidget):
    """Cards, timeline and editor in the room they have."""

    def __init__(
        self, cards: Cards, timeline: QWidget, editor: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._cards, self._editor, self._wide = cards, editor, False
        self._line = QFrame()
        self._line.setFixedHeight(1)
        theme.look(self._line, "line")
        left = QWidget()
        self._column = QVBoxLayout(left)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(cards)
        self._column.addWidget(self._line)
        self._column.addWidget(timeline, 1)
        self._column.addWidget(editor)
        timeline.setMinimumHeight(60)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(left, 1)
        cards.resized.connect(self._fit_cards)
        editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The editor got another line: the cards make room."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._editor:
            self._fit_cards()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        if wide != self._wide:
            self._wide = wide
            self._cards.show_wide(wide)
            if wide:
                self._row.addWidget(self._cards)
            else:
                self._column.insertWidget(0, self._cards)
        self._fit_cards()

    def _fit_cards(self) -> None:
        if self._wide:
            self._cards.setFixedWidth(_SIDE)
            self._cards.show_height(0)
        else:
            self._cards.setMinimumWidth(0)
            self._cards.setMaximumWidth(_ANY)
            rest = self.height() - self._editor.sizeHint().height() - _LEAST_TIMELINE
            room = min(self.height() * 45 // 100, rest)
            self._cards.show_height(max(min(self._cards.wanted_height(), room), _LEAST_CARDS))
        self._line.setVisible(not self._wide)

    def fit(self) -> None:
        """The cards' contents changed."""
        self._fit_cards()

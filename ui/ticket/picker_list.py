"""The left side of the list of scripts: one line each, with why it is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme
from ui.text import script_reasons
from ui.widgets.indexes import DISPLAY, Index
from ui.widgets.painting import paint_words

if TYPE_CHECKING:
    from workstation.scripts.offering import Offer

OFFER: Final = Qt.ItemDataRole.UserRole
_STAR: Final = "★"


def told_reasons(reasons: tuple[str, ...], most: int = 2) -> list[str]:
    """The weightiest reasons, each in words."""
    return script_reasons.reason_words(reasons, most)


def reason_words(reasons: tuple[str, ...], most: int = 2) -> str:
    """The weightiest reasons in words."""
    return script_reasons.in_one(told_reasons(reasons, most))


class OfferModel(QAbstractListModel):
    """The scripts offered now."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.offers: tuple[Offer, ...] = ()

    def show_offers(self, offers: tuple[Offer, ...]) -> None:
        """Offer these."""
        self.beginResetModel()
        self.offers = offers
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.offers)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        offer = self.offers[index.row()]
        if role == DISPLAY:
            return f"{offer.title} {offer.code}"
        return offer if role == OFFER else None


class OfferDelegate(QStyledItemDelegate):
    """Paints a title, its short code and key, and the reasons below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.size("row") + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer: Offer = index.data(OFFER)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selected"))
        inner = rect.adjusted(theme.space("medium"), 4, -theme.space("small"), -4)
        room = self._paint_right(painter, inner, offer)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text_faint"))
        paint_words(painter, inner, _below(offer), Qt.AlignmentFlag.AlignBottom)
        painter.setFont(theme.font("base", bold=True))
        painter.setPen(theme.colour("text"))
        upper = inner.adjusted(0, 0, -room, 0)
        paint_words(painter, upper, offer.title, Qt.AlignmentFlag.AlignTop)
        painter.restore()

    def _paint_right(self, painter: QPainter, inner: QRect, offer: Offer) -> int:
        """The short code, the number of its key and the star; returns their width."""
        place = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        painter.setFont(theme.font("small"))
        told = f"::{offer.code}"
        if offer.hotkey:
            told = f"#{offer.hotkey % 10} {told}"
        painter.setPen(theme.colour("text_faint"))
        painter.drawText(inner, place, told)
        width = painter.fontMetrics().horizontalAdvance(told) + theme.space("small")
        if offer.favourite:
            painter.setPen(theme.colour("warn"))
            painter.drawText(inner.adjusted(0, 0, -width, 0), place, _STAR)
            width += painter.fontMetrics().horizontalAdvance(_STAR) + theme.space("tight")
        return width


def _below(offer: Offer) -> str:
    told = reason_words(offer.reasons)
    if offer.own:
        mine = QCoreApplication.translate("script", "my own")
        return f"{mine} · {told}" if told else mine
    return told

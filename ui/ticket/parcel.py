"""The parcel's card: what was sent where, what it is worth, and what happened on its way."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.text import amounts, words
from ui.ticket.names import Names
from ui.ticket.section import Facts, Section
from ui.translating import QT_TRANSLATE_NOOP as _T
from ui.widgets.buttons import Button, IconButton
from workstation.domain.pages import TicketDetail
from workstation.domain.parcel import Parcel, Trace

STATUSES: Final = {
    "ordered": _T("parcel", "Ordered"),
    "collected": _T("parcel", "Collected"),
    "arrived": _T("parcel", "Arrived at a hub"),
    "departed": _T("parcel", "On its way"),
    "customs": _T("parcel", "In customs"),
    "out_for_delivery": _T("parcel", "Out for delivery"),
    "delivery_failed": _T("parcel", "Delivery failed"),
    "signed": _T("parcel", "Delivered"),
    "redirected": _T("parcel", "Redirected"),
    "returning": _T("parcel", "Returning"),
    "returned": _T("parcel", "Returned"),
    "exception": _T("parcel", "Something went wrong"),
}


class ParcelCard(Section):
    """Shows the parcel of a ticket.

    `copy_wanted` asks for its waybill on the clipboard, `correct_wanted` to correct it.
    """

    copy_wanted = Signal(str)
    correct_wanted = Signal()

    def __init__(self, names: Names, parent: QWidget | None = None) -> None:
        super().__init__("package", "", parent)
        self._names = names
        self._waybill = ""
        self.carriers: dict[str, str] = {}
        self.head.title.setText(self.tr("Parcel"))
        self.head.setAccessibleName(self.tr("Parcel"))
        self._copy = IconButton("copy", self.tr("Copy the waybill"), self._on_copy)
        self.head.add(self._copy)
        self.facts = Facts()
        self.traces = TraceList(names)
        self.column.addWidget(self.facts)
        correct = Button(self.tr("Correct…"), "pencil", "flat", self.correct_wanted.emit)
        self.column.addWidget(correct, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.traces)

    def show_detail(self, detail: TicketDetail) -> None:
        """Show a ticket's parcel, or only its waybill when nothing more is known."""
        parcel, ticket = detail.parcel, detail.ticket
        self._waybill = ticket.waybill or (parcel.waybill if parcel else "")
        self._copy.setVisible(bool(self._waybill))
        self.traces.show_traces(detail.traces)
        if parcel is None:
            missing = self.tr("nothing known about it") if self._waybill else self.tr("no parcel")
            self.head.summary.setText(" · ".join(p for p in (self._waybill, missing) if p))
            self.facts.show_facts(
                [
                    (self._names.field("waybill"), self._waybill),
                    (self._names.field("order_no"), ticket.order_no),
                    (self._names.field("product"), ticket.product),
                ]
            )
            return
        last = detail.traces[-1].text if detail.traces else _status(parcel.status)
        carrier = self.carriers.get(parcel.carrier, parcel.carrier)
        route = " → ".join(place for place in (parcel.origin, parcel.destination) if place)
        parts = (self._waybill, carrier, route, last)
        self.head.summary.setText(" · ".join(part for part in parts if part))
        self.facts.show_facts(self._facts(parcel, detail, carrier, route))

    def _facts(
        self, parcel: Parcel, detail: TicketDetail, carrier: str, route: str
    ) -> list[tuple[str, str]]:
        field, money = self._names.field, amounts.money
        area = words.area(parcel.area) if parcel.area != "domestic" else ""
        goods = [parcel.goods, words.category(parcel.category), amounts.weight(parcel.weight_g)]
        promised = self._names.moment(parcel.promised_at)
        return [
            (field("waybill"), self._waybill),
            (field("carrier"), " · ".join(p for p in (carrier, parcel.product) if p)),
            (self.tr("Route"), " · ".join(p for p in (route, area) if p)),
            (field("status"), _status(parcel.status)),
            (field("goods"), " · ".join(p for p in goods if p)),
            (field("declared_fen"), money(parcel.declared_fen)),
            (field("insured_fen"), money(parcel.insured_fen) or self.tr("not insured")),
            (field("freight_fen"), money(parcel.freight_fen)),
            (field("cod_fen"), money(parcel.cod_fen) if parcel.cod_fen else ""),
            (self.tr("Posted"), self._names.moment(parcel.posted_at)),
            (self.tr("Promised"), promised),
            (self.tr("Delivered"), self._names.moment(parcel.signed_at)),
            (self.tr("Merchant"), parcel.merchant),
            (field("order_no"), detail.ticket.order_no),
        ]

    def _on_copy(self) -> None:
        self.copy_wanted.emit(self._waybill)


def _status(code: str) -> str:
    source = STATUSES.get(code)
    return QCoreApplication.translate("parcel", source) if source else code


class TraceList(QWidget):
    """The events of a parcel's way, the newest above, painted."""

    def __init__(self, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._traces: tuple[Trace, ...] = ()
        self._heights: list[int] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        theme.notifier().changed.connect(self._lay)

    def show_traces(self, traces: tuple[Trace, ...]) -> None:
        """Show these events."""
        self._traces = tuple(reversed(traces))
        self.setVisible(bool(traces))
        self.setAccessibleName("\n".join(trace.text for trace in self._traces))
        self._lay()

    def _lay(self) -> None:
        self.setFont(theme.font("small"))
        metrics, room = self.fontMetrics(), max(self.width() - self._left(), 80)
        flags = int(Qt.TextFlag.TextWordWrap.value)
        self._heights = [
            metrics.boundingRect(0, 0, room, 2000, flags, trace.text).height() + 8
            for trace in self._traces
        ]
        self.updateGeometry()
        self.update()

    def _left(self) -> int:
        return self.fontMetrics().horizontalAdvance("00-00 00:00") + 26

    def sizeHint(self) -> QSize:
        return QSize(120, sum(self._heights) + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._lay()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, y = self._left(), 4
        for index, trace in enumerate(self._traces):
            height = self._heights[index]
            if y + height >= event.rect().top() and y <= event.rect().bottom():
                self._paint(painter, trace, y, left, index)
            y += height
        painter.end()

    def _paint(self, painter: QPainter, trace: Trace, y: int, left: int, index: int) -> None:
        newest, last = index == 0, index == len(self._traces) - 1
        middle = y + self.fontMetrics().height() // 2
        painter.setPen(theme.colour("line_strong"))
        if not last:
            painter.drawLine(left - 14, middle, left - 14, middle + self._heights[index])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent" if newest else "line_strong"))
        painter.drawEllipse(left - 17, middle - 3, 7, 7)
        painter.setPen(theme.colour("text_faint"))
        painter.drawText(0, y + self.fontMetrics().ascent(), self._names.moment(trace.at) or "–")
        painter.setPen(theme.colour("text" if newest else "text_muted"))
        flags = int(Qt.TextFlag.TextWordWrap.value)
        painter.drawText(left, y, self.width() - left, self._heights[index], flags, trace.text)

"""All that is known of one file of a claim, and what can be done with it."""

from __future__ import annotations

from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.claims.gallery_model import GalleryRows
from ui.claims.gallery_row import paint_small
from ui.claims.gallery_shot import Shot, secret_words, size_words, taken_words, twin_words
from ui.widgets.boxes import empty
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import ElidedLabel, label
from workstation.domain.evidence import EvidenceItem
from workstation.domain.picture import PDF
from workstation.domain.picture_marks import Mark, on_page

_HEIGHT: Final = 168
_PAGE: Final = 64
_MOST_PAGES: Final = 60


class Picture(QWidget):
    """The small picture as large as there is room; `opened()` when it is pressed."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shot: Shot | None = None
        self._picture: QPixmap | None = None
        self._marks: tuple[Mark, ...] = ()
        self.setFixedHeight(_HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_picture(self, shot: Shot, picture: QPixmap | None, marks: tuple[Mark, ...]) -> None:
        """Show another one, with what is drawn on it."""
        self._shot, self._picture, self._marks = shot, picture, marks
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._shot is not None:
            inner = self.rect().adjusted(0, 0, -1, -1)
            paint_small(painter, inner, self._shot, self._picture, self._marks)
        painter.end()


class PageButton(QAbstractButton):
    """A page of a PDF, small."""

    def __init__(self, shot: Shot, page: int, rows: GalleryRows) -> None:
        super().__init__()
        self._shot, self._page, self._rows = shot, page, rows
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("Page {n}").format(n=page + 1))
        self.setAccessibleName(self.toolTip())

    def sizeHint(self) -> QSize:
        return QSize(_PAGE, _PAGE + 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        picture = self._rows.small(self._shot, self._page)
        marks = on_page(self._rows.marks(self._shot), self._page)
        frame = QRect(0, 0, _PAGE - 1, _PAGE - 1)
        paint_small(painter, frame, self._shot, picture, marks, self._page)
        painter.setPen(theme.colour("focus" if self.hasFocus() else "text_muted"))
        painter.setFont(theme.font("tiny", bold=self.hasFocus()))
        under = QRect(0, _PAGE, _PAGE, 16)
        painter.drawText(under, Qt.AlignmentFlag.AlignCenter, str(self._page + 1))
        painter.end()


class ShotDetail(QWidget):
    """`opened(page)`, `placed(item uid)`, `compared(twin)`, `claim_wanted(uid)`, `saved()`,
    `removed()` tell what is to be done with the file."""

    opened = Signal(int)
    placed = Signal(str)
    compared = Signal(object)
    claim_wanted = Signal(str)
    saved = Signal()
    removed = Signal()

    def __init__(self, rows: GalleryRows, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows, self._zone = rows, zone
        self.shot: Shot | None = None
        self._pages_of: tuple[str, int] = ("", 0)
        self._twins_of: tuple[object, ...] = ()
        self.picture = Picture()
        self.name = ElidedLabel("", "heading")
        self.about = label("", "muted")
        self.about.setWordWrap(True)
        self.item = QComboBox()
        self.item.setAccessibleName(self.tr("What it proves"))
        self.look = Button(self.tr("Look and mark"), "maximize", "", partial(self.opened.emit, 0))
        self.look.setToolTip("Enter")
        self.save = Button(self.tr("Save outgoing copy…"), "download", "flat", self.saved.emit)
        self.save.setToolTip(self.tr("Upright, with its marks, without place and device"))
        self.remove = Button(self.tr("Take out"), "trash", "flat", self.removed.emit)
        self.remove.setToolTip("Del")
        self.buttons: dict[str, Button] = {}
        self._lay_out()
        self.picture.opened.connect(partial(self.opened.emit, 0))
        self.item.activated.connect(self._on_item)

    def _lay_out(self) -> None:
        acts = FlowLayout()
        for button in (self.look, self.save, self.remove):
            acts.addWidget(button)
        self._pages = QWidget()
        self._page_flow = FlowLayout(self._pages)
        self._twins = QVBoxLayout()
        self._twins.setSpacing(theme.space("tight"))
        column = QVBoxLayout(self)
        edge = theme.space("large")
        column.setContentsMargins(edge, theme.space("medium"), edge, edge)
        column.setSpacing(theme.space("small"))
        column.addWidget(self.picture)
        column.addWidget(self.name)
        column.addLayout(acts)
        column.addLayout(self._twins)
        column.addWidget(label(self.tr("What it proves"), "section"))
        column.addWidget(self.item)
        column.addWidget(label(self.tr("What is known of it"), "section"))
        column.addWidget(self.about)
        column.addWidget(self._pages)
        column.addStretch(1)

    def show_shot(
        self, shot: Shot | None, items: tuple[EvidenceItem, ...], *, editable: bool
    ) -> None:
        """Show a file, or nothing."""
        self.shot = shot
        self.setVisible(shot is not None)
        if shot is None:
            return
        self.picture.show_picture(shot, self._rows.small(shot), self._rows.marks(shot))
        self.name.setText(shot.file.label or shot.file.name)
        self.about.setText("\n".join(self._known(shot)))
        self._show_items(shot, items, editable=editable)
        self.look.setVisible(shot.is_seen)
        self.save.setVisible(shot.is_seen and self._rows.here(shot))
        self.remove.setVisible(editable and (shot.counted or bool(shot.items)))
        self._show_twins(shot)
        self._show_pages(shot)

    def _known(self, shot: Shot) -> list[str]:
        facts = self._rows.facts(shot)
        name = shot.file.name if shot.file.label else ""
        told = [self._rows.wrong(shot), name, size_words(shot.file, facts)]
        if facts is not None and facts.media_type != PDF:
            told += [taken_words(facts, self._zone), secret_words(facts)]
        if facts is not None and facts.active:
            told.append(self.tr("Holds scripts; they are never run"))
        if shot.sender:
            told.append(self.tr("From {name}").format(name=shot.sender))
        marks = len(self._rows.marks(shot))
        told.append(self.tr("{n} marks").format(n=marks) if marks else "")
        return [one for one in told if one]

    def _show_items(self, shot: Shot, items: tuple[EvidenceItem, ...], *, editable: bool) -> None:
        self.item.clear()
        self.item.addItem(self.tr("Nothing that is needed"), "")
        for item in items:
            self.item.addItem(item.title, item.uid)
        mine = shot.items[0].uid if shot.items else ""
        self.item.setCurrentIndex(max(0, self.item.findData(mine)))
        self.item.setEnabled(editable and bool(items))

    def _on_item(self, place: int) -> None:
        self.placed.emit(str(self.item.itemData(place) or ""))

    def _show_twins(self, shot: Shot) -> None:
        twins = self._rows.twins(shot)
        if (shot.uid, twins) == self._twins_of:
            return
        self._twins_of = (shot.uid, twins)
        self.buttons = {}
        empty(self._twins)
        for twin in twins[:5]:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.space("small"))
            row.addWidget(ElidedLabel(twin_words(twin), "warn"), 1)
            compare = Button(
                self.tr("Compare"), "columns", "link", partial(self.compared.emit, twin)
            )
            row.addWidget(compare)
            self.buttons[f"compare {twin.attachment}"] = compare
            if twin.claim:
                go = Button(
                    twin.claim_number, "", "link", partial(self.claim_wanted.emit, twin.claim)
                )
                go.setToolTip(self.tr("Open the claim"))
                self.buttons[f"claim {twin.attachment}"] = go
                row.addWidget(go)
            self._twins.addWidget(line)

    def _show_pages(self, shot: Shot) -> None:
        facts = self._rows.facts(shot)
        count = min(_MOST_PAGES, facts.pages) if facts is not None else 0
        self._pages.setVisible(count > 1)
        if self._pages_of == (shot.file.sha256, count):
            self._pages.update()
            for button in self._pages.findChildren(PageButton):
                button.update()
            return
        self._pages_of = (shot.file.sha256, count)
        self._page_flow.clear()
        for page in range(count if count > 1 else 0):
            button = PageButton(shot, page, self._rows)
            button.clicked.connect(partial(self._on_page, page))
            self._page_flow.addWidget(button)

    def _on_page(self, page: int, _on: bool = False) -> None:
        self.opened.emit(page)

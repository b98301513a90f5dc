"""Two versions of a form beside each other, what differs marked on both."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.rules.form_nodes import Node, form_nodes, walk
from ui.rules.form_pages import FormPages
from ui.rules.session import Session
from ui.text.refusals import refusal_sentence
from ui.widgets.buttons import IconButton
from ui.widgets.labels import label
from ui.widgets.pdf_view import Preview
from workstation.domain.refusal import Refusal
from workstation.rules.files import parsed

if TYPE_CHECKING:
    from workstation.ruling.form_drafts import FormSight

#: Two texts, and on each side the places of what differs.
Both = tuple[tuple[str, str], tuple[Sequence[str], Sequence[str]]]


class FormCompare(QWidget):
    """`closed()` when it is put away, `noticed(sentence, look)` where a version cannot be drawn."""

    closed = Signal()
    noticed = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asked = 0
        self.places: tuple[Sequence[str], Sequence[str]] = ((), ())
        self.pages = (FormPages(session.bridge), FormPages(session.bridge))
        self.previews = tuple(Preview(session.bridge, pages=one) for one in self.pages)
        self.told = label("", "strong")
        head = QHBoxLayout()
        edge = theme.space("small")
        head.setContentsMargins(theme.space("large"), edge, edge, edge)
        head.addWidget(self.told, 1)
        head.addWidget(IconButton("x", self.tr("Back to the form (Esc)"), self.closed.emit))
        sides = QHBoxLayout()
        sides.setSpacing(1)
        for one in self.previews:
            sides.addWidget(one, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(sides, 1)
        self._follow(0, 1)
        self._follow(1, 0)

    def _follow(self, one: int, other: int) -> None:
        """Scroll both together."""
        bar, follower = (self.pages[n].verticalScrollBar() for n in (one, other))
        bar.valueChanged.connect(follower.setValue)

    def compare(self, names: tuple[str, str], uids: tuple[str, str], sample: str) -> None:
        """Draw two versions ("" for the shipped one) with the same facts."""
        self._asked += 1
        asked, session = self._asked, self._session
        file, desk = session.file, session.bridge.desk
        self.told.setText(self.tr("{before} and {after}").format(before=names[0], after=names[1]))

        def texts(_read: object) -> Both:
            from workstation.ruling.desk import text_of

            before, after = (text_of(desk, file, uid) for uid in uids)
            return (before, after), differing(form_nodes(parsed(before)), form_nodes(parsed(after)))

        def draw(found: Both) -> None:
            if asked == self._asked:
                self._draw(asked, found, names, sample)

        session.bridge.ask(texts, draw, self._failed)

    def _draw(self, asked: int, found: Both, names: tuple[str, str], sample: str) -> None:
        texts, self.places = found
        desk = self._session.bridge.desk
        for side, text in enumerate(texts):
            show = partial(self._show, asked, side, names[side])
            self._session.bridge.await_(desk.form_sight(text, sample), show, self._failed)

    def _show(self, asked: int, side: int, name: str, made: FormSight) -> None:
        if asked != self._asked:
            return
        pages = self.pages[side]
        pages.spots = made.spots
        self.previews[side].show_document(made.document, name)
        pages.mark(self.places[side], ("bad", "good")[side], go=True)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Refusal):
            self.noticed.emit(refusal_sentence(error), "warn")
            self.closed.emit()
        else:
            self._session.bridge.failed.emit(error)


def differing(before: Sequence[Node], after: Sequence[Node]) -> tuple[Sequence[str], Sequence[str]]:
    """The places of the parts that only one of two forms has as they are, on each side."""
    sides = [list(walk(before)), list(walk(after))]
    left, right = ([_signature(node) for node in side] for side in sides)
    found: tuple[list[str], list[str]] = ([], [])
    both = SequenceMatcher(None, left, right, autojunk=False)
    for how, since, until, others, last in both.get_opcodes():
        if how != "equal":
            found[0].extend(node.place for node in sides[0][since:until])
            found[1].extend(node.place for node in sides[1][others:last])
    return found


def _signature(node: Node) -> tuple[str, tuple[tuple[str, object], ...]]:
    """What a part is, wherever it stands; a row is what is in it."""
    return node.kind, tuple((entry.name, entry.value) for entry in node.entries)

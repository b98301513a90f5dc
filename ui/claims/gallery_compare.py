"""Two pictures side by side: one of this claim, and the same or a like one from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.claims.gallery_over import Over
from ui.claims.gallery_shot import Shot, secret_words, size_words, taken_words, twin_words
from ui.claims.marking_canvas import PictureCanvas
from ui.text import times
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from workstation.domain.conversation import Attachment
from workstation.domain.picture import PictureFacts, Twin

if TYPE_CHECKING:
    from workstation.desk import Reader


class Side(QWidget):
    """One of the two, with what is known of it."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._zone = bridge.desk.zone
        self._file: Attachment | None = None
        self.canvas = PictureCanvas(bridge)
        self.name = label("", "strong")
        self.name.setWordWrap(True)
        self.about = label("", "muted")
        self.about.setWordWrap(True)
        edge = theme.space("medium")
        words = QVBoxLayout()
        words.setContentsMargins(edge, theme.space("small"), edge, theme.space("small"))
        words.setSpacing(theme.space("tight"))
        words.addWidget(self.name)
        words.addWidget(self.about)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        column.addLayout(words)
        self.canvas.known.connect(self._on_known)

    def show_file(self, file: Attachment, where: str) -> None:
        """Show a picture, and say where it hangs."""
        self._file = file
        self.name.setText(f"{where} · {file.label or file.name}")
        self.about.setText(self._added(file))
        self.canvas.show_file(file, ())

    def _added(self, file: Attachment) -> str:
        return self.tr("Came {moment}").format(moment=times.full_moment(file.added_at, self._zone))

    def _on_known(self, facts: PictureFacts) -> None:
        if self._file is not None:
            lines = [taken_words(facts, self._zone), self._added(self._file)]
            lines += [size_words(self._file, facts), secret_words(facts)]
            self.about.setText("\n".join(one for one in lines if one))


class Comparison(Over):
    """`claim_wanted(uid)` when the other picture's claim is to be looked at."""

    claim_wanted = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._twin: Twin | None = None
        self.left, self.right = Side(bridge), Side(bridge)
        self.go = Button("", "arrow-right", "", self._go)
        self.head.addWidget(self.go)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(self.left, 1)
        row.addWidget(self.right, 1)
        self.column.addLayout(row, 1)

    def first(self) -> QWidget:
        return self.left.canvas

    def compare(self, shot: Shot, number: str, twin: Twin) -> None:
        """Show a picture of the claim of this number and the other one."""
        self._twin = twin
        self.title.setText(twin_words(twin))
        self.go.setText(self.tr("Open claim {number}").format(number=twin.claim_number))
        self.go.setToolTip("Enter")
        self.go.setVisible(bool(twin.claim))
        self.enter()
        self.left.show_file(shot.file, number)
        where = twin.claim_number or twin.ticket_number

        def read(reader: Reader) -> Attachment | None:
            detail = reader.detail(twin.ticket)
            held = detail.attachments if detail is not None else ()
            return next((one for one in held if one.uid == twin.attachment), None)

        def show(file: Attachment | None) -> None:
            if file is not None and self._twin is twin:
                self.right.show_file(file, where)

        self._bridge.ask(read, show)

    def leave(self) -> None:
        """Back to the claim."""
        self._twin = None
        for side in (self.left, self.right):
            side.canvas.clear()
        super().leave()

    def _go(self) -> None:
        twin = self._twin
        if twin is not None and twin.claim:
            self.leave()
            self.claim_wanted.emit(twin.claim)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self._go()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            side = self.left if key == Qt.Key.Key_Left else self.right
            side.canvas.setFocus()
        else:
            super().keyPressEvent(event)

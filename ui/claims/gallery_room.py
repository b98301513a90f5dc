"""One picture over the whole claim: looked at, turned, marked; the next one a key away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.bridge import Bridge
from ui.claims.gallery_over import Over
from ui.claims.gallery_shot import Shot
from ui.claims.marking_drawing import MarkCanvas
from ui.claims.marking_tools import MarkTools
from ui.text.refusals import refusal_sentence
from ui.timing import after_rest
from ui.widgets.buttons import IconButton
from ui.widgets.labels import label
from workstation.actions.pictures import MarkPicture
from workstation.domain.claim import Claim
from workstation.domain.conversation import Attachment
from workstation.domain.picture_marks import Mark, marks_from_data
from workstation.domain.refusal import Refusal

_KEEP_MS = 1_500
_PICTURES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_SETTLED = ("approved", "printed", "paid")


class PictureRoom(Over):
    """`shown(uid)` when another picture is looked at, `saved(uid, page)` to save its copy."""

    shown = Signal(str)
    saved = Signal(str, int)

    def __init__(
        self, bridge: Bridge, small: Callable[[Shot, int], QPixmap | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._bridge, self._small = bridge, small
        self._shots: tuple[Shot, ...] = ()
        self._claim: Claim | None = None
        self._place = self.page = 0
        self.canvas = MarkCanvas(bridge)
        self.tools = MarkTools(self.canvas)
        self.place = label("", "muted")
        self.paper = label("", "muted")
        self.zoom = label("", "muted")
        self._lay_out()
        self._keep = after_rest(self, _KEEP_MS, self.keep)
        self.canvas.edited.connect(self._keep.start)
        self.canvas.zoomed.connect(self._say)
        self.canvas.known.connect(lambda _facts: self._say())
        theme.look(self.canvas, "sunken")

    def _lay_out(self) -> None:
        canvas = self.canvas
        self._earlier = IconButton(
            "chevron-left", self.tr("Picture before  ←"), partial(self.step, -1)
        )
        self._later = IconButton("chevron-right", self.tr("Next picture  →"), partial(self.step, 1))
        self._up = IconButton(
            "chevron-up", self.tr("Page before  PgUp"), partial(self.turn_page, -1)
        )
        self._down = IconButton(
            "chevron-down", self.tr("Next page  PgDn"), partial(self.turn_page, 1)
        )
        for part in (self._earlier, self.place, self._later, self._up, self.paper, self._down):
            self.head.addWidget(part)
        self.head.addSpacing(theme.space("medium"))
        less = IconButton("mark-less", self.tr("Smaller  −"), partial(canvas.step_zoom, -1))
        more = IconButton("plus", self.tr("Larger  +"), partial(canvas.step_zoom, 1))
        fit = IconButton("mark-whole", self.tr("The whole picture  F"), canvas.fit)
        full = IconButton("mark-full", self.tr("Full size  H"), canvas.whole_size)
        turn = IconButton("rotate", self.tr("Turn the view  R"), canvas.turn)
        save = IconButton("download", self.tr("Save outgoing copy…  S"), self._save)
        for part in (less, self.zoom, more, fit, full, turn, save):
            self.head.addWidget(part)
        self.column.addWidget(self.tools)
        self.column.addWidget(canvas, 1)

    def first(self) -> QWidget:
        return self.canvas

    def open(self, claim: Claim, shots: Sequence[Shot], uid: str, page: int = 0) -> None:
        """Look at one of a claim's pictures."""
        self._claim, self._shots = claim, tuple(shots)
        self._place = next((n for n, one in enumerate(shots) if one.uid == uid), 0)
        if shots:
            self.enter()
            self._show(page)

    def refresh(self, claim: Claim, shots: Sequence[Shot]) -> None:
        """The claim changed: what others drew comes in, what is drawn here stays."""
        if not self.isVisible() or self._claim is None or claim.uid != self._claim.uid:
            return
        shot = self.shot
        self._claim, self._shots = claim, tuple(shots)
        here = next((n for n, one in enumerate(shots) if shot and one.uid == shot.uid), -1)
        if here < 0:
            self.leave()
            return
        self._place = here
        self._freeze()
        self.canvas.edit.bring(_marks_of(self._shots[here].file))
        self.canvas.update()
        self._say()

    @property
    def shot(self) -> Shot | None:
        """What is looked at."""
        return self._shots[self._place] if 0 <= self._place < len(self._shots) else None

    def _show(self, page: int = 0) -> None:
        shot = self.shot
        if shot is None:
            return
        self.page = page
        marks = _marks_of(shot.file)
        self.canvas.edit.open(marks)
        self._freeze()
        self.canvas.show_file(shot.file, (), page, self._small(shot, page))
        self.title.setText(shot.file.label or shot.file.name)
        self.shown.emit(shot.uid)
        self._say()

    def _freeze(self) -> None:
        claim, shot = self._claim, self.shot
        frozen = (
            claim is not None and shot is not None and claim.status in _SETTLED and shot.counted
        )
        self.canvas.frozen = frozen
        if frozen and claim is not None:
            self.canvas.choose_tool("")
            refusal = Refusal("picture_frozen", number=claim.number, status=claim.status)
            self.tools.told.setText(refusal_sentence(refusal))
        self.tools.show_chosen()

    def step(self, by: int) -> None:
        """The next picture, or the one before."""
        place = self._place + by
        if 0 <= place < len(self._shots):
            self.keep()
            self._place = place
            self._show()

    def turn_page(self, by: int) -> None:
        """The next page of this file, or the one before."""
        page = self.page + by
        if 0 <= page < self._pages() and self.shot is not None:
            self.page = page
            self.canvas.edit.chosen = -1
            shot = self.shot
            self.canvas.show_file(shot.file, (), page, self._small(shot, page))
            self._say()

    def _pages(self) -> int:
        facts = self.canvas.source.facts
        return facts.pages if facts is not None else 1

    def _say(self) -> None:
        self.place.setText(f"{self._place + 1} / {len(self._shots)}")
        self._earlier.setEnabled(self._place > 0)
        self._later.setEnabled(self._place + 1 < len(self._shots))
        pages = self._pages()
        for part in (self._up, self.paper, self._down):
            part.setVisible(pages > 1)
        text = self.tr("Page {n} of {all}")
        self.paper.setText(text.format(n=self.page + 1, all=pages))
        self._up.setEnabled(self.page > 0)
        self._down.setEnabled(self.page + 1 < pages)
        self.zoom.setText(f"{self.canvas.per_cent} %")

    # keeping

    def keep(self) -> None:
        """Have the desk keep what was drawn."""
        self._keep.stop()
        edit, shot = self.canvas.edit, self.shot
        if shot is None or not edit.is_changed:
            return
        marks = edit.marks
        edit.kept()
        uid = shot.uid

        def refused(refusal: Refusal) -> None:
            here = self.shot
            if here is not None and here.uid == uid:
                edit.base = _marks_of(here.file)  # still to be kept
                self.tools.told.setText(refusal_sentence(refusal))

        self._bridge.do(MarkPicture(uid, marks), None, refused)

    def leave(self) -> None:
        """Back to the claim; what was drawn is kept."""
        self.keep()
        self.canvas.clear()
        super().leave()

    def escape(self) -> None:
        """First the mark, then the tool, then the picture is let go."""
        canvas = self.canvas
        if canvas.edit.mark is not None:
            canvas.edit.chosen = -1
            canvas.update()
            self.tools.show_chosen()
        elif canvas.tool:
            canvas.choose_tool("")
        else:
            self.leave()

    def _save(self) -> None:
        shot = self.shot
        if shot is not None:
            self.keep()
            self.saved.emit(shot.uid, self.page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _PICTURES:
            self.step(_PICTURES[key])
        elif key in _PAGES:
            self.turn_page(_PAGES[key])
        elif event.text().casefold() == "s" and not event.modifiers():
            self._save()
        else:
            super().keyPressEvent(event)


def _marks_of(file: Attachment) -> tuple[Mark, ...]:
    try:
        return marks_from_data(file.marks)
    except Refusal:  # of a newer program
        return ()

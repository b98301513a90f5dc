"""The pixels of a picture on their way to the screen: the whole small, the part in sight sharp."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Signal
from PySide6.QtGui import QImage

from ui.bridge import Bridge
from ui.claims.marking_frame import Frame
from ui.text.refusals import refusal_sentence
from ui.timing import after_rest
from workstation.domain.conversation import Attachment
from workstation.domain.picture import PDF, PictureFacts, Pixels
from workstation.domain.picture_marks import WHOLE
from workstation.domain.refusal import Refusal

_REST_MS: Final = 60
#: Points of a page are 1/72 inch, those of a screen 1/96.
_PDF_SCALE: Final = 96 / 72
#: So much more than is in sight is fetched, so that a small shift costs nothing.
_MARGIN: Final = 0.5


@dataclass(slots=True)
class Layer:
    """An image and where it lies in the picture's own points; `held` keeps its bytes alive."""

    image: QImage
    place: QRectF
    scale: float
    held: object = None


class PictureSource(QObject):
    """Asks for pixels in the background, one question at a time; `changed` when there are more.

    `known(facts)` once the natural size is known, `told(sentence)` what is in the way.
    """

    changed = Signal()
    known = Signal(object)
    told = Signal(str)

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._file: Attachment | None = None
        self.page = 0
        self.facts: PictureFacts | None = None
        self.whole: Layer | None = None
        self.sharp: Layer | None = None
        self._frame = Frame()
        self._ratio = 1.0
        self._turn = 0
        self._busy = self._again = False
        self._rest = after_rest(self, _REST_MS, self._ask)

    @property
    def busy(self) -> bool:
        """Whether pixels are still on their way."""
        return self._busy or self._rest.isActive()

    @property
    def is_whole_fine(self) -> bool:
        """Whether the whole has all the pixels that are seen."""
        return self.whole is not None and _fine(self.whole, self._scale())

    def open(self, file: Attachment, frame: Frame, ratio: float, page: int = 0) -> None:
        """Show another picture in a frame; `ratio` is the screen's points to a pixel."""
        other = self._file is None or self._file.sha256 != file.sha256
        self._file, self._frame, self._ratio, self.page = file, frame, ratio, page
        self._turn += 1
        self.whole = self.sharp = None
        if other:
            self.facts = None
        self.told.emit("")
        self.changed.emit()
        self._fetch()

    def look(self) -> None:
        """What is in sight may be another part or another size: fetch what is missing, soon."""
        self._rest.start()

    def close(self) -> None:
        """Show nothing; what is under way is dropped when it comes."""
        self._turn += 1
        self._file = self.whole = self.sharp = self.facts = None
        self._rest.stop()

    def _fetch(self) -> None:
        file, turn, desk = self._file, self._turn, self._bridge.desk
        if file is None:
            return
        if desk.blob(file.sha256) is None:
            self.told.emit(self.tr("Being fetched…"))
            pending = desk.fetch_blob(file.sha256)
            self._bridge.await_(pending, lambda path: self._on_here(turn, path), self._fails(turn))
        elif self.facts is None:
            pending_facts = desk.picture_facts(file.sha256)
            self._bridge.await_(
                pending_facts, lambda facts: self._on_facts(turn, facts), self._fails(turn)
            )
        else:
            self._on_facts(turn, self.facts)

    def _on_here(self, turn: int, _path: Path) -> None:
        if turn == self._turn:
            self.told.emit("")
            self._fetch()

    def _fails(self, turn: int) -> Callable[[BaseException], None]:
        def failed(error: BaseException) -> None:
            if turn == self._turn:
                told = refusal_sentence(error) if isinstance(error, Refusal) else str(error)
                self.told.emit(told)

        return failed

    def _on_facts(self, turn: int, facts: PictureFacts) -> None:
        if turn != self._turn:
            return
        self.facts = facts
        times = _PDF_SCALE if facts.media_type == PDF else 1.0
        self._frame.picture = QSizeF(facts.width * times, facts.height * times)
        self.known.emit(facts)
        self._ask()

    def _ask(self) -> None:
        """Ask for the whole first, then for the part in sight where the whole is not sharp."""
        if self._busy:
            self._again = True
            return
        file, facts, frame = self._file, self.facts, self._frame
        if file is None or facts is None:
            return
        wanted = self._scale()
        if self.whole is None:
            self._request(min(wanted, frame.fitting * self._ratio), None)
        elif not _fine(self.whole, wanted) and not self._has(frame.seen(), wanted):
            self._request(wanted, self._part(frame.seen()))

    def _scale(self) -> float:
        """Pixels wanted to a point of the picture: no more than it has."""
        most = 4.0 if self.facts is not None and self.facts.media_type == PDF else 1.0
        return min(most, self._frame.scale * self._ratio)

    def _has(self, seen: QRectF, wanted: float) -> bool:
        sharp = self.sharp
        return sharp is not None and _fine(sharp, wanted) and sharp.place.contains(seen)

    def _part(self, seen: QRectF) -> QRectF:
        across, down = seen.width() * _MARGIN, seen.height() * _MARGIN
        wider = seen.adjusted(-across, -down, across, down)
        return wider.intersected(QRectF(QPointF(0, 0), self._frame.picture))

    def _request(self, scale: float, part: QRectF | None) -> None:
        assert self._file is not None
        size, turn = self._frame.picture, self._turn
        wide, high = max(1, round(size.width() * scale)), max(1, round(size.height() * scale))
        asked = None if part is None else _thousandths(part, size)
        pending = self._bridge.desk.picture_view(
            self._file.sha256, wide, high, self.page, part=asked
        )
        self._busy = True
        failed = self._fails(turn)

        def then(pixels: Pixels) -> None:
            self._busy = False
            self._on_pixels(turn, pixels, scale, asked)

        def not_(error: BaseException) -> None:
            self._busy = False
            failed(error)
            self._go_on()

        self._bridge.await_(pending, then, not_)

    def _on_pixels(
        self, turn: int, pixels: Pixels, scale: float, asked: tuple[int, int, int, int] | None
    ) -> None:
        if turn == self._turn:
            form = QImage.Format.Format_RGB32
            image = QImage(pixels.bgra, pixels.width, pixels.height, pixels.stride, form)
            if asked is None:
                self._fit_page(pixels)
                place = QRectF(QPointF(0, 0), self._frame.picture)
                self.whole = Layer(image, place, scale, pixels)
            else:
                self.sharp = Layer(image, _points(asked, self._frame.picture), scale, pixels)
            self.changed.emit()
            self._rest.start()
        self._go_on()

    def _fit_page(self, pixels: Pixels) -> None:
        """The other pages of a file may have another form than its first."""
        size = self._frame.picture
        if self.page:
            self._frame.picture = QSizeF(
                size.width(), size.width() * pixels.height / max(1, pixels.width)
            )

    def _go_on(self) -> None:
        if self._again:
            self._again = False
            self._ask()


def _fine(layer: Layer, wanted: float) -> bool:
    """Whether a layer has the pixels that are wanted, or nearly so."""
    return layer.scale >= wanted * 0.98


def _thousandths(part: QRectF, size: QSizeF) -> tuple[int, int, int, int]:
    across, down = WHOLE / size.width(), WHOLE / size.height()
    edges = (part.left() * across, part.top() * down, part.right() * across, part.bottom() * down)
    left, top, right, bottom = edges
    return int(left), int(top), min(WHOLE, int(right) + 1), min(WHOLE, int(bottom) + 1)


def _points(asked: tuple[int, int, int, int], size: QSizeF) -> QRectF:
    left, top, right, bottom = asked
    across, down = size.width() / WHOLE, size.height() / WHOLE
    return QRectF(left * across, top * down, (right - left) * across, (bottom - top) * down)

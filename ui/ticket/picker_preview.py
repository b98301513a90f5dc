"""The right side of the list of scripts: how one would read here, and why it is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.text import script_reasons, words
from ui.ticket.picker_list import told_reasons
from ui.ticket.piece_words import rich
from ui.widgets.boxes import scrolled
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import ElidedLabel, label

if TYPE_CHECKING:
    from workstation.scripts.offering import Offer

_NAMES: Final = {"zh": "中文", "en": "English"}
_REASONS: Final = 4
#: So many reasons are told for the first one before the rest.
_WEIGHTY: Final = 2


class OfferPreview(QWidget):
    """Shows one offer: title, reasons, version and length, the words with their values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer: Offer | None = None
        self.title = ElidedLabel("", "strong")
        self.about = label("", "faint")
        self.about.setWordWrap(True)
        self.first = label("", "muted")
        self.first.setWordWrap(True)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self.words = label("", "")
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll = scrolled(self.words)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.gaps = label("", "warn")
        self.gaps.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 10, 6)
        column.setSpacing(theme.space("tight"))
        for part in (self.title, self.about, self.first, self._chips):
            column.addWidget(part)
        column.addWidget(scroll, 1)
        column.addWidget(self.gaps)
        theme.notifier().changed.connect(self._write)

    def show_offer(
        self, offer: Offer | None, channel: str, language: str = "", *, first: bool
    ) -> None:
        """Show an offer as it would stand in a message of this channel; None shows that none is."""
        self._offer = offer
        self._flow.clear()
        for part in (self.title, self.about, self._chips):
            part.setVisible(offer is not None)
        self.first.setVisible(False)
        if offer is None:
            self.words.setText(self.tr("No script fits these words."))
            self.gaps.setText("")
            return
        self.title.setText(offer.title)
        self.about.setText(self._about(offer))
        told = told_reasons(offer.reasons, _REASONS)
        if first and offer.place == 1 and told:
            text = self.tr("First because: {reason}")
            because = text.format(reason=script_reasons.in_one(told[:_WEIGHTY]))
            compared = script_reasons.why_first(offer.ahead, offer.second)
            self.first.setText(compared or because)
            self.first.show()
            said = script_reasons.reason_words(offer.ahead) if compared else told[:_WEIGHTY]
            told = [reason for reason in told if reason not in said]
        for reason in told:
            self._flow.addWidget(Chip(reason, "neutral"))
        if channel and offer.put.channels and channel not in offer.put.channels:
            name = self.tr("Not written for: {channel}").format(channel=words.channel(channel))
            self._flow.addWidget(Chip(name, "warn"))
        if language and offer.put.language != language:
            name = self.tr("Only in {language}").format(
                language=_NAMES.get(offer.put.language, offer.put.language)
            )
            self._flow.addWidget(Chip(name, "warn"))
        self._chips.setVisible(self._flow.count() > 0)
        self._write()
        missing = [question.label for question in offer.put.asked if question.name in offer.gaps]
        text = self.tr("To fill in: {names}").format(names=words.listing(missing))
        self.gaps.setText(text if missing else "")
        self.gaps.setVisible(bool(missing))

    def _write(self) -> None:
        if self._offer is not None:
            self.words.setText(rich(self._offer.put.pieces))

    def _about(self, offer: Offer) -> str:
        parts = [offer.version] if offer.version else []
        size = offer.size
        text = (
            self.tr("{n} characters · SMS × {parts}") if size.parts else self.tr("{n} characters")
        )
        parts.append(text.format(n=size.length, parts=size.parts))
        if size.over:
            parts.append(self.tr("{n} too many").format(n=size.over))
        if offer.own:
            parts.append(self.tr("my own script"))
        return " · ".join(parts)

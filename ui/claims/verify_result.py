"""What a verification came to: in words, colour and picture, with the line of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import icons, theme
from ui.bridge import Bridge
from ui.text import amounts, paper, times, words
from ui.widgets.boxes import empty
from ui.widgets.buttons import Button
from ui.widgets.labels import label

if TYPE_CHECKING:
    from workstation.verifying import Verdict

_ICONS: Final = {
    "good": "circle-check",
    "warn": "alert-triangle",
    "bad": "alert-circle",
    "info": "info-circle",
    "neutral": "help",
}
_NOTICES: Final = {
    "good": "notice_good",
    "warn": "notice_warn",
    "bad": "notice_bad",
    "info": "notice",
    "neutral": "notice",
}


class VerdictView(QWidget):
    """Shows one verdict. `claim_wanted(uid)` and `copy_wanted(Print)` go on from it."""

    claim_wanted = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.outcome = label("", "title")
        self.sentence = label("")
        self.sentence.setWordWrap(True)
        self._picture = QLabel()
        self.claim = Button("", "file-invoice", "primary")
        self.claim.clicked.connect(lambda _on: self._to_claim())
        self._uid = ""
        self.card = QFrame()
        head = QHBoxLayout(self.card)
        edge = theme.space("large")
        head.setContentsMargins(edge, edge, edge, edge)
        head.setSpacing(edge)
        said = QVBoxLayout()
        said.addWidget(self.outcome)
        said.addWidget(self.sentence)
        head.addWidget(self._picture)
        head.addLayout(said, 1)
        head.addWidget(self.claim)
        self._below = QVBoxLayout()
        self._below.setSpacing(theme.space("medium"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(edge)
        column.addWidget(self.card)
        column.addLayout(self._below)
        column.addStretch(1)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show what was found."""
        empty(self._below)
        look = paper.OUTCOME_LOOKS[verdict.outcome]
        void = verdict.line is not None and verdict.line.voided_at is not None
        if look in ("good", "info") and (void or verdict.superseded):
            look = "warn"
        theme.look(self.card, _NOTICES[look])
        colour = "text_muted" if look == "neutral" else look
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(icons.pixmap(_ICONS[look], colour, 40, ratio))
        self.outcome.setText(self._title(verdict))
        self.sentence.setText(paper.outcome_sentence(verdict.outcome))
        claim = verdict.claim
        self._uid = claim.uid if claim is not None else ""
        text = self.tr("Claim {number}")
        self.claim.setText(text.format(number=claim.number) if claim is not None else "")
        self.claim.setVisible(claim is not None)
        self._show_standing(verdict)
        self._show_line(verdict)
        self._show_differences(verdict)
        self._show_signatures(verdict)

    def _title(self, verdict: Verdict) -> str:
        told = paper.outcome(verdict.outcome)
        if verdict.outcome in ("genuine", "added") and not verdict.stands:
            told = self.tr("{outcome}, but it counts no more").format(outcome=told)
        return f"{told} · {verdict.serial}" if verdict.serial else told

    def _show_standing(self, verdict: Verdict) -> None:
        if verdict.line is not None and verdict.line.voided_at is not None:
            moment = times.full_moment(verdict.line.voided_at, self._bridge.desk.zone)
            text = self.tr("Voided {moment}: {reason}")
            self._say(text.format(moment=moment, reason=verdict.void), "bad")
        if verdict.superseded:
            self._say(paper.superseded(verdict.superseded), "warn")
        if verdict.archive and verdict.archive != "sound":
            self._say(paper.archive(verdict.archive), "warn")

    def _show_line(self, verdict: Verdict) -> None:
        line, claim = verdict.line, verdict.claim
        if line is None:
            return
        self._section(self.tr("In the register"))
        copy = self.tr("{form}, {copy}, {language}").format(
            form=paper.form(line.form),
            copy=paper.copy(line.copy, short=True),
            language=paper.tongue(line.language),
        )
        facts = [
            (self.tr("Form"), copy),
            (self.tr("Number and copy"), f"{line.serial} · {line.reprint + 1}"),
            (self.tr("Issued"), self._issued(verdict)),
            (self.tr("Version"), line.template_version),
        ]
        if claim is not None:
            facts.insert(1, (self.tr("Claim"), self._claim_told(verdict)))
        if line.reason:
            facts.append((self.tr("Issued again because"), line.reason))
        if verdict.archive == "sound":
            facts.append((self.tr("Archive"), paper.archive("sound")))
        if verdict.others:
            told = words.listing(str(other.reprint + 1) for other in verdict.others)
            facts.append((self.tr("Other copies"), told))
        self._rows(facts)

    def _issued(self, verdict: Verdict) -> str:
        line = verdict.line
        assert line is not None
        moment = times.full_moment(line.at, self._bridge.desk.zone)
        parts = (moment, verdict.printed_by, paper.kind(line.kind))
        return " · ".join(part for part in parts if part)

    def _claim_told(self, verdict: Verdict) -> str:
        claim = verdict.claim
        assert claim is not None
        parts = [claim.number, words.claim_status(claim.status), claim.waybill]
        if claim.approved_fen is not None:
            parts.append(amounts.money(claim.approved_fen))
        return " · ".join(part for part in parts if part)

    def _show_differences(self, verdict: Verdict) -> None:
        if not verdict.differences:
            return
        self._section(self.tr("What differs"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space("large"))
        grid.setVerticalSpacing(theme.space("small"))
        for place, name in enumerate((self.tr("As it was issued"), self.tr("Here"))):
            grid.addWidget(label(name, "faint"), 0, place)
            grid.setColumnStretch(place, 1)
        for row, pair in enumerate(verdict.differences, 1):
            for place, (text, look) in enumerate(zip(pair, ("", "bad"), strict=True)):
                shown = label(text or "—", look if text else "faint")
                shown.setWordWrap(True)
                shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                grid.addWidget(shown, row, place, Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        grid.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(grid)
        self._below.addWidget(holder)

    def _show_signatures(self, verdict: Verdict) -> None:
        if not verdict.signatures:
            return
        self._section(self.tr("Signatures"))
        for one in verdict.signatures:
            look = "good" if one.sound and one.trusted else "warn" if one.sound else "bad"
            told = self.tr("sound") if one.sound else self.tr("does not hold")
            if one.sound and not one.trusted:
                told = self.tr("sound; its authority is not known here")
            moment = times.full_moment(one.at, self._bridge.desk.zone) if one.at else ""
            parts = (one.signer, told, moment, one.problem)
            self._say(" · ".join(part for part in parts if part), look)

    def _section(self, name: str) -> None:
        self._below.addWidget(label(name, "section"))

    def _say(self, text: str, look: str) -> None:
        shown = label(text, look)
        shown.setWordWrap(True)
        self._below.addWidget(shown)

    def _rows(self, facts: list[tuple[str, str]]) -> None:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space("large"))
        grid.setColumnStretch(1, 1)
        for row, (name, told) in enumerate(facts):
            grid.addWidget(label(name, "muted"), row, 0)
            shown = label(told)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(shown, row, 1)
        self._below.addWidget(holder)

    def _to_claim(self) -> None:
        if self._uid:
            self.claim_wanted.emit(self._uid)

"""How far a claim is, what is missing, and the next thing to do with its key."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.claims.standing import Standing
from ui.text import claim_words, times
from ui.widgets.buttons import Button
from ui.widgets.chip import Chip
from ui.widgets.labels import ElidedLabel, key_hint

_LOOKS = {
    **{"paid": "good", "agreed": "good", "disputed": "warn", "payment_failed": "bad"},
    **{"rejected": "bad", "withdrawn": "neutral"},
}


class StageLine(QWidget):
    """One line: what the stage waits for, the stage, the button that goes on."""

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self.chip = Chip()
        self.told = ElidedLabel("", "muted")
        self.next = Button("", "arrow-right", "link")
        self.key = key_hint("Alt+N")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("small"))
        self.told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.told, 1)
        row.addWidget(self.chip)
        row.addWidget(self.next)
        row.addWidget(self.key, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_stage(self, standing: Standing) -> None:
        """Show where a claim stands."""
        stage = standing.stage
        look = "bad" if stage.overdue else _LOOKS.get(stage.stage, "info")
        waits = not standing.accepted and standing.claim.status in ("approved", "printed")
        word = self.tr("Not confirmed yet") if waits else claim_words.stage(stage.stage)
        self.chip.show_word(word, "warn" if waits else look)
        parts = []
        if standing.claim.version > 1:
            parts.append(self.tr("version {n}").format(n=standing.claim.version))
        if stage.missing:
            text = self.tr("{n} of {all} still missing")
            parts.append(text.format(n=stage.missing, all=len(standing.evidence)))
        if stage.overdue:
            parts.append(self.tr("{n} late").format(n=stage.overdue))
        if stage.due_at is not None:
            moment = times.moment(stage.due_at, self._zone, standing.now)
            parts.append(self.tr("until {moment}").format(moment=moment))
        if waits:
            parts.append(self.tr("the shared database has not taken the approval in"))
        self.told.setText(" · ".join(parts))
        self.next.setText(claim_words.next_step(stage.next))
        for part in (self.next, self.key):
            part.setVisible(bool(stage.next))

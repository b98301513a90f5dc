"""A claim's approval: who may give it, what was decided in each version, and what it froze."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import language, theme
from ui.claims.standing import Standing
from ui.text import amounts, basis, fields, payment_words, times, words
from ui.widgets.boxes import card_column, empty
from ui.widgets.buttons import Button
from ui.widgets.chip import Chip
from ui.widgets.labels import ElidedLabel, label
from workstation.approval_view import ApprovalLook, VersionLook
from workstation.domain.approval import Approval
from workstation.domain.approval_rules import Tier
from workstation.domain.claim import Claim
from workstation.domain.claim_amount import basis_line_from


class ApprovalCard(QFrame):
    """`reversal_wanted()` asks to take the approval back."""

    reversal_wanted = Signal()

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "card")
        self._zone = zone
        self._tiers: dict[str, Tier] = {}
        self._shown: tuple[object, ...] = ()
        self.chip = Chip()
        self.needs, self.mine = _wrapped(""), _wrapped("strong")
        self.able, self.law = _wrapped("muted"), _wrapped("warn")
        self.back = Button(
            self.tr("Take the approval back…"), "arrow-back-up", "link", self.reversal_wanted.emit
        )
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Approval"), "section"), 1)
        head.addWidget(self.chip)
        self._versions = QVBoxLayout()
        self._versions.setSpacing(theme.space("medium"))
        column = card_column(self)
        column.addLayout(head)
        for part in (self.needs, self.mine, self.able, self.law):
            column.addWidget(part)
        column.addLayout(self._versions)
        column.addWidget(self.back)

    def show_approval(
        self, standing: Standing, look: ApprovalLook, tiers: tuple[Tier, ...], *, may: bool
    ) -> None:
        """Show who may approve and what was decided; `may` when this person approves at all."""
        claim = standing.claim
        self._tiers = {tier.code: tier for tier in tiers}
        settled = claim.status in ("approved", "printed", "paid")
        self._show_chip(standing, settled=settled)
        _say(self.needs, "" if settled else self._needed(look))
        _say(self.mine, self._about_me(look, standing.now) if claim.status == "submitted" else "")
        theme.look(self.mine, "good" if look.mine.ok else "warn")
        names = words.listing(one.name for one in look.able)
        told = self.tr("May approve it: {names}").format(names=names)
        none = self.tr("Nobody of the team may approve it.")
        _say(self.able, "" if settled else told if names else none)
        _say(self.law, law_of(claim) if claim.status in ("draft", "submitted", "approved") else "")
        self._show_versions(look, standing)
        self.back.setVisible(may and claim.status in ("approved", "printed"))

    def _show_chip(self, standing: Standing, *, settled: bool) -> None:
        if settled and not standing.accepted:
            self.chip.show_word(self.tr("Not confirmed yet"), "warn")
            self.chip.setToolTip(
                self.tr("The shared database has not taken the approval in yet: no form prints")
            )
        else:
            status = standing.claim.status
            code = "approved" if settled else "requested" if status == "submitted" else status
            self.chip.show_word(
                payment_words.decision(code) if code in payment_words.DECISIONS else "", "info"
            )
            self.chip.setToolTip("")
        self.chip.setVisible(bool(self.chip.text))

    def _needed(self, look: ApprovalLook) -> str:
        tongue = language.current()
        fen = amounts.money(look.amount_fen)
        if look.tier is None:
            return self.tr("{sum} is above every tier.").format(sum=fen)
        told = self.tr("{sum} needs tier “{tier}” (up to {most}).").format(
            sum=fen, tier=look.tier.name(tongue), most=amounts.money(look.tier.up_to_fen)
        )
        if look.raised is None:
            return told
        why = self.tr("Lifted there by: {rule}.").format(rule=look.raised.name(tongue))
        return f"{told} {why}"

    def _about_me(self, look: ApprovalLook, now: int) -> str:
        mine = look.mine
        if mine.ok and look.lent is not None:
            until = times.moment(look.lent.until_at, self._zone, now)
            text = self.tr("You may approve it with {name}'s limit, lent until {until}.")
            return text.format(name=look.giver, until=until)
        if mine.ok:
            text = self.tr("You may approve it (up to {most}).")
            return text.format(most=amounts.money(mine.limit_fen))
        if mine.why == "claim_own":
            return self.tr("You made or handed in this claim: somebody else approves it.")
        text = self.tr("You may not approve it: your limit here is {most}.")
        return text.format(most=amounts.money(mine.limit_fen))

    # versions

    def _show_versions(self, look: ApprovalLook, standing: Standing) -> None:
        today = times.local(standing.now, self._zone).date()
        shown = (standing.claim, look.versions, self._tiers, standing.people, today)
        if shown == self._shown:
            return  # what is made anew is gone for a moment
        self._shown = shown
        empty(self._versions)
        for version in look.versions:
            self._versions.addWidget(self._version(version, standing.now))
        claim = standing.claim
        if claim.approved_at is not None and not look.versions:  # of before there were lines
            told = _wrapped("muted")
            moment = times.moment(claim.approved_at, self._zone, standing.now)
            who = standing.people.get(claim.approved_by, "")
            text = self.tr("{sum} approved {moment} by {name}")
            told.setText(
                text.format(sum=amounts.money(claim.approved_fen), moment=moment, name=who)
            )
            self._versions.addWidget(told)

    def _version(self, version: VersionLook, now: int) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("tight"))
        column.addWidget(label(self.tr("Version {n}").format(n=version.version), "strong"))
        for one in version.differs:
            told = self.tr("{field}: {before} → {after}").format(
                field=fields.field(one.field),
                before=payment_words.frozen(one.field, one.before),
                after=payment_words.frozen(one.field, one.after),
            )
            changed = _wrapped("muted")
            changed.setText(told)
            column.addWidget(changed)
        for line in version.lines:
            for part in self._line(line, now):
                column.addWidget(part)
        return box

    def _line(self, one: Approval, now: int) -> Iterator[QWidget]:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("small"))
        look = payment_words.DECISION_LOOKS[one.decision]
        row.addWidget(Chip(payment_words.decision(one.decision), look))
        row.addWidget(label(amounts.money(one.amount_fen), "strong"))
        row.addWidget(ElidedLabel(self._about(one, now), "muted"), 1)
        yield line
        if one.reason:
            reason = _wrapped("muted")
            reason.setText(self.tr("Reason: {reason}").format(reason=one.reason))
            yield reason

    def _about(self, one: Approval, now: int) -> str:
        tier = self._tiers.get(one.tier)
        parts = [times.moment(one.at, self._zone, now), one.agent_name]
        parts.append(tier.name(language.current()) if tier else "")
        parts.append(self.tr("with a lent limit") if one.delegation else "")
        return " · ".join(part for part in parts if part)

    def lines(self) -> list[str]:
        """Every word that is shown, for tests."""
        return [one.text() for one in self.findChildren(QLabel) if one.text()]


def law_of(claim: Claim) -> str:
    """The limit of standard terms that the law can void, with its article; "" for none."""
    found = [line for line in map(basis_line_from, claim.basis) if line.code == "voidable"]
    told = [basis.step(line) for line in found]
    laws = dict.fromkeys(source for line in found if (source := basis.source(line)))
    if not told:
        return ""
    head = QCoreApplication.translate("approval", "To weigh before approving:")
    return "\n".join((head, *told, *laws))


def _wrapped(look: str) -> QLabel:
    made = label("", look)
    made.setWordWrap(True)
    return made


def _say(told: QLabel, text: str) -> None:
    told.setText(text)
    told.setVisible(bool(text))

"""Whatever three people do with a claim's money at one desk, its laws hold after every step."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.workstation.actions.test_bundles import made
from tests.workstation.seat import Seat
from tests.workstation.test_payment_files import Printed
from workstation.actions.approvals import ReverseApproval
from workstation.actions.claims import (
    ApproveClaim,
    EditClaim,
    PayClaim,
    RedraftClaim,
    RejectClaim,
    SubmitClaim,
    WithdrawClaim,
)
from workstation.actions.payments import (
    CancelPayment,
    ConfirmPayment,
    FailPayment,
    RequestPayment,
    ReversePayment,
    VoidPaymentFile,
    WritePaymentFile,
)
from workstation.domain.approval import Approval, approved_facts
from workstation.domain.claim import Claim, makers
from workstation.domain.payment import LIVE_PAYMENTS, PAYEE_FACTS, Payment
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal

_WHO = st.integers(0, 3)
_WHICH = st.integers(0, 1)
_SUM = st.sampled_from((30_000, 60_000))
_SETTLED = ("approved", "printed", "paid")


class ClaimMoney(RuleBasedStateMachine):
    """Two claims, an agent, two clerks and a leader, who do sensible things and others."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.seat = Seat(self.folder / "profile")
        seat = self.seat
        self.people = (seat.agent, seat.clerk, seat.leader, seat.person("Second", "claims"))
        self.claims: tuple[str, ...] = ()
        self.lines: dict[str, Approval] = {}
        self.versions: dict[str, int] = {}
        self.made = 0

    @initialize()
    def begin(self) -> None:
        self.claims = (made(self.seat), made(self.seat, "安踏仓", "6217009"))
        for claim in self.claims:
            self.seat.do(SubmitClaim(claim))

    def attempt(self, action: Any, who: int) -> None:
        """Do it, or be refused; then nothing has changed."""
        before = self._stands()
        try:
            self.seat.do(action, self._person(who))
        except Refusal:
            assert self._stands() == before

    def _person(self, who: int) -> Agent:
        return self.people[who]

    def _payments(self, claim: str) -> list[Payment]:
        return list(self.seat.desk.read.payments_of(claim))

    def _stands(self) -> list[Any]:
        read = self.seat.desk.read
        return [
            [read.claim(uid), read.approvals_of(uid), read.payments_of(uid)] for uid in self.claims
        ] + [sorted(read.payment_files(), key=lambda one: one.uid)]

    @rule(which=_WHICH, steps=st.integers(1, 4), by_file=st.booleans())
    def go_on(self, which: int, steps: int, by_file: bool) -> None:
        """What comes next, done by who may do it."""
        agent, clerk, leader, second = range(4)
        for _ in range(steps):
            claim = self.seat.claim(self.claims[which])
            uid = claim.uid
            mine = [one for one in self._payments(uid) if one.version == claim.version]
            state = mine[0].state if mine else ""
            self.made += 1
            number = f"{self.made}"
            if claim.status in ("draft", "rejected"):
                act = SubmitClaim if claim.status == "draft" else RedraftClaim
                self.attempt(act(uid), agent)
            elif claim.status == "submitted":
                self.attempt(ApproveClaim(uid, 60_000, "协商"), leader)
            elif claim.status == "approved":
                self.attempt(Printed(uid), clerk)
            elif claim.status == "printed" and state in ("", "failed", "cancelled"):
                self.attempt(RequestPayment(uid), clerk)
            elif state == "requested" and by_file:
                self.attempt(WritePaymentFile((mine[0].uid,), number, "csv", "ab"), second)
            elif state in ("requested", "filed"):
                self.attempt(ConfirmPayment(mine[0].uid, number), second)
            elif state == "paid":
                self.attempt(ReversePayment(mine[0].uid, "退票"), second)

    @rule(which=_WHICH, who=_WHO, fen=_SUM)
    def approve(self, which: int, who: int, fen: int) -> None:
        self.attempt(ApproveClaim(self.claims[which], fen, "协商"), who)

    @rule(which=_WHICH, who=_WHO)
    def print_it(self, which: int, who: int) -> None:
        self.attempt(Printed(self.claims[which]), who)

    @rule(which=_WHICH, who=_WHO)
    def ask(self, which: int, who: int) -> None:
        self.attempt(RequestPayment(self.claims[which]), who)

    @rule(which=_WHICH, who=_WHO)
    def pay(self, which: int, who: int) -> None:
        self.made += 1
        self.attempt(PayClaim(self.claims[which], f"B-{self.made}"), who)

    @rule(which=_WHICH, who=_WHO, account=st.sampled_from(("1", "2")))
    def correct(self, which: int, who: int, account: str) -> None:
        self.attempt(EditClaim(self.claims[which], {"payee_account": account}), who)

    @rule(which=_WHICH, who=_WHO, what=st.sampled_from((0, 0, 0, 1, 2, 3, 4)))
    def take_back(self, which: int, who: int, what: int) -> None:
        claim = self.claims[which]
        wanted = (
            *(ReverseApproval(claim, "错"), RejectClaim(claim, "无损"), RedraftClaim(claim)),
            *(SubmitClaim(claim), WithdrawClaim(claim, "撤回")),
        )
        if what == 4 and self.made < 40:
            return  # what is withdrawn does not come back: rather late
        self.attempt(wanted[what], who)

    @rule(who=_WHO, place=st.integers(0, 5), what=st.integers(0, 5))
    def settle(self, who: int, place: int, what: int) -> None:
        known = [one for claim in self.claims for one in self._payments(claim)]
        if not known:
            return
        self.made += 1
        one = known[place % len(known)].uid
        acts = (
            *(ConfirmPayment(one, f"B-{self.made}"), FailPayment(one, "户名不符")),
            *(CancelPayment(one, "误"), ReversePayment(one, "退票")),
            WritePaymentFile((one,), f"F-{self.made}", "csv", "ab" * 32),
            WritePaymentFile(tuple(each.uid for each in known), f"F-{self.made}", "csv", "ab" * 32),
        )
        self.attempt(acts[what], who)

    @rule(who=_WHO, place=st.integers(0, 3))
    def void(self, who: int, place: int) -> None:
        files = self.seat.desk.read.payment_files()
        if files:
            self.attempt(VoidPaymentFile(files[place % len(files)].uid, "选错"), who)

    @invariant()
    def the_laws_of_money_hold(self) -> None:
        for uid in self.claims:
            claim = self.seat.claim(uid)
            payments = self._payments(uid)
            lines = list(self.seat.desk.read.approvals_of(uid))
            self._lines_stay(lines)
            self._paid_once(claim, payments)
            self._paid_as_approved(payments, lines)
            assert claim.version >= self.versions.get(uid, 1)
            self.versions[uid] = claim.version
            if claim.status in _SETTLED:
                assert claim.approved_by not in makers(claim)
                mine = [one for one in lines if one.decision == "approved"]
                (line,) = [one for one in mine if one.version == claim.version]
                assert line.facts == approved_facts(claim)
                assert (line.agent, line.amount_fen) == (claim.approved_by, claim.approved_fen)
            else:
                assert (claim.approved_fen, claim.paid_at) == (None, None) or (
                    claim.status == "withdrawn"
                )
        self._files_hold_what_they_say()

    def _lines_stay(self, lines: list[Approval]) -> None:
        """Lines of approvals are only added."""
        for line in lines:
            assert self.lines.setdefault(line.uid, line) == line

    def _paid_once(self, claim: Claim, payments: list[Payment]) -> None:
        paid = [one for one in payments if one.state == "paid"]
        assert len({one.version for one in payments}) == len(payments)
        assert len(paid) == (claim.status == "paid")
        for one in paid:
            assert (one.version, one.reference) == (claim.version, claim.payment_ref)
            assert one.confirmed_by == claim.paid_by
            assert one.confirmed_by not in (one.requested_by, claim.approved_by)
        held = [one for one in payments if one.state in ("filed", "paid")]
        assert len(held) <= 1
        assert all(one.version == claim.version for one in held)
        mine = [one for one in payments if one.version == claim.version]
        assert sum(one.state in LIVE_PAYMENTS for one in mine) <= 1

    def _paid_as_approved(self, payments: list[Payment], lines: list[Approval]) -> None:
        """What goes to the bank is what was approved of its version: sum, name, account, bank."""
        for one in payments:
            if one.state in ("filed", "paid"):
                approved = [line for line in lines if line.decision == "approved"]
                (line,) = [line for line in approved if line.version == one.version]
                assert one.amount_fen == line.amount_fen
                for name, told in PAYEE_FACTS.items():
                    if name != "approved_fen":
                        assert getattr(one, told) == line.facts[name]

    def _files_hold_what_they_say(self) -> None:
        known = [one for claim in self.claims for one in self._payments(claim)]
        for file in self.seat.desk.read.payment_files():
            mine = [one for one in known if one.file == file.uid]
            assert file.count >= len(mine)
            assert file.total_fen >= sum(one.amount_fen for one in mine)
            filed = [one for one in mine if one.state == "filed"]
            assert bool(filed) == (file.state == "written")

    def teardown(self) -> None:
        self.seat.desk.close()
        shutil.rmtree(self.folder, ignore_errors=True)


TestClaimMoney = ClaimMoney.TestCase
TestClaimMoney.settings = settings(max_examples=8, stateful_step_count=40)

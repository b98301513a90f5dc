"""Numbers of forms over several desks, bad lines and crashes: none twice, none without a trace."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, multiple, rule
from sqlalchemy import create_engine, text

from tests.workstation.sync.team import Add, Faulty, Seat, Team, ignoring_troubles
from workstation.actions.prints import NumberForm, RecordPrint, VoidPrint
from workstation.domain.claim import Claim, Print
from workstation.domain.claim_paper import serial_of
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.serial_account import account_of
from workstation.store import serials
from workstation.store.kinds import codec

_SEATS = st.integers(0, 2)
_TROUBLES = st.sampled_from(("", "", "lost", "unheard"))
_FORMS = st.sampled_from(("claim_form", "payment_notice"))


@dataclass(frozen=True)
class Cut:
    """Work that is cut off before it is written down: the process ended."""

    action: Any

    def perform(self, work: Any) -> None:
        self.action.perform(work)
        raise Refusal("cut_off")


class _Line(Faulty):
    PASSED = (*Faulty.PASSED, "lease_serials", "return_serials")


class Numbering(RuleBasedStateMachine):
    """Three desks that number, print, void, return, crash and lose the line."""

    claims = Bundle("claims")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="numbering-"))
        from workstation.sync.hub import open_hub

        self.url = f"sqlite:///{self.folder}/hub.db"
        self.hub = open_hub(self.url, make=True)
        self.hub.init()
        self.team = Team(self.hub, self.folder)
        self.trouble = ""
        self.seats: list[Seat] = []
        self.taken: dict[str, str] = {}

    @initialize(target=claims)
    def begin(self) -> Any:
        line: Any = _Line(self.hub, lambda: self.trouble)
        self.seats = [self.team.seat(hub=line) for _ in range(3)]
        uids = []
        for number in range(3):
            ticket = self.seats[0].ticket(waybill=f"SF{number}")
            now = self.seats[0].now
            claim = Claim(
                *(new_uid(), f"C-{number}", ticket, now),
                status="submitted",
                claimed_fen=5,
                created_by="agent-desk1",
                submitted_by="agent-desk1",
            )
            self.seats[0].do(Add(claim))
            uids.append(claim.uid)
        self.team.settle()
        for seat in self.seats:
            seat.exchange.tend_serials()
        return multiple(*uids)

    @rule(seat=_SEATS, claim=claims, form=_FORMS, cut=st.booleans())
    def number(self, seat: int, claim: str, form: str, cut: bool) -> None:
        action: Any = NumberForm(claim, form)
        one = self.seats[seat]
        before = serial_of(one.claim(claim), form)
        try:
            serial = str(one.do(Cut(action) if cut else action).result)
        except Refusal as refusal:
            if refusal.code not in ("cut_off", "serial_waiting"):
                raise
            return
        if serial != before:
            owner = f"{seat}:{claim}:{form}"
            assert self.taken.setdefault(serial, owner) == owner, "one number to two forms"

    @rule(seat=_SEATS, claim=claims, form=_FORMS, cut=st.booleans())
    def issue(self, seat: int, claim: str, form: str, cut: bool) -> None:
        one = self.seats[seat]
        serial = serial_of(one.claim(claim), form)
        if not serial:
            return
        lines = [line for line in self._lines(one, claim) if line.serial == serial]
        action: Any = RecordPrint(
            *(claim, form, f"{len(lines):064x}", 1, len(lines), "补打"), serial=serial
        )
        try:
            one.do(Cut(action) if cut else action)
        except Refusal as refusal:
            if refusal.code not in ("cut_off", "print_overtaken"):
                raise

    @rule(seat=_SEATS, claim=claims, whole=st.booleans())
    def void(self, seat: int, claim: str, whole: bool) -> None:
        one = self.seats[seat]
        lines = [line for line in self._lines(one, claim) if line.voided_at is None]
        if lines:
            one.do(VoidPrint(lines[0].uid, "有误", whole))

    @rule(seat=_SEATS, trouble=_TROUBLES)
    def exchange(self, seat: int, trouble: str) -> None:
        self.trouble = trouble
        with ignoring_troubles():
            self.seats[seat].round()
            self.seats[seat].exchange.tend_serials()
        self.trouble = ""

    @rule(seat=_SEATS, trouble=_TROUBLES)
    def give_back(self, seat: int, trouble: str) -> None:
        self.trouble = trouble
        with ignoring_troubles():
            self.seats[seat].exchange.return_serials()
        self.trouble = ""

    @rule(seat=_SEATS)
    def kill(self, seat: int) -> None:
        self.seats[seat].close()
        self.seats[seat].open()

    def _lines(self, seat: Seat, claim: str) -> list[Print]:
        coder = codec(Print)
        rows = seat.rows(f"{coder.select} WHERE claim=? ORDER BY at", claim)
        return [coder.record(row) for row in rows]

    def teardown(self) -> None:
        self.trouble = ""
        try:
            if self.seats:
                self._account()
        finally:
            self.team.close()
            self.hub.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _account(self) -> None:
        for _ in range(2):
            self.team.settle()
        assert [one for one in self.hub.check() if one.code.startswith("serial")] == []
        series = serials.series_at(self.seats[0].exchange.clock())
        known: dict[str, str] = {}
        for place, seat in enumerate(self.seats):
            account = seat.run(lambda c: account_of(c, series))
            for line in account.lines:
                if line.state == "missing":
                    self._refused(seat, line.serial)
                if line.count == 1 and line.state in ("used", "void", "open", "missing"):
                    owner = self.taken.get(line.serial, f"{place}:")
                    if owner.startswith(f"{place}:"):
                        assert known.setdefault(line.serial, str(place)) == str(place)
        with create_engine(self.url).connect() as reading:
            rows = reading.execute(
                text("SELECT first, last FROM hub_serial WHERE series=:s ORDER BY first"),
                {"s": series},
            ).all()
        if rows:
            assert rows[0].first == 1
        for before, after in pairwise(rows):
            assert after.first == before.last + 1, "the hub has a record of every number"

    def _refused(self, seat: Seat, serial: str) -> None:
        """A number is missing in the account only when the hub refused the work that gave it."""
        told = seat.rows(
            "SELECT changes FROM operation WHERE state='refused' AND changes LIKE ?", f"%{serial}%"
        )
        lost = seat.rows("SELECT 1 FROM conflict WHERE mine LIKE ?", f"%{serial}%")
        assert told or lost, serial


Numbering.TestCase.settings = settings(max_examples=8, stateful_step_count=25, deadline=None)
test_numbering = Numbering.TestCase

"""A claims clerk's hour by keyboard: claim after claim from what came to what is to be paid.

Six claims in the ordinary run; `AFTERCARE_CLAIMS=40` makes it forty.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from tests.printers import Standin
from tests.stories.conftest import Sit
from tests.stories.person import Person
from workstation.actions.claim_evidence import AskEvidence
from workstation.actions.claim_wants import WantByRules
from workstation.actions.claims import MakeClaim
from workstation.domain.claim import Claim

CLAIMS: Final = int(os.environ.get("AFTERCARE_CLAIMS", "6"))
#: Keys for one claim beside those for each thing that is proved and for what is typed.
HANDED_IN: Final = 5
APPROVED: Final = 3
PAID: Final = 4


class Clerk:
    """A person at the claims, whose keys are counted by claim."""

    def __init__(self, person: Person) -> None:
        self.person, self.keys = person, Counter[str]()
        self.page: Any = person.window.page("claims")

    @property
    def shown(self) -> Claim:
        found = self.person.desk.read.claim(self.page.sheet.claim.uid)
        assert found is not None
        return found

    def press(self, *keys: str) -> None:
        self.keys[self.page.sheet.claim.uid] += len(keys)
        self.person.press(*keys)

    def begin(self) -> None:
        """From anywhere: the list, and in it the first claim that waits."""
        self.person.come()
        self.person.press("Ctrl+L")
        self.person.until(self.page.list.isVisible, "for the list")
        self.person.until(lambda: self.page.list._asked, "for what waits")
        self.person.until(self.page.list.rows.rowCount, "for claims")
        self.person.rest()
        self.person.press("Return")
        self.person.until(lambda: self.page.sheet.claim is not None)
        self.person.rest()

    def go_on(self) -> bool:
        """The next claim that waits, by one key; False when none does."""
        before = self.page.sheet.claim.uid
        self.person.press("Alt+J")
        self.person.rest()
        self.keys[self.page.sheet.claim.uid] += 1
        return bool(self.page.sheet.claim.uid != before)

    def until(self, status: str) -> None:
        sheet = self.page.sheet

        def seen() -> bool:
            assert not sheet.problem.text(), sheet.problem.text()
            return self.shown.status == status

        self.person.until(seen, f"for {status}")
        self.person.rest()


def make_claims(person: Person, count: int) -> list[str]:
    """Claims for whose proofs was asked already."""
    made = []
    unclaimed = (
        "SELECT waybill,receiver_name,receiver_phone FROM parcel p WHERE freight_fen>0 AND"
        " declared_fen>0 AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.waybill=p.waybill) AND"
        " NOT EXISTS (SELECT 1 FROM ticket t WHERE t.waybill=p.waybill AND t.is_open=1) LIMIT 1"
    )
    for _ in range(count):
        waybill, name, phone = person.one(unclaimed)
        number = person.noted_call(waybill=waybill, customer_name=name, phone=phone)
        ticket = person.one("SELECT uid FROM ticket WHERE number=?", number)
        claim = str(person.desk.do(MakeClaim(ticket)).result().result)
        wanted = person.desk.do(WantByRules(claim)).result().result
        person.desk.do(AskEvidence(tuple(wanted))).result()
        made.append(claim)
    return made


def hand_in(clerk: Clerk) -> int:
    """What came is noted and accepted, goods and account are typed, the claim is handed in."""
    read = clerk.person.desk.read
    things = len(read.evidence_of(clerk.shown.uid))
    for _ in range(2 * things):
        clerk.press("Return")
    states = {one.state for one in read.evidence_of(clerk.shown.uid)}
    assert states <= {"accepted"}, states
    assert clerk.person.focus is clerk.page.sheet.facts.lines["payee_account"]
    clerk.person.type("6222021234567890128")
    clerk.press("Alt+I", "Tab", "Tab", "Tab")
    clerk.person.type("12.50")
    clerk.press("Ctrl+Return")
    clerk.until("submitted")
    return things


def approve(clerk: Clerk) -> None:
    """What is proposed is approved as it stands."""
    clerk.press("Ctrl+Shift+Return", "Return")
    clerk.until("approved")


def pay(clerk: Clerk) -> None:
    """The form comes out of the printer that was used last, and the payment is asked for."""
    clerk.press("Ctrl+P", "Return")
    clerk.until("printed")
    clerk.press("Alt+N")
    payments = clerk.person.desk.read.payments_of
    clerk.person.until(lambda: payments(clerk.shown.uid), "for a payment")
    clerk.person.rest()


def go_through(clerk: Clerk, wanted: set[str], act: Callable[[Clerk], object]) -> int:
    """Do one thing with each of these claims, from one to the next; how many keys it took."""
    clerk.keys.clear()
    clerk.begin()
    done = set[str]()
    while wanted - done:
        if clerk.shown.uid in wanted - done:
            act(clerk)
            done.add(clerk.shown.uid)
        assert clerk.go_on() or not wanted - done
    return sum(clerk.keys[uid] for uid in wanted)


def test_a_clerk_goes_through_claims_by_keyboard_alone(
    office: Path, second: Path, sit: Sit, printers: Standin
) -> None:
    clerk = Clerk(sit(office, "8105"))
    made = set(make_claims(clerk.person, CLAIMS))
    read = clerk.person.desk.read
    things = sum(len(read.evidence_of(uid)) for uid in made)
    assert go_through(clerk, made, hand_in) <= CLAIMS * (HANDED_IN + 1) + 2 * things
    first = read.claim(next(iter(made)))
    assert first is not None
    assert first.payee == first.claimant
    assert first.loss_fen == 1_250

    leader = Clerk(sit(second, "8100"))
    leader.person.until(
        lambda: all(_status(leader.person, uid) == "submitted" for uid in made), "for the claims"
    )
    assert go_through(leader, made, approve) <= CLAIMS * APPROVED

    clerk.person.until(
        lambda: all(_status(clerk.person, uid) == "approved" for uid in made), "for the approvals"
    )
    clerk.person.until(lambda: all(map(read.hub_accepted, made)))
    assert go_through(clerk, made, pay) <= CLAIMS * PAID
    assert {_status(clerk.person, uid) for uid in made} == {"printed"}
    assert len(printers.calls("lp")) >= CLAIMS


def _status(person: Person, uid: str) -> str:
    found = person.desk.read.claim(uid)
    return found.status if found is not None else ""

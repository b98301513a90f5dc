"""Text with half a character is refused by its field, whatever is done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workstation.actions.test_claims import vase
from tests.workstation.seat import Seat
from workstation.actions.claim_evidence import WantEvidence
from workstation.actions.claims import EditClaim, RejectClaim, SubmitClaim
from workstation.actions.intake import NewTicket
from workstation.actions.offers import MakeOffer
from workstation.actions.replies import AddNote, RecordCall, SendReply
from workstation.actions.tickets import ChangeClass, EscalateTicket, TransferTicket
from workstation.domain.refusal import Refusal
from workstation.domain.whole_text import broken_at, mended

__all__ = ["vase"]
HALVES = st.characters(categories=["Cs"])
#: Field -> the action that writes it, of a ticket and its claim.
WRITING: dict[str, Callable[[str, str, str], Any]] = {
    "body": lambda ticket, _claim, text: AddNote(ticket, text),
    "note": lambda _ticket, claim, text: MakeOffer(claim, 100, note=text),
    "title": lambda _ticket, claim, text: WantEvidence(claim, text),
    "description": lambda _ticket, claim, text: EditClaim(claim, {"description": text}),
    "name": lambda _ticket, claim, text: EditClaim(claim, {"items": ({"name": text},)}),
    "subject": lambda _ticket, _claim, text: NewTicket(subject=text, body="碎了"),
    "reason": lambda ticket, _claim, text: EscalateTicket(ticket, text),
    "number": lambda ticket, _claim, text: RecordCall(ticket, "in", "好", number=text),
}
OTHERS: tuple[Callable[[str, str, str], Any], ...] = (
    lambda ticket, _claim, text: SendReply(ticket, "sms", "13800138000", text),
    lambda ticket, _claim, text: TransferTicket(ticket, "cod", text),
    lambda ticket, _claim, text: ChangeClass(ticket, "safety", "safety.lost", reason=text),
    lambda _ticket, claim, text: RejectClaim(claim, text),
    lambda _ticket, _claim, text: SubmitClaim(text),
)


def rows(seat: Seat) -> tuple[int, ...]:
    """How much has been written."""

    def count(connection: Any) -> tuple[int, ...]:
        tables = ("journal", "operation", "entry", "offer", "evidence", "ticket")
        return tuple(connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables)

    found: tuple[int, ...] = seat.desk.writer.submit(count).result()
    return found


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(field=st.sampled_from(sorted(WRITING)), half=HALVES, before=st.text("瓶a ", max_size=3))
def test_half_a_character_is_refused_by_the_field_it_stands_in(
    seat: Seat, vase: str, field: str, half: str, before: str
) -> None:
    ticket, wrote = seat.claim(vase).ticket, rows(seat)
    action = WRITING[field](ticket, vase, f"好{before}{half}了")
    with pytest.raises(Refusal) as caught:
        seat.do(action, seat.leader)
    told = {"field": field, "code_point": f"U+{ord(half):04X}"}
    assert (caught.value.code, dict(caught.value.facts)) == ("text_broken", told)
    assert rows(seat) == wrote


@pytest.mark.parametrize("number", range(len(OTHERS)))
def test_no_action_ends_in_an_error_of_the_database(seat: Seat, vase: str, number: int) -> None:
    wrote = rows(seat)
    with pytest.raises(Refusal):
        seat.do(OTHERS[number](seat.claim(vase).ticket, vase, "好\udcff了"), seat.leader)
    assert rows(seat) == wrote


@given(st.text(), HALVES, st.text())
def test_what_is_mended_is_whole(one: str, half: str, other: str) -> None:
    assert broken_at(one + half + other) is not None
    assert broken_at(mended(one + half + other)) is None
    assert broken_at({"extra": [{"note": one + half + other}]}) is not None
    assert broken_at(mended(one + other)) is None

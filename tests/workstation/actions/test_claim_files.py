"""A file proves one thing, moves to another, and is taken off the claim, all of it undone as one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.workstation.actions.test_claims import vase
from tests.workstation.seat import Seat
from workstation.actions.claim_evidence import AskEvidence, DecideEvidence, WantEvidence
from workstation.actions.claim_files import PlaceFile, RemoveFile
from workstation.actions.claims import EditClaim
from workstation.actions.replies import AddAttachment
from workstation.actions.undo import Undo
from workstation.domain.refusal import Refusal
from workstation.evidence_sentences import missing_words
from workstation.store.replica import Action, Done

__all__ = ["vase"]


@pytest.fixture
def file(seat: Seat, vase: str) -> str:
    """A photograph that the claim counts."""
    ticket = seat.claim(vase).ticket
    hung = AddAttachment(ticket, "a" * 64, "碎.jpg", "image/jpeg", 9)
    uid = str(work(seat, hung).result)
    work(seat, EditClaim(vase, {"evidence": (uid,)}))
    return uid


def work(seat: Seat, action: Action) -> Done:
    return seat.do(action, seat.clerk)


def states(seat: Seat, claim: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.state, one.attachments) for one in seat.desk.read.evidence_of(claim)]


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value.code


def test_a_file_is_put_to_a_thing_and_to_another_instead(seat: Seat, vase: str, file: str) -> None:
    first = str(work(seat, WantEvidence(vase, "照片")).result)
    second = str(work(seat, WantEvidence(vase, "发票")).result)
    work(seat, AskEvidence((first,)))
    work(seat, PlaceFile(vase, file, first))
    assert states(seat, vase) == [("received", (file,)), ("wanted", ())]
    work(seat, PlaceFile(vase, file, second))
    assert states(seat, vase) == [("asked", ()), ("received", (file,))]
    work(seat, PlaceFile(vase, file))
    assert states(seat, vase) == [("asked", ()), ("wanted", ())]
    assert seat.claim(vase).evidence == (file,)


def test_taking_a_file_out_is_one_piece_of_work(seat: Seat, vase: str, file: str) -> None:
    item = str(work(seat, WantEvidence(vase, "照片")).result)
    work(seat, PlaceFile(vase, file, item))
    done = work(seat, RemoveFile(vase, file))
    assert seat.claim(vase).evidence == ()
    assert states(seat, vase) == [("wanted", ())]
    work(seat, Undo(done.operation))
    assert seat.claim(vase).evidence == (file,)
    assert states(seat, vase) == [("received", (file,))]


def test_what_was_accepted_keeps_its_files(seat: Seat, vase: str, file: str) -> None:
    item = str(work(seat, WantEvidence(vase, "照片")).result)
    work(seat, PlaceFile(vase, file, item))
    work(seat, DecideEvidence(item, accepted=True))
    assert refused(lambda: work(seat, RemoveFile(vase, file))) == "record_state"
    assert refused(lambda: work(seat, PlaceFile(vase, file))) == "record_state"
    other = seat.person("Other", "agent")
    assert refused(lambda: seat.do(PlaceFile(vase, file, item), other)) == "not_allowed"
    assert states(seat, vase) == [("accepted", (file,))]


def test_missing_things_are_told_with_reason_and_end_but_no_end_that_is_past(
    seat: Seat, vase: str
) -> None:
    due = seat.now + 86_400_000
    for title in ("照片", "发票"):
        work(seat, WantEvidence(vase, title, why="看清破损", due_at=due, lapse="按现有材料认定"))
    items, rules, zone = seat.desk.read.evidence_of(vase), seat.desk.rules, seat.desk.zone
    told = missing_words(rules, items, "zh", seat.now, zone)
    assert told.told.splitlines()[0].startswith("1. 照片：看清破损；请在")
    assert told.told.splitlines()[1].endswith("按现有材料认定。")
    assert told.short == "照片、发票"
    assert told.brief.startswith("照片、发票（")
    late = missing_words(rules, items, "en", due + 1, zone)
    assert "please send it soon" in late.told
    assert late.brief == "照片, 发票"

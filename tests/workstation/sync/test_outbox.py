"""What waits, is held or was refused is told in full, and can be dealt with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.workstation.sync.office import Desks, do, meet, two_desks
from workstation import outbox
from workstation.actions.claims import EditClaim, MakeClaim, WithdrawClaim
from workstation.actions.intake import NewTicket
from workstation.actions.replies import AddNote
from workstation.actions.tickets import ReleaseTicket, TakeTicket
from workstation.desk import Desk
from workstation.domain.claim import Claim
from workstation.domain.pages import OutboxLine, SyncState
from workstation.domain.refusal import Refusal


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    with two_desks(tmp_path_factory.mktemp("office")) as made:
        yield made


@pytest.fixture
def ticket(desks: Desks) -> str:
    one, two = desks
    asked = NewTicket("催件", body="怎么还没到", group_code="individual", waybill="")
    uid = str(do(one, asked).result)
    meet(one, two)
    return uid


def _lines(desk: Desk) -> tuple[OutboxLine, ...]:
    return desk.outbox().result()


def _refused(desks: Desks, ticket: str, note: str = "") -> OutboxLine:
    """The second desk takes a ticket that the first has taken, and says something."""
    one, two = desks
    do(one, TakeTicket(ticket))
    do(two, TakeTicket(ticket))
    if note:
        do(two, AddNote(ticket, note))
    meet(one, two)
    return _lines(two)[-1]


def test_waiting_work_is_told_with_its_facts(desks: Desks, ticket: str) -> None:
    _, two = desks
    do(two, AddNote(ticket, "客户要求改派"))
    told = _lines(two)[-1]
    number = two.read.ticket(ticket).number  # type: ignore[union-attr]
    assert (told.state, told.action, told.ticket, told.number) == (
        "waiting",
        "AddNote",
        ticket,
        number,
    )
    assert told.agent_name == two.agent.name
    assert told.about["words"] == "客户要求改派"
    assert (told.tries, told.last_try_at) == (0, None)
    meet(two)
    assert _lines(two) == ()


def test_a_new_ticket_says_what_it_is_about(desks: Desks) -> None:
    one, _ = desks
    uid = do(one, NewTicket("花瓶破损", body="碎了", group_code="individual")).result
    told = _lines(one)[-1]
    assert told.about["subject"] == "花瓶破损"
    assert told.number == one.read.ticket(uid).number  # type: ignore[union-attr]
    meet(one)


def test_refused_work_says_why_and_can_be_discarded(desks: Desks, ticket: str) -> None:
    _, two = desks
    told = _refused(desks, ticket)
    assert (told.state, told.code, told.action) == ("refused", "ticket_owned", "TakeTicket")
    assert "owner" in told.facts
    assert "owner" in told.about["fields"]  # type: ignore[operator]
    with pytest.raises(Refusal, match="text_missing"):
        two.discard_refused(told.uid, " ").result()
    two.discard_refused(told.uid, "同事已处理").result()
    assert told.uid not in [line.uid for line in _lines(two)]
    assert two.read.journal(ticket)[0].action == "SettleRefused"


def test_discarding_keeps_the_words(desks: Desks, ticket: str) -> None:
    from workstation.actions.together import Bulk

    one, two = desks
    do(one, TakeTicket(ticket))
    do(two, Bulk((TakeTicket(ticket), AddNote(ticket, "不能丢的话"))))
    meet(one, two)
    (told,) = [line for line in _lines(two) if line.ticket == ticket]
    two.discard_refused(told.uid, "重做").result()
    assert "不能丢的话" in [draft.body for draft in two.drafts() if draft.ticket == ticket]


def test_what_stands_on_refused_work_follows_it_and_is_done_again_with_it(
    desks: Desks, ticket: str
) -> None:
    one, two = desks
    first = do(one, MakeClaim(ticket)).result
    second = do(two, MakeClaim(ticket)).result
    do(two, EditClaim(second, {"claimant": "王小明"}))
    do(two, EditClaim(second, {"description": "外箱破损"}))
    meet(one, two)
    made, *edits = [line for line in _lines(two) if line.ticket == ticket]
    assert made.code == "claim_exists"
    assert [(line.code, line.after) for line in edits] == [("follows_refused", made.uid)] * 2
    with pytest.raises(Refusal, match="claim_exists"):
        two.retry_refused(made.uid).result()
    do(one, WithdrawClaim(first, "改由同事办理"))
    meet(one, two)
    two.retry_refused(made.uid).result()
    assert [line.state for line in _lines(two) if line.ticket == ticket] == ["waiting"] * 3
    meet(two, one)
    assert _lines(two) == ()
    found = [claim for claim in one.read.detail(ticket).claims if claim.status == "draft"]  # type: ignore[union-attr]
    assert [(claim.claimant, claim.description) for claim in found] == [("王小明", "外箱破损")]
    assert isinstance(found[0], Claim)
    assert found[0].uid not in (first, second)


def test_work_is_held_while_the_hub_takes_nothing_from_this_desk(
    desks: Desks, ticket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, two = desks
    do(two, AddNote(ticket, "held"))
    for problem, state, code in (
        ("desk_too_old", "held", "desk_too_old"),
        ("could not connect to server", "waiting", ""),
    ):
        told = SyncState("offline", offline_since=1, problem=problem)
        monkeypatch.setattr(two, "sync_state", lambda told=told: told)
        line = _lines(two)[-1]
        assert (line.state, line.code) == (state, code)
    monkeypatch.undo()
    meet(two)


def test_attempts_are_counted(desks: Desks, ticket: str) -> None:
    one, two = desks
    do(two, AddNote(ticket, "tried"))
    hub = one.profile / "hub.db"
    from workstation.attending import _courier
    from workstation.sync.hub import open_hub
    from workstation.sync.protocol import HubUnreachable

    opened = open_hub(f"sqlite:///{hub}")

    class Deaf:
        """Takes everything but work."""

        def __getattr__(self, name: str) -> object:
            return getattr(opened, name)

        def push(self, *_: object) -> object:
            raise HubUnreachable("cut")

    courier = _courier(two)
    courier._opening = Deaf  # type: ignore[assignment]
    for _ in range(3):
        courier.round()
    line = _lines(two)[-1]
    assert line.tries == 3
    assert line.last_try_at is not None
    courier.stop()
    meet(two)


def test_followers_are_found_through_several_steps(desks: Desks, ticket: str) -> None:
    one, two = desks
    do(one, TakeTicket(ticket))
    do(two, TakeTicket(ticket))
    meet(one, two)
    refused = _lines(two)[-1]
    found = two.writer.submit(lambda c: outbox.followers_of(c, refused.uid)).result()
    assert found == [], "changing is not making"
    do(one, ReleaseTicket(ticket, "free"))
    meet(one, two)
    two.retry_refused(refused.uid).result()
    meet(two)

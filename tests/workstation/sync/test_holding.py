"""Who works on what while the hub is away, and what becomes of it afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.workstation.sync.office import Desks, do, meet, two_desks
from workstation import holding
from workstation.actions.intake import NewTicket
from workstation.actions.replies import AddNote, SendReply
from workstation.actions.tickets import (
    EditTicket,
    ReleaseTicket,
    ResolveTicket,
    SetWaiting,
    TakeTicket,
)
from workstation.actions.together import Bulk
from workstation.company import Company
from workstation.desk import Desk
from workstation.domain.pages import Presence, SyncState
from workstation.domain.refusal import Refusal


class _Away:
    """What a desk sees of its courier while the hub is out of reach since a moment."""

    def __init__(self, since: int | None) -> None:
        self.since = since

    def state(self) -> SyncState:
        return SyncState("offline", offline_since=self.since)

    def wake(self, **_: Any) -> None:
        return None


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    with two_desks(tmp_path_factory.mktemp("office")) as made:
        yield made


@pytest.fixture
def ticket(desks: Desks) -> str:
    one, two = desks
    uid = str(do(one, NewTicket("催件", body="怎么还没到", group_code="individual")).result)
    meet(one, two)
    return uid


@pytest.fixture
def away(desks: Desks, ticket: str) -> Iterator[Desk]:
    """The second desk, cut off for two minutes, once both have the ticket."""
    _, two = desks
    two.courier = _Away(two.clock() - 2 * holding.OFFLINE_MS)
    yield two
    two.courier = None


def _lease(desk: Desk, ticket: str, agent: str, until: int) -> None:
    desk.writer.submit(
        lambda c: (
            c.execute(
                "INSERT OR REPLACE INTO lease VALUES (?,?,?,?,?)", (ticket, agent, "x", "1", until)
            ).rowcount
        )
    ).result()


_DECIDING = (
    TakeTicket,
    lambda uid: ResolveTicket(uid, "solved"),
    lambda uid: SetWaiting(uid, "customer"),
    lambda uid: SendReply(uid, "phone", "13800000000", "您好"),
    lambda uid: Bulk((AddNote(uid, "noted"), TakeTicket(uid))),
)


@pytest.mark.parametrize("action", _DECIDING)
def test_a_ticket_that_may_be_anothers_is_not_decided_about_offline(
    away: Desk, ticket: str, action: Any
) -> None:
    with pytest.raises(Refusal, match="offline_not_yours") as caught:
        do(away, action(ticket))
    assert caught.value.facts["ticket"] == ticket


def test_it_can_be_noted_on_and_edited(away: Desk, ticket: str) -> None:
    do(away, AddNote(ticket, "客户又来电"))
    do(away, EditTicket(ticket, {"subject": "催件（二次）"}))


def test_what_is_mine_or_made_here_or_leased_goes_on(desks: Desks, away: Desk, ticket: str) -> None:
    fresh = str(do(away, NewTicket("新件", body="?", group_code="individual")).result)
    do(away, TakeTicket(fresh))
    do(away, SetWaiting(fresh, "customer"))
    _lease(away, ticket, away.agent.uid, away.clock() + 60_000)
    do(away, TakeTicket(ticket))
    do(away, ResolveTicket(ticket, "solved"))


@pytest.mark.parametrize(("late", "works"), [(5 * 60_000, True), (11 * 60_000, False)])
def test_a_lease_counts_for_ten_minutes_more(
    away: Desk, ticket: str, late: int, works: bool
) -> None:
    _lease(away, ticket, away.agent.uid, away.clock() - late)
    if works:
        do(away, TakeTicket(ticket))
    else:
        with pytest.raises(Refusal, match="offline_not_yours"):
            do(away, TakeTicket(ticket))


def test_a_short_break_holds_nobody_up(desks: Desks, ticket: str) -> None:
    _, two = desks
    for since in (None, two.clock() - holding.OFFLINE_MS // 2):
        two.courier = _Away(since)
        do(two, TakeTicket(ticket))
        do(two, ReleaseTicket(ticket, "free"))
    two.courier = None
    meet(two)


def test_after_both_have_met_one_owns_and_the_other_kept_the_words(
    desks: Desks, ticket: str
) -> None:
    """A lease ran out on a desk that was away; the hub gave the ticket to somebody else."""
    one, two = desks
    do(one, TakeTicket(ticket))
    meet(one)
    two.courier = _Away(two.clock() - 2 * holding.OFFLINE_MS)
    _lease(two, ticket, two.agent.uid, two.clock() + 1_000)
    do(two, Bulk((TakeTicket(ticket), AddNote(ticket, "已答应明天送到"))))
    two.courier = None
    meet(two, one, two)
    owners = {desk.read.ticket(ticket).owner for desk in desks}  # type: ignore[union-attr]
    assert owners == {one.agent.uid}
    assert "已答应明天送到" in [draft.body for draft in two.drafts() if draft.ticket == ticket]
    assert not holding.is_mine(two.read.connection, ticket, two.agent.uid, two.clock())


# presence and renewal


class _Line:
    """A courier that keeps what it was asked."""

    def __init__(self) -> None:
        self.told: list[tuple[str, ...]] = []
        self.leased: list[str] = []
        self.others: tuple[Presence, ...] = ()
        self.offline: int | None = None

    def state(self) -> SyncState:
        return SyncState("in_step", offline_since=self.offline)

    def wake(self, **_: Any) -> None:
        return None

    def present(self, *told: str) -> tuple[Presence, ...]:
        self.told.append(told[2:])
        return self.others

    def lease(self, ticket: str, *_: object) -> bool:
        self.leased.append(ticket)
        return True


@pytest.fixture
def company(desks: Desks, ticket: str) -> Iterator[tuple[Company, _Line]]:
    _, two = desks
    line = two.courier = _Line()
    yield Company(two), line
    two.courier = None


def test_the_hub_hears_of_a_ticket_only_while_it_is_open(
    company: tuple[Company, _Line],
) -> None:
    here, line = company
    heard: list[tuple[Presence, ...]] = []
    stop = here.subscribe(heard.append)
    assert here._beat() > 30
    assert line.told == []
    line.others = (Presence("t", "amy", "Amy", "typing"),)
    here.present("t", "viewing")
    assert here._beat() == 5
    assert line.told == [("t", "viewing")]
    assert heard == [line.others]
    here.present("", "")
    line.others = ()
    here._beat()
    here._beat()
    assert line.told == [("t", "viewing"), ("", "")], "said once"
    assert heard[-1] == ()
    stop()


def test_offline_nobody_is_shown(company: tuple[Company, _Line]) -> None:
    here, line = company
    heard: list[tuple[Presence, ...]] = []
    here.subscribe(heard.append)
    line.others = (Presence("t", "amy", "Amy", "viewing"),)
    here.present("t", "viewing")
    here._beat()
    line.offline = 1
    here._beat()
    assert heard == [line.others, ()]


def test_leases_in_use_are_renewed_after_a_third_of_their_time(
    desks: Desks, company: tuple[Company, _Line], ticket: str
) -> None:
    from workstation.domain.conversation import Draft

    _, two = desks
    here, line = company
    ttl = two.settings.lease_minutes * 60_000
    _lease(two, ticket, two.agent.uid, two.clock() + ttl - 1_000)
    here.present(ticket, "viewing")
    here._beat()
    assert ticket not in line.leased, "just taken"
    _lease(two, ticket, two.agent.uid, two.clock() + ttl // 2)
    here._beat()
    assert line.leased.count(ticket) == 1
    here.present("", "")
    here._beat()
    assert line.leased.count(ticket) == 1, "nobody looks at it"
    two.save_draft(Draft("d", ticket, "reply", "您好", 1))
    here._beat()
    assert line.leased.count(ticket) == 2, "but somebody has begun to answer"
    two.drop_draft("d")
    _lease(two, ticket, "somebody", two.clock() + 1_000)
    here.present(ticket, "viewing")
    here._beat()
    assert line.leased.count(ticket) == 2, "it is another's"


def test_a_hub_that_fails_is_no_trouble(company: tuple[Company, _Line]) -> None:
    from workstation.sync.protocol import HubUnreachable

    here, line = company

    def present(*_: object) -> tuple[Presence, ...]:
        raise HubUnreachable("cut")

    line.present = present  # type: ignore[assignment]
    here.present("t", "viewing")
    assert here._beat() == 5

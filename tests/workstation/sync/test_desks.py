"""Whole desks with the real actions, sharing the embedded hub of one of them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from tests.workstation.picture_making import photo, saved
from workstation import profiles
from workstation.actions.claims import ApproveClaim, EditClaim, MakeClaim, SubmitClaim
from workstation.actions.intake import NewTicket
from workstation.actions.replies import AddAttachment, AddNote, SendReply
from workstation.actions.taking_back import TakeBack
from workstation.actions.tickets import ReleaseTicket, ResolveTicket, SetWaiting, TakeTicket
from workstation.actions.undo import Undo
from workstation.desk import Desk, open_desk
from workstation.domain.claim import Claim
from workstation.domain.refusal import Refusal
from workstation.domain.view import Filter
from workstation.store import queue, state
from workstation.sync.hub import open_hub
from workstation.sync.joining import join


class _Office:
    def __init__(self, folder: Path, tickets: int = 30) -> None:
        self.folder = folder
        profiles.create_profile(folder / "one", "sample", tickets=tickets)
        self.url = profiles.embedded_hub(folder / "one")
        join(folder / "two", self.url)
        profiles.settings_file.write(
            folder / "two", profiles.settings_file.Settings(kind="joined", hub=self.url)
        )
        self.desks: dict[str, Desk] = {}
        self.people = self.open("one", start=False).read.agents()
        self.close("one")

    def open(self, name: str, *, start: bool = True) -> Desk:
        people = getattr(self, "people", ())
        fitting = [person.uid for person in people if "individual" in person.groups]
        who = fitting[0 if name == "one" else -1] if fitting else ""
        self.desks[name] = open_desk(self.folder / name, agent=who, start=start)
        return self.desks[name]

    def close(self, *names: str) -> None:
        for name in names or tuple(self.desks):
            self.desks.pop(name).close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[_Office]:
    made = _Office(tmp_path)
    yield made
    made.close()


def _until(true: Callable[[], Any], what: str) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


def _owner(desk: Desk, uid: str) -> str | None:
    ticket = desk.read.ticket(uid)
    return None if ticket is None else ticket.owner


def _do(desk: Desk, action: Any) -> Any:
    return desk.do(action).result()


def test_a_case_is_worked_on_at_two_desks(office: _Office) -> None:
    one, two = office.open("one"), office.open("two")
    assert one.read.count(Filter()) == two.read.count(Filter()) == 30
    new = NewTicket("花瓶破损", body="收到的花瓶碎了", phone="13800000000", waybill="SF999")
    uid = _do(one, new).result
    _until(lambda: two.read.ticket(uid), "the ticket did not come")
    _do(two, SendReply(uid, "phone", "13800000000", "您好，已为您核实"))
    _until(lambda: one.read.ticket(uid).owner == two.agent.uid, "the reply did not come")
    done = _do(two, ResolveTicket(uid, "solved"))
    _until(lambda: one.read.ticket(uid).status == "resolved", "not resolved")
    _do(two, Undo(done.operation))
    _until(lambda: one.read.ticket(uid).status == "open", "not taken back")
    claim = _do(one, MakeClaim(uid)).result
    _until(lambda: two.read.claim(claim), "the claim did not come")
    assert two.read.row(uid).claim_status == "draft"
    _until(lambda: {one.sync_state().state, two.sync_state().state} == {"in_step"}, "not in step")
    _until(lambda: one.read.detail(uid).entries == two.read.detail(uid).entries, "unlike")
    assert one.read.refused() == two.read.refused() == ()
    office.close()
    hub = open_hub(office.url)
    assert hub.check() == ()
    hub.close()


def test_what_one_desk_holds_no_other_sends_or_takes_back(office: _Office) -> None:
    one, two = office.open("one"), office.open("two")
    uid = _do(one, NewTicket("花瓶破损", body="收到的花瓶碎了", phone="13800000000")).result
    said = _do(one, SendReply(uid, "chat", "wx-1", "您好，稍后答复", hold_seconds=60)).result

    def at_two() -> str:
        found = two.read.detail(uid)
        told = found.entries if found else ()
        return next((one.delivery for one in told if one.uid == said), "")

    _until(lambda: at_two() == "queued", "the message did not come")
    assert two.read.ticket(uid).first_response_at is not None
    assert queue.queued(two.read.connection) == frozenset()
    with pytest.raises(Refusal, match="take_back_"):
        _do(two, TakeBack(said))
    _do(one, TakeBack(said))
    _until(lambda: at_two() == "taken_back", "not taken back")
    ticket = two.read.ticket(uid)
    assert (ticket.first_response_at, ticket.told_at, ticket.owner) == (None, None, "")
    _until(lambda: {one.sync_state().state, two.sync_state().state} == {"in_step"}, "not in step")
    assert one.read.refused() == two.read.refused() == ()


def test_two_who_worked_apart_meet_again(office: _Office) -> None:
    one, two = office.open("one"), office.open("two", start=False)
    uid = _do(one, NewTicket("催件", body="怎么还没到", phone="13900000001")).result
    one.sync_now().result()
    two.exchange().result()
    _do(one, TakeTicket(uid))
    _do(one, SetWaiting(uid, "customer"))
    one.sync_now().result()
    _do(two, AddNote(uid, "客户又来电"))
    _do(two, TakeTicket(uid))
    assert two.read.ticket(uid).owner == two.agent.uid
    assert two.exchange().result().refused == 1
    ticket = two.read.ticket(uid)
    assert (ticket.owner, ticket.status) == (one.agent.uid, "waiting")
    (refused,) = two.read.refused()
    assert (refused.action, refused.code) == ("TakeTicket", "ticket_owned")
    _until(lambda: one.read.detail(uid).entries == two.read.detail(uid).entries, "unlike")
    assert "客户又来电" in [entry.body for entry in one.read.detail(uid).entries]


def test_next_tickets_are_served_once(office: _Office) -> None:
    one, two = office.open("one"), office.open("two")
    for number in range(4):
        _do(one, NewTicket(f"咨询{number}", body="怎么寄件", group_code="individual"))
    served = [str(desk.take_next().result().result) for desk in (one, two, one, two)]
    assert len(set(served)) == 4
    _until(lambda: _owner(two, served[0]) == one.agent.uid, "the owner did not come")
    _do(one, ReleaseTicket(served[0]))
    one.sync_now().result()
    _until(lambda: _owner(two, served[0]) == "", "not put back")
    assert two.read.lease(served[0]) is None


# who sits here, and what works beside the agent


def test_where_the_hub_knows_who_sits_here_nobody_else_can(office: _Office) -> None:
    one = office.open("one", start=False)
    me, other = one.agent, next(p for p in one.read.agents() if p.uid != one.agent.uid)
    one.writer.submit(lambda c: state.write(c, "hub_agent", me.uid)).result()
    assert one.fixed_seat() == me.uid
    assert one.sit_down(me.name) == me
    with pytest.raises(Refusal, match="seat_fixed"):
        one.sit_down(other.uid)
    assert one.agent == me
    office.close("one")
    with pytest.raises(Refusal, match="seat_fixed"):
        open_desk(office.folder / "one", agent=other.uid, start=False)
    again = open_desk(office.folder / "one", start=False)
    assert again.agent == me
    again.close()


def test_a_picture_is_attached_at_one_desk_and_seen_at_the_other(office: _Office) -> None:
    one, two = office.open("one"), office.open("two")
    uid = _do(one, NewTicket("破损", body="照片", group_code="individual")).result
    picture = saved(photo(1, 500, 400), "PNG")
    kept = one.add_file(picture, "photo.png").result()
    _do(one, AddAttachment(uid, kept.sha256, "photo.png", kept.media_type, kept.size))
    _until(lambda: two.read.ticket(uid), "the ticket did not come")

    def here() -> Path | None:
        try:
            return two.fetch_blob(kept.sha256).result()
        except Refusal:
            return None

    _until(here, "the content did not come")
    assert two.fetch_blob(kept.sha256).result().read_bytes() == picture


def test_two_who_look_at_one_ticket_see_each_other(office: _Office) -> None:
    one, two = office.open("one"), office.open("two")
    uid = _do(one, NewTicket("催件", body="?", group_code="individual")).result
    _until(lambda: two.read.ticket(uid), "the ticket did not come")
    heard: list[Any] = []
    two.subscribe_presence(heard.append)
    one.present(uid, "typing")
    _until(lambda: one.company._told, "not said")
    two.present(uid)
    _until(lambda: heard and heard[-1], "not seen")
    (seen,) = heard[-1]
    assert (seen.agent, seen.agent_name, seen.doing) == (one.agent.uid, one.agent.name, "typing")
    two.present("")
    _until(lambda: heard[-1] == (), "still there")


def test_a_replica_is_compared_on_request(office: _Office) -> None:
    one = office.open("one")
    one.sync_now().result()
    one.writer.submit(
        lambda c: c.execute("DELETE FROM entry WHERE id IN (SELECT id FROM entry LIMIT 2)").rowcount
    ).result()
    told = one.verify_replica().result()
    assert told.repaired == 2
    state_now = one.sync_state()
    assert (state_now.repaired, state_now.checked_at) == (2, told.at)
    assert one.verify_replica().result().repaired == 0


def test_a_desk_tells_its_figures(office: _Office) -> None:
    path = office.folder / "figures.prom"
    kept = profiles.settings_file.read(office.folder / "one")
    profiles.settings_file.write(
        office.folder / "one", profiles.settings_file.changed(kept, metrics_file=str(path))
    )
    one = office.open("one")
    one.sync_now().result()
    _until(lambda: path.exists(), "not written")
    office.close("one")
    text = path.read_text("utf-8")
    assert "# TYPE aftercare_operations_waiting gauge" in text
    assert 'state="in_step"} 1' in text
    assert "aftercare_serials_left" in text
    assert [item.name for item in office.folder.iterdir() if item.name.startswith(".")] == []


def test_alone_there_is_nothing_to_ask(tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "alone", start=False)
    for ask in (
        lambda: desk.verify_replica().result(),
        lambda: desk.search_history("1").result(),
        lambda: desk.fetch_blob("0" * 64).result(),
    ):
        with pytest.raises(Refusal, match="no_hub"):
            ask()
    desk.present("t")
    desk.subscribe_presence(lambda others: None)()
    desk.send_now()
    assert desk.outbox().result() == ()
    desk.close()


def test_a_desk_is_started_once_and_not_while_it_closes(tmp_path: Path) -> None:
    """A window made anew starts the desk again, on another thread, perhaps while it closes."""
    profiles.create_profile(tmp_path / "own", "own", name="王敏")
    for closing_too in (False, True):
        desk = open_desk(tmp_path / "own", start=False)
        at_once = threading.Barrier(3)

        def begin(ask: Callable[[], None], at_once: threading.Barrier = at_once) -> None:
            at_once.wait()
            ask()

        asked = (desk.start, desk.start, desk.close if closing_too else desk.start)
        threads = [threading.Thread(target=begin, args=(ask,)) for ask in asked]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        desk.close()
        desk.start()  # too late; and a thread left running would be found after this test


def _approved(desk: Desk) -> Claim:
    """A claim of this test's own: made and handed in by one person, approved by another."""
    people = desk.read.agents()
    clerk = next(p for p in people if p.role == "agent" and p.active)
    head = next(p for p in people if p.role in ("leader", "admin") and p.active)
    ticket = desk.do(NewTicket("花瓶破损", body="收到的花瓶碎了"), agent=clerk).result().result
    claim = str(desk.do(MakeClaim(str(ticket), "damage"), agent=clerk).result().result)
    facts = {
        "claimant": "王女士",
        "description": "瓶口碎裂",
        "value_fen": 30_000,
        "loss_fen": 30_000,
        "claimed_fen": 30_000,
    }
    desk.do(EditClaim(claim, facts), agent=clerk).result()
    desk.do(SubmitClaim(claim), agent=clerk).result()
    desk.do(ApproveClaim(claim, 20_000, "照付"), agent=head).result()
    found = desk.read.claim(claim)
    assert found is not None
    return found


def _words(path: Path) -> str:
    return "".join(page.get_textpage().get_text_bounded() for page in PdfDocument(path))


def test_a_claim_is_printed_provisionally_until_a_number_comes(office: _Office) -> None:
    one = office.open("one", start=False)
    claim = _approved(one)
    one.sit_down(next(p.uid for p in one.read.agents() if p.role in ("claims", "admin")))
    early = one.print_claim(claim.uid).result()  # nobody but this desk knows of the approval
    assert (early.provisional, early.pending, early.registered) == (True, True, False)
    assert "待确认" in _words(early.path)
    one.exchange().result()
    one.writer.submit(lambda c: c.execute("DELETE FROM serial_range").rowcount).result()
    first = one.print_claim(claim.uid).result()
    assert (first.provisional, first.registered, first.serial) == (True, False, "")
    assert one.read.prints(claim.uid) == ()
    assert "待编号" in _words(first.path)
    one.exchange().result()  # the hub gives numbers
    second = one.print_claim(claim.uid).result()
    assert (second.provisional, second.registered, second.reprint) == (False, True, 0)
    assert second.serial.startswith("LP")
    assert len(one.read.prints(claim.uid)) == 1

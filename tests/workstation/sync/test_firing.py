"""The same automation at the same moment on two desks: at either hub it comes to pass once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.workstation.sync.team import Open, Team
from workstation.domain.identity import uid_of
from workstation.domain.ticket import Ticket
from workstation.store.work import Work


@dataclass(frozen=True)
class FireAutomation:
    """What an automation does at a moment, under the name that the hub knows."""

    ticket: str
    occurrence: str
    group: str = ""

    @property
    def entry(self) -> str:
        return uid_of("automation", "late", self.ticket, self.occurrence)

    def brief(self) -> dict[str, object]:
        return {"ticket": self.ticket, "entry": self.entry}

    def perform(self, work: Work) -> None:
        ticket = work.get(Ticket, self.ticket)
        work.say(ticket.uid, "system", uid=self.entry, data={"event": "automation"})
        work.say(ticket.uid, "note", "由规则写下")
        group = self.group or ticket.group_code
        work.keep(
            ticket, replace(ticket, transfers=ticket.transfers + 1, priority=4, group_code=group)
        )


def test_the_second_firing_is_nothing_new_and_no_refusal(team: Team) -> None:
    one, two = team.seat(), team.seat()
    uid = one.do(Open()).result
    team.settle()
    for seat in (one, two):
        seat.do(FireAutomation(uid, "due:1"))
    two.set(uid, subject="之后的工作照常")
    team.settle()
    for seat in (one, two):
        entries = seat.run(
            lambda c: c.execute("SELECT kind,body FROM entry WHERE ticket=?", (uid,)).fetchall()
        )
        assert [kind for kind, _ in entries].count("system") == 1
        assert [body for _, body in entries].count("由规则写下") == 1
        ticket = seat.read(uid)
        assert (ticket.transfers, ticket.priority, ticket.subject) == (1, 4, "之后的工作照常")
        states = seat.run(lambda c: c.execute("SELECT DISTINCT state FROM operation").fetchall())
        assert states == [("done",)]
    assert one.run(_sums) == two.run(_sums)


def test_what_the_hub_refuses_of_a_rule_troubles_nobody(team: Team) -> None:
    one, two = team.seat(), team.seat()
    uid = one.do(Open()).result
    team.settle()
    one.set(uid, group_code="customs")
    one.exchange.push()
    two.do(FireAutomation(uid, "due:1", "claims"))
    team.settle()
    assert two.read(uid).group_code == "customs"
    for seat in (one, two):
        states = seat.run(lambda c: c.execute("SELECT DISTINCT state FROM operation").fetchall())
        assert ("refused",) not in states
        kinds = seat.run(lambda c: c.execute("SELECT kind FROM entry").fetchall())
        assert ("system",) not in kinds
    assert one.run(_sums) == two.run(_sums)


def test_another_moment_acts_again(team: Team) -> None:
    one, two = team.seat(), team.seat()
    uid = one.do(Open()).result
    team.settle()
    one.do(FireAutomation(uid, "due:1"))
    two.do(FireAutomation(uid, "due:2"))
    team.settle()
    assert one.read(uid).transfers == two.read(uid).transfers == 2


def _sums(connection):  # type: ignore[no-untyped-def]
    from workstation.sync.digest import sums

    return sums(connection)

"""What people do at a desk: real actions over what their own replica shows them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from tests.simulator.claiming import MONEY
from tests.simulator.desk import SimDesk
from tests.simulator.speaking import SPEECH
from workstation.actions import (
    claims,
    intake,
    merging,
    prints,
    replies,
    settling,
    tickets,
    together,
    undo,
)
from workstation.domain.people import Agent, Customer
from workstation.domain.ticket import WAITING_REASONS, Ticket
from workstation.store import journal, operations

#: Three groups are enough to be handed about in.
GROUPS: Final = ("individual", "cod", "claims")
WAYBILLS: Final = ("", "SF1234567890123", "SF1234567890999", "YT0000000000123")
RECENT: Final = 6
HOUR: Final = 3_600_000


class Doing:
    """One choice of one person: `pick` and `more` decide between what there is."""

    def __init__(self, desk: SimDesk, who: Agent, pick: int, more: int) -> None:
        self.desk = desk
        self.who = who
        self.pick = pick
        self.more = more

    def word(self) -> str:
        """Words that nobody else writes."""
        return self.desk.world.word()

    def ticket(self, condition: str = "1") -> Ticket | None:
        return self._one("ticket", condition)

    def claim(self, condition: str = "1") -> Any:
        return self._one("claim", condition)

    def _one(self, kind: str, condition: str) -> Any:
        found = self.desk.newest(kind, RECENT, condition)
        return found[self.pick % len(found)] if found else None

    def mine(self, number: int, values: Any) -> Any:
        """One of some values."""
        return values[number % len(values)]


def _new(do: Doing) -> Any:
    group = do.mine(do.pick, ("", *GROUPS))
    return intake.NewTicket(
        f"花瓶破损 {do.word()}",
        body=f"收到的花瓶碎了 {do.word()}",
        waybill=do.mine(do.more, WAYBILLS),
        phone=do.mine(do.pick, ("", "13800000001", "13800000002")),
        group_code=group,
        take=do.more % 5 == 0,
        urge_if_open=do.pick % 2 == 0,
        even_if_open=do.pick % 3 == 0,
    )


def _about(make: Callable[[Doing, Ticket], Any], condition: str = "1") -> Callable[[Doing], Any]:
    def made(do: Doing) -> Any:
        ticket = do.ticket(condition)
        return None if ticket is None else make(do, ticket)

    return made


_EDITS: Final[tuple[Callable[[Doing, Ticket], dict[str, Any]], ...]] = (
    lambda do, t: {"subject": f"主题 {do.word()}"},
    lambda do, t: {"address": f"地址 {do.word()}"},
    lambda do, t: {"tags": _toggled(t.tags, do.mine(do.pick, "abcd"))},
    lambda do, t: {"customer_name": f"客户 {do.word()}", "phone": f"138{do.more:08d}"},
    lambda do, t: {"region": do.mine(do.pick, ("south", "east"))},
    lambda do, t: {"waybill": do.mine(do.pick, WAYBILLS)},
)


def _toggled(tags: tuple[str, ...], tag: str) -> tuple[str, ...]:
    return tuple(t for t in tags if t != tag) if tag in tags else (*tags, tag)


def _edit(do: Doing, ticket: Ticket) -> Any:
    return tickets.EditTicket(ticket.uid, do.mine(do.more, _EDITS)(do, ticket))


def _classify(do: Doing, ticket: Ticket) -> Any:
    choices = (("safety", "safety.damaged"), ("timeliness", "timeliness.late_delivery"))
    class_code, subtype = do.mine(do.more, choices)
    return tickets.ChangeClass(ticket.uid, class_code, subtype, reason=do.word())


def _wait(do: Doing, ticket: Ticket) -> Any:
    until = None if do.more % 2 else do.desk.clock() + HOUR * (1 + do.more % 50)
    reason = do.mine(do.pick, WAITING_REASONS)
    return tickets.SetWaiting(ticket.uid, reason, until, do.word())


def _assign(do: Doing, ticket: Ticket) -> Any:
    people = do.desk.world.people
    return tickets.AssignTicket(ticket.uid, do.mine(do.more, ("", *people)))


def _other(do: Doing, ticket: Ticket) -> str:
    others = [t.uid for t in do.desk.newest("ticket", RECENT) if t.uid != ticket.uid]
    return str(do.mine(do.more, others)) if others else ticket.uid


def _attach(do: Doing, ticket: Ticket) -> Any:
    content = f"photo {do.more % 4} {do.word() if do.more % 2 else ''}".encode()
    stored = do.desk.blobs.add(content, "photo.txt")
    return replies.AddAttachment(
        ticket.uid, stored.sha256, stored.name, stored.media_type, stored.size
    )


def _bulk(do: Doing) -> Any:
    chosen = do.desk.newest("ticket", 3, "is_open=1")
    if not chosen:
        return None
    rank = 1 + do.more % 4
    return together.Bulk(tuple(tickets.ChangePriority(t.uid, rank) for t in chosen))


def _reply(do: Doing, ticket: Ticket) -> Any:
    channel = do.mine(do.more, ("phone", "sms"))
    resolve = "solved" if do.more % 7 == 0 else ""
    return replies.SendReply(ticket.uid, channel, "13800000001", do.word(), resolve=resolve)


def _claim_on(do: Doing) -> Any:
    """Take a claim one step on, whatever the step is."""
    claim = do.claim("status IN ('draft','submitted','approved','printed')")
    if claim is None:
        return None
    if claim.status == "draft":
        if not claim.claimed_fen:
            fen = 100 * (1 + do.more % 300)
            told = {"claimed_fen": fen, "loss_fen": fen, "claimant": f"收件人 {do.word()}"}
            return claims.EditClaim(claim.uid, told)
        return claims.SubmitClaim(claim.uid)
    if claim.status == "submitted":
        return claims.ApproveClaim(claim.uid, 100 * (1 + do.more % 200), do.word())
    if not claim.serial:
        return claims.NumberClaim(claim.uid)
    if claim.status == "approved":
        return _print(do, claim)
    return claims.PayClaim(claim.uid, f"付 {do.word()}")


def _print(do: Doing, claim: Any) -> Any:
    if not claim.serial:
        return None
    digest = hashlib.sha256(do.word().encode()).hexdigest()
    return prints.RecordPrint(claim.uid, "claim", digest, 1, claim.prints, "补打")


def _claim_edit(do: Doing) -> Any:
    claim = do.claim()
    if claim is None:
        return None
    fields: tuple[dict[str, Any], ...] = (
        {"claimed_fen": 100 * (1 + do.more)},
        {"description": f"说明 {do.word()}"},
        {"payee": f"收款人 {do.word()}"},
        {"goods": f"货物 {do.word()}"},
    )
    return claims.EditClaim(claim.uid, do.mine(do.more, fields))


def _of_claim(made: Any, *, reason: bool) -> Callable[[Doing], Any]:
    def act(do: Doing) -> Any:
        claim = do.claim()
        if claim is None:
            return None
        return made(claim.uid, do.word()) if reason else made(claim.uid)

    return act


def _print_again(do: Doing) -> Any:
    claim = do.claim("serial<>''")
    return None if claim is None else _print(do, claim)


def _undo(do: Doing) -> Any:
    line = journal.last_undoable(do.desk.connection, do.who.uid)
    return None if line is None else undo.Undo(line.operation)


def _settle(do: Doing) -> Any:
    found = do.desk.rows("SELECT uid FROM operation WHERE state='refused' ORDER BY n")
    if not found:
        return None
    return settling.SettleRefused(str(do.mine(do.pick, found)[0]), do.word())


def _choose(do: Doing) -> Any:
    found = operations.conflicts(do.desk.connection)
    if not found:
        return None
    return settling.SettleConflict(do.mine(do.pick, found)[0], do.mine(do.more, ("mine", "theirs")))


def _staff(do: Doing) -> Any:
    """An admin gives somebody other groups or another role."""
    uid = str(do.mine(do.pick, do.desk.world.people))
    person = do.desk.find("agent", uid)
    if person is None or person.role == "admin":
        return None
    if do.more % 3 == 0:
        return intake.SaveAgent(replace(person, role=do.mine(do.more, ("agent", "claims"))))
    return intake.SaveAgent(replace(person, groups=_toggled(person.groups, GROUPS[do.more % 3])))


def _customer(do: Doing) -> Any:
    known = do.desk.newest("customer", 3)
    if not known or do.more % 4 == 0:
        made = Customer(do.desk.world.uid(), do.word(), phone=f"138{do.pick:08d}")
        return intake.SaveCustomer(made)
    customer = do.mine(do.pick, known)
    changed = replace(customer, note=do.word(), flags=_toggled(customer.flags, "a"))
    return intake.SaveCustomer(changed)


_OPEN: Final = "is_open=1"
#: Name -> (how often it is chosen, what it makes).
DOINGS: Final[dict[str, tuple[int, Callable[[Doing], Any]]]] = {
    "new": (7, _new),
    "note": (6, _about(lambda do, t: replies.AddNote(t.uid, f"备注 {do.word()}"))),
    "take": (7, _about(lambda do, t: tickets.TakeTicket(t.uid), _OPEN)),
    "release": (2, _about(lambda do, t: tickets.ReleaseTicket(t.uid, do.word()))),
    "assign": (3, _about(_assign)),
    "transfer": (
        5,
        _about(lambda do, t: tickets.TransferTicket(t.uid, do.mine(do.more, GROUPS), do.word())),
    ),
    "classify": (2, _about(_classify)),
    "rank": (4, _about(lambda do, t: tickets.ChangePriority(t.uid, 1 + do.more % 4))),
    "edit": (9, _about(_edit)),
    "wait": (4, _about(_wait, _OPEN)),
    "resume": (2, _about(lambda do, t: tickets.ResumeTicket(t.uid), "status='waiting'")),
    "urge": (5, _about(lambda do, t: tickets.UrgeTicket(t.uid, do.word()), _OPEN)),
    "resolve": (
        4,
        _about(lambda do, t: tickets.ResolveTicket(t.uid, "solved", note=do.word()), _OPEN),
    ),
    "reopen": (4, _about(lambda do, t: tickets.ReopenTicket(t.uid, do.word()), "is_open=0")),
    "close": (1, _about(lambda do, t: tickets.CloseTicket(t.uid), "status='resolved'")),
    "duplicate": (1, _about(lambda do, t: merging.LinkDuplicate(t.uid, _other(do, t)))),
    "merge": (1, _about(lambda do, t: merging.MergeTicket(t.uid, _other(do, t)))),
    "call": (2, _about(lambda do, t: replies.RecordCall(t.uid, "out", do.word()))),
    "reply": (4, _about(_reply)),
    "attach": (3, _about(_attach)),
    "bulk": (1, _bulk),
    "claim": (5, _about(lambda do, t: claims.MakeClaim(t.uid))),
    "claim on": (14, _claim_on),
    "claim edit": (3, _claim_edit),
    "claim withdrawn": (1, _of_claim(claims.WithdrawClaim, reason=True)),
    "claim rejected": (1, _of_claim(claims.RejectClaim, reason=True)),
    "claim redrafted": (2, _of_claim(claims.RedraftClaim, reason=False)),
    "print again": (1, _print_again),
    "undo": (4, _undo),
    "settle": (2, _settle),
    "choose": (3, _choose),
    "staff": (2, _staff),
    "customer": (2, _customer),
}
NAMES: Final = tuple(DOINGS)
WEIGHTS: Final = tuple(weight for weight, _ in DOINGS.values())
#: Things only some people may do: who then does them.
BY_ROLE: Final = {"staff": ("admin",), "claim on": ("leader", "claims", "admin", "agent")}


def made(name: str, do: Doing) -> Any:
    """The action of a name, or None when there is nothing to do it with."""
    return {**SPEECH, **MONEY, **DOINGS}[name][1](do)

"""The three-way merge of one record: what was, what an operation wants, what stands. Pure.

Nothing here knows of databases; the hub calls it to decide and the desk to lay its unsent work
over what came from the hub.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeGuard

from workstation.domain.claim import (
    Claim,
    check_claim_move,
    permitted_claim_moves,
    renewed,
)
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import FINISHED, OPEN_STATUSES, Ticket, check_move
from workstation.sync import policy
from workstation.sync.policy import late_resolve, policy_of
from workstation.sync.protocol import Facts, Note
from workstation.sync.shapes import check_shapes, fits, malformed, shapes

#: Actions that tell what has happened already: they are taken in though somebody else was
#: first, and leave status and owner as they stand.
TELLING: Final = frozenset(
    {
        *("AddAttachment", "AddNote", "MarkDelivery", "RecordCall", "SendReply", "TakeBack"),
        "UrgeTicket",
    }
)


#: Policies that work a value out of what was, what is wanted and what stands.
_RECKONED: Final = frozenset(
    {policy.COUNT, policy.ELEMENTS, policy.KEYS, policy.LATEST, policy.EARLIEST}
)
_EMPTY: Final = (None, "")
#: The facts of a claim that nobody alters once it is approved: its sums, and what its forms say of it.
FROZEN: Final = frozenset(
    {
        *("waybill", "party", "claimant", "claimant_phone", "claimant_id_no", "goods"),
        *("description", "discovered_at", "partial", "authorisation"),
        "items",
        "value_fen",
        "insured_fen",
        "freight_fen",
        "loss_fen",
        "claimed_fen",
        "proposed_fen",
        "basis",
        "rule",
        "approved_fen",
        "bundle",
    }
)


#: Statuses of a claim between which its sums stay as they are.
SETTLED: Final = ("approved", "printed", "paid")


#: What the end of a ticket writes down besides the words.
ENDING: Final = frozenset(
    {
        "status",
        "outcome",
        "resolved_at",
        "closed_at",
        "satisfaction",
        "promise_kept",
        "attitude",
        "speed",
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """One field's merge: the value that stands afterwards, and how it came about.

    `how` is "same" (nothing to do), "taken" (as wanted, over an unchanged value), "counted",
    "joined", "kept" (what stood stays), "moved" (a permitted move from another place) or
    "conflict" (what stood stays and its later author is asked).
    """

    value: Any
    how: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A record's merge: the fields to write, and a note on each that is not simply as wanted."""

    fields: dict[str, Any]
    notes: tuple[Note, ...]


def merge_record(
    kind: str,
    uid: str,
    stands: Facts,
    change: Facts,
    *,
    action: str = "",
    authors: Mapping[str, str] | None = None,
) -> Merged:
    """Merge an operation's change of a record into its facts as they stand at the hub.

    Raises `Refusal` when a field may not be merged; then nothing of the operation counts.
    """
    base, wanted = change["base"], change["set"]
    if "uid" in wanted:
        raise malformed(kind, "uid")
    check_shapes(kind, wanted)
    renews = _check_claim(kind, stands, wanted)
    _check_payment(kind, stands, base, wanted)
    overtaken = kind == "ticket" and _overtaken(stands, change)
    fields: dict[str, Any] = {}
    notes: list[Note] = []
    for name in sorted(wanted):
        mine, theirs = wanted[name], stands.get(name)
        if overtaken and name in ENDING:
            if not same(mine, theirs):
                author = (authors or {}).get(name, "")
                notes.append(Note(kind, uid, name, "kept", mine, theirs, author))
            continue
        if renews and name == "status":
            step = Step(mine, "taken")
        else:
            step = _merge_field(kind, name, base.get(name), mine, theirs, action)
        if not same(step.value, theirs):
            fields[name] = step.value
        if step.how not in ("same", "taken") and not same(step.value, mine):
            author = (authors or {}).get(name, "")
            notes.append(Note(kind, uid, name, step.how, mine, theirs, author))
    return Merged(fields, tuple(notes))


def _overtaken(stands: Facts, change: Facts) -> bool:
    """Whether a change ends a ticket that was reopened since its author saw it, and may not.

    `change["seen"]` tells how often the ticket had been reopened then. What follows is the
    procedure's choice; raises `Refusal("reopened_meanwhile")` where that is to ask the author.
    """
    seen = change.get("seen")
    before = seen.get("reopened") if isinstance(seen, dict) else None
    now = stands.get("reopened")
    if not (_is_count(before) and _is_count(now) and now > before):
        return False
    if change["set"].get("status") not in FINISHED:
        return False
    rule = late_resolve(str(stands.get("procedure") or ""))
    if rule == "refuse":
        raise Refusal("reopened_meanwhile", number=stands.get("number", ""))
    return rule == "stay"


def _is_count(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _merge_field(kind: str, name: str, base: Any, mine: Any, theirs: Any, action: str) -> Step:
    rule = policy_of(kind, name)
    if rule == policy.STATUS and not (kind == "ticket" and theirs == base):
        return merge_status(kind, base, mine, theirs, action)
    if rule == policy.OWNER and action in TELLING and theirs not in (base, mine):
        return Step(theirs, "kept")
    if rule in _RECKONED and base is not None and not fits(shapes(kind)[name], base):
        raise malformed(kind, name)
    step = merge_field(rule, base, mine, theirs)
    if step is None:
        raise _refused(kind, name, mine, theirs)
    return step


def merge_field(rule: str, base: Any, mine: Any, theirs: Any) -> Step | None:
    """Merge one value by a policy; None when it may not be merged."""
    if same(mine, theirs) and rule != policy.COUNT:
        return Step(theirs, "same")
    if same(theirs, base) and (rule != policy.FIXED or theirs in _EMPTY):
        return Step(mine, "same" if same(mine, theirs) else "taken")
    if same(mine, base):
        return Step(theirs, "same")
    if rule in _RECKONED:
        return _reckoned(rule, base, mine, theirs)
    if rule == policy.LAST or (rule == policy.FIXED and theirs in _EMPTY):
        return Step(mine, "taken")
    if rule == policy.KEEP:
        return Step(theirs, "kept")
    return Step(theirs, "conflict") if rule == policy.ASK else None


def _reckoned(rule: str, base: Any, mine: Any, theirs: Any) -> Step:
    """A value that is worked out of all three."""
    if rule == policy.COUNT:
        return Step((theirs or 0) + (mine or 0) - (base or 0), "counted")
    if rule == policy.ELEMENTS:
        return Step(_elements(base or [], mine or [], theirs or []), "joined")
    if rule == policy.KEYS:
        return Step(_keys(base or {}, mine or {}, theirs or {}), "joined")
    if rule == policy.LATEST:
        return Step(max(theirs, mine, key=_moment), "joined")
    return Step(min(value for value in (theirs, mine) if value is not None), "joined")


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values are the same; true is not 1."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def merge_status(kind: str, base: str, mine: str, theirs: str, action: str = "") -> Step:
    """Merge a status by the moves that the domain permits; raises its `Refusal` if none does.

    Work told about a ticket that somebody has finished meanwhile does not open it again.
    """
    if mine == theirs:
        return Step(theirs, "same")
    if kind == "claim":
        back = (
            theirs == base and theirs != "paid" and theirs in permitted_claim_moves().get(mine, ())
        )
        if not (action == "Undo" and back):
            check_claim_move(Claim("", "", "", 0, status=theirs), mine)
        return Step(mine, "taken" if theirs == base else "moved")
    if theirs not in OPEN_STATUSES and base in OPEN_STATUSES and mine in OPEN_STATUSES:
        if mine == "waiting" and action not in TELLING:
            raise Refusal("status_forbidden", before=theirs, after=mine)
        return Step(theirs, "kept")
    if action in TELLING:
        return Step(theirs, "kept")
    check_move(Ticket("", "", 0, status=theirs), mine)
    return Step(mine, "moved")


def lay_over(kind: str, stands: Facts, changes: Sequence[Facts]) -> dict[str, Any]:
    """A record's facts from the hub with this desk's unsent changes laid over them.

    Counters and sets are merged; of everything else the desk's own value is shown until the
    hub has decided.
    """
    shown = dict(stands)
    for change in changes:
        if "new" in change:
            shown.update(change["new"])
            continue
        for name, mine in change.get("set", {}).items():
            rule = policy_of(kind, name)
            step = None
            if rule in (policy.COUNT, policy.ELEMENTS, policy.KEYS, policy.LATEST):
                step = merge_field(rule, change["base"].get(name), mine, shown.get(name))
            shown[name] = mine if step is None else step.value
    return shown


def _check_claim(kind: str, stands: Facts, wanted: Facts) -> bool:
    """A paid claim is over, and the sums of an approved one are frozen.

    Gives whether it goes back for approval as its next version: so both may be altered again.
    """
    if kind != "claim":
        return False
    status, number = stands.get("status"), stands.get("number", "")
    altered = {name for name, value in wanted.items() if not same(stands.get(name), value)}
    versions = [facts.get("version", 1) for facts in (stands, wanted)]
    if all(map(_is_count, versions)) and renewed(
        str(status), versions[0], wanted.get("status", ""), versions[1]
    ):
        return True
    if status == "paid" and altered - {"prints", "extra"}:
        raise Refusal("claim_paid", number=number, reference=stands.get("payment_ref", ""))
    leaves = wanted.get("status", status) not in SETTLED
    if status in SETTLED and not leaves and altered & FROZEN:
        raise Refusal("claim_frozen", number=number, status=status)
    return False


def _check_payment(kind: str, stands: Facts, base: Facts, wanted: Facts) -> None:
    """What was paid is not paid again, by whomever."""
    if kind != "payment" or stands.get("state") != "paid" or "state" not in wanted:
        return
    if base.get("state") != "paid":
        facts = {"by": stands.get("confirmed_by", ""), "reference": stands.get("reference", "")}
        raise Refusal("payment_paid", amount_fen=stands.get("amount_fen", 0), **facts)


def _refused(kind: str, name: str, mine: Any, theirs: Any) -> Refusal:
    if name == "owner":
        return Refusal("ticket_owned", owner=theirs)
    if name == "group_code":
        return Refusal("group_changed", group=theirs, wanted=mine)
    return Refusal("changed_meanwhile", kind=kind, field=name, theirs=theirs, mine=mine)


def _elements(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    """What either added is in, what either removed is out, in the order of whoever moved something.

    Where both did, it is the order of the later one.
    """
    stayed = [item for item in base if _within(item, mine)]
    if not same([item for item in mine if _within(item, base)], stayed):
        return _joined(base, theirs, mine)
    return _joined(base, mine, theirs)


def _joined(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    """The set in the order of `theirs`, what `mine` added behind it."""
    kept = [item for item in theirs if _within(item, mine) or not _within(item, base)]
    added = [item for item in mine if not _within(item, base) and not _within(item, kept)]
    return [*kept, *added]


def _within(item: Any, items: Sequence[Any]) -> bool:
    return any(same(item, other) for other in items)


def _keys(base: Facts, mine: Facts, theirs: Facts) -> dict[str, Any]:
    """Each key by itself; of a key that both changed the hub's value stays."""
    joined = dict(theirs)
    for name in {**base, **mine}:
        before, after, stands = base.get(name), mine.get(name), theirs.get(name)
        if same(before, after) or not same(stands, before):
            continue
        if after is None:
            joined.pop(name, None)
        else:
            joined[name] = after
    return joined


def _moment(value: int | None) -> int:
    return -1 if value is None else value

"""Taking back what was done last, as a new piece of work that leaves its trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from workstation.actions.claim_checks import check_single, check_unpaid
from workstation.actions.claim_undo import CLAIM_KINDS, take_back_claim_record
from workstation.actions.deciding import settle
from workstation.actions.script_undo import SCRIPT_KINDS, restored_script, take_back_script
from workstation.actions.steps import take_back_record
from workstation.actions.tasks import take_back_task
from workstation.domain.claim import LIVE_CLAIMS, PAYEE, Claim, payee_told
from workstation.domain.conversation import Entry
from workstation.domain.refusal import Refusal
from workstation.domain.script_version import ScriptVersion
from workstation.domain.ticket import Ticket
from workstation.domain.view import View
from workstation.store import journal
from workstation.store.kinds import codec_of, fact
from workstation.store.work import Work

#: What follows from other facts; changed again since, it is left or worked out anew.
_DERIVED: Final = (
    "last_activity_at",
    "due_at",
    "due_kind",
    "response_due",
    "resolve_due",
    "legal_due",
    "step_due",
    "update_due",
    "limits_version",
    "basis",
    "proposed_fen",
    "rule",
)


#: Kind of record -> the state it is made in, and the one that taking it back leaves it in.
_CANCELLED: Final = {
    "promise": ("open", "withdrawn"),
    "revisit": ("due", "cancelled"),
    "rule": ("draft", "withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Undo:
    """Put every field that an operation changed back to what it was before.

    A field that has been changed again since is left alone, and then nothing is undone.
    """

    operation: str

    @property
    def undoes(self) -> str:
        """The operation taken back."""
        return self.operation

    def perform(self, work: Work) -> str:
        """Codes: not_found, undo_done, undo_other, undo_impossible, undo_overtaken,
        claim_exists, claim_frozen."""
        line = journal.of_operation(work.connection, self.operation)
        if line.undone:
            raise Refusal("undo_done")
        if line.agent != work.agent.uid:
            raise Refusal("undo_other", agent=line.agent_name)
        if line.action in journal.LASTING:
            raise Refusal("undo_impossible", kind=line.action)
        for told in reversed(line.changes):
            take_back(work, told)
        if line.ticket:
            work.say(line.ticket, "system", data={"event": "undone", "action": line.action})
        return line.action


def take_back(work: Work, told: Mapping[str, Any], *, leave: bool = False) -> None:
    """Put one record of an operation back to what it was before.

    What has been changed again since is refused as `undo_overtaken`; with `leave` those fields
    are left as they are, and a changed ticket is told in the timeline.
    """
    kind, uid = told["kind"], told["uid"]
    coder = codec_of(kind)
    if told.get("gone"):
        raise Refusal("undo_impossible", kind=kind)
    if "new" in told:
        _take_back_new(work, kind, uid)
        return
    record = work.get(coder.made, uid)
    if isinstance(record, Claim):
        _check_frozen(record, told["set"])
    before = {name: coder.value(name, value) for name, value in told["base"].items()}
    for name, value in told["set"].items():
        if fact(getattr(record, name)) == value:
            continue
        if name not in _DERIVED and not leave:
            raise Refusal("undo_overtaken", field=name)
        del before[name]
    restored = replace(record, **before)
    if isinstance(restored, ScriptVersion):
        restored = restored_script(work, record, restored)
    if isinstance(restored, Ticket) and len(before) < len(told["base"]):
        restored = settle(work, restored)
    if isinstance(restored, Claim) and isinstance(record, Claim):
        restored = payee_told(record, restored, work.agent.uid)
    if isinstance(restored, Claim) and restored.status in LIVE_CLAIMS:
        check_single(work, restored)
        check_unpaid(work, restored)
    work.keep(record, restored, tell=leave)


def _take_back_new(work: Work, kind: str, uid: str) -> None:
    if kind == "entry":
        entry = work.get(Entry, uid)
        if entry.delivery in ("queued", "sent"):
            raise Refusal("undo_impossible", kind=kind)
        if entry.kind != "change" or _moves_on(entry):
            work.keep(entry, replace(entry, data={**entry.data, "undone": True}))
    elif kind == "claim":
        claim = work.get(Claim, uid)
        if claim.status != "draft":
            raise Refusal("undo_overtaken", field="status")
        work.keep(claim, replace(claim, status="withdrawn"))
    elif kind == "view":
        work.drop(work.get(View, uid))
    elif kind in _CANCELLED:
        record = work.get(codec_of(kind).made, uid)
        if record.state != _CANCELLED[kind][0]:
            raise Refusal("undo_overtaken", field="state")
        work.keep(record, replace(record, state=_CANCELLED[kind][1]), tell=False)
    elif kind == "step_record":
        take_back_record(work, uid)
    elif kind == "ticket":
        take_back_task(work, uid)
    elif kind in SCRIPT_KINDS:
        take_back_script(work, kind, uid)
    elif kind in CLAIM_KINDS:
        take_back_claim_record(work, kind, uid)
    elif kind != "attachment":  # a copy that a merge made may stay
        raise Refusal("undo_impossible", kind=kind)


def _moves_on(entry: Entry) -> bool:
    """Whether a line tells of a step that was taken."""
    fields = entry.data.get("fields")
    return isinstance(fields, dict) and "step" in fields


def _check_frozen(claim: Claim, changed: Mapping[str, Any]) -> None:
    """Raise unless the claim is still open, or what is taken back moved it to where it stands."""
    if "version" in changed:  # the next version stands: it is approved, or corrected, for itself
        raise Refusal("undo_impossible", kind="claim")
    if claim.status in ("draft", "submitted") or changed.get("status") == claim.status:
        return
    if claim.status in ("approved", "printed") and set(changed) <= PAYEE:
        return
    raise Refusal("claim_frozen", number=claim.number, status=claim.status)

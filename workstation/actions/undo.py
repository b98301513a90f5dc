"""Taking back what was done last, as a new piece of work that leaves its trace."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from workstation.domain.conversation import Entry
from workstation.domain.refusal import Refusal
from workstation.store import journal
from workstation.store.kinds import codec_of, fact
from workstation.store.work import Work


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
        """Codes: not_found, undo_done, undo_other, undo_impossible, undo_overtaken."""
        line = journal.of_operation(work.connection, self.operation)
        if line.undone:
            raise Refusal("undo_done")
        if line.agent != work.agent.uid:
            raise Refusal("undo_other", agent=line.agent_name)
        for told in reversed(line.changes):
            self._take_back(work, told)
        if line.ticket:
            work.say(line.ticket, "system", data={"event": "undone", "action": line.action})
        return line.action

    def _take_back(self, work: Work, told: dict[str, Any]) -> None:
        kind, uid = told["kind"], told["uid"]
        coder = codec_of(kind)
        if told.get("gone"):
            raise Refusal("undo_impossible", kind=kind)
        if "new" in told:
            self._take_back_new(work, kind, uid)
            return
        record = work.get(coder.made, uid)
        for name, value in told["set"].items():
            if fact(getattr(record, name)) != value and not _derived(name):
                raise Refusal("undo_overtaken", field=name)
        before = {name: coder.value(name, value) for name, value in told["base"].items()}
        work.keep(record, replace(record, **before), tell=False)

    def _take_back_new(self, work: Work, kind: str, uid: str) -> None:
        if kind == "entry":
            entry = work.get(Entry, uid)
            if entry.delivery in ("queued", "sent"):
                raise Refusal("undo_impossible", kind=kind)
            if entry.kind != "change":
                work.keep(entry, replace(entry, data={**entry.data, "undone": True}))
        elif kind == "claim":
            claim = work.get(codec_of(kind).made, uid)
            work.keep(claim, replace(claim, status="withdrawn"))
        elif kind == "ticket":
            raise Refusal("undo_impossible", kind=kind)
        elif kind == "view":
            work.drop(work.get(codec_of(kind).made, uid))


def _derived(name: str) -> bool:
    return name in ("last_activity_at", "due_at", "due_kind", "response_due", "resolve_due")

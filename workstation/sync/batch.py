"""A batch of operations decided at the hub: merged over locked records, then written together."""

from __future__ import annotations

import logging
from typing import Any, Final

from sqlalchemy import Connection

from workstation.domain.refusal import Refusal
from workstation.store.flat import whole
from workstation.store.kinds import CLASSES, TICKET_OF
from workstation.sync import hub_lease
from workstation.sync.bulk_insert import insert_rows
from workstation.sync.guards import Guards
from workstation.sync.hub_setup import now_ms
from workstation.sync.hub_tables import operation
from workstation.sync.merge import TELLING, merge_record
from workstation.sync.protocol import Key, Note, Operation, Outcome
from workstation.sync.standing import Standing, load, log, log_line, save, state_of

_log = logging.getLogger("aftercare.sync")
#: The database cannot keep the operation's words (such as a character that is none).
UNSTORABLE: Final = "unstorable"
#: Actions by which an agent puts a ticket back whether it was owned already or only served.
GIVING_UP: Final = ("ReleaseTicket", "SkipTicket")


class Batch:
    """Operations decided in order over records read once, and written together."""

    def __init__(self, connection: Connection, desk_no: int, operations: list[Operation]) -> None:
        self.connection = connection
        self.desk_no = desk_no
        self.operations = operations
        self.now = now_ms()
        self.states = load(connection, _keys(operations), lock=True)
        self.guards = Guards(connection, operations)
        self.lines: list[dict[str, Any]] = []
        self.asked: dict[str, list[Key]] = {}
        self.freed: dict[str, str] = {}
        self.given_up: list[tuple[str, str]] = []

    def take(self) -> dict[str, Outcome]:
        """Decide all, write all, answer all."""
        return self._written([self._decide(told) for told in self.operations])

    def refuse_all(self, refusal: Refusal) -> dict[str, Outcome]:
        """Refuse all for one reason."""
        return self._written([self._refused(told, refusal) for told in self.operations])

    def _decide(self, told: Operation) -> Outcome:
        touched: dict[Key, Standing] = {}
        try:
            notes = [note for change in told.changes for note in self._one(told, change, touched)]
        except Refusal as refusal:
            return self._refused(told, refusal)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            _log.warning("operation %s makes no sense", told.uid, exc_info=True)
            reason = f"{type(error).__name__}: {error}"
            return self._refused(told, Refusal("operation_malformed", reason=reason))
        _correct_timeline(touched, notes)
        revs = []
        for key, after in touched.items():
            before = self.states.get(key)
            if not after.dirty or (before is not None and before.rev == after.rev):
                continue
            self.states[key] = after
            revs.append((*key, before.rev if before else 0, after.rev))
            old = before.facts.get("group_code", "") if before else ""
            self._free(after, before)
            line = log_line(after, self.desk_no, told.uid)
            line["old_grp"] = old if old != line["grp"] else ""
            self.lines.append(line)
        if told.action in GIVING_UP:
            self.given_up.append((told.ticket, told.agent))
        self.asked[told.uid] = list(touched) if notes else []
        state = "merged" if notes else "applied"
        return Outcome(told.uid, state, notes=tuple(notes), revs=tuple(revs))

    def _free(self, after: Standing, before: Standing | None) -> None:
        """A ticket with another owner, or none, is not held for the former one any longer."""
        if after.kind == "ticket" and before is not None:
            owner = str(after.facts["owner"])
            if owner != before.facts["owner"] or after.facts["group_code"] != before.facts.get(
                "group_code"
            ):
                self.freed[after.uid] = owner

    def _refused(self, told: Operation, refusal: Refusal) -> Outcome:
        self.asked[told.uid] = [key for change in told.changes if (key := _key(change))]
        return Outcome(told.uid, "refused", refusal.code, dict(refusal.facts))

    def _one(self, told: Operation, change: Any, touched: dict[Key, Standing]) -> list[Note]:
        """One record's change, on a copy that counts only if all of the operation does."""
        key = (change["kind"], change["uid"])
        if key[0] not in CLASSES:
            raise Refusal("kind_unknown", kind=key[0])
        stands = touched.get(key) or self.states.get(key)
        if "new" in change:
            return self._new(told, change, stands, touched)
        if stands is None:
            if change.get("gone"):
                return []
            raise Refusal("record_missing", kind=key[0], uid=key[1])
        if change.get("gone"):
            touched[key] = self._next(told, stands, gone=True)
            return []
        if stands.gone:
            raise Refusal("record_gone", kind=key[0], uid=key[1])
        change, kept = self._unless_leased(told, change, stands)
        merged = merge_record(
            *key, stands.facts, change, action=told.action, authors=stands.authors
        )
        touched[key] = stands
        if merged.fields:
            after = self._next(told, stands, fields=merged.fields)
            self._check(told, after, stands.facts, touched)
            touched[key] = after
        return [*kept, *merged.notes]

    def _unless_leased(
        self, told: Operation, change: Any, stands: Standing
    ) -> tuple[Any, list[Note]]:
        """The change, without the owner when words are told about another agent's ticket.

        Raises `Refusal("ticket_leased")` when a ticket that nobody owns yet is taken from under
        who was just served it; only an assignment does that.
        """
        owner = change["set"].get("owner") if stands.kind == "ticket" else None
        if not owner or stands.facts["owner"] or told.action == "AssignTicket":
            return change, []
        holder = self.guards.leased(stands.uid, owner)
        if not holder:
            return change, []
        if told.action not in TELLING:
            raise Refusal("ticket_leased", number=stands.facts["number"], agent=holder)
        wanted = {name: value for name, value in change["set"].items() if name != "owner"}
        note = Note("ticket", stands.uid, "owner", "kept", owner, stands.facts["owner"])
        return {**change, "set": wanted}, [note]

    def _new(
        self,
        told: Operation,
        change: Any,
        stands: Standing | None,
        touched: dict[Key, Standing],
    ) -> list[Note]:
        kind, uid = change["kind"], change["uid"]
        if stands is not None:
            touched[kind, uid] = stands
            return [Note(kind, uid, "uid", "kept")] if self._differs(stands, change) else []
        facts = whole(kind, change["new"])
        item = Standing(
            kind, uid, 1, facts, author=told.agent, fresh=True, dirty=True, changed_at=self.now
        )
        self._check_ticket(item, touched)
        self._check(told, item, {}, touched)
        notes = []
        if kind in ("ticket", "claim"):
            number = self.guards.number(item, self.desk_no)
            if number != facts["number"]:
                notes.append(Note(kind, uid, "number", "renumbered", facts["number"], number))
                item.facts["number"] = number
        touched[kind, uid] = item
        return notes

    def _check(
        self, told: Operation, item: Standing, before: Any, touched: dict[Key, Standing]
    ) -> None:
        if item.kind != "claim":
            return
        agent = ("agent", told.agent)
        self.guards.approval(item, before, touched.get(agent) or self.states.get(agent))
        self.guards.single_claim(item, {**self.states, **touched})

    def _check_ticket(self, item: Standing, touched: dict[Key, Standing]) -> None:
        """What hangs on a ticket needs the ticket."""
        owner = TICKET_OF.get(item.kind)
        if owner is None or item.kind == "ticket":
            return
        key = ("ticket", str(item.facts[owner]))
        if key not in touched and key not in self.states:
            raise Refusal("record_missing", kind="ticket", uid=key[1])

    @staticmethod
    def _differs(stands: Standing, change: Any) -> bool:
        facts = whole(stands.kind, change["new"])
        return stands.gone or any(stands.facts.get(name) != facts[name] for name in facts)

    def _next(
        self, told: Operation, stands: Standing, *, fields: Any = None, gone: bool = False
    ) -> Standing:
        written = fields or {}
        return Standing(
            stands.kind,
            stands.uid,
            stands.rev + 1,
            {**stands.facts, **written},
            gone,
            told.agent,
            {**stands.authors, **dict.fromkeys(written, told.agent)},
            fresh=stands.fresh,
            dirty=True,
            changed_at=self.now,
        )

    def _written(self, outcomes: list[Outcome]) -> dict[str, Outcome]:
        save(self.connection, [item for item in self.states.values() if item.dirty])
        log(self.connection, self.lines)
        hub_lease.free(self.connection, self.freed)
        for ticket, agent in self.given_up:
            hub_lease.release(self.connection, ticket, agent)
        rows = [
            self._kept(told, outcome)
            for told, outcome in zip(self.operations, outcomes, strict=True)
        ]
        insert_rows(self.connection, operation, rows)
        return {outcome.uid: self._with_records(outcome) for outcome in outcomes}

    def _with_records(self, outcome: Outcome) -> Outcome:
        if outcome.state == "applied":
            return outcome
        records = tuple(state_of(self.states, key) for key in self.asked[outcome.uid])
        return Outcome(
            outcome.uid,
            outcome.state,
            outcome.code,
            outcome.facts,
            outcome.notes,
            outcome.revs,
            records,
        )

    def _kept(self, told: Operation, outcome: Outcome) -> dict[str, Any]:
        """The operation as the hub's journal keeps it: new records by their uid alone."""
        changes = [
            {**change, "new": True} if "new" in change else dict(change) for change in told.changes
        ]
        return {
            "uid": told.uid,
            "desk_no": self.desk_no,
            "n": told.n,
            "digest": told.digest(),
            "at": told.at,
            "received_at": self.now,
            "agent": told.agent,
            "action": told.action,
            "ticket": told.ticket,
            "told": {} if outcome.code == UNSTORABLE else {"args": told.args, "changes": changes},
            "outcome": {
                "state": outcome.state,
                "code": outcome.code,
                "facts": dict(outcome.facts),
                "notes": [note.told() for note in outcome.notes],
                "revs": [list(rev) for rev in outcome.revs],
                "keys": [list(key) for key in self.asked[told.uid]],
            },
        }


def _correct_timeline(touched: dict[Key, Standing], notes: list[Note]) -> None:
    """Take from the operation's own timeline lines what did not come to pass."""
    kept = {(note.uid, note.field) for note in notes if note.how in ("conflict", "kept")}
    if not kept:
        return
    for item in touched.values():
        told = item.facts.get("data", {}).get("fields") if item.kind == "entry" else None
        if not (item.fresh and item.rev == 1 and isinstance(told, dict)):
            continue
        missed = [name for name in told if (item.facts["ticket"], name) in kept]
        if missed:
            fields = {name: value for name, value in told.items() if name not in missed}
            item.facts["data"] = {**item.facts["data"], "fields": fields, "kept": missed}


def _keys(operations: list[Operation]) -> set[Key]:
    """All records that the operations touch or lean on."""
    keys: set[Key] = set()
    for told in operations:
        for change in told.changes:
            key = _key(change)
            if key is None:
                continue
            keys.add(key)
            new = change.get("new")
            if isinstance(new, dict) and key[0] in TICKET_OF and key[0] != "ticket":
                keys.add(("ticket", str(new.get("ticket", ""))))
            if key[0] == "claim":
                keys.add(("agent", told.agent))
    return keys


def _key(change: Any) -> Key | None:
    """Which record a change is about; None when it does not say."""
    kind, uid = change.get("kind"), change.get("uid")
    return (kind, uid) if isinstance(kind, str) and isinstance(uid, str) else None

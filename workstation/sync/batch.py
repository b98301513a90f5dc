"""A batch of operations decided at the hub: merged over locked records, then written together.

The database's own functions (authority/sql/33_decide.sql) do the same on PostgreSQL; tests hold
both to one meaning.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection

from workstation.domain.automation import FIRING
from workstation.domain.refusal import Refusal
from workstation.store.kinds import ON_CLAIM, TICKET_OF
from workstation.sync import hub_lease, rule_words
from workstation.sync.bulk_insert import insert_rows
from workstation.sync.claim_guards import ClaimGuards
from workstation.sync.claim_record_guards import CLAIM_RECORDS, ClaimRecordGuards
from workstation.sync.guards import Guards, check_person
from workstation.sync.hub_setup import now_ms
from workstation.sync.hub_tables import operation
from workstation.sync.merge import TELLING, merge_record, same
from workstation.sync.naming import (
    asked,
    changes_of,
    checked_key,
    complete,
    key_of,
    leaned_on,
    told_changes,
)
from workstation.sync.protocol import Facts, Key, Note, Operation, Outcome
from workstation.sync.refused_makers import follows
from workstation.sync.rights import check_owner, check_paid_before
from workstation.sync.rule_guards import check_rule, keep_words, words_of
from workstation.sync.said_scripts import SaidScripts
from workstation.sync.script_guards import SCRIPT_KINDS, check_scripts
from workstation.sync.shapes import DROPPABLE, MOMENTS, check_shapes
from workstation.sync.standing import (
    Standing,
    hang,
    load,
    log,
    log_line,
    place,
    save,
    settle,
    state_of,
)

_log = logging.getLogger("aftercare.sync")
#: The database cannot keep the operation's words (such as a character that is none).
UNSTORABLE: Final = "unstorable"
#: Actions by which an agent puts a ticket back whether it was owned already or only served.
GIVING_UP: Final = ("ReleaseTicket", "SkipTicket")
#: Milliseconds by which a moment may be ahead of the hub's clock.
AHEAD_MS: Final = 60_000
#: Record -> the refused operation that should have made it.
Unmade = dict[Key, str]


class Batch:
    """Operations decided in order over records read once, and written together."""

    def __init__(
        self,
        connection: Connection,
        desk_no: int,
        operations: list[Operation],
        unmade: Unmade,
    ) -> None:
        self.connection = connection
        self.desk_no = desk_no
        self.operations = operations
        self.unmade = unmade
        self.now = now_ms()
        self.states = load(connection, leaned_on(operations), lock=True)
        self.guards = Guards(connection, operations)
        self.said = SaidScripts(connection)
        self.lines: list[dict[str, Any]] = []
        self.freed: dict[str, str] = {}
        self.moved: set[Key] = set()
        self.given_up: list[tuple[str, str]] = []

    def take(self) -> dict[str, Outcome]:
        """Decide all, write all, answer all."""
        with rule_words.holding(words_of(self.connection), self.now):
            return self._written([self._decide(told) for told in self.operations])

    def refuse_all(self, refusal: Refusal) -> dict[str, Outcome]:
        """Refuse all for one reason."""
        return self._written([self._refused(told, refusal) for told in self.operations])

    def keep(self, outcomes: list[Outcome]) -> dict[str, Outcome]:
        """Write down outcomes that were decided elsewhere, and that change no record."""
        return self._written(outcomes)

    def _decide(self, told: Operation) -> Outcome:
        if (known := self._fired_before(told)) is not None:
            return Outcome(told.uid, "merged", notes=(known,))
        touched: dict[Key, Standing] = {}
        try:
            notes = [
                note for change in changes_of(told) for note in self._one(told, change, touched)
            ]
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
            revs.append((*key, before.rev if before else 0, after.rev))
            self.lines.append(log_line(after, self.desk_no, told.uid, before, self.now))
            self.states[key] = after
            if before is not None and after.kind == "ticket":
                self._follow(before, after, touched)
        if told.action in GIVING_UP:
            self.given_up.append((told.ticket, told.agent))
        state = "merged" if notes else "applied"
        return Outcome(told.uid, state, notes=tuple(notes), revs=tuple(revs))

    def _fired_before(self, told: Operation) -> Note | None:
        """A note where another desk has let the same automation act at the same moment.

        Then nothing of the operation is new: the line that a firing leaves has the same uid
        everywhere.
        """
        if told.action != FIRING or not isinstance(told.args, dict):
            return None
        entry = str(told.args.get("entry", ""))
        made = any(
            key_of(change) == ("entry", entry) and "new" in change for change in told_changes(told)
        )
        if not made or ("entry", entry) not in self.states:
            return None
        return Note("entry", entry, "uid", "kept")

    def _follow(self, before: Standing, after: Standing, touched: Mapping[Key, Standing]) -> None:
        """What hangs on a moved ticket moves; a ticket that changed hands is held no longer."""
        if (before.grp, before.region) != (after.grp, after.region):
            self.moved.add(("ticket", after.uid))
            for item in (*self.states.values(), *touched.values()):
                if item.ticket == after.uid and item.kind != "ticket":
                    item.grp, item.region = after.grp, after.region
        if (before.grp, before.owner) != (after.grp, after.owner):
            self.freed[after.uid] = after.owner

    def _refused(self, told: Operation, refusal: Refusal) -> Outcome:
        if refusal.code == "record_missing":
            refusal = follows(self.connection, told, refusal)
        for change in told_changes(told):
            key = key_of(change)
            if key is not None and "new" in change:
                self.unmade[key] = told.uid
        return Outcome(told.uid, "refused", refusal.code, dict(refusal.facts))

    def _one(self, told: Operation, change: Any, touched: dict[Key, Standing]) -> list[Note]:
        """One record's change, on a copy that counts only if all of the operation does."""
        key = checked_key(change)
        stands = self.states.get(key)
        if "new" in change:
            return self._new(told, change, stands, touched)
        if stands is None:
            if change.get("gone") is True:
                return []
            raise self._missing(key)
        if change.get("gone") is True:
            return self._drop(told, stands, touched)
        if stands.gone:
            raise Refusal("record_gone", kind=key[0], uid=key[1])
        if not isinstance(change.get("set"), dict) or not isinstance(change.get("base"), dict):
            raise Refusal("operation_malformed", reason="base or set")
        change, kept = self._unless_leased(told, change, stands)
        merged = merge_record(
            *key, stands.facts, change, action=told.action, authors=stands.authors
        )
        notes = [*kept, *merged.notes]
        if merged.fields:
            fields, corrected = self._clamped(key, merged.fields)
            after = self._next(told, stands, fields=fields)
            on = touched.get(("ticket", after.ticket))
            if on is not None and after.kind != "ticket":
                after.grp, after.region = on.grp, on.region
            self._check(told, after, stands.facts, touched)
            touched[key] = after
            notes += corrected
        return notes

    def _drop(self, told: Operation, stands: Standing, touched: dict[Key, Standing]) -> list[Note]:
        if stands.kind not in DROPPABLE:
            raise Refusal("not_allowed", act="drop", role="", agent=told.agent)
        if not stands.gone:
            touched[stands.kind, stands.uid] = self._next(told, stands, gone=True)
        return []

    def _missing(self, key: Key) -> Refusal:
        """Why a record is not here: its making was refused, or nobody made it."""
        kind, uid = key
        if key in self.unmade:
            return Refusal("follows_refused", kind=kind, uid=uid, operation=self.unmade[key])
        return Refusal("record_missing", kind=kind, uid=uid)

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
        key = kind, uid = change["kind"], change["uid"]
        facts = complete(kind, change["new"])
        if stands is not None:
            return [Note(kind, uid, "uid", "kept")] if _differs(stands, facts) else []
        check_shapes(kind, facts)
        facts, notes = self._clamped(key, facts)
        item = Standing(
            kind, uid, 1, facts, author=told.agent, fresh=True, dirty=True, changed_at=self.now
        )
        place(item, self._holder(item, touched))
        self._check(told, item, {}, touched)
        if kind in ("ticket", "claim"):
            number = self.guards.number(item, self.desk_no, {**self.states, **touched})
            if number != facts["number"]:
                notes.append(Note(kind, uid, "number", "renumbered", facts["number"], number))
                item.facts["number"] = number
        touched[key] = item
        return notes

    def _holder(self, item: Standing, touched: Mapping[Key, Standing]) -> Standing | None:
        """What a new record hangs on, which must be there."""
        if item.kind == "ticket" or item.kind not in (*TICKET_OF, "print"):
            return None
        kind = "claim" if item.kind in ON_CLAIM else "ticket"
        key = (kind, str(item.facts[kind]))
        found = touched.get(key) or self.states.get(key)
        if found is None:
            raise self._missing(key)
        return found

    def _check(
        self,
        told: Operation,
        item: Standing,
        before: Facts,
        touched: dict[Key, Standing],
    ) -> None:
        agent = ("agent", told.agent)
        person = touched.get(agent) or self.states.get(agent)
        if item.kind == "claim":
            around = {**self.states, **touched}
            claims = ClaimGuards(self.connection, around, told.agent, person, self.now)
            self.guards.approval(item, before, person, claims.limit(item, before))
            claims.version(item, before)
            claims.handed_in(item, before)
            claims.held(item, before)
            check_paid_before(self.connection, item, before, person, around)
            self.guards.single_claim(item, around)
            self.guards.serial(item, around)
        elif item.kind in CLAIM_RECORDS:
            around = {**self.states, **touched}
            records = ClaimRecordGuards(self.connection, around, told.agent, person, self.now)
            records.check(item, before)
            if item.kind == "print":
                self.guards.serial(item, around)
        elif item.kind == "ticket":
            check_owner(self.connection, told, item, before, person, self.operations)
        elif item.kind == "agent":
            check_person(person, item.uid, before, item.facts)
        elif item.kind == "rule":
            around = {**self.states, **touched}
            check_rule(self.connection, item, before, person, around, self.now)
        elif item.kind in SCRIPT_KINDS:
            around = {**self.states, **touched}
            check_scripts(self.said, item, before, told.agent, person, around, self.now)

    def _clamped(self, key: Key, facts: Facts) -> tuple[dict[str, Any], list[Note]]:
        """The facts with moments that cannot have been yet set to the hub's present."""
        mended = dict(facts)
        notes = []
        for name in MOMENTS.get(key[0], ()):
            told = facts.get(name)
            if told is not None and told > self.now + AHEAD_MS:
                mended[name] = self.now
                notes.append(Note(*key, name, "corrected", told, self.now))
        return mended, notes

    def _next(
        self, told: Operation, stands: Standing, *, fields: Any = None, gone: bool = False
    ) -> Standing:
        written = fields or {}
        after = Standing(
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
            ticket=stands.ticket,
            grp=stands.grp,
            region=stands.region,
            opened_by=stands.opened_by,
        )
        if after.kind == "ticket":
            settle(after)
        return after

    def _written(self, outcomes: list[Outcome]) -> dict[str, Outcome]:
        save(self.connection, [item for item in self.states.values() if item.dirty])
        for key in self.moved:
            hang(self.connection, self.states[key])
        if any(item.dirty and item.kind == "rule" for item in self.states.values()):
            keep_words(self.connection)
        log(self.connection, self.lines)
        hub_lease.free(self.connection, self.freed)
        for ticket, agent in self.given_up:
            hub_lease.release(self.connection, ticket, agent)
        answers = list(zip(self.operations, outcomes, strict=True))
        insert_rows(self.connection, operation, [self._kept(*answer) for answer in answers])
        return {told.uid: self._with_records(told, outcome) for told, outcome in answers}

    def _with_records(self, told: Operation, outcome: Outcome) -> Outcome:
        if outcome.state == "applied":
            return outcome
        records = tuple(state_of(self.states, key) for key in asked(told))
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
            {**change, "new": True} if isinstance(change, dict) and "new" in change else change
            for change in told_changes(told)
        ]
        applied = outcome.state == "applied"
        return {
            "uid": told.uid,
            "desk_no": self.desk_no,
            "n": told.n,
            "digest": told.digest(),
            "at": self.now if told.at > self.now + AHEAD_MS else told.at,
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
                "keys": [] if applied else [list(key) for key in asked(told)],
            },
        }


def _differs(stands: Standing, facts: Facts) -> bool:
    """Whether a record that is there already is another than the one that was to be made."""
    return stands.gone or any(not same(stands.facts.get(name), facts[name]) for name in facts)


def _correct_timeline(touched: dict[Key, Standing], notes: list[Note]) -> None:
    """Take from the operation's own timeline lines what did not come to pass."""
    kept = {(note.uid, note.field) for note in notes if note.how in ("conflict", "kept")}
    if not kept:
        return
    for item in touched.values():
        told = item.facts.get("data", {}).get("fields") if item.kind == "entry" else None
        if not (item.fresh and item.rev == 1 and isinstance(told, dict)):
            continue
        missed = sorted(name for name in told if (item.facts["ticket"], name) in kept)
        if missed:
            fields = {name: value for name, value in told.items() if name not in missed}
            item.facts["data"] = {**item.facts["data"], "fields": fields, "kept": missed}

"""What must be true: some of it after every step, all of it once everything has healed.

The numbers I1 to I12 are those of the invariants in CONTRIBUTING.md.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.simulator import replay
from tests.simulator.claiming import money_is_right
from tests.simulator.desk import Kept, SimDesk
from tests.simulator.speaking import all_say_the_same, lives_are_right
from tests.simulator.world import World
from workstation import checking
from workstation.actions.claims import NumberClaim
from workstation.domain.claim import LIVE_CLAIMS
from workstation.domain.refusal import Refusal
from workstation.settings import Settings
from workstation.store.flat import whole
from workstation.store.kinds import CLASSES, TICKET_OF
from workstation.store.operations import OWED_MS
from workstation.sync import policy
from workstation.sync.policy import policy_of
from workstation.sync.protocol import Scope

#: Rounds of everybody within which all must agree again.
ROUNDS = 8
_RETRY_MS = 2 * 3_600_000
_KEPT_MS = 29 * 86_400_000
_LAID_OVER = (policy.COUNT, policy.ELEMENTS, policy.KEYS, policy.LATEST, policy.EARLIEST)


# after every step


def after_step(world: World, desk: SimDesk) -> None:
    """The cheap ones, of the desk that just acted."""
    _cursor_goes_on(world, desk)
    _own_work_is_there(world, desk)
    _own_work_is_shown(world, desk)


def _cursor_goes_on(world: World, desk: SimDesk) -> None:
    """I5: within a life of the hub and of the desk a place in the feed never goes back."""
    cursor = desk.state("hub_cursor")
    if not cursor or world.box.kind != "sqlite":
        return
    told = json.loads(cursor)
    at = told.get("at")
    who = (told.get("epoch"), desk.state("hub_desk_no"), desk.state("hub_rescans"))
    before_who, before = desk.heads.get("cursor", (None, None))
    if before_who == who and isinstance(at, int) and isinstance(before, int) and at < before:
        raise world.broken("I5 cursors never go back", f"{desk.name}: {at} after {before}")
    if at is not None:
        desk.heads["cursor"] = (who, at)


def _own_work_is_there(world: World, desk: SimDesk) -> None:
    """I1, I6: what a person was told is done stays written down, whatever ended afterwards."""
    here = desk.operations()
    for kept in world.kept.values():
        if kept.desk != desk.name or kept.uid in here or kept.uid in world.excused:
            continue
        if kept.uid not in world.forgotten:
            _forgotten_in_time(world, desk, kept)


def _forgotten_in_time(world: World, desk: SimDesk, kept: Kept) -> None:
    """Only work that the hub took in a month ago may be dropped from the list of sent work."""
    query = "SELECT received_at FROM hub_operation WHERE uid=?"
    for row in world.box.rows(query.replace("?", world.box.mark), kept.uid):
        if world.laws.now - row["received_at"] >= _KEPT_MS:
            world.forgotten.add(kept.uid)
            return
    raise world.broken("I6 own work stays", f"{desk.name}: {kept.action} {kept.uid}")


def _own_work_is_shown(world: World, desk: SimDesk) -> None:
    """I4: what is seen is what the hub has with one's own unsent work over it."""
    shown: dict[tuple[str, str], dict[str, Any]] = {}
    made: set[tuple[str, str]] = set()
    rows = desk.rows(
        "SELECT changes FROM operation WHERE state='waiting' AND answered_at IS NULL ORDER BY n"
    )
    for (changes,) in rows:
        for change in json.loads(changes):
            key = (change["kind"], change["uid"])
            if change.get("gone"):
                shown.pop(key, None)
            elif "new" in change:
                shown[key] = dict(change["new"])
                made.add(key)
            else:
                shown.setdefault(key, {}).update(change["set"])
    for (kind, uid), wanted in shown.items():
        if kind not in CLASSES:
            continue
        record = desk.find(kind, uid)
        if record is None:
            if (kind, uid) not in made:
                continue  # the hub refused its making: this work will be refused, too
            raise world.broken("I4 own work is shown", f"{desk.name} lacks {kind} {uid}")
        for name, value in wanted.items():
            if policy_of(kind, name) in _LAID_OVER or name == "number":
                continue
            stands = _fact(getattr(record, name))
            if stands != _fact(value):
                detail = f"{desk.name}: {kind} {uid} {name} is {stands!r}, not {value!r}"
                raise world.broken("I4 own work is shown", detail)


def _fact(value: Any) -> Any:
    return json.loads(json.dumps(value, default=str))


# once everything has healed


def heal(world: World) -> None:
    """Lines, disks and hub are good again, and everybody exchanges until nothing is new."""
    world.tell("everything heals")
    world.laws.room.clear()
    world.stop_hub(False)
    for number, desk in enumerate(world.desks):
        desk.line.away = False
        world.cut_off(number, False)
    for _ in range(2):
        world.outside()  # whatever was begun is committed
    while world.under_way:
        world.arrive(0)
    _all_agree(world)
    if any(desk.rows("SELECT 1 FROM operation WHERE state='owed'") for desk in world.desks):
        world.pass_time(OWED_MS)  # nobody made the record again: it is refused at last
        _all_agree(world)
    if _number_provisional(world):
        _all_agree(world)


def _number_provisional(world: World) -> int:
    """Forms that bear 待编号 get their number once there are some again; how many did."""
    done = 0
    for claim in sorted(world.provisional):
        for number, desk in enumerate(world.desks):
            here, who = desk.find("claim", claim), desk.person or "person-leader"
            may = desk.find("agent", who).role in ("leader", "admin", "claims")
            if here is None or here.serial or here.status != "approved" or not may:
                continue
            world.exchange(number, {})  # so that there is a number in hand
            told = world.act(number, NumberClaim(claim), who.removeprefix("person-"))
            if not str(told).startswith("LP"):
                raise world.broken("provisional forms are numbered later", f"{desk.name}: {told}")
            done += 1
            break
    return done


def _all_agree(world: World) -> None:
    before: Any = None
    for _ in range(ROUNDS):
        for number in range(len(world.desks)):
            world.exchange(number, {})
        for number in range(len(world.desks)):
            world.carry(number, {})
            world.post(number)
        world.pass_time(_RETRY_MS)
        now = [(desk.contents(), desk.operations()) for desk in world.desks]
        if now == before:
            return
        before = now
    raise world.broken("I10 all agree within some rounds", f"still changing after {ROUNDS}")


def healed(world: World) -> None:
    """All invariants, over everything."""
    heal(world)
    hub = _Hub(world)
    for desk in world.desks:
        _nothing_waits(world, desk)
        _own_work_is_there(world, desk)
        _outcomes_are_known(world, desk, hub)
        _replica_is_the_hubs(world, desk, hub)
        _files_open(world, desk, hub)
        _desk_is_sound(world, desk)
        _drafts_are_there(world, desk)
    _all_arrived(world, hub)
    replay.once_each(world, hub)
    replay.in_order(world, hub)
    replay.one_desk_one_number(world, hub)
    replay.nothing_overwritten(world, hub)
    _money_is_right(world, hub)
    money_is_right(world, hub.records)
    lives_are_right(world, hub.records)
    all_say_the_same(world, hub.records)
    _nobody_was_renewed_for_nothing(world)
    with world.laws.acting("hub"):
        found = world.box.hub("operator").check()
    found = tuple(f for f in found if f.code != "functions_differ")  # its clock is the world's
    if found:
        raise world.broken("the hub's own check", found)


class _Hub:
    """What the hub holds, read past its functions."""

    def __init__(self, world: World) -> None:
        self.operations = {row["uid"]: row for row in world.box.rows("SELECT * FROM hub_operation")}
        self.records = {
            (row["kind"], row["uid"]): row for row in world.box.rows("SELECT * FROM hub_record")
        }
        self.leases = world.box.rows("SELECT * FROM hub_lease")


def _nothing_waits(world: World, desk: SimDesk) -> None:
    waiting = [uid for uid, (state, _) in desk.operations().items() if state == "waiting"]
    if waiting:
        raise world.broken("I10 nothing waits", f"{desk.name}: {waiting}")


def _all_arrived(world: World, hub: _Hub) -> None:
    """I1: every acknowledged operation is in the hub, but those that a restore took for good."""
    for kept in world.kept.values():
        if kept.uid in hub.operations or kept.uid in world.excused:
            continue
        if world.restores and kept.uid in world.forgotten:
            continue
        raise world.broken("I1 nothing acknowledged is lost", f"{kept.desk}: {kept}")


def _outcomes_are_known(world: World, desk: SimDesk, hub: _Hub) -> None:
    """I6: a desk knows what became of its work; refused words are drafts, conflicts are open."""
    drafts = {draft.uid: draft for draft in desk.drafts.all()}
    conflicts = {tuple(row) for row in desk.rows("SELECT record,field FROM conflict")}
    for uid, (state, code) in desk.operations().items():
        stored = hub.operations.get(uid)
        if stored is None:
            if uid in world.excused or uid not in world.kept:
                continue
            raise world.broken("I1 nothing acknowledged is lost", f"{desk.name}: {uid} {state}")
        outcome = stored["outcome"]
        refused = outcome["state"] == "refused"
        same = code in (outcome["code"], "follows_refused" if refused else "")
        if refused != (state in ("refused", "settled")) or not same:
            detail = f"{desk.name}: {uid} is {state} {code!r}, at the hub {outcome}"
            raise world.broken("I6 outcomes are known", detail)
        kept = world.kept.get(uid)
        if kept is None:
            continue
        if (
            refused
            and (words := _words(kept.args))
            and (uid not in drafts or drafts[uid].body != words)
        ):
            detail = f"{desk.name}: {kept.action} {words!r} {code} has no draft"
            raise world.broken("I6 refused words are kept", detail)
        for note in outcome["notes"]:
            if note["how"] != "conflict":
                continue
            if (note["uid"], note["field"]) not in conflicts:
                detail = f"{desk.name}: {kept.action} {note}"
                raise world.broken("nothing is overwritten silently", detail)


def _words(args: dict[str, Any]) -> str:
    for name in ("body", "note", "reason", "description"):
        if str(args.get(name) or "").strip():
            return str(args[name])
    return ""


def sees(scope: Scope, group: str, region: str) -> bool:
    """Whether a scope has room for a ticket."""
    in_group = not scope.groups or group in scope.groups
    return in_group and (not scope.regions or region in scope.regions)


def _may_see(desk: SimDesk, hub: _Hub, ticket: Any) -> bool:
    """Whether the person whose login a desk uses may see a ticket."""
    if not desk.person:
        return True
    person = whole("agent", hub.records["agent", desk.person]["body"])
    if person["role"] in ("leader", "admin") or not person["groups"]:
        return True
    facts = whole("ticket", ticket["body"])
    own = desk.person in (facts["owner"], ticket["opened_by"])
    return own or facts["group_code"] in person["groups"]


def _visible(world: World, desk: SimDesk, hub: _Hub) -> Iterator[tuple[tuple[str, str], Any]]:
    for key, row in hub.records.items():
        if row["gone"]:
            continue
        ticket = _ticket_of(row, hub)
        if ticket is not None:
            facts = whole("ticket", ticket["body"])
            if not sees(desk.scope, str(facts["group_code"]), str(facts.get("region") or "")):
                continue
            if not _may_see(desk, hub, ticket):
                continue
        yield key, row


def _ticket_of(row: Any, hub: _Hub) -> Any:
    """The ticket that a record hangs on, found by its facts; None for what hangs on none."""
    kind, facts = row["kind"], row["body"]
    if kind == "ticket":
        return row
    if kind == "print":
        claim = hub.records.get(("claim", facts.get("claim", "")))
        return _ticket_of(claim, hub) if claim else None
    name = TICKET_OF.get(kind)
    return hub.records.get(("ticket", facts.get(name, ""))) if name else None


def _replica_is_the_hubs(world: World, desk: SimDesk, hub: _Hub) -> None:
    """I3, I8: field by field, all that the desk may see and nothing else."""
    here = desk.contents()
    for key, row in _visible(world, desk, hub):
        found = here.pop(key, None)
        if found is None:
            raise world.broken("I3 replicas equal the hub", f"{desk.name} lacks {key}")
        rev, facts = found
        wanted = _fact({**whole(key[0], row["body"]), "uid": key[1]})
        differs = {
            name: (value, wanted.get(name))
            for name, value in _fact(facts).items()
            if value != wanted.get(name)
        }
        if differs or rev != row["rev"]:
            detail = f"{desk.name} {key}: revision {rev} of {row['rev']}, (here, hub): {differs}"
            raise world.broken("I3 replicas equal the hub", detail)
    kept = _still_needed(desk)
    here = {key: told for key, told in here.items() if _hangs_on(desk, *key) not in kept}
    if here:
        raise world.broken("I8 nothing else is here", f"{desk.name}: {sorted(here)}")
    _leases_agree(world, desk, hub)


def _still_needed(desk: SimDesk) -> set[str]:
    """Tickets that are to leave once their open question is settled."""
    query = (
        "SELECT ticket FROM leaving INTERSECT SELECT * FROM (SELECT ticket FROM conflict"
        " WHERE settled_at IS NULL UNION SELECT ticket FROM operation WHERE state='refused')"
    )
    return {row[0] for row in desk.rows(query)}


def _hangs_on(desk: SimDesk, kind: str, uid: str) -> str:
    if kind == "ticket":
        return uid
    if kind == "print":
        kind, uid = "claim", desk.find("print", uid).claim
    name = TICKET_OF.get(kind)
    return str(getattr(desk.find(kind, uid), name)) if name else ""


def _files_open(world: World, desk: SimDesk, hub: _Hub) -> None:
    """I11: what a file contains can be had at every desk, and is what its name says."""
    for (kind, uid), row in hub.records.items():
        if kind != "attachment" or row["gone"]:
            continue
        sha256 = row["body"]["sha256"]
        try:
            with desk.acting():
                content = desk.fetch(sha256).read_bytes()
        except Refusal as refusal:
            if refusal.code == "not_allowed" and not _names(desk, hub, sha256):
                continue
            raise world.broken("I11 files are there", f"{desk.name} {uid} {refusal}") from refusal
        if hashlib.sha256(content).hexdigest() != sha256:
            raise world.broken("I11 files are there", f"{desk.name} {uid} is damaged")


def _names(desk: SimDesk, hub: _Hub, sha256: str) -> bool:
    """Whether a ticket that the desk's person may see names a content."""
    return any(
        kind == "attachment"
        and row["body"]["sha256"] == sha256
        and _may_see(desk, hub, _ticket_of(row, hub))
        for (kind, _), row in hub.records.items()
        if not row["gone"]
    )


def _leases_agree(world: World, desk: SimDesk, hub: _Hub) -> None:
    now = world.laws.now
    seen = {key[1] for key, _ in _visible(world, desk, hub) if key[0] == "ticket"}
    there = {
        (row["ticket"], row["agent"], row["until"])
        for row in hub.leases
        if row["until"] > now and row["ticket"] in seen
    }
    here = set(desk.rows("SELECT ticket,agent,until FROM lease WHERE until>?", now))
    if here != there:
        raise world.broken("I7 leases are known", f"{desk.name}: {here - there} not {there - here}")


class _Sound:
    """A desk as its own check wants it."""

    def __init__(self, desk: SimDesk) -> None:
        self.read = desk
        self.profile = desk.folder
        self.blob = desk.blobs.get
        self.settings = Settings()

    def rules_unused(self) -> tuple[Any, ...]:
        """No rule of one's own: it goes by those of the program."""
        return ()

    def scripts_unused(self) -> tuple[Any, ...]:
        """Every script can be read: the same program made it."""
        return ()


def _desk_is_sound(world: World, desk: SimDesk) -> None:
    try:
        found = checking.check_desk(_Sound(desk))  # type: ignore[arg-type]
    except Refusal as refusal:
        raise world.broken("the desk's own check", refusal) from refusal
    if found:
        raise world.broken("the desk's own check", f"{desk.name}: {found}")
    repaired = desk.rows("SELECT changes FROM journal WHERE action='VerifyReplica'")
    if repaired:
        raise world.broken("nothing had to be repaired", f"{desk.name}: {repaired}")
    lacking = desk.rows(
        "SELECT o.uid FROM operation o LEFT JOIN journal j ON j.operation=o.uid WHERE j.id IS NULL"
    )
    if lacking:
        raise world.broken("the journal is complete", f"{desk.name}: {lacking}")


def _drafts_are_there(world: World, desk: SimDesk) -> None:
    here = {draft.uid: draft.body for draft in desk.drafts.all()}
    for uid, body in desk.drafts_saved.items():
        if here.get(uid) != body:
            raise world.broken("drafts are intact", f"{desk.name}: {body}")


def _money_is_right(world: World, hub: _Hub) -> None:
    """I12: no claim paid twice, no parcel with two live claims, no serial on two claims."""
    live: dict[str, str] = {}
    serials: dict[str, str] = {}
    for (kind, uid), row in hub.records.items():
        if kind != "claim" or row["gone"]:
            continue
        facts = whole("claim", row["body"])
        if facts["status"] in LIVE_CLAIMS and facts["waybill"]:
            if other := live.get(facts["waybill"]):
                raise world.broken("one live claim", f"{facts['waybill']}: {uid} {other}")
            live[facts["waybill"]] = uid
        if serial := facts["serial"]:
            if other := serials.get(serial):
                raise world.broken("no serial twice", f"{serial}: {uid} {other}")
            serials[serial] = uid
    if not world.restores and not any(desk.renewed for desk in world.desks):
        for serial, claims in world.serials.items():
            if len(claims) > 1:
                raise world.broken("no serial twice", f"{serial}: {claims}")
    came_back: Counter[str] = Counter()
    paid: dict[str, list[str]] = {}
    for uid, row in hub.operations.items():
        if row["outcome"]["state"] == "refused":
            continue
        kept = world.kept.get(uid)
        if row["action"] == "ReversePayment":
            payment = hub.records.get(("payment", kept.args["payment"] if kept else ""))
            claim = payment["body"]["claim"] if payment else ""
            came_back.update({claim, row["ticket"]})
        elif row["action"] == "PayClaim":
            claim = kept.args["claim"] if kept else row["ticket"]
            paid.setdefault(claim, []).append(uid)
    for claim, uids in paid.items():
        if len(uids) > 1 + came_back[claim]:
            raise world.broken("no claim paid twice", f"{claim}: {uids}")


def _nobody_was_renewed_for_nothing(world: World) -> None:
    """A desk becomes another only when its files were copied or restored."""
    if world.restores:
        return
    for desk in world.desks:
        if not desk.renewed and desk.state("hub_desk_no") != str(desk.number):
            detail = f"{desk.name} was {desk.number}, is {desk.state('hub_desk_no')}"
            raise world.broken("nobody is renewed for nothing", detail)

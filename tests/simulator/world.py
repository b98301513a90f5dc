"""The world: desks, people, a hub, and everything that befalls them, one step at a time.

Every step is a method with plain numbers for its choices, so that a seed or Hypothesis may draw
them; the world itself draws nothing. What happened is kept as a story that a person can read.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.simulator.desk import Kept, SimDesk
from tests.simulator.doing import Doing, made
from tests.simulator.laws import Killed, Laws
from tests.simulator.line import Line
from tests.simulator.mishaps import Mishaps
from workstation import posting
from workstation.actions.replies import MarkDelivery
from workstation.domain.conversation import Draft
from workstation.domain.identity import new_uid
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.store import queue
from workstation.sync.protocol import HubUnreachable, Scope

#: The people: two who decide, one who pays, three who answer.
TEAM: Final = (
    Agent("person-admin", "Admin", role="admin", groups=("individual", "cod", "claims")),
    Agent("person-leader", "Leader", role="leader", groups=("individual", "cod", "claims")),
    Agent("person-clerk", "Clerk", role="claims", groups=("claims",)),
    Agent("person-anna", "Anna", groups=("individual", "cod")),
    Agent("person-bert", "Bert", groups=("individual",)),
    Agent("person-cora", "Cora", groups=("cod", "claims")),
)
LEASE_MS: Final = 15 * 60_000
DAY: Final = 86_400_000


class Broken(AssertionError):
    """Something is not as it must be."""

    def __init__(self, invariant: str, detail: str, story: list[str], seed: int) -> None:
        told = "\n".join(story)
        super().__init__(f"seed {seed}: {invariant}: {detail}\nThe story:\n{told}")
        self.invariant = invariant


@dataclass(frozen=True)
class Grant:
    """A lease that the hub gave."""

    ticket: str
    agent: str
    until: int


class World(Mishaps):
    """Desks around a hub in one folder."""

    def __init__(self, folder: Path, box: Any, laws: Laws, seed: int = 0) -> None:
        self.folder = folder
        self.box = box
        self.laws = laws
        self.seed = seed
        self.people = tuple(person.uid for person in TEAM)
        self.desks: list[SimDesk] = []
        self.story: list[str] = []
        self.kept: dict[str, Kept] = {}
        self.excused: set[str] = set()  # operations that a restored desk never sent
        self.forgotten: set[str] = set()  # accepted long ago, no longer kept by its desk
        self.under_way: list[tuple[str, Callable[[], Any]]] = []
        self.hub_copies: list[tuple[Any, set[str]]] = []
        self.hub_away = False
        self.restores = 0
        self.words = 0
        self.serials: dict[str, set[str]] = {}
        self.provisional: set[str] = set()  # claims whose form bears 待编号, for want of a number
        self.copied: list[tuple[str, str, frozenset[str]]] = []  # two desks, all work until then

    # telling

    def tell(self, line: str) -> None:
        self.story.append(line)

    def broken(self, invariant: str, detail: object) -> Broken:
        return Broken(invariant, str(detail), self.story, self.seed)

    def word(self) -> str:
        self.words += 1
        return f"w{self.words}w"

    def uid(self) -> str:
        return new_uid()

    def at_hub(self, line: Line, name: str, values: Any, named: Any) -> Any:
        """A call arrives at the hub, where the hub's own clock is the clock."""
        if self.hub_away:
            raise HubUnreachable("the hub is down")
        with self.laws.acting("hub"):
            before = self._held() if name in ("take_next", "lease") else {}
            answer = getattr(self.box.hub(line.desk), name)(*values, **named)
            if before is not None and name in ("take_next", "lease") and answer is not None:
                self._granted(answer, before)
        return answer

    def _held(self) -> dict[str, Grant]:
        rows = self.box.rows("SELECT ticket,agent,until FROM hub_lease")
        return {row["ticket"]: Grant(row["ticket"], row["agent"], row["until"]) for row in rows}

    def _granted(self, given: Any, before: dict[str, Grant]) -> None:
        held = before.get(given.ticket)
        if held and held.agent != given.agent and held.until > self.laws.now:
            raise self.broken("I7 one leaseholder", f"{given} although {held}")

    # peopling

    def add_desk(self, folder: Path, skew: int = 0, person: str = "") -> SimDesk:
        """Another desk over files that lie in a folder already, of one person or of all."""
        name = f"desk{len(self.desks) + 1}"
        if person:
            self.box.seat(name, person)
        desk = SimDesk(self, name, folder, skew, person=person)
        self.desks.append(desk)
        return desk

    def at(self, desk: SimDesk, person: int) -> Any:
        """Who works at a desk: its own person, else the one of a number; None when unknown."""
        return desk.find("agent", desk.person or self.people[person % len(self.people)])

    def named(self, name: str) -> SimDesk:
        return next(desk for desk in self.desks if desk.name == name)

    def desk(self, number: int) -> SimDesk:
        return self.desks[number % len(self.desks)]

    # steps

    def work(self, number: int, name: str, person: int, pick: int, more: int) -> None:
        """A person does something at a desk."""
        desk = self.desk(number)
        who = self.at(desk, person)
        self._clock_on(1_000)
        if who is None or not who.active:
            return

        def act() -> None:
            action = made(name, Doing(desk, who, pick, more))
            if action is None:
                return
            try:
                done = desk.do(action, who)
            except Refusal as refusal:
                self._refused(desk, who, action, refusal)
                return
            self.tell(f"{desk.name} {who.name}: {_shown(action)}")
            self._noted(desk, action, done)

        self._at(desk, act)

    def act(self, number: int, action: Any, person: str) -> Any:
        """A person does one certain thing at a desk; what came of it, or the refusal's code."""
        desk = self.desk(number)
        self._clock_on(1_000)
        told: list[Any] = []

        def act() -> None:
            who = desk.find("agent", f"person-{person}")
            try:
                done = desk.do(action, who)
            except Refusal as refusal:
                self._refused(desk, who, action, refusal)
                told.append(refusal.code)
                return
            self.tell(f"{desk.name} {who.name}: {_shown(action)}")
            self._noted(desk, action, done)
            told.append(done.result)

        self._at(desk, act)
        return told[0] if told else None

    def _refused(self, desk: SimDesk, who: Agent, action: Any, refusal: Refusal) -> None:
        self.tell(f"{desk.name} {who.name}: {_shown(action)} -> {refusal.code}")
        if refusal.code == "serial_waiting":
            self.provisional.add(action.claim)
            self.tell("    a provisional copy is printed")

    def _noted(self, desk: SimDesk, action: Any, done: Any) -> None:
        if type(action).__name__ == "NumberClaim":
            self.serials.setdefault(str(done.result), set()).add(action.claim)

    def exchange(self, number: int, troubles: Mapping[Any, str], fuse: int | None = None) -> None:
        """A desk's courier makes a round, over a bad line, and may be killed in it."""
        desk = self.desk(number)
        self._clock_on(200)
        desk.line.plan(troubles)
        ending = "" if fuse is None else f", killed at its step {fuse}"
        self.tell(f"{desk.name} exchanges{ending}")

        def act() -> None:
            state = desk.round()
            if state.problem:
                self.tell(f"    {state.problem}")

        self._at(desk, act, fuse)
        desk.line.plan({})

    def serve(self, number: int, person: int, troubles: Mapping[Any, str]) -> None:
        """A person asks for the next ticket and takes it."""
        desk = self.desk(number)
        who = self.at(desk, person)
        self._clock_on(500)
        if who is None:
            return
        desk.line.plan(troubles)

        def act() -> None:
            from workstation.actions.tickets import TakeTicket

            try:
                uid = desk.courier.take_next(who.uid, who.name, who.groups, LEASE_MS)
                self.tell(f"{desk.name} {who.name} is served {self.short(uid)}")
                if uid is not None:
                    desk.do(TakeTicket(uid), who)
            except Refusal as refusal:
                self.tell(f"{desk.name} {who.name} asks for the next: {refusal.code}")

        self._at(desk, act)
        desk.line.plan({})

    def hold(self, number: int, person: int, pick: int, give_back: bool) -> None:
        """A person renews a lease or gives it back."""
        desk = self.desk(number)
        who = self.at(desk, person)
        chosen = desk.newest("ticket", 6)
        if who is None or not chosen:
            return
        uid = chosen[pick % len(chosen)].uid

        def act() -> None:
            try:
                if give_back:
                    done = desk.courier.release(uid, who.uid)
                else:
                    done = desk.courier.lease(uid, who.uid, who.name, LEASE_MS)
            except Refusal as refusal:
                done = refusal.code
            what = "gives back" if give_back else "holds on to"
            self.tell(f"{desk.name} {who.name} {what} {self.short(uid)}: {done}")

        self._at(desk, act)

    def narrow(self, number: int, groups: tuple[str, ...], regions: tuple[str, ...] = ()) -> None:
        """A desk keeps the tickets of other groups and regions from now on; none named: all."""
        desk = self.desk(number)
        self.tell(f"{desk.name} keeps {groups or 'all groups'} {regions or ''}")
        self._at(desk, lambda: desk.keep_scope(Scope(groups, regions)))

    def carry(self, number: int, troubles: Mapping[Any, str], fuse: int | None = None) -> None:
        """A desk sends what files contain."""
        desk = self.desk(number)
        self._clock_on(100)
        desk.line.plan(troubles)
        self.tell(f"{desk.name} sends contents")
        self._at(desk, lambda: desk.files.step() and None, fuse)
        desk.line.plan({})

    def post(self, number: int) -> None:
        """A desk hands over the messages that it has queued, as its post does."""
        desk = self.desk(number)
        who = self.at(desk, 1)

        def act() -> None:
            if desk.held and desk.courier.alone(0):
                desk.held = frozenset()
            while told := queue.due(desk.connection, desk.clock(), desk.held):
                uid, tries = told
                entry = desk.find("entry", uid)
                if entry is not None and entry.delivery == "queued":
                    if tries >= queue.COPIED:
                        desk.do(MarkDelivery(uid, "failed", "desk_copied"), who)
                        self.tell(f"{desk.name} does not hand a message over: it is a copy")
                    else:
                        self._handed(desk, uid)
                        desk.do(MarkDelivery(uid, "recorded"), who)
                        self.tell(f"{desk.name} hands a message over")
                posting._forget(desk.connection, uid)

        try:
            self._at(desk, act)
        except Refusal as refusal:
            self.tell(f"{desk.name} cannot hand a message over: {refusal.code}")

    def _handed(self, desk: SimDesk, entry: str) -> None:
        """A message goes out: not again once the hub knew so when this desk was opened."""
        query = "SELECT body,changed_at FROM hub_record WHERE uid=?"
        for row in self.box.rows(query.replace("?", self.box.mark), entry):
            if row["body"].get("delivery") == "recorded" and row["changed_at"] < desk.opened_at:
                raise self.broken("no message goes out twice", f"{desk.name}: {entry}")

    def open_file(self, number: int, pick: int, troubles: Mapping[Any, str]) -> None:
        """Somebody opens an attachment at a desk."""
        desk = self.desk(number)
        files = desk.newest("attachment", 4)
        if not files:
            return
        wanted = files[pick % len(files)]
        desk.line.plan(troubles)

        def act() -> None:
            try:
                desk.fetch(wanted.sha256)
                self.tell(f"{desk.name} opens {wanted.sha256[:8]}")
            except Refusal as refusal:
                self.tell(f"{desk.name} cannot open {wanted.sha256[:8]}: {refusal.code}")

        self._at(desk, act)
        desk.line.plan({})

    def meet(self, number: int, person: int, pick: int, typing: bool) -> None:
        """A person has a ticket open, which others may hear of or not."""
        desk = self.desk(number)
        chosen = desk.newest("ticket", 6)
        if not chosen:
            return
        who, ticket = self.at(desk, person), chosen[pick % len(chosen)].uid
        if who is None:
            return

        def act() -> None:
            try:
                desk.courier.present(who.uid, who.name, ticket, "typing" if typing else "viewing")
            except Refusal:  # also of a restored hub that does not know the desk yet
                pass

        self._at(desk, act)

    def write(self, number: int, pick: int) -> None:
        """Words are kept as a draft, not sent."""
        desk = self.desk(number)
        chosen = desk.newest("ticket", 6)
        if not chosen:
            return
        uid, body = self.uid(), self.word()
        ticket = chosen[pick % len(chosen)].uid

        def act() -> None:
            desk.drafts.save(Draft(uid, ticket, "reply", body, desk.clock()))
            desk.drafts_saved[uid] = body

        self._at(desk, act)

    def restart(self, number: int) -> None:
        """A desk's process is killed while nothing goes on, and begins anew."""
        desk = self.desk(number)
        self.tell(f"{desk.name} is killed and opened again")
        desk.again()

    def cut_off(self, number: int, away: bool) -> None:
        """A desk's line breaks for long, or is mended."""
        desk = self.desk(number)
        if desk.line.away != away:
            desk.line.away = away
            self.tell(f"{desk.name} is {'cut off' if away else 'back on the line'}")

    def wrong_clock(self, number: int, skew: int) -> None:
        """A desk's clock goes wrong by so many milliseconds, or right with 0."""
        desk = self.desk(number)
        desk.skew = skew
        self.tell(f"{desk.name}'s clock is {skew // 60_000} minutes off")

    def drift(self, number: int, rate: float) -> None:
        """From now on a desk's clock goes too fast by this share of the time, or too slowly."""
        desk = self.desk(number)
        desk.drift = rate
        self.tell(f"{desk.name}'s clock gains {rate * DAY / 1000:+.0f} seconds a day")

    def full_disk(self, where: str, room: int) -> None:
        """A disk has room for so many writes more; fewer than none: all it needs."""
        place = "hub.db" if where == "hub" else f"/{self.desk(int(where)).folder.name}/"
        name = "the hub" if where == "hub" else self.desk(int(where)).name
        if room < 0:
            self.laws.room.pop(place, None)
            self.tell(f"the disk of {name} has room again")
        else:
            self.laws.room[place] = room
            self.tell(f"the disk of {name} is full after {room} writes")

    def pass_time(self, ms: int) -> None:
        """Time passes."""
        self._clock_on(ms)
        self.tell(f"{ms // 60_000} minutes pass")

    def arrive(self, pick: int) -> None:
        """One of the calls that were delayed reaches the hub after all."""
        if not self.under_way:
            return
        what, call = self.under_way.pop(pick % len(self.under_way))
        try:
            call()
            self.tell(f"{what} arrives late")
        except Refusal as refusal:
            self.tell(f"{what} arrives late: {refusal.code}")

    # beneath

    def _clock_on(self, ms: int) -> None:
        self.laws.now += ms
        self.box.tick()
        for desk in self.desks:
            desk.gained += ms * desk.drift
            desk.skew += int(desk.gained)
            desk.gained -= int(desk.gained)

    def _at(self, desk: SimDesk, act: Callable[[], None], fuse: int | None = None) -> None:
        """Something happens at a desk, which may be killed in it; then it is opened again."""
        last = self._settled_up_to(desk)
        self.laws.fuse = fuse
        try:
            with desk.acting():
                act()
        except Killed as killed:
            self.tell(f"    {desk.name} is killed {killed}")
            self.laws.fuse = None
            desk.again()
        except Refusal as refusal:
            if refusal.code != "not_saved":
                raise
            self.tell(f"    {desk.name} cannot save")
        finally:
            self.laws.fuse = None
        for kept in desk.harvest(last):
            known = self.kept.setdefault(kept.uid, kept)
            if known.changes != kept.changes:  # moments of a wrong clock are corrected until it is
                known.varied |= desk.renewed > 0  # sent; in each copy of a desk for itself
                known.changes = kept.changes
        if self.laws.errors:
            raise self.broken("no error that nobody foresaw", "\n".join(self.laws.errors))

    @staticmethod
    def _settled_up_to(desk: SimDesk) -> int:
        """The place of the last operation before those that wait."""
        waiting = "SELECT min(n)-1 FROM operation WHERE state='waiting'"
        return int(desk.rows(f"SELECT coalesce(({waiting}),max(n),0) FROM operation")[0][0])

    def hub_operations(self) -> set[str]:
        return {row["uid"] for row in self.box.rows("SELECT uid FROM hub_operation")}

    def short(self, uid: object) -> str:
        """A ticket's number, to be read."""
        for desk in self.desks:
            if found := desk.rows("SELECT number FROM ticket WHERE uid=?", str(uid)):
                return str(found[0][0])
        return str(uid)

    def close(self) -> None:
        for desk in self.desks:
            desk.end()
        self.box.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _shown(action: Any) -> str:
    told = ", ".join(
        f"{name}={getattr(action, name)!r}"
        for name in getattr(action, "__dataclass_fields__", ())
        if getattr(action, name) not in ("", None, 0, False, ())
    )
    return f"{type(action).__name__}({told})"

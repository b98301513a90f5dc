"""What time sets off: reminders, limits that warn or pass, and rules of the clock.

Every desk has the same rules and works out the same moments. So that each comes to pass once in
the whole company, the desk of a ticket's owner acts at once; the others wait, leaders a minute and
everybody else two, and act only if the line that a firing leaves has not reached them by then.
Its uid follows from the rule, the ticket and the moment, so that the hub knows a second one for
the same. A desk that is cut off acts on what its own person owns and leaves all else to the others.
"""

from __future__ import annotations

import heapq
import logging
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from workstation.background import Worker
from workstation.changes import Changes
from workstation.domain.acts import Act
from workstation.domain.automation import MOMENTS, Automation
from workstation.domain.claim import Claim
from workstation.domain.limits import Planner
from workstation.domain.people import may
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket
from workstation.due_times import outside_of
from workstation.moments import Moment, of_the_clock, of_ticket
from workstation.store import dues, state
from workstation.store.replica import transaction
from workstation.store.work import Work

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.rules.bundle import Rules

_log = logging.getLogger(__name__)
#: Seconds after the start before the first look: the agent's first screen comes first.
FIRST: Final = 20.0
_LONGEST: Final = 60.0
_BREATH: Final = 0.02
_PIECE: Final = 200
#: How long others wait for the owner's desk: leaders, everybody else, and how much that varies.
LEADER_MS: Final = 60_000
OTHERS_MS: Final = 120_000
SPREAD_MS: Final = 60_000
#: What is older than this is past, also where no desk was switched on then.
_OLD_MS: Final = 7 * 86_400_000
#: So far ahead moments are kept in memory, and so often all are worked out anew.
_AHEAD_MS: Final = 12 * 3_600_000
_ANEW_MS: Final = 6 * 3_600_000
_SINCE: Final = "automation_since"
_CLOCK: Final = "automation_clock"
#: Changes of a ticket that move no moment.
_HARMLESS: Final = frozenset(
    {"entries", "attachments", "lease", "unsent", "conflict", "prints", "note", "-"}
)


class Clockwork:
    """The worker that lets automations act at their moments."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._worker = Worker("clockwork", self._round)
        self._guard = threading.Lock()
        self._changed: dict[str, None] = {}
        self._everything = True
        self._waking = False
        self._rules: Rules | None = None
        self._automations: tuple[Automation, ...] = ()
        self._ahead: list[Moment] = []
        self._alive: dict[str, frozenset[Moment]] = {}
        self._begun = 0
        self._planned_at = 0
        self._heard = 0  # since when the hub has been heard without a break
        self._unsubscribe = desk.subscribe(self._on_changes)

    def start(self) -> None:
        """Begin, once the first screen has had its time."""
        self._worker.start()

    def stop(self) -> None:
        """End after the moment at hand."""
        self._unsubscribe()
        self._worker.stop()

    def turn(self) -> float:
        """Let everything act that is due now; the seconds until the next moment."""
        if not self._desk.agent.uid:  # nobody sits here in whose name to act
            return _LONGEST
        if self._begun == 0:
            self._begun = self._desk.writer.submit(_beginning(self._desk.clock())).result()
        self._take_in()
        self._clock()
        return self._strike()

    def _on_changes(self, changes: Changes) -> None:
        came = [uid for uid, names in changes.tickets.items() if names - _HARMLESS]
        with self._guard:
            self._everything |= changes.many or "rules" in changes.kinds
            self._changed.update(dict.fromkeys(came))
            awake = self._waking and bool(came or self._everything)
        if awake:
            self._worker.wake()

    def _round(self) -> float:
        if not self._waking:
            self._worker.rest(FIRST)
            self._waking = True
            if self._worker.stopping():
                return 0.0
        return self.turn()

    # the moments ahead

    def _take_in(self) -> None:
        """Bring the moments in step with what has changed."""
        rules = self._desk.rules
        with self._guard:
            now = self._desk.clock()
            everything = self._everything or rules is not self._rules
            everything |= not 0 <= now - self._planned_at < _ANEW_MS
            self._everything = False
            changed, self._changed = list(self._changed), {}
        planner, connection = Planner(rules), self._desk.read.connection
        if not everything:
            if self._automations:
                outside = dues.Outside(connection)
                claims = dues.live_claims(connection, changed)
                self._plan(
                    [item[1] for item in dues.some(connection, changed)],
                    planner,
                    rules,
                    outside,
                    claims,
                    changed,
                )
            return
        self._rules, self._planned_at = rules, now
        self._automations = tuple(
            rule for rule in rules.automations if rule.active and rule.of(MOMENTS)
        )
        self._ahead, self._alive = [], {}
        place, outside = dues.START, outside_of(connection, rules)
        claims = dues.live_claims(connection)
        while self._automations and not self._worker.stopping():
            found, place = dues.open_after(connection, place, _PIECE)
            if not found:
                break
            self._plan((ticket for _, ticket in found), planner, rules, outside, claims)
            self._worker.rest(_BREATH)

    def _plan(
        self,
        tickets: Iterable[Ticket],
        planner: Planner,
        rules: Rules,
        outside: dues.Outside,
        claims: Mapping[str, Sequence[Claim]],
        known: Iterable[str] = (),
    ) -> None:
        for uid in known:
            self._alive.pop(uid, None)
        now = self._desk.clock()
        oldest, latest = max(self._begun, now - _OLD_MS), now + _AHEAD_MS
        for ticket in tickets:
            moments = of_ticket(
                ticket,
                planner,
                rules,
                self._automations,
                outside.of(ticket),
                claims.get(ticket.uid, ()),
            )
            fresh = [moment for moment in moments if oldest <= moment.at <= latest]
            if fresh:
                self._alive[ticket.uid] = frozenset(fresh)
                for moment in fresh:
                    heapq.heappush(self._ahead, moment)

    def _clock(self) -> None:
        """What the clock has set off since it was looked at last, on every ticket it may concern."""
        now = self._desk.clock()
        connection = self._desk.read.connection
        seen = state.number(connection, _CLOCK, now)
        if seen == now:
            self._desk.writer.submit(_note(_CLOCK, now)).result()
            return
        moments = of_the_clock(self._automations, max(seen, now - _OLD_MS), now, self._desk.zone)
        by_code = {rule.code: rule for rule in self._automations}
        for moment in moments:
            for ticket in self._matching(by_code[moment.rule]):
                one = Moment(moment.at, moment.rule, ticket, moment.occurrence, moment.event)
                self._alive[ticket] = self._alive.get(ticket, frozenset()) | {one}
                heapq.heappush(self._ahead, one)
        if moments or now - seen > _OLD_MS:
            self._desk.writer.submit(_note(_CLOCK, now)).result()

    def _matching(self, rule: Automation) -> Iterator[str]:
        """Open tickets that a rule of the clock matches now."""
        from workstation.actions.automations import facts_of

        desk = self._desk
        work = Work(desk.read.connection, desk.agent, desk.clock(), desk.rules)
        for number, ticket in enumerate(dues.all_open(desk.read.connection)):
            if rule.holds(facts_of(work, ticket)):
                yield ticket.uid
            if number % _PIECE == _PIECE - 1:
                self._worker.rest(_BREATH)
            if self._worker.stopping():
                return

    # acting

    def _strike(self) -> float:
        """Act at the moments that have come; seconds until the next one."""
        later: list[Moment] = []
        wait, struck = _LONGEST, 0
        while self._ahead and not self._worker.stopping():
            moment = self._ahead[0]
            now = self._desk.clock()
            if moment.at > now:
                wait = min(wait, (moment.at - now) / 1000)
                break
            heapq.heappop(self._ahead)
            struck += 1
            if struck % _PIECE == 0:
                self._worker.rest(_BREATH)
            if moment not in self._alive.get(moment.ticket, ()):
                continue
            rest = self._rest(moment, now)
            if rest > 0:
                later.append(moment)
                wait = min(wait, rest / 1000)
            elif rest == 0:
                self._act(moment)
        for moment in later:
            heapq.heappush(self._ahead, moment)
        return max(wait, 0.2)

    def _rest(self, moment: Moment, now: int) -> int:
        """Milliseconds for which this desk still waits with a moment; -1 where it is over."""
        from workstation.actions.automations import entry_of

        connection = self._desk.read.connection
        entry = entry_of(moment.rule, moment.ticket, moment.occurrence)
        if connection.execute("SELECT 1 FROM entry WHERE uid=?", (entry,)).fetchone():
            return -1
        row = connection.execute(
            "SELECT owner FROM ticket WHERE uid=?", (moment.ticket,)
        ).fetchone()
        if row is None:
            return -1
        if not self._desk.settings.hub or row[0] == self._desk.agent.uid:
            return 0
        told = self._desk.courier.state() if self._desk.courier is not None else None
        if told is None or told.offline_since is not None or told.last_exchange_at is None:
            self._heard = 0
            return int(_LONGEST * 1000)
        self._heard = self._heard or now
        if not self._may(moment.rule):
            return -1
        heard = max(moment.at, self._heard)  # what came while this desk was off is first heard of
        return max(0, heard + self._patience(moment) - now)

    def _patience(self, moment: Moment) -> int:
        """How long this desk leaves a moment to others; a little different on each desk."""
        agent = self._desk.agent
        least = LEADER_MS if may(agent, "assign_other") else OTHERS_MS
        told = f"{self._desk.desk_uid()}:{moment.ticket}:{moment.occurrence}"
        return least + zlib.crc32(told.encode()) % SPREAD_MS

    def _may(self, code: str) -> bool:
        """Whether a rule's acts on somebody else's ticket are for this person to do."""
        rule = next((one for one in self._automations if one.code == code), None)
        acts: tuple[Act, ...] = rule.acts if rule else ()
        gives = any(act.code == "assign" for act in acts)
        return not gives or may(self._desk.agent, "assign_other")

    def _act(self, moment: Moment) -> None:
        from workstation.actions.automations import FireAutomation

        action = FireAutomation(
            moment.ticket,
            moment.rule,
            moment.occurrence,
            moment.event,
            moment.told,
            self._desk.around(),
        )
        try:
            self._desk.do(action).result()
        except Refusal as refusal:
            _log.warning("automation %s: %s", moment.rule, refusal)


def _note(key: str, now: int) -> Callable[[sqlite3.Connection], None]:
    def write(connection: sqlite3.Connection) -> None:
        with transaction(connection):
            state.write(connection, key, str(now))

    return write


def _beginning(now: int) -> Callable[[sqlite3.Connection], int]:
    """When automations began on this desk: what was late before sets nothing off."""

    def read(connection: sqlite3.Connection) -> int:
        known = state.number(connection, _SINCE)
        if known:
            return known
        with transaction(connection):
            state.write(connection, _SINCE, str(now))
        return now

    return read

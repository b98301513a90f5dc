"""Whatever automations there are and whatever people do, no chain of them is endless."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.workstation.seat import Seat
from workstation.actions.automations import FireAutomation
from workstation.actions.replies import AddNote, RecordCall
from workstation.actions.tickets import (
    ChangePriority,
    EditTicket,
    ReopenTicket,
    ResolveTicket,
    ResumeTicket,
    SetWaiting,
    TransferTicket,
    UrgeTicket,
)
from workstation.domain.automation import DEEPEST, automations_from, loops
from workstation.domain.conversation import Entry
from workstation.domain.refusal import Refusal
from workstation.rules import loading

ACTS: list[dict[str, Any]] = [
    {"do": "note", "note": "n"},
    {"do": "raise"},
    {"do": "priority", "priority": 1},
    {"do": "priority", "priority": 4},
    {"do": "tag", "tag": "a"},
    {"do": "untag", "tag": "a"},
    {"do": "transfer", "group": "customs", "note": "n"},
    {"do": "transfer", "group": "cod", "note": "n"},
    {"do": "escalate", "reason": "r"},
    {"do": "wait", "reason": "customer", "hours": 1},
    {"do": "resume"},
    {"do": "resolve", "outcome": "solved"},
    {"do": "notify", "to": "leaders", "zh": "看", "en": "look"},
    {"do": "propose", "script": "sldx"},
    {"do": "assign", "to": "nobody"},
    {"do": "lane", "lane": "vip"},
]
ON: list[dict[str, Any]] = [
    {"event": "created"},
    {"event": "changed", "fields": ["priority"]},
    {"event": "changed", "fields": ["tags", "lane"]},
    {"event": "changed", "fields": ["group_code", "owned"]},
    {"event": "changed", "fields": ["status"]},
    {"event": "changed", "fields": ["urged", "intensity"]},
    {"event": "message"},
    {"event": "reminder"},
]
WHEN: list[dict[str, Any]] = [
    {},
    {},
    {"priority": {"min": 3}},
    {"tags": ["a"]},
    {"status": ["open", "new"]},
    {"group_code": {"not_in": ["escalation"]}},
]


@st.composite
def bundles(draw: st.DrawFn) -> list[dict[str, Any]]:
    count = draw(st.integers(1, 7))
    return [
        {
            "code": f"r{number}",
            "name_zh": "规",
            "name_en": "R",
            "on": draw(st.lists(st.sampled_from(ON), min_size=1, max_size=2)),
            "when": draw(st.sampled_from(WHEN)),
            "act": draw(st.lists(st.sampled_from(ACTS), min_size=1, max_size=3)),
            "finished": draw(st.booleans()),
        }
        for number in range(count)
    ]


class AutomationMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.seat = Seat(Path(self.folder.name) / "desk")
        self.ticket = ""
        self.turn = 0

    @initialize(rows=bundles())
    def begin(self, rows: list[dict[str, Any]]) -> None:
        desk = self.seat.desk
        told = automations_from({"version": "t", "automation": rows})
        self.codes = [one.code for one in told]
        assert self.codes == sorted(self.codes)
        loops(told)  # whatever they are, looking for circles ends
        bundle = desk._holder.bundle()
        desk._holder._bundle = replace(bundle, rules=replace(loading.load(), automations=told))
        self.ticket = self.seat.ticket().uid
        self.check(0)

    def lines(self) -> list[Entry]:
        return list(self.seat.desk.read.entries(self.ticket, 1 << 60, limit=100_000))

    def do(self, action: Any) -> None:
        before = len(self.lines())
        try:
            self.seat.do(action)
        except Refusal:
            assert len(self.lines()) == before  # nothing of it, and nothing that followed
            return
        self.check(before)

    def check(self, before: int) -> None:
        """Each rule at most once for one change, and not too many; what went round is named."""
        fresh = self.lines()[before:]
        fired = [one.data["rule"] for one in fresh if one.data.get("event") == "automation"]
        assert len(fired) == len(set(fired)) <= DEEPEST
        stopped = [one for one in fresh if one.data.get("event") == "automation_stopped"]
        assert len(stopped) <= 1
        for one in stopped:
            chain = one.data["chain"]
            assert isinstance(chain, list)
            assert chain[-1] in chain[:-1] or len(chain) > DEEPEST

    @rule(level=st.integers(1, 4))
    def prioritise(self, level: int) -> None:
        self.do(ChangePriority(self.ticket, level))

    @rule(group=st.sampled_from(["customs", "cod", "individual"]))
    def hand_over(self, group: str) -> None:
        self.do(TransferTicket(self.ticket, group, "n"))

    @rule()
    def urge(self) -> None:
        self.do(UrgeTicket(self.ticket))

    @rule(tags=st.sampled_from([(), ("a",), ("b",)]))
    def tag(self, tags: tuple[str, ...]) -> None:
        self.do(EditTicket(self.ticket, {"tags": tags}))

    @rule()
    def wait(self) -> None:
        self.do(SetWaiting(self.ticket, "customer", self.seat.now + 3_600_000))

    @rule()
    def go_on(self) -> None:
        self.do(ResumeTicket(self.ticket))

    @rule()
    def end(self) -> None:
        self.do(ResolveTicket(self.ticket, "solved"))

    @rule()
    def again(self) -> None:
        self.do(ReopenTicket(self.ticket, "r"))

    @rule(direction=st.sampled_from(["in", "out"]))
    def talk(self, direction: str) -> None:
        self.do(RecordCall(self.ticket, direction, "说"))

    @rule()
    def note(self) -> None:
        self.do(AddNote(self.ticket, "n"))

    @rule(number=st.integers(0, 6))
    def strike(self, number: int) -> None:
        """A moment comes, and comes again: the second time nothing is left to do."""
        if number >= len(self.codes):
            return
        self.turn += 1
        action = FireAutomation(self.ticket, self.codes[number], f"m:{self.turn}", "reminder")
        self.do(action)
        before = len(self.lines())
        if any(one.uid == action.entry for one in self.lines()):
            assert self.seat.do(action).result is False
            assert len(self.lines()) == before

    def teardown(self) -> None:
        self.seat.desk.close()
        self.folder.cleanup()


AutomationMachine.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestAutomations = AutomationMachine.TestCase

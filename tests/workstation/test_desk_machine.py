"""Several people do anything at a desk in any order; what must always be true stays true."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from tests.workstation import plain_filter
from tests.workstation.seat import Seat
from workstation.actions import claims, intake, prints, replies, steps, tasks, tickets
from workstation.actions.merging import LinkDuplicate, MergeTicket
from workstation.actions.together import Bulk
from workstation.actions.undo import Undo
from workstation.domain.claim import LIVE_CLAIMS, Claim
from workstation.domain.conversation import Entry
from workstation.domain.people import Agent
from workstation.domain.promise import Promise
from workstation.domain.refusal import Refusal
from workstation.domain.revisit import Revisit
from workstation.domain.step_form import Field
from workstation.domain.ticket import (
    CHANNELS,
    GROUPS,
    OPEN_STATUSES,
    OUTCOMES,
    PRIORITIES,
    STATUSES,
    WAITING_REASONS,
    Ticket,
)
from workstation.domain.view import Filter, View, built_in
from workstation.store.bulk import NEVER
from workstation.store.conditions import ORDERS
from workstation.store.kinds import codec, fact
from workstation.store.replica import Action, Done

WAYBILLS = ("", "SF1234567890123", "SF1234567890999", "YT0000000000123")
WORDS = ("花瓶碎了", "三天没有更新物流", "要求赔偿 ¥300", "客户 在催", "Vase broken", "少了两件")
HOUR = 3_600_000
PEOPLE = st.sampled_from(("agent", "leader", "clerk"))
words = st.sampled_from(WORDS)
groups = st.sampled_from(GROUPS)


def some(values: Any) -> st.SearchStrategy[Any]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


spans = st.none() | st.sampled_from((0, HOUR, 24 * HOUR, 7 * 24 * HOUR))
filters = st.builds(
    Filter,
    open=st.none() | st.booleans(),
    statuses=some(STATUSES),
    groups=some(GROUPS),
    owner=st.sampled_from(("", "", "-", "agent", "leader")),
    class_codes=some(("safety", "timeliness", "service")),
    priorities=some(PRIORITIES),
    channels=some(CHANNELS),
    due_within_ms=spans,
    due_after_ms=spans,
    urged=st.booleans(),
    flagged=st.just(False),
    with_claim=st.booleans(),
    closed_within_ms=st.none() | st.sampled_from((HOUR, 7 * 24 * HOUR)),
    waybill=st.sampled_from(WAYBILLS),
)
one_field = st.one_of(
    st.builds(Filter, open=st.booleans()),
    st.builds(Filter, statuses=some(STATUSES)),
    st.builds(Filter, groups=some(GROUPS)),
    st.builds(Filter, owner=st.sampled_from(("-", "agent"))),
    st.builds(Filter, priorities=some(PRIORITIES)),
    st.builds(Filter, due_within_ms=spans, due_after_ms=spans),
    st.builds(Filter, closed_within_ms=spans),
    st.builds(Filter, urged=st.just(True)),
    st.builds(Filter, with_claim=st.just(True)),
    st.builds(Filter, waybill=st.sampled_from(WAYBILLS)),
    st.builds(Filter, department=st.sampled_from(("*", "hub"))),
    st.builds(Filter, parent=st.just("-")),
    filters,
)


def some_value(item: Field, number: int) -> str:
    """Something that a field of a form takes."""
    given = {"money": str(number * 20_000), "moment": "1782000000000", "number": "3"}
    codes = item.codes()
    return given.get(item.kind) or (codes[number % len(codes)] if codes else "13800138000")


class DeskMachine(RuleBasedStateMachine):
    """A desk, three people, and everything they can do."""

    cases = Bundle("cases")
    demands = Bundle("demands")
    works = Bundle("works")

    @initialize()
    def sit_down(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.seat = Seat(Path(self.folder.name) / "profile")
        self.read = self.seat.desk.read
        self.done = self.lines()
        self.said: dict[str, tuple[Any, ...]] = {}
        self.money: dict[str, tuple[Any, ...]] = {}

    def teardown(self) -> None:
        if hasattr(self, "seat"):
            self.seat.desk.close()
            self.folder.cleanup()

    def lines(self) -> int:
        row = self.read.connection.execute("SELECT count(*) FROM journal").fetchone()
        return int(row[0])

    def records(self, made: Any) -> dict[str, Any]:
        coder = codec(made)
        found = (coder.record(row) for row in self.read.connection.execute(coder.select))
        return {record.uid: record for record in found}

    def who(self, name: str) -> Agent:
        found: Agent = getattr(self.seat, name)
        return found

    def attempt(self, action: Action, name: str) -> Done | None:
        """Do it; a refusal must leave no trace at all, anything else that fails is an error."""
        before = self.lines()
        try:
            done = self.seat.do(action, self.who(name))
        except Refusal:
            assert self.lines() == before
            return None
        wrote = self.lines() - before
        assert wrote == (1 if done.changes.kinds else 0)
        return done

    @rule(target=cases, text=words, waybill=st.sampled_from(WAYBILLS), name=PEOPLE)
    def open_case(self, text: str, waybill: str, name: str) -> Any:
        facts: dict[str, Any] = {
            "phone": "13800138000",
            "customer_name": "王力",
            "waybill": waybill,
        }
        done = self.attempt(intake.NewTicket(text[:4], text, **facts), name)
        return multiple() if done is None else done.result

    @rule(
        target=works,
        case=cases,
        other=cases,
        name=PEOPLE,
        kind=st.integers(0, 17),
        text=words,
        group=groups,
        number=st.integers(0, 5),
    )
    def work(
        self, case: str, other: str, name: str, kind: int, text: str, group: str, number: int
    ) -> Any:
        now = self.seat.now
        actions: tuple[Any, ...] = (
            tickets.TakeTicket(case),
            tickets.ReleaseTicket(case, text),
            tickets.AssignTicket(case, self.seat.agent.uid),
            tickets.TransferTicket(case, group, text),
            tickets.CorrectGroup(case, group, text),
            tickets.EscalateTicket(case, text),
            tickets.ChangeClass(case, "safety", "safety.damaged", reason=text),
            tickets.ChangePriority(case, number),
            tickets.ChangeIntensity(case, number),
            tickets.EditTicket(case, {"subject": text, "waybill": WAYBILLS[number % 4]}),
            tickets.SetWaiting(case, WAITING_REASONS[number], now + (number - 1) * HOUR * 5),
            tickets.ResumeTicket(case),
            tickets.UrgeTicket(case, text),
            tickets.ResolveTicket(case, OUTCOMES[number], note=text),
            tickets.CloseTicket(case),
            tickets.ReopenTicket(case, text),
            LinkDuplicate(case, other) if number % 2 else MergeTicket(case, other),
            Bulk((tickets.ChangePriority(case, number), tickets.TakeTicket(other))),
        )
        done = self.attempt(actions[kind], name)
        return multiple() if done is None else (name, done.operation)

    @rule(target=works, case=cases, name=PEOPLE, kind=st.integers(0, 3), text=words)
    def say(self, case: str, name: str, kind: int, text: str) -> Any:
        actions = (
            replies.AddNote(case, text),
            replies.RecordCall(case, "in", text),
            replies.RecordCall(case, "out", text),
            replies.SendReply(case, "sms", "13800138000", text),
        )
        done = self.attempt(actions[kind], name)
        return multiple() if done is None else (name, done.operation)

    @rule(target=works, case=cases, name=PEOPLE, kind=st.integers(0, 5), text=words)
    def walk(self, case: str, name: str, kind: int, text: str) -> Any:
        """Go a step of the ticket's procedure, or answer for a department."""
        told = self.seat.desk.checklist(case)
        if told is None or told.step is None:
            done = self.attempt(tasks.AnswerTask(case, text), name)
            return multiple() if done is None else (name, done.operation)
        form = told.procedure.form(told.step.required[0] if told.step.required else "facts_told")
        values = {item.code: some_value(item, kind) for item in form.fields if item.required}
        way = told.step.exits[kind % len(told.step.exits)] if told.step.exits else None
        actions: tuple[Action, ...] = (
            steps.WriteStepRecord(case, form.code, values),
            steps.WriteStepRecord(case, form.code, {**values, "note": text}),
            steps.TakeStep(case, way.to if way else "", way.when if way else "", text),
            steps.TakeStep(case, way.to if way else "", note=text),
            steps.GoBackStep(case, text),
            steps.SeatTicket(case, "", text),
        )
        done = self.attempt(actions[kind], name)
        return multiple() if done is None else (name, done.operation)

    @rule(target=cases, case=cases, name=PEOPLE, text=words, wait=st.booleans())
    def ask(self, case: str, name: str, text: str, wait: bool) -> Any:
        done = self.attempt(tasks.OpenTask(case, "hub", text, wait=wait), name)
        return multiple() if done is None else done.result

    @rule(target=demands, case=cases, name=PEOPLE)
    def demand(self, case: str, name: str) -> Any:
        done = self.attempt(claims.MakeClaim(case), name)
        return multiple() if done is None else done.result

    @rule(
        target=works,
        claim=demands,
        name=PEOPLE,
        kind=st.integers(0, 8),
        amount=st.integers(-1, 60_000),
        text=words,
    )
    def decide(self, claim: str, name: str, kind: int, amount: int, text: str) -> Any:
        actions: tuple[Any, ...] = (
            claims.EditClaim(claim, {"claimed_fen": amount, "description": text}),
            claims.SubmitClaim(claim),
            claims.ApproveClaim(claim, amount, text),
            claims.RejectClaim(claim, text),
            claims.WithdrawClaim(claim, text),
            claims.RedraftClaim(claim),
            claims.NumberClaim(claim),
            prints.RecordPrint(claim, "claim", "0" * 64, 1, 0),
            claims.PayClaim(claim, "2026-001"),
        )
        done = self.attempt(actions[kind], name)
        return multiple() if done is None else (name, done.operation)

    @rule(target=works, claim=demands, far=st.integers(1, 5), amount=st.integers(1, 60_000))
    def hurry(self, claim: str, far: int, amount: int) -> Any:
        """Take a claim on as far as it may go."""
        way: tuple[tuple[str, Action], ...] = (
            ("agent", claims.EditClaim(claim, {"claimed_fen": amount})),
            ("agent", claims.SubmitClaim(claim)),
            ("leader", claims.ApproveClaim(claim, amount, "照价")),
            ("clerk", prints.RecordPrint(claim, "claim", "0" * 64, 1, 0)),
            ("clerk", claims.PayClaim(claim, "2026-001")),
        )
        done = [(name, self.attempt(action, name)) for name, action in way[:far]]
        return multiple(*((name, one.operation) for name, one in done if one is not None))

    @rule(one=consumes(works))
    def undo(self, one: tuple[str, str]) -> None:
        name, operation = one
        row = self.read.connection.execute(
            "SELECT changes FROM journal WHERE operation=?", (operation,)
        ).fetchone()
        latest = self.read.connection.execute(
            "SELECT operation FROM journal ORDER BY id DESC LIMIT 1"
        ).fetchone()[0]
        done = self.attempt(Undo(operation), name)
        assert self.attempt(Undo(operation), name) is None or done is None
        if done is None or latest != operation:
            return
        for told in json.loads(row[0]):
            if "base" in told and told["kind"] in ("ticket", "claim"):
                made = Ticket if told["kind"] == "ticket" else Claim
                record = self.records(made)[told["uid"]]
                for field, value in told["base"].items():
                    assert fact(getattr(record, field)) == value, field

    @rule(hours=st.integers(1, 200))
    def wait(self, hours: int) -> None:
        self.seat.now += hours * HOUR

    @rule(chosen=one_field, order=st.sampled_from(tuple(ORDERS)), page=st.integers(1, 5))
    def look(self, chosen: Filter, order: str, page: int) -> None:
        if chosen.owner in ("agent", "leader"):
            chosen = replace(chosen, owner=self.who(chosen.owner).uid)
        self.compare(View("v", "v", filter=chosen, order=order), page)

    @rule(order=st.sampled_from(tuple(ORDERS)))
    def look_at_built_in_views(self, order: str) -> None:
        for view in built_in(self.seat.agent.uid, GROUPS):
            self.compare(View(view.uid, "", filter=view.filter, order=order), 3)

    def compare(self, view: View, page: int) -> None:
        """Page, ids, count and matches agree with the plain filter over all tickets."""
        now = self.seat.now
        rows = self.read.connection.execute("SELECT uid,id,claim_status FROM ticket").fetchall()
        places = {uid: (row_id, claim) for uid, row_id, claim in rows}
        revisits, promises = dict[str, int](), dict[str, int]()
        for due in self.records(Revisit).values():
            if due.state == "due":
                revisits[due.ticket] = min(due.due_at, revisits.get(due.ticket, NEVER))
        for owed in self.records(Promise).values():
            if owed.state == "open":
                promises[owed.ticket] = min(owed.until, promises.get(owed.ticket, NEVER))
        wanted = []
        for uid, ticket in self.records(Ticket).items():
            row_id, claim = places[uid]
            dates = (revisits.get(uid, NEVER), promises.get(uid, NEVER))
            held = plain_filter.holds(view.filter, ticket, claim, now, *dates)
            assert self.read.matches(row_id, view.filter) is held
            if held:
                wanted.append((plain_filter.place(view.order, ticket, row_id), row_id))
        wanted.sort(reverse=view.order.startswith("-"))
        ids = [row_id for _, row_id in wanted]
        assert list(self.read.ids(view.filter, view.order)) == ids
        assert self.read.count(view.filter) == len(ids)
        assert self.read.count(view.filter, 2) == min(2, len(ids))
        assert self.read.counts([view]) == {view.uid: len(ids)}
        shown: list[int] = []
        while part := self.read.page(view.filter, view.order, page, len(shown)):
            shown += [row.id for row in part]
        assert shown == ids

    @rule(text=words)
    def search(self, text: str) -> None:
        """What was written is found once the index is in step, the newest first."""
        assert self.seat.desk.indexer.wait_idle(10)
        wanted = set()
        told: dict[str, str] = {}
        for entry in self.records(Entry).values():
            if entry.kind in ("call", "message", "note", "transfer", "urge"):
                told[entry.ticket] = told.get(entry.ticket, "") + "\n" + entry.body
        for uid, ticket in self.records(Ticket).items():
            whole = f"{ticket.subject}\n{told.get(uid, '')}"
            if all(word in whole for word in text.split()):
                wanted.add(uid)
        found = self.read.find(text, 1_000)
        assert {row.uid for row in found.rows} == wanted
        assert found.total == len(wanted)
        order = [row.created_at for row in found.rows]
        assert order == sorted(order, reverse=True)
        held = list(self.read.ids(Filter(text=text), "-created_at"))
        assert held == [row.id for row in found.rows]
        assert self.read.count(Filter(text=text)) == len(wanted)
        assert all(self.read.matches(row_id, Filter(text=text)) for row_id in held)

    @invariant()
    def everything_done_is_written_down(self) -> None:
        if not hasattr(self, "seat"):
            return
        read = self.read.connection
        lacking = read.execute(
            "SELECT count(*) FROM journal j LEFT JOIN operation o ON o.uid=j.operation"
            " WHERE o.uid IS NULL"
        ).fetchone()
        assert lacking == (0,)

    @invariant()
    def what_follows_from_facts_is_right(self) -> None:
        if not hasattr(self, "seat"):
            return
        demands = self.records(Claim)
        rows = self.read.connection.execute(
            "SELECT uid,status,is_open,due_at,due_sort,claim_status FROM ticket"
        )
        for uid, status, is_open, due, due_sort, claim_status in rows:
            assert is_open == (status in OPEN_STATUSES)
            assert due_sort == (NEVER if due is None else due)
            mine = sorted(
                (claim for claim in demands.values() if claim.ticket == uid),
                key=lambda claim: claim.created_at,
                reverse=True,
            )
            live = [claim.status for claim in mine if claim.status in LIVE_CLAIMS]
            assert claim_status == (live or [claim.status for claim in mine] or [""])[0]
        live_of = [c.waybill for c in demands.values() if c.status in LIVE_CLAIMS and c.waybill]
        assert len(live_of) == len(set(live_of))

    @invariant()
    def money_and_words_stay(self) -> None:
        if not hasattr(self, "seat"):
            return
        for uid, claim in self.records(Claim).items():
            told = (claim.approved_fen, claim.claimed_fen, claim.proposed_fen, claim.approved_by)
            if claim.status in ("approved", "printed", "paid"):
                assert claim.approved_fen is not None
                assert self.money.setdefault(uid, told) == told
            elif claim.status not in ("withdrawn",):
                self.money.pop(uid, None)  # the approval itself was taken back
        now = {
            uid: (entry.ticket, entry.at, entry.kind, entry.body, entry.author)
            for uid, entry in self.records(Entry).items()
        }
        assert self.said.items() <= now.items()
        self.said = now


def test_whatever_people_do_the_desk_stays_true() -> None:
    run_state_machine_as_test(
        DeskMachine, settings=settings(max_examples=12, stateful_step_count=40)
    )

"""The same pushes leave the same hub, whether SQLite or PostgreSQL keeps it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from tests.workstation.sync.authority.batches import Writer
from workstation.sync.hub import open_hub
from workstation.sync.hub_tables import change_log, lease, operation, record
from workstation.sync.protocol import Hub, Operation, Outcome

_BATCHES = 60


class Pair:
    """Two hubs that are told the same."""

    def __init__(self, hubs: list[Any]) -> None:
        self.hubs = hubs
        enrolled = [[hub.enrol(f"desk{n}", f"Desk {n}") for n in (1, 2)] for hub in hubs]
        self.tokens = [{told.desk_no: told.token for told in desks} for desks in enrolled]

    def push(self, desk_no: int, told: list[Operation]) -> tuple[Outcome, ...]:
        """Push to both; they answer alike."""
        answers: list[tuple[Outcome, ...]] = []
        for hub, tokens in zip(self.hubs, self.tokens, strict=True):
            pushed = hub.push(desk_no, tokens[desk_no], told)
            tokens[desk_no] = pushed.token
            answers.append(pushed.outcomes)
        for item, one, other in zip(told, *answers, strict=True):
            assert _plain(_answer(one)) == _plain(_answer(other)), item
        return answers[0]

    def lease(self, ticket: str, agent: str, desk_no: int) -> None:
        """Lease a ticket at both."""
        given = [hub.lease(ticket, agent, agent, desk_no, 600_000) for hub in self.hubs]
        assert (given[0] is None) == (given[1] is None)

    def agree(self) -> None:
        """Both hold the same records, lines, operations and leases."""
        one, other = (_everything(hub) for hub in self.hubs)
        for name in one:
            assert one[name] == other[name], name


@pytest.fixture
def pair(sqlite_url: str, postgres_url: str) -> Any:
    hubs: list[Hub] = [open_hub(sqlite_url), open_hub(postgres_url)]
    yield Pair(hubs)
    for hub in hubs:
        hub.close()


@pytest.mark.parametrize("seed", range(4))
def test_the_same_pushes_leave_the_same_hub(pair: Pair, seed: int) -> None:
    writer = Writer(seed)
    pair.push(1, [writer.start()])
    states: set[str] = set()
    sent: list[tuple[int, list[Operation]]] = []
    for number in range(_BATCHES):
        desk_no = writer.chance.randint(1, 2)
        told = writer.batch(desk_no)
        states |= {outcome.code or outcome.state for outcome in pair.push(desk_no, told)}
        sent.append((desk_no, told))
        touched = [(one["kind"], one["uid"]) for item in told for one in item.changes]
        writer.know(pair.hubs[0].fetch(touched))
        if writer.seen["ticket"] and number % 4 == 0:
            ticket = writer.chance.choice(sorted(writer.seen["ticket"]))
            pair.lease(ticket, writer.chance.choice(("amy", "ben")), desk_no)
        if number % 10 == 0:
            pair.push(*writer.chance.choice(sent))  # an answer was lost
    pair.agree()
    assert {"applied", "merged", "changed_meanwhile", "record_missing"} <= states


def test_full_batches_come_out_alike(pair: Pair) -> None:
    writer = Writer(99)
    pair.push(1, [writer.start()])
    told = [item for _ in range(60) for item in writer.batch(1)]
    for start in range(0, len(told), 100):
        pair.push(1, told[start : start + 100])
    pair.agree()


def _answer(outcome: Outcome) -> dict[str, Any]:
    return {
        "state": outcome.state,
        "code": outcome.code,
        "facts": {name: told for name, told in outcome.facts.items() if name != "reason"},
        "notes": [note.told() for note in outcome.notes],
        "revs": outcome.revs,
        "records": [
            [state.kind, state.uid, state.rev, state.body, state.gone, state.author]
            for state in outcome.records
        ],
    }


def _everything(hub: Any) -> dict[str, list[str]]:
    moments = {"changed_at", "at", "received_at", "until", "seq", "xid"}
    told = {}
    with hub._engine.connect() as connection:
        for table in (record, operation, lease, change_log):
            columns = [column for column in table.c if column.name not in moments]
            rows = [tuple(map(_readable, row)) for row in connection.execute(select(*columns))]
            told[table.name] = sorted(map(_plain, rows))
    assert told["hub_record"]
    return told


def _readable(value: Any) -> Any:
    if isinstance(value, dict) and value.get("code") in ("operation_malformed", "unstorable"):
        return {**value, "facts": {}}
    return value


def _plain(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)

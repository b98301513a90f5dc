"""What desks ask all the time is prepared at the server, and is as safe as everything else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from workstation.domain.refusal import Refusal
from workstation.sync.hub import open_hub
from workstation.sync.postgres_asking import Prepared, array
from workstation.sync.protocol import Operation

_ODD = ('a"b', "c\\d", "{e,f}", "", "null", "急 件", " g ")


@pytest.fixture
def hub(postgres_url: str) -> Iterator[Any]:
    hub = open_hub(postgres_url)
    yield hub
    hub.close()


class Desk:
    """Pushes edits of one ticket, a field each."""

    def __init__(self, hub: Any, number: int) -> None:
        self.hub = hub
        told = hub.enrol(f"desk{number}", f"Desk {number}")
        self.desk_no, self.token, self.n = told.desk_no, told.token, 0

    def push(self, change: dict[str, Any]) -> Any:
        self.n += 1
        uid = f"op{self.desk_no}-{self.n}"
        told = Operation(self.n, uid, 1_750_000_000_000, "amy", "Edit", "", {}, [change])
        pushed = self.hub.push(self.desk_no, self.token, [told])
        self.token = pushed.token
        return pushed.outcomes[0]

    def edit(self, field: str, before: str, after: str) -> Any:
        return self.push(
            {"kind": "ticket", "uid": "t1", "base": {field: before}, "set": {field: after}}
        )


def _ticket(desk: Desk) -> None:
    new = {"uid": "t1", "number": "1-1", "id": 1, "group_code": "cod"}
    new |= {"created_at": 1, "subject": "-", "address": "-"}
    outcome = desk.push({"kind": "ticket", "uid": "t1", "new": new})
    assert outcome.state == "applied", outcome


def test_words_reach_the_server_as_an_array(hub: Any) -> None:
    assert hub._ask("SELECT to_jsonb($1::text[]) = to_jsonb($2::text[])", "{}", "{}") == [(b"t",)]
    ((told,),) = hub._ask("SELECT array_to_json($1::text[])::text", array(_ODD))
    assert hub._call("SELECT %s::json::text = %s", told.decode(), told.decode()) == [(True,)]
    ((same,),) = hub._call("SELECT %s::text[] = %s::text[]", list(_ODD), array(_ODD))
    assert same


def test_a_statement_is_prepared_once_on_a_connection_of_ones_own(hub: Any) -> None:
    desk = Desk(hub, 1)
    _ticket(desk)
    for n in range(3):
        desk.edit("subject", f"{n - 1}" if n else "-", f"{n}")
    ((names,),) = hub._call(
        "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%hub_push%%'"
    )
    assert names == 1


def test_nothing_is_prepared_behind_a_pooler(hub: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    class Pooled(Prepared):
        def __init__(self, connection: psycopg.Connection[Any]) -> None:
            super().__init__(connection)
            assert self.direct
            self.direct = False

    monkeypatch.setattr("workstation.sync.postgres_calls.Prepared", Pooled)
    desk = Desk(hub, 1)
    _ticket(desk)
    assert desk.edit("subject", "-", "other").state == "applied"
    assert hub._call("SELECT count(*) FROM pg_prepared_statements") == [(0,)]


def test_a_statement_that_the_server_forgot_is_prepared_anew(hub: Any) -> None:
    desk = Desk(hub, 1)
    _ticket(desk)
    hub._call("DEALLOCATE ALL")
    assert desk.edit("subject", "-", "after").state == "applied"
    other = open_hub(hub._url)
    other.init()  # all functions are defined anew
    other.close()
    assert desk.edit("subject", "after", "later").state == "applied"


def test_a_refusal_leaves_the_connection_usable(hub: Any) -> None:
    desk = Desk(hub, 1)
    _ticket(desk)
    kept = desk.token
    desk.token = "another"
    with pytest.raises(Refusal, match="desk_cloned"):
        desk.edit("subject", "-", "x")
    desk.token, desk.n = kept, desk.n - 1
    assert desk.edit("subject", "-", "x").state == "applied"
    assert len(hub._spare) == 1


def test_characters_that_cannot_be_kept_are_refused_before_they_are_sent(hub: Any) -> None:
    with pytest.raises(Refusal):
        hub.take_next("amy\x00ben", "", ["cod"], 1, 60_000)


def test_edits_of_one_record_at_once_are_all_there(hub: Any, postgres_url: str) -> None:
    _ticket(Desk(hub, 99))
    fields = ("subject", "address", "customer_name", "step")
    hubs = [open_hub(postgres_url) for _ in fields]
    failed: list[Any] = []

    def work(number: int) -> None:
        desk, field = Desk(hubs[number], number), fields[number]
        before = "-" if number < 2 else ""
        for n in range(25):
            outcome = desk.edit(field, before, f"{field} {n}")
            before = f"{field} {n}"
            if outcome.state != "applied":
                failed.append(outcome)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(len(fields))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in hubs:
        one.close()
    assert not failed
    (stands,) = hub.fetch([("ticket", "t1")])
    assert stands.rev == 1 + 25 * len(fields)
    assert {name: stands.body[name] for name in fields} == {name: f"{name} 24" for name in fields}
    assert hub.check() == ()

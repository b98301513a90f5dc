"""A hub of an older schema is brought up, and works on with what it had."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from tests.workstation.sync import schema_1
from tests.workstation.sync.team import Seat, Team
from workstation.domain.refusal import Refusal
from workstation.sync import hub_steps
from workstation.sync.hub import open_hub
from workstation.sync.hub_engine import postgres_engine, run, sqlite_engine
from workstation.sync.hub_tables import metadata
from workstation.sync.protocol import HUB_SCHEMA


@pytest.fixture
def old_sqlite(tmp_path: Path) -> str:
    schema_1.make_sqlite(tmp_path / "old.db")
    return f"sqlite:///{tmp_path / 'old.db'}"


@pytest.fixture
def old_postgres(fresh_database: str) -> str:
    schema_1.make_postgresql(fresh_database)
    return fresh_database


@pytest.fixture(params=["sqlite", "postgres"])
def old_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(f"old_{request.param}"))


def _ask(url: str, work: Callable[[Any], Any]) -> Any:
    engine = (
        postgres_engine(url)
        if url.startswith("postgres")
        else sqlite_engine(Path(url.removeprefix("sqlite:///")))
    )
    try:
        return run(engine, work)
    finally:
        engine.dispose()


def test_every_schema_has_its_step() -> None:
    assert [*hub_steps.STEPS] == [*range(2, HUB_SCHEMA + 1)]
    assert HUB_SCHEMA == 2, "step 2 makes the newest tables: write those of schema 2 down there"


def test_an_older_hub_is_refused_until_it_is_brought_up(old_url: str) -> None:
    for ask in ("epoch", "info", "init"):
        with closing(open_hub(old_url)) as hub, pytest.raises(Refusal, match="hub_older"):
            getattr(hub, ask)()
    told = hub_steps.upgrade(old_url)
    assert told.schema == HUB_SCHEMA
    assert (told.records, told.operations, told.desks) == (6, 1, 1)
    assert hub_steps.upgrade(old_url).epoch == told.epoch  # nothing left to do


def test_what_hangs_on_a_ticket_learns_of_it(old_url: str) -> None:
    hub_steps.upgrade(old_url)
    query = text("SELECT uid,ticket,grp,region,opened_by,number FROM hub_record")
    rows = {row[0]: tuple(row[1:]) for row in _ask(old_url, lambda c: c.execute(query).all())}
    first, second = schema_1.TICKETS
    assert rows[first] == (first, "cod", "south", schema_1.PERSON, "1-00001")
    assert rows[schema_1.ENTRY] == (first, "cod", "south", "", "")
    assert rows[schema_1.CLAIM] == (second, "customs", "", "", "C1-1")
    assert rows[schema_1.PRINT] == (second, "customs", "", "", "LP2026-000001")
    with closing(open_hub(old_url)) as hub:
        assert hub.check() == ()
        (entry,) = hub.fetch([("entry", schema_1.ENTRY)])
        assert entry.body is not None
        assert str(entry.body["body"]).rstrip("\x00") == "旧的"


def test_desks_work_on_with_a_hub_that_was_brought_up(old_url: str, tmp_path: Path) -> None:
    hub_steps.upgrade(old_url)
    with closing(open_hub(old_url)) as hub:
        known = hub.enrol("desk-three", "three")
        assert (known.desk_no, known.token) == (3, schema_1.TOKEN)
        assert not known.epoch.startswith(schema_1.EPOCH)  # everybody reads it anew
        assert hub.take_next("ben", "Ben", ["cod"], 3, 1_000) is None  # the lease was kept
        team = Team(hub, tmp_path)
        seat, other = team.seat(), team.seat()
        assert seat.exchange.identity().desk_no == 8  # numbers given out once stay so
        team.settle()
        seat.set(schema_1.TICKETS[0], priority=4)
        team.settle()
        assert other.read(schema_1.TICKETS[0]).priority == 4
        team.agree()
        team.close()


@pytest.mark.filterwarnings("ignore:Did not recognize type", "ignore:Skipped unsupported")
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_brought_up_and_newly_made_are_alike(request: pytest.FixtureRequest, kind: str) -> None:
    old_url = str(request.getfixturevalue(f"old_{kind}"))
    hub_url = str(request.getfixturevalue(f"{kind}_url"))
    hub_steps.upgrade(old_url)
    assert _ask(old_url, _shape) == _ask(hub_url, _shape)


def _shape(connection: Any) -> dict[str, Any]:
    asked = inspect(connection)
    told: dict[str, Any] = {}
    for name in metadata.tables:
        columns = [
            (found["name"], str(found["type"]), found["nullable"], found["default"])
            for found in asked.get_columns(name)
        ]
        indexes = sorted(str(found["name"]) for found in asked.get_indexes(name))
        told[name] = (columns, indexes, asked.get_pk_constraint(name)["constrained_columns"])
    return told


def test_a_step_that_fails_leaves_all_as_it_was(
    old_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(connection: Any) -> None:
        before(connection)
        raise RuntimeError("no more power")

    before = hub_steps.STEPS[2]
    monkeypatch.setitem(hub_steps.STEPS, 2, broken)
    with pytest.raises(RuntimeError):
        hub_steps.upgrade(old_url)
    with closing(open_hub(old_url)) as hub, pytest.raises(Refusal, match="hub_older"):
        hub.epoch()
    monkeypatch.undo()
    assert hub_steps.upgrade(old_url).records == 6


def test_a_newer_hub_is_left_alone(hub_url: str) -> None:
    newer = text("UPDATE hub_meta SET value='99' WHERE key='schema'")
    _ask(hub_url, lambda c: c.execute(newer))
    with pytest.raises(Refusal, match="hub_newer"):
        hub_steps.upgrade(hub_url)
    with closing(open_hub(hub_url)) as hub, pytest.raises(Refusal, match="hub_newer"):
        hub.epoch()


def test_a_hub_that_asks_for_a_newer_protocol_refuses_this_desk(hub_url: str) -> None:
    asked = text("UPDATE hub_meta SET value='99' WHERE key='min_protocol'")
    _ask(hub_url, lambda c: c.execute(asked))
    with closing(open_hub(hub_url)) as hub, pytest.raises(Refusal, match="desk_too_old"):
        hub.epoch()


def test_a_hub_upgraded_under_a_running_desk_says_so(postgres_url: str) -> None:
    with closing(open_hub(postgres_url)) as hub:
        assert hub.fetch([]) == []
        for change in (
            "UPDATE hub_meta SET value='99' WHERE key='schema'",
            "DROP FUNCTION hub_fetch",
        ):
            _ask(postgres_url, lambda c, change=change: c.execute(text(change)))
        for _ in range(2):
            with pytest.raises(Refusal, match="hub_newer"):
                hub.fetch([("ticket", "x")])


def test_nothing_to_bring_up(tmp_path: Path, fresh_database: str) -> None:
    for url in (f"sqlite:///{tmp_path}/none.db", fresh_database):
        with pytest.raises(Refusal, match="hub_missing"):
            hub_steps.upgrade(url)


@pytest.fixture
def embedded(tmp_path: Path) -> Path:
    schema_1.make_sqlite(tmp_path / "hub.db")
    return tmp_path / "hub.db"


def test_the_hub_in_a_profile_is_brought_up_by_the_desk(embedded: Path) -> None:
    with closing(hub_steps.open_embedded(f"sqlite:///{embedded}")) as hub:
        assert hub.info().records == 6
    copy = embedded.with_name("hub.db.schema-1")
    with closing(open_hub(f"sqlite:///{copy}")) as old, pytest.raises(Refusal, match="hub_older"):
        old.epoch()
    with closing(open_hub(f"sqlite:///{embedded}")) as hub:
        seat = Seat(embedded.with_name("r.db"), hub, "one")
        seat.round()
        assert seat.read(schema_1.TICKETS[0]).subject == "花瓶破损"
        seat.close()

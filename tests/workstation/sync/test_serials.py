"""Serial numbers in ranges: never one to two desks, unused ones given again, voided ones never."""

from __future__ import annotations

import random
import threading

import pytest

from tests.workstation.sync.test_scope_hub import Writer
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.sync.hub import open_hub
from workstation.sync.protocol import Hub, Operation, SerialRange

LP = "LP2026"


def _range(first: int, last: int) -> SerialRange:
    return SerialRange(LP, first, last)


def test_ranges_follow_one_another(hub: Hub) -> None:
    one, two = hub.enrol("a", "A").desk_no, hub.enrol("b", "B").desk_no
    assert hub.lease_serials(one, LP, 20) == _range(1, 20)
    assert hub.lease_serials(two, LP, 5) == _range(21, 25)
    assert hub.lease_serials(one, LP, 1) == _range(26, 26)
    assert hub.lease_serials(one, "LP2027", 2) == SerialRange("LP2027", 1, 2)


def test_returned_remainders_are_joined_and_given_first(hub: Hub) -> None:
    one, two = hub.enrol("a", "A").desk_no, hub.enrol("b", "B").desk_no
    hub.lease_serials(one, LP, 20)
    hub.lease_serials(two, LP, 20)
    assert hub.return_serials(one, _range(8, 20), "closing")
    assert hub.return_serials(two, _range(21, 30), "closing")
    assert hub.lease_serials(one, LP, 5) == _range(8, 12)
    assert hub.lease_serials(two, LP, 50) == _range(13, 30)  # fewer than asked for
    assert hub.lease_serials(two, LP, 3) == _range(41, 43)


def test_only_ones_own_and_unused_numbers_go_back(hub: Hub) -> None:
    writer = Writer(hub)
    one, two = writer.desk_no, hub.enrol("b", "B").desk_no
    hub.lease_serials(one, LP, 10)
    assert not hub.return_serials(two, _range(1, 10), "not mine")
    assert not hub.return_serials(one, _range(5, 11), "too many")
    assert not hub.return_serials(one, _range(5, 4), "none")
    ticket = writer.ticket()
    claim = writer.new("claim", number="C1", ticket=ticket, created_at=1)
    form = {"form": "claim", "serial": "LP2026-000003", "agent": "amy", "sha256": "0" * 64}
    writer.new("print", claim=claim, at=1, reprint=0, pages=1, **form)
    assert not hub.return_serials(one, _range(3, 10), "a form bears it")
    assert hub.return_serials(one, _range(4, 10), "closing")
    assert hub.return_serials(one, _range(4, 10), "the answer was lost")
    assert hub.lease_serials(two, LP, 9) == _range(4, 10)
    assert not hub.return_serials(one, _range(4, 10), "again")


def test_nonsense_is_refused(hub: Hub) -> None:
    desk = hub.enrol("a", "A").desk_no
    for series, count in ((LP, 0), (LP, 100_000), ("", 1), ("lp'", 1)):
        with pytest.raises(Refusal) as caught:
            hub.lease_serials(desk, series, count)
        assert caught.value.code == "serials_count"
    with pytest.raises(Refusal) as caught:
        hub.lease_serials(99, LP, 1)
    assert caught.value.code == "desk_unknown"


def test_desks_at_once_never_get_the_same_number(hub_url: str, hub: Hub) -> None:
    held: list[int] = []
    guard = threading.Lock()
    start = threading.Barrier(4)

    def work(number: int) -> None:
        chance = random.Random(number)
        mine = open_hub(hub_url)
        desk = mine.enrol(f"desk{number}", "").desk_no
        start.wait()
        for _ in range(8):
            given = mine.lease_serials(desk, LP, chance.randint(1, 9))
            used = chance.randint(0, given.last - given.first + 1)
            rest = SerialRange(LP, given.first + used, given.last)
            if rest.first <= rest.last:
                assert mine.return_serials(desk, rest, "unused")
            with guard:
                held.extend(range(given.first, rest.first))
        mine.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(held) == len(set(held))
    last = hub.enrol("last", "").desk_no
    while len(set(held)) < max(held):  # what came back fills every gap
        given = hub.lease_serials(last, LP, 1)
        assert given.first not in held
        held.append(given.first)


def test_numbers_that_forms_bear_already_are_never_given(hub: Hub) -> None:
    """Such as those of a team that moved in with its prints, or of a hub of the first schema."""
    writer = Writer(hub)
    ticket = writer.ticket()
    claim = writer.new("claim", number="C1", ticket=ticket, created_at=1, serial="LP2026-000031")
    form = {"form": "claim", "serial": "LP2026-000017", "agent": "amy", "sha256": "0" * 64}
    writer.new("print", claim=claim, at=1, reprint=0, pages=1, **form)
    assert hub.lease_serials(writer.desk_no, LP, 20) == _range(32, 51)
    assert hub.lease_serials(writer.desk_no, "LP2027", 2) == SerialRange("LP2027", 1, 2)


def test_numbers_that_a_former_life_of_the_hub_gave_count_as_given(hub: Hub) -> None:
    """Told again, a form may bear one beyond those that a restored hub knows to have given."""
    writer = Writer(hub)
    hub.lease_serials(writer.desk_no, LP, 20)
    ticket = writer.ticket()
    claim = writer.new("claim", number="C1", ticket=ticket, created_at=1)
    facts = {"form": "claim", "serial": "LP2026-000031", "agent": "amy", "sha256": "0" * 64}
    new = {"uid": new_uid(), "claim": claim, "at": 1, "reprint": 0, "pages": 1, **facts}
    made = {"kind": "print", "uid": new["uid"], "new": new}
    told = Operation(3, new_uid(), 1, "amy", "RecordPrint", ticket, {}, [made], again=True)
    (outcome,) = hub.push(writer.desk_no, writer.token, [told]).outcomes
    assert outcome.state == "applied", outcome
    assert hub.check() == ()
    assert hub.lease_serials(writer.desk_no, LP, 1) == _range(32, 32)

"""Like cases get like offers: settled claims are found by an index and compared in whole fen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workstation.seat import START, Seat
from workstation import similar_claims
from workstation.actions.intake import SaveParcel
from workstation.domain.claim import Claim
from workstation.domain.identity import new_uid
from workstation.domain.parcel import Parcel
from workstation.domain.similar import Likeness, Settled, compare, spread
from workstation.store.reading import Reader
from workstation.store.reading_settled import settled_claims
from workstation.store.work import Work

DAY = 86_400_000
LIKE = Likeness("damage", True, 100_000, "sf", "", "fragile")


def settled(number: int, approved: int, proposed: int = 100_000, **told: object) -> Settled:
    return Settled(f"u{number}", f"C-{number}", number, proposed, approved, replace(LIKE, **told))


@dataclass(frozen=True)
class AddClaims:
    claims: tuple[Claim, ...]

    def perform(self, work: Work) -> None:
        for claim in self.claims:
            work.add(claim)


def test_median_quartiles_and_range_are_whole_fen():
    told = compare(LIKE, [settled(n, fen) for n, fen in enumerate((10, 20, 30, 41, 100))])
    assert told.count == 5
    assert told.approved is not None
    found = told.approved
    assert (found.least, found.lower, found.median, found.upper, found.most) == (
        10,
        20,
        30,
        41,
        100,
    )
    even = spread([1, 2])
    assert even is not None
    assert (even.lower, even.median, even.upper) == (1, 2, 2)
    assert spread([]) is None


def test_what_is_unlike_is_left_out_until_too_few_are_left():
    near = [settled(n, 90_000) for n in range(5)]
    far = [
        settled(9, 5, carrier="yto"),
        settled(10, 5, value_fen=500_000),
        settled(11, 5, insured=False),
    ]
    told = compare(LIKE, [*far, *near])
    assert (told.count, told.by) == (5, ("carrier", "value", "category"))
    assert told.numbers == ("C-0", "C-1", "C-2", "C-3", "C-4")
    wider = compare(LIKE, [*near[:4], *far])
    assert (wider.count, wider.by) == (5, ("value", "category"))
    assert compare(LIKE, [far[2]]).count == 0


@pytest.mark.parametrize(("value", "fits"), [(50_000, 5), (49_999, 0), (200_000, 5), (200_001, 0)])
def test_a_value_compares_from_half_to_twice(value, fits):
    told = compare(LIKE, [settled(n, 1, value_fen=value) for n in range(5)])
    assert ("value" in told.by) is bool(fits)


def test_the_share_of_the_proposal_is_told_in_thousandths():
    told = compare(LIKE, [settled(0, 50_000), settled(1, 100_000), settled(2, 7, proposed=0)])
    assert told.share is not None
    assert (told.share.least, told.share.most) == (500, 1_000)


@given(st.lists(st.integers(0, 10**16), min_size=1, max_size=30))
def test_a_spread_is_in_order_and_the_median_is_the_median(numbers):
    found = spread(numbers)
    assert found is not None
    assert found.least <= found.lower <= found.median <= found.upper <= found.most
    assert abs(found.median - median([2 * n for n in numbers]) // 2) <= 1
    assert spread(numbers[::-1]) == found


def test_settled_claims_are_found_and_open_or_old_ones_are_not(seat: Seat) -> None:
    parcel = Parcel(new_uid(), "SF1234567890123", carrier="sf", category="fragile")
    seat.do(SaveParcel(parcel))
    ticket = seat.ticket(waybill=parcel.waybill)
    base = Claim(
        uid="",
        number="",
        ticket=ticket.uid,
        created_at=START,
        status="approved",
        value_fen=100_000,
        insured_fen=100_000,
        proposed_fen=50_000,
    )
    claims = [
        replace(
            base,
            uid=new_uid(),
            number=f"C7-9{n}",
            approved_fen=fen,
            approved_at=START - days * DAY,
            status=status,
        )
        for n, (fen, days, status) in enumerate(
            [(40_000, 1, "paid"), (50_000, 2, "printed"), (60_000, 729, "approved")]
            + [(1, 731, "paid"), (1, 3, "withdrawn"), (1, 4, "rejected")]
        )
    ]
    mine = replace(base, uid=new_uid(), number="C7-99", status="submitted")
    seat.do(AddClaims((*claims, mine)), seat.clerk)
    told = seat.desk.ask(lambda read: similar_claims.similar(read, mine.uid, START)).result()
    assert told is not None
    assert told.count == 3
    assert told.approved is not None
    assert told.approved.median == 50_000
    assert told.numbers == ("C7-90", "C7-91", "C7-92")
    assert not told.bounded

    def plan(read: Reader) -> str:
        assert len(settled_claims(read.connection, "damage", 0, most=2)) == 2
        rows = read.connection.execute(
            "EXPLAIN QUERY PLAN SELECT uid FROM claim INDEXED BY claim_settled WHERE kind='damage'"
            " AND approved_at>=0 AND approved_at IS NOT NULL ORDER BY approved_at DESC LIMIT 5"
        )
        return " ".join(str(row[3]) for row in rows)

    steps = seat.desk.ask(plan).result()
    assert "claim_settled" in steps
    assert "TEMP B-TREE" not in steps
    assert (
        seat.desk.ask(lambda read: similar_claims.similar(read, "nobody", START)).result() is None
    )

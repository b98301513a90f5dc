"""What the list of claims asks of the desk's reading threads: rows in order, counts, whose turn it is."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ui.claims import turns
from workstation.claim_list import ClaimPlace, claim_places
from workstation.domain.claim import CLAIM_STATUSES, LIVE_CLAIMS, Claim
from workstation.domain.claim_stage import STAGES

if TYPE_CHECKING:
    from workstation.desk import Desk, Reader

WAITING: Final = "waiting"
ALL: Final = ""
#: Orders that follow from what hangs on a claim; the others are the replica's.
DERIVED: Final = ("stage", "turn", "due_at")
#: The usual order: what waits for this person first, then the newest.
USUAL: Final = ""
#: Rows of the first answer; the rest follows.
HEAD: Final = 300
#: Claims that are looked into together.
CHUNK: Final = 128
#: Rows of the first answer that are read with it; the others are when they come into sight.
_FIRST: Final = 32
_NEVER: Final = 1 << 62
_SETTLED: Final = tuple(status for status in CLAIM_STATUSES if status not in LIVE_CLAIMS)


@dataclass(frozen=True, slots=True)
class Line:
    """A claim of the list, how far it is, and what waits for whoever sits here ("" for nothing)."""

    claim: Claim
    place: ClaimPlace
    turn: str


@dataclass(frozen=True, slots=True)
class Live:
    """What is remembered of a claim on its way: to count, to filter and to order."""

    uid: str
    status: str
    fen: int
    turn: str
    due: int | None
    stage: int


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be shown: a status, `WAITING` or `ALL`, what was typed, and in which order."""

    chosen: str = ALL
    typed: str = ""
    order: str = USUAL
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The row numbers in order; counts and sums in fen by filter; the lines of the first rows.

    `whole` is False while only the first rows are told.
    """

    wish: Wish
    rows: array[int]
    counts: Mapping[str, tuple[int, int]]
    lines: Mapping[int, Line] = field(default_factory=dict)
    whole: bool = True


def read_lines(read: Reader, desk: Desk, rows: Sequence[int]) -> dict[int, Line]:
    """The lines of some rows; a few reads for all of them."""
    claims = read.claims_at(rows)
    places = claim_places(
        read,
        claims.values(),
        desk.clock(),
        lambda one: desk.needed_agreement(one) is not None,
        desk.claim_dues,
    )
    return {row: _line(desk, one, places[one.uid]) for row, one in claims.items()}


def _line(desk: Desk, claim: Claim, place: ClaimPlace) -> Line:
    return Line(claim, place, turns.waits_for(claim, desk.agent, desk.may_approve, place))


def live_of(line: Line) -> Live:
    """What is remembered of a claim on its way."""
    claim, place = line.claim, line.place
    fen, stage = turns.amount_of(claim), STAGES.index(place.stage.stage)
    return Live(claim.uid, claim.status, fen, line.turn, place.due_at, stage)


def answer(
    read: Reader, desk: Desk, wish: Wish, live: Mapping[int, Live], *, whole: bool
) -> Answer:
    """The rows that are wanted; without `whole` the first of them, at once."""
    if wish.typed:
        name = wish.order if wish.order not in (USUAL, *DERIVED) else "age"
        hits = read.claims_found(wish.typed, name, descending=wish.descending or name != wish.order)
        counts = _counted(hits, live)
        fitting = [row for row, status, _ in hits if _belongs(wish, status, live.get(row))]
        rows = array("q", _arranged(wish, fitting, live))
    else:
        counts = _counts(read, live)
        rows = _rows(read, wish, live, -1 if whole else HEAD)
    total = counts.get(wish.chosen, (0, 0))[0]
    lines = read_lines(read, desk, rows[:_FIRST])
    return Answer(wish, rows, counts, lines, len(rows) >= total)


def _counts(read: Reader, live: Mapping[int, Live]) -> dict[str, tuple[int, int]]:
    counts = read.claim_counts()
    waiting = [one.fen for one in live.values() if one.turn]
    told = {ALL: tuple(map(sum, zip((0, 0), *counts.values(), strict=True)))}
    return {**counts, ALL: (told[ALL][0], told[ALL][1]), WAITING: (len(waiting), sum(waiting))}


def _counted(
    hits: Iterable[tuple[int, str, int]], live: Mapping[int, Live]
) -> dict[str, tuple[int, int]]:
    counts: dict[str, tuple[int, int]] = {ALL: (0, 0), WAITING: (0, 0)}
    for row, status, fen in hits:
        one = live.get(row)
        for code in (ALL, status, *((WAITING,) if one is not None and one.turn else ())):
            count, total = counts.get(code, (0, 0))
            counts[code] = (count + 1, total + fen)
    return counts


def _belongs(wish: Wish, status: str, one: Live | None) -> bool:
    if wish.chosen == WAITING:
        return one is not None and bool(one.turn)
    return wish.chosen in (ALL, status)


def _rows(read: Reader, wish: Wish, live: Mapping[int, Live], most: int) -> array[int]:
    """Row numbers of what nobody typed anything about; `most` of them, all for -1."""
    mine = [row for row, one in live.items() if _belongs(wish, one.status, one)]
    if wish.chosen == WAITING:
        if wish.order in (USUAL, *DERIVED):
            return array("q", _arranged(wish, mine, live))
        return read.claims_ordered(mine, wish.order, descending=wish.descending)
    if wish.order not in (USUAL, *DERIVED):
        return read.claim_rows(wish.chosen, wish.order, descending=wish.descending, most=most)
    if wish.order == "stage" and wish.chosen == ALL:
        ended = (read.claim_rows(status, most=most) for status in _SETTLED)
        others = [row for rows in ended for row in rows]
    else:
        others = list(read.claim_rows(wish.chosen, most=-1 if most < 0 else most + len(mine)))
    first = set(mine)
    if wish.order == USUAL:
        first = {row for row in mine if live[row].turn}
    rest = [row for row in others if row not in first]
    if wish.order == USUAL:
        return array("q", [*(row for row in mine if row in first), *rest])
    known = _arranged(wish, mine, live)
    return array("q", [*rest, *known] if wish.descending else [*known, *rest])


def _arranged(wish: Wish, rows: list[int], live: Mapping[int, Live]) -> list[int]:
    """Some rows in an order that the replica does not know."""
    if wish.order == USUAL:
        return sorted(rows, key=lambda row: row not in live or not live[row].turn)
    key = _KEYS.get(wish.order)
    if key is None:
        return rows
    ahead = [row for row in rows if row in live]
    behind = [row for row in rows if row not in live]
    ahead.sort(key=lambda row: key(live[row]), reverse=wish.descending)
    return [*behind, *ahead] if wish.descending else [*ahead, *behind]


_KEYS: Final[dict[str, Callable[[Live], str | int]]] = {
    "stage": lambda one: one.stage,
    "turn": lambda one: one.turn or "~",
    "due_at": lambda one: _NEVER if one.due is None else one.due,
}

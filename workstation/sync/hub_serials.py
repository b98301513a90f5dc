"""Serial numbers of printed forms: ranges given to desks, never one number to two of them.

What is returned unused is given again before new numbers are; what was voided never is. Every
range leaves its record in `hub_serial`.
"""

from __future__ import annotations

import re
from typing import Any, Final

from sqlalchemy import Connection, and_, delete, exists, func, insert, or_, select, update

from workstation.domain.refusal import Refusal
from workstation.sync.hub_setup import now_ms
from workstation.sync.hub_tables import desk, record, serial, series
from workstation.sync.protocol import SerialRange

#: The most numbers given at once.
MOST: Final = 500
_SERIES: Final = re.compile(r"[A-Z]{1,8}[0-9]{4}")


def text_of(name: str, number: int) -> str:
    """A serial as forms bear it, such as LP2026-000123."""
    return f"{name}-{number:06d}"


def lease(connection: Connection, desk_no: int, name: str, count: int) -> SerialRange:
    """Give a desk the next numbers: returned ones first (it may be fewer then)."""
    _check_desk(connection, desk_no)
    if not _SERIES.fullmatch(name) or not 1 <= count <= MOST:
        raise Refusal("serials_count", series=name, count=count, most=MOST)
    again = connection.execute(
        select(serial)
        .where(serial.c.series == name, serial.c.state == "returned")
        .order_by(serial.c.first)
        .limit(1)
    ).first()
    if again is not None:
        return _given_again(connection, desk_no, again, count)
    following = connection.scalar(select(series.c.next).where(series.c.series == name))
    first = max(int(following or 1), _after_used(connection, name))
    if following is None:
        connection.execute(insert(series).values(series=name, next=first + count))
    else:
        connection.execute(update(series).where(series.c.series == name).values(next=first + count))
    given = SerialRange(name, first, first + count - 1)
    _keep(connection, given, desk_no, "leased")
    return given


def give_back(connection: Connection, desk_no: int, given: SerialRange, reason: str) -> bool:
    """Take unused numbers back; False unless all were this desk's and none bears a form."""
    _check_desk(connection, desk_no)
    if given.first > given.last:
        return False
    own = _around(connection, given, "leased")
    if own is None or own.desk_no != desk_no:
        done = _around(connection, given, "returned")
        return done is not None and done.desk_no == desk_no
    if _used(connection, given):
        return False
    _cut_out(connection, own, given)
    _keep(connection, given, desk_no, "returned", reason)
    _merged(connection, given)
    return True


def void(connection: Connection, desk_no: int, reason: str) -> int:
    """Give up all ranges of a desk that is no more: its numbers are never given again."""
    done = connection.execute(
        update(serial)
        .where(serial.c.desk_no == desk_no, serial.c.state == "leased")
        .values(state="voided", reason=reason, ended_at=now_ms())
    )
    return int(done.rowcount)


def reach(connection: Connection) -> None:
    """Count as given what forms bear: a former life of a restored hub had given it."""
    for name, following in connection.execute(select(series.c.series, series.c.next)).all():
        if (used := _after_used(connection, name)) > following:
            connection.execute(update(series).where(series.c.series == name).values(next=used))


def _check_desk(connection: Connection, desk_no: int) -> None:
    known = select(desk.c.desk_no).where(desk.c.desk_no == desk_no, desk.c.removed_at.is_(None))
    if connection.scalar(known) is None:
        raise Refusal("desk_unknown", desk_no=desk_no)


def _given_again(connection: Connection, desk_no: int, found: Any, count: int) -> SerialRange:
    """A returned range, or its beginning when more was returned than is asked for."""
    given = SerialRange(found.series, found.first, min(found.last, found.first + count - 1))
    connection.execute(
        delete(serial).where(serial.c.series == found.series, serial.c.first == found.first)
    )
    if given.last < found.last:
        rest = SerialRange(found.series, given.last + 1, found.last)
        _keep(connection, rest, found.desk_no, "returned", found.reason)
    _keep(connection, given, desk_no, "leased", found.reason)
    return given


def _around(connection: Connection, given: SerialRange, state: str) -> Any:
    """The line whose range has all of these numbers; None when there is none."""
    return connection.execute(
        select(serial).where(
            serial.c.series == given.series,
            serial.c.first <= given.first,
            serial.c.last >= given.last,
            serial.c.state == state,
        )
    ).first()


def _cut_out(connection: Connection, own: Any, given: SerialRange) -> None:
    """Leave of a leased range what lies before and behind the numbers that come back."""
    connection.execute(
        delete(serial).where(serial.c.series == own.series, serial.c.first == own.first)
    )
    for first, last in ((own.first, given.first - 1), (given.last + 1, own.last)):
        if first <= last:
            rest = SerialRange(own.series, first, last)
            _keep(connection, rest, own.desk_no, "leased", own.reason, own.given_at)


def _merged(connection: Connection, given: SerialRange) -> None:
    """Join a returned range with its returned neighbours."""
    near = connection.execute(
        select(serial)
        .where(
            serial.c.series == given.series,
            serial.c.state == "returned",
            or_(
                and_(serial.c.first >= given.first, serial.c.first <= given.last + 1),
                serial.c.last == given.first - 1,
            ),
        )
        .order_by(serial.c.first)
    ).all()
    if len(near) < 2:
        return
    connection.execute(
        delete(serial).where(
            serial.c.series == given.series, serial.c.first.in_([row.first for row in near])
        )
    )
    whole = SerialRange(given.series, near[0].first, near[-1].last)
    reasons = "; ".join(dict.fromkeys(row.reason for row in near if row.reason))
    desk_no = near[0].desk_no if len({row.desk_no for row in near}) == 1 else 0
    _keep(connection, whole, desk_no, "returned", reasons)


def _used(connection: Connection, given: SerialRange) -> bool:
    """Whether a form, or a claim that waits for its form, bears one of these numbers."""
    texts = [text_of(given.series, number) for number in range(given.first, given.last + 1)]
    for kind, column in (("print", record.c.number), ("claim", record.c.serial)):
        asked = exists().where(
            record.c.kind == kind, column.in_(texts), column != "", ~record.c.gone
        )
        if connection.scalar(select(asked)):
            return True
    return False


def _after_used(connection: Connection, name: str) -> int:
    """The number after the last one that a form bears, wherever that came from."""
    last = 0
    for kind, column in (("print", record.c.number), ("claim", record.c.serial)):
        asked = select(func.max(column)).where(
            record.c.kind == kind, column > f"{name}-", column < f"{name}.", ~record.c.gone
        )
        digits = str(connection.scalar(asked) or "").removeprefix(f"{name}-")
        last = max(last, int(digits) if digits.isdecimal() else 0)
    return last + 1


def _keep(
    connection: Connection,
    given: SerialRange,
    desk_no: int,
    state: str,
    reason: str = "",
    given_at: int | None = None,
) -> None:
    now = now_ms()
    connection.execute(
        insert(serial).values(
            series=given.series,
            first=given.first,
            last=given.last,
            desk_no=desk_no,
            state=state,
            reason=reason,
            given_at=now if given_at is None else given_at,
            ended_at=now if state != "leased" else None,
        )
    )

"""One open ticket per waybill and problem."""

from __future__ import annotations

from typing import Final

from workstation.domain.ticket import Ticket

_URGE: Final = "request.urge"


def same_case(a: Ticket, waybill: str, class_code: str, subtype: str) -> bool:
    """Whether a new call about `waybill` belongs to the open ticket `a`.

    The problem is the same when class and sub-type are; an unknown class or sub-type on either
    side does not tell two cases apart, and urging is the same case as the delay it is about.
    """
    mine, other = waybill.strip().upper(), a.waybill.strip().upper()
    if not a.is_open or not mine or mine != other:
        return False
    if _is_delay(a.class_code, a.subtype) and _is_delay(class_code, subtype):
        return _URGE in (a.subtype, subtype) or _agree(a.subtype, subtype)
    return _agree(a.class_code, class_code) and _agree(a.subtype, subtype)


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def _is_delay(class_code: str, subtype: str) -> bool:
    return class_code == "timeliness" or subtype == _URGE

"""What a former life of the hub refused, told to this one by the desks that know of it.

One that was restored from an older backup has forgotten it. A copy of the desk's files may still
hold the same operation unsent: whoever comes first decides for both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, select, update

from workstation.domain.refusal import Refusal
from workstation.sync.batch import Batch
from workstation.sync.hub_push import check_desk, restored
from workstation.sync.hub_tables import desk, operation
from workstation.sync.protocol import Outcome, Refused
from workstation.sync.standing import chunks, load

_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")
#: What a desk says of work on a record whose making was refused, whatever the hub had said.
_FOLLOWS: Final = "follows_refused"


def recall(
    connection: Connection, desk_no: int, token: str, refused: Sequence[Refused]
) -> list[Outcome]:
    """Refuse what is not known, and answer what is known otherwise. Raises as a push."""
    last_n = check_desk(connection, desk_no, token).last_n
    known = _known(connection, [told.operation.uid for told in refused])
    otherwise: list[Outcome] = []
    for told in refused:
        outcome = known.get(told.operation.uid)
        if outcome is None:
            last_n = _keep(connection, desk_no, told, last_n)
        elif outcome["state"] != "refused" or outcome["code"] != told.code != _FOLLOWS:
            keys = {(kind, uid) for kind, uid in outcome["keys"]}
            states = load(connection, keys, lock=False)
            otherwise.append(restored(told.operation.uid, outcome, states))
    return otherwise


def _known(connection: Connection, uids: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in chunks(uids):
        query = select(operation.c.uid, operation.c.outcome).where(operation.c.uid.in_(part))
        found |= {uid: outcome for uid, outcome in connection.execute(query)}
    return found


def _keep(connection: Connection, desk_no: int, told: Refused, last_n: int) -> int:
    """Write the refusal down in its place in the desk's order; the last place then."""
    n = told.operation.n
    if n <= last_n:
        raise Refusal("desk_cloned", desk_no=desk_no, n=n)
    if not _CODE.fullmatch(told.code):
        return last_n
    outcome = Outcome(told.operation.uid, "refused", told.code, dict(told.facts))
    Batch(connection, desk_no, [told.operation], {}).keep([outcome])
    connection.execute(update(desk).where(desk.c.desk_no == desk_no).values(last_n=n))
    return n

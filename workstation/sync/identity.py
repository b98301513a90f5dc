"""Who this desk is towards its hub, as the replica keeps it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from workstation.domain.identity import new_uid
from workstation.store import incoming, operations, state
from workstation.store.replica import transaction
from workstation.sync.protocol import Enrolment


@dataclass(frozen=True, slots=True)
class Identity:
    """The desk's own id, its number and key from the hub, and its place in the feed."""

    desk_uid: str
    desk_no: int
    token: str
    epoch: str
    cursor: str

    @property
    def enrolled(self) -> bool:
        """Whether a hub has given the desk a key."""
        return bool(self.token)


def read(connection: sqlite3.Connection) -> Identity:
    """The desk's identity; the desk gives itself an id when it has none."""
    desk_uid = state.read(connection, "desk_uid")
    if not desk_uid:
        desk_uid = new_uid()
        with transaction(connection):
            state.write(connection, "desk_uid", desk_uid)
    return Identity(
        desk_uid=desk_uid,
        desk_no=int(state.read(connection, "hub_desk_no", "0")),
        token=state.read(connection, "hub_token"),
        epoch=state.read(connection, "hub_epoch"),
        cursor=state.read(connection, "hub_cursor"),
    )


def enrolled(connection: sqlite3.Connection, given: Enrolment) -> None:
    """Keep what the hub gave. At another hub (or another life of it) all is told anew.

    Operations that the former hub accepted are sent again: a hub that has them answers as
    before, one that was restored from an older copy gets back what it lost.
    """
    with transaction(connection):
        before = state.read(connection, "hub_epoch")
        if before and before != given.epoch:
            incoming.forget_hub(connection)
            operations.send_again(connection)
        state.write(connection, "hub_epoch", given.epoch)
        state.write(connection, "hub_token", given.token)
        state.write(connection, "hub_desk_no", str(given.desk_no))
        state.write(connection, "desk_no", str(given.desk_no))


def another(connection: sqlite3.Connection) -> str:
    """Become another desk, because this one's files exist twice or come from an old copy."""
    desk_uid = new_uid()
    with transaction(connection):
        for key in ("hub_token", "hub_desk_no", "hub_cursor"):
            state.write(connection, key, "" if key != "hub_desk_no" else "0")
        state.write(connection, "desk_uid", desk_uid)
    return desk_uid

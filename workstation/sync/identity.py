"""Who this desk is towards its hub, as the replica keeps it."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict, dataclass
from json import dumps, loads
from typing import Final

from workstation.domain.identity import new_uid
from workstation.store import leaving, operations, queue, renewals, serials, state
from workstation.store.replica import transaction
from workstation.sync.protocol import Enrolment, Scope


@dataclass(frozen=True, slots=True)
class Identity:
    """The desk's own id, its number and key from the hub, and its place in the feed.

    `stage` is what of a first scan is coming: "open", "history", or "" when all is here.
    """

    desk_uid: str
    desk_no: int
    token: str
    epoch: str
    cursor: str
    stage: str = ""
    nonce: str = ""  # of a proof that the hub was asked for and has not answered

    @property
    def enrolled(self) -> bool:
        """Whether a hub has given the desk a key."""
        return bool(self.token)


def read(connection: sqlite3.Connection) -> Identity:
    """The desk's identity; the desk gives itself an id when it has none."""
    known = dict(connection.execute(_READ).fetchall())
    desk_uid = known.get("desk_uid", "")
    if not desk_uid:
        desk_uid = new_uid()
        with transaction(connection):
            state.write(connection, "desk_uid", desk_uid)
    return Identity(
        desk_uid=desk_uid,
        desk_no=int(known.get("hub_desk_no") or 0),
        token=known.get("hub_token", ""),
        epoch=known.get("hub_epoch", ""),
        cursor=known.get("hub_cursor", ""),
        stage=known.get("hub_stage", ""),
        nonce=known.get("hub_nonce", ""),
    )


_READ = (
    "SELECT key,value FROM desk_state WHERE key IN"
    " ('desk_uid','hub_desk_no','hub_token','hub_epoch','hub_cursor','hub_stage','hub_nonce')"
)


def enrolled(
    connection: sqlite3.Connection, given: Enrolment, *, empty: bool = False, now: int = 0
) -> None:
    """Keep what the hub gave. At another hub (or another life of it) all is told anew.

    Operations that were accepted are sent again whenever a desk is enrolled anew: a hub that has
    them answers as before, one that was restored from an older copy gets back what it lost. An
    `empty` hub tells nothing: nothing is dropped for it, and everything may be published.
    """
    with transaction(connection):
        before = state.read(connection, "hub_epoch")
        moved = bool(before) and before != given.epoch
        facts = _facts(connection, given)
        if before and not (moved and empty):
            facts["again"] = operations.send_again(connection)
            state.write(connection, RECALLED, "-1")  # from the first on
        if moved:
            renewals.note(connection, "hub_renewed", now, empty=int(empty), **facts)
        elif before and facts["was"] and facts["was"] != given.desk_no:
            renewals.note(connection, "desk_renewed", now, **facts)
        if moved:
            tell_anew(connection, known=False)
            if empty:
                leaving.unmark_all(connection)
            serials.forget(connection)
            connection.execute("DELETE FROM lease")
            blobs_again(connection)
        state.write(connection, _WAS, "")
        state.write(connection, _ASIDE, "")
        state.write(connection, "hub_epoch", given.epoch)
        state.write(connection, "hub_token", given.token)
        state.write(connection, "hub_nonce", "")
        state.write(connection, "hub_desk_no", str(given.desk_no))
        state.write(connection, "desk_no", str(given.desk_no))
        state.write(connection, "hub_agent", given.agent)


#: State: up to which place of this desk's work the hub was told what was refused; "" when it was.
RECALLED: Final = "recalled"
#: What becoming another desk leaves for the enrolment: its number, and unused form numbers.
_WAS, _ASIDE = "renewed_from", "numbers_aside"
#: State: "1" when the hub may lack contents in the folder, then until when it is asked.
OFFER_FOLDER: Final = "offer_folder"


def _facts(connection: sqlite3.Connection, given: Enrolment) -> dict[str, int]:
    """What a person may be told of a new enrolment."""
    return {
        "desk": given.desk_no,
        "was": state.number(connection, _WAS) or state.number(connection, "desk_no"),
        "waiting": operations.counts(connection)[0],
        "numbers": serials.in_hand(connection) + state.number(connection, _ASIDE),
    }


def begin_proof(connection: sqlite3.Connection) -> None:
    """Write down by what the key will be turned, before the hub is asked to."""
    with transaction(connection):
        if not state.read(connection, "hub_nonce"):
            state.write(connection, "hub_nonce", new_uid())


def end_proof(connection: sqlite3.Connection, token: str) -> None:
    """Keep the key that the hub turned."""
    with transaction(connection):
        state.write(connection, "hub_token", token)
        state.write(connection, "hub_nonce", "")


def scope_text(given: Scope, asked: Scope) -> str:
    """Both scopes of a pull, as the state keeps them: what the hub gave and what was asked for."""
    return dumps([asdict(given), asdict(asked)], sort_keys=True)


def in_force(connection: sqlite3.Connection, asked: Scope) -> bool:
    """Whether the place in the feed is one of this scope; else the hub tells all anew."""
    known = state.read(connection, "hub_scope")
    return bool(known) and loads(known)[1] == loads(dumps(asdict(asked)))


def blobs_again(connection: sqlite3.Connection) -> None:
    """Offer the contents of all files to a hub that may not have them.

    Also of those that this desk sent for tickets that it keeps no longer.
    """
    state.write(connection, OFFER_FOLDER, "1")  # and of those that only the folder knows of
    connection.execute(
        "INSERT OR IGNORE INTO upload(sha256,added_at) SELECT sha256,added_at FROM attachment"
    )
    connection.execute(
        "INSERT OR IGNORE INTO upload(sha256,added_at)"
        " SELECT json_extract(c.value,'$.new.sha256'), o.at FROM operation o, json_each(o.changes) c"
        " WHERE o.changes LIKE '%\"sha256\"%' AND json_extract(c.value,'$.kind')='attachment'"
        " AND json_extract(c.value,'$.new.sha256') IS NOT NULL"
    )


def tell_anew(connection: sqlite3.Connection, *, known: bool = True) -> None:
    """Have the hub tell everything again; what it does not tell is dropped at the end.

    Without `known` the revisions of the rows here mean nothing to it. The caller holds the
    transaction.
    """
    leaving.mark_all(connection, known=known)
    state.write(connection, "hub_cursor", "")
    state.write(connection, "hub_stage", "")


def another(connection: sqlite3.Connection, now: int) -> str:
    """Become another desk, because this one's files exist twice or come from an old copy.

    Form numbers that were leased may be in use at the other one: they are not used here. Nor are
    messages handed over that the other one may have handed over, or is about to.
    """
    desk_uid = new_uid()
    with transaction(connection):
        if not state.read(connection, _WAS):
            state.write(connection, _WAS, state.read(connection, "desk_no"))
        aside = serials.in_hand(connection) + state.number(connection, _ASIDE)
        state.write(connection, _ASIDE, str(aside))
        for key in ("hub_token", "hub_nonce", "hub_desk_no", "hub_cursor", "hub_stage"):
            state.write(connection, key, "" if key != "hub_desk_no" else "0")
        state.write(connection, "desk_uid", desk_uid)
        tell_anew(connection)
        state.write(connection, "offer_files", "1")  # once it is known which there are
        serials.forget(connection)
        queue.copied(connection, now)
    return desk_uid

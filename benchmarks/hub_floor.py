"""The least a PostgreSQL server must do for what the exchange does: one function, plain tables."""

from __future__ import annotations

import json
import threading
from typing import Any, Final

import psycopg

from workstation.domain.identity import new_uid
from workstation.domain.ticket import Ticket
from workstation.store.flat import flat
from workstation.store.kinds import codec_of


class Floor:
    """The least a server must do: one function that looks, writes, logs and remembers."""

    _SETUP: Final = """
    CREATE TABLE floor_ticket(uid text PRIMARY KEY, rev bigint NOT NULL, grp text, status text,
      owner text NOT NULL DEFAULT '', priority int, due bigint, body jsonb NOT NULL);
    CREATE INDEX ON floor_ticket(priority DESC, due, uid) WHERE owner = '';
    CREATE INDEX ON floor_ticket(grp);
    CREATE INDEX ON floor_ticket(status);
    CREATE TABLE floor_log(seq bigserial PRIMARY KEY, xid xid8 DEFAULT pg_current_xact_id(),
      uid text, rev bigint);
    CREATE INDEX ON floor_log(xid, seq);
    CREATE TABLE floor_operation(desk int, n bigint, uid text UNIQUE, outcome jsonb,
      PRIMARY KEY(desk, n));
    CREATE FUNCTION floor_push(desk int, place bigint, op text, about text, seen bigint, said jsonb)
    RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    DECLARE known bigint;
    BEGIN
      PERFORM set_config('synchronous_commit', 'on', true);
      UPDATE floor_ticket t SET rev = t.rev + 1, body = body || said
       WHERE t.uid = about AND t.rev = seen RETURNING t.rev INTO STRICT known;
      INSERT INTO floor_log(uid, rev) VALUES (about, known);
      INSERT INTO floor_operation VALUES (desk, place, op, '{"state": "applied"}');
      RETURN known;
    END $$;
    CREATE FUNCTION floor_next() RETURNS text LANGUAGE plpgsql AS $$
    DECLARE found text;
    BEGIN
      SELECT uid INTO found FROM floor_ticket WHERE owner = ''
       ORDER BY priority DESC, due, uid LIMIT 1 FOR UPDATE SKIP LOCKED;
      UPDATE floor_ticket SET owner = 'x' WHERE uid = found;
      INSERT INTO floor_log(uid, rev) SELECT found, 1 WHERE found IS NOT NULL;
      RETURN found;
    END $$;
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.connection = self.dial()
        self.connection.execute(self._SETUP)
        self.place = 0
        self.revs: dict[str, int] = {}
        self.taking = threading.Lock()

    def dial(self) -> psycopg.Connection:
        return psycopg.connect(self.url, autocommit=True, prepare_threshold=None)

    def fill(self, made: list[Ticket]) -> None:
        turn = flat("ticket")
        with (
            self.connection.cursor() as cursor,
            cursor.copy(
                "COPY floor_ticket(uid,rev,grp,status,priority,due,body) FROM STDIN"
            ) as copy,
        ):
            for ticket in made:
                body = json.dumps(facts_of(turn, ticket), ensure_ascii=False)
                copy.write_row((ticket.uid, 1, "cod", "new", ticket.priority, ticket.due_at, body))
        self.connection.execute("ANALYZE floor_ticket")

    def push(self, uid: str, subject: str, connection: psycopg.Connection | None = None) -> None:
        """One edit, unless somebody else has written the ticket meanwhile."""
        with self.taking:
            self.place += 1
            place = self.place
            seen = self.revs.get(uid, 1)
            self.revs[uid] = seen + 1
        (connection or self.connection).execute(
            "SELECT floor_push(1,%s,%s,%s,%s,%s::jsonb)",
            (place, new_uid(), uid, seen, json.dumps({"subject": subject})),
        ).fetchone()

    def pipelined(self, uids: list[str]) -> None:
        """In hundreds: each hundred is one transaction."""
        for start in range(0, len(uids), 100):
            with self.connection.pipeline(), self.connection.transaction():
                for uid in uids[start : start + 100]:
                    self.push(uid, "drained")


def facts_of(turn: Any, ticket: Ticket) -> dict[str, Any]:
    """The facts of a ticket as they travel."""
    facts: dict[str, Any] = turn.facts(codec_of("ticket").row(ticket))
    return facts

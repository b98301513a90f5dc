"""A new desk's beginning: all tickets into an empty replica, or a ready-made one fetched."""

from __future__ import annotations

import json
import os
import subprocess
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from benchmarks.common import once, seconds
from benchmarks.goals import Line
from benchmarks.hub_bed import Bed, one
from benchmarks.hub_floor import facts_of
from workstation.store.connect import connect
from workstation.store.flat import flat
from workstation.store.replica import transaction
from workstation.store.schema import upgrade
from workstation.sync.joining import join
from workstation.sync.protocol import ALL, CHUNK_BYTES
from workstation.sync.snapshots import make_snapshot

#: Columns of a replica's tickets besides their facts.
_BESIDE: Final = ("rev", "is_open", "due_sort")


def bootstrap(bed: Bed) -> Line:
    """All tickets into an empty replica with its indexes, from the hub and by bare COPY."""
    profile = bed.folder / "fresh"
    ours = seconds(lambda: join(profile, bed.url))  # as a new desk does it
    with closing(connect(profile / "replica.db")) as connection:
        have = connection.execute("SELECT count(*) FROM ticket").fetchone()[0]
    if have != len(bed.made):
        raise SystemExit(f"{have} tickets instead of {len(bed.made)}")
    turn = flat("ticket")
    _typed(bed, turn)
    target = connect(bed.folder / "copied.db")
    upgrade(target)
    target.execute("DELETE FROM index_queue")
    told = ",".join(f'"{name}"' for name in (*turn.names, *_BESIDE))
    marks = ",".join("?" * (len(turn.names) + len(_BESIDE)))

    def raw() -> None:
        """Typed rows straight from a plain table: nothing is parsed, nothing is checked."""
        batch: list[Any] = []
        with (
            bed.floor.connection.cursor() as cursor,
            cursor.copy("COPY floor_typed TO STDOUT") as copy,
        ):
            for row in copy.rows():
                batch.append(row)
                if len(batch) == 5_000:
                    with transaction(target):
                        target.executemany(f"INSERT INTO ticket({told}) VALUES ({marks})", batch)
                    batch.clear()
        with transaction(target):
            target.executemany(f"INSERT INTO ticket({told}) VALUES ({marks})", batch)

    floor = seconds(raw)
    if target.execute("SELECT count(*) FROM ticket").fetchone()[0] != len(bed.made):
        raise SystemExit("the floor did not copy everything")
    return Line("bootstrap", once(ours), once(floor))


def snapshot(bed: Bed) -> Line:
    """A ready-made replica fetched and opened, and its bytes fetched and unpacked."""
    made = make_snapshot(bed.hub, ALL, bed.folder)
    profile = bed.folder / "profile"
    ours = seconds(lambda: join(profile, bed.url))

    def raw() -> None:
        packed = bytearray()
        for number in range(-(-made.size // CHUNK_BYTES)):
            packed += one(
                bed.floor.connection,
                "SELECT content FROM hub_blob_chunk WHERE sha256=%s AND number=%s",
                made.sha256,
                number,
            )
        unpacked = zlib.decompressobj(wbits=47)
        with (bed.folder / "unpacked.db").open("wb") as out:
            out.write(unpacked.decompress(bytes(packed)))

    return Line("snapshot", once(ours), once(seconds(raw)))


def pouchdb(bed: Bed, modules: Path) -> tuple[float, float]:
    """Seconds in which PouchDB takes the same documents in, and has them indexed as well."""
    turn = flat("ticket")
    source, folder = bed.folder / "documents.jsonl", bed.folder / "pouchdb"
    folder.mkdir()
    with source.open("w", encoding="utf-8") as file:
        for ticket in bed.made:
            facts = {"_id": ticket.uid, **facts_of(turn, ticket)}
            file.write(json.dumps(facts, ensure_ascii=False) + "\n")
    script = Path(__file__).parent / "pouchdb" / "bootstrap.js"
    done = subprocess.run(
        ["node", script, source, folder],
        env={**os.environ, "NODE_PATH": str(modules)},
        capture_output=True,
        text=True,
        check=True,
    )
    taken, indexed = map(float, done.stdout.split())
    return taken, indexed


def _typed(bed: Bed, turn: Any) -> None:
    """The tickets in a plain table of the server, a column for each fact."""
    names = (*turn.names, *_BESIDE)
    columns = ", ".join(f'"{name}" text' for name in names)
    bed.floor.connection.execute(f"CREATE TABLE floor_typed({columns})")
    with (
        bed.floor.connection.cursor() as cursor,
        cursor.copy("COPY floor_typed FROM STDIN") as copy,
    ):
        known = bed.one.connection.execute(f"SELECT {', '.join(names)} FROM ticket ORDER BY uid")
        for row in known:
            copy.write_row(row)
    bed.floor.connection.execute("VACUUM ANALYZE floor_typed")

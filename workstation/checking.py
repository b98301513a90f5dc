"""Whether a desk's files are sound: what must always be true, checked over all rows."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from workstation.store.kinds import CLASSES, codec_of
from workstation.store.schema import VERSION, version_of

if TYPE_CHECKING:
    from workstation.desk import Desk

Finding = tuple[str, str, str]

#: What must find nothing: (code, query giving one text per finding).
_RULES: Final = (
    ("number_twice", "SELECT number FROM ticket GROUP BY number HAVING count(*)>1"),
    (
        "source_twice",
        "SELECT source FROM ticket WHERE source NOT IN ('','desk','sample')"
        " GROUP BY source HAVING count(*)>1",
    ),
    ("open_wrong", "SELECT number FROM ticket WHERE is_open<>(status IN ('new','open','waiting'))"),
    ("due_wrong", "SELECT number FROM ticket WHERE due_sort<>coalesce(due_at,9000000000000000)"),
    (
        "entry_orphan",
        "SELECT e.uid FROM entry e LEFT JOIN ticket t ON t.uid=e.ticket WHERE t.uid IS NULL",
    ),
    (
        "claim_orphan",
        "SELECT c.number FROM claim c LEFT JOIN ticket t ON t.uid=c.ticket WHERE t.uid IS NULL",
    ),
    (
        "claim_twice",
        "SELECT waybill FROM claim WHERE waybill<>'' AND status IN"
        " ('draft','submitted','approved','printed') GROUP BY waybill HAVING count(*)>1",
    ),
    (
        "claim_unapproved",
        "SELECT number FROM claim WHERE status IN ('approved','printed','paid')"
        " AND approved_fen IS NULL",
    ),
    ("claim_own", "SELECT number FROM claim WHERE approved_by<>'' AND approved_by=submitted_by"),
    ("serial_twice", "SELECT serial FROM claim WHERE serial<>'' GROUP BY serial HAVING count(*)>1"),
    (
        "money_negative",
        "SELECT number FROM claim WHERE value_fen<0 OR loss_fen<0 OR claimed_fen<0"
        " OR proposed_fen<0 OR approved_fen<0",
    ),
    (
        "operation_without_journal",
        "SELECT o.uid FROM operation o LEFT JOIN journal j"
        " ON j.operation=o.uid WHERE j.operation IS NULL",
    ),
    ("outgoing_orphan", "SELECT entry FROM outgoing WHERE entry NOT IN (SELECT uid FROM entry)"),
)
_MOST: Final = 20


def check_desk(desk: Desk) -> tuple[Finding, ...]:
    """Everything found wanting; empty when the desk is sound."""
    read = desk.read.connection
    found = [*_told(_file(read)), *_told(_shape(read)), *_told(_rules(read))]
    if not found:
        found += _told(_values(read))
    found += [*_told(_blobs(desk, read)), *_forms(read), *_drafts(desk), *_versions(desk)]
    found += _trust(desk)
    return tuple(dict.fromkeys(found))


def _told(findings: Iterator[Finding]) -> Iterator[Finding]:
    """The findings; that the file cannot be read any further is the last of them."""
    try:
        yield from findings
    except sqlite3.Error as error:
        yield "replica.db", "file_damaged", str(error)
    except OSError as error:
        yield str(error.filename), "file_unreadable", str(error.strerror)


def _file(read: sqlite3.Connection) -> Iterator[Finding]:
    for (told,) in read.execute("PRAGMA quick_check(20)"):
        if told != "ok":
            yield "replica.db", "file_damaged", str(told)
    if version_of(read) != VERSION:
        yield "replica.db", "schema_version", f"{version_of(read)} instead of {VERSION}"


def _rules(read: sqlite3.Connection) -> Iterator[Finding]:
    for code, query in _RULES:
        for (told,) in read.execute(f"{query} LIMIT {_MOST}"):
            yield "replica.db", code, str(told)


def _shape(read: sqlite3.Connection) -> Iterator[Finding]:
    for kind in CLASSES:
        columns = {row[1] for row in read.execute(f'PRAGMA table_info("{kind}")')}
        missing = set(codec_of(kind).names) - columns
        if missing:
            yield "replica.db", "column_missing", f"{kind}: {', '.join(sorted(missing))}"


def _values(read: sqlite3.Connection) -> Iterator[Finding]:
    """Every row can be read back as a record."""
    for kind in CLASSES:
        coder = codec_of(kind)
        for row in read.execute(coder.select):
            try:
                coder.record(row)
            except (ValueError, TypeError) as error:
                yield "replica.db", "row_unreadable", f"{kind} {row[0]}: {error}"


def _blobs(desk: Desk, read: sqlite3.Connection) -> Iterator[Finding]:
    for sha256, name in read.execute("SELECT DISTINCT sha256,name FROM attachment"):
        path = desk.blob(sha256)
        if path is None:
            continue  # a colleague's file that has not come here yet
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if digest != sha256:
            yield str(path), "attachment_damaged", str(name)


def _forms(read: sqlite3.Connection) -> Iterator[Finding]:
    """Printed forms whose bytes are lost, as was found when the archive was last gone through."""
    from workstation.archive_watch import watched

    for lost in watched(read).lost:
        yield lost.serial, f"form_{lost.state}", f"copy {lost.copy}"


def _trust(desk: Desk) -> Iterator[Finding]:
    """Files of authorities for signatures that cannot be used."""
    from workstation.signing_desk import trust_of

    for path, why in trust_of(desk.settings, desk.profile).unusable:
        yield path, "trust_unusable", why


def _versions(desk: Desk) -> Iterator[Finding]:
    """Versions of rule files and scripts that should be in force and cannot be used here."""
    for one in desk.rules_unused():
        where = f"{one.finding.where()} ({one.version})"
        yield where, "rule_not_used", f"the version before stays in force: {one.finding.message}"
    for lost in desk.scripts_unused():
        yield (
            f"{lost.code} ({lost.version})",
            "script_not_used",
            f"it cannot be read: {lost.problem}",
        )


def _drafts(desk: Desk) -> Iterator[Finding]:
    """Files of drafts that were found damaged and put aside; a person removes them."""
    for path in sorted(desk.profile.glob("drafts.damaged-*.db")):
        yield str(path), "drafts_damaged", "what could be read was kept; remove it when not needed"

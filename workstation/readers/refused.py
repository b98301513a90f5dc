"""The file of refused rows: to be mended by hand and imported again."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from workstation.readers.drafts import RefusedRow
from workstation.readers.source import REFUSED_LINE, REFUSED_RAW, REFUSED_REASON


def plain_reason(row: RefusedRow) -> str:
    """Say why in the plainest form: the code and its facts."""
    told = ", ".join(f"{name}={value}" for name, value in row.facts.items())
    return f"{row.reason} ({told})" if told else row.reason


def write_refused(
    rows: Iterable[RefusedRow],
    headers: Sequence[str],
    path: Path,
    reason: Callable[[RefusedRow], str] = plain_reason,
) -> int:
    """Write `rows` as CSV (UTF-8 with byte order mark) and return how many there were.

    The columns are `headers`, any further ones the rows hold, then line and reason; a reader
    of ours ignores those two. A JSON value that could not be read stands in a column of its own
    as text and is read again from there once it is mended. Nothing is written when there are no rows.
    """
    kept = list(rows)
    if not kept:
        return 0
    further = dict.fromkeys(name for row in kept for name in row.values if name not in headers)
    unread = [row for row in kept if row.raw and not any(row.values.values())]
    if unread:
        further[REFUSED_RAW] = None
    names = (*headers, *further)
    with path.open("w", encoding="utf-8-sig", newline="", errors="replace") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow((*names, REFUSED_LINE, REFUSED_REASON))
        for row in kept:
            cells = [row.values.get(name, "") for name in names]
            if row in unread:
                cells[names.index(REFUSED_RAW)] = row.raw
            writer.writerow((*cells, row.line, reason(row)))
    return len(kept)

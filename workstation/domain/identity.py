"""Ids made on the desk: UUID version 7 (RFC 9562, May 2024), monotone within a process."""

from __future__ import annotations

import hashlib
import os
import threading
import time

_lock = threading.Lock()
_last = 0


def new_uid(now_ms: int | None = None) -> str:
    """Return a fresh UUIDv7 as 32 lower-case hex characters.

    Ids made by one process sort in the order they were made, also within a millisecond and
    when the clock steps back: the 12 bits after the version serve as a counter.
    """
    global _last
    stamp = (time.time_ns() // 1_000_000 if now_ms is None else now_ms) << 12
    with _lock:
        if now_ms is None:
            stamp = max(stamp | (int.from_bytes(os.urandom(1), "big")), _last + 1)
            _last = stamp
        else:
            stamp |= int.from_bytes(os.urandom(2), "big") & 0xFFF
    random = int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
    value = (stamp >> 12) << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64 | 0b10 << 62 | random
    return f"{value:032x}"


def uid_of(*parts: str, at: int = 0) -> str:
    """The id that everybody makes of the same words: for what must exist once in the whole company.

    It has the shape of the others; `at` (milliseconds UTC) stands where they have their moment.
    """
    told = hashlib.sha256("\x1f".join(parts).encode()).digest()
    value = int.from_bytes(told[:16], "big") & ((1 << 80) - 1)
    value = at << 80 | value & ~(0xF << 76 | 0b11 << 62) | 0x7 << 76 | 0b10 << 62
    return f"{value:032x}"


def is_uid(text: str) -> bool:
    """Tell whether `text` has the shape that `new_uid` makes."""
    return len(text) == 32 and text[12] == "7" and all(c in "0123456789abcdef" for c in text)


def made_at(uid: str) -> int:
    """The moment an id was made, in milliseconds UTC, as its maker's clock saw it."""
    return int(uid[:12], 16)

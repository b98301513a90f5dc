"""Summing records up, so that two databases find out which of their records differ.

A record counts by its kind, uid and revision; a database has a number of records and a sum in
each of 256 buckets. Sums are combined by exclusive or, so their order does not matter.
"""

from __future__ import annotations

from hashlib import md5


def fingerprint(kind: str, uid: str, rev: int) -> int:
    """A record's part in the sum of its bucket, below 2**60."""
    told = md5(f"{kind}:{uid}:{rev}".encode(), usedforsecurity=False).digest()
    return int.from_bytes(told[:8], "big") >> 4


def bucket(uid: str) -> int:
    """Which bucket a record belongs to, from 0 to 255."""
    return md5(uid.encode(), usedforsecurity=False).digest()[0]

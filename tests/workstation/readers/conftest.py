"""What the tests of the readers share: files made on the spot, a desk in Shanghai, a fixed now."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from workstation.readers.proposal import propose
from workstation.readers.table import open_table
from workstation.readers.tickets import read_tickets

ZONE = ZoneInfo("Asia/Shanghai")
NOW = int(datetime(2025, 1, 1, tzinfo=UTC).timestamp() * 1000)


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    def write(content: str | bytes, name: str = "tickets.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


@pytest.fixture
def drafts() -> Callable[..., list]:
    def read(path: Path, **options: object) -> list:
        table = open_table(path, **options)
        return list(read_tickets(table, propose(table), zone=ZONE, now=NOW))

    return read


@pytest.fixture
def csv_text() -> Callable[..., str]:
    def write(*rows: tuple[object, ...], delimiter: str = ",") -> str:
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter).writerows(rows)
        return out.getvalue()

    return write


@pytest.fixture
def ms() -> Callable[..., int]:
    def at(*parts: int, zone: object = ZONE) -> int:
        return int(datetime(*parts, tzinfo=zone).timestamp() * 1000)

    return at

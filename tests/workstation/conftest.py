"""A desk on real files for the tests of the core."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workstation.seat import Seat


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    """A desk without a hub, whose clock the test sets and whose agent it chooses."""
    made = Seat(tmp_path / "profile")
    yield made
    made.desk.close()

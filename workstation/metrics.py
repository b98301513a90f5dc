"""Figures of the exchange as a text file that Prometheus' node exporter can pick up."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workstation.background import Worker
from workstation.domain.pages import SyncState

if TYPE_CHECKING:
    from workstation.desk import Desk

_log = logging.getLogger(__name__)
#: Seconds between two writings.
EVERY: Final = 15.0
_STATES: Final = ("alone", "in_step", "waiting", "offline", "refused")
#: Name, what it means, and how it is read from the state.
_PLAIN: Final = (
    ("operations_waiting", "Operations that the hub has not answered.", "waiting"),
    ("operations_refused", "Refused operations that nobody has dealt with.", "refused"),
    ("conflicts_open", "Fields that wait for their author's choice.", "conflicts"),
    ("uploads_waiting", "Contents of files that wait to be sent.", "uploads"),
    ("serials_left", "Numbers of forms in hand.", "serials_left"),
    ("records_repaired", "Records put right at the last comparison.", "repaired"),
)
_MILLISECONDS: Final = (
    ("lag_seconds", "Age of the oldest waiting operation.", "lag_ms"),
    ("clock_offset_seconds", "The hub's clock minus the machine's.", "clock_offset_ms"),
    ("last_exchange_timestamp_seconds", "When the hub answered last.", "last_exchange_at"),
    (
        "offline_since_timestamp_seconds",
        "Since when the hub is away; 0: it is not.",
        "offline_since",
    ),
    ("compared_timestamp_seconds", "When replica and hub were compared last.", "checked_at"),
)


def told(state: SyncState, desk: str) -> str:
    """The figures of a state in Prometheus' text format; `desk` is the desk's id."""
    label = f'{{desk="{desk}"}}'
    lines: list[str] = []
    for name, meaning, field in _PLAIN:
        lines += _gauge(name, meaning, [(label, getattr(state, field) or 0)])
    for name, meaning, field in _MILLISECONDS:
        lines += _gauge(name, meaning, [(label, (getattr(state, field) or 0) / 1_000)])
    lines += _gauge(
        "state",
        "1 for where the desk stands towards the hub.",
        [(f'{{desk="{desk}",state="{one}"}}', int(one == state.state)) for one in _STATES],
    )
    for name, meaning, times in (
        ("push_seconds", "How long the last pushes took.", state.push_ms),
        ("pull_seconds", "How long the last pulls took.", state.pull_ms),
    ):
        lines += _gauge(
            name,
            meaning,
            [
                (f'{{desk="{desk}",quantile="{part}"}}', value / 1_000)
                for part, value in zip(("0.5", "0.95"), times, strict=True)
            ],
        )
    return "\n".join(lines) + "\n"


def write(path: Path, text: str) -> None:
    """Replace the file, so that whoever reads it sees all of the old or all of the new."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    partial.write_text(text, "utf-8")
    partial.replace(path)


def _gauge(name: str, meaning: str, values: list[tuple[str, float]]) -> list[str]:
    full = f"aftercare_{name}"
    lines = [f"# HELP {full} {meaning}", f"# TYPE {full} gauge"]
    return [*lines, *(f"{full}{label} {value:.15g}" for label, value in values)]


class Figures:
    """Writes the file now and then, while the desk is open."""

    def __init__(self, desk: Desk, path: Path) -> None:
        self._desk = desk
        self._path = path
        self._worker = Worker("figures", self._write)

    def start(self) -> None:
        """Begin."""
        self._worker.start()

    def stop(self) -> None:
        """Write once more, and end."""
        self._worker.stop()
        self._write()

    def _write(self) -> float:
        try:
            write(self._path, told(self._desk.sync_state(), self._desk.desk_uid()))
        except OSError as error:
            _log.warning("figures are not written: %s", error)
        return EVERY

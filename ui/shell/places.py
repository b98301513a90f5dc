"""Where this computer keeps its desks: the own one, the sample beside it, the one used last."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from workstation.profiles import create_profile, default_profile, is_made

_LAST: Final = "last-desk"


def own_profile() -> Path:
    """The folder of a desk of one's own, or one that joined a shared database."""
    return default_profile()


def sample_profile() -> Path:
    """The folder of the sample team, apart from real work."""
    return default_profile() / "sample"


def profile(*, sample: bool) -> Path:
    """The folder to open: the sample when asked for, else the one used last, else the own."""
    if sample:
        return sample_profile()
    try:
        told = (default_profile() / _LAST).read_text("utf-8").strip()
    except OSError:
        return own_profile()
    return sample_profile() if told == "sample" else own_profile()


def remember(used: Path) -> None:
    """Note which desk was used last, when it is one of the two."""
    if used not in (own_profile(), sample_profile()):
        return
    try:
        default_profile().mkdir(parents=True, exist_ok=True)
        (default_profile() / _LAST).write_text(
            "sample" if used == sample_profile() else "own", encoding="utf-8"
        )
    except OSError:
        pass  # the next start asks the default again; nothing else depends on it


def make(
    folder: Path,
    kind: str,
    facts: dict[str, Any],
    progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Make a desk in a folder unless one is there; returns the folder. Raises `Refusal`."""
    if not is_made(folder):
        create_profile(folder, kind, progress=progress, **facts)
    return folder

"""Files that the product carries: fonts, forms, rules, scripts, pictures and translations."""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """Return the absolute path of the resource ``name``.

    ``name`` is relative with forward slashes, for example ``"fonts/ClaimSansSC-Regular.ttf"``.
    Raises ``FileNotFoundError`` when there is no such resource and ``ValueError`` when ``name``
    leads out of the resource folder.
    """
    found = (_ROOT / name).resolve()
    if not found.is_relative_to(_ROOT):
        raise ValueError(f"resource name leads outside the resources: {name!r}")
    if not found.exists():
        raise FileNotFoundError(f"resource is missing: {name}")
    return found


def read_text(name: str) -> str:
    """Return the UTF-8 text of the resource ``name``; raises as :func:`path` does."""
    return path(name).read_text(encoding="utf-8")

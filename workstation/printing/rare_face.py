"""The face of rare ideographs, which ships packed: unpacked where it is first needed.

It lies in the user's cache folder afterwards, and is used only while its digest is the one that the
product states: a changed file is unpacked anew.
"""

from __future__ import annotations

import hashlib
import lzma
import tempfile
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from resources import path, read_text

_NAME: Final = "ClaimRareMincho-Regular.ttf"


def unpacked() -> Path:
    """Return the face as a file that can be mapped.

    Where the cache folder cannot be written it stands in a temporary folder, which goes with the
    process. Raises ``OSError`` where neither can.
    """
    kept = _folder() / f"{_digest()[:16]}-{_NAME}"
    if _is_sound(kept):
        return kept
    content = lzma.decompress(path(f"fonts/{_NAME}.xz").read_bytes())
    try:
        return _written(kept, content)
    except OSError:
        return _written(Path(_temporary().name) / _NAME, content)


def _folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("aftercare") / "fonts"


def _written(target: Path, content: bytes) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        file.write(content)
    made = Path(file.name)
    try:
        made.replace(target)
    except OSError:  # another process has it open on a system that locks open files
        made.unlink(missing_ok=True)
        if not _is_sound(target):
            raise
    return target


def _is_sound(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == _digest()
    except OSError:
        return False


@cache
def _digest() -> str:
    told: str = tomllib.loads(read_text("fonts/coverage.toml"))["rare_sha256"]
    return told


@cache
def _temporary() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="aftercare-fonts-")

"""Files for people that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from workstation.domain.refusal import Refusal


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Where to write what takes the place of `path` once it is written; a failure leaves nothing.

    Raises `Refusal("file_unusable")`.
    """
    partial = path.with_name(f".{path.name}.part")
    try:
        yield partial
        os.replace(partial, path)
    except OSError as error:
        raise Refusal("file_unusable", path=str(path), reason=str(error)) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)

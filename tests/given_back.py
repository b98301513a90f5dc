"""Memory of a long run of tests: what is over is given back to the system now and then.

Windows and their desks hold each other in circles, and threads that came and went leave their
heaps behind; a worker that never gave anything back grew to gigabytes in a whole run.
"""

from __future__ import annotations

import ctypes
import gc
import os
from pathlib import Path
from typing import Final

_STATM: Final = Path("/proc/self/statm")
#: So much more memory than after the last time is worth the tenths of a second that it takes.
_WORTH: Final = 60_000_000
_after = 0


def memory() -> int:
    """The bytes that this process holds; 0 where the system does not tell."""
    if not _STATM.exists():
        return 0
    return int(_STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def give_back() -> None:
    """Give back what is over, when much has come together."""
    global _after
    if memory() < _after + _WORTH:
        return
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # of the GNU library alone
    if trim is not None:
        trim(0)
    _after = memory()

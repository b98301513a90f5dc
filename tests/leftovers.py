"""Threads that a test started and did not stop, with the place that started them."""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Set
from weakref import WeakKeyDictionary

_PATIENCE_SECONDS = 2.0
_begun: WeakKeyDictionary[threading.Thread, str] = WeakKeyDictionary()
_plain_start = threading.Thread.start


def _start_and_remember(self: threading.Thread) -> None:
    stack = traceback.extract_stack()[:-1]
    ours = [frame for frame in stack if "site-packages" not in frame.filename][-3:]
    _begun[self] = "".join(traceback.format_list(ours))
    _plain_start(self)


threading.Thread.start = _start_and_remember  # type: ignore[method-assign]


def running_threads() -> Set[threading.Thread]:
    """The Python threads alive now, without those that Qt or another library lends us."""
    return {t for t in threading.enumerate() if not isinstance(t, threading._DummyThread)}


def leftover_threads(before: Set[threading.Thread]) -> list[str]:
    """Name and origin of every thread that is new since `before` and does not end by itself."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    left = running_threads() - before
    for thread in left:
        thread.join(max(0.0, deadline - time.monotonic()))
    return [
        f"{thread.name}, started at\n{_begun.get(thread, '  (unknown)')}"
        for thread in left
        if thread.is_alive()
    ]

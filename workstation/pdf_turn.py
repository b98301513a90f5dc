"""Whose turn it is with the PDF library, which is not safe to use from two threads at a time."""

from __future__ import annotations

import threading
from typing import Final

TURN: Final = threading.Lock()

"""Whether an answer that comes late may move the keyboard: not once the person went elsewhere."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def is_at(part: QWidget) -> bool:
    """Whether a part of the window is seen and has the keyboard, or nothing that is seen has it."""
    held = part.window().focusWidget()
    if not part.isVisible():
        return False
    return held is None or not held.isVisible() or held is part or part.isAncestorOf(held)

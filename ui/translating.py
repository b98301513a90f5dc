"""Marks source strings that are translated later, for Qt's own tools (see ui/language.py)."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, source: str) -> str:
    """Return `source` as it is; pyside6-lupdate finds it by this function's name.

    Translate it where it is shown, with `QCoreApplication.translate(context, source)`.
    """
    del context
    return source

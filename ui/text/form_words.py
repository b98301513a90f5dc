"""What a form's parts are called on the screen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.translating import QT_TRANSLATE_NOOP as _T

_REGIONS: Final = {
    "grid": _T("form", "Fields"),
    "table": _T("form", "Table"),
    "checklist": _T("form", "Checklist"),
    "paragraphs": _T("form", "Texts"),
    "signatures": _T("form", "Signatures"),
    "office": _T("form", "Office"),
    "pictures": _T("form", "Pictures"),
}
_COLUMNS: Final = {
    "where": _T("form", "Part"),
    "what": _T("form", "Shows"),
    "text": _T("form", "Words"),
}
_SHEETS: Final = {
    "region": _T("form", "Parts of the page"),
    "words": _T("form", "Single words"),
}


def region_kind(code: str) -> str:
    """What a kind of region is called; an unknown one by its code."""
    return _told(_REGIONS, code)


def column(code: str) -> str:
    """The head of a column of the tables of a form."""
    return _told(_COLUMNS, code)


def sheet_title(code: str) -> str:
    """The title of a table of a form."""
    return _told(_SHEETS, code)


def _told(table: dict[str, str], code: str) -> str:
    source = table.get(code)
    return QCoreApplication.translate("form", source) if source else code

"""What a form's parts are called on the screen."""

from __future__ import annotations

from typing import Final

from ui import language
from ui.text.words import word
from ui.translating import QT_TRANSLATE_NOOP as _T
from workstation.domain.form_names import fact_of

_REGIONS: Final = {
    "grid": _T("form", "Fields"),
    "table": _T("form", "Table"),
    "checklist": _T("form", "Checklist"),
    "paragraphs": _T("form", "Texts"),
    "signatures": _T("form", "Signatures"),
    "office": _T("form", "Office"),
    "pictures": _T("form", "Pictures"),
}
_PARTS: Final = {
    "head": _T("form", "Head and validity"),
    "words": _T("form", "Single words"),
    "choices": _T("form", "Words of codes"),
    "sentences": _T("form", "Sentences of sums"),
    "row": _T("form", "Row"),
    "field": _T("form", "Field"),
    "column": _T("form", "Column"),
    "text": _T("form", "Text"),
    "block": _T("form", "Place to sign"),
    "house": _T("form", "Who we are"),
}
_ENTRIES: Final = {
    "title": _T("form", "Title"),
    "head": _T("form", "Below the title"),
    "valid_from": _T("form", "Valid from"),
    "seal_zone": _T("form", "Seal across pages"),
    "capital_ending": _T("form", "Amounts end with"),
    "heading": _T("form", "Heading"),
    "label": _T("form", "Label"),
    "fact": _T("form", "Shows"),
    "more": _T("form", "And behind it"),
    "text": _T("form", "Wording"),
    "format": _T("form", "Written as"),
    "words": _T("form", "In the words of"),
    "zero": _T("form", "Nothing is written as"),
    "width": _T("form", "Width (mm)"),
    "least": _T("form", "At least as high (mm)"),
    "open": _T("form", "Not masked for customers"),
    "when": _T("form", "Stands"),
    "flow": _T("form", "May go on overleaf"),
    "list": _T("form", "Rows of"),
    "total": _T("form", "Word for the total"),
    "sum": _T("form", "Is added up"),
    "align": _T("form", "Aligned"),
    "blank": _T("form", "Empty rows"),
    "across": _T("form", "Side by side"),
    "down": _T("form", "Below each other"),
    "framed": _T("form", "In a frame"),
    "caption": _T("form", "Below a picture"),
    "opinion": _T("form", "Before the opinion"),
    "signs": _T("form", "Lines to sign"),
    "lines": _T("form", "Lines above"),
    "house_name": _T("form", "Full name"),
    "house_id_no": _T("form", "Credit code"),
    "house_address": _T("form", "Address"),
    "house_phone": _T("form", "Telephone"),
    "house_seal": _T("form", "Seal"),
    "house_name_en": _T("form", "Name in English"),
    "house_address_en": _T("form", "Address in English"),
}
_FORMATS: Final = {
    "": _T("form", "as usual"),
    "text": _T("form", "text"),
    "money": _T("form", "figures with currency"),
    "capital": _T("form", "words (大写)"),
    "amount": _T("form", "figures and words beside each other"),
    "figures": _T("form", "figures"),
    "date": _T("form", "day"),
    "moment": _T("form", "day and time"),
    "weight": _T("form", "weight"),
    "ticks": _T("form", "boxes to tick"),
    "lines": _T("form", "line by line"),
}
_WHEN: Final = {
    "": _T("form", "always"),
    "file_copy": _T("form", "only on the file's copy"),
    "customer_copy": _T("form", "only on the customer's copy"),
    "approved": _T("form", "only once it is approved"),
    "!approved": _T("form", "only until it is approved"),
}
_ALIGNS: Final = {
    "left": _T("form", "left"),
    "center": _T("form", "in the middle"),
    "right": _T("form", "right"),
}
_LISTS: Final = {
    "items": _T("form", "goods"),
    "evidence": _T("form", "documents"),
    "offers": _T("form", "offers"),
    "approvals": _T("form", "approvals"),
    "pictures": _T("form", "pictures"),
    "steps": _T("form", "steps of the office"),
}
_SAMPLES: Final = {
    "ordinary": _T("form", "Ordinary sample"),
    "empty": _T("form", "Nothing known"),
    "longest": _T("form", "The longest"),
    "rarest": _T("form", "Rare characters, void"),
}
_COPIES: Final = {
    "file": _T("form", "File's copy"),
    "customer": _T("form", "Customer's copy, masked"),
}


def region_kind(code: str) -> str:
    """What a kind of region is called; an unknown one by its code."""
    return _told(_REGIONS, code)


def part(code: str) -> str:
    """What a part that is no region is called."""
    return _told(_PARTS, code)


def entry(code: str) -> str:
    """What a value of a part is called."""
    return _told(_ENTRIES, code)


def format_name(code: str) -> str:
    """How a value is written."""
    return _told(_FORMATS, code)


def condition(code: str) -> str:
    """When a part stands on the page; another condition by its code."""
    return _told(_WHEN, code)


def align(code: str) -> str:
    """How a column is aligned."""
    return _told(_ALIGNS, code)


def list_name(code: str) -> str:
    """What a list of rows is called."""
    return _told(_LISTS, code)


def sample(code: str) -> str:
    """What the facts that a draft is shown with are called."""
    return _told(_SAMPLES, code)


def copy_name(code: str) -> str:
    """What a copy of a form is called."""
    return _told(_COPIES, code)


def fact_name(code: str, listed: str = "") -> str:
    """What a fact is called in the language of the screen; an unknown one by its code."""
    found = fact_of(code, listed)
    if found is None:
        return code
    return found.zh if language.current().startswith("zh") else found.en


def fact_choice(code: str, listed: str = "") -> str:
    """A fact in both languages, that of the screen first, to be found by either."""
    found = fact_of(code, listed)
    if found is None:
        return code
    both = (found.zh, found.en) if language.current().startswith("zh") else (found.en, found.zh)
    return " · ".join(both)


#: Conditions that the form view offers.
CONDITIONS: Final = tuple(_WHEN)
#: The facts that a draft may be shown with beside those of a claim, and its copies.
SAMPLES: Final = tuple(_SAMPLES)
COPIES: Final = tuple(_COPIES)


def _told(table: dict[str, str], code: str) -> str:
    return word("form", table, code)

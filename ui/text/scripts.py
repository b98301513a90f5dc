"""The words of the page of scripts: how a script stands, what its parts are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from ui import language as tongue
from ui.text import words
from ui.translating import QT_TRANSLATE_NOOP as _T
from workstation.domain.script_facts import labels

#: How a script or a version stands. "shipped" is in force as it came with the program, "coming"
#: begins later, "replaced" was followed by another version.
LIVES: Final = {
    "in_force": _T("scripts", "In force"),
    "shipped": _T("scripts", "As shipped"),
    "coming": _T("scripts", "Begins later"),
    "draft": _T("scripts", "Draft"),
    "sent_in": _T("scripts", "Waits for review"),
    "reviewed": _T("scripts", "Reviewed"),
    "replaced": _T("scripts", "Replaced"),
    "ended": _T("scripts", "Ended"),
    "retired": _T("scripts", "Retired"),
    "hidden": _T("scripts", "Code taken by the team"),
    "dropped": _T("scripts", "Dropped"),
}
#: Colour tokens of those words.
LIFE_LOOKS: Final = {
    "in_force": "good",
    "shipped": "good",
    "coming": "info",
    "draft": "warn",
    "sent_in": "status_waiting",
    "reviewed": "info",
    "replaced": "neutral",
    "ended": "neutral",
    "retired": "neutral",
    "hidden": "warn",
    "dropped": "neutral",
}
LANGUAGES: Final = {
    "zh": _T("scripts", "Chinese"),
    "en": _T("scripts", "English"),
}
MOODS: Final = {
    "calm": _T("scripts", "Ordinary"),
    "upset": _T("scripts", "Anxious"),
    "strong": _T("scripts", "Angry"),
}
ASK_KINDS: Final = {
    "text": _T("scripts", "Text"),
    "number": _T("scripts", "Number"),
    "money": _T("scripts", "Amount"),
    "date": _T("scripts", "Day"),
    "time": _T("scripts", "Moment"),
    "choice": _T("scripts", "Choice"),
}
NOTE_KINDS: Final = {
    "comment": _T("scripts", "Comment"),
    "suggestion": _T("scripts", "Suggested words"),
}
NOTE_STATES: Final = {
    "open": _T("scripts", "Open"),
    "taken": _T("scripts", "Taken"),
    "declined": _T("scripts", "Declined"),
}
NOTE_LOOKS: Final = {"open": "warn", "taken": "good", "declined": "neutral"}
#: The parts of a script, as places in problems and differences begin.
PARTS: Final = {
    "code": _T("scripts", "Short code"),
    "title": _T("scripts", "Title"),
    "body": _T("scripts", "Words"),
    "language": _T("scripts", "Language"),
    "channels": _T("scripts", "Channels"),
    "classes": _T("scripts", "Classes and types"),
    "groups": _T("scripts", "Groups"),
    "steps": _T("scripts", "Steps"),
    "audience": _T("scripts", "Said to"),
    "moods": _T("scripts", "Mood"),
    "tags": _T("scripts", "Key words"),
    "needs": _T("scripts", "Needs"),
    "scope": _T("scripts", "Seen by"),
    "variants": _T("scripts", "Words for one channel"),
    "translations": _T("scripts", "Other languages"),
    "asks": _T("scripts", "Asks for"),
    "promise": _T("scripts", "Promise"),
    "acts": _T("scripts", "Follows when it is said"),
    "snippet": _T("scripts", "Part of other scripts"),
}


#: The facts of asks, promises and acts, as their tables name them.
KEYS: Final = {
    "name": _T("scripts", "Name"),
    "kind": _T("scripts", "Type"),
    "zh": _T("scripts", "Label (Chinese)"),
    "en": _T("scripts", "Label (English)"),
    "choices": _T("scripts", "Choices"),
    "default": _T("scripts", "Stands at first"),
    "optional": _T("scripts", "May stay empty"),
    "least": _T("scripts", "From"),
    "most": _T("scripts", "To"),
    "what": _T("scripts", "Promise"),
    "hours": _T("scripts", "Hours"),
    "ask": _T("scripts", "Asks for"),
    "do": _T("scripts", "Does"),
    "reason": _T("scripts", "Reason"),
    "note": _T("scripts", "Note"),
    "tag": _T("scripts", "Key word"),
    "group": _T("scripts", "Group"),
}


def life(code: str) -> str:
    """How a script or version stands; here as below, an unknown code is shown as it is."""
    return word(LIVES, code)


def language(code: str) -> str:
    """The name of a language."""
    return word(LANGUAGES, code)


def short_language(code: str) -> str:
    """A language in two letters or one character, for narrow places."""
    return "中" if code == "zh" else code.upper()


def mood(code: str) -> str:
    """The mood that a script is meant for."""
    return word(MOODS, code)


def ask_kind(code: str) -> str:
    """The type of a value that is asked for."""
    return word(ASK_KINDS, code)


def fact(code: str) -> str:
    """What a placeholder stands for; an unknown one by its name."""
    found = labels(tongue.current()).get(code, code)
    return found[:1].upper() + found[1:]


def part(code: str) -> str:
    """What a part of a script is called."""
    return word(PARTS, code)


def place(told: str) -> str:
    """A place in a script ("script.translations.en.body") in words."""
    names = [name.partition("[")[0] for name in told.split(".")]
    numbers = [name.partition("[")[2].rstrip("]") for name in told.split(".")]
    found = []
    for name, number in zip(names, numbers, strict=True):
        if name in ("script", ""):
            continue
        text = PARTS.get(name) or LANGUAGES.get(name)
        shown = QCoreApplication.translate("scripts", text) if text else name
        found.append(f"{shown} {int(number) + 1}" if number.isdigit() else shown)
    return " · ".join(found)


def key(code: str) -> str:
    """What a fact of an ask, a promise or an act is called, else a part of a script."""
    return word(KEYS, code) if code in KEYS else part(code)


def word(table: Mapping[str, str], code: str) -> str:
    """The word of a code in one of the tables here."""
    return words.word("scripts", table, code)


def is_chinese() -> bool:
    """Whether the screen speaks Chinese."""
    return tongue.current().startswith("zh")

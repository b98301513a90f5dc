"""The sentences for what reply scripts and their lives refuse."""

from __future__ import annotations

from typing import Final

from ui.translating import QT_TRANSLATE_NOOP as _T

SCRIPTS: Final = {
    "script_base_old": _T(
        "refusal",
        "Version {version} of {script} has been put in force or retired since this one was begun."
        " Take that one's changes in, and have this one reviewed again; its words are kept.",
    ),
    "script_cell_long": _T(
        "refusal",
        "{code}: {column} is longer than a cell of a workbook holds. Export to another format.",
    ),
    "script_code_taken": _T(
        "refusal", "The team has a script with the short code {value}. Choose another one."
    ),
    "script_comment_missing": _T(
        "refusal", "Say what is to be changed, so that whoever wrote {script} knows."
    ),
    "script_from_early": _T(
        "refusal", "Version {version} of {script} comes later than that. Choose a moment after it."
    ),
    "script_frozen": _T(
        "refusal", "Version {version} of {script} is not altered any more. Make a new one from it."
    ),
    "script_hotkey": _T("refusal", "Keys for scripts are 1 to {most}, not {value}."),
    "script_import_many": _T(
        "refusal", "{count} scripts are too many at once. Take in {most} at a time."
    ),
    "script_in_force": _T(
        "refusal",
        "Version {version} of {script} is in force. Retire it, or put another in force instead.",
    ),
    "script_life": _T(
        "refusal", "Version {version} of {script} stands elsewhere by now. Look at it again."
    ),
    "script_note_answered": _T("refusal", "{by} has answered this note on {script} already."),
    "script_note_empty": _T("refusal", "There are no words in this note on {script}."),
    "script_own_review": _T(
        "refusal",
        "You wrote or changed version {version} of {script}. Have somebody else review it.",
    ),
    "script_retired": _T("refusal", "{script} is out of use already."),
    "script_until_early": _T("refusal", "{script} would end before it begins. Choose a later end."),
    "script_version_taken": _T(
        "refusal", "Another version of {script} is called {version}. Save the draft anew."
    ),
}

"""Sentences on a terminal for what reply scripts and their lives refuse."""

from __future__ import annotations

from typing import Final

SENTENCES: Final = {
    "script_base_old": "{script} {version} has been put in force or retired by {by} since this"
    " version was begun; take its changes in and have this one reviewed again",
    "script_cell_long": "{code}: {column} has more than {most:,} characters, which a cell does not"
    " hold; export to .csv, .md or .json",
    "script_code_taken": "{place}: the team has a script with the short code {value!r}",
    "script_comment_missing": "say what is to be changed in {script}",
    "script_from_early": "{script} {version} comes later than that; choose a moment after it",
    "script_frozen": "{script} {version} is not altered any more; make a new version from it",
    "script_hotkey": "keys for scripts are 1 to {most}, not {value}",
    "script_import_many": "{count} scripts are too many at once; take in {most} at a time",
    "script_in_force": "{script} {version} is in force; retire it instead",
    "script_life": "{script} {version} cannot be {after!r} now, for it is {before!r}",
    "script_note_answered": "{by} has answered this note on {script} already",
    "script_note_empty": "there are no words in this note on {script}",
    "script_own_review": "you wrote or changed {script} {version}; somebody else reviews it",
    "script_retired": "{script} is out of use already",
    "script_until_early": "{script} would end before it begins",
    "script_version_taken": "another version of {script} is called {version}; save the draft anew",
}

from __future__ import annotations

from collections import defaultdict

import pytest
from PySide6.QtGui import QKeySequence

import resources
from ui.command_list import BY_ID, COMMANDS, CONTEXTS, GROUPS, Command
from ui.commands import key_name, key_text
from ui.intake.existing import URGE_KEY
from ui.intake.page import PARTY_KEYS

#: Everything that the day's work needs a command for.
WANTED = [
    "take_next",
    "search",
    "new_ticket",
    "drafts",
    "undo",
    "import",
    "export",
    "skip",
    "resolve",
    "reopen",
    "wait",
    "resume",
    "assign",
    "transfer",
    "escalate",
    "classify",
    "priority",
    "urge",
    "duplicate",
    "merge",
    "next",
    "previous",
    "save_view",
    "columns",
    "focus",
    "note",
    "scripts",
    "send",
    "make",
    "print",
    "sync",
    "preferences",
    "theme",
    "language",
    "about",
    "quit",
    "palette",
    "shortcuts",
]


def test_every_command_has_its_own_id_and_known_group_context_icon_and_keys() -> None:
    assert len(BY_ID) == len(COMMANDS)
    for command in COMMANDS:
        assert command.group in GROUPS
        assert command.context in CONTEXTS
        assert command.name()
        if command.icon:
            assert resources.path(f"icons/{command.icon}.svg")
        for key in command.keys:
            assert QKeySequence(key).toString() == key, f"{command.id}: {key} is no key"


def test_no_key_means_two_things_in_one_place() -> None:
    used = defaultdict(list)
    for command in COMMANDS:
        for key in command.keys:
            used[command.context, key].append(command.id)
    assert {place: ids for place, ids in used.items() if len(ids) > 1} == {}


def test_a_key_of_the_whole_window_is_not_taken_by_a_part_of_it() -> None:
    whole = {key for c in COMMANDS if c.context == "window" for key in c.keys}
    parts = {key: c.id for c in COMMANDS if c.context != "window" for key in c.keys}
    assert {key: id for key, id in parts.items() if key in whole} == {}


@pytest.mark.parametrize("word", WANTED)
def test_the_days_work_has_a_command(word: str) -> None:
    assert [c for c in COMMANDS if c.id.endswith(f".{word}")]


def test_the_views_are_a_key_away() -> None:
    assert [BY_ID[f"view.{n}"].keys for n in (1, 9)] == [("Ctrl+1",), ("Ctrl+9",)]
    assert BY_ID["view.3"].name() == "Go to view 3"


def test_keys_are_named_as_they_stand_on_the_keyboard() -> None:
    assert key_name("Ctrl+Return") == "Ctrl+Enter"
    assert key_name("Alt+Down") == "Alt+↓"
    assert key_text(BY_ID["work.take_next"]) == "F8"
    assert key_text(Command("x", "X", "Work", "window")) == ""


def test_a_key_of_a_page_that_is_no_command_runs_no_other_command() -> None:
    """Two shortcuts with one key are ambiguous to Qt: it runs neither."""
    taken = {key for one in COMMANDS if one.context in ("window", "intake") for key in one.keys}
    digits = {f"Alt+{digit}" for digit in range(1, 10)}
    assert not taken & {URGE_KEY, *PARTY_KEYS, *digits}

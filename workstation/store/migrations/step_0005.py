"""The fifth schema: reply scripts in their versions, what people say of them, and their marks."""

from __future__ import annotations

from typing import Final

from workstation.store.migrations.step_0001 import record_table

STATEMENTS: Final = (
    record_table(
        "script",
        "code version title made_at:i made_by made_by_name base owner scope:l content:d state note"
        " changed_at:n changed_by changed_by_name reviewed_at:n reviewed_by reviewed_by_name"
        " from_at:n until_at:n activated_at:n activated_by activated_by_name retired_at:n"
        " retired_by retired_by_name",
    ),
    record_table(
        "script_note",
        "code version at:i kind body words language channel ticket author author_name state answer"
        " answered_at:n answered_by answered_by_name",
    ),
    record_table("script_mark", "agent code favourite:i hotkey:i changed_at:i"),
    "CREATE INDEX script_code ON script(code,from_at)",
    "CREATE INDEX script_state ON script(state,from_at)",
    "CREATE INDEX script_until ON script(until_at) WHERE until_at IS NOT NULL",
    "CREATE INDEX script_note_code ON script_note(code,at)",
    "CREATE INDEX script_note_open ON script_note(code) WHERE state='open'",
    "CREATE INDEX script_mark_agent ON script_mark(agent)",
    # what was said with a script: for figures, and for what a person used lately
    "CREATE INDEX entry_script ON entry(script,at) WHERE script<>''",
    "CREATE INDEX entry_script_author ON entry(author,at) WHERE script<>''",
    # the hub may have told of kinds that the program before passed over: it tells all once more
    "UPDATE desk_state SET value='' WHERE key IN ('hub_cursor','hub_stage')",
)

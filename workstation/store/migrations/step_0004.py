"""The fourth schema: rules that sync, records of steps, promises, call-backs, tasks."""

from __future__ import annotations

from typing import Final

from workstation.store.migrations.step_0001 import record_table

STATEMENTS: Final = (
    record_table(
        "rule",
        "file version made_at:i made_by made_by_name base text state note changed_at:n tried_at:n"
        " tried_by from_at:n activated_at:n activated_by activated_by_name compiled:d",
    ),
    record_table(
        "step_record",
        "ticket at:i form author author_name procedure step values:d replaces",
    ),
    record_table(
        "promise",
        "ticket what until:i made_at:i made_by made_by_name party source entry state settled_at:n"
        " settled_by reason",
    ),
    record_table(
        "revisit",
        "ticket due_at:i made_at:i made_by made_by_name rule purpose owner state attempts:i"
        " last_try_at:n done_at:n done_by result satisfaction:n",
    ),
    *(
        f'ALTER TABLE ticket ADD COLUMN "{name}" {shape}'
        for name, shape in (
            ("parent", "TEXT NOT NULL DEFAULT ''"),
            ("department", "TEXT NOT NULL DEFAULT ''"),
            ("lane", "TEXT NOT NULL DEFAULT ''"),
            ("class_by", "TEXT NOT NULL DEFAULT ''"),
            ("limits_version", "TEXT NOT NULL DEFAULT ''"),
            ("bounced", "INTEGER NOT NULL DEFAULT 0"),
            ("step_since", "INTEGER"),
            ("step_due", "INTEGER"),
            ("told_at", "INTEGER"),
            ("update_due", "INTEGER"),
        )
    ),
    "ALTER TABLE agent ADD COLUMN skills TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE agent ADD COLUMN load_limit INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE agent ADD COLUMN availability TEXT NOT NULL DEFAULT 'available'",
    # a message that a rule wrote waits until the hub has taken in the operation that made it
    "ALTER TABLE outgoing ADD COLUMN after_operation TEXT NOT NULL DEFAULT ''",
    # notices to people stand in the timeline; which of them were read is this desk's own matter
    "CREATE INDEX entry_notice ON entry(at) WHERE instr(data,'\"notify\":[')>0",
    "CREATE TABLE notice_read(entry TEXT NOT NULL, agent TEXT NOT NULL, at INTEGER NOT NULL,"
    " PRIMARY KEY(entry,agent)) WITHOUT ROWID",
    "CREATE INDEX rule_file ON rule(file,from_at)",
    "CREATE INDEX step_record_ticket ON step_record(ticket,at)",
    "CREATE INDEX promise_ticket ON promise(ticket)",
    "CREATE INDEX promise_open ON promise(until,id) WHERE state='open'",
    "CREATE INDEX revisit_ticket ON revisit(ticket)",
    "CREATE INDEX revisit_due ON revisit(due_at,id) WHERE state='due'",
    "CREATE INDEX ticket_open_lane ON ticket(due_sort,id) WHERE is_open=1 AND lane<>''",
    "CREATE INDEX ticket_open_task ON ticket(due_sort,id) WHERE is_open=1 AND department<>''",
    "CREATE INDEX ticket_department ON ticket(department,due_sort,id) WHERE department<>''",
    "CREATE INDEX ticket_parent ON ticket(parent) WHERE parent<>''",
    # the hub may have told of kinds that the program before passed over: it tells all once more
    "UPDATE desk_state SET value='' WHERE key IN ('hub_cursor','hub_stage')",
)

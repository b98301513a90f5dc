"""The rules in force, put into the hub's tables, where its functions read them.

The Python modules are the source: policies, shapes, moves, rights, tiers and defaults. On SQLite,
where the hub decides in Python, only their fingerprint is kept.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, text

from workstation.domain import approval_words, settlement_words
from workstation.domain.approval import APPROVED_FACTS
from workstation.domain.claim import LIVE_CLAIMS, permitted_claim_moves
from workstation.domain.people import rights
from workstation.domain.script_life import (
    EMPTY,
    FROZEN_IN_FORCE,
    FROZEN_RETIRED,
    LIFE,
    OWN_LIFE,
    SETTLED,
    WORDS,
)
from workstation.domain.script_version import NOTE_KINDS, NOTE_STATES, SCRIPT_STATES
from workstation.domain.settlement_rules import (
    BLANKS,
    FOLD_FROM,
    FOLD_TO,
    POLITE,
    PROVEN,
)
from workstation.domain.ticket import FINISHED, OPEN_STATUSES, permitted_moves
from workstation.rules.compiled import GROWING
from workstation.store.flat import flat
from workstation.store.kinds import CLASSES, ON_CLAIM, TICKET_OF
from workstation.sync.batch import GIVING_UP
from workstation.sync.claim_record_guards import ANSWER, CLAIM_RECORDS, MOVES, VOID
from workstation.sync.claim_signed import SIGNED
from workstation.sync.claim_tiers import shipped, shipped_settlement
from workstation.sync.hub_tables import meta
from workstation.sync.merge import ENDING, FROZEN, TELLING
from workstation.sync.policy import FIXED, POLICIES, late_rules
from workstation.sync.rule_guards import COMPILED
from workstation.sync.rule_guards import FROZEN as FROZEN_RULE
from workstation.sync.script_guards import (
    NOTE_ANSWER,
    NOTE_FIXED,
    REVIEW,
    SCRIPT_KINDS,
    SPOKEN,
    UNSAID,
)
from workstation.sync.shapes import (
    AGENT_RIGHTS,
    DROPPABLE,
    MOMENTS,
    PERSONS,
    STATUSES_OF,
    shapes,
)
from workstation.sync.values import lists as values

Rows = list[tuple[Any, ...]]
_KEY: Final = "rules"
#: Kinds with checks of their own.
_GUARDED: Final = ("agent", "claim", "rule", "ticket", *SCRIPT_KINDS, *CLAIM_RECORDS)
_ALWAYS: Final = ("agent", "claim", "rule", *SCRIPT_KINDS, *CLAIM_RECORDS)
#: Fields that are columns as well.
_BESIDE: Final[dict[str, list[str]]] = {
    "ticket": [
        *("group_code", "region", "number", "status", "owner", "waybill", "priority", "urged"),
        "due_at",
    ],
    "claim": ["number", "status", "waybill", "serial"],
    "print": ["serial", "reprint"],
}
_COLUMNS: Final = {
    "hub_policy": "kind,field,policy,shape,moment",
    "hub_move": "kind,before,after",
    "hub_right": "act,role",
    "hub_word": "list,word",
    "hub_kind": (
        "kind,defaults,needed,fields,moments,persons,statuses,beside,found,hangs_on,guarded,always"
    ),
}
#: The tables of rules, made and filled anew at every installation.
TABLES: Final = tuple(_COLUMNS)


#: What versions of rule files that were put in force add to the lists, and that done anew.
_ADDED: Final = (
    "SELECT DISTINCT 'one:' || l.key, w.value FROM hub_record r,"
    " jsonb_each(coalesce(r.body -> 'compiled', '{}')) l, jsonb_array_elements_text(l.value) w"
    " WHERE r.kind = 'rule' AND NOT r.gone AND l.key = ANY (hub_rule_lists(true))"
)
_GROW: Final = (
    "SELECT hub_grow_words(r.body -> 'compiled') FROM hub_record r"
    " WHERE r.kind = 'rule' AND NOT r.gone AND r.body ? 'compiled'"
)
#: Fields of which the words are searched for.
_FOUND: Final[dict[str, list[str]]] = {
    "ticket": ["phone", "customer_name", "customer", "waybill"],
    "customer": ["phone", "phone2", "name"],
    "attachment": ["sha256"],
    "print": ["sha256"],
    "script": ["code"],
    "payment": ["file"],
    "claim": ["bundle"],
    "parcel": ["waybill"],
}


def compiled() -> dict[str, Rows]:
    """The rows of every table of rules; tables and JSON as the database takes them."""
    return {
        "hub_policy": _policies(),
        "hub_move": _moves(),
        "hub_right": [(act, role) for act, roles in rights().items() for role in sorted(roles)],
        "hub_word": _words(),
        "hub_kind": [_kind(kind) for kind in CLASSES],
    }


def fingerprint() -> str:
    """What tells the rules of this program from others."""
    told = json.dumps(compiled(), ensure_ascii=True, sort_keys=True, default=list)
    return sha256(told.encode()).hexdigest()[:16]


def compile_rules(connection: Connection) -> str:
    """Put the rules of this program into force, in the caller's transaction; their fingerprint."""
    print_ = fingerprint()
    if connection.dialect.name == "postgresql":
        for table, rows in compiled().items():
            _replace(connection, table, rows)
        connection.exec_driver_sql(_GROW)
        _index(connection)
    values = {"key": _KEY, "value": print_}
    done = connection.execute(text("UPDATE hub_meta SET value=:value WHERE key=:key"), values)
    if not done.rowcount:
        connection.execute(meta.insert(), values)
    return print_


def compiled_differs(connection: Connection) -> bool:
    """Whether the rules in force at the hub are not those of this program.

    On PostgreSQL the rows are compared as well, for they could have been altered by hand.
    """
    kept = connection.scalar(text("SELECT value FROM hub_meta WHERE key=:key"), {"key": _KEY})
    if kept != fingerprint():
        return True
    if connection.dialect.name != "postgresql":
        return False
    return any(
        _found(connection, table) != _plain([*rows, *_grown(connection, table, rows)])
        for table, rows in compiled().items()
    )


def _grown(connection: Connection, table: str, rows: Rows) -> Rows:
    """The words that versions of rule files have added to the program's own."""
    if table != "hub_word":
        return []
    return [row for row in map(tuple, connection.exec_driver_sql(_ADDED)) if row not in set(rows)]


def _index(connection: Connection) -> None:
    """Make the lines by which records are found, for fields that had none when these came here."""
    connection.exec_driver_sql(
        "WITH known AS (SELECT DISTINCT s.kind, s.field FROM hub_search s)"
        " INSERT INTO hub_search (uid, kind, field, word)"
        " SELECT r.uid, r.kind, f, r.body ->> f FROM hub_record r"
        " JOIN hub_kind k ON k.kind = r.kind, unnest(k.found) f"
        " WHERE coalesce(r.body ->> f, '') <> ''"
        " AND NOT EXISTS (SELECT FROM known n WHERE n.kind = r.kind AND n.field = f)"
    )


def _policies() -> Rows:
    return [
        (kind, field, policy, shapes(kind)[field], field in MOMENTS.get(kind, ()))
        for kind, fields in POLICIES.items()
        for field, policy in fields.items()
    ]


def _moves() -> Rows:
    moves: dict[str, Any] = {
        "ticket": permitted_moves(),
        "claim": permitted_claim_moves(),
        "script": LIFE,
        "script_own": OWN_LIFE,
        **MOVES,
    }
    return [
        (kind, before, after)
        for kind, told in moves.items()
        for before, permitted in told.items()
        for after in sorted(permitted)
    ]


def _words() -> Rows:
    lists: dict[str, Any] = {
        "telling": sorted(TELLING),
        "giving_up": GIVING_UP,
        "open": OPEN_STATUSES,
        "live": LIVE_CLAIMS,
        "frozen": sorted(FROZEN),
        "agent_right": AGENT_RIGHTS,
        "droppable": DROPPABLE,
        "finished": FINISHED,
        "ending": sorted(ENDING),
        "late_stay": _late("stay"),
        "late_end": _late("end"),
        "rule_growing": GROWING,
        "rule_compiled": COMPILED,
        "rule_frozen": FROZEN_RULE,
        **approval_words.words_of(shipped()),
        **settlement_words.words_of(shipped_settlement()),
        "evidence_proven": PROVEN,
        "name_from": [FOLD_FROM],
        "name_to": [FOLD_TO],
        "name_blank": [BLANKS],
        "name_polite": POLITE,
        "script_state": SCRIPT_STATES,
        "script_settled": SETTLED,
        "script_words": WORDS,
        "script_spoken": SPOKEN,
        "script_review": REVIEW,
        "script_begun": FROZEN_IN_FORCE,
        "script_ended": FROZEN_RETIRED,
        "script_unsaid": UNSAID,
        "script_note_kind": NOTE_KINDS,
        "script_note_state": NOTE_STATES,
        "script_note_fixed": NOTE_FIXED,
        "script_note_answer": NOTE_ANSWER,
        "approved_fact": APPROVED_FACTS,
        "claim_signed": SIGNED,
        "offer_answer": ANSWER,
        "print_void": VOID,
        **{f"script_empty_{state}": names for state, names in EMPTY.items()},
        **{f"{kind}_status": told for kind, told in STATUSES_OF.items()},
        **{f"one:{name}": sorted(codes) for name, codes in values().items()},
    }
    return [(name, word) for name, words in lists.items() for word in words]


def _late(rule: str) -> list[str]:
    """The procedures that do so with work that ends a ticket after it was reopened."""
    return sorted(code for code, told in late_rules().items() if told == rule)


def _kind(kind: str) -> tuple[Any, ...]:
    coder = flat(kind)
    needed = [name for name in coder.names if name not in coder.defaults and name != "uid"]
    fields = {
        name: f"!{shape}" if POLICIES[kind][name] == FIXED else shape
        for name, shape in shapes(kind).items()
    }
    return (
        kind,
        json.dumps(coder.defaults, ensure_ascii=False),
        needed,
        json.dumps(fields),
        list(MOMENTS.get(kind, ())),
        list(PERSONS.get(kind, ())),
        list(STATUSES_OF[kind]) if kind in STATUSES_OF else None,
        [*_BESIDE.get(kind, ()), *_FOUND.get(kind, ())] or None,
        _FOUND.get(kind),
        "claim" if kind in ON_CLAIM else TICKET_OF.get(kind, "") and "ticket",
        kind in _GUARDED,
        kind in _ALWAYS,
    )


def _replace(connection: Connection, table: str, rows: Rows) -> None:
    marks = ",".join(["%s"] * len(_COLUMNS[table].split(",")))
    connection.exec_driver_sql(f"DELETE FROM {table}")
    connection.exec_driver_sql(f"INSERT INTO {table}({_COLUMNS[table]}) VALUES ({marks})", rows)


def _found(connection: Connection, table: str) -> list[str]:
    found = connection.exec_driver_sql(f"SELECT {_COLUMNS[table]} FROM {table}")
    return _plain([tuple(row) for row in found])


def _plain(rows: Rows) -> list[str]:
    """Rows to be compared: JSON is parsed, order does not count."""
    return sorted(json.dumps([_parsed(value) for value in row], sort_keys=True) for row in rows)


def _parsed(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) and value.startswith("{") else value

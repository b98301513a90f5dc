"""The sixth schema: what hangs on a claim (evidence, offers, approvals, payments), and versions."""

from __future__ import annotations

from typing import Final

from workstation.store.migrations.step_0001 import record_table

STATEMENTS: Final = (
    "ALTER TABLE claim ADD COLUMN version INTEGER NOT NULL DEFAULT 1",
    *(
        f"ALTER TABLE claim ADD COLUMN {name} TEXT NOT NULL DEFAULT ''"
        for name in ("partial", "authorisation", "responsible_unit", "bundle")
    ),
    "ALTER TABLE claim ADD COLUMN salvage_fen INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE claim ADD COLUMN deductions TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE claim ADD COLUMN earlier_fen INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE claim ADD COLUMN agreed_at INTEGER",
    "ALTER TABLE attachment ADD COLUMN marks TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE print ADD COLUMN kind TEXT NOT NULL DEFAULT 'print'",
    "ALTER TABLE print ADD COLUMN copies INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE print ADD COLUMN copy TEXT NOT NULL DEFAULT 'file'",
    "ALTER TABLE print ADD COLUMN language TEXT NOT NULL DEFAULT 'zh'",
    *(
        f"ALTER TABLE print ADD COLUMN {name} TEXT NOT NULL DEFAULT ''"
        for name in ("job", "voided_by", "void_reason")
    ),
    "ALTER TABLE print ADD COLUMN voided_at INTEGER",
    record_table(
        "evidence",
        "claim ticket code title made_at:i made_by wanted_from why state asked_at:n asked_entry"
        " due_at:n lapse attachments:l received_at:n decided_at:n decided_by decided_by_name"
        " reason position:i rule reminded_at:n reminded:i",
    ),
    record_table(
        "offer",
        "claim ticket at:i amount_fen:i made_by made_by_name party channel entry kind"
        " valid_until:n note answer counter_fen:n answered_at:n answered_by note_answer",
    ),
    record_table(
        "approval",
        "claim ticket version:i at:i agent decision agent_name amount_fen:i tier delegation"
        " reason facts:d",
    ),
    record_table(
        "payment",
        "claim ticket version:i amount_fen:i payee account bank bank_no state requested_at:n"
        " requested_by file filed_at:n confirmed_by confirmed_at:n paid_at:n reference reason",
    ),
    record_table(
        "payment_file", "number made_at:i made_by format count:i total_fen:i sha256 state"
    ),
    record_table(
        "delegation",
        "from_agent to_agent act limit_fen:i from_at:i until_at:i made_at:i made_by revoked_at:n",
    ),
    record_table(
        "recovery",
        "claim ticket unit amount_fen:i at:i unit_name kind state by reason settled_at:n",
    ),
    *(
        f"CREATE INDEX {kind}_claim ON {kind}(claim)"
        for kind in ("evidence", "offer", "approval", "payment", "recovery")
    ),
    *(
        f"CREATE INDEX {kind}_ticket ON {kind}(ticket)"
        for kind in ("evidence", "offer", "approval", "payment", "recovery")
    ),
    "CREATE INDEX evidence_due ON evidence(due_at,id) WHERE state IN ('wanted','asked','refused')",
    "CREATE INDEX offer_open ON offer(valid_until,id) WHERE answer=''",
    "CREATE INDEX payment_state ON payment(state,requested_at,id)",
    "CREATE INDEX payment_in_file ON payment(file) WHERE file<>''",
    "CREATE INDEX payment_file_made ON payment_file(made_at)",
    "CREATE INDEX delegation_to ON delegation(to_agent,until_at)",
    "CREATE INDEX recovery_open ON recovery(at,id) WHERE state IN ('open','agreed')",
    "CREATE INDEX print_serial ON print(serial,reprint)",
    "CREATE INDEX print_sha256 ON print(sha256)",
    "CREATE INDEX claim_number ON claim(number)",
    "CREATE INDEX claim_serial ON claim(serial) WHERE serial<>''",
    "CREATE INDEX claim_further ON claim(id) WHERE instr(extra,'\"serial:')>0",
    "CREATE INDEX claim_bundle ON claim(bundle) WHERE bundle<>''",
    "CREATE INDEX claim_sums ON claim(status,approved_fen,proposed_fen)",
    "CREATE INDEX claim_told ON claim(created_at,status,kind,approved_fen,proposed_fen,number,serial,"
    "waybill,claimant,claimant_phone,payee,goods,description)",
    "CREATE INDEX claim_rejected ON claim(created_at,created_by,submitted_by)"
    " WHERE status='rejected'",
    "CREATE INDEX claim_settled ON claim(kind,approved_at) WHERE approved_at IS NOT NULL",
    # the hub may have told of kinds that the program before passed over: it tells all once more
    "UPDATE desk_state SET value='' WHERE key IN ('hub_cursor','hub_stage')",
)

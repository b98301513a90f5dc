"""The first schema: records, journal, outgoing operations, and this desk's own state.

Every record table has the columns of its dataclass behind three of ours: `id`, the local row
number; `rev`, the hub's revision (0: not yet accepted); columns derived on writing follow.
"""

from __future__ import annotations

from typing import Final

_HEAD = "id INTEGER PRIMARY KEY, rev INTEGER NOT NULL DEFAULT 0, uid TEXT NOT NULL UNIQUE"


def record_table(name: str, columns: str) -> str:
    """The statement that makes a table of records; a letter behind ":" says a column's shape."""
    told = []
    for column in columns.split():
        label, _, shape = column.partition(":")
        told.append(f'"{label}" {_SHAPES[shape]}')
    return f'CREATE TABLE "{name}"({_HEAD}, {", ".join(told)})'


_SHAPES = {
    "": "TEXT NOT NULL DEFAULT ''",
    "i": "INTEGER NOT NULL DEFAULT 0",
    "n": "INTEGER",
    "l": "TEXT NOT NULL DEFAULT '[]'",
    "d": "TEXT NOT NULL DEFAULT '{}'",
}

STATEMENTS: Final = (
    record_table("agent", "name work_no role groups:l region active:i login"),
    record_table("key_account", "name words:l region manager active:i"),
    record_table(
        "customer",
        "name phone phone2 email kind company address region note vip:i created_at:n"
        " external_no flags:l",
    ),
    record_table(
        "parcel",
        "waybill carrier product origin destination area goods category weight_g:n"
        " declared_fen:n insured_fen:n freight_fen:n cod_fen:n status batch sender_name"
        " sender_phone sender_address receiver_name receiver_phone receiver_address merchant"
        " posted_at:n promised_at:n signed_at:n flags:l",
    ),
    record_table("trace", "parcel at:n text place node status"),
    record_table(
        "ticket",
        "number created_at:i subject source external_no content_hash channel party class_code"
        " subtype cause intensity:i group_code region route_rule route_reason status"
        " waiting_reason waiting_until:n waiting_since:n waited_ms:i waits:l priority:i owner product"
        " waybill order_no parcel"
        " customer customer_name phone email address step procedure urged:i urged_at:n"
        " transfers:i reopened:i outcome duplicate_of satisfaction:n promise_kept:n attitude:n"
        " speed:n first_response_at:n resolved_at:n closed_at:n last_activity_at:n due_at:n"
        " due_kind response_due:n resolve_due:n legal_due:n flags:l tags:l extra:d"
        " is_open:i due_sort:i claim_status",
    ),
    record_table(
        "entry",
        "ticket at:i kind body direction channel author author_name recipient subject script"
        " script_version delivery delivery_detail attachments:l data:d",
    ),
    record_table("attachment", "ticket sha256 name media_type size:i added_at:i added_by label"),
    record_table(
        "claim",
        "number ticket created_at:i kind status waybill party claimant claimant_phone"
        " claimant_id_no goods items:l value_fen:i insured_fen:i freight_fen:i loss_fen:i"
        " claimed_fen:i proposed_fen:i basis:l rule approved_fen:n override_reason description"
        " discovered_at:n evidence:l payee payee_account payee_bank created_by submitted_by"
        " submitted_at:n approved_by approved_at:n rejected_reason paid_by paid_at:n"
        " payment_ref serial prints:i extra:d",
    ),
    record_table(
        "print",
        "claim at:i form serial reprint:i agent sha256 pages:i reason template_version",
    ),
    record_table("view", "name code owner filter:d order columns:l position:i"),
    "CREATE TABLE journal(id INTEGER PRIMARY KEY, operation TEXT NOT NULL UNIQUE,"
    " at INTEGER NOT NULL, agent TEXT NOT NULL, agent_name TEXT NOT NULL,"
    " action TEXT NOT NULL, ticket TEXT NOT NULL, undoes TEXT NOT NULL DEFAULT '',"
    " undone_by TEXT NOT NULL DEFAULT '', changes TEXT NOT NULL)",
    "CREATE TABLE operation(n INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,"
    " at INTEGER NOT NULL, agent TEXT NOT NULL, action TEXT NOT NULL, ticket TEXT NOT NULL,"
    " args TEXT NOT NULL, changes TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'waiting',"
    " code TEXT NOT NULL DEFAULT '', facts TEXT NOT NULL DEFAULT '{}', answered_at INTEGER)",
    "CREATE TABLE lease(ticket TEXT PRIMARY KEY, agent TEXT NOT NULL, agent_name TEXT NOT NULL,"
    " desk TEXT NOT NULL, until INTEGER NOT NULL)",
    "CREATE TABLE conflict(uid TEXT PRIMARY KEY, operation TEXT NOT NULL, kind TEXT NOT NULL,"
    " record TEXT NOT NULL, ticket TEXT NOT NULL, field TEXT NOT NULL, mine TEXT NOT NULL,"
    " theirs TEXT NOT NULL, their_author TEXT NOT NULL, at INTEGER NOT NULL,"
    " settled_at INTEGER, choice TEXT NOT NULL DEFAULT '')",
    "CREATE TABLE desk_state(key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE index_queue(n INTEGER PRIMARY KEY AUTOINCREMENT, ticket INTEGER NOT NULL)",
    "CREATE TABLE outgoing(entry TEXT PRIMARY KEY, tries INTEGER NOT NULL DEFAULT 0,"
    " next_at INTEGER NOT NULL)",
    "CREATE TABLE skipped(ticket TEXT PRIMARY KEY, at INTEGER NOT NULL, reason TEXT NOT NULL)",
    "CREATE TABLE import_run(uid TEXT PRIMARY KEY, at INTEGER NOT NULL, file TEXT NOT NULL,"
    " kind TEXT NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL,"
    " unchanged INTEGER NOT NULL, refused INTEGER NOT NULL, flagged INTEGER NOT NULL)",
    "CREATE TABLE import_mapping(fingerprint TEXT PRIMARY KEY, at INTEGER NOT NULL,"
    " mapping TEXT NOT NULL)",
    # queues: each offered order over what is open, over one group's and one owner's open
    # tickets, and over all; `due_sort` behind an id answers "due" without reading the row
    "CREATE INDEX ticket_open_due ON ticket(due_sort,id) WHERE is_open=1",
    "CREATE INDEX ticket_open_created ON ticket(created_at,id,due_sort) WHERE is_open=1",
    "CREATE INDEX ticket_open_activity ON ticket(last_activity_at,id,due_sort) WHERE is_open=1",
    "CREATE INDEX ticket_open_priority ON ticket(priority DESC,due_sort,id) WHERE is_open=1",
    "CREATE INDEX ticket_open_number ON ticket(number,id,due_sort) WHERE is_open=1",
    *(
        f"CREATE INDEX ticket_open_{short}_{name} ON ticket({column},is_open,{order})"
        " WHERE is_open=1"  # in the columns, too, or the index of all is taken for as good
        for short, column in (("group", "group_code"), ("owner", "owner"))
        for name, order in (
            ("due", "due_sort,id"),
            ("created", "created_at,id"),
            ("activity", "last_activity_at,id"),
            ("priority", "priority DESC,due_sort,id"),
            ("number", "number,id"),
        )
    ),
    "CREATE INDEX ticket_open_urged ON ticket(due_sort,id) WHERE is_open=1 AND urged>0",
    "CREATE INDEX ticket_open_claim ON ticket(due_sort,id) WHERE is_open=1 AND claim_status<>''",
    "CREATE INDEX ticket_waiting ON ticket(due_sort,id) WHERE status='waiting'",
    "CREATE INDEX ticket_flagged ON ticket(created_at,id) WHERE flags<>'[]'",
    "CREATE INDEX ticket_created ON ticket(created_at,id)",
    "CREATE INDEX ticket_activity ON ticket(last_activity_at,id)",
    "CREATE INDEX ticket_due ON ticket(due_sort,id)",
    "CREATE INDEX ticket_done ON ticket(last_activity_at,id) WHERE is_open=0",
    "CREATE INDEX ticket_group ON ticket(group_code,created_at,id)",
    "CREATE INDEX ticket_owner ON ticket(owner,created_at,id)",
    "CREATE INDEX ticket_priority ON ticket(priority DESC,due_sort,id)",
    "CREATE UNIQUE INDEX ticket_number ON ticket(number)",
    "CREATE INDEX ticket_source ON ticket(source) WHERE source<>'desk' AND source<>''",
    "CREATE INDEX ticket_external_no ON ticket(external_no)",
    "CREATE INDEX ticket_order ON ticket(order_no)",
    "CREATE INDEX ticket_customer ON ticket(customer,created_at)",
    "CREATE INDEX ticket_waybill ON ticket(waybill)",
    "CREATE INDEX ticket_waybill_tail ON ticket(substr(waybill,-4)) WHERE waybill<>''",
    "CREATE INDEX ticket_phone ON ticket(phone)",
    "CREATE INDEX ticket_phone_tail ON ticket(substr(phone,-4)) WHERE phone<>''",
    # what hangs on a ticket
    "CREATE INDEX entry_ticket ON entry(ticket,at)",
    "CREATE INDEX entry_delivery ON entry(delivery,at) WHERE delivery IN ('queued','failed')",
    "CREATE INDEX attachment_ticket ON attachment(ticket)",
    "CREATE INDEX attachment_sha ON attachment(sha256)",
    "CREATE INDEX claim_ticket ON claim(ticket)",
    "CREATE INDEX claim_status ON claim(status,created_at)",
    "CREATE INDEX claim_waybill ON claim(waybill)",
    "CREATE INDEX print_claim ON print(claim)",
    "CREATE INDEX trace_parcel ON trace(parcel,at)",
    "CREATE INDEX parcel_waybill ON parcel(waybill)",
    "CREATE INDEX parcel_tail ON parcel(substr(waybill,-4))",
    "CREATE INDEX parcel_sender ON parcel(sender_phone)",
    "CREATE INDEX parcel_receiver ON parcel(receiver_phone)",
    "CREATE INDEX customer_phone ON customer(phone)",
    "CREATE INDEX customer_phone2 ON customer(phone2)",
    "CREATE INDEX customer_email ON customer(email)",
    "CREATE INDEX agent_name ON agent(name)",
    "CREATE INDEX customer_tail ON customer(substr(phone,-4)) WHERE phone<>''",
    "CREATE INDEX customer_external ON customer(external_no)",
    "CREATE INDEX journal_ticket ON journal(ticket,at)",
    "CREATE INDEX journal_agent ON journal(agent,id)",
    "CREATE INDEX operation_state ON operation(state,n)",
    "CREATE INDEX operation_ticket ON operation(ticket) WHERE state='waiting'",
    "CREATE INDEX conflict_open ON conflict(ticket) WHERE settled_at IS NULL",
)

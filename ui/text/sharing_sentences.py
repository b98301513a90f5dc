"""The sentences for what the shared database refuses: people, numbers, contents, upkeep."""

from __future__ import annotations

from typing import Final

from ui.translating import QT_TRANSLATE_NOOP as _T

PEOPLE: Final = {
    "desk_ambiguous": _T("refusal", "{desk} may be any of several desks: {numbers}. Name one."),
    "desk_missing": _T("refusal", "The shared database has no desk {desk}."),
    "desk_removed": _T(
        "refusal",
        "This desk was taken off the shared database. Ask an administrator, then join it anew.",
    ),
    "desks_too_many": _T(
        "refusal",
        "You have {desks} desks already, and may have {most}. Ask an administrator to take one off"
        " the shared database, or to allow more.",
    ),
    "record_awaited": _T(
        "refusal",
        "The shared database was put back from an older backup and does not have this ticket yet."
        " It comes back with the desk that made it. This change waits for that and is sent again"
        " by itself, for seven days at most.",
    ),
    "login_refused": _T(
        "refusal",
        "The shared database did not let this login in. Look at the name in the address, and at the"
        " secret or password.",
    ),
    "login_taken": _T("refusal", "The login {login} is somebody else's. Choose another."),
    "login_unknown": _T(
        "refusal",
        "The shared database does not know this login ({login}). Ask an administrator to add you"
        " and to give you a secret.",
    ),
    "not_you": _T(
        "refusal",
        "It was done in another person's name than this desk's login. Sit down as yourself and do"
        " it again.",
    ),
    "person_ambiguous": _T(
        "refusal", "{name} is the name of several. Use the work number: {numbers}."
    ),
    "person_inactive": _T("refusal", "{name} no longer works here."),
    "record_not_lost": _T("refusal", "The record {uid} is not lost."),
    "seat_fixed": _T(
        "refusal",
        "The login of this desk belongs to one person. Others sit at desks of their own: let them"
        " join with their own secret.",
    ),
    "secret_expired": _T("refusal", "This secret is too old. Ask an administrator for a new one."),
    "secret_missing": _T(
        "refusal",
        "The address names a login that is entered with a one-time secret. Paste it, or ask an"
        " administrator for one.",
    ),
    "secret_unused": _T(
        "refusal", "This login still has its one-time secret. Join the database with it first."
    ),
    "secret_used": _T(
        "refusal",
        "This secret is wrong or has been used already. Look at it again; if it was used and not by"
        " you, tell an administrator, and ask for a new one.",
    ),
}
WORK: Final = {
    "content_damaged": _T(
        "refusal", "The file came damaged and was not kept. Try again in a moment."
    ),
    "content_missing": _T(
        "refusal", "The colleague's desk has not sent this file yet. Try again later."
    ),
    "reopened_meanwhile": _T(
        "refusal",
        "Ticket {number} was taken up again meanwhile, so it was not ended. Look at what is new"
        " before you end it.",
    ),
    "follows_refused": _T(
        "refusal", "It builds on work that was refused. Settle that first, then try this again."
    ),
    "offline_not_yours": _T(
        "refusal",
        "While the line is down a colleague may be working on this ticket. You may note, correct"
        " and attach; the rest comes when the shared database is back.",
    ),
    "serial_taken": _T(
        "refusal",
        "The number {serial} stands on another form already. Print this one again: it gets a new"
        " number.",
    ),
    "serial_waiting": _T(
        "refusal",
        "This desk has no form numbers left, and the shared database that gives them is away. Wait"
        " for it, or print a provisional copy marked 待编号.",
    ),
    "serials_count": _T("refusal", "At most {most} form numbers can be asked for at once."),
    "unstorable": _T(
        "refusal", "The shared database could not store this: {reason}. It is kept here."
    ),
}
UPKEEP: Final = {
    "archive_differs": _T("refusal", "{path} could not be read back; nothing was taken out."),
    "archive_too_recent": _T(
        "refusal", "Operations of the last {days} days stay. Name an earlier month."
    ),
    "chunk_malformed": _T("refusal", "A piece of a file came damaged. It is sent again."),
    "file_exists": _T("refusal", "{path} is there already. Choose another name."),
    "hub_changed": _T(
        "refusal", "The shared database changed while it was copied. Start the copy again."
    ),
    "hub_restored": _T(
        "refusal",
        "The shared database was restored or moved. Whoever looks after it has to give it a new"
        " epoch: {remedy}",
    ),
    "hub_role_needed": _T("refusal", "{user} may not make roles in this database. {remedy}"),
    "hub_schema_open": _T(
        "refusal", "Everybody may make tables in this database ({user}). {remedy}"
    ),
    "objects_credentials": _T(
        "refusal", "The keys of the object storage cannot be read from {path}: {reason}."
    ),
    "objects_refused": _T("refusal", "The object storage refused: {reason}."),
    "objects_url": _T(
        "refusal", "“{url}” is no address of an object storage. Write it like {example}."
    ),
    "operator_needed": _T("refusal", "Only who owns the database may do this."),
    "snapshot_damaged": _T(
        "refusal", "The ready-made copy is damaged. The desk fetches everything one by one."
    ),
    "snapshot_gone": _T("refusal", "The ready-made copy is gone; a newer one will be there soon."),
}
SHARING_SENTENCES: Final = {**PEOPLE, **WORK, **UPKEEP}

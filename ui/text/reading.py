"""Files from elsewhere: why one cannot be read, why a row is refused, what a column becomes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.text import fields
from ui.translating import QT_TRANSLATE_NOOP as _T

#: Why a whole file cannot be read, and what to do about it.
FILE_SENTENCES: Final = {
    "file_not_readable": _T("refusal", "{file} cannot be opened: {detail}. Check its rights."),
    "file_binary": _T(
        "refusal", "{file} is no table. Choose a CSV, Excel, JSON or JSON Lines file."
    ),
    "file_encrypted": _T(
        "refusal", "{file} has a password. Open it in the table program and save it without."
    ),
    "file_damaged": _T("refusal", "{file} is damaged. Export it again where it came from."),
    "file_is_web_page": _T(
        "refusal",
        "{file} is a web page with another name. Open it in the table program and save it as"
        " .xlsx.",
    ),
    "file_is_archive": _T("refusal", "{file} is an archive. Unpack it and choose the file in it."),
    "encoding_unknown": _T("refusal", "There is no encoding “{encoding}”. Choose one of the list."),
    "encoding_not_text": _T("refusal", "“{encoding}” is no encoding of text. Choose another."),
    "delimiter_unknown": _T("refusal", "“{delimiter}” cannot part columns. Choose another sign."),
    "sheet_unknown": _T("refusal", "There is no sheet “{sheet}”. There are: {sheets}."),
    "json_broken": _T(
        "refusal", "{file} is broken JSON (line {line}). Export it again where it came from."
    ),
    "json_without_rows": _T("refusal", "{file} holds no list of records."),
    "file_too_large": _T("refusal", "{file} is larger than can be read. Part it."),
    "bank_columns": _T(
        "refusal",
        "{file} does not tell what became of which payment. It needs a column with the result and"
        " one with the number or the account. It has: {columns}.",
    ),
    "script_column_missing": _T(
        "refusal", "{file} has no column of texts to say. Choose the column of the body."
    ),
    "script_none_found": _T(
        "refusal",
        "No reply script was found in {file}. Number the entries, or put each under a heading.",
    ),
    "script_toml_broken": _T("refusal", "{file} is broken TOML: {detail}."),
    "mapping_broken": _T(
        "refusal", "The mapping cannot be used: {detail}{reason}. Choose the fields anew."
    ),
}
#: Why a row is refused.
ROW_SENTENCES: Final = {
    "too_many_cells": _T("row", "More cells than columns. Put quotes around the separator."),
    "unclosed_quote": _T("row", "A quotation mark is not closed."),
    "undecodable": _T("row", "Bytes that are no letters. Choose another encoding."),
    "broken_json": _T("row", "Broken JSON."),
    "no_text": _T("row", "No word in it."),
    "no_waybill": _T("row", "No waybill number."),
    "number_shortened": _T("row", "The number was cut short by a table program."),
    "no_customer": _T("row", "No name, number, e-mail or company."),
    "no_name": _T("row", "No name."),
    "total_row": _T("row", "A row of totals."),
}
KINDS: Final = {
    "tickets": _T("import", "Tickets"),
    "parcels": _T("import", "Parcels"),
    "customers": _T("import", "Customers"),
    "key_accounts": _T("import", "Key accounts"),
}
#: Fields of foreign files that `ui.text.fields` does not name, or names otherwise.
FIELDS: Final = {
    "external_no": _T("import", "Number there"),
    "created_time": _T("import", "Time of day created"),
    "first_response_at": _T("import", "First answer"),
    "updated_at": _T("import", "Last changed"),
    "resolution": _T("import", "Solution"),
    "class_word": _T("import", "Type there"),
    "subtype_word": _T("import", "Finer type there"),
    "group_word": _T("import", "Group there"),
    "priority_word": _T("import", "Priority there"),
    "status_word": _T("import", "Status there"),
    "channel_word": _T("import", "Channel there"),
    "agent_name": _T("import", "Agent"),
    "first_name": _T("import", "First name"),
    "last_name": _T("import", "Family name"),
    "country": _T("import", "Country"),
    "conversation": _T("import", "Conversation"),
    "speaker": _T("import", "Who speaks"),
    "author": _T("import", "Author"),
    "said_at": _T("import", "Time said"),
    "message_no": _T("import", "Number of the message"),
    "declared_value": _T("import", "Declared value"),
    "claimed_amount": _T("import", "Claimed amount"),
    "sender_name": _T("import", "Sender's name"),
    "sender_phone": _T("import", "Sender's phone"),
    "sender_address": _T("import", "Sender's address"),
    "receiver_name": _T("import", "Receiver's name"),
    "receiver_phone": _T("import", "Receiver's phone"),
    "receiver_address": _T("import", "Receiver's address"),
    "origin": _T("import", "From"),
    "destination": _T("import", "To"),
    "category": _T("import", "Kind of goods"),
    "weight": _T("import", "Weight"),
    "insured_value": _T("import", "Insured sum"),
    "freight": _T("import", "Freight"),
    "cod": _T("import", "Cash on delivery"),
    "posted_at": _T("import", "Posted"),
    "promised_at": _T("import", "Promised for"),
    "signed_at": _T("import", "Delivered"),
    "merchant": _T("import", "Merchant"),
    "traces": _T("import", "Events on the way"),
    "event_at": _T("import", "Event: time"),
    "event_place": _T("import", "Event: place"),
    "event_status": _T("import", "Event: status"),
    "event_text": _T("import", "Event: words"),
    "answer": _T("import", "Carrier's answer"),
    "kind_word": _T("import", "Kind of customer"),
    "match_words": _T("import", "Words to know it by"),
    "account_no": _T("import", "Account number"),
    "manager": _T("import", "Account manager"),
    "due_at": _T("import", "Due"),
    "party": _T("import", "Sender or receiver"),
}


def row_sentence(reason: str) -> str:
    """Why a row is refused; an unknown reason is shown as it is."""
    source = ROW_SENTENCES.get(reason)
    return QCoreApplication.translate("row", source) if source else reason


def kind_name(kind: str) -> str:
    """What a kind of file holds."""
    return QCoreApplication.translate("import", KINDS[kind])


def field_name(name: str) -> str:
    """What a column becomes, in the language of the screen."""
    source = FIELDS.get(name)
    return QCoreApplication.translate("import", source) if source else fields.field(name)


def field_choice(name: str) -> str:
    """The same with its English name behind it, so that either finds it."""
    told = field_name(name)
    source = FIELDS.get(name) or fields.FIELDS.get(name) or name
    return told if told == source else f"{told} · {source}"

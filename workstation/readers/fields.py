"""The fields that a foreign column can become, for each kind of file."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from workstation.readers.words import rule_names, rule_words


class TicketField(StrEnum):
    """What a column of a ticket file can mean; names as in `TicketDraft`."""

    EXTERNAL_NO = "external_no"
    CREATED_AT = "created_at"
    CREATED_TIME = "created_time"
    FIRST_RESPONSE_AT = "first_response_at"
    RESOLVED_AT = "resolved_at"
    CLOSED_AT = "closed_at"
    UPDATED_AT = "updated_at"
    DUE_AT = "due_at"
    SUBJECT = "subject"
    BODY = "body"
    RESOLUTION = "resolution"
    CLASS_WORD = "class_word"
    SUBTYPE_WORD = "subtype_word"
    GROUP_WORD = "group_word"
    PRIORITY_WORD = "priority_word"
    STATUS_WORD = "status_word"
    CHANNEL_WORD = "channel_word"
    AGENT_NAME = "agent_name"
    CUSTOMER_NAME = "customer_name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    COMPANY = "company"
    WAYBILL = "waybill"
    ORDER_NO = "order_no"
    PRODUCT = "product"
    GOODS = "goods"
    SATISFACTION = "satisfaction"
    TAGS = "tags"
    REGION = "region"
    COUNTRY = "country"
    PARTY = "party"
    CONVERSATION = "conversation"
    NOTE = "note"
    DECLARED_VALUE = "declared_value"
    CLAIMED_AMOUNT = "claimed_amount"
    SENDER_NAME = "sender_name"
    SENDER_PHONE = "sender_phone"
    SENDER_ADDRESS = "sender_address"
    RECEIVER_NAME = "receiver_name"
    RECEIVER_PHONE = "receiver_phone"
    RECEIVER_ADDRESS = "receiver_address"
    CARRIER = "carrier"
    SPEAKER = "speaker"
    AUTHOR = "author"
    SAID_AT = "said_at"
    MESSAGE_NO = "message_no"


#: Fields of files that hold one message in each row; other files have no such columns.
MESSAGE_FIELDS: Final = frozenset(("speaker", "author", "said_at", "message_no"))


class ParcelField(StrEnum):
    """What a column of a parcel file can mean; `event_…` when every row is one event."""

    WAYBILL = "waybill"
    CARRIER = "carrier"
    PRODUCT = "product"
    ORIGIN = "origin"
    DESTINATION = "destination"
    GOODS = "goods"
    CATEGORY = "category"
    WEIGHT = "weight"
    DECLARED_VALUE = "declared_value"
    INSURED_VALUE = "insured_value"
    FREIGHT = "freight"
    COD = "cod"
    STATUS = "status"
    POSTED_AT = "posted_at"
    PROMISED_AT = "promised_at"
    SIGNED_AT = "signed_at"
    SENDER_NAME = "sender_name"
    SENDER_PHONE = "sender_phone"
    SENDER_ADDRESS = "sender_address"
    RECEIVER_NAME = "receiver_name"
    RECEIVER_PHONE = "receiver_phone"
    RECEIVER_ADDRESS = "receiver_address"
    MERCHANT = "merchant"
    TRACES = "traces"
    EVENT_AT = "event_at"
    EVENT_PLACE = "event_place"
    EVENT_STATUS = "event_status"
    EVENT_TEXT = "event_text"
    ANSWER = "answer"


class CustomerField(StrEnum):
    """What a column of a customer file can mean."""

    EXTERNAL_NO = "external_no"
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    COMPANY = "company"
    KIND_WORD = "kind_word"
    REGION = "region"
    COUNTRY = "country"
    TAGS = "tags"
    NOTE = "note"


class KeyAccountField(StrEnum):
    """What a column of the key-account list can mean."""

    NAME = "name"
    MATCH_WORDS = "match_words"
    ACCOUNT_NO = "account_no"
    REGION = "region"
    MANAGER = "manager"
    NOTE = "note"


#: Columns that are recognised in order to be left alone.
KEEP: Final = "keep"
ROW_INDEX: Final = "row_index"

FIELDS: Final[dict[str, type[StrEnum]]] = {
    "tickets": TicketField,
    "parcels": ParcelField,
    "customers": CustomerField,
    "key_accounts": KeyAccountField,
}


def field_names(kind: str) -> tuple[str, ...]:
    """Return the fields of a kind of file in the order of their declaration."""
    return tuple(str(member) for member in FIELDS[kind])


def field_words(kind: str, field: str) -> tuple[str, ...]:
    """Return the names under which other systems keep `field`."""
    own = rule_words(kind, field, "words")
    like = rule_words(kind, field, "like")
    if not like:
        return own
    return tuple(dict.fromkeys((*own, *rule_words(*like[0].split("."), "words"))))


def field_shape(kind: str, field: str) -> str:
    """Return what the cells of `field` hold, in the words of the vocabulary."""
    return (rule_words(kind, field, "shape") or ("any",))[0]


def known_fields(kind: str) -> tuple[str, ...]:
    """Return all fields that the vocabulary describes, `keep` and `row_index` among them."""
    return rule_names(kind)

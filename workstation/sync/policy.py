"""How each field of each kind of record merges when two people changed it at once.

The rules in words are in docs/hub.md. A field without a policy cannot be shared: a test asks
for one for every field of every kind.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from workstation.rules import loading
from workstation.sync.rule_words import late_besides

#: Never changed after the record was made.
FIXED: Final = "fixed"
#: Both people's steps count: the difference is added.
COUNT: Final = "count"
#: A set: what either added is in, what either removed is out; it keeps the order of whoever moved
#: something in it.
ELEMENTS: Final = "elements"
#: A table: each key is a field of its own.
KEYS: Final = "keys"
#: A person chose or wrote it: what stands at the hub stays, the later person is asked.
ASK: Final = "ask"
#: Worked out by the program from other fields: what stands at the hub stays, silently.
KEEP: Final = "keep"
#: The greater moment stands.
LATEST: Final = "latest"
#: The smaller moment stands.
EARLIEST: Final = "earliest"
#: How far a message got on its way: the later word stands.
LAST: Final = "last"
#: Moves by the rules of the domain.
STATUS: Final = "status"
#: Who owns a ticket: settled by who was first at the hub.
OWNER: Final = "owner"
#: Where a decision or money is concerned nothing is merged: the later operation is refused.
REFUSE: Final = "refuse"


def _all(policy: str, names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), policy)


POLICIES: Final[dict[str, dict[str, str]]] = {
    "agent": {
        **_all(FIXED, "uid"),
        **_all(ASK, "name work_no region login load_limit availability"),
        **_all(REFUSE, "role active"),
        **_all(ELEMENTS, "groups skills"),
    },
    "key_account": {
        **_all(FIXED, "uid"),
        **_all(ASK, "name region manager active"),
        **_all(ELEMENTS, "words"),
    },
    "customer": {
        **_all(FIXED, "uid created_at external_no"),
        **_all(ASK, "name phone phone2 email kind company address region note vip"),
        **_all(ELEMENTS, "flags"),
    },
    "parcel": {
        **_all(FIXED, "uid"),
        **_all(
            ASK,
            "waybill carrier product origin destination area goods category weight_g"
            " declared_fen insured_fen freight_fen cod_fen status batch sender_name sender_phone"
            " sender_address receiver_name receiver_phone receiver_address merchant",
        ),
        **_all(LATEST, "posted_at promised_at signed_at"),
        **_all(ELEMENTS, "flags"),
    },
    "trace": _all(FIXED, "uid parcel at text place node status"),
    "ticket": {
        **_all(FIXED, "uid number created_at parent department"),
        **_all(STATUS, "status"),
        **_all(OWNER, "owner"),
        **_all(REFUSE, "group_code duplicate_of"),
        **_all(COUNT, "urged transfers reopened waited_ms bounced"),
        **_all(ELEMENTS, "flags tags waits"),
        **_all(KEYS, "extra"),
        **_all(LATEST, "urged_at last_activity_at told_at"),
        **_all(EARLIEST, "first_response_at"),
        **_all(
            KEEP,
            "source external_no content_hash route_rule route_reason procedure waiting_since"
            " resolved_at closed_at step_since limits_version class_by",
        ),
        # each desk works them out anew of what stands; whoever did so last knew the rules best
        **_all(LAST, "due_at due_kind response_due resolve_due legal_due step_due update_due"),
        **_all(
            ASK,
            "subject channel party class_code subtype cause intensity region waiting_reason"
            " waiting_until priority product waybill order_no parcel customer customer_name phone"
            " email address step outcome satisfaction promise_kept attitude speed lane",
        ),
    },
    "entry": {
        **_all(
            FIXED,
            "uid ticket at kind body direction channel author author_name recipient subject"
            " script script_version attachments",
        ),
        **_all(LAST, "delivery delivery_detail"),
        **_all(KEYS, "data"),
    },
    "attachment": {
        **_all(FIXED, "uid ticket sha256 name media_type size added_at added_by"),
        **_all(ASK, "label"),
        **_all(ELEMENTS, "marks"),  # as `picture_marks.merged` joins what two people drew
    },
    "claim": {
        **_all(FIXED, "uid number ticket created_at created_by"),
        **_all(STATUS, "status"),
        **_all(
            REFUSE,
            "kind items value_fen insured_fen freight_fen loss_fen claimed_fen proposed_fen basis"
            " rule approved_fen override_reason payee payee_account payee_bank submitted_by"
            " submitted_at approved_by approved_at paid_by paid_at payment_ref serial version"
            " salvage_fen deductions earlier_fen bundle",
        ),
        **_all(
            ASK,
            "waybill party claimant claimant_phone claimant_id_no goods description"
            " discovered_at rejected_reason partial authorisation responsible_unit",
        ),
        **_all(KEEP, "agreed_at"),
        **_all(ELEMENTS, "evidence"),
        **_all(COUNT, "prints"),
        **_all(KEYS, "extra"),
    },
    "print": {
        **_all(
            FIXED,
            "uid claim at form serial reprint agent sha256 pages reason template_version kind"
            " copies copy language job",
        ),
        **_all(REFUSE, "voided_at voided_by void_reason"),
    },
    "evidence": {
        **_all(FIXED, "uid claim ticket code made_at made_by rule"),
        **_all(REFUSE, "state decided_at decided_by decided_by_name"),
        **_all(ASK, "title wanted_from why due_at lapse reason"),
        **_all(ELEMENTS, "attachments"),
        **_all(LATEST, "asked_at received_at reminded_at"),
        **_all(COUNT, "reminded"),
        **_all(KEEP, "asked_entry"),
        **_all(LAST, "position"),
    },
    "offer": {
        **_all(
            FIXED,
            "uid claim ticket at amount_fen made_by made_by_name party channel entry kind"
            " valid_until note",
        ),
        **_all(REFUSE, "answer counter_fen answered_at answered_by note_answer"),
    },
    "approval": _all(
        FIXED,
        "uid claim ticket version at agent agent_name decision amount_fen tier delegation reason"
        " facts",
    ),
    "payment": {
        **_all(
            FIXED,
            "uid claim ticket version amount_fen payee account bank requested_at requested_by",
        ),
        **_all(
            REFUSE,
            "bank_no state file filed_at confirmed_by confirmed_at paid_at reference reason",
        ),
    },
    "payment_file": {
        **_all(FIXED, "uid number made_at made_by format count total_fen sha256"),
        **_all(REFUSE, "state"),
    },
    "delegation": {
        **_all(FIXED, "uid from_agent to_agent act limit_fen from_at until_at made_at made_by"),
        **_all(REFUSE, "revoked_at"),
    },
    "recovery": {
        **_all(FIXED, "uid claim ticket at kind by"),
        **_all(REFUSE, "amount_fen state settled_at"),
        **_all(ASK, "unit unit_name reason"),
    },
    "rule": {
        **_all(FIXED, "uid file made_at made_by made_by_name base"),
        **_all(
            REFUSE,
            "version text state from_at activated_at activated_by activated_by_name compiled",
        ),
        **_all(ASK, "note"),
        **_all(LATEST, "changed_at tried_at"),
        **_all(LAST, "tried_by"),
    },
    "step_record": _all(
        FIXED, "uid ticket at form author author_name procedure step values replaces"
    ),
    "promise": {
        **_all(FIXED, "uid ticket what until made_at made_by made_by_name party source entry"),
        **_all(ASK, "state reason"),
        **_all(KEEP, "settled_at settled_by"),
    },
    "revisit": {
        **_all(FIXED, "uid ticket made_at made_by made_by_name rule"),
        **_all(ASK, "due_at purpose owner state result satisfaction"),
        **_all(COUNT, "attempts"),
        **_all(LATEST, "last_try_at"),
        **_all(KEEP, "done_at done_by"),
    },
    "script": {
        **_all(FIXED, "uid made_at made_by made_by_name owner"),
        **_all(
            REFUSE,
            "code version title base scope content state changed_at changed_by changed_by_name"
            " reviewed_at reviewed_by reviewed_by_name from_at until_at activated_at activated_by"
            " activated_by_name retired_at retired_by retired_by_name",
        ),
        **_all(ASK, "note"),
    },
    "script_note": {
        **_all(
            FIXED,
            "uid code version at kind body words language channel ticket author author_name",
        ),
        **_all(REFUSE, "state answer answered_at answered_by answered_by_name"),
    },
    # two desks of one person: the later word stands
    "script_mark": {
        **_all(FIXED, "uid agent code"),
        **_all(LAST, "favourite hotkey"),
        **_all(LATEST, "changed_at"),
    },
    "view": {
        **_all(FIXED, "uid"),
        **_all(LAST, "name code owner filter order columns position"),
    },
}


def policy_of(kind: str, field: str) -> str:
    """The policy of a field; a field that a newer program added is asked about."""
    return POLICIES.get(kind, {}).get(field, ASK)


def late_resolve(procedure: str) -> str:
    """What work means that ends a ticket of a procedure ("code@version") after it was reopened.

    "refuse" (also where the procedure is not known), "stay" or "end". At a hub a version of the
    procedure that was put in force goes before the shipped one.
    """
    code = procedure.partition("@")[0]
    return late_besides(code) or late_rules().get(code, "refuse")


@cache
def late_rules() -> dict[str, str]:
    """The same for the shipped procedures, by their code."""
    return {item.code: item.late_resolve for item in loading.load().procedures.values()}

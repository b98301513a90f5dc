"""The name of every fact that people see, change or are asked for."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.translating import QT_TRANSLATE_NOOP as _T

FIELDS: Final = {
    "number": _T("field", "Number"),
    "subject": _T("field", "Subject"),
    "body": _T("field", "Words"),
    "note": _T("field", "Note"),
    "reason": _T("field", "Reason"),
    "name": _T("field", "Name"),
    "status": _T("field", "Status"),
    "priority": _T("field", "Priority"),
    "intensity": _T("field", "Mood"),
    "class_code": _T("field", "Class"),
    "subtype": _T("field", "Type"),
    "cause": _T("field", "Cause"),
    "group_code": _T("field", "Group"),
    "group": _T("field", "Group"),
    "region": _T("field", "Region"),
    "owner": _T("field", "Owner"),
    "channel": _T("field", "Channel"),
    "party": _T("field", "Caller is"),
    "waiting_reason": _T("field", "Waiting for"),
    "waiting_until": _T("field", "Waiting until"),
    "customer": _T("field", "Customer"),
    "customer_name": _T("field", "Customer"),
    "phone": _T("field", "Phone"),
    "phone2": _T("field", "Second phone"),
    "email": _T("field", "E-mail"),
    "address": _T("field", "Address"),
    "company": _T("field", "Company"),
    "waybill": _T("field", "Waybill"),
    "order_no": _T("field", "Order number"),
    "product": _T("field", "Product"),
    "goods": _T("field", "Goods"),
    "carrier": _T("field", "Carrier"),
    "parcel": _T("field", "Parcel"),
    "step": _T("field", "Step"),
    "outcome": _T("field", "Outcome"),
    "duplicate_of": _T("field", "Duplicate of"),
    "satisfaction": _T("field", "Satisfaction"),
    "promise_kept": _T("field", "Promise kept"),
    "attitude": _T("field", "Attitude"),
    "speed": _T("field", "Speed"),
    "urged": _T("field", "Urged"),
    "tags": _T("field", "Tags"),
    "flags": _T("field", "Marks"),
    "due_at": _T("field", "Time left"),
    "created_at": _T("field", "Created"),
    "last_activity_at": _T("field", "Last activity"),
    "resolved_at": _T("field", "Resolved"),
    "closed_at": _T("field", "Closed"),
    "claim_status": _T("field", "Claim"),
    "attachments": _T("field", "Attachments"),
    "recipient": _T("field", "Recipient"),
    "hub": _T("field", "Shared database"),
    "agent": _T("field", "Agent"),
    "kind": _T("field", "Kind"),
    "claimant": _T("field", "Claimant"),
    "claimant_phone": _T("field", "Claimant's phone"),
    "claimant_id_no": _T("field", "Claimant's ID number"),
    "items": _T("field", "Items"),
    "value_fen": _T("field", "Value of the goods"),
    "insured_fen": _T("field", "Insured sum"),
    "declared_fen": _T("field", "Declared value"),
    "freight_fen": _T("field", "Freight"),
    "cod_fen": _T("field", "Cash on delivery"),
    "loss_fen": _T("field", "Loss"),
    "claimed_fen": _T("field", "Claimed amount"),
    "proposed_fen": _T("field", "Proposed amount"),
    "approved_fen": _T("field", "Approved amount"),
    "amount_fen": _T("field", "Amount"),
    "override_reason": _T("field", "Reason for another amount"),
    "description": _T("field", "Description"),
    "discovered_at": _T("field", "Discovered"),
    "evidence": _T("field", "Evidence"),
    "payee": _T("field", "Payee"),
    "payee_account": _T("field", "Account"),
    "payee_bank": _T("field", "Bank"),
    "payment_ref": _T("field", "Payment reference"),
    "reference": _T("field", "Payment reference"),
    "applicant_address": _T("field", "Claimant's address"),
    "packing": _T("field", "Packing"),
    "signing": _T("field", "Signed for"),
    "payment_method": _T("field", "Way of payment"),
    "payee_city": _T("field", "City of the bank"),
    "remarks": _T("field", "Remarks"),
    "delivery": _T("field", "Delivery of the message"),
    "delivery_detail": _T("field", "What the channel said"),
    "rejected_reason": _T("field", "Reason of the rejection"),
}
RECORDS: Final = {
    "ticket": _T("record", "ticket"),
    "claim": _T("record", "claim"),
    "customer": _T("record", "customer"),
    "parcel": _T("record", "parcel"),
    "entry": _T("record", "message"),
    "attachment": _T("record", "attachment"),
    "agent": _T("record", "agent"),
    "view": _T("record", "view"),
    "print": _T("record", "printed form"),
    "operation": _T("record", "action"),
}


def field(name: str) -> str:
    """The name of a ticket's, claim's or customer's fact; an unknown one is shown as it is."""
    source = FIELDS.get(name)
    return QCoreApplication.translate("field", source) if source else name


def record(kind: str) -> str:
    """What a record is called inside a sentence."""
    source = RECORDS.get(kind)
    return QCoreApplication.translate("record", source) if source else kind

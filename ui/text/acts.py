"""What people do, named as a thing: for lists of what was refused."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from ui import language
from ui.text import amounts, times, words
from ui.translating import QT_TRANSLATE_NOOP as _T
from workstation.desk import Desk

#: Actions of workstation.actions by class name.
ACTS: Final = {
    "AnswerDiagnosis": _T("act", "Answers of a diagnosis"),
    "AutoAssign": _T("act", "Assigning the ticket"),
    "BreakPromise": _T("act", "A promise that was not kept"),
    "CancelRevisit": _T("act", "Cancelling a call-back"),
    "FinishRevisit": _T("act", "The result of a call-back"),
    "KeepPromise": _T("act", "A promise that was kept"),
    "MakePromise": _T("act", "A promise"),
    "MoveRevisit": _T("act", "Moving a call-back"),
    "SetAvailability": _T("act", "Who is available"),
    "SetRevisit": _T("act", "A call-back"),
    "SetWorkload": _T("act", "Skills and room of a person"),
    "TryRevisit": _T("act", "A call-back that nobody answered"),
    "WithdrawPromise": _T("act", "Withdrawing a promise"),
    "AnswerTask": _T("act", "A department's answer"),
    "CancelTask": _T("act", "Taking a task back"),
    "GoBackStep": _T("act", "Going back a step"),
    "OpenTask": _T("act", "A task for a department"),
    "SeatTicket": _T("act", "Putting the ticket on a step"),
    "WriteStepRecord": _T("act", "A record of a step"),
    "WantByRules": _T("act", "Listing the evidence that is needed"),
    "ActivateRules": _T("act", "Putting a version of the rules in force"),
    "ReviveRules": _T("act", "Putting an earlier version of the rules in force again"),
    "SaveRuleDraft": _T("act", "A draft of the rules"),
    "TryRules": _T("act", "Trying a draft of the rules"),
    "WithdrawRules": _T("act", "Withdrawing a version of the rules"),
    "ApproveBundle": _T("act", "Approving linked claims"),
    "BundleClaims": _T("act", "Linking claims"),
    "AnswerObjection": _T("act", "Answering an objection"),
    "NoteObjection": _T("act", "An objection"),
    "NoteSigned": _T("act", "A signed agreement"),
    "RequestBundlePayment": _T("act", "Asking for linked claims to be paid"),
    "UnbundleClaims": _T("act", "Taking claims out of their bundle"),
    "AskEvidence": _T("act", "Asking for evidence"),
    "RemindEvidence": _T("act", "Reminding of evidence"),
    "AnswerOffer": _T("act", "An answer to an offer"),
    "CancelPayment": _T("act", "Taking a payment back"),
    "ConfirmPayment": _T("act", "Confirming a payment"),
    "DecideEvidence": _T("act", "Looking at evidence"),
    "Delegate": _T("act", "Lending the right to approve"),
    "FailPayment": _T("act", "A payment that did not go through"),
    "LapseEvidence": _T("act", "Evidence that came too late"),
    "MakeOffer": _T("act", "An offer"),
    "ReceiveEvidence": _T("act", "Evidence that came"),
    "RecordRecovery": _T("act", "What is to come back from a unit"),
    "RequestPayment": _T("act", "Asking for a payment"),
    "ReverseApproval": _T("act", "Taking an approval back"),
    "ReversePayment": _T("act", "A payment that came back"),
    "RevokeDelegation": _T("act", "Ending a delegation"),
    "SettleRecovery": _T("act", "What became of a recovery"),
    "VoidPaymentFile": _T("act", "Voiding a payment file"),
    "WaiveEvidence": _T("act", "Going on without evidence"),
    "WantEvidence": _T("act", "Noting what evidence is needed"),
    "WritePaymentFile": _T("act", "A payment file for the bank"),
    "AddAttachment": _T("act", "Attaching a file"),
    "AddNote": _T("act", "A note"),
    "ApproveClaim": _T("act", "Approving the claim"),
    "AssignTicket": _T("act", "Assigning the ticket"),
    "Bulk": _T("act", "Several changes at once"),
    "ChangeClass": _T("act", "Another class"),
    "ChangeIntensity": _T("act", "Another mood"),
    "ChangePriority": _T("act", "Another priority"),
    "CloseTicket": _T("act", "Closing the ticket"),
    "CorrectGroup": _T("act", "Correcting the group"),
    "DropView": _T("act", "Dropping a view"),
    "EditClaim": _T("act", "Changing the claim"),
    "EditTicket": _T("act", "Correcting facts"),
    "EscalateTicket": _T("act", "Escalating"),
    "ImportBatch": _T("act", "Taking a file in"),
    "LinkDuplicate": _T("act", "Linking as a duplicate"),
    "MakeClaim": _T("act", "Making a claim"),
    "MarkDelivery": _T("act", "Noting what became of a message"),
    "RemoveFile": _T("act", "Taking a file out of a claim"),
    "PlaceFile": _T("act", "Saying what a file proves"),
    "MarkPicture": _T("act", "Marking a picture"),
    "MergeTicket": _T("act", "Merging"),
    "NewTicket": _T("act", "A new ticket"),
    "NumberClaim": _T("act", "Numbering the claim form"),
    "NumberForm": _T("act", "Numbering a form"),
    "VoidPrint": _T("act", "Voiding a printed form"),
    "ExplainSerial": _T("act", "Explaining a number of a form"),
    "PayClaim": _T("act", "Recording the payment"),
    "RecordCall": _T("act", "Noting a call"),
    "RecordExport": _T("act", "Writing a file out"),
    "RecordReading": _T("act", "Hidden facts shown on a terminal"),
    "RecordPrint": _T("act", "Printing the claim form"),
    "RedraftClaim": _T("act", "Taking the claim back to a draft"),
    "RejectClaim": _T("act", "Rejecting the claim"),
    "ReleaseTicket": _T("act", "Giving the ticket back"),
    "ReopenTicket": _T("act", "Reopening"),
    "ResolveTicket": _T("act", "Resolving"),
    "ResumeTicket": _T("act", "Resuming work"),
    "RetryDelivery": _T("act", "Sending again"),
    "RevealFact": _T("act", "Looking at a hidden fact"),
    "SaveAgent": _T("act", "Changing the team"),
    "SaveCustomer": _T("act", "Changing the customer"),
    "SaveKeyAccount": _T("act", "Changing a key account"),
    "SaveParcel": _T("act", "Changing the parcel"),
    "SaveView": _T("act", "Saving a view"),
    "SendReply": _T("act", "A reply"),
    "SetWaiting": _T("act", "Waiting"),
    "SettleConflict": _T("act", "Choosing a value"),
    "SettleRefused": _T("act", "Putting refused work aside"),
    "SkipTicket": _T("act", "Skipping the ticket"),
    "SubmitClaim": _T("act", "Submitting the claim"),
    "TakeBack": _T("act", "Taking a message back"),
    "TakeStep": _T("act", "A step of the procedure"),
    "TakeInRecords": _T("act", "Taking records in"),
    "TakeTicket": _T("act", "Taking the ticket"),
    "TransferTicket": _T("act", "Transferring"),
    "Undo": _T("act", "Taking something back"),
    "UrgeTicket": _T("act", "An urge"),
    "WithdrawClaim": _T("act", "Withdrawing the claim"),
}


def act_name(action: str) -> str:
    """What an action is called; one that is not known goes by its own name."""
    source = ACTS.get(action)
    return QCoreApplication.translate("act", source) if source else action


def value_words(desk: Desk, field: str, value: object) -> str:
    """A field's value as people read it; "–" for nothing."""
    if value is None or value in ("", (), []):
        return "–"
    if field in words.CODED:
        return words.CODED[field](value)
    if field in ("class_code", "subtype", "cause"):
        return desk.class_name(str(value), language.current())
    if field == "owner":
        return next((a.name for a in desk.read.agents() if a.uid == value), str(value))
    if field.endswith("_fen") and isinstance(value, int):
        return amounts.money(value)
    if field.endswith(("_at", "_until", "_due")) and isinstance(value, int):
        return times.moment(value, desk.zone)
    if isinstance(value, (list, tuple)):
        return words.listing(map(str, value))
    return str(value)

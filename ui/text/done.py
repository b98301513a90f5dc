"""What was done, said in the notice that offers to undo it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.translating import QT_TRANSLATE_NOOP as _T

#: Actions of workstation.actions by class name; others are done without a word.
SENTENCES: Final = {
    "AssignTicket": _T("done", "Assigned"),
    "Bulk": _T("done", "Changed"),
    "ChangeClass": _T("done", "Class changed"),
    "ChangeIntensity": _T("done", "Mood changed"),
    "ChangePriority": _T("done", "Priority changed"),
    "CloseTicket": _T("done", "Closed"),
    "CorrectGroup": _T("done", "Group corrected"),
    "EscalateTicket": _T("done", "Escalated"),
    "LinkDuplicate": _T("done", "Linked as a duplicate"),
    "RemoveFile": _T("done", "Taken out of the claim"),
    "PlaceFile": _T("done", "Put to what it proves"),
    "MarkPicture": _T("done", "Picture marked"),
    "MergeTicket": _T("done", "Merged"),
    "ReleaseTicket": _T("done", "Given back"),
    "ReopenTicket": _T("done", "Reopened"),
    "ResolveTicket": _T("done", "Resolved"),
    "ResumeTicket": _T("done", "Work resumed"),
    "SetWaiting": _T("done", "Waiting"),
    "SkipTicket": _T("done", "Skipped"),
    "TakeStep": _T("done", "Step taken"),
    "GoBackStep": _T("done", "Gone back a step"),
    "SeatTicket": _T("done", "Put on another step"),
    "WriteStepRecord": _T("done", "Recorded"),
    "OpenTask": _T("done", "Task opened"),
    "AnswerTask": _T("done", "Answer reported"),
    "CancelTask": _T("done", "Task taken back"),
    "TransferTicket": _T("done", "Transferred"),
    "AutoAssign": _T("done", "Assigned"),
    "MakePromise": _T("done", "Promise noted"),
    "KeepPromise": _T("done", "Promise kept"),
    "BreakPromise": _T("done", "Promise not kept"),
    "WithdrawPromise": _T("done", "Promise withdrawn"),
    "SetRevisit": _T("done", "Call-back set"),
    "TryRevisit": _T("done", "Try noted"),
    "FinishRevisit": _T("done", "Call-back done"),
    "CancelRevisit": _T("done", "Call-back cancelled"),
    "MoveRevisit": _T("done", "Call-back moved"),
    "AnswerDiagnosis": _T("done", "Diagnosis kept"),
    "UrgeTicket": _T("done", "Urge noted"),
    "WithdrawClaim": _T("done", "Claim withdrawn"),
    "SubmitClaim": _T("done", "Claim submitted"),
    "RejectClaim": _T("done", "Claim rejected"),
    "SaveScriptDraft": _T("done", "Draft saved"),
    "SendScriptIn": _T("done", "Sent in for review"),
    "ReviewScript": _T("done", "Reviewed"),
    "ActivateScripts": _T("done", "In force"),
    "RetireScript": _T("done", "Retired"),
    "DropScriptDraft": _T("done", "Draft given up"),
    "SavePersonalScript": _T("done", "Own script saved"),
    "DropPersonalScript": _T("done", "Own script deleted"),
    "MarkScript": _T("done", "Marked"),
    "WriteScriptNote": _T("done", "Note written"),
    "AnswerScriptNote": _T("done", "Note answered"),
    "ImportScripts": _T("done", "Scripts taken in"),
}


def done_sentence(action: str) -> str:
    """What the notice says after an action of that class; "" when nothing need be said."""
    source = SENTENCES.get(action)
    return QCoreApplication.translate("done", source) if source else ""

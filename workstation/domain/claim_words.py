"""What is said when evidence, offers, approvals or payments of a claim are refused.

Each sentence in English and in Chinese; facts stand in braces.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Code of a refusal -> its sentence in English, and in Chinese.
SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "approval_differs": (
        "the approval of claim {number} does not say what the claim says ({field}); open it again",
        "理赔 {number} 的审批内容与理赔不一致（{field}）；请重新打开后再审批",
    ),
    "approval_final": (
        "an approval is never altered; take it back and approve the next version",
        "审批记录不可修改；请撤销审批后重新审批",
    ),
    "approval_waiting": (
        "the shared data have not taken in the approval of claim {number} yet; go on once they have",
        "理赔 {number} 的审批尚未被共享数据确认；确认后再继续",
    ),
    "delegation_ended": (
        "this delegation does not hold any more, or it was given by whoever made the claim",
        "该授权已失效，或由制单人本人授出",
    ),
    "file_differs": (
        "payment file {number} holds {count} payments, not as many as it says; write it again",
        "付款文件 {number} 实际含 {count} 笔，与登记不符；请重新生成",
    ),
    "claim_unprinted": (
        "the form of claim {number} is not printed yet; print it before the money goes out",
        "理赔 {number} 的表单尚未打印；请先打印再付款",
    ),
    "file_altered": (
        "the payments of file {number} are not what they were; void it and write another",
        "付款文件 {number} 的付款已有变动；请作废后重新生成",
    ),
    "file_waiting": (
        "the shared data have not taken in payment file {number} yet; save it once they have, so"
        " that nobody pays twice",
        "付款文件 {number} 尚未被共享数据确认；确认后再保存，以免重复付款",
    ),
    "offer_answered": (
        "this offer was answered already; make another one",
        "该方案已有答复；请另提新方案",
    ),
    "payment_differs": (
        "the payment of claim {number} is not what was approved ({field}); it needs approval again",
        "理赔 {number} 的付款与审批内容不一致（{field}）；须重新审批",
    ),
    "payment_filed": (
        "claim {number} is in a file for the bank; wait for the answer, or void the file",
        "理赔 {number} 已列入付款文件；请等待银行回执，或作废该文件",
    ),
    "payment_paid": (
        "this payment was confirmed by a colleague already ({reference}); nothing was paid twice",
        "该笔付款已由同事确认（{reference}）；没有重复付款",
    ),
    "payment_twice": (
        "claim {number} has a payment already (version {version})",
        "理赔 {number} 已有付款（第 {version} 版）",
    ),
    "payment_version": (
        "claim {number} is not approved in this version; it is at version {version} now",
        "理赔 {number} 的此版本未获审批；目前为第 {version} 版",
    ),
    "record_state": (
        "this cannot become {after} now, for it is {before}",
        "目前状态为 {before}，不能改为 {after}",
    ),
}

#: What happened while a desk was away: code, kind of the record and what of it; as `SENTENCES`.
_MEANWHILE: Final[dict[tuple[str, str, str], tuple[str, str]]] = {
    ("changed_meanwhile", "claim", "serial"): (
        "another desk numbered this form first, and {theirs} counts; a paper that bears {mine}"
        " counts no more: take it back",
        "另一台电脑已先为该表单编号，以 {theirs} 为准；印有 {mine} 的纸质件不再有效，请收回",
    ),
    ("changed_meanwhile", "claim", "approved"): (
        "a colleague decided on this claim first, and that counts; this approval did not. Open the"
        " claim to see it",
        "同事已先审批该理赔，以其结果为准；这次审批没有生效。请打开理赔单查看",
    ),
    ("changed_meanwhile", "claim", "version"): (
        "the claim is at version {theirs} meanwhile; open it to see what stands",
        "该理赔此间已是第 {theirs} 版；请打开理赔单查看",
    ),
    ("changed_meanwhile", "print", "void"): (
        "a colleague voided this copy first; it is void for the reason given there",
        "同事已先将该份作废，以当时所填原因为准",
    ),
    ("changed_meanwhile", "payment", ""): (
        "a colleague dealt with this payment first; open the claim to see how it stands",
        "同事已先处理该笔付款；请打开理赔单查看目前状态",
    ),
    ("not_you", "", "requested_by"): (
        "the claim was approved anew meanwhile, so that this payment is not what stands; open the"
        " claim to see it",
        "该理赔此间已重新审批，这笔付款与现状不符；请打开理赔单查看",
    ),
}


def meanwhile(code: str, facts: Mapping[str, object]) -> tuple[str, str] | None:
    """What to say, in English and in Chinese, where somebody else was first with claim or paper.

    None where the code's own sentence says it. Fields that were changed are named by their beginning.
    """
    kind, field = str(facts.get("kind", "")), str(facts.get("field", ""))
    for (which, of, begins), told in _MEANWHILE.items():
        if (which, of) == (code, kind) and field.startswith(begins):
            return told
    return None

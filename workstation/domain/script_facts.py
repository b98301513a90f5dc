"""The facts that reply scripts speak of, and what each is called in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from workstation.domain.wording import said

#: Fact -> what a gap calls it, in English and in Chinese.
_LABELS: Final[dict[str, tuple[str, str]]] = {
    "customer.name": ("customer's name", "客户姓名"),
    "customer.title": ("form of address", "称呼"),
    "customer.phone_tail": ("last four digits of the customer's phone", "客户电话尾号"),
    "customer.region": ("customer's region", "客户所在地"),
    "agent.name": ("agent's name", "坐席姓名"),
    "agent.work_no": ("work number", "工号"),
    "ticket.number": ("ticket number", "工单号"),
    "ticket.class": ("kind of problem", "问题类别"),
    "ticket.subtype": ("problem", "问题类型"),
    "ticket.group": ("group", "处理小组"),
    "ticket.step": ("present step", "当前处理环节"),
    "ticket.created": ("time of the first report", "受理时间"),
    "ticket.response_due": ("limit of the first answer", "首次回复时限"),
    "ticket.resolve_due": ("limit of the solution", "处理时限"),
    "ticket.update_due": ("time of the next report", "下次反馈时间"),
    "parcel.waybill": ("waybill number", "运单号"),
    "parcel.carrier": ("carrier", "承运商"),
    "parcel.last_event": ("latest tracking event", "最新物流状态"),
    "parcel.last_place": ("latest place of the parcel", "最新所在地"),
    "parcel.last_time": ("time of the latest tracking event", "最新物流时间"),
    "parcel.goods": ("goods", "物品名称"),
    "parcel.origin": ("place of dispatch", "寄出地"),
    "parcel.destination": ("destination", "目的地"),
    "parcel.posted": ("time of posting", "寄出时间"),
    "parcel.promised": ("promised delivery time", "承诺送达时间"),
    "parcel.signed": ("time of delivery", "签收时间"),
    "parcel.insured": ("insured amount", "保价金额"),
    "parcel.declared": ("declared value", "声明价值"),
    "parcel.freight": ("freight", "运费"),
    "parcel.cod": ("cash on delivery amount", "代收货款金额"),
    "promise.time": ("time promised", "承诺时间"),
    "claim.number": ("claim number", "理赔单号"),
    "claim.kind": ("kind of claim", "理赔类型"),
    "claim.status": ("state of the claim", "理赔进度"),
    "claim.amount": ("approved amount", "赔付金额"),
    "claim.claimed": ("claimed amount", "索赔金额"),
    "team.name": ("name of the team", "团队名称"),
    "team.phone": ("phone number of the team", "团队电话"),
    "clock.now": ("present time", "现在时间"),
    "clock.weekday": ("day of the week", "星期几"),
    "clock.greeting": ("greeting", "问候语"),
    "today": ("today's date", "今天日期"),
}

#: The facts that placeholders may name; a body that names another is refused when it is read.
FACTS: Final = tuple(_LABELS)


@cache
def labels(language: str) -> Mapping[str, str]:
    """What each fact is called in a language."""
    return MappingProxyType({name: said(both, language) for name, both in _LABELS.items()})

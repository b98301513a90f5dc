"""The facts that reply scripts speak of, and what each is called in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

#: Fact -> what a gap calls it, in Chinese and in English.
_LABELS: Final[dict[str, tuple[str, str]]] = {
    "customer.name": ("客户姓名", "customer's name"),
    "customer.title": ("称呼", "form of address"),
    "customer.phone_tail": ("客户电话尾号", "last four digits of the customer's phone"),
    "customer.region": ("客户所在地", "customer's region"),
    "agent.name": ("坐席姓名", "agent's name"),
    "agent.work_no": ("工号", "work number"),
    "ticket.number": ("工单号", "ticket number"),
    "ticket.class": ("问题类别", "kind of problem"),
    "ticket.subtype": ("问题类型", "problem"),
    "ticket.group": ("处理小组", "group"),
    "ticket.step": ("当前处理环节", "present step"),
    "ticket.created": ("受理时间", "time of the first report"),
    "ticket.response_due": ("首次回复时限", "limit of the first answer"),
    "ticket.resolve_due": ("处理时限", "limit of the solution"),
    "ticket.update_due": ("下次反馈时间", "time of the next report"),
    "parcel.waybill": ("运单号", "waybill number"),
    "parcel.carrier": ("承运商", "carrier"),
    "parcel.last_event": ("最新物流状态", "latest tracking event"),
    "parcel.last_place": ("最新所在地", "latest place of the parcel"),
    "parcel.last_time": ("最新物流时间", "time of the latest tracking event"),
    "parcel.goods": ("物品名称", "goods"),
    "parcel.origin": ("寄出地", "place of dispatch"),
    "parcel.destination": ("目的地", "destination"),
    "parcel.posted": ("寄出时间", "time of posting"),
    "parcel.promised": ("承诺送达时间", "promised delivery time"),
    "parcel.signed": ("签收时间", "time of delivery"),
    "parcel.insured": ("保价金额", "insured amount"),
    "parcel.declared": ("声明价值", "declared value"),
    "parcel.freight": ("运费", "freight"),
    "parcel.cod": ("代收货款金额", "cash on delivery amount"),
    "promise.time": ("承诺时间", "time promised"),
    "claim.number": ("理赔单号", "claim number"),
    "claim.kind": ("理赔类型", "kind of claim"),
    "claim.status": ("理赔进度", "state of the claim"),
    "claim.amount": ("赔付金额", "approved amount"),
    "claim.claimed": ("索赔金额", "claimed amount"),
    "team.name": ("团队名称", "name of the team"),
    "team.phone": ("团队电话", "phone number of the team"),
    "clock.now": ("现在时间", "present time"),
    "clock.weekday": ("星期几", "day of the week"),
    "clock.greeting": ("问候语", "greeting"),
    "today": ("今天日期", "today's date"),
}

#: The facts that placeholders may name; a body that names another is refused when it is read.
FACTS: Final = tuple(_LABELS)


@cache
def labels(language: str) -> Mapping[str, str]:
    """What each fact is called in a language."""
    place = 0 if language.startswith("zh") else 1
    return MappingProxyType({name: told[place] for name, told in _LABELS.items()})

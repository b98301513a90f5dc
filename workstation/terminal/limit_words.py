"""The words of `limits` and `automations` on a terminal, in English and Chinese."""

from __future__ import annotations

from typing import Final

from workstation.domain import wording

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "none": ("No limits.", "没有时限。"),
    "units": ("d h min s", "天 小时 分 秒"),
    "state_running": ("running", "计时中"),
    "state_warned": ("near", "将到"),
    "state_late": ("late", "已超时"),
    "state_met": ("met", "已达成"),
    "state_missed": ("missed", "未达成"),
    "state_paused": ("paused", "暂停中"),
    "state_over": ("no longer owed", "已无须履行"),
    "layer_internal": ("internal", "内部目标"),
    "layer_outer": ("promise", "对外承诺"),
    "layer_legal": ("law", "法定"),
    "starts_created": ("the ticket was made", "工单建立"),
    "starts_told": ("the customer was told something", "上次告知客户"),
    "starts_step": ("the step began", "进入当前步骤"),
    "starts_urged": ("the customer urged", "客户催单"),
    "starts_extra.appeal_at": ("the regulator told us of the appeal", "收到申诉转办"),
    "starts_": ("the claim got there", "理赔到达该环节"),
    "started": ("started {at}: {why}", "起算 {at}：{why}"),
    "pause": (
        "paused  {since} to {until}: {span} of open time",
        "暂停 {since} 至 {until}：其中工作时间 {span}",
    ),
    "paused_since": ("paused  since {at}", "暂停 自 {at}"),
    "days": ("{n} working days", "{n} 个工作日"),
    "due": (
        "due     {at} = start + {length} by {calendar}",
        "到期 {at} = 起算 + {length}（{calendar}）",
    ),
    "met": ("met     {at}, {span} before", "达成 {at}，提前 {span}"),
    "missed": ("met     {at}, {span} too late", "达成 {at}，超时 {span}"),
    "late": ("late by {span}", "已超时 {span}"),
    "left": ("{span} left", "还剩 {span}"),
    "unknown": (
        "the holidays of {years} are not known: ordinary weeks were counted",
        "{years} 年节假日尚未公布：按平常周计算",
    ),
    "follows": ("then    {at}: {name}", "随后 {at}：{name}"),
    "source": ("source  {source} (limits {version})", "依据 {source}（时限规则 {version}）"),
    "on": ("on", "开"),
    "off": ("off", "关"),
    "matches": (
        "{name}: {matched} of {looked_at} open tickets match now",
        "{name}：{looked_at} 张未结工单中现有 {matched} 张符合",
    ),
    "capped": ("only the {n} due next were looked at", "只看了最先到期的 {n} 张"),
    "loop": (
        "careful: {codes} may set each other off",
        "注意：{codes} 可能互相触发",
    ),
}


def words(key: str, language: str, otherwise: str = "") -> str:
    """The words of a key in Chinese for a language that begins with "zh", else in English."""
    return wording.said(_WORDS.get(key, (otherwise, otherwise)), language)


def said(key: str, language: str, **facts: object) -> str:
    """The same with facts put into the braces."""
    return words(key, language).format_map(facts)

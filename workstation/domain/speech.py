"""What the customer said: conversations without the agent's turns, texts without what all share.

A text may be one sentence or a whole conversation pasted from another system, with a speaker
before each turn ("客服：…", "Agent: …"). What machines put in ("[图片]", "订单号: …", links) says
nothing of the problem and is left out.
"""

from __future__ import annotations

import re
from typing import Final

from workstation.domain.phrases import plain

#: How much of a text is looked at, in characters: the problem is told before that, or never.
HEARD: Final = 4000

_AGENT: Final = (
    r"人工客服|智能客服|在线客服|机器人客服|客服人员|客服专员|客服|坐席|座席|话务员|接线员|机器人"
    r"|小二|服务员|系统|customer service|customer support|support agent|support|service"
    r"|agent|assistant|representative|rep|operator|advisor|chatbot|bot|system|staff"
)
_SELLER: Final = r"卖家|店铺|店家|店主|掌柜|商家|商户|seller|store|shop|答|a"
_CUSTOMER: Final = (
    r"用户|客户|顾客|买家|消费者|来电人|来电者|投诉人|寄件人|收件人|发件人|寄件方|收件方|寄方|收方"
    r"|customer|client|caller|user|buyer|shopper|sender|receiver|me|问|q"
)
_DAY: Final = r"\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
_CLOCK: Final = r"\d{1,2}:\d{2}(?::\d{2})?"
_MOMENT: Final = rf"(?:{_DAY})?[ \t]*(?:{_CLOCK})?"
_STAMP: Final = rf"(?:{_DAY}[ \t]*(?:{_CLOCK})?|{_CLOCK})"
#: Speakers who are only told apart: which of them is the agent, their words must show.
_LETTER: Final = r"a|b|甲|乙"
_WHO: Final = rf"{_AGENT}|{_SELLER}|{_CUSTOMER}|{_LETTER}"
#: What may stand behind a role word as a name; "客服态度差：…" begins a complaint, not a turn.
_NO_NAME: Final = (
    r"(?![a-z])(?![ \t]*(?:was|is|are|were|has|had|never|not|did|does|keeps?|rude|bad|slow|poor)\b)"
)
_NAME: Final = r"(?:(?!态度|服务|热线|电话)[^\n:,。.!?不没无差慢坏烂错骂乱太很拒])"
#: "客服小李: …", "[客服] …", and a line of its own "客服 2026-01-01 10:00" or, before another line,
#: a bare "客服" or "客服小李".
_TURN: Final = re.compile(
    rf"^(?P<alone>{_WHO})(?:(?![a-z])[^\n:,。.!?]{{0,8}}?[ \t]*{_STAMP}[ \t]*$"
    r"|(?:[小老阿][\u4e00-\u9fff]{1,2})?[ \t]*$(?=\n[ \t]*\S))"
    rf"|(?:^|(?<=[\s。！？!?;|>\])】,~]))"
    rf"(?:[\[【<(](?P<boxed>{_WHO})(?![a-z])[^\n\[\]【】<>()]{{0,8}}[\])】>][ \t]*:?"
    rf"|(?P<named>{_WHO}){_NO_NAME}{_NAME}{{0,8}}?[ \t]*{_MOMENT}[ \t]*:)[ \t]*",
    re.MULTILINE,
)
_IS_AGENT: Final = re.compile(_AGENT)
_IS_SELLER: Final = re.compile(_SELLER)
_IS_LETTER: Final = re.compile(_LETTER)
#: What tells the agent among two speakers without a role.
_COURTEOUS: Final = re.compile(
    r"您好|请问(?:您|有什么|是什么|单号)|请讲|请说|很高兴为您|为您|帮您|给您|跟您|请提供|请稍等|麻烦您?提供|抱歉|不好意思|可以的|好的"
    r"|亲|工号|大概|一般|显示|how (?:can|may) i help|thank you for (?:calling|contacting)|i'm sorry"
    r"|i apologi[sz]e|let me check|may i have|could you provide"
)
#: A wish to speak with a person: no matter of its own beside another one.
_HUMAN: Final = re.compile(
    r"(?:^|(?<=[\s,。!?;]))(?:我|请|帮我|给我|麻烦)*(?:需要|要求|要|想找|找)?"
    r"(?:转接?到?人工(?:客服|服务|坐席|台)?|人工(?:客服|服务|坐席))(?:吧|谢谢|呢|啊)?(?=$|[\s,。!?;~])"
)
_WANTS_HUMAN: Final = "转人工"
_GREETING: Final = re.compile(
    r"你好|您好|在吗|在么|在不在|在不|有人吗|喂|嗯|哈喽|\bhi\b|\bhello\b|\W"
)
#: What machines write into conversations, and figures that name only this one case.
_NOISE: Final = re.compile(
    r"https?://\S+|www\.\S+|#e-s\d*|!@@@!|</?[a-z_]{1,12}>|\bnull\b|\[[^\[\]\n]{1,10}\]"
    r"|(?:咨询|查询)?订单(?:编号|号|金额):\s*\S*|(?:下单时间|商品id|商品编号|商品号|sku):\s*\S*"
    r"|用户发起转人工|转人工服务"
    r"|userid_\d+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}"
)
_BETWEEN_HAN: Final = re.compile(r"(?<=[\u3400-\u9fff]) +(?=[\u3400-\u9fff])")


def said(text: str) -> str:
    """What the customer says in a text or conversation, in the form phrases are compared in.

    "" when only an agent speaks. A text without speakers is the customer's as a whole.
    """
    folded = plain(text[: HEARD * 2])
    heard = _NOISE.sub(" ", _of_customer(folded))
    spoken = _HUMAN.sub(" ", heard)
    if spoken != heard and not _GREETING.sub("", spoken):
        spoken = _WANTS_HUMAN
    return _BETWEEN_HAN.sub("", re.sub(r"[^\S\n]+", " ", spoken)).strip()[:HEARD]


def _of_customer(text: str) -> str:
    turns = [(turn, _who(turn)) for turn in _TURN.finditer(text)]
    agent = any(_IS_AGENT.fullmatch(who) for _, who in turns)
    if not turns or (len(turns) == 1 and not agent):
        return text
    said_by: list[tuple[str, str]] = [("", text[: turns[0][0].start()])]
    for number, (turn, who) in enumerate(turns):
        end = turns[number + 1][0].start() if number + 1 < len(turns) else len(text)
        said_by.append((who, text[turn.end() : end]))
    theirs = _others(said_by[1:], agent=agent)
    kept = [part.strip() for who, part in said_by if who not in theirs and part.strip()]
    return "\n".join(kept) if kept or agent else text


def _others(said_by: list[tuple[str, str]], *, agent: bool) -> set[str]:
    """The speakers who are not the customer."""
    names = {who for who, _ in said_by}
    if agent:
        return {who for who in names if _IS_AGENT.fullmatch(who)}
    if not names & {"b", "乙"} or not all(_IS_LETTER.fullmatch(who) for who in names):
        return {who for who in names if _IS_SELLER.fullmatch(who)}
    courtesy = {
        who: sum(len(_COURTEOUS.findall(part)) for name, part in said_by if name == who)
        for who in names
    }
    most = max(courtesy.values())
    least = min(courtesy.values())
    return {who for who in names if courtesy[who] == most} if most > least else set()


def _who(turn: re.Match[str]) -> str:
    return turn["boxed"] or turn["named"] or turn["alone"]

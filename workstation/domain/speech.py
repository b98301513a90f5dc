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
_MOMENT: Final = r"(?:\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)?[ t]*(?:\d{1,2}:\d{2}(?::\d{2})?)?"
_WHO: Final = rf"{_AGENT}|{_SELLER}|{_CUSTOMER}"
#: "客服小李: …", "[客服] …", and a line of its own "客服 2026-01-01 10:00".
_TURN: Final = re.compile(
    rf"^(?P<alone>{_WHO})(?![a-z])[^\n:,。.!?]{{0,8}}?[ \t]*{_MOMENT}[ \t]*$"
    rf"|(?:^|(?<=[\s。！？!?;|>\])】,~]))"
    rf"(?:[\[【<(](?P<boxed>{_WHO})(?![a-z])[^\n\[\]【】<>()]{{0,8}}[\])】>][ \t]*:?"
    rf"|(?P<named>{_WHO})(?![a-z])[^\n:,。.!?]{{0,8}}?[ \t]*{_MOMENT}[ \t]*:)[ \t]*",
    re.MULTILINE,
)
_IS_AGENT: Final = re.compile(_AGENT)
_IS_SELLER: Final = re.compile(_SELLER)
#: What machines write into conversations, and figures that name only this one case.
_NOISE: Final = re.compile(
    r"https?://\S+|www\.\S+|#e-s\d*|!@@@!|</?[a-z_]{1,12}>|\bnull\b|\[[^\[\]\n]{1,10}\]"
    r"|(?:咨询|查询)?订单(?:编号|号|金额):\s*\S*|(?:下单时间|商品id|商品编号|商品号|sku):\s*\S*"
    r"|用户发起转人工|转人工服务|(?:我要|帮我|请)?转人工(?:客服)?"
    r"|userid_\d+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}"
)
_BETWEEN_HAN: Final = re.compile(r"(?<=[\u3400-\u9fff]) +(?=[\u3400-\u9fff])")


def said(text: str) -> str:
    """What the customer says in a text or conversation, in the form phrases are compared in.

    "" when only an agent speaks. A text without speakers is the customer's as a whole.
    """
    folded = plain(text[: HEARD * 2])
    heard = _NOISE.sub(" ", _of_customer(folded))
    return _BETWEEN_HAN.sub("", re.sub(r"[^\S\n]+", " ", heard)).strip()[:HEARD]


def _of_customer(text: str) -> str:
    turns = [(turn, _who(turn)) for turn in _TURN.finditer(text)]
    agent = any(_IS_AGENT.fullmatch(who) for _, who in turns)
    if not turns or (len(turns) == 1 and not agent):
        return text
    theirs = _IS_AGENT if agent else _IS_SELLER
    kept = [text[: turns[0][0].start()]]
    for number, (turn, who) in enumerate(turns):
        end = turns[number + 1][0].start() if number + 1 < len(turns) else len(text)
        if not theirs.fullmatch(who):
            kept.append(text[turn.end() : end])
    return "\n".join(part.strip() for part in kept if part.strip())


def _who(turn: re.Match[str]) -> str:
    return turn["boxed"] or turn["named"] or turn["alone"]

"""How a thing is said: as a wish, a question or a complaint, with what is past and conceded.

All work on text made by `workstation.domain.speech.said`.
"""

from __future__ import annotations

import re
from typing import Final

_CLAUSE: Final = r"[^\n。！？!?;,，]"
#: "没有要投诉", "no complaint this time": said to tell that it is none.
_NO_COMPLAINT: Final = re.compile(
    r"(?:不是|并非|没有?|没什么|无)(?:要|想|来|打算|什么|可|好|任何|意思)*投诉(?:的|你们|谁)*(?=$|[\s,，。!?;])"
    r"|\bno (?:more )?complaints?\b(?! (?:form|number|department|has|have|was))"
    r"|\b(?:nothing to complain about|not (?:here to complain|complaining|a complaint))\b"
)
#: An earlier matter that is over.
_OVER: Final = (
    r"(?:处理好|解决|处理完|赔完|赔过|赔了|赔到|退完|退好|搞定|弄好|补好|找到|修好|结案)"
    r"(?:了|啦|过了|掉了)?(?!吗|没|么|不了|办法|之前)"
)
_PAST: Final = re.compile(
    rf"(?:上次|上回|之前|前一?次|以前|前段时间|上一?[单个](?!月)){_CLAUSE}{{0,16}}(?<![没未不])"
    rf"{_OVER}(?:[,，。!! ]*(?:谢谢|多谢|感谢)(?:你们|您|你)?(?=$|[\n,，。!?]))?"
    r"|\b(?:last|previous|earlier|first) (?:time|parcel|order|issue|case|claim|problem)"
    r"[^\n.!?;,]{0,24}(?<!not )\b(?:sorted|resolved|solved|settled|refunded|paid out|closed)\b"
)
#: A new main clause that weighs more than what was granted before it.
_TURN: Final = re.compile(
    r"但是|但|可是|可(?=东西|货|件|快递|包裹|他|她|你们|我|就是|还是|里面)|不过|然而"
    r"|(?<=[,，])(?:就是|只是)(?!说)|\b(?:but|however)\b"
)
_GRANTED: Final = re.compile(
    r"倒|虽|尽管|好是好|挺|还行|还好|还可以|不错|没问题|可以|好的|很好|快|客气"
    r"|\b(?:although|though|nice|fine|good|friendly|polite|fast|okay|ok)\b"
)
#: What is left of the weight of a clause that is granted, and of any other before a "but".
GRANTED: Final = 0.2
BEFORE_BUT: Final = 0.7

#: What only somebody wronged says.
_WRONGED: Final = re.compile(
    r"凭什么|为什么|为啥|投诉|骂|态度|居然|竟然|擅自|私自|没通知|不通知|没打电话|没人|没经|没同意"
    r"|没收到|没到|没来|没送|未|坏了|碎|丢了|少了|每次|总是|老是|天了|[周月]了|小时了|半个月|还没有?(?!寄|下单|发|收)"
    r"|都[一二两三四五六七八九十几\d]+|不接|不给|不肯|不让|不理|多收|差评|什么意思|垃圾|就走|非[要让]"
    r"|\b(?:still|never|didn't|hasn't|haven't|wasn't|not|nobody|rude|broken|damaged|lost|missing|wrong"
    r"|late|ago|worst|terrible|complain\w*)\b"
)
_WISH: Final = re.compile(
    r"(?:就行|就好|就可以|即可|就成|得了)了?(?:谢谢)?(?=$|[\s,，。!~])"
    r"|(?:^|[\n。!?;,，])(?:麻烦|劳驾|拜托|请(?!问|教)|帮(?!了)|先?别|不要|先不|先放)"
    r"|(?:谢谢|多谢|拜托|辛苦)了?[\s。!~]*$"
    r"|(?:要求|申请|希望|想|需要|能不能|可不可以|可以|能否|可否|请)(?:您|你们|你|将|把|帮|给|快件)*[改换送放转退补]"
    r"|(?:能不能|可不可以|可否|能否|可以)(?:麻烦)?(?:帮|给)我?"
    r"|(?:^|\n|[.!?] |, )(?:please|kindly|could (?:you|u)|can (?:you|u)|would you"
    r"|i(?:'d| would) like (?:to|you)|i (?:want|need) (?:to|you))\b"
)
_QUESTION: Final = re.compile(
    r"打听|先问|请问|咨询|想问|问一下|问下|问问|了解一下|想知道|多少钱|多少[公块]|是多少|几点|几钱|几钿|几日|几天(?:能|可|到)?[\s?？吗]*$"
    r"|怎么(?:收费|算|计|寄|办理|买|开通|申请)|(?:能|可以|可不可以|会|要|有|支持){1}.{0,10}[吗么][\s?？]*$"
    r"|谁(?:出|承担|付|负责)[^,，。]{0,3}$|贵不贵|还是.{1,6}[\s?？]*$|[送寄收发上开].{0,2}不[\s?？]*$|在哪(?:里|儿)?(?:看|查|找|下|取)"
    r"|(?:^|\n|[.!?] )(?:hi,? |hello,? )?(?:do|does|is|are|can i|may i|could i|how (?:much|long|do|can)|what|where"
    r"|when|which|who)\b[^\n]*\?"
)
_SUPPOSED: Final = re.compile(
    r"打听|先问|的话|如果|要是|假如|万一|还没寄|没寄之前|还没下单|一般(?:怎么|会|是)|\bif i\b|\bwhat if\b"
)


def still_meant(spoken: str) -> str:
    """The text without complaints that are denied and matters that are over.

    A text in which nothing else is said stays whole.
    """
    left = _PAST.sub(" ", _NO_COMPLAINT.sub(" ", spoken)).strip()
    return left if re.search(r"\w{2}", left) else spoken


def main_clauses(sentence: str) -> list[tuple[str, float]]:
    """The clauses of a sentence around "but", each with what it counts."""
    turn = next(reversed(list(_TURN.finditer(sentence))), None)
    if turn is None or not sentence[turn.end() :].strip(" ,，"):
        return [(sentence, 1.0)]
    before = sentence[: turn.start()]
    if not before.strip(" ,，"):
        return [(sentence, 1.0)]
    share = GRANTED if _GRANTED.search(before) else BEFORE_BUT
    return [(before, share), (sentence[turn.end() :], 1.0)]


def mood(spoken: str) -> str:
    """ "request" for a wish, "enquiry" for a question, "" for all else.

    What only somebody wronged says makes it neither; what is only supposed is asked about.
    """
    if _SUPPOSED.search(spoken) and _QUESTION.search(spoken):
        return "enquiry"
    if _WRONGED.search(spoken):
        return ""
    if _QUESTION.search(spoken):
        return "enquiry"
    return "request" if _WISH.search(spoken) else ""

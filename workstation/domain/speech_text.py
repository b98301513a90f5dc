"""A reply in the form in which speech rules are compared, with the way back to its own places.

Full width is half width, capitals are small, traditional characters are simplified, and every mark
that ends a clause is a comma; one character stays one character, so that places are kept. What
somebody else said is hidden: 「…」, “…” and lines that begin with ">".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

#: Stands for each character of quoted speech; no rule matches it.
HIDDEN: Final = "\ue000"
#: What ends a clause in a folded text.
ENDS: Final = ",\n"

_TRADITIONAL: Final = (
    "們们這这個个沒没對对說说話话嗎吗麼么為为什什問问誰谁著着還还過过給给來来時时間间點点會会應应該该"
    "讓让請请謝谢從从後后關关開开門门聽听見见買买賣卖錢钱貴贵費费賠赔償偿責责任任題题錯错愛爱幫帮"
    "辦办處处規规定定無无務务單单號号碼码運运輸输車车貨货發发寄寄遞递達达區区郵邮電电機机網网線线"
    "絡络傳传樣样種种現现實实際际氣气態态滿满訴诉議议認认識识記记錄录證证據据檢检查查傷伤壞坏損损"
    "遺遗丟丢失失領领導导經经理理負负歸归隨随便便煩烦腦脑蠢蠢傻傻罵骂滾滚嘴嘴閉闭廢废喊喊麗丽趕赶"
    "緊紧慢慢講讲訊讯廳厅員员長长兩两幾几萬万億亿歲岁歡欢樂乐難难簡简單单變变與与於于當当場场報报"
    "舊旧換换懂懂憑凭猜猜總总級级誠诚懇恳價价貪贪騙骗賤贱蛋蛋強强盡尽畫画備备復复雜杂並并權权極极"
    "絕绝決决嚇吓燒烧聾聋眼眼裡里裏里邊边麵面臺台灣湾條条紙纸筆笔寫写讀读書书課课學学習习師师專专"
    "業业倉仓庫库計计劃划時时鐘钟晚晚鬧闹頭头貓猫豬猪雞鸡馬马魚鱼鳥鸟蟲虫嘔呕脫脱褲裤襪袜鞋鞋窮穷"
    "屬属將将屆届屍尸殘残殺杀毀毁濫滥瘋疯癡痴鬼鬼係系喺在冇没咁这佢他哋们嘢事乜什妳你祂他牠它"
    "囉啰嗦嗦嘮唠叨叨囂嚣餓饿飯饭鬆松嘗尝試试訂订購购擇择擔担攔拦擾扰據据擺摆攜携"
    "確确護护歷历曆历嚴严勞劳產产廠厂廣广慶庆憶忆懲惩戶户擁拥擊击擠挤撥拨擴扩敗败敵敌數数斷断晝昼暫暂曉晓榮荣樓楼檔档殼壳淚泪淺浅減减湯汤準准溝沟溫温漲涨潑泼澤泽濕湿"
    "灑洒災灾煙烟熱热燈灯爛烂牆墙獨独獎奖環环瑣琐疊叠療疗瞭了礙碍禮礼稱称積积穩稳競竞簽签籌筹糧粮紅红約约純纯紛纷終终結结統统絲丝綁绑維维緩缓編编縮缩繞绕繼继續续罰罚"
    "義义職职聯联聲声肅肃膽胆臉脸舉举艙舱艱艰節节範范莊庄葉叶蓋盖藥药蘭兰術术裝装補补製制覺觉覽览觀观討讨託托設设許许詢询誤误諒谅談谈論论諷讽謊谎譏讥譽誉讚赞豐丰賊贼"
    "賓宾贈赠贏赢趨趋跡迹踐践軟软較较載载輕轻轉转輩辈輪轮農农違违遲迟適适遷迁選选遠远邏逻鄉乡醜丑醫医釋释針针鈴铃銀银鎖锁鏡镜鐵铁閃闪閒闲閘闸隊队階阶陽阳陰阴險险隱隐"
    "雖虽離离雲云靈灵靜静響响頂顶項项順顺須须預预頓顿頁页頻频願愿類类顧顾顯显風风飛飞養养餘余館馆駕驾駛驶驗验驚惊體体髒脏鬥斗黨党齊齐齡龄龜龟幹干搶抢"
)
_ENDING: Final = "，。！？；：、,!?;:…—–～。｡､．（）()【】[]｛｝{}<>《》＜＞“”「」『』"
#: Characters that nobody sees; they are dropped before anything is compared.
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
#: More that ends a clause, each in its own way: a full stop, a smile, a wave.
_STOP: Final = re.compile("\\.(?![0-9a-z])|[*·\u2600-\u27bf\U0001f000-\U0001faff]")
_HAN: Final = "\u3400-\u9fff"
_SPACED: Final = re.compile(
    f"(?<=[{_HAN}])[ \t]{{1,40}}(?=[{_HAN}])|[ \t]{{1,40}}(?=[,\n]|$)|(?:^|(?<=[,\n]))[ \t]{{1,40}}"
)
#: Signs put between characters to hide a word ("滚*蛋"), and words spelt out with a mark between.
_STUFFED: Final = re.compile(
    f"(?<=[{_HAN}])[ \t\u3000·•・*_\\-^|/\\\\+=#@&'`\"\u2600-\u27bf\U0001f000-\U0001faff]{{1,8}}"
    f"(?=[{_HAN}]|[a-z](?![a-z0-9]))"
)
_LETTERS: Final = re.compile(r"(?<![a-z0-9])[a-z](?:[ .*_-]{1,2}[a-z]){1,6}(?![a-z0-9])")
_SPELT: Final = re.compile(
    f"(?<![{_HAN}])[{_HAN}](?:[, \t.·*_\\-|/~]{{1,2}}[{_HAN}]){{2,40}}(?![{_HAN}])"
)
_QUOTE: Final = re.compile(
    '“[^“”\n]{1,300}”|「[^「」\n]{1,300}」|『[^『』\n]{1,300}』|‘[^‘’\n]{1,300}’|"[^"\n]{1,300}"'
    "|^[ \t]{0,8}[>＞][^\n]*"
    "|^-{2,20}[ \t]?(?i:原始邮件|回复的原邮件|转发的?邮件|original message|forwarded message)[\\s\\S]*",
    re.MULTILINE,
)
_WHOLE: Final = re.compile(r"\s*(?:“[^“”]*”|‘[^‘’]*’|\"[^\"]*\")\W*")


def _table() -> dict[int, str]:
    table = {0xFF01 + at: chr(0x21 + at) for at in range(94)}
    table.update({ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
    table.update({0xFF21 + at: chr(ord("a") + at) for at in range(26)})
    table.update({ord(mark): "," for mark in _ENDING})
    pairs = zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True)
    table.update({ord(old): new for old, new in pairs if old != new})
    table.update({0x3000: " ", 0xA0: " ", ord("\r"): "\n", ord("\u2028"): "\n", ord("’"): "'"})
    return table


_TABLE: Final = _table()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `places` tells where each of its characters stands in the text as written.

    `places` is None where every character stands where it stood.
    """

    text: str
    places: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text as written, half open."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def folded(text: str) -> Iterator[Folded]:
    """The forms in which a text is compared: as it is, and, if it needs it, with stuffing out.

    The text has gone through `own_words` before.
    """
    plain = text.translate(_TABLE)
    seen = _without(plain, None, [match.span() for match in _UNSEEN.finditer(plain)])
    yield Folded(_parted(seen.text), seen.places)
    gaps = [match.span() for match in _STUFFED.finditer(seen.text)]
    for run in _SPELT.finditer(seen.text):
        gaps += [(at, at + 1) for at in range(*run.span()) if seen.text[at] < "\u3400"]
    for run in _LETTERS.finditer(seen.text):
        gaps += [(at, at + 1) for at in range(*run.span()) if not seen.text[at].isalpha()]
    if gaps:
        bare = _without(seen.text, seen.places, gaps)
        yield Folded(_parted(bare.text), bare.places)


def _parted(text: str) -> str:
    """The text with commas for the blanks and signs that part clauses."""
    spoken = _SPACED.sub(lambda match: "," * len(match[0]), text)
    return _STOP.sub(",", spoken)


@lru_cache(maxsize=8)
def own_words(text: str) -> str:
    """The text with what somebody else said hidden, character by character.

    A text that is one quotation as a whole is the speaker's own.
    """
    if _WHOLE.fullmatch(text):
        return text
    return _QUOTE.sub(lambda match: HIDDEN * len(match[0]), text)


def _without(text: str, places: tuple[int, ...] | None, gaps: list[tuple[int, int]]) -> Folded:
    """The text without the gaps."""
    if not gaps:
        return Folded(text, places)
    out = bytearray(len(text))
    for start, end in gaps:
        out[start:end] = b"\1" * (end - start)
    kept = [at for at in range(len(text)) if not out[at]]
    told = tuple(kept) if places is None else tuple(places[at] for at in kept)
    return Folded("".join([text[at] for at in kept]), told)

"""Signs that a reply is meant for somebody else: its recipient, its words, its language.

They hold nothing back by themselves: a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

#: So many numbers of a text are looked up.
LOOKED_UP: Final = 20
_MOBILE: Final = re.compile(r"(?<![\d-])1[3-9]\d(?:[ -]?\d{4}){2}(?![\d-])")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD: Final = re.compile(r"[A-Za-z]{2,}")
_WORDS_ENGLISH: Final = 4
_SALUTATION: Final = re.compile(
    r"(?:^|[\n。！!])\s*(?:(?:您好|你好|尊敬的|亲爱的|早上好|上午好|中午好|下午好|晚上好)[\s,，、:：!！~]*)*"
    r"([\u3400-\u9fff]{1,4})(?:先生|女士|小姐|太太)"
)
#: Common surnames: what stands before a title is a name when it begins with one of them.
_SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程"
    "魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾"
    "龚邵万覃武钱戴严莫孔向常汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申耿关兰焦俞左柳甘"
    "祝包宁尚符舒阮柯纪梅童凌毕单裴霍成苗谷盛曲翁冉骆蓝路游辛欧管柴蒙鲍华喻祁蒲房滕屈饶解牟"
    "艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边"
)
_LONG_SURNAMES: Final = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One sign: its code, the words or address it is about, and whose they are, if known."""

    code: str
    words: str
    name: str = ""
    number: str = ""

    def facts(self) -> dict[str, str]:
        """As plain facts."""
        return {"code": self.code, "words": self.words, "name": self.name, "number": self.number}


@dataclass(frozen=True, slots=True)
class SaidTo:
    """A reply about to leave; `words` are subject and body."""

    channel: str
    recipient: str
    words: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody else that an address or a number belongs to; `number` is their ticket's."""

    name: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known around a ticket.

    `addresses` are those of its people in one form (see `address_key`), `names` how they and the
    speaker are called, `heard` the customer's latest words. `others` has, for addresses and
    numbers that stand in the reply and are no one's of this ticket, whose they are; `neighbours`
    are customers of other tickets that the speaker works on.
    """

    addresses: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    heard: str = ""
    others: tuple[tuple[str, Person], ...] = ()
    neighbours: tuple[Person, ...] = ()


def address_key(address: str) -> str:
    """One form of an address: digits of a number without the country's, else small letters."""
    text = address.strip()
    digits = re.sub(r"[^\d]", "", text)
    if "@" in text or not digits or re.search(r"[^\d\s()+.-]", text):
        return text.casefold()
    return digits[2:] if len(digits) == 13 and digits.startswith("86") else digits


def phones_in(words: str) -> tuple[str, ...]:
    """The mobile numbers that stand in a text, in one form, each once."""
    found = dict.fromkeys(address_key(match[0]) for match in _MOBILE.finditer(words))
    return tuple(found)[:LOOKED_UP]


def doubts_of(said: SaidTo, known: Known) -> tuple[Doubt, ...]:
    """The signs that a reply is meant for somebody else, those about its recipient first."""
    return (*_of_recipient(said, known), *_of_words(said, known), *_of_language(said, known))


def _of_recipient(said: SaidTo, known: Known) -> Iterable[Doubt]:
    key = address_key(said.recipient)
    if said.channel == "phone" or not key or key in known.addresses:
        return
    person = dict(known.others).get(key)
    if person is not None:
        yield Doubt("other_customer", said.recipient, person.name, person.number)
    elif any(("@" in one) == ("@" in key) for one in known.addresses):
        yield Doubt("unknown_recipient", said.recipient)


def _of_words(said: SaidTo, known: Known) -> Iterable[Doubt]:
    others = dict(known.others)
    for phone in phones_in(said.words):
        person = others.get(phone)
        if person is not None and phone not in known.addresses:
            yield Doubt("quotes_other", phone, person.name, person.number)
    own = "\n".join(known.names)
    for person in known.neighbours:
        if _is_name(person.name) and person.name in said.words and person.name not in own:
            yield Doubt("quotes_other", person.name, person.name, person.number)
    for match in _SALUTATION.finditer(said.words):
        called = _named(match[1])
        if called and known.names and not any(_fits(called, name) for name in known.names):
            yield Doubt("other_name", f"{called}{match[0][-2:]}", known.names[0])


def _of_language(said: SaidTo, known: Known) -> Iterable[Doubt]:
    english = len(_LATIN_WORD.findall(said.words)) >= _WORDS_ENGLISH
    if english and not _HAN.search(said.words) and _HAN.search(known.heard):
        yield Doubt("language", " ".join(said.words.split())[:40])


def _is_name(name: str) -> bool:
    return len(name) >= (2 if _HAN.search(name) else 5)


def _named(before: str) -> str:
    """The name that stands before a title: a surname, or a surname with a given name; "" for none."""
    for surname in _LONG_SURNAMES:
        if (at := before.rfind(surname)) >= 0 and len(before) - at <= 4:
            return before[at:]
    for length in (3, 2, 1):
        if len(before) >= length and before[-length] in _SURNAMES:
            return before[-length:]
    return ""


def _fits(called: str, name: str) -> bool:
    """Whether a person of this name may be called so."""
    if called == name or called in name:
        return True
    return name.endswith(called) or (len(name) <= 1 and called.startswith(name))

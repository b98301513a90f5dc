"""What rules of safe speech look for beside words: numbers of people, sums, times, repetition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from workstation.domain.private_numbers import private_numbers
from workstation.domain.speech_rules import Given, SpeechRule
from workstation.domain.speech_text import folded, own_words

Span = tuple[int, int]
_TO_ASCII: Final = {0xFF10 + at: str(at) for at in range(10)} | {ord("．"): ".", ord("，"): ","}
_SUM: Final = re.compile(
    r"(?:(?:[¥￥]|(?<![A-Za-z])(?:RMB|CNY))\s{0,2}(\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,2})?)"
    r"|(?<![\d.])(\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,2})?)\s{0,2}(万)?\s{0,2}"
    r"(?:元|块钱?|人民币|RMB|CNY|yuan)"
    r"|([一二两三四五六七八九十百千万零]{1,9})(?:多|来|几)?\s{0,2}(?:元|块钱|块(?!儿|头|状|钱)))",
    re.IGNORECASE,
)
_SPAN: Final = re.compile(
    r"(?<![\d.:])(\d{1,4}|[一二两三四五六七八九十半]{1,3})\s{0,2}个?(?:工作)?(分钟|小时|钟头|天|日|周|星期|月)"
    r"(?:之?内|以内|之?后|就|必|一?定)"
    r"|\b(?:with)?in (\d{1,3}|one|two|three|four|five|six|seven|ten) (?:working |business )?"
    r"(hour|day|week|month)s?\b",
    re.IGNORECASE,
)
_ENGLISH: Final = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "ten": 10,
}
_FIGURES: Final = {sign: at for at, sign in enumerate("零一二三四五六七八九十")} | {
    "两": 2,
    "半": 1,
}
_HOURS: Final = {"小时": 1, "钟头": 1, "天": 24, "日": 24, "周": 168, "星期": 168, "月": 720} | {
    "hour": 1,
    "day": 24,
    "week": 168,
    "month": 720,
}
_UNITS: Final = {"十": 10, "百": 100, "千": 1_000}
#: A sum that is promised outright, and not only told again.
_PROMISED: Final = re.compile(
    "(?:赔|退|补|付|转|打)(?:偿|付|款|给)?(?:给)?[您你]|(?:保证|承诺|答应|一定|肯定|全额)[^,，]{0,10}(?:赔|退|补|付)"
)
_SENTENCE: Final = re.compile(r"[^。！？!?\n]+")
_LETTERS: Final = re.compile(r"[\u3400-\u9fffA-Za-z0-9]")
_EMOJI: Final = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55\u2049\u203c]|\\[[\u4e00-\u9fff]{1,4}\\](?!\\()"
)
_YOU: Final = re.compile("(?<![迷])[你妳](?!好|们好)")
_KIND: Final = re.compile("您|亲|谢|抱歉|对不起|不好意思|麻烦|辛苦|感谢|劳驾|對不起|麻煩|謝|親|歉")


def _numbers(kind: str) -> Callable[[str, SpeechRule, Given], Iterator[Span]]:
    def found(text: str, rule: SpeechRule, given: Given) -> Iterator[Span]:
        for number in private_numbers(text):
            if number.kind == kind and number.digits not in given.allowed:
                yield number.start, number.end

    return found


def _strangers(text: str, rule: SpeechRule, given: Given) -> Iterator[Span]:
    """What belongs to somebody else's case."""
    upper = text.upper()
    if len(upper) != len(text):
        return
    for word in given.strangers:
        at = upper.find(word.upper()) if word else -1
        if at >= 0:
            yield at, at + len(word)


def _amounts(text: str, rule: SpeechRule, given: Given) -> Iterator[Span]:
    """Sums above what may be promised, in a sentence that promises.

    What the customer claims is let through unless it is promised to them outright.
    """
    if given.limit_fen is None:
        return
    plain = own_words(text).translate(_TO_ASCII)
    for found in _SUM.finditer(plain):
        fen = _fen(found)
        if fen <= given.limit_fen or not _near(plain, found.span(), rule):
            continue
        sentence = _sentence(plain, found.span())
        if fen not in given.named or _PROMISED.search(sentence):
            yield found.span()


def _fen(found: re.Match[str]) -> int:
    if found[4]:
        return _chinese_sum(found[4]) * 100
    told = float((found[1] or found[2]).replace(",", "")) * (10_000 if found[3] else 1)
    return round(told * 100)


def _chinese_sum(told: str) -> int:
    """A whole number in Chinese figures, up to 万 (一万二千, 三千五)."""
    whole = part = digit = last = 0
    for sign in told:
        if sign == "万":
            whole, part, digit, last = (whole + part + digit) * 10_000, 0, 0, 10_000
        elif sign in _UNITS:
            part += (digit or 1) * _UNITS[sign]
            digit, last = 0, _UNITS[sign]
        else:
            digit = _FIGURES[sign]
            last = last if sign != "零" else 10
    return whole + part + digit * (max(last // 10, 1) if last > 10 else 1)


def _times(text: str, rule: SpeechRule, given: Given) -> Iterator[Span]:
    """Times longer away than may be promised."""
    if given.hours is None:
        return
    plain = own_words(text).translate(_TO_ASCII)
    for found in _SPAN.finditer(plain):
        if found[2] == "分钟":
            continue
        told = (found[1] or found[3]).lower()
        number = int(told) if told.isdecimal() else _ENGLISH.get(told) or _chinese(told)
        hours = _HOURS[(found[2] or found[4]).lower()]
        if number * hours > given.hours and _near(plain, found.span(), rule):
            yield found.span()


def _chinese(told: str) -> int:
    """A number below a hundred in Chinese figures."""
    tens, ten, ones = told.rpartition("十")
    if ten:
        return _FIGURES.get(tens[-1:], 1) * 10 + (_FIGURES.get(ones[:1], 0) if ones else 0)
    return _FIGURES.get(told[:1], 0)


def _sentence(text: str, span: Span) -> str:
    """The sentence around a span, sixty characters to each side at most."""
    start = max(text.rfind(mark, 0, span[0]) for mark in "。！？!?\n") + 1
    ends = [at for mark in "。！？!?\n" if (at := text.find(mark, span[1])) >= 0]
    return text[max(start, span[0] - 60) : min([*ends, span[1] + 60, len(text)])]


def _near(text: str, span: Span, rule: SpeechRule) -> bool:
    """Whether one of the rule's words stands in the sentence, and nothing that lets it through."""
    part = _sentence(text, span).lower()
    if rule.words and not any(word in part for word in rule.words):
        return False
    plain = next(folded(part)).text
    return not any(
        plain[at : at + 2] in one.firsts or plain[at] in one.firsts
        for one in rule.unless
        for at in range(len(plain))
        if one.end(plain, at) >= 0
    )


def _same_script(text: str, rule: SpeechRule, given: Given) -> Iterator[Span]:
    if given.script and given.script in given.scripts and text.strip():
        yield 0, len(text)


def _same_sentence(text: str, rule: SpeechRule, given: Given) -> Iterator[Span]:
    """Sentences of at least `most` letters that this customer was sent before, word for word."""
    if not given.earlier:
        return
    before = {
        bare
        for told in given.earlier
        for sentence in _SENTENCE.findall(told)
        if len(bare := "".join(_LETTERS.findall(sentence))) >= rule.most
    }
    for sentence in _SENTENCE.finditer(text):
        bare = "".join(_LETTERS.findall(sentence[0]))
        if bare in before:
            yield sentence.span()


def _no_polite_you(text: str, rule: SpeechRule, given: Given) -> Iterator[Span]:
    """The first 你 of a text that has no polite word at all."""
    own = own_words(text)
    found = _YOU.search(own)
    if found and not _KIND.search(own):
        yield found.span()


def _emoji(text: str, rule: SpeechRule, given: Given) -> Iterator[Span]:
    """Signs that do not belong in a reply (`words`), or more than `most` of any."""
    unfit = set(rule.words)
    number = 0
    for found in _EMOJI.finditer(own_words(text)):
        number += not found[0].startswith("[")
        if found[0] in unfit or (number > rule.most and not found[0].startswith("[")):
            yield found.span()


TESTERS: Final[dict[str, Callable[[str, SpeechRule, Given], Iterator[Span]]]] = {
    "phone": _numbers("phone"),
    "identity": _numbers("identity"),
    "card": _numbers("card"),
    "stranger": _strangers,
    "amount": _amounts,
    "time": _times,
    "same_script": _same_script,
    "same_sentence": _same_sentence,
    "no_polite_you": _no_polite_you,
    "emoji": _emoji,
}

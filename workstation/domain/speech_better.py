"""What one key puts in the place of words that had better not be said."""

from __future__ import annotations

import re
from typing import Final

from workstation.domain.speech_check import SpeechFinding
from workstation.domain.speech_rules import SpeechRule

_HAN: Final = re.compile("[\u3400-\u9fff]")
#: A number of a person or an account, with what may part its figures.
_NUMBER: Final = re.compile(r"[0-9Xx](?:[ \-–]?[0-9Xx]){6,}")
#: How much of a number stays: at its head and at its end, by the test that found it.
_KEPT: Final = {"phone": (3, 4), "identity": (1, 1), "card": (0, 4)}
_OPEN: Final = re.compile("…+|\\.{3,}")
_BREAK: Final = "，。！？；：,!?;:\n…"
_STOP: Final = "。！？.!?"
_SOFT: Final = "，,：:；;"


def better_words(finding: SpeechFinding, text: str) -> str | None:
    """The words that would stand instead of those found; None where there is only advice.

    They are in the language of the text. What a person has to add stands as a gap to fill in.
    """
    rule = finding.rule
    if rule.instead == "advice":
        return None
    if rule.instead == "drop":
        return ""
    if rule.instead == "mask":
        return _NUMBER.sub(lambda found: _masked(found[0], rule), finding.words)
    if rule.instead == "polite":
        return finding.words.replace("你们", "您").replace("你", "您")
    zh = _HAN.search(text) is not None
    better = rule.better("zh" if zh else "en")
    return _OPEN.sub("【请填写：具体内容】" if zh else "[Please fill in: details]", better)


def put_better(finding: SpeechFinding, text: str) -> tuple[int, int, str] | None:
    """Which part of the text is replaced, and by what; None where there is only advice.

    A better sentence stands in for the whole clause; its full stop gives way to the mark that
    stands there already.
    """
    better = better_words(finding, text)
    if better is None:
        return None
    start, end = finding.start, finding.end
    if finding.rule.instead != "say" or better[-1:] not in _STOP:
        return start, end, better
    while start > 0 and text[start - 1] not in _BREAK:
        start -= 1
    while start < finding.start and text[start].isspace():
        start += 1
    while end < len(text) and text[end] not in _BREAK and text[end - 1] not in _STOP:
        end += 1
    if text[end : end + 1] and text[end] in _SOFT:
        better = better[:-1]
    elif text[end : end + 1] and text[end] in _STOP:
        end += 1
    return start, end, better


def _masked(number: str, rule: SpeechRule) -> str:
    head, tail = _KEPT.get(rule.test, (0, 4))
    figures = "".join(one for one in number if one.isalnum())
    return (
        figures[:head] + "*" * max(len(figures) - head - tail, 0) + figures[len(figures) - tail :]
    )

"""How quick the check of safe speech is: a whole text, a text that is typed, the rules read.

`python benchmarks/speech.py [CHARACTERS]` (10,000) measures on ordinary replies, on replies full of
forbidden phrases, on replies with one here and there, and on a text made to be slow; each in paragraphs
and as one single paragraph without a full stop. `cold` is a text that was never looked at, `key` one
more character in the middle of a text that was checked before. Times are milliseconds of the middle
one and of the slowest in twenty.
"""

from __future__ import annotations

import statistics
import sys
import time
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path

# In place of this folder: our name is close to that of a module of the standard library.
sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from resources import path
from workstation.domain.speech_check import Watched, check, speech_rules_from
from workstation.domain.speech_rules import SpeechRules

_REPLY = (
    "您好，非常抱歉让您久等。您的快件目前在杭州分拨中心，因为天气原因比原定时间晚了一天，"
    "我已经请网点优先派送，预计明天上午十点前送到。有新的进展我会第一时间给您回电话，请您放心。"
)
_RUDE = "不知道，你问我我问谁。急什么，有完没完！这是规定，爱要不要，不满意你去投诉吧。"
_SLOW = "你怎么不你自己没有你是不是你"
_RUNS = 40


def main(size: int) -> None:
    """Measure and print."""
    text = path("rules/speech.toml").read_text("utf-8")
    _tell("rules read", lambda: speech_rules_from(tomllib.loads(text)), 5)
    rules = speech_rules_from(tomllib.loads(text))
    _tell("rules made ready", rules.warm, 1)
    words = {
        "ordinary": _REPLY,
        "rude": _RUDE,
        "mixed": _REPLY * 2 + _RUDE + _REPLY,
        "examples": "".join(f"{one}。" for rule in rules.rules for one in rule.examples),
        "slow": _SLOW,
    }
    for name, told in words.items():
        for kind, whole in (("", _long(told, size)), (", one paragraph", _single(told, size))):
            _tell(f"{name}{kind}, cold", partial(check, whole, rules))
            _tell(f"{name}{kind}, key", _typing(whole, rules))


def _long(words: str, size: int) -> str:
    """Paragraphs of about 200 characters, `size` in all, no two the same."""
    block = words * (200 // len(words) + 1)
    lines = [f"{number}{block}" for number in range(size // len(block) + 1)]
    return "\n".join(lines)[:size]


def _single(words: str, size: int) -> str:
    """One paragraph without anything that ends a sentence."""
    flat = words.translate(dict.fromkeys(map(ord, "。！？!?\n"), "，"))
    return (flat * (size // len(flat) + 1))[:size]


def _typing(whole: str, rules: SpeechRules) -> Callable[[], object]:
    watched = Watched(rules)
    watched.check(whole)
    typed = [whole]
    middle = len(whole) // 2

    def key() -> object:
        typed[0] = f"{typed[0][:middle]}好{typed[0][middle:]}"
        return watched.check(typed[0])

    return key


def _tell(name: str, task: Callable[[], object], runs: int = _RUNS) -> None:
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        task()
        taken.append((time.perf_counter() - start) * 1000)
    slowest = sorted(taken)[int(len(taken) * 0.95) - (len(taken) > 1)]
    print(f"{name:32} p50 {statistics.median(taken):7.2f} ms   p95 {slowest:7.2f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)

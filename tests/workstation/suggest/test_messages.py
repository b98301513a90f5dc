"""What customers write, and whether a right script is among the first three.

`messages.jsonl` holds messages written for this test in many manners (short, long, several matters
at once, slips, dialect), each with the codes of the scripts that would answer it, chosen by reading
the scripts. The phrases of `rules/suggest.toml` were made with the part `tuned` in sight; the part
`unseen` was never looked at for that.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from workstation.domain.script_rank import Moment
from workstation.rules import loading
from workstation.scripts.suggesting import Suggester
from workstation.text.script_search import ScriptIndex


@cache
def messages() -> list[dict[str, Any]]:
    file = Path(__file__).with_name("messages.jsonl")
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


@cache
def suggester() -> Suggester:
    return Suggester(loading.load(), ScriptIndex(loading.scripts()))


def recall(part: str, language: str) -> float:
    hit = total = 0
    for one in messages():
        if (one["part"], one["language"]) == (part, language):
            found = suggester().choose(one["text"], Moment(language=language))
            hit += any(choice.script.code in one["scripts"] for choice in found)
            total += 1
    return hit / total


def test_there_are_enough_messages_and_their_scripts_exist() -> None:
    known = {one.code for one in loading.scripts()}
    chinese = [one for one in messages() if one["language"] == "zh"]
    assert len(chinese) >= 300
    assert len(messages()) - len(chinese) >= 60
    assert len({one["text"] for one in messages()}) == len(messages())
    assert [one["id"] for one in messages() if not set(one["scripts"]) <= known] == []


@pytest.mark.parametrize(
    ("part", "language", "least"),
    [("tuned", "zh", 0.9), ("unseen", "zh", 0.82), ("tuned", "en", 0.85), ("unseen", "en", 0.8)],
)
def test_a_right_script_is_among_the_first_three(part: str, language: str, least: float) -> None:
    assert recall(part, language) >= least


@pytest.mark.parametrize("text", ["你好", "您好！", "早上好", "在吗", "Hello there", "hi"])
def test_a_greeting_alone_is_greeted(text: str) -> None:
    found = suggester().choose(text, Moment(language="zh"))
    assert {choice.script.code for choice in found} & {"kcx", "kcb"}, text

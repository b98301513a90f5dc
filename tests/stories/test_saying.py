"""A day with scripts: typed with an input method, filled in place, mended, spoken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.stories.conftest import Sit
from tests.stories.person import Person
from tests.ui.keys import commit, compose
from workstation.actions.script_own import SavePersonalScript
from workstation.domain.conversation import Entry

#: An own script that asks for a number and a time.
OWN: dict[str, Any] = {
    "code": "zjtk",
    "title": "我的退件说明",
    "body": "您好，退件{{ ask.amount }}件已经登记。{{ ask.until }}前到账。到账后请您留意短信。",
    "asks": [
        {"name": "amount", "kind": "number", "zh": "件数"},
        {"name": "until", "kind": "time", "zh": "到账时间", "least": 0},
    ],
}


@pytest.fixture
def me(office: Path, sit: Sit) -> Person:
    person = sit(office)
    person.desk.do(SavePersonalScript(OWN)).result()
    person.open(person.noted_call(take=True))
    return person


def entries(me: Person) -> tuple[Entry, ...]:
    """What is kept of the ticket shown."""
    detail = me.desk.read.detail(me.page.current())
    assert detail is not None
    return detail.entries


def test_a_script_is_found_filled_and_mended_with_an_input_method(me: Person) -> None:
    reply = me.page.reply
    edit, prompting = reply.edit, reply.prompting
    me.press("R")
    reply.set_mode("sms")
    for _ in range(2):
        compose(edit, "：")
        commit(edit, "：")
    compose(edit, "tui jian")
    me.press("Return", "Ctrl+Return")
    assert edit.toPlainText() == "：："
    commit(edit, "我的退件")
    me.until(lambda: prompting.picker.isVisible() and prompting.picker.current() is not None)
    me.until(lambda: prompting.picker.current().code == "zjtk")
    me.press("Ctrl+Return")
    field = prompting.asking.field
    me.until(field.has_keyboard)
    me.type("2")
    me.press("Return")
    me.until(lambda: field.question.label == "到账时间")
    field.line.clear()
    compose(field.line, "ming tian xia wu san dian")
    me.press("Return")
    assert field.isVisible()
    commit(field.line, "明天下午三点")
    me.press("Return")
    me.until(lambda: not edit.gaps())
    assert edit.toPlainText() == "您好，退件2件已经登记。明天15点前到账。到账后请您留意短信。"
    me.say("其他的我不知道。")
    me.until(prompting.speech.any)
    me.press("Ctrl+F8", "Alt+Return", "Return")
    assert "不知道" not in edit.toPlainText()
    me.press("Ctrl+Return")
    me.until(lambda: edit.toPlainText() == "")
    sent = next(entry for entry in entries(me) if entry.script == "zjtk")
    told = sent.data["script"]
    assert isinstance(told, dict)
    assert told["values"] == {"ask.amount": "2", "ask.until": "明天15点"}
    assert 0 < told["edited"] < 100


def test_a_call_is_logged_in_the_words_that_were_spoken(me: Person) -> None:
    reply, prompter = me.page.reply, me.page.scripting.prompter
    me.press("R")
    reply.set_mode("phone")
    me.say("::zjtk")
    me.until(reply.prompting.picker.isVisible)
    me.rest()
    me.press("Shift+Return")
    me.until(prompter.isVisible)
    me.press("Space")
    me.until(prompter.field.has_keyboard)
    me.type("2")
    me.press("Return")
    me.rest()
    me.press("Space", "Delete", "Space")
    assert prompter.script.over
    me.press("Return")
    me.rest()
    assert reply.edit.toPlainText() == "您好，退件2件已经登记。到账后请您留意短信。"
    me.press("Ctrl+Return")
    me.until(lambda: reply.edit.toPlainText() == "")
    said = entries(me)[-1]
    assert said.channel == "phone"
    assert said.body.startswith("您好，退件2件")

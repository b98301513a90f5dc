"""Every code, field and action of promises, call-backs, diagnosis and assigning has its words."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from types import ModuleType

import pytest
from PySide6.QtWidgets import QApplication

from ui import language
from ui.text import acts, care, refusals
from ui.text.fields import FIELDS, RECORDS
from ui.text.refusal_sentences import SENTENCES
from workstation.actions import assigning, diagnosis, promises, revisits
from workstation.domain.assignment import REASONS
from workstation.domain.people import AVAILABILITIES
from workstation.domain.promise import PROMISE_STATES
from workstation.domain.revisit import REVISIT_STATES
from workstation.terminal.sentences import SENTENCES as TERMINAL

MODULES = (assigning, diagnosis, promises, revisits)


def actions() -> Iterator[type]:
    for module in MODULES:
        for name, found in vars(module).items():
            own = inspect.isclass(found) and found.__module__ == module.__name__
            if own and hasattr(found, "perform") and not name.startswith("_"):
                yield found


def codes(module: ModuleType) -> set[str]:
    """The codes that a module's actions may be refused with: raised here, or named as theirs."""
    tree = ast.parse(inspect.getsource(module))
    told = {
        str(node.args[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "Refusal"
        and isinstance(node.args[0], ast.Constant)
    }
    for found in re.findall(r"Codes: ([^.]*)\.", inspect.getsource(module)):
        told |= set(re.findall(r"\b[a-z]+_[a-z_]+\b", re.sub(r"\([^)]*\)", "", found)))
    return told


@pytest.mark.parametrize("module", MODULES)
def test_every_code_is_said_on_the_screen_and_on_the_terminal(module: ModuleType) -> None:
    wanted = codes(module)
    assert wanted
    assert sorted(wanted - set(SENTENCES)) == []
    assert sorted(wanted - set(TERMINAL)) == []


def test_what_a_desk_refuses_about_the_next_ticket_names_the_remedy() -> None:
    away = refusals.sentence("agent_away", {"availability": "away"})
    assert "available" in away
    assert "leader" in refusals.sentence("load_full", {"load": 40, "room": 40})
    told = refusals.sentence("nobody_free", {"number": "7-00001", "group": "cod"})
    assert "Cash on delivery" in told
    assert "7-00001" in told


def test_every_action_has_a_name() -> None:
    assert [one.__name__ for one in actions() if one.__name__ not in acts.ACTS] == []


def test_every_field_that_may_be_missing_has_a_name() -> None:
    wanted = set()
    for module in MODULES:
        source = inspect.getsource(module)
        wanted |= set(re.findall(r'require\([^,]+, "(\w+)"\)', source))
        wanted |= set(re.findall(r'field="(\w+)"', source))
        wanted |= set(re.findall(r'check_choice\("(\w+)"', source))
    assert wanted
    assert sorted(wanted - set(FIELDS)) == []
    assert {"promise", "revisit"} <= set(RECORDS)


@pytest.mark.parametrize("tongue", ["en", "zh_CN"])
def test_every_state_has_a_word(qapp: QApplication, tongue: str) -> None:
    language.install(qapp, tongue)
    told = [care.availability(code) for code in AVAILABILITIES]
    told += [care.against(code) for code in REASONS]
    told += [care.promise_state(code) for code in PROMISE_STATES]
    told += [care.revisit_state(code) for code in REVISIT_STATES]
    language.install(qapp, "en")
    assert not [word for word in told if not word or "_" in word]
    if tongue == "zh_CN":
        assert not [word for word in told if word.isascii()]

"""That an agent is never without words: every step, class, mood and channel has its scripts.

The matrix is computed from the procedures, the classes and the scripts as they are shipped: a step
that is added, a wish that is changed, a script that is withdrawn shows here as a hole.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from workstation.domain.procedure import Procedure, Step
from workstation.domain.script import MOODS, Script
from workstation.domain.script_rank import Moment
from workstation.rules import loading
from workstation.text.script_library import load_scripts
from workstation.text.script_search import ScriptIndex

RULES = loading.load()
SCRIPTS = [script for script in load_scripts() if not script.snippet]
CHANNELS = ("phone", "sms", "email", "chat")
#: How many scripts there are to choose from at each step: spoken and in a chat, and in writing.
ENOUGH = {"phone": 2, "chat": 2, "sms": 1, "email": 1}

_RECEIVER, _SENDER = ("receiver",), ("sender", "merchant")
#: Whom a step speaks to; a step that is not here speaks to whoever asked.
SPEAKS_TO: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("ask_sender", "sender_confirm", "negotiate_sender", "settled"), _SENDER),
    **dict.fromkeys(("return", "not_remitted", "finance_trace", "remitted"), _SENDER),
    **dict.fromkeys(("verify_receiver", "joint_inspection", "special_delivery"), _RECEIVER),
    **dict.fromkeys(("refused", "amount_check", "tax_due"), _RECEIVER),
    "inform_requester": ("receiver", "sender"),
}

#: What is said in every conversation, by its tag.
ALWAYS = (
    *("greeting", "verify", "listen", "hold", "explain", "promise", "confirm", "farewell"),
    *("revisit", "survey"),
)
#: What is said besides where something went wrong or is wanted.
WANTED = ("soothe", "propose", "refuse", "evidence", "apology", "escalation")
#: And where money may be at stake.
WRONGED = ("negotiation",)
#: What has no place in a short message or a letter.
SPOKEN_ONLY = ("hold",)


def parties(procedure: Procedure, step: Step) -> tuple[str, ...]:
    if step.code in SPEAKS_TO:
        return SPEAKS_TO[step.code]
    return _SENDER if procedure.group == "key_account" else (*_RECEIVER, *_SENDER)


def speaking_steps() -> Iterator[tuple[Procedure, Step]]:
    """Every step at which something is said."""
    for procedure in RULES.procedures.values():
        for step in procedure.steps:
            if step.scripts or {"reply", "call"} & set(step.offers):
                yield procedure, step


def fits(script: Script, channel: str, mood: str, party: str = "") -> bool:
    return (
        channel in script.channels
        and (not script.moods or mood in script.moods)
        and (not party or not script.audience or party in script.audience)
    )


def for_step(procedure: Procedure, step: Step) -> list[Script]:
    """The scripts of a step that the procedure asks for, those of other groups left out."""
    return [
        script
        for script in SCRIPTS
        if step.code in script.steps
        and (not script.groups or procedure.group in script.groups)
        and (not step.scripts or {script.code, *script.tags} & set(step.scripts))
    ]


def test_every_step_that_speaks_has_words_for_everyone_in_every_mood() -> None:
    holes = []
    for procedure, step in speaking_steps():
        scripts = for_step(procedure, step)
        for channel in CHANNELS:
            for party in parties(procedure, step):
                for mood in MOODS:
                    there = [one.code for one in scripts if fits(one, channel, mood, party)]
                    if len(there) < ENOUGH[channel]:
                        holes.append((procedure.code, step.code, channel, party, mood, there))
    assert holes == []


def test_every_wish_of_a_step_is_heard() -> None:
    """Each tag or code that a step asks for is one of a script of that step or for any step."""
    deaf = []
    for procedure, step in speaking_steps():
        for wish in step.scripts:
            found = [
                script.code
                for script in SCRIPTS
                if wish in (script.code, *script.tags)
                and (not script.steps or step.code in script.steps)
                and (not script.groups or procedure.group in script.groups)
            ]
            if not found:
                deaf.append((procedure.code, step.code, wish))
    assert deaf == []


def test_every_step_that_speaks_has_english_words() -> None:
    holes = [
        (procedure.code, step.code)
        for procedure, step in speaking_steps()
        if not any("en" in script.languages for script in for_step(procedure, step))
    ]
    assert holes == []


def kinds_for(class_code: str) -> tuple[str, ...]:
    """What is said in a conversation of a class."""
    if class_code == "praise":
        return ALWAYS
    return ALWAYS + WANTED + (() if class_code in ("enquiry", "request") else WRONGED)


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_subtype_is_spoken_of_from_greeting_to_goodbye(channel: str) -> None:
    holes = []
    for subtype in RULES.catalogue.subtypes:
        codes = {subtype.code, subtype.class_code}
        scripts = [one for one in SCRIPTS if not one.classes or codes & set(one.classes)]
        for kind in kinds_for(subtype.class_code):
            if kind in SPOKEN_ONLY and channel in ("sms", "email"):
                continue
            tagged = [one for one in scripts if kind in one.tags]
            for mood in MOODS:
                if not any(fits(one, channel, mood) for one in tagged):
                    holes.append((kind, mood, subtype.code))
    assert holes == []


def test_every_subtype_and_class_is_named_by_a_script_on_the_phone_and_in_writing() -> None:
    codes = [one.code for one in RULES.catalogue.subtypes]
    codes += [one.code for one in RULES.catalogue.classes]
    for channels in (("phone",), ("chat",), ("email", "sms")):
        named = {
            code
            for script in SCRIPTS
            if set(channels) & set(script.channels)
            for code in script.classes
        }
        assert [code for code in codes if code not in named] == [], channels


def test_anger_and_worry_have_words_of_their_own() -> None:
    """Whoever is beside themselves is not answered as one who only asks."""
    for mood in ("upset", "strong"):
        for kind in ("soothe", "apology", "escalation", "promise", "hold", "farewell", "progress"):
            own = [one.code for one in SCRIPTS if mood in one.moods and kind in one.tags]
            assert own, (mood, kind)


@pytest.mark.parametrize(
    "code",
    [
        *("timeliness.late_delivery", "timeliness.late_pickup", "timeliness.customs_hold"),
        *("safety.lost", "safety.damaged", "safety.spoiled", "safety.privacy"),
        *("service.attitude", "service.false_signing", "service.cod_remittance"),
        *("service.harassment", "service.complaint_handling", "service.claim_handling"),
        "request.claim_progress",
    ],
)
def test_what_angers_most_has_words_for_the_angry_that_soothe_first(code: str) -> None:
    kind = code.split(".")[0]
    assert [
        script.code
        for script in SCRIPTS
        if {code, kind} & set(script.classes)
        and "strong" in script.moods
        and {"soothe", "apology"} & set(script.tags)
        and "phone" in script.channels
    ]


def test_what_diagnosis_trees_ask_for_is_there() -> None:
    known = {script.code for script in SCRIPTS} | {tag for one in SCRIPTS for tag in one.tags}
    wished = {wish for tree in RULES.diagnosis for one in tree.conclusions for wish in one.scripts}
    assert wished
    assert wished - known == set()


@pytest.mark.parametrize("step", ["contacted", "diagnose"])
def test_words_for_the_subtype_are_among_the_first_three(step: str) -> None:
    index = ScriptIndex(SCRIPTS)
    wanted = next(one.scripts for one in RULES.procedures["individual"].steps if one.code == step)
    missed = []
    for subtype in RULES.catalogue.subtypes:
        kind = subtype.class_code
        moment = Moment(
            "phone", class_code=kind, subtype=subtype.code, step=step, wanted=wanted, language="zh"
        )
        best = [one.script for one in index.search("", moment, limit=3)]
        if not any({subtype.code, kind} & set(one.classes) for one in best):
            missed.append(subtype.code)
    assert missed == []

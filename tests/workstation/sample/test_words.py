"""The sample's words: enough of them, every slot filled, nothing said too often."""

from collections import Counter
from string import Formatter

import pytest

from tests.workstation.sample.samples import cases
from workstation.rules import loading
from workstation.sample.content import content, pictures
from workstation.sample.people import team
from workstation.text.blanks import raw_placeholders
from workstation.text.phones import normalise_phone


def sentences():
    told = content()
    for story in told.stories.items:
        for texts in story.texts.values():
            yield from texts
    for choices in told.talk.values():
        for texts in choices.values():
            yield from texts


def test_there_are_many_different_sentences():
    distinct = {text for text in sentences() if len(text) > 4}
    assert len(distinct) > 450


def test_every_sub_type_begins_in_several_ways():
    known = {item.code for item in loading.load().catalogue.subtypes}
    for story in content().stories.items:
        assert story.subtype in known
        assert len(story.texts["subject"]) >= 3, story.code
        assert len(story.texts["call"]) >= 2, story.code
        assert len(story.texts["message"]) >= 2, story.code


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_slot_is_left_and_no_word_doubled(seed):
    doubled = ("，，", "。。", "。，", "，。", "？，", "！，", "前前", "您好您好")
    for case in cases(seed=seed):
        texts = [case.ticket.subject, *(entry.body for entry in case.entries)]
        texts += [trace.text for trace in case.traces]
        for text in texts:
            assert "{" not in text, text
            assert not any(pair in text for pair in doubled), text


def test_slots_are_known_everywhere():
    told = content()
    always = {"eta", "callback", "hour", *_facts()}
    for story in told.stories.items:
        allowed = always | set(story.vary) | ({"how"} if story.how else set())
        for text in (text for texts in story.texts.values() for text in texts):
            assert _slots(text) <= allowed, text
    for choices in told.talk.values():
        for text in (text for texts in choices.values() for text in texts):
            assert _slots(text) <= always, text
    steps = [step for pattern in told.patterns.values() for step in pattern.steps]
    for step in steps + [step for steps in told.ends.values() for step in steps]:
        assert _slots(step.text) <= always
        assert step.place in always


def _slots(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _facts():
    return {
        *("goods", "parcel", "value", "insured", "freight", "cod", "cod_new", "days", "posted"),
        *("promised", "title", "shop", "brand", "origin", "dest", "hub", "dest_hub", "outlet"),
        *("from_outlet", "customs", "courier", "courier_a", "station", "new_place", "n", "grams"),
        *("number", "batch", "agent", "work_no", "waybill", "tail"),
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_first_words_seldom_repeat(seed):
    first = Counter(case.entries[0].body for case in cases(seed=seed))
    assert first.most_common(1)[0][1] <= 4
    assert len(first) > 370
    subjects = Counter(case.ticket.subject for case in cases(seed=seed))
    assert subjects.most_common(1)[0][1] <= 14
    said = Counter(
        entry.body
        for case in cases(seed=seed)
        for entry in case.entries
        if entry.kind in ("message", "call") and len(entry.body) > 30
    )
    assert said.most_common(1)[0][1] <= 12


def test_replies_have_no_blanks_that_would_stop_sending():
    for case in cases():
        for entry in case.entries:
            if entry.direction == "out":
                assert not raw_placeholders(entry.body), entry.body


def test_numbers_have_the_shape_of_telephones():
    for case in cases():
        if case.parcel.area == "domestic" and case.ticket.phone:
            assert normalise_phone(case.ticket.phone).valid


def test_the_team_has_all_groups_roles_and_regions():
    staff = team(1)
    assert staff == team(1)
    assert staff != team(2)
    assert len(staff.agents) == 12
    groups = {group for agent in staff.agents for group in agent.groups}
    assert groups == {group.code for group in loading.load().groups}
    assert {agent.role for agent in staff.agents} == {"agent", "claims", "leader", "admin"}
    assert {agent.region for agent in staff.agents} == {"south", "east"}
    managers = {agent.uid for agent in staff.agents}
    assert all(account.manager in managers for account in staff.key_accounts)
    for group in groups:
        assert staff.of(group, "south")
        assert staff.of(group, "east")


def test_troubles_are_told_of_goods_that_exist():
    told = content()
    names = {good.name for goods in told.goods.values() for good in goods}
    for troubles in told.troubles.values():
        assert set(troubles) - {"default"} <= names


def test_pictures_are_small_jpegs():
    assert len(pictures()) >= 5
    assert all(picture.content.startswith(b"\xff\xd8\xff") for picture in pictures())
    assert sum(len(picture.content) for picture in pictures()) < 200_000

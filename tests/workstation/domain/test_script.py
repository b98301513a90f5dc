import pytest

from workstation.domain.refusal import Refusal
from workstation.domain.script import Script, scripts_from
from workstation.domain.script_rank import Moment, ScriptKeys, rank


def script(code, title="标题", body="内容", **facts):
    return Script(code, title, body, **facts)


def codes(found):
    return [ranked.script.code for ranked in found]


def test_code_before_title_before_body_before_pinyin():
    scripts = [
        script("a", title="无关", body="无关"),
        script("b", body="请看 ap 三"),
        script("c", title="ap 安抚"),
        script("ap"),
        script("apq"),
    ]
    keys = {"a": ScriptKeys("a", "无关", "无关", "", "anpai", "ap")}
    found = rank(scripts, Moment(), "ap", keys)
    assert codes(found) == ["ap", "apq", "c", "b", "a"]
    assert [ranked.reasons[0] for ranked in found] == ["code", "code", "title", "body", "pinyin"]


def test_every_word_must_match():
    scripts = [script("a", title="延误 解释"), script("b", title="延误")]
    assert codes(rank(scripts, Moment(), "延误 解释")) == ["a"]
    assert rank(scripts, Moment(), "没有") == ()


def test_the_moment_decides_among_equals():
    scripts = [
        script("general"),
        script("step", steps=("soothe",)),
        script("subtype", classes=("safety.damaged",)),
        script("class", classes=("safety",)),
        script("other", classes=("service",), groups=("claims",)),
        script("wanted", tags=("evidence",)),
    ]
    moment = Moment(
        class_code="safety",
        subtype="safety.damaged",
        group="damage_loss",
        step="soothe",
        wanted=("evidence",),
    )
    found = rank(scripts, moment)
    assert codes(found) == ["step", "wanted", "subtype", "class", "general", "other"]
    assert found[0].reasons == ("step",)
    assert found[2].reasons == ("subtype",)
    assert found[-1].reasons == ()


def test_a_script_for_another_channel_party_or_mood_steps_back():
    scripts = [
        script("sms", channels=("sms",)),
        script("sender", audience=("sender",)),
        script("strong", moods=("strong",)),
        script("fits", channels=("phone",), audience=("receiver",), moods=("calm",)),
    ]
    found = rank(scripts, Moment(channel="phone", party="receiver", intensity=0))
    assert codes(found) == ["fits", "strong", "sender", "sms"]
    assert set(found[0].reasons) == {"channel", "party", "mood"}


def test_recent_helps_and_said_already_hinders():
    scripts = [script("a"), script("b"), script("c")]
    found = rank(scripts, Moment(recent=("b",), said=("a",)))
    assert codes(found) == ["b", "c", "a"]


def test_words_weigh_more_than_the_moment():
    scripts = [
        script("x", title="破损", steps=("soothe",), tags=("w",), classes=("safety",)),
        script("ps", classes=("service",), groups=("claims",), channels=("sms",)),
    ]
    moment = Moment(channel="phone", class_code="safety", group="cod", step="soothe", wanted=("w",))
    assert codes(rank(scripts, moment, "ps")) == ["ps"]
    assert codes(rank([*scripts, script("z", body="破损")], moment, "破损"))[0] == "x"


def test_words_for_a_channel():
    one = script("a", variants=(("sms", "短"),))
    assert one.body_for("sms") == "短"
    assert one.body_for("phone") == "内容"


def test_scripts_are_read_from_data():
    (one,) = scripts_from(
        {
            "version": "7",
            "script": [
                {
                    "code": "ap",
                    "title": "安抚",
                    "body": "您好\n",
                    "channels": ["phone"],
                    "moods": ["upset"],
                    "variants": {"sms": "好\n"},
                }
            ],
        }
    )
    assert (one.version, one.body, one.variants) == ("7", "您好", (("sms", "好"),))


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ({"title": ""}, "rule_missing", "script[0].title"),
        ({"body": 3}, "rule_type", "script[0].body"),
        ({"code": "安抚"}, "script_code_letters", "script[0].code"),
        ({"channels": ["fax"]}, "script_choice", "script[0].channels"),
        ({"moods": ["furious"]}, "script_choice", "script[0].moods"),
        ({"audience": ["all"]}, "script_choice", "script[0].audience"),
        ({"variants": {"fax": "x"}}, "script_choice", "script[0].variants"),
        ({"colour": "red"}, "rule_unknown_key", "script[0].colour"),
    ],
)
def test_mistakes_name_their_place(change, code, place):
    row = {"code": "a", "title": "t", "body": "b", **change}
    with pytest.raises(Refusal) as refused:
        scripts_from({"version": "1", "script": [row]})
    assert (refused.value.code, refused.value.facts["place"]) == (code, place)


def test_a_code_stands_once():
    row = {"code": "a", "title": "t", "body": "b"}
    with pytest.raises(Refusal) as refused:
        scripts_from({"version": "1", "script": [row, row]})
    assert refused.value.code == "rule_duplicate"

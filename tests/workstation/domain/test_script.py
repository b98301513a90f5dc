import pytest

from workstation.domain.refusal import Refusal
from workstation.domain.script import Script, scripts_from


def script(code, title="标题", body="内容", **facts):
    return Script(code, title, body, **facts)


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

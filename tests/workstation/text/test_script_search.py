"""The picker's index: what is typed, as it sounds, with a slip, in the right order."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workstation.domain.script import Script, Words
from workstation.domain.script_rank import Moment, ScriptWorth, rank
from workstation.text.script_column import Column
from workstation.text.script_library import load_scripts
from workstation.text.script_search import ScriptIndex
from workstation.text.script_slips import holds, within_one
from workstation.text.script_sounds import cuts, sounds_of

LIBRARY = load_scripts()
INDEX = ScriptIndex(LIBRARY)


def script(code, title="标题", body="内容", **facts):
    return Script(code, title, body, **facts)


def codes(query, index=INDEX, moment=None, limit=20):
    return [one.script.code for one in index.search(query, moment, limit)]


def test_code_before_title_before_body():
    index = ScriptIndex(
        [
            script("a", title="无关", body="无关 ap"),
            script("b", title="ap 安抚"),
            script("ap"),
            script("apq"),
            script("d", title="按排"),
        ]
    )
    found = index.search("ap")
    assert [one.script.code for one in found] == ["ap", "apq", "b", "d", "a"]
    assert [one.reasons[0] for one in found] == ["code", "code", "title", "pinyin", "body"]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("yanwu", "ywjs"),  # full pinyin
        ("yanwujs", "ywjs"),  # full and initials
        ("ywjsyzq", "ywjs"),  # initials
        ("yan误", "ywjs"),  # pinyin and characters
        ("ya延误", "ywjs"),  # a beginning, and the word itself
        ("延误 致歉", "ywjs"),  # two words
        ("致歉 yanwu", "ywjs"),
        ("chongxin paisong", "cxps"),
        ("zhongxinpaisong", "cxps"),  # the other reading of 重
        ("YANWU", "ywjs"),
        ("：：延误解释", "ywjs"),
        ("ＹＷＪＳ", "ywjs"),  # full width
    ],
)
def test_found_by_what_is_typed(typed, wanted):
    assert wanted in codes(typed)[:4]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("ywsj", "ywjs"),  # swapped
        ("ywjz", "ywjs"),  # wrong
        ("ywjss", "ywjs"),  # one too many
        ("posum", "pszm"),
        ("psun", "pszm"),  # one missing
        ("paisogn", "cxps"),
        ("延勿解释", "ywjs"),  # a wrong character that sounds alike
        ("延饭解释", "ywjs"),  # any wrong one
        ("延误释", "ywjs"),  # one missing
        ("开长白", "kcb"),
        ("开白", "kcb"),
        ("言误", "ywjs"),
        ("damagde", "pszm"),
        ("Explaning", "ywjs"),
        ("破损 保溜", "pszm"),
    ],
)
def test_one_slip_is_forgiven(typed, wanted):
    assert wanted in codes(typed)


def test_two_slips_are_not():
    assert codes("qqqqzz") == []
    assert codes("yenwo jxshz") == []
    assert codes("没有这样的话") == []


def test_as_it_stands_comes_before_a_slip():
    index = ScriptIndex([script("slip", title="破损赔付"), script("exact", title="破损配付")])
    assert codes("破损配付", index) == ["exact", "slip"]


def test_every_word_must_match():
    index = ScriptIndex([script("a", title="延误 解释"), script("b", title="延误")])
    assert codes("延误 解释", index) == ["a"]
    assert codes("延误 没有的", index) == []


def test_translations_count_too_and_the_hit_says_its_language():
    one = script("a", translations=(Words("en", "Late parcel", "We are sorry, it is delayed."),))
    index = ScriptIndex([one, script("b")])
    (found,) = index.find("delayed")
    assert (found.ranked.script.code, found.language) == ("a", "en")
    assert index.find("标题")[0].language == "zh"


def test_placeholders_are_not_searched_and_snippets_not_offered():
    index = ScriptIndex([script("a", body="您好{{ customer.name }}"), script("s", snippet=True)])
    assert codes("customer", index) == []
    assert codes("", index) == ["a"]
    assert len(index) == 1


def test_words_weigh_more_than_the_moment():
    scripts = [
        script("x", title="破损", steps=("soothe",), tags=("w",), classes=("safety",)),
        script("ps", classes=("service",), groups=("claims",), channels=("sms",)),
    ]
    moment = Moment(channel="phone", class_code="safety", group="cod", step="soothe", wanted=("w",))
    assert codes("ps", ScriptIndex(scripts), moment)[0] == "ps"


@pytest.mark.parametrize(
    "moment",
    [
        Moment(),
        Moment("phone", "safety", "safety.damaged", "damage_loss", "evidence", "receiver", 2),
        Moment("sms", "request", "request.urge", "seasonal", "soothe", wanted=("soothe", "cp")),
        Moment(
            *("chat", "service"),
            language="zh",
            facts=frozenset({"agent.name"}),
            promised=True,
            recent=("ap", "cp"),
            often={"ywjs": 20},
            favourites=("pszm",),
            said=("cxjd",),
            worth={"cp": ScriptWorth("cp", 50, 45, 20, 18)},
        ),
    ],
)
def test_the_index_weighs_as_the_domain_does(moment):
    found = INDEX.search("", moment, limit=50)
    domain = rank([one for one in LIBRARY if not one.snippet], moment)[:50]
    assert [(one.script.code, one.score) for one in found] == [
        (one.script.code, one.score) for one in domain
    ]


def test_a_change_takes_over_what_stayed():
    made = 0
    first = ScriptIndex(LIBRARY)
    changed = [*LIBRARY[1:], script("neu", title="全新的话术")]
    second = first.updated(changed)
    for code in (one.code for one in LIBRARY[1:20] if not one.snippet):
        made += second.keys(code) is not first.keys(code)
    assert made == 0
    assert codes("全新的", second) == ["neu"]
    assert LIBRARY[0].code not in codes(LIBRARY[0].code, second)
    third = second.updated([*LIBRARY[1:], script("neu", title="又换了")])
    assert codes("全新的", third) == []
    assert codes("又换了", third) == ["neu"]
    assert codes("全新的", second) == ["neu"]
    assert codes("", first.updated([])) == []


def test_an_updated_index_is_as_one_made_anew():
    changed = [
        replace(one, title=f"{one.title}改") if n % 7 else one for n, one in enumerate(LIBRARY)
    ]
    updated, anew = INDEX.updated(changed), ScriptIndex(changed)
    for query in ("", "改", "yanwu", "ps", "破损 拍照"):
        assert codes(query, updated) == codes(query, anew)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=120))
def test_anything_may_be_typed(query):
    assert len(INDEX.search(query, Moment(), 5)) <= 5


_WORD = st.text("abc延误解", min_size=3, max_size=7)


@given(_WORD, st.integers(0, 6), st.sampled_from("abc延x"), st.integers(0, 3))
def test_a_slip_is_known_whatever_it_is(word, place, letter, kind):
    place = min(place, len(word) - 1)
    typed = {
        0: word[:place] + letter + word[place + 1 :],
        1: word[:place] + word[place + 1 :],
        2: word[:place] + letter + word[place:],
        3: word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :],
    }[kind]
    assert within_one(typed, word)
    assert within_one(word, typed)
    assert len(typed) < 2 or holds(f"前{word}后", typed)


def test_how_a_title_sounds():
    told = sounds_of("重新派送（加急）SF12")
    assert told.joined == "chongxinpaisongjiajisf12"
    assert "zxpsjjs1" in told.initials.split("\n")
    assert cuts("yanwu")[0] == ("yan", "wu")
    assert ("y", "w", "j", "s") in cuts("ywjs")
    assert ("yan", "误") in cuts("yan误")


@given(st.lists(st.text("ab延\n", max_size=6), max_size=12), st.text("ab延", max_size=3))
def test_a_column_finds_what_a_plain_look_finds(rows, piece):
    plain = [slot for slot, row in enumerate(rows) if piece in row]
    assert Column(rows).holding(piece) == plain
    assert Column(rows * 200).holding(piece) == [
        slot for slot, row in enumerate(rows * 200) if piece in row
    ]

"""How scripts are weighed at a moment, and why one stands before another."""

from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.script import Script, ScriptPromise
from workstation.domain.script_rank import Moment, ScriptWorth, ahead, known_facts, needed, rank
from workstation.domain.script_worth import Usual, usual_of, worth


def script(code, title="标题", body="内容", **facts):
    return Script(code, title, body, **facts)


def codes(found):
    return [ranked.script.code for ranked in found]


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


def test_the_mood_of_the_latest_words_counts_as_the_tickets():
    scripts = [script("calm", moods=("calm",)), script("strong", moods=("strong",))]
    assert codes(rank(scripts, Moment(intensity=0))) == ["calm", "strong"]
    assert codes(rank(scripts, Moment(intensity=0, mood=2))) == ["strong", "calm"]
    assert codes(rank(scripts, Moment(intensity=2, mood=0))) == ["strong", "calm"]


def test_what_the_agent_uses_and_likes_helps_and_said_already_hinders():
    scripts = [script(code) for code in "abcde"]
    moment = Moment(recent=("b",), said=("a",), favourites=("c",), often={"d": 40})
    found = rank(scripts, moment)
    assert codes(found) == ["c", "b", "d", "e", "a"]
    assert [one.reasons for one in found[:3]] == [("favourite",), ("recent",), ("often",)]
    assert dict(found[-1].sides) == {"said": -25}


def test_another_language_comes_last_unless_there_is_no_other():
    english, german = script("en", language="en"), script("zz", language="de")
    chinese = script("zh", steps=("other",), groups=("claims",))
    moment = Moment(language="zh", step="here", group="cod")
    assert codes(rank([english, chinese], moment)) == ["zh", "en"]
    assert codes(rank([english, german], moment)) == ["en", "zz"]


def test_a_script_that_lacks_facts_or_promises_again_steps_back():
    scripts = [
        script("a", body="您的{{ claim.amount }}"),
        script("b", promise=ScriptPromise("回电", 4)),
        script("c", body="{% if claim.amount %}{{ claim.amount }}{% endif %}"),
    ]
    moment = Moment(facts=frozenset({"agent.name"}), promised=True)
    assert codes(rank(scripts, moment)) == ["c", "b", "a"]


def test_what_a_body_needs():
    body = (
        "{{ ticket.number }}{% if customer.name %}{{ customer.name }}{% else %}{{ x.y }}{% endif %}"
        "{{ parcel.goods | default: '东西' }}{{ ask.until }}{{ promise.time }}{{ team.name }}"
    )
    one = script("a", body=body, needs=("claim.number",))
    assert needed(one) == ("claim.number", "ticket.number", "team.name")


def test_known_facts_are_named_by_their_path():
    facts = {"today": "今天", "customer": {"name": "王", "title": ""}, "claim": {}}
    assert known_facts(facts) == {"today", "customer.name"}


def test_three_of_three_do_not_beat_many():
    few, many = ScriptWorth("few", 3, 3, 3, 3), ScriptWorth("many", 200, 180, 90, 81)
    bad = ScriptWorth("bad", 200, 60, 90, 20)
    scripts = [script(code) for code in ("bad", "few", "many", "new")]
    moment = Moment(worth={one.code: one for one in (few, many, bad)})
    found = rank(scripts, moment)
    assert codes(found) == ["many", "few", "new", "bad"]
    assert found[0].reasons == ("worked",)


@given(st.integers(0, 500), st.integers(0, 500), st.floats(0.05, 0.95))
def test_more_solved_is_never_worth_less(used, solved, share):
    solved = min(solved, used)
    usual = Usual(share, share)
    now = worth(ScriptWorth("a", used, solved), usual)
    assert -1 <= now <= 1
    assert worth(ScriptWorth("a", used + 1, solved + 1), usual) >= now - 1e-9


def test_the_usual_is_what_all_reach_together():
    assert usual_of([]) == Usual()
    told = usual_of([ScriptWorth("a", 1000, 900, 10, 0)])
    assert 0.88 < told.solved < 0.9
    assert told.satisfied < 0.7


def test_why_the_first_is_first():
    scripts = [
        script("a", steps=("soothe",), channels=("phone",)),
        script("b", channels=("phone",)),
        script("c", channels=("sms",)),
    ]
    first, second, third = rank(scripts, Moment(step="soothe", channel="phone"))
    assert ahead(first, second) == ("step",)
    assert ahead(second, third) == ("channel",)
    assert ahead(second, second) == ()
    assert ahead(*rank([script("x"), script("y")], Moment(said=("y",)))) == ("-said",)

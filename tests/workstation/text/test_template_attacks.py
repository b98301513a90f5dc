"""Attacks on templates: nothing leaks, hangs or crashes."""

import itertools
from decimal import Decimal

import pytest

from tests.workstation.text.hostile import strings
from workstation.domain.refusal import Refusal
from workstation.domain.script import Script
from workstation.domain.script_ask import Ask
from workstation.domain.sentence_ends import ends
from workstation.text import liquid_engine
from workstation.text.asking import fill
from workstation.text.blanks import raw_placeholders
from workstation.text.foreign_placeholders import translate
from workstation.text.liquid_filters import LONGEST_VALUE
from workstation.text.templating import (
    DEEPEST_SNIPPET,
    LONGEST_TEXT,
    placeholders,
    render,
    snippet_codes,
)

HOSTILE = strings()
SECRET = "13800138000"
FACTS = {
    "customer": {"name": "张伟", "phone_": SECRET},
    "list": ["a", "b"],
    "n": 3,
    "d": Decimal("1.5"),
}
#: What a refused text may be refused for.
REFUSED = {
    "template_invalid",
    "template_too_long",
    "snippet_unknown",
    "snippet_cycle",
    "snippet_deep",
}
#: Words of Python that no text may show.
INSIDES = (
    "<class",
    "<bound",
    "<built-in",
    "<function",
    "object at 0x",
    "__globals__':",
    "Traceback",
    "Undefined",
    SECRET,
    "{'name'",
)


def tried(function, *given, **named):
    """What came out, or the code it was refused with."""
    try:
        return function(*given, **named)
    except Refusal as refusal:
        code = refusal.code
    assert code in REFUSED
    return None


def test_there_are_enough_of_them():
    assert len(HOSTILE) >= 515
    assert len(set(HOSTILE)) == len(HOSTILE)


def test_hostile_bodies_leak_nothing():
    answered = 0
    for body in HOSTILE:
        for language in ("zh", "en"):
            made = tried(
                render,
                body,
                FACTS,
                language=language,
                snippets={"a": "甲", "self": '{% snippet "self" %}'},
            )
            if made is None:
                continue
            answered += 1
            shown = made.text.replace(body, "")
            assert not any(word in shown for word in INSIDES), (body, made.text)
            assert "".join(one.text for one in made.segments) == made.text
            list(ends(made.text))
        tried(placeholders, body)
        tried(snippet_codes, body)
    assert answered > 300


def test_hostile_facts_and_values_are_only_words():
    script = Script(
        "a",
        "a",
        "甲{{ customer.name }}乙{{ ask.x }}丙{% if customer.name == 'x' %}{% endif %}",
        asks=(Ask("x"),),
    )
    for text in HOSTILE:
        made = tried(fill, script, {"customer": {"name": text}}, {"ask.x": text})
        if made is None:
            assert len(text) > LONGEST_VALUE
            continue
        plain = text.translate({0xE000: None, 0xE001: None, 0xE002: None})
        if plain.strip():
            assert made.text == f"甲{plain}乙{plain}丙"
            assert made.used == {"customer.name": plain, "ask.x": plain}
        else:
            assert [gap.name for gap in made.gaps] == ["customer.name", "ask.x"]
        raw_placeholders(made.text)


def test_hostile_names_labels_and_lists_are_only_words():
    for text in HOSTILE:
        facts = {"x": {text: "1"}, text: "2", "list": [text, {text: text}]}
        assert render("{{ list | join }}{{ x }}", facts, {"list": text, "x": text}).gaps
        made = render("{{ x }}", {}, {"x": text})
        (gap,) = made.segments
        assert raw_placeholders(made.text), text
        assert "\n" not in gap.text


def test_hostile_texts_are_looked_at_and_translated():
    for text in HOSTILE:
        for found in raw_placeholders(text):
            assert text[found.start : found.end] == found.text
        done = translate(text)
        assert tried(render, done.body, FACTS) is not None or "{%" in text, text


@pytest.mark.parametrize(
    "body",
    [
        "{{ customer }}",
        "{{ customer.first }}",
        "{{ customer | append: 'x' }}",
        "{{ customer | join }}",
        "{{ customer | default: 'x' | mask }}",
        "{% assign y = customer %}{{ y }}",
        "{{ x | default: customer }}",
        "{{ now }}",
        "{{ today }}",
    ],
)
def test_a_table_of_facts_or_the_machine_s_clock_is_never_shown(body):
    made = render(body, FACTS)
    assert SECRET not in made.text
    assert not made.ready


#: A limit of the library or of ours, a body that runs into it, and what is said then.
LIMITS = [
    ("loop_iteration_limit", "{% for i in (1..201) %}x{% endfor %}", "loop iteration limit"),
    (
        "loop_iteration_limit",
        "{% for i in (1..20) %}{% for j in (1..20) %}x{% endfor %}{% endfor %}",
        "loop iteration limit",
    ),
    ("block_nesting_limit", "{% if n %}" * 13 + "x" + "{% endif %}" * 13, "nest"),
    (
        "local_namespace_limit",
        "".join(f"{{% assign a{k} = '{'x' * 900}' %}}" for k in range(20)) * 1
        + "".join(f"{{% assign b{k} = a1 | append: a2 | append: a3 %}}" for k in range(30)),
        "local namespace limit",
    ),
    (
        "output_stream_limit",
        "{% for i in (1..200) %}" + "长" * 200 + "{% endfor %}",
        "output stream limit",
    ),
]


@pytest.mark.parametrize(("limit", "body", "said"), LIMITS)
def test_every_limit_of_the_library_is_on(limit, body, said):
    assert getattr(liquid_engine.engine(), limit)
    with pytest.raises(Refusal) as refused:
        render(body, FACTS)
    assert refused.value.code == "template_invalid"
    assert said in str(refused.value.facts["problem"])


def test_loops_in_parts_in_loops_are_bounded_in_depth():
    loops = "".join(f"{{% for i{k} in one %}}" for k in range(8))
    ends = "{% endfor %}" * 8
    parts = {"a": f"{loops}x{ends}"}
    assert render(f"{loops}x{ends}", {"one": [1]}).text == "x"
    with pytest.raises(Refusal) as refused:
        render(f'{loops}{{% snippet "a" %}}{ends}', {"one": [1]}, snippets=parts)
    assert "context depth" in str(refused.value.facts["problem"])


def test_a_template_cannot_change_the_limits():
    before = {name: getattr(liquid_engine.engine(), name) for name, _, _ in LIMITS}
    for body in HOSTILE:
        tried(render, body, FACTS)
    assert before == {name: getattr(liquid_engine.engine(), name) for name in before}


@pytest.mark.parametrize(
    "body",
    [
        "{% for i in (1..200) %}{% endfor %}" * 500,
        "{% for i in (1..199) %}"
        + "{{ customer.name | append: 'x' | prepend: 'y' }}" * 60
        + "{% endfor %}",
        "{% for i in (1..199) %}{% assign a = 'x' | append: 'y' | append: 'z' %}{% endfor %}" * 200,
        "{% for i in (1..14) %}{% for j in (1..14) %}"
        + "{% if n == 3 and n == 3 %}{% endif %}" * 100
        + "{% endfor %}{% endfor %}",
    ],
)
def test_all_work_together_is_counted(body, monkeypatch):
    most = 0
    count = liquid_engine._Bounded.count

    def counted(self, steps=1):
        nonlocal most
        count(self, steps)
        most = max(most, self.steps)

    monkeypatch.setattr(liquid_engine._Bounded, "count", counted)
    with pytest.raises(Refusal) as refused:
        render(body, FACTS)
    assert refused.value.code == "template_invalid"
    assert most <= liquid_engine.MOST_STEPS


def test_output_is_bounded_even_where_gaps_have_long_labels():
    with pytest.raises(Refusal) as refused:
        render("{{ x }}" * 1_000, {}, {"x": "长" * 100})
    assert refused.value.code == "template_too_long"
    assert len(render("{{ x }}" * 100, {}, {"x": "长" * 100}).text) < LONGEST_TEXT


def test_snippets_do_not_multiply_beyond_bounds():
    wide = "".join(f'{{% snippet "b{k}" %}}' for k in range(40))
    parts = {
        f"{level}{k}": wide.replace('"b', f'"{below}')
        for level, below in ("bc", "cd")
        for k in range(40)
    }
    parts |= {f"d{k}": "x" for k in range(40)}
    with pytest.raises(Refusal) as refused:
        render(wide, {}, snippets=parts)
    assert refused.value.code == "template_invalid"


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5])
def test_rings_of_snippets_are_refused_by_name(length):
    parts = {f"s{k}": f'{{% snippet "s{(k + 1) % length}" %}}' for k in range(length)}
    with pytest.raises(Refusal) as refused:
        render('{% snippet "s0" %}', {}, snippets=parts)
    assert refused.value.code == ("snippet_cycle" if length <= DEEPEST_SNIPPET else "snippet_deep")


def test_snippets_stand_in_each_other_four_deep_at_most():
    def chain(length):
        parts = {f"s{k}": f'{k}{{% snippet "s{k + 1}" %}}' for k in range(1, length)}
        return parts | {f"s{length}": str(length)}

    assert render('{% snippet "s1" %}', {}, snippets=chain(4)).text == "1234"
    for body in (
        '{% snippet "s1" %}',
        '{% snippet "s3" %}{% snippet "s1" %}',
        '{% snippet "s2" %}{% snippet "s1" %}',
    ):
        with pytest.raises(Refusal) as refused:
            render(body, {}, snippets=chain(5))
        assert refused.value.code == "snippet_deep"
        assert str(refused.value.facts["snippet"]).startswith("s")


@pytest.mark.parametrize("code", ["nobody", "../secret", "/etc/passwd", "a\0b", "qm.liquid", ""])
def test_nothing_but_what_was_handed_over_is_put_in(code):
    with pytest.raises(Refusal) as refused:
        render(f'{{% snippet "{code}" %}}', {}, snippets={"qm": "x"})
    assert refused.value.code == "snippet_unknown"
    assert refused.value.facts["snippet"] == code


def test_a_snippet_is_named_in_quotes_and_breaks_no_loop_of_its_host():
    for body in (
        "{% snippet qm %}",
        "{% snippet customer.name %}",
        "{% snippet 'qm' 'b' %}",
        "{% snippet %}",
        "{% snippet 1 %}",
    ):
        with pytest.raises(Refusal) as refused:
            render(body, FACTS, snippets={"qm": "x", "张伟": "x"})
        assert refused.value.code == "template_invalid"
    with pytest.raises(Refusal):
        render(
            '{% for x in list %}{% snippet "b" %}{% endfor %}', FACTS, snippets={"b": "{% break %}"}
        )


def test_all_pairs_of_tags_and_marks_are_read_or_refused():
    pieces = [
        "{{",
        "}}",
        "{%",
        "%}",
        "if",
        "for",
        "x",
        "snippet",
        '"a"',
        "|",
        "\n",
        "endif",
        "endfor",
        ":",
        "[",
        "]",
        "-",
    ]
    for parts in itertools.product(pieces, repeat=3):
        body = " ".join(parts)
        tried(render, body, FACTS, snippets={"a": "甲"})
        tried(placeholders, body)

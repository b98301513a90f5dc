from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.text.blanks import raw_placeholders


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("您好{{x}}，", "{{x}}"),
        ("您好{{ customer.name }}", "{{ customer.name }}"),
        ("{% if x %}", "{% if x %}"),
        ("I have an issue with the {product_purchased}.", "{product_purchased}"),
        ("{0}您好", "{0}"),
        ("${name}", "${name}"),
        ("#{ticket.customer.name}", "#{ticket.customer.name}"),
        ("%name%您好", "%name%"),
        ("%客户姓名%", "%客户姓名%"),
        ("%s您好", "%s"),
        ("$name$", "$name$"),
        ("亲爱的[客户姓名]", "[客户姓名]"),
        ("[变量]", "[变量]"),
        ("Dear [Your Name],", "[Your Name]"),
        ("Hi <name>", "<name>"),
        ("<客户姓名>", "<客户姓名>"),
        ("<<name>>", "<<name>>"),
        ("【请填写：时间】", "【请填写：时间】"),
        ("【预计送达时间】", "【预计送达时间】"),
        ("(请填写地址)", "(请填写地址)"),
        ("XX先生", "XX"),
        ("单号××", "××"),
        ("X月X日前", "X"),
        ("请等X个工作日", "X"),
        ("某某先生", "某某"),
        ("金额____元", "____"),
        ("我们将在__前", "__"),
        ("金额（ ）元", "（ ）"),
        ("没写完 {{ customer", "{{ customer"),
    ],
)
def test_blanks_of_every_style(text, blank):
    found = raw_placeholders(text)
    assert found[0].text == blank
    assert text[found[0].start : found[0].end] == blank


@pytest.mark.parametrize(
    "text",
    [
        "【顺丰速运】您好，您的快件已签收。",
        "【中通快递】提醒",
        "[微笑][图片]",
        "138****5678",
        "卡号6222********1234",
        "XXL码和XS码",
        "《快递暂行条例》第二十七条",
        "满意度100%，时效98%",
        "50% off, then 20% more",
        "https://a.b/c__d?x=1&y=%20z",
        "foo_bar@example.com",
        "2*3=6，a[0]",
        "X光机一台",
        "他说：“没问题”……",
        "打8折（含运费）——谢谢",
    ],
)
def test_ordinary_words_pass(text):
    assert raw_placeholders(text) == ()


def test_blanks_stand_in_order_and_apart():
    found = raw_placeholders("{{a}}和[姓名]和XX，{{b}}")
    assert [blank.text for blank in found] == ["{{a}}", "[姓名]", "XX", "{{b}}"]
    assert [blank.style for blank in found] == ["liquid", "bracket", "letters", "liquid"]


@given(st.text(alphabet=[*"{}[]【】<>%#$_X某( )（）请填写name"], max_size=120))
def test_never_raises_and_never_overlaps(text):
    found = raw_placeholders(text)
    assert all(one.end <= two.start for one, two in pairwise(found))


@pytest.mark.parametrize(
    "text", ["[" * 10_000, "{" * 10_000, "%a" * 5_000, "【请" * 5_000, "_" * 10_000]
)
def test_long_texts_of_marks_are_read(text):
    raw_placeholders(text)

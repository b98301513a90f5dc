"""Capital amounts as they were published, their inverse, and amounts as they are said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.money import (
    LIMIT_FEN,
    capital,
    format_fen,
    format_sum,
    parse_capital,
    parse_fen,
)
from workstation.domain.refusal import Refusal
from workstation.domain.spoken_money import parse_spoken

#: Source, fen, the published spelling. Sources: 支付结算办法 (银发〔1997〕393 号) annex 1;
#: 会计基础工作规范 (财政部 1996, 2019) as shown by the package rmb-capital; the packages rmb-x,
#: rmbconvert, EasilyNET, nzh, DotCommon, financialconversion and money2hanzi; a bank's guide to
#: filling in slips; vouchers with a place printed for each figure.
PUBLISHED = [
    ("voucher rules", 140950, "人民币壹仟肆佰零玖元伍角"),
    ("voucher rules", 600714, "人民币陆仟零柒元壹角肆分"),
    ("voucher rules", 168032, "人民币壹仟陆佰捌拾元零叁角贰分"),
    ("voucher rules", 168032, "人民币壹仟陆佰捌拾元叁角贰分"),
    ("voucher rules", 10700053, "人民币壹拾万柒仟元零伍角叁分"),
    ("voucher rules", 10700053, "人民币壹拾万零柒仟元伍角叁分"),
    ("voucher rules", 1640902, "人民币壹万陆仟肆佰零玖元零贰分"),
    ("voucher rules", 32504, "人民币叁佰贰拾伍元零肆分"),
    ("accounting rules", 12345678901, "人民币壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元零壹分"),
    ("rmb-x", 110, "壹元壹角"),
    (
        "rmb-x",
        432100987654321000,
        "肆仟叁佰贰拾壹万零玖拾捌亿柒仟陆佰伍拾肆万叁仟贰佰壹拾元整",
    ),
    ("rmbconvert", 539002135, "伍佰叁拾玖万零贰拾壹元叁角伍分"),
    ("rmbconvert", 7608923102, "柒仟陆佰零捌万玖仟贰佰叁拾壹元零贰分"),
    ("rmbconvert", 32599100, "叁拾贰万伍仟玖佰玖拾壹元整"),
    ("rmbconvert", 1010101067, "壹仟零壹拾万壹仟零壹拾元陆角柒分"),
    ("rmbconvert", 1111111111, "壹仟壹佰壹拾壹万壹仟壹佰壹拾壹元壹角壹分"),
    ("rmbconvert", 325080139000, "叁拾贰亿伍仟零捌拾万壹仟叁佰玖拾元整"),
    ("EasilyNET", 159466, "壹仟伍佰玖拾肆元陆角陆分"),
    ("bank guide", 500302050, "伍佰万零叁仟零贰拾圆零伍角整"),
    ("bank guide", 500302050, "伍佰萬叁仟零貳拾圓伍角正"),
    ("bank guide", 500200, "伍仟零贰元整"),
    ("nzh", 10011111, "人民币壹拾万零壹佰壹拾壹元壹角壹分"),
    ("DotCommon", 19985, "壹佰玖拾玖元捌角伍分"),
    ("DotCommon", 980000500000, "玖拾捌亿零伍仟元整"),
    ("DotCommon", 90888820, "玖拾万零捌仟捌佰捌拾捌元贰角整"),
    ("financialconversion", 1000011012021, "壹佰亿零壹拾壹万零壹佰贰拾圆贰角壹分"),
    ("money2hanzi", 1001100100, "壹仟零壹万壹仟零壹元整"),
    ("money2hanzi", 1101101100, "壹仟壹佰零壹万壹仟零壹拾壹元整"),
    ("bank guide", 10001000100010, "壹仟亿零壹仟万零壹仟元壹角"),
    ("bank guide", 12345678901234, "壹仟贰佰叁拾肆亿伍仟陆佰柒拾捌万玖仟零壹拾贰元叁角肆分"),
    ("bank guide", 10500900, "壹拾万伍仟零玖元整"),
    ("bank guide", 105000900, "壹佰零伍万零玖元整"),
    ("bank guide", 1005, "壹拾元零伍分"),
    ("bank guide", 1, "壹分"),
    ("bank guide", 20000030, "贰拾万元零叁角整"),
]
#: The same by writers of another habit: places that are printed, the prefix of vouchers, 百 and 千.
READ_TOO = [
    (53, "零元伍角叁分"),
    (5, "零元零伍分"),
    (50, "人民币零元伍角整"),
    (0, "零元零角零分"),
    (0, "人民币零圆整"),
    (356780, "叁仟伍佰陆拾柒圆捌角零分"),
    (123456789000, "壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元零角零分整"),
    (100, "人民币（大写）：壹元整"),
    (30000, "人民币(大写)叁百元整"),
    (-550, "人民币负伍元伍角整"),
    (-550, "负人民币伍圆伍角正"),
    (123456, "人民币 壹仟 贰佰 叁拾 肆元 伍角 陆分"),
]
AMOUNTS = st.one_of(st.integers(0, 10**5), st.integers(0, 10**16))


@pytest.mark.parametrize(("source", "fen", "words"), PUBLISHED)
def test_published_amounts_are_read_and_written(source, fen, words):
    assert parse_capital(words) == fen, source
    assert parse_fen(words) == fen
    loose = str.maketrans(
        {"零": "", "整": "", "正": "", "圆": "元", "萬": "万", "貳": "贰", "圓": "元"}
    )
    written = capital(fen).removeprefix("人民币").translate(loose)
    assert written == words.removeprefix("人民币").translate(loose)


@pytest.mark.parametrize(("fen", "words"), READ_TOO)
def test_other_habits_are_read(fen, words):
    assert parse_capital(words) == fen


def test_what_the_voucher_rules_show_is_written_to_the_letter():
    shown: dict[int, set[str]] = {}
    for source, fen, words in PUBLISHED:
        if source == "voucher rules":
            shown.setdefault(fen, set()).add(words)
    assert all(capital(fen, "") in words for fen, words in shown.items())


@given(AMOUNTS, st.sampled_from([1, -1]), st.sampled_from(["整", "正", ""]))
def test_capitals_are_read_back(fen, sign, ending):
    assert parse_capital(capital(sign * fen, ending)) == sign * fen


@pytest.mark.parametrize("words", ["壹亿亿元整", "负玖佰万亿亿元整", "人民币贰亿亿元"])
def test_capitals_beyond_the_limit_are_refused_as_such(words):
    for read in (parse_capital, parse_fen):
        with pytest.raises(Refusal) as caught:
            read(words)
        assert (caught.value.code, caught.value.facts) == ("amount_out_of_range", {"text": words})


def test_nothing_has_no_sign():
    assert (format_fen(0), format_fen(-1)) == ("0.00", "-0.01")
    assert (format_sum(0), format_sum(0, "en")) == ("0.00 元", "CNY 0.00")


def test_both_endings_stand_where_the_rules_have_them():
    assert [capital(fen, "正")[-2:] for fen in (100, 150, 155)] == ["元正", "角正", "伍分"]
    assert [capital(fen, "")[-2:] for fen in (100, 150, 0)] == ["元整", "伍角", "元整"]
    with pytest.raises(ValueError, match="zheng"):
        capital(1, "zheng")


@pytest.mark.parametrize(
    "text",
    ["", "12", "12元", "人民币", "整", "一百元", "壹壹元", "壹佰贰", "--壹元整"]
    + ["壹元拾角", "壹元拾分", "壹元伍角佰分"],
)
def test_only_capitals_are_capitals(text):
    with pytest.raises(Refusal, match="amount_unreadable"):
        parse_capital(text)


@pytest.mark.parametrize(
    ("said", "fen"),
    [
        ("一千二百块五", 120050),
        ("两万三", 2300000),
        ("三块二毛五", 325),
        ("三块二五", 325),
        ("1万2", 1200000),
        ("一千零五", 100500),
        ("半块", 50),
        ("半毛", 5),
        ("两块半", 250),
        ("两毛半", 25),
        ("廿", 2000),
        ("廿五块", 2500),
        ("三十五", 3500),
        ("三百五", 35000),
        ("三千五百块钱", 350000),
        ("一亿二", 12000000000),
        ("一万两千三", 1230000),
        ("一万零五十", 1005000),
        ("一百十块", 11000),
        ("二十块零五分", 2005),
        ("十五", 1500),
        ("1.5万", 1500000),
        ("一点二五块", 125),
        ("12块5", 1250),
        ("12万3千4百", 12340000),
        ("人民币五百元整", 50000),
        ("二〇二六元", 202600),
        ("负三块", -300),
        ("五千块", 500000),
        ("5 hundred and 20 yuan", 52000),
        ("twelve yuan fifty cents", 1250),
        ("one thousand two hundred and five yuan", 120500),
        ("twenty-five yuan 5 mao", 2550),
        ("half a yuan", 50),
        ("CNY 1,200.50", 120050),
        ("十二点五块", 1250),
        ("二百二十三点五元", 22350),
        ("一百二十点八", 12080),
        ("一千零三点零五元", 100305),
        ("三百二十点五万", 320500000),
        ("100块零5毛", 10050),
        ("100元零5分", 10005),
        ("一万零一块", 1000100),
        ("一万一千块", 1100000),
        ("99999999万", 99999999000000),
        ("一百块零一毛", 10010),
        ("二〇二六块钱", 202600),
        ("500 yuan", 50000),
        ("5 yuan and fifty cents", 550),
        ("a hundred and five yuan", 10500),
        ("two thousand and twelve", 201200),
        ("one million two thousand yuan", 100200000),
    ],
)
def test_what_is_said_is_understood(said, fen):
    assert parse_spoken(said) == fen


@pytest.mark.parametrize(
    "said",
    [
        "",
        "几百",
        "一百多",
        "三五块",
        "一二",
        "百把块",
        "一千五十",
        "一万二百",
        "一百块零五",
        "块五",
        "元",
    ]
    + ["yuan", "five six yuan", "3 yuan 5", "1 200", "二百二百", "3五块", "十来块", "万", "--3"]
    + ["二百三点五", "点五", "三点", "三万二点五", "十点五百", "一点二点三", "10零55"]
    + ["三块2五", "三块二五分", "二〇二六百", "一万二〇二六", "一二三块", "一二三", "三块十毛"]
    + ["100000000万", "一万零零", "一万10000", "一万百", "二百零二百", "百元", "千块"]
    + ["一千20百", "1千2.5百", "1.5万3", "二十零五", "and five yuan", "five hundred and yuan"]
    + ["a yuan", "ten five yuan", "twenty twelve yuan", "100 hundred", "zero hundred"]
    + ["one thousand one thousand", "thousand yuan", "one thousand million"]
    + ["零万", "0万", "1万零1.5", "1千10百", "five a hundred yuan"],
)
def test_what_is_only_about_an_amount_is_refused(said):
    with pytest.raises(Refusal) as caught:
        parse_spoken(said)
    assert (caught.value.code, caught.value.facts["text"]) == ("amount_unreadable", said)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("1.234", "amount_too_fine"),
        ("一点二三四块", "amount_too_fine"),
        ("half a fen", "amount_too_fine"),
        ("9999999999999999.99", ""),
        ("10000000000000000", "amount_out_of_range"),
        ("-10000000000000000", "amount_out_of_range"),
    ],
)
def test_what_is_said_has_whole_fen_within_the_limit(said, code):
    if not code:
        assert parse_spoken(said) == LIMIT_FEN - 1
        return
    with pytest.raises(Refusal) as caught:
        parse_spoken(said)
    assert (caught.value.code, caught.value.facts["text"]) == (code, said)


@given(st.text(max_size=24) | st.text("零一二两三五九十百千万亿块元毛角分半廿0125.", max_size=12))
def test_listening_answers_or_refuses_and_never_breaks(said):
    try:
        assert isinstance(parse_spoken(said), int)
    except Refusal as refusal:
        if not refusal.code.startswith("amount_"):
            raise


@given(AMOUNTS, st.sampled_from([1, -1]))
def test_capitals_and_figures_are_heard_as_what_they_are(fen, sign):
    assert parse_spoken(capital(sign * fen)) == sign * fen
    assert parse_spoken(format_fen(sign * fen)) == sign * fen


def test_a_sum_has_its_currency():
    assert format_sum(-140950) == "-1,409.50 元"
    assert format_sum(140950, "en") == "CNY 1,409.50"

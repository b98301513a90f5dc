import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.text import masks
from workstation.text.printable import unprintable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张伟", "张*"),
        ("李四光", "李**"),
        ("欧阳娜娜", "欧阳**"),
        ("张先生", "张先生"),
        ("买买提·艾力", "买**·**"),
        ("John Smith", "J*** S****"),
        ("深圳市大风商贸有限公司", "深圳市大风商贸有限公司"),
        ("", ""),
    ],
)
def test_names(text, shown):
    assert masks.name(text) == shown
    assert masks.name(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("138 0013 8000", "138****8000"),
        ("13800138000-1234", "138****8000-****"),
        ("0755-86543210", "0755-****3210"),
        ("86543210", "****3210"),
        ("+85291234567", "+85291****67"),
        ("95338", "95338"),
        ("138****5678", "138****5678"),
        ("未知号码", ""),
        ("1380013800a", "********00a"),
    ],
)
def test_phones(text, shown):
    assert masks.phone(text) == shown
    assert masks.phone(shown) == shown


def test_numbers_of_persons_and_accounts():
    assert masks.id_number("11010519491231002X") == "1****************X"
    assert masks.card("6222 0212 3456 7890 128") == "***************0128"
    assert masks.email("zhang.san@qq.com") == "z***@qq.com"
    assert masks.email("nonsense") == "***"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("广东省深圳市南山区科技园路1号", "广东省深圳市南山区****"),
        ("浙江省金华市义乌市稠城街道1号", "浙江省金华市义乌市****"),
        ("北京市朝阳区建国路1号", "北京市朝阳区****"),
        ("深圳市科技园路", "深圳市****"),
        ("阳光小区3栋", "****"),
        ("12 High St, Leeds, UK", "****, Leeds, UK"),
        ("", ""),
    ],
)
def test_addresses_to_the_district(text, shown):
    assert masks.address(text) == shown
    assert masks.address(shown) == shown


def test_free_text_hides_people_and_keeps_parcels():
    text = (
        "电话１３８００１３８０００，座机0755-86543210，身份证11010519491231002X，"
        "卡号6222021234567890128，邮箱zhang@qq.com，"
        "单号SF1380013800012，订单20241112001，金额3000.00元"
    )
    assert masks.mask_text(text) == (
        "电话138****8000，座机0755-****3210，身份证1****************X，"
        "卡号***************0128，邮箱z***@qq.com，"
        "单号SF1380013800012，订单20241112001，金额3000.00元"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("138.0013.8000", "138.****.8000"),
        ("139.12345678", "139.12345678"),
        ("1380013.8000", "1380013.8000"),
    ],
)
def test_a_number_with_stops_is_no_decimal(text, shown):
    assert masks.mask_text(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("拨13712 340987找我", "拨137****0987找我"),
        ("1 3 7 1 2 3 4 0 9 8 7", "137****0987"),
        ("137－1234－0987", "137-****-0987"),
        ("137—1234—0987", "137****0987"),
        ("137_1234_0987", "137****0987"),
        ("一三七一二三四〇九八七", "137****0987"),
        ("幺三七幺二三四零九八七", "137****0987"),
        ("身份证110105 19491231 002X", "身份证1****************X"),
        ("110105-19491231-002X", "1****************X"),
        ("卡号6222021234567890127", "卡号***************0127"),
        ("622202 1234567890128", "***************0128"),
        ("ａ.b＠qq.com", "a***@qq.com"),
        ("运单1380013800012 20241112", "运单1380013800012 20241112"),
        ("单号 SF1380013800012，2024-11-12 09:30", "单号 SF1380013800012，2024-11-12 09:30"),
    ],
)
def test_numbers_of_people_are_hidden_however_they_are_grouped(text, shown):
    assert masks.mask_text(text) == shown
    assert masks.mask_text(shown) == shown


@given(st.text(alphabet="0123456789-+ 电话a@.xX*１２一卡号", max_size=60))
def test_masking_twice_changes_nothing(text):
    once = masks.mask_text(text)
    assert masks.mask_text(once) == once


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from(["客户", "，", "(", " "]))
def test_no_mobile_number_stays_readable(number, before):
    assert not re.search(r"1[3-9]\d{9}", masks.mask_text(f"{before}{number}，谢谢"))


@pytest.mark.parametrize("mask", [masks.id_number, masks.card, masks.address, masks.mask_text])
@pytest.mark.parametrize("text", ["ㄱㄴㄷㅏ", "ﾡﾢﾣﾤﾥ", "\u3164\u3164\u3164", "﹏﹋﹌"])
def test_what_prints_whole_prints_masked(mask, text):
    assert not unprintable(text)
    assert not unprintable(mask(text))


def test_full_width_numbers_and_places_are_known():
    assert masks.id_number("１１０１０１１９９００３０７７７７Ｘ") == "1" + "*" * 16 + "X"
    assert masks.card("６２２２－０２１２　３４５６－７８９０") == "************7890"
    assert (
        masks.address("１２３　Ｍａｉｎ　Ｓｔ，Ｓｐｒｉｎｇｆｉｅｌｄ，ＵＳＡ")
        == "****, Springfield, USA"
    )

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.readers.amounts import parse_money, parse_rating, parse_weight
from workstation.readers.contacts import (
    email_fault,
    find_placeholder,
    find_waybills,
    looks_like_phone,
    phone_faults,
)
from workstation.readers.moments import parse_moment, to_ms
from workstation.readers.spans import parse_span, unit_of
from workstation.readers.words import code_of, is_missing, plain

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("text", "order", "told"),
    [
        ("2024-11-05 15:20:33", "ymd", "2024-11-05T15:20:33"),
        ("2024/11/5 3:07", "ymd", "2024-11-05T03:07:00"),
        ("5.11.2024", "dmy", "2024-11-05T00:00:00"),
        ("05/11/2024, 15:20:11", "dmy", "2024-11-05T15:20:11"),
        ("15:20 05.11.2024", "dmy", "2024-11-05T15:20:00"),
        ("11/05/2024 01:02 PM", "mdy", "2024-11-05T13:02:00"),
        ("11/05/24 12:02 am", "mdy", "2024-11-05T00:02:00"),
        ("24/11/05", "ymd", "2024-11-05T00:00:00"),
        ("2024年11月5日 下午3点20分", "ymd", "2024-11-05T15:20:00"),
        ("2024年11月5日 星期二 晚上8点半", "ymd", "2024-11-05T20:30:00"),
        ("2024年11月5日15时20分10秒", "ymd", "2024-11-05T15:20:10"),
        ("２０２４－１１－０５", "ymd", "2024-11-05T00:00:00"),
        ("٢٠٢٤-١١-٠٥", "ymd", "2024-11-05T00:00:00"),
        ("2024. 11. 5. 오후 3:20", "ymd", "2024-11-05T15:20:00"),
        ("民國113年11月5日", "ymd", "2024-11-05T00:00:00"),
        ("113/11/05 14:30", "ymd", "2024-11-05T14:30:00"),
        ("令和6年11月5日 10時05分", "ymd", "2024-11-05T10:05:00"),
        ("5. November 2024 10:00", "dmy", "2024-11-05T10:00:00"),
        ("5 de noviembre de 2024", "dmy", "2024-11-05T00:00:00"),
        ("1er janvier 2024", "dmy", "2024-01-01T00:00:00"),
        ("Nov 5, 2024, 3:20 PM", "mdy", "2024-11-05T15:20:00"),
        ("05-Nov-24 10:11", "dmy", "2024-11-05T10:11:00"),
        ("20241105", "ymd", "2024-11-05T00:00:00"),
        ("20241105152033", "ymd", "2024-11-05T15:20:33"),
        ("45601", "ymd", "2024-11-05T00:00:00"),
        ("45601.5", "ymd", "2024-11-05T12:00:00"),
        ("1730791233", "ymd", "2024-11-05T15:20:33"),
        ("1730791233000", "ymd", "2024-11-05T15:20:33"),
        ("2024-11-05T07:20:33Z", "ymd", "2024-11-05T15:20:33"),
        ("2024-11-05T08:20:33+01:00", "ymd", "2024-11-05T15:20:33"),
        ("Tue, 05 Nov 2024 15:20:00 +0800", "ymd", "2024-11-05T15:20:00"),
        ("Tue Nov 05 07:20:00 +0000 2024", "ymd", "2024-11-05T15:20:00"),
        ("2024-11-05 24:00", "ymd", "2024-11-06T00:00:00"),
    ],
)
def test_moments(text, order, told):
    moment = parse_moment(text, order, ZONE)
    assert moment is not None
    assert moment.at == to_ms(datetime.fromisoformat(told).replace(tzinfo=ZONE))


@pytest.mark.parametrize(
    "text", ["", "soon", "2024-13-45", "13/25/2024", "12", "99999", "TK001", "2024-11-05 25:99"]
)
def test_what_is_no_moment(text):
    assert parse_moment(text, "dmy", ZONE) is None


def test_a_day_that_only_fits_the_other_order_is_told():
    moment = parse_moment("12/25/2024", "dmy", ZONE)
    assert moment is not None
    assert moment.swapped


@given(st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2069, 12, 31)))
def test_any_moment_comes_back_from_any_form(when):
    when = when.replace(microsecond=0)
    expected = to_ms(when.replace(tzinfo=UTC))
    forms = {
        when.isoformat(): "ymd",
        when.strftime("%d.%m.%Y %H:%M:%S"): "dmy",
        when.strftime("%m/%d/%Y %I:%M:%S %p"): "mdy",
        when.strftime("%Y%m%d%H%M%S"): "ymd",
        when.strftime("%Y年%m月%d日 %H时%M分%S秒"): "ymd",
        when.strftime("%d/%m/%y %H:%M:%S"): "dmy",
    }
    for text, order in forms.items():
        moment = parse_moment(text, order, UTC)
        assert moment is not None, text
        assert moment.at == expected, text


@given(st.text(max_size=60))
def test_no_text_breaks_a_reader_of_values(text):
    parse_moment(text, "ymd", ZONE)
    parse_span(text, 60_000)
    parse_money(text)
    parse_weight(text)
    parse_rating(text)
    phone_faults(text)
    email_fault(text)
    find_waybills(text)
    find_placeholder(text)
    code_of("status", text)


@pytest.mark.parametrize(
    ("text", "unit", "seconds"),
    [
        ("3h 20m", None, 12_000),
        ("45 min", None, 2_700),
        ("1.5 hours", None, 5_400),
        ("2天3小时", None, 183_600),
        ("26:10:00", None, 94_200),
        ("1 day, 2:03:04", None, 93_784),
        ("PT4H", None, 14_400),
        ("90", 60_000, 5_400),
        ("2 Stunden 5 Minuten", None, 7_500),
    ],
)
def test_spans(text, unit, seconds):
    assert parse_span(text, unit) == seconds * 1000


def test_a_bare_number_is_no_span_without_its_unit():
    assert parse_span("90") is None
    assert unit_of("First response (minutes)") == 60_000
    assert unit_of("处理时长(小时)") == 3_600_000
    assert unit_of("Time to Resolution") is None


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1,299.50元", 129950),
        ("1.299,50 €", 129950),
        ("¥1299.5", 129950),
        ("1 299", 129900),
        ("３万", 3000000),
        ("-12", -1200),
        ("(12.50)", -1250),
        ("0.1", 10),
        ("abc", None),
    ],
)
def test_money(text, fen):
    assert parse_money(text) == fen


def test_weights():
    assert parse_weight("1.5kg") == 1500
    assert parse_weight("800", "重量(g)") == 800
    assert parse_weight("2") == 2000
    assert parse_weight("3斤") == 1500


@pytest.mark.parametrize(
    ("text", "scale", "mark"),
    [
        ("5", 5, 5),
        ("4.0", 5, 4),
        ("4.0/5", 5, 4),
        ("5星", 5, 5),
        ("★★★★☆", 5, 4),
        ("满意", 5, 4),
        ("不满意", 5, 2),
        ("非常满意", 5, 5),
        ("very dissatisfied", 5, 1),
        ("9", 10, 5),
        ("0", 10, 1),
        ("80%", 5, 4),
        ("6", 5, None),
        ("-1", 5, None),
    ],
)
def test_marks(text, scale, mark):
    assert parse_rating(text, scale) == (mark, True)


def test_a_mark_nobody_understands():
    assert parse_rating("purple") == (None, False)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("13812345678", ()),
        ("138-1234-5678", ()),
        ("+86 138 1234 5678", ()),
        ("010-12345678", ()),
        ("0571-88888888转123", ()),
        ("95338", ()),
        ("001-555-123-4567x890", ()),
        ("13812345678/13912345678", ()),
        ("1381234567", ("phone_wrong_length",)),
        ("138123456789", ("phone_wrong_length",)),
        ("12", ("phone_wrong_length",)),
        ("1381234567O", ("phone_has_letter",)),
        ("138****5678", ("phone_masked",)),
        ("1.38E+10", ("number_shortened",)),
    ],
)
def test_phones(text, faults):
    assert phone_faults(text) == faults


def test_what_looks_like_a_phone():
    assert looks_like_phone("13812345678")
    assert not looks_like_phone("2024-11-05")
    assert not looks_like_phone("12")


def test_email_faults():
    assert email_fault("a.b@example.com") is None
    assert email_fault("a@x.com; b@y.cn") is None
    for bad in ("a.example.com", "a@b", "a@@b.com", "@", "a@b..com"):
        assert email_fault(bad) == "email_malformed"


def test_waybills_in_running_text():
    text = "运单号：773012345678901，另一件SF1234567890123。order 12345678901, tracking number 1234567890."
    assert find_waybills(text) == ("773012345678901", "SF1234567890123", "1234567890")
    assert find_waybills("电话13812345678，2024-11-05") == ()


def test_placeholders():
    assert find_placeholder("my {product_purchased} broke") == "{product_purchased}"
    assert find_placeholder("您好 {{ customer.name }}") == "{{ customer.name }}"
    assert find_placeholder("尊敬的{客户姓名}") == "{客户姓名}"
    assert find_placeholder('{"a": 1} and {} and f(x) {1,2}') is None


@pytest.mark.parametrize(
    ("field", "word", "code"),
    [
        ("status", "已解决", "resolved"),
        ("status", "未解决", "open"),
        ("status", "Pending Customer Response", "waiting.customer"),
        ("status", "pending_customer", "waiting.customer"),
        ("status", "In-Progress", "open"),
        ("status", "已解决（客户确认）", "resolved"),
        ("status", "Geschlossen", "closed"),
        ("status", "対応中", "open"),
        ("status", "مغلقة", "closed"),
        ("status", "somewhere", None),
        ("priority", "P1", "4"),
        ("priority", "1 - Critical", "4"),
        ("priority", "高", "3"),
        ("priority", "非常紧急", "4"),
        ("channel", "Social media", "chat"),
        ("channel", "微信公众号", "chat"),
        ("party", "收件人", "receiver"),
    ],
)
def test_value_words(field, word, code):
    assert code_of(field, word) == code


def test_spelling_does_not_matter():
    assert plain("TicketID") == plain("ticket_id") == plain("Ticket-Id") == "ticket id"
    assert plain("工单 编号") == "工单编号"
    assert is_missing(" N/A ")
    assert is_missing("无")
    assert not is_missing("无法登录")

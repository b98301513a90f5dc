from __future__ import annotations

import json

import pytest

from tests.workstation.readers.conftest import NOW, ZONE
from workstation.readers.drafts import RefusedRow
from workstation.readers.parceldrafts import ParcelDraft
from workstation.readers.parcels import read_parcels
from workstation.readers.proposal import propose
from workstation.readers.table import open_table
from workstation.readers.traces import read_traces

EVENTS = [
    {"time": "2024-11-05 20:00:00", "context": "【上海市】派送中", "location": "上海"},
    {"time": "2024-11-03 08:00:00", "context": "【深圳市】已揽收", "location": "深圳"},
    {"time": "2024-11-04 09:30:00", "context": "运输中", "location": "杭州"},
]


@pytest.fixture
def parcels(make):
    def read(content, name="p.csv"):
        table = open_table(make(content, name))
        return list(read_parcels(table, propose(table, "parcels"), zone=ZONE, now=NOW))

    return read


def test_a_row_per_parcel(parcels, csv_text, ms):
    text = csv_text(
        (
            "运单号",
            "快递公司",
            "始发地",
            "目的地",
            "物品名称",
            "物品类型",
            "重量(kg)",
            "声明价值",
            "保价金额",
            "运费",
            "代收货款",
            "运单状态",
            "寄件时间",
            "签收时间",
            "寄件人",
            "寄件人电话",
            "寄件人地址",
            "收件人",
            "收件人电话",
            "收件人地址",
            "物流轨迹",
        ),
        (
            "SF1234567890123",
            "顺丰",
            "深圳",
            "上海",
            "花瓶",
            "易碎品",
            "1.5",
            "3,000元",
            "2000",
            "23",
            "",
            "已签收",
            "2024/11/3 8:00",
            "2024-11-06",
            "张三",
            "13812345678",
            "深圳南山",
            "李四",
            "1391234567",
            "上海浦东",
            json.dumps(EVENTS, ensure_ascii=False),
        ),
    )
    (draft,) = parcels(text)
    assert isinstance(draft, ParcelDraft)
    assert (draft.carrier, draft.origin, draft.destination) == ("顺丰", "深圳", "上海")
    assert (draft.goods, draft.category, draft.weight_g) == ("花瓶", "fragile", 1500)
    assert (draft.declared_fen, draft.insured_fen, draft.freight_fen, draft.cod_fen) == (
        300000,
        200000,
        2300,
        None,
    )
    assert (draft.posted_at, draft.signed_at) == (ms(2024, 11, 3, 8), ms(2024, 11, 6))
    assert (draft.sender_name, draft.receiver_name) == ("张三", "李四")
    assert [trace.place for trace in draft.traces] == ["深圳", "杭州", "上海"]
    assert [(flag.code, flag.field) for flag in draft.flags] == [
        ("phone_wrong_length", "receiver_phone")
    ]


def test_a_row_per_event_becomes_one_parcel(parcels, ms):
    text = "运单号,操作时间,网点,描述\nYT1234567890123,2024-11-05 20:00,上海,派送中\nYT9999999999999,2024-11-01 10:00,广州,揽收\nYT1234567890123,2024-11-03 08:00,深圳,已揽收\n"
    one, two = parcels(text)
    assert (one.waybill, one.lines) == ("YT1234567890123", (2, 4))
    assert [(trace.place, trace.text) for trace in one.traces] == [
        ("深圳", "已揽收"),
        ("上海", "派送中"),
    ]
    assert one.traces[0].at == ms(2024, 11, 3, 8)
    assert two.lines == (3,)


@pytest.mark.parametrize(
    "cell",
    [
        json.dumps(EVENTS),
        json.dumps(json.dumps(EVENTS)),
        json.dumps({"message": "ok", "data": EVENTS}),
        json.dumps({"status": "200", "result": json.dumps({"list": EVENTS})}),
        json.dumps([json.dumps(event) for event in EVENTS]),
        repr(EVENTS),
        "2024-11-05 20:00:00 [上海] 派送中\n2024-11-04 09:30:00 [杭州] 运输中\n2024-11-03 08:00:00 [深圳] 已揽收",
        "2024/11/3 8:00 【深圳】已揽收；2024年11月4日 9:30 【杭州】运输中；2024-11-05 20:00 【上海】派送中",
        json.dumps(
            [
                {"AcceptTime": e["time"], "AcceptStation": e["context"], "Location": e["location"]}
                for e in EVENTS
            ]
        ),
        json.dumps(
            [
                {"date": "05.11.2024", "time": "1730808000000", "desc": "x", "city": "上海"},
                {"ftime": "2024-11-03T00:00:00Z", "desc": "y", "city": "深圳"},
                {"timestamp": 1730683800, "desc": "z", "city": "杭州"},
            ]
        ),
    ],
)
def test_traces_of_many_shapes_come_in_order(cell, ms):
    traces, _, sound = read_traces(cell, "dmy", ZONE)
    assert sound
    assert [trace.place for trace in traces] == ["深圳", "杭州", "上海"]
    assert traces[0].at == ms(2024, 11, 3, 8)


def test_newest_first_with_equal_times_is_turned_round():
    cell = json.dumps(
        [
            {"time": "2024-11-05", "desc": "c"},
            {"time": "2024-11-04", "desc": "b"},
            {"time": "2024-11-04", "desc": "a"},
        ]
    )
    assert [trace.text for trace in read_traces(cell, "ymd", ZONE)[0]] == ["a", "b", "c"]


def test_an_event_without_a_readable_time_is_kept():
    cell = json.dumps([{"time": "yesterday", "desc": "left"}, {"time": "2024-11-04", "desc": "b"}])
    traces, _, _ = read_traces(cell, "ymd", ZONE)
    assert [(trace.at is None, trace.text) for trace in traces] == [
        (True, "yesterday left"),
        (False, "b"),
    ]


@pytest.mark.parametrize(
    "cell",
    [
        '{"message": "查无结果", "status": "404", "data": []}',
        '{"Success": false, "Reason": "单号不存在", "Traces": []}',
        "Not found",
        "暂无轨迹",
    ],
)
def test_an_answer_not_found_is_kept_as_such(parcels, csv_text, cell):
    (draft,) = parcels(csv_text(("waybill", "traces"), ("SF1234567890123", cell)))
    assert not draft.found
    assert draft.traces == ()
    assert draft.answer
    assert [flag.code for flag in draft.flags] == ["carrier_not_found"]


def test_carrier_answers_as_json(parcels):
    answers = [
        {"nu": "SF1234567890123", "com": "shunfeng", "message": "ok", "state": "3", "data": EVENTS},
        {
            "nu": "YT1234567890123",
            "com": "yuantong",
            "message": "查无结果",
            "state": "0",
            "data": [],
        },
        {"com": "zto", "message": "ok"},
    ]
    found, lost, refused = parcels(json.dumps(answers, ensure_ascii=False), "p.json")
    assert (found.waybill, len(found.traces), found.carrier) == ("SF1234567890123", 3, "shunfeng")
    assert not lost.found
    assert isinstance(refused, RefusedRow)
    assert refused.reason == "no_waybill"
    (single,) = parcels(json.dumps(answers[0]), "p.json")
    assert len(single.traces) == 3


def test_unreadable_traces_stay_with_the_parcel(parcels, csv_text):
    (draft,) = parcels(csv_text(("waybill", "traces"), ("SF1234567890123", "[{broken")))
    assert draft.extra["traces"] == "[{broken"
    assert [flag.code for flag in draft.flags] == ["traces_unreadable"]


def test_a_waybill_whose_digits_were_lost_is_refused(parcels):
    (row,) = parcels("运单号,状态\n7.73012E+14,已签收\n")
    assert row.reason == "number_shortened"

from __future__ import annotations

import json

import pytest

from tests.workstation.readers.conftest import NOW, ZONE
from workstation.readers.drafts import FLAG_CODES, RefusedRow, TicketDraft, kin
from workstation.readers.mapping import Mapping
from workstation.readers.proposal import propose
from workstation.readers.summary import Summary, summary
from workstation.readers.table import open_table
from workstation.readers.tickets import read_tickets

HEAD = "ticket id,created at,first response at,resolved at,subject,description,status,priority,phone,email,satisfaction"
WORDS = "The parcel has not arrived and nobody answers the phone"


def one(drafts, make, row, head=HEAD):
    (draft,) = drafts(make(f"{head}\n{row}\n"))
    assert isinstance(draft, TicketDraft)
    assert {flag.code for flag in draft.flags} <= set(FLAG_CODES)
    return draft


def codes(draft):
    return sorted(flag.code for flag in draft.flags)


def test_a_whole_ticket(drafts, make, ms, csv_text):
    text = csv_text(
        (
            "工单号",
            "客户姓名",
            "联系电话",
            "问题类型",
            "问题描述",
            "处理结果",
            "状态",
            "优先级",
            "渠道",
            "创建时间",
            "解决时间",
            "客服",
            "满意度",
            "标签",
            "省份",
            "会员等级",
        ),
        (
            "G1",
            "张三",
            "13812345678",
            "时效",
            "运单号SF1234567890123一直没到",
            "已补偿",
            "已解决",
            "紧急",
            "微信",
            "2024年11月5日 9:30",
            "2024/11/6 10:00",
            "李四",
            "非常满意",
            "催单,晚到",
            "广东",
            "金卡",
        ),
    )
    (draft,) = drafts(make(text))
    assert draft.created_at == ms(2024, 11, 5, 9, 30)
    assert draft.resolved_at == ms(2024, 11, 6, 10, 0)
    assert (draft.status, draft.priority, draft.channel, draft.satisfaction) == (
        "resolved",
        4,
        "chat",
        5,
    )
    assert (draft.class_word, draft.region, draft.tags) == ("时效", "广东", ("催单", "晚到"))
    assert (draft.waybill, draft.waybills) == ("SF1234567890123", ("SF1234567890123",))
    assert draft.extra == {"会员等级": "金卡"}
    assert draft.flags == ()
    assert [(said.direction, said.author, said.at) for said in draft.messages] == [
        ("in", "张三", draft.created_at),
        ("out", "李四", draft.resolved_at),
    ]
    assert draft.title.startswith("运单号SF")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            f"1,2024-11-05 10:00,,2024-11-04 10:00,s,{WORDS},Closed,High,,,",
            ["resolved_before_created"],
        ),
        (
            f"1,2024-11-05 10:00,2024-11-05 12:00,2024-11-05 11:00,s,{WORDS},Closed,,,,",
            ["resolved_before_response"],
        ),
        (f"1,2024-11-05 10:00,2024-11-05 09:00,,s,{WORDS},Open,,,,", ["response_before_created"]),
        (f"1,2099-01-01 10:00,,,s,{WORDS},Open,,,,", ["date_in_future"]),
        (f"1,1970-01-02 10:00,,,s,{WORDS},Open,,,,", ["date_too_old"]),
        (f"1,someday,,,s,{WORDS},Open,,,,", ["created_guessed", "date_unreadable"]),
        (f"1,2024-11-05,,,s,{WORDS},Floating,,,,", ["status_unknown"]),
        (f"1,2024-11-05,,,s,{WORDS},Open,Purple,,,", ["priority_unknown"]),
        (f"1,2024-11-05,,,s,{WORDS},Open,3,,,", ["priority_number"]),
        (f"1,2024-11-05,,,s,{WORDS},Open,,1381234567O,,", ["phone_has_letter"]),
        (f"1,2024-11-05,,,s,{WORDS},Open,,1381234567,,", ["phone_wrong_length"]),
        (f"1,2024-11-05,,,s,{WORDS},Open,,,me.at.home,", ["email_malformed"]),
        (f"1,2024-11-05,,,s,{WORDS},Open,,,,9", ["satisfaction_out_of_range"]),
        (f"1,2024-11-05,,,s,{WORDS} {{order_no}},Open,,,,", ["unfilled_placeholder"]),
        (f"1,2024-11-05,,2024-11-05 08:00,s,{WORDS},,,,,", ["status_guessed"]),
        ("1,2024-11-05,,,,,Open,High,,,", None),
    ],
)
def test_impossible_facts_are_flagged_and_kept(make, row, expected):
    mapping = Mapping.from_dict(
        {
            "columns": dict(
                zip(
                    HEAD.split(","),
                    [
                        "external_no",
                        "created_at",
                        "first_response_at",
                        "resolved_at",
                        "subject",
                        "body",
                        "status_word",
                        "priority_word",
                        "phone",
                        "email",
                        "satisfaction",
                    ],
                    strict=True,
                )
            )
        }
    )
    table = open_table(make(f"{HEAD}\n{row}\n"))
    (draft,) = read_tickets(table, mapping, zone=ZONE, now=NOW)
    if expected is None:
        assert isinstance(draft, RefusedRow)
        assert draft.reason == "no_text"
        return
    assert codes(draft) == expected


def test_unread_texts_stay_with_the_ticket(drafts, make):
    draft = one(drafts, make, f"1,2024-11-05,2024-11-05,,s,{WORDS},Floating,Purple,,,").extra
    assert draft == {"status": "Floating", "priority": "Purple"}


def test_a_day_without_a_time_is_compared_by_the_day(drafts, make):
    draft = one(drafts, make, f"1,2024-11-05 10:00,,2024-11-05,s,{WORDS},Closed,,,,")
    assert draft.flags == ()


def test_a_missing_beginning_is_taken_from_the_earliest_time(drafts, make, ms):
    draft = one(drafts, make, f"1,,2024-11-05 12:00,2024-11-05 11:00,s,{WORDS},Closed,,,,")
    assert draft.created_at == ms(2024, 11, 5, 11)
    assert codes(draft) == ["created_guessed", "resolved_before_response"]
    late = one(drafts, make, f"1,,,,s,{WORDS},Open,,,,")
    assert late.created_at == NOW
    assert codes(late) == ["created_guessed"]


def test_times_may_be_given_as_spans(drafts, make, ms):
    head = "id,created at,first response time (minutes),time to resolution,description"
    draft = one(drafts, make, f"1,2024-11-05 10:00,15,1 day 2 hours,{WORDS}", head)
    assert draft.first_response_at == ms(2024, 11, 5, 10, 15)
    assert draft.resolved_at == ms(2024, 11, 6, 12)
    bare = one(drafts, make, f"1,2024-11-05 10:00,15,7,{WORDS}", head)
    assert codes(bare) == ["span_unit_unknown"]
    assert bare.extra["time to resolution"] == "7"


def test_day_and_time_of_day_may_stand_apart(drafts, make, ms):
    draft = one(drafts, make, f"1,05.11.2024,14:30,{WORDS}", "ticket id,datum,uhrzeit,beschreibung")
    assert draft.created_at == ms(2024, 11, 5, 14, 30)


def test_names_may_stand_apart(drafts, make):
    head = "id,first name,last name,description"
    assert one(drafts, make, f"1,Jo,Doe,{WORDS}", head).customer_name == "Jo Doe"
    assert one(drafts, make, f"1,小明,王,{WORDS}", head).customer_name == "王小明"


def test_waiting_has_its_reason(drafts, make):
    draft = one(drafts, make, f"1,2024-11-05,,,s,{WORDS},Pending Customer Response,,,,")
    assert (draft.status, draft.waiting_reason) == ("waiting", "customer")


def test_the_type_stands_in_for_missing_words(drafts, make):
    draft = one(drafts, make, "1,2024-11-05,延误,张三,", "工单号,创建时间,问题类型,客户,问题描述")
    assert draft.subject == "延误"
    assert codes(draft) == ["text_missing"]


def test_the_same_file_twice_gives_the_same_keys(drafts, make, csv_text):
    rows = [("created at", "customer", "description")] + [("2024-11-05", "Jo Doe", WORDS)] * 3
    first, again = drafts(make(csv_text(*rows))), drafts(make(csv_text(*rows), "b.csv", "utf-16"))
    keys = [draft.source_key for draft in first]
    assert len(set(keys)) == 3
    assert keys == [draft.source_key for draft in again]
    assert [d.content_hash for d in first] == [d.content_hash for d in again]
    assert [codes(draft) for draft in first] == [[], ["duplicate_row"], ["duplicate_row"]]


def test_a_row_count_is_not_part_of_the_key(drafts, make):
    head = "序号,创建时间,问题描述"
    one_, two = drafts(make(f"{head}\n1,2024-11-05,甲{WORDS}\n2,2024-11-05,乙{WORDS}\n"))
    (again,) = drafts(make(f"{head}\n1,2024-11-05,乙{WORDS}\n", "b.csv"))
    assert again.source_key == two.source_key != one_.source_key


def test_a_changed_row_keeps_its_key_and_changes_its_content(drafts, make):
    before = one(drafts, make, f"A1,2024-11-05,,,s,{WORDS},Open,,,,")
    after = one(drafts, make, f"A1,2024-11-05,,,s,{WORDS},Closed,,,,")
    assert before.source_key == after.source_key
    assert before.content_hash != after.content_hash
    assert kin(before.origin, after.origin)
    other = one(drafts, make, "A1,2024-12-24,,,t,Something else happened to somebody else,Open,,,,")
    assert other.source_key == before.source_key
    assert not kin(before.origin, other.origin)
    assert other.alternate_key != before.alternate_key


def test_one_number_twice_in_a_file_is_two_tickets(drafts, make):
    found = drafts(make(f"{HEAD}\nA1,,,,s,{WORDS} one,,,,,\nA1,,,,s,{WORDS} two,,,,,\n"))
    assert len({draft.source_key for draft in found}) == 2
    assert "duplicate_number" in codes(found[1])


def test_a_number_whose_digits_were_lost_is_flagged(drafts, make):
    draft = one(drafts, make, f"1,7.73012E+14,{WORDS}", "ticket id,运单号,description")
    assert "number_shortened" in codes(draft)


CHAT = [
    {"role": "user", "content": "Where is it?", "timestamp": "2024-11-05 10:00:00"},
    {"role": "assistant", "content": "I will look.", "timestamp": "2024-11-05 10:01:00"},
    {"role": "user", "content": "Thanks", "timestamp": "2024-11-05 10:02:00"},
]
LINES = "客户(2024-11-05 10:00)：在哪里？\n还有一行\n客服小王 2024-11-05 10:01: 我查一下\n[2024-11-05 10:02] 客户：谢谢"


@pytest.mark.parametrize(
    "cell",
    [
        json.dumps(CHAT),
        json.dumps(json.dumps(CHAT)),
        repr(CHAT),
        json.dumps({"messages": CHAT}),
        LINES,
    ],
)
def test_conversations_in_a_cell(drafts, make, ms, csv_text, cell):
    text = csv_text(
        ("id", "created at", "customer", "conversation"), ("1", "2024-11-05 09:59", "Jo", cell)
    )
    (draft,) = drafts(make(text))
    assert [said.direction for said in draft.messages] == ["in", "out", "in"]
    assert [said.at for said in draft.messages] == [ms(2024, 11, 5, 10, m) for m in range(3)]
    assert draft.flags == ()


def test_a_nested_conversation_from_json(drafts, make):
    row = {
        "id": 1,
        "subject": "late",
        "messages": [
            {"author": {"name": "Jo", "role": "customer"}, "body": "hi"},
            {"direction": "outbound", "text": "hello"},
            {"public": False, "body": "call back", "from": "agent"},
        ],
    }
    (draft,) = drafts(make(json.dumps([row]), "a.json"))
    assert [(m.direction, m.body) for m in draft.messages] == [
        ("in", "hi"),
        ("out", "hello"),
        ("", "call back"),
    ]


def test_authors_are_known_by_their_numbers(drafts, make):
    said = [{"author_id": 12, "body": "where is it"}, {"author_id": 13, "body": "on its way"}]
    row = {"id": 1, "subject": "late", "requester_id": 12, "assignee_id": 13, "comments": said}
    (draft,) = drafts(make(json.dumps({"tickets": [row, row]}), "a.json"))[:1]
    assert [message.direction for message in draft.messages] == ["in", "out"]
    assert "speaker_unknown" not in codes(draft)


def test_a_subject_alone_is_what_the_customer_said(drafts, make):
    draft = one(drafts, make, "1,2024-11-05,,,Where is my parcel,,Open,,,,")
    assert [(said.direction, said.body) for said in draft.messages] == [
        ("in", "Where is my parcel")
    ]


def test_a_nested_address_that_is_an_email(drafts, make):
    row = {
        "id": 1,
        "description": "late",
        "via": {"from": {"address": "a@example.com", "name": "Jo"}},
    }
    (draft,) = drafts(make(json.dumps([row]), "a.json"))
    assert (draft.email, draft.customer_name) == ("a@example.com", "Jo")


def test_unreadable_rows_are_refused_and_counted(drafts, make):
    text = f"{HEAD}\n1,,,,s,{WORDS},Open,,,,\n2,,,,s,{WORDS},Open,,,,,too,many\n合计,,,,,,,,,,\n"
    counted = summary(drafts(make(text)))
    assert (counted.rows, counted.drafts, counted.refused) == (3, 1, 2)
    assert counted.reasons == {"too_many_cells": 1, "total_row": 1}
    assert counted.places == {"too_many_cells": [3], "total_row": [4]}
    assert counted.flags["created_guessed"] == counted.flagged == 1


def test_counting_passes_everything_on():
    counted = Summary()
    row = RefusedRow(1, "no_text", {}, {})
    assert list(counted.counting([row])) == [row]
    assert counted.refused == 1


def test_words_of_many_languages_come_through_whole(drafts, make, csv_text):
    bodies = [
        "لم يصل الطرد حتى الآن 😡",
        "荷物がまだ届いていません🙏",
        "Größe stimmt nicht – Rückgabe!",
        "택배가 안 왔어요",
        "👩‍👩‍👧‍👦 包裹丢了",
    ]
    text = csv_text(("id", "description"), *enumerate(bodies))
    assert [draft.body for draft in drafts(make(text))] == bodies


def test_a_users_word_wins(make):
    table = open_table(make(f"id,description,status\n1,{WORDS},Open\n"))
    mapping = propose(table).with_word("status", "open", "closed")
    (draft,) = read_tickets(table, mapping, zone=ZONE, now=NOW)
    assert draft.status == "closed"

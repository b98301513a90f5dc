"""Exports of other help desks, written here as those programs write them."""

from __future__ import annotations

import json

import pytest

from workstation.readers.drafts import FLAG_CODES, RefusedRow
from workstation.readers.matters import matter_of
from workstation.readers.proposal import propose
from workstation.readers.readable import readable
from workstation.readers.table import open_table


def fields_of(path):
    return {choice.header: choice.field for choice in propose(open_table(path)).columns}


def said(draft):
    return [(message.direction, message.author, message.body) for message in draft.messages]


def test_counts_durations_and_states_win_no_texts_and_no_times(make, drafts, csv_text, ms):
    path = make(
        csv_text(
            ("Ticket ID", "Subject", "Status", "Created time", "Resolved time", "Time tracked",
             "Resolution time (in hrs)", "Agent interactions", "First response status",
             "Initial response time", "Description"),
            ("101", "Lost", "Closed", "2024-11-05 09:00", "2024-11-06 09:00", "00:15", "24", "3",
             "Within SLA", "2024-11-05 09:30", "The parcel never came to my door"),
            ("102", "Late", "Closed", "2024-11-07 09:00", "", "01:30", "", "1", "SLA Violated",
             "", "The parcel came three days too late"),
        )
    )  # fmt: skip
    found = fields_of(path)
    assert found["Created time"] == "created_at"
    assert found["Resolved time"] == "resolved_at"
    assert found["Initial response time"] == "first_response_at"
    left = (
        "Time tracked",
        "Resolution time (in hrs)",
        "Agent interactions",
        "First response status",
    )
    assert [found[name] for name in left] == [None] * 4
    draft, _ = drafts(path)
    assert (draft.created_at, draft.resolved_at) == (ms(2024, 11, 5, 9), ms(2024, 11, 6, 9))
    assert said(draft) == [("in", "", "The parcel never came to my door")]
    assert draft.extra["Time tracked"] == "00:15"


def test_a_span_serves_where_no_moment_is_told(make, drafts, csv_text, ms):
    (draft,) = drafts(
        make(
            csv_text(
                ("会话编号", "会话开始时间", "首次响应时长(秒)", "会话轮次", "买家昵称", "客服昵称", "聊天内容"),
                ("T1", "2024-11-05 09:00:00", "12", "2", "tb_1", "店:小美",
                 "tb_1 2024-11-05 09:00:00\n快递怎么还没到\n店:小美 2024-11-05 09:00:12\n帮您催一下"),
            )
        )
    )  # fmt: skip
    assert draft.first_response_at == ms(2024, 11, 5, 9, 0, 12)
    assert said(draft) == [("in", "tb_1", "快递怎么还没到"), ("out", "店:小美", "帮您催一下")]
    assert draft.title == "快递怎么还没到"


@pytest.mark.parametrize("who", ["kefu", "agent", "客服", "system", "admin", "客服007"])
def test_chats_with_epoch_times(make, drafts, who):
    start = 1_730_770_800
    chat = {
        "session_id": "c-1",
        "start": start,
        "end": start + 600,
        "messages": [
            {"from": "user", "ts": start + 1, "text": "包裹没到"},
            {"from": who, "ts": (start + 60) * 1000, "text": "在查"},
        ],
    }
    (draft,) = drafts(make(json.dumps(chat, ensure_ascii=False) + "\n", "chat.jsonl"))
    assert (draft.external_no, draft.priority, draft.created_at) == ("c-1", 2, start * 1000)
    assert draft.resolved_at == (start + 600) * 1000
    assert [(m.direction, m.at) for m in draft.messages] == [
        ("in", (start + 1) * 1000),
        ("out", (start + 60) * 1000),
    ]


def test_a_chat_begins_with_its_first_message(make, drafts):
    rows = [
        {"id": "1", "messages": [{"role": "customer", "at": "2024-11-05T10:00:00Z", "text": "hi"}]}
    ]
    (draft,) = drafts(make(json.dumps(rows), "a.json"))
    assert draft.created_at == draft.messages[0].at
    assert draft.flags == ()


def test_names_of_nested_objects_are_read_from_the_inside_out(make, drafts, ms):
    row = {
        "工单号": "A-1",
        "时间": {
            "创建": "2024-11-05 10:00",
            "首响": "2024-11-05 10:10",
            "完结": "2024-11-06 10:00",
        },
        "客户": {"姓名": "张三", "电话": "13800138000"},
        "问题": {"类型": "破损", "描述": "杯子碎了\\n两只"},
        "处理": {"状态": "已完结", "结果": "赔付50元"},
        "优先级": "P1",
    }
    (draft,) = drafts(make(json.dumps({"data": {"list": [row]}}, ensure_ascii=False), "a.json"))
    assert draft.created_at == ms(2024, 11, 5, 10)
    assert draft.first_response_at == ms(2024, 11, 5, 10, 10)
    assert draft.resolved_at == ms(2024, 11, 6, 10)
    assert (draft.customer_name, draft.class_word, draft.priority) == ("张三", "破损", 4)
    assert draft.body == "杯子碎了\n两只"


@pytest.mark.parametrize(
    "word", ["合计", "总计：", "共计 2 条", "Total", "Grand total", "Gesamt", "итого"]
)
def test_a_row_of_totals_is_no_ticket(make, drafts, csv_text, word):
    path = make(
        csv_text(
            ("工单编号", "创建时间", "客户", "问题描述", "赔付金额"),
            ("G1", "2024-11-05", "张三", "快件破损了", "20"),
            ("G2", "2024-11-06", "李四", "合计少了两件", "30"),
            (word, "", "", "", "50"),
        )
    )
    one, two, last = drafts(path)
    assert (one.external_no, two.external_no) == ("G1", "G2")
    assert isinstance(last, RefusedRow)
    assert (last.reason, last.line) == ("total_row", 4)


def test_repeated_comments_are_notes_with_author_and_time(make, drafts, csv_text, ms):
    path = make(
        csv_text(
            ("Issue key", "Summary", "Reporter", "Assignee", "Created", "Description", "Resolution",
             "Labels", "Labels", "Comment", "Comment"),
            ("S-1", "Scanner", "rob", "ann", "05/Nov/24 2:30 PM", "It is broken", "Fixed", "hub",
             "scan", "05/Nov/24 3:00 PM;ann;Looking; soon", "06/Nov/24 8:00 AM;rob;Thanks"),
            ("S-2", "Refund", "eve", "", "07/Nov/24 2:30 PM", "Money back", "Unresolved", "", "", "", ""),
        )
    )  # fmt: skip
    draft, other = drafts(path)
    assert said(draft) == [
        ("in", "rob", "It is broken"),
        ("", "ann", "Looking; soon"),
        ("in", "rob", "Thanks"),
    ]
    assert [m.at for m in draft.messages[1:]] == [ms(2024, 11, 5, 15), ms(2024, 11, 6, 8)]
    assert draft.tags == ("hub", "scan")
    assert said(other) == [("in", "eve", "Money back")]


def test_work_notes_with_their_heads(make, drafts, csv_text):
    notes = (
        "2024-11-05 08:30:00 - Beth Anglin (Work notes)\nRestarted it\n\n"
        "2024-11-05 08:45:00 - Abel Tuter (Additional comments)\nStill down"
    )
    path = make(
        csv_text(
            ("number", "opened_at", "caller_id", "short_description", "description",
             "comments_and_work_notes"),
            ("INC1", "2024-11-05 08:00:00", "Abel Tuter", "Scanner", "The scanner is down", notes),
        )
    )  # fmt: skip
    (draft,) = drafts(path)
    assert said(draft)[1:] == [
        ("", "Beth Anglin", "Restarted it"),
        ("in", "Abel Tuter", "Still down"),
    ]


def test_a_german_desk(make, drafts, csv_text, ms):
    head = ("#", "Titel", "Besitzer", "Kunde", "Gruppe", "Zustand", "Priorität", "Erstellt am",
            "Geschlossen am", "Artikelanzahl")  # fmt: skip
    rows = (
        ("1", "Päckchen kaputt", "Anna Groß", "Jürgen Weiß", "Reklamation", "geschlossen", "3 hoch",
         "05.11.2024 14:30", "06.11.2024 09:00", "3"),
        ("2", "Zu spät", "-", "Ömer", "Service", "warten auf Erinnerung", "1 niedrig",
         "07.11.2024 08:15", "", "1"),
    )  # fmt: skip
    one, two = drafts(make(csv_text(head, *rows, delimiter=";"), encoding="cp1252"))
    assert (one.agent_name, one.customer_name, one.group_word) == (
        "Anna Groß",
        "Jürgen Weiß",
        "Reklamation",
    )
    assert (one.status, one.priority, one.closed_at) == ("closed", 3, ms(2024, 11, 6, 9))
    assert (two.agent_name, two.status, two.priority) == ("", "waiting", 1)


def test_french_in_one_byte_is_not_taken_for_thai(make):
    text = "ID;Titre;Entité;Priorité;Date de clôture\n1;Colis abîmé;Siège;Très haute;05/11/2024\n"
    assert open_table(make(text, encoding="cp1252")).encoding == "cp1252"


MESSAGES = (
    ("ticket_id", "subject", "status", "message_id", "author", "author_role", "created_at", "message"),
    ("T-1", "Parcel", "open", "1", "Ann", "customer", "2024-11-05T10:00:00Z", "Where is it?"),
    ("T-1", "Parcel", "open", "2", "Bob", "agent", "2024-11-05T10:30:00Z", "I am looking"),
    ("T-2", "Broken", "new", "3", "Cy", "customer", "2024-11-05T11:00:00Z", "It is broken"),
    ("T-1", "Parcel", "solved", "4", "Ann", "customer", "2024-11-05T12:00:00Z", "Thanks"),
    ("T-2", "Another matter", "new", "5", "Di", "customer", "2024-11-06T11:00:00Z", "I have a question"),
)  # fmt: skip


def test_rows_that_are_messages_become_one_ticket(make, drafts, csv_text):
    found = drafts(make(csv_text(*MESSAGES)))
    first = next(draft for draft in found if draft.external_no == "T-1")
    assert said(first) == [
        ("in", "Ann", "Where is it?"),
        ("out", "Bob", "I am looking"),
        ("in", "Ann", "Thanks"),
    ]
    assert (first.customer_name, first.agent_name, first.status) == ("Ann", "Bob", "resolved")
    assert first.lines == (2, 3, 5)
    assert sum(len(draft.lines) for draft in found) == len(MESSAGES) - 1
    others = [draft for draft in found if draft.external_no == "T-2"]
    assert [draft.subject for draft in others] == ["Broken", "Another matter"]
    assert [str(flag) for flag in others[1].flags] == ["duplicate_number:external_no"]
    assert len({draft.source_key for draft in found}) == 3
    again = drafts(make(csv_text(*MESSAGES), "again.csv"))
    assert [(d.source_key, d.content_hash) for d in found] == [
        (d.source_key, d.content_hash) for d in again
    ]


def test_chat_rows_with_words_for_the_sides(make, drafts, csv_text):
    path = make(
        csv_text(
            ("会话ID", "消息ID", "发送人", "发送人类型", "发送时间", "消息内容"),
            ("S1", "M1", "小猫", "客户", "2024-11-05 09:00:00", "快递没到"),
            ("S1", "M2", "客服007", "客服", "2024-11-05 09:01:00", "请提供单号"),
            ("S2", "M3", "大熊", "客户", "2024-11-05 10:00:00", "箱子坏了"),
        ),
        encoding="gb18030",
    )
    one, two = drafts(path)
    assert [m.direction for m in one.messages] == ["in", "out"]
    assert (one.customer_name, one.agent_name, two.customer_name) == ("小猫", "客服007", "大熊")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<div>Late by <b>3 days</b>.<br>Check&nbsp;it</div>", "Late by 3 days.\nCheck it"),
        (
            "<style>p{}</style><p>a &amp; b</p><ul><li>one</li><li>two</li></ul>",
            "a & b\n- one\n- two",
        ),
        ("one\\ntwo\\r\\nthree", "one\ntwo\nthree"),
        ("a < b and c > d", "a < b and c > d"),
        ("in C:\\new\\names", "in C:\\new\\names"),
        ("写 <我> 的", "写 <我> 的"),
    ],
)
def test_marked_up_text_is_read_as_people_read_it(written, read):
    assert readable(written) == read
    assert readable(read) == read


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("priority (1=highest)", "1 2 3 4 5", [4, 3, 2, 1, 1]),
        ("优先级（1为最高）", "1 2 3 4 5", [4, 3, 2, 1, 1]),
        ("priority", "P1 P2 P3 P4 P5", [4, 3, 2, 1, 1]),
    ],
)
def test_numbers_of_priorities(make, drafts, csv_text, header, cells, expected):
    rows = [(n, "2024-11-05", f"parcel {n} is late", cell) for n, cell in enumerate(cells.split())]
    found = drafts(make(csv_text(("id", "created", "description", header), *rows)))
    assert [draft.priority for draft in found] == expected
    assert {flag.code for draft in found for flag in draft.flags} <= set(FLAG_CODES)


def test_what_is_not_done_is_open(make, drafts, csv_text):
    rows = [("D1", "破损了", "已完结"), ("D2", "错发了", "未完结"), ("D3", "没到货", "尚未解决")]
    found = drafts(make(csv_text(("单号", "问题描述", "完结状态"), *rows)))
    assert [draft.status for draft in found] == ["resolved", "open", "open"]


def test_general_types_give_way_to_categories(make):
    text = "ID,Type,Category,Description\n1,Incident,Damage,The glass is broken\n2,Request,Late,Nothing came\n"
    found = fields_of(make(text))
    assert (found["Category"], found["Type"]) == ("class_word", None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("荷物がまだ届きません", "timeliness.late_delivery"),
        ("Das Päckchen kam beschädigt an", "safety.damaged"),
        ("Minha encomenda não chegou", "timeliness.late_delivery"),
        ("Посылка потеряна", "safety.lost"),
        ("컵이 깨졌어요", "safety.damaged"),
        ("Bonjour à tous", ""),
    ],
)
def test_the_matter_in_other_languages(text, code):
    known = {"timeliness.late_delivery", "safety.damaged", "safety.lost"}
    assert matter_of(("", text), known) == code


def test_settled_or_not_is_a_state(make, drafts, csv_text):
    rows = [("1", "包裹破了要求赔偿", "是"), ("2", "一直没有收到快递", "否")]
    found = drafts(make(csv_text(("编号", "问题描述", "是否解决"), *rows)))
    assert [draft.status for draft in found] == ["resolved", "open"]


def test_columns_of_one_name_are_read_in_order(make, drafts, csv_text, ms):
    path = make(
        csv_text(
            ("单号", "问题描述", "跟进记录", "跟进记录", "跟进记录"),
            (
                "1",
                "没收到货",
                "2024-11-05 10:00 小王：已联系网点",
                "2024-11-05 12:00 小王：明天送",
                "",
            ),
        )
    )
    (draft,) = drafts(path)
    assert [message.body for message in draft.messages] == ["没收到货", "已联系网点", "明天送"]
    assert draft.messages[2].at == ms(2024, 11, 5, 12)
    assert [message.direction for message in draft.messages] == ["in", "", ""]


def test_a_number_like_p1_under_a_name_of_numbers_is_no_priority(make, drafts, csv_text):
    rows = [("P1", "2024-11-05", "快递员态度恶劣"), ("P2", "2024-11-06", "未经允许放代收点")]
    found = drafts(make(csv_text(("投诉ID", "投诉时间", "投诉内容"), *rows)))
    assert [(draft.external_no, draft.priority) for draft in found] == [("P1", 2), ("P2", 2)]

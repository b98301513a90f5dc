from __future__ import annotations

import json

import pytest

from workstation.readers.errors import ReadError
from workstation.readers.fields import FIELDS, field_names, known_fields
from workstation.readers.mapping import (
    Mapping,
    fingerprint,
    load_mapping,
    save_mapping,
)
from workstation.readers.proposal import propose
from workstation.readers.table import open_table

BODY = "The parcel has not arrived and nobody answers the phone, please help me soon."


def fields_of(path, kind="tickets"):
    mapping = propose(open_table(path), kind)
    return {choice.header: choice.field for choice in mapping.columns}


def test_every_field_is_in_the_vocabulary():
    for kind in FIELDS:
        assert set(field_names(kind)) <= set(known_fields(kind))
        assert set(known_fields(kind)) - set(field_names(kind)) <= {"keep", "row_index"}


@pytest.mark.parametrize(
    ("headers", "row", "expected"),
    [
        (
            "工单编号,客户姓名,联系电话,运单号,问题类型,问题描述,处理结果,工单状态,紧急程度,受理渠道,创建时间,首次响应时间,办结时间,处理人,满意度",
            "G1,张三,13812345678,SF1234567890123,时效,快递一直没有收到请尽快处理谢谢,已派送,已解决,高,电话,2024-11-05 10:00,2024-11-05 10:10,2024-11-06,李四,满意",
            "external_no customer_name phone waybill class_word body resolution status_word priority_word channel_word created_at first_response_at resolved_at agent_name satisfaction",
        ),
        (
            "案件編號,客戶姓名,聯絡電話,問題類別,問題描述,狀態,優先順序,建立時間,結案時間",
            "G1,王小明,0912345678,延誤,包裹一直沒有收到請盡快處理,處理中,高,2024/11/05 10:00,",
            "external_no customer_name phone class_word body status_word priority_word created_at resolved_at",
        ),
        (
            "チケット番号,お客様名,メールアドレス,件名,問い合わせ内容,ステータス,優先度,受付日時,担当者",
            "1,田中太郎,a@example.jp,遅延,荷物がまだ届いていません確認をお願いします,対応中,高,2024/11/05 10:00,鈴木",
            "external_no customer_name email subject body status_word priority_word created_at agent_name",
        ),
        (
            "Ticketnummer,Kunde,E-Mail,Betreff,Beschreibung,Status,Priorität,Erstellt am,Gelöst am,Bearbeiter",
            f"1,Max Müller,m@example.de,Paket weg,{BODY.replace(',', '')},Offen,Hoch,05.11.2024,,Anna",
            "external_no customer_name email subject body status_word priority_word created_at resolved_at agent_name",
        ),
        (
            "Número de caso,Cliente,Teléfono,Asunto,Descripción,Estado,Prioridad,Fecha de creación",
            f"1,Ana Muñoz,+34 600 123 456,Daño,{BODY.replace(',', '')},Abierto,Alta,05/11/2024",
            "external_no customer_name phone subject body status_word priority_word created_at",
        ),
        (
            "N° de ticket,Nom du client,Objet,Description,Statut,Priorité,Date de création",
            f"1,Luc Petit,Retard,{BODY.replace(',', '')},En cours,Haute,05/11/2024",
            "external_no customer_name subject body status_word priority_word created_at",
        ),
        (
            "رقم التذكرة,اسم العميل,الموضوع,الوصف,الحالة,الأولوية,تاريخ الإنشاء",
            "1,أحمد علي,تأخير,لم يصل الطرد حتى الآن وأريد استرداد المبلغ,مفتوح,عالية,2024-11-05",
            "external_no customer_name subject body status_word priority_word created_at",
        ),
        (
            "caseNumber,requester.name,requester.email,Short Description,full_description,state,urgency,sys_created_on,Assigned To",
            f"CS001,Jo Doe,jo@example.com,Late,{BODY.replace(',', '')},Open,High,2024-11-05 10:00:00,Kim Lee",
            "external_no customer_name email subject body status_word priority_word created_at agent_name",
        ),
    ],
)
def test_names_of_many_languages(make, headers, row, expected):
    found = fields_of(make(f"{headers}\n{row}\n"))
    assert list(found.values()) == expected.split()


def test_bilingual_and_slightly_wrong_names(make):
    text = f'工单号(Ticket ID),问题描述 Description,Prioritty,客户手机号码\n1,"{BODY}",High,13812345678\n'
    assert list(fields_of(make(text)).values()) == ["external_no", "body", "priority_word", "phone"]


def test_the_contents_speak_when_there_is_no_header(make):
    rows = [
        (
            "TK001",
            "张小明",
            "13812345678",
            "快递一直没有收到，请尽快处理一下，谢谢你们",
            "已解决",
            "2024-11-05 10:00",
        ),
        (
            "TK002",
            "王女士",
            "13912345678",
            "包裹破损，里面的花瓶碎了，我要求赔偿全部损失",
            "处理中",
            "2024-11-06 11:00",
        ),
        (
            "TK003",
            "李四",
            "13712345678",
            "派送员态度很差，打电话也不接，希望你们给个说法",
            "已解决",
            "2024-11-07 12:00",
        ),
    ]
    text = "\n".join(",".join(row) for row in rows)
    assert list(fields_of(make(text)).values()) == [
        "external_no",
        "customer_name",
        "phone",
        "body",
        "status_word",
        "created_at",
    ]


def test_a_name_is_checked_against_what_stands_below_it(make):
    text = "id,date,phone,状态\n1,soon,call me,x\n2,later,no,y\n"
    found = fields_of(make(text))
    assert found["date"] != "created_at"
    assert found["phone"] != "phone"


def test_the_plainest_name_wins_and_a_cut_one_is_understood(make):
    text = f'impact,urgency,priority,state,创建,内容\nHigh,High,Low,Texas,20241105,"{BODY}"\n'
    assert list(fields_of(make(text)).values()) == [
        None,
        None,
        "priority_word",
        "region",
        "created_at",
        "body",
    ]


def test_numbers_like_p1_are_not_priorities(make):
    rows = "".join(f"P{n},{BODY.replace(',', '')} {n}\n" for n in range(6))
    assert list(fields_of(make(f"mã phiếu,nội dung\n{rows}")).values()) == ["external_no", "body"]


def test_look_alikes_are_left_alone(make):
    text = f'序号,Ticket ID,Date of Purchase,Customer Age,Description\n1,A7,2024-01-01,33,"{BODY}"\n2,A9,2024-01-02,34,"{BODY}"\n'
    mapping = propose(open_table(make(text)))
    found = {choice.header: choice.field for choice in mapping.columns}
    assert found == {
        "序号": None,
        "Ticket ID": "external_no",
        "Date of Purchase": None,
        "Customer Age": None,
        "Description": "body",
    }
    assert mapping.columns[0].index


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["05/11/2024", "06/11/2024", "25/11/2024"], "dmy"),
        (["05/11/2024", "11/25/2024"], "mdy"),
        (["24/11/05", "24/11/06", "24/11/07", "24/12/08"], "ymd"),
        (["05.11.2024", "06.11.2024"], "dmy"),
        (["05/11/2024", "06/11/2024"], "mdy"),
        (["2024-11-05", "2024-11-06"], "ymd"),
    ],
)
def test_the_whole_column_decides_the_order_of_a_date(make, cells, order):
    text = "created at,description\n" + "".join(
        f"{cell},{BODY.replace(',', '')}\n" for cell in cells
    )
    assert propose(open_table(make(text))).choice("created_at").date_order == order


def test_a_late_row_can_still_decide(make):
    cells = ["05/11/2024"] * 5000 + ["25/11/2024"]
    text = "created at,description\n" + "".join(f"{cell},words and words\n" for cell in cells)
    assert propose(open_table(make(text))).choice("created_at").date_order == "dmy"


def test_units_and_scales_are_kept(make):
    rows = "".join(f"{n},words about a parcel {n},{n * 5},{n}\n" for n in range(11))
    text = f"id,description,First response time (minutes),CSAT\n{rows}"
    mapping = propose(open_table(make(text)))
    assert mapping.choice("first_response_at").unit_ms == 60_000
    assert mapping.choice("satisfaction").scale == 10


def test_a_mapping_survives_its_file(make, tmp_path):
    mapping = propose(open_table(make(f'id,description,state\n1,"{BODY}",搞定\n')))
    mapping = mapping.with_word("status", "搞定", "resolved").with_column("id", "order_no")
    save_mapping(mapping, tmp_path / "map.json")
    again = load_mapping(tmp_path / "map.json")
    assert again == mapping
    assert again.code("status", "搞定") == "resolved"
    assert again.field_of("id") == "order_no"
    assert again.fingerprint == mapping.fingerprint


def test_a_field_moves_from_column_to_column():
    mapping = Mapping.from_dict({"columns": {"a": "body", "b": None}})
    moved = mapping.with_column("b", "body")
    assert (moved.field_of("a"), moved.field_of("b")) == (None, "body")
    assert moved.with_column("b", None).header("body") is None


def test_the_fingerprint_knows_the_set_of_names():
    assert fingerprint(["Ticket ID", "状态"]) == fingerprint(["状态", "ticket_id", "refused_line"])
    assert fingerprint(["a"]) != fingerprint(["b"])


@pytest.mark.parametrize(
    "content",
    [
        "not json",
        "[]",
        "{}",
        json.dumps({"columns": {"a": "no_such_field"}}),
        json.dumps({"kind": "spaceships", "columns": {}}),
        json.dumps({"columns": [{"field": "body"}]}),
        json.dumps({"columns": [{"header": "a", "date_order": "ydm"}]}),
    ],
)
def test_a_broken_mapping_file_says_so(make, content):
    with pytest.raises(ReadError) as told:
        load_mapping(make(content, "map.json"))
    assert told.value.code == "mapping_broken"


def test_a_missing_mapping_file_says_so(tmp_path):
    with pytest.raises(ReadError) as told:
        load_mapping(tmp_path / "none.json")
    assert told.value.code == "file_missing"
    with pytest.raises(ReadError):
        Mapping.from_dict({"columns": {"a": "body"}}).with_column("a", "nonsense")
    with pytest.raises(ReadError):
        Mapping.from_dict({"columns": {"a": "body"}}).with_date_order("a", "ydm")


def test_a_part_that_only_carries_is_known_by_the_part_before_it(make):
    issues = [
        {
            "id": str(10000 + number),
            "fields": {
                "summary": f"Parcel {number} arrived broken",
                "status": {"name": "In Progress"},
                "priority": {"name": "High"},
                "reporter": {"displayName": f"Ann Other{number}"},
            },
        }
        for number in range(4)
    ]
    told = fields_of(make(json.dumps({"issues": issues}), "issues.json"))
    assert told["fields.status.name"] == "status_word"
    assert told["fields.priority.name"] == "priority_word"
    assert told["fields.reporter.displayName"] == "customer_name"


def test_sentences_that_hold_digits_are_no_numbers(make):
    lines = "\n".join(f"客户说{number}号楼的快件丢失了" for number in range(5))
    assert fields_of(make(lines, "words.txt")) == {"column_1": "body"}

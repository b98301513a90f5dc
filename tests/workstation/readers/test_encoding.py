from __future__ import annotations

import pytest

from workstation.readers.encoding import guess_bytes, show_marked
from workstation.readers.errors import ReadError
from workstation.readers.table import open_table

HANS = "工单号,问题描述,创建时间\nA1,快递一直没有收到，请尽快处理,2024-11-05\nA2,包裹破损要求赔偿,2024-11-06\n"
HANT = "工單編號,問題描述,建立時間\nA1,包裹一直沒有收到，請盡快處理,2024-11-05\nA2,商品破損要求賠償,2024-11-06\n"
JA = "チケット番号,内容,受付日時\nA1,荷物がまだ届いていません。確認をお願いします,2024-11-05\n"
KO = "접수번호,내용,접수일시\nA1,택배가 아직 도착하지 않았습니다 확인 부탁드립니다,2024-11-05\n"
DE = "Ticketnummer;Beschreibung;Erstellt am\nA1;Das Paket für Frau Müller ist beschädigt, größere Verzögerung;05.11.2024\n"
FR = "N° de ticket;Description;Créé le\n1;Le colis n’est pas arrivé à l’adresse indiquée, très déçu;05/11/2024\n"
ES = "Número de ticket;Descripción;Fecha\n1;El paquete llegó dañado y el señor Muñoz está muy enojado;05/11/2024\n"
PL = "Nr zgłoszenia;Opis;Data\n1;Paczka jest uszkodzona, proszę o pilną pomoc w źródłach;05.11.2024\n"
RU = "Номер заявки;Описание;Дата создания\n1;Посылка не доставлена, прошу разобраться;05.11.2024\n"
EL = "Αριθμός;Περιγραφή;Ημερομηνία\n1;Το δέμα δεν έφτασε ακόμα και θέλω τα χρήματά μου πίσω;05.11.2024\n"
AR = "رقم التذكرة,الوصف,تاريخ الإنشاء\n1,لم يصل الطرد حتى الآن وأريد استرداد المبلغ,2024-11-05\n"
HE = "מספר,תיאור,תאריך\n1,החבילה לא הגיעה עדיין ואני רוצה לקבל את הכסף שלי בחזרה,2024-11-05\n"
TR = "Talep no;Açıklama;Tarih\n1;Kargo hâlâ gelmedi, müşteri çok kızgın, lütfen ilgilenin, teşekkürler ığş;05.11.2024\n"

CASES = [
    (HANS, "utf-8", "utf-8"),
    (HANS, "utf-8-sig", "utf-8"),
    (HANS, "gbk", "gb18030"),
    (HANS, "gb18030", "gb18030"),
    (HANS, "utf-16", "utf-16-le"),
    (HANS, "utf-16-le", "utf-16-le"),
    (HANS, "utf-16-be", "utf-16-be"),
    (HANT, "big5", "big5hkscs"),
    (HANT, "utf-16-be", "utf-16-be"),
    (JA, "cp932", "cp932"),
    (JA, "euc_jp", "euc_jp"),
    (JA, "utf-16-le", "utf-16-le"),
    (KO, "cp949", "cp949"),
    (DE, "cp1252", "cp1252"),
    (FR, "cp1252", "cp1252"),
    (ES, "cp1252", "cp1252"),
    (PL, "cp1250", "cp1250"),
    (TR, "cp1254", "cp1254"),
    (RU, "cp1251", "cp1251"),
    (RU, "koi8-r", "koi8-r"),
    (EL, "cp1253", "cp1253"),
    (AR, "cp1256", "cp1256"),
    (HE, "cp1255", "cp1255"),
]


@pytest.mark.parametrize(("text", "written", "read"), CASES)
def test_the_encoding_is_guessed_and_the_words_come_back(make, text, written, read):
    table = open_table(make(text, encoding=written))
    assert table.encoding == read
    assert 0.5 <= table.encoding_confidence <= 1.0
    first = next(table.rows())
    delimiter = ";" if ";" in text.splitlines()[0] else ","
    assert table.headers == tuple(text.splitlines()[0].split(delimiter))
    assert list(first.values.values()) == text.splitlines()[1].split(delimiter)


def test_words_beyond_ascii_are_found_far_into_the_file(make):
    lines = ["id,description", *(f"{n},all plain here so far" for n in range(100_000))]
    path = make("\n".join([*lines, "x,最后一行才有中文，快递丢失了"]), encoding="gbk")
    table = open_table(path)
    assert table.encoding == "gb18030"
    assert list(table.rows())[-1].values["description"] == "最后一行才有中文，快递丢失了"


def test_a_wrong_guess_can_be_corrected(make):
    path = make("id,description\n1,Größe\n", encoding="cp1252")
    table = open_table(path, encoding="latin-1")
    assert next(table.rows()).values["description"] == "Größe"
    assert table.encoding_confidence == 1.0
    assert "gb18030" in table.encodings


def test_an_encoding_that_does_not_exist_is_refused(make):
    with pytest.raises(ReadError) as told:
        open_table(make("a,b\n1,2\n"), encoding="klingon")
    assert told.value.code == "encoding_unknown"
    with pytest.raises(ReadError) as told:
        open_table(make("a,b\n1,2\n"), encoding="rot13")
    assert told.value.code == "encoding_not_text"


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16-le"])
def test_undecodable_bytes_spoil_one_row_and_not_the_file(make, encoding):
    good = HANS.encode(encoding)
    extra = "A3,".encode(encoding), ",2024-11-07\n".encode(encoding)
    bad = b"\x00\xdc" if encoding == "utf-16-le" else b"ok \xff\xfe"
    path = make(good + extra[0] + bad + extra[1] + "A4,又一件,2024-11-08\n".encode(encoding))
    rows = list(open_table(path, encoding=encoding).rows())
    assert [row.problem for row in rows] == [None, None, "undecodable", None]
    assert rows[2].facts["column"] == "问题描述"
    assert rows[2].line == 4
    assert "\\x" in rows[2].values["问题描述"]


def test_marked_bytes_can_be_written_anywhere():
    assert show_marked("a\udcffb\ud800").encode("utf-8") == b"a\\xffb\xef\xbf\xbd"


def test_a_little_damage_does_not_unseat_utf8():
    sample = ("快递没有收到，请尽快处理，谢谢。" * 20).encode() + b"\xff\xfe"
    assert guess_bytes(sample).name == "utf-8"


def test_a_stray_nul_does_not_make_a_small_file_wide(make):
    table = open_table(make(b"id,subject\n1,one\x00two\n2,three\n3,four\n"))
    assert table.encoding == "utf-8"
    assert [row.values["subject"] for row in table.rows()][1:] == ["three", "four"]

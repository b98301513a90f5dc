"""Files of parcels, customers and key accounts, taken in through the desk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.workstation.seat import Seat
from workstation.domain.people import Customer
from workstation.domain.refusal import Refusal
from workstation.importing import ImportPlan, ImportReport
from workstation.store.kinds import codec
from workstation.terminal.main import main

PARCELS = """运单号,快递公司,始发地,目的地,物品,声明价值,收件人,收件电话,物流轨迹
SF1234567890123,顺丰速运,广州,上海,花瓶,1280.00,王小明,13800138000,"[{""time"":""2026-06-02 10:00:00"",""context"":""已签收""},{""time"":""2026-06-01 09:00:00"",""context"":""已揽收""}]"
YT9876543210987,圆通速递,杭州,北京,茶叶,200,李静,13900139000,查无此单
,顺丰速运,深圳,成都,无单号,10,张三,13700137000,
"""
CUSTOMERS = """客户编号,姓名,手机,类型,公司,备注
K001,王芳,13800138001,月结客户,晨光瓷器,下午联系
K002,李强,13800138002,散单,,
K003,,,大客户,半亩茶山,
,,,,,只有备注
"""


def take(seat: Seat, path: Path, kind: str, **facts: object) -> ImportReport:
    plan = ImportPlan(path, kind, **facts)  # type: ignore[arg-type]
    return seat.desk.import_file(plan, lambda _done, _of: None, lambda: False).result()


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def customers(seat: Seat) -> dict[str, Customer]:
    coder = codec(Customer)
    rows = seat.desk.read.connection.execute(coder.select)
    return {one.external_no: one for one in map(coder.record, rows)}


def test_parcels_come_with_their_traces_in_order(seat, tmp_path):
    file = written(tmp_path / "parcels.csv", PARCELS, "gb18030")
    report = take(seat, file, "parcels", keep_good=True)
    assert (report.rows, report.created, report.refused) == (3, 2, 1)
    parcel = seat.desk.read.parcel("SF1234567890123")
    assert (parcel.carrier, parcel.goods, parcel.declared_fen) == ("sf", "花瓶", 128_000)
    assert [one.text for one in seat.desk.read.traces(parcel.uid)] == ["已揽收", "已签收"]
    unknown = seat.desk.read.parcel("YT9876543210987")
    assert "查无此单" in seat.desk.read.traces(unknown.uid)[0].text
    assert Path(report.refused_file).read_text("utf-8-sig").count("no_waybill") == 1


def test_nothing_is_taken_in_when_a_row_is_refused(seat, tmp_path):
    file = written(tmp_path / "parcels.csv", PARCELS)
    with pytest.raises(Refusal) as refused:
        take(seat, file, "parcels")
    assert refused.value.code == "import_refused"
    assert seat.desk.read.parcel("SF1234567890123") is None


def test_the_same_file_twice_changes_nothing(seat, tmp_path):
    for name, text, kind in (
        ("parcels.csv", PARCELS, "parcels"),
        ("customers.csv", CUSTOMERS, "customers"),
    ):
        file = written(tmp_path / name, text)
        first = take(seat, file, kind, keep_good=True)
        again = take(seat, file, kind, keep_good=True)
        assert (again.created, again.updated) == (0, 0)
        assert again.unchanged == first.created


def test_a_dry_run_counts_as_the_import_does(seat, tmp_path):
    text = CUSTOMERS + "K001,王芳,13800138001,月结客户,晨光瓷器,晚上联系\n"
    file = written(tmp_path / "customers.csv", text)
    tried = take(seat, file, "customers", dry_run=True, keep_good=True)
    assert not customers(seat)
    done = take(seat, file, "customers", keep_good=True)
    assert (tried.created, tried.updated) == (done.created, done.updated) == (3, 1)


def test_an_empty_cell_wipes_nothing_out(seat, tmp_path):
    take(seat, written(tmp_path / "a.csv", CUSTOMERS), "customers", keep_good=True)
    text = "客户编号,姓名,手机,类型,公司,备注\nK001,王芳,13900139001,,,\n"
    report = take(seat, written(tmp_path / "b.csv", text), "customers")
    assert report.updated == 1
    kept = customers(seat)["K001"]
    assert (kept.phone, kept.kind, kept.company) == ("13900139001", "credit", "晨光瓷器")
    assert customers(seat)["K003"].kind == "key_account"


def test_a_parcel_joins_the_ticket_that_waits_for_it(seat, tmp_path):
    ticket = seat.ticket(waybill="SF1234567890123")
    take(seat, written(tmp_path / "p.csv", PARCELS), "parcels", keep_good=True)
    detail = seat.detail(ticket.uid)
    assert detail.parcel is not None
    assert detail.parcel.goods == "花瓶"
    assert len(detail.traces) == 2


def test_key_accounts_gather_their_words(seat, tmp_path):
    text = "大客户,匹配词,区域\n李宁,LI-NING；lining,华南\n"
    take(seat, written(tmp_path / "k.csv", text), "key_accounts")
    more = "大客户,匹配词\n李宁,李宁官方\n"
    assert take(seat, written(tmp_path / "k2.csv", more), "key_accounts").updated == 1
    (account,) = seat.desk.read.key_accounts()
    assert {"李宁", "LI-NING", "lining", "李宁官方"} <= set(account.words)


def test_the_terminal_takes_every_kind(tmp_path, capsys):
    file = written(tmp_path / "customers.csv", CUSTOMERS)
    given = ["--profile", str(tmp_path / "desk"), "--json", "import", str(file)]
    assert main([*given, "--kind", "customers", "--keep-good"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["created"], told["refused"]) == (3, 1)

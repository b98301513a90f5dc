"""Foreign files on a desk: nothing overwritten, nothing dropped, nobody confused with another."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.workstation.seat import Seat
from workstation.actions.replies import AddNote
from workstation.actions.tickets import ResolveTicket
from workstation.domain.ticket import Ticket
from workstation.domain.view import Filter
from workstation.importing import ImportPlan, ImportReport

HEADERS = ("id", "subject", "description", "status", "created", "customer", "phone")


def write(path: Path, *rows: tuple[str, ...], headers: tuple[str, ...] = HEADERS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows((headers, *rows))
    return path


def take_in(seat: Seat, path: Path) -> ImportReport:
    plan = ImportPlan(path, keep_good=True)
    return seat.desk.import_file(plan, lambda done, of: None, lambda: False).result()


def counts(report: ImportReport) -> tuple[int, int, int]:
    return report.created, report.updated, report.unchanged


def tickets(seat: Seat) -> list[Ticket]:
    rows = seat.desk.read.page(Filter(), "created_at", 500)
    return [seat.read(row.uid) for row in rows]


@pytest.fixture
def two_systems(tmp_path: Path) -> tuple[Path, Path]:
    """Two shops whose systems both count from 1 under the same headers."""
    one = write(
        tmp_path / "one.csv",
        ("1", "花瓶破损", "收到的花瓶碎了", "open", "2026-03-01 09:00", "张三", "13800138000"),
        ("2", "催件", "三天没有物流", "open", "2026-03-02 09:00", "李四", "13900139000"),
    )
    two = write(
        tmp_path / "two.csv",
        ("1", "少件", "少了一双鞋", "open", "2026-04-01 10:00", "王五", "13700137000"),
        ("2", "改地址", "请改到公司", "open", "2026-04-02 10:00", "赵六", "13600136000"),
    )
    return one, two


def test_two_systems_with_the_same_numbers_do_not_overwrite_each_other(
    seat: Seat, two_systems: tuple[Path, Path]
) -> None:
    one, two = two_systems
    assert counts(take_in(seat, one)) == (2, 0, 0)
    assert counts(take_in(seat, two)) == (2, 0, 0)
    assert counts(take_in(seat, two)) == (0, 0, 2)
    assert counts(take_in(seat, one)) == (0, 0, 2)
    assert {ticket.subject for ticket in tickets(seat)} == {"花瓶破损", "催件", "少件", "改地址"}


def test_sender_receiver_and_value_reach_the_parcel(seat: Seat, tmp_path: Path) -> None:
    headers = (
        *("工单号", "运单号", "投诉内容", "寄件人", "寄件人电话", "寄件地址"),
        *("收件人", "收件人电话", "收件地址", "托寄物", "声明价值"),
    )
    row = (
        *("Q1", "SF1234567890123", "破损", "景德工坊", "13800138000", "江西省景德镇市珠山区1号"),
        *("王女士", "13900139000", "广东省深圳市南山区2号", "水晶花瓶", "3000"),
    )
    take_in(seat, write(tmp_path / "q.csv", row, headers=headers))
    (ticket,) = tickets(seat)
    parcel = seat.detail(ticket.uid).parcel
    assert parcel is not None
    assert (parcel.sender_name, parcel.receiver_name) == ("景德工坊", "王女士")
    assert parcel.sender_phone == "13800138000"
    assert parcel.receiver_address.startswith("广东省")
    assert (parcel.goods, parcel.declared_fen) == ("水晶花瓶", 300_000)
    assert ticket.external_no == "Q1"


def test_without_a_waybill_the_facts_stay_with_the_ticket(seat: Seat, tmp_path: Path) -> None:
    headers = ("工单号", "投诉内容", "寄件人", "声明价值", "索赔金额")
    take_in(
        seat, write(tmp_path / "q.csv", ("Q2", "破损", "景德工坊", "3000", "1500"), headers=headers)
    )
    (ticket,) = tickets(seat)
    assert ticket.extra["sender_name"] == "景德工坊"
    assert ticket.extra["declared_fen"] == "300000"
    assert ticket.extra["claimed_fen"] == "150000"


@pytest.mark.parametrize("phone", ["anonymous", "0", "138****5678", "123"])
def test_strangers_do_not_become_one_customer(seat: Seat, tmp_path: Path, phone: str) -> None:
    path = write(
        tmp_path / "strangers.csv",
        ("1", "破损", "箱子破了", "open", "2026-03-01 09:00", "丁一", phone),
        ("2", "延误", "还没有到", "open", "2026-03-02 09:00", "戊二", phone),
    )
    take_in(seat, path)
    assert all(ticket.customer == "" for ticket in tickets(seat))
    assert {ticket.customer_name for ticket in tickets(seat)} == {"丁一", "戊二"}


def test_a_changed_row_brings_all_that_it_says(
    seat: Seat, tmp_path: Path, two_systems: tuple[Path, Path]
) -> None:
    one, _ = two_systems
    take_in(seat, one)
    changed = one.read_text("utf-8").replace("13800138000", "13811138111").replace("张三", "张三丰")
    one.write_text(changed, "utf-8")
    assert counts(take_in(seat, one)) == (0, 1, 1)
    ticket = next(ticket for ticket in tickets(seat) if ticket.external_no == "1")
    assert (ticket.phone, ticket.customer_name) == ("13811138111", "张三丰")


def test_a_changed_row_does_not_undo_what_the_desk_decided(
    seat: Seat, two_systems: tuple[Path, Path]
) -> None:
    one, _ = two_systems
    take_in(seat, one)
    ticket = next(ticket for ticket in tickets(seat) if ticket.external_no == "1")
    seat.do(AddNote(ticket.uid, "已联系"))
    seat.do(ResolveTicket(ticket.uid, "compensated"))
    one.write_text(one.read_text("utf-8").replace("收到的花瓶碎了", "收到的花瓶碎了两个"), "utf-8")
    take_in(seat, one)
    after = seat.read(ticket.uid)
    assert (after.status, after.outcome) == ("resolved", "compensated")
    assert "differs_from_file:status" in after.flags
    assert after.extra["file.status"] == "open"
    assert any("两个" in entry.body for entry in seat.detail(ticket.uid).entries)


def test_a_headerless_file_does_not_inherit_another_ones_columns(
    seat: Seat, tmp_path: Path
) -> None:
    one = tmp_path / "one.csv"
    one.write_text("T1,快件破损要求赔偿,13800138000\nT2,三天没有到,13900139000\n", "utf-8")
    two = tmp_path / "two.csv"
    two.write_text("13700137000,T7,少了一件\n13600136000,T8,改地址到公司\n", "utf-8")
    take_in(seat, one)
    take_in(seat, two)
    assert {ticket.phone for ticket in tickets(seat)} == {
        *("13800138000", "13900139000", "13700137000", "13600136000")
    }


def stored(seat: Seat, query: str) -> Any:
    """One value straight from the replica."""
    with sqlite3.connect(seat.desk.profile / "replica.db") as connection:
        return connection.execute(query).fetchone()[0]


def test_a_cancelled_import_leaves_nothing(seat: Seat, tmp_path: Path) -> None:
    rows = [(str(n), f"工单{n}", "内容", "open", "2026-03-01", "客户", "") for n in range(600)]
    path = write(tmp_path / "many.csv", *rows)
    asked = iter(range(10_000))
    plan = ImportPlan(path)
    future = seat.desk.import_file(plan, lambda done, of: None, lambda: next(asked) > 900)
    assert future.exception() is not None
    assert stored(seat, "SELECT count(*) FROM ticket") == 0

"""How quick the list of claims is, with 100,000 generated claims.

`python benchmarks/claim_list.py [CLAIMS]` makes a replica in a temporary folder and asks it what the
list asks: opening, each filter, each order, a search by any part, and leaps to rows that nobody has seen;
beside them the floor, a page by plain sqlite3. Times are milliseconds.
"""

from __future__ import annotations

import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from ui import theme
from ui.app import application
from ui.bridge import Bridge
from ui.claims.list_reading import ALL, WAITING
from ui.claims.listing import ClaimList
from ui.claims.rows import COLUMNS
from workstation.desk import Desk
from workstation.domain.claim import CLAIM_KINDS, Claim
from workstation.domain.evidence import EvidenceItem
from workstation.domain.identity import new_uid
from workstation.domain.offer import Offer
from workstation.domain.payment import Payment
from workstation.domain.people import Agent
from workstation.domain.ticket import Ticket
from workstation.store import bulk
from workstation.store.connect import connect
from workstation.store.replica import transaction
from workstation.store.schema import upgrade

SIZE: Final = (1600, 900)
LIVE: Final = 4_000
HOUR: Final = 3_600_000
GOODS: Final = ("水晶花瓶", "茶具套装", "车厘子", "显示器", "红酒", "瓷砖", "大闸蟹", "相机镜头")
ENDED: Final = ("paid", "paid", "paid", "paid", "withdrawn", "rejected")
OPEN: Final = ("draft", "submitted", "approved", "printed")


def claims(count: int, now: int, people: list[str]) -> Iterator[Claim]:
    """Claims over three years, the newest 4,000 of them live."""
    draw = random.Random(7)
    for place in range(count):
        made = now - (count - place) * (3 * 365 * 24 * HOUR // count)
        status = draw.choice(OPEN if place >= count - LIVE else ENDED)
        fen = draw.randrange(1_000, 500_000)
        settled = status in ("approved", "printed", "paid")
        yield Claim(
            new_uid(),
            f"C7-{place:06d}",
            new_uid(),
            made,
            draw.choice(CLAIM_KINDS),
            status,
            f"SF{draw.randrange(10**12, 10**13)}",
            claimant=draw.choice("王李张刘陈杨黄赵") + draw.choice("伟芳娜敏静磊洋艳"),
            claimant_phone=f"138{draw.randrange(10**7, 10**8)}",
            goods=draw.choice(GOODS),
            items=({"name": "花瓶", "quantity": 1, "value_fen": fen, "loss_fen": fen},),
            value_fen=fen,
            loss_fen=fen,
            claimed_fen=fen,
            proposed_fen=fen,
            basis=tuple({"code": "loss", "amount_fen": fen, "facts": {"n": n}} for n in range(4)),
            approved_fen=fen if settled else None,
            description="外箱完好，内件破碎，签收时当场拍照，寄件方要求按声明价值赔付。" * 2,
            payee=draw.choice("王李张刘陈") + draw.choice("伟芳娜敏静"),
            payee_account=str(draw.randrange(10**15, 10**16)),
            created_by=draw.choice(people),
            submitted_by=draw.choice(people) if status != "draft" else "",
            approved_by=draw.choice(people) if settled else "",
            approved_at=made + HOUR if settled else None,
            serial=f"LP{place:08d}" if status in ("printed", "paid") else "",
        )


def hanging(claim: Claim) -> Iterator[Any]:
    """What hangs on a claim: its ticket, three things that are needed, an offer, a payment."""
    now = claim.created_at
    yield Ticket(claim.ticket, f"7-{claim.number[3:]}", now, waybill=claim.waybill, due_at=now)
    if claim.status in OPEN:
        for place in range(3):
            made = new_uid()
            yield EvidenceItem(
                uid=made,
                claim=claim.uid,
                ticket=claim.ticket,
                code=f"e{place}",
                title="外包装照片",
                made_at=now,
                wanted_from="sender",
                state="accepted" if claim.status != "draft" else "asked",
                due_at=now + 48 * HOUR,
                position=place,
            )
        yield Offer(new_uid(), claim.uid, claim.ticket, now, claim.proposed_fen, answer="accepted")
    if claim.status in ("paid", "printed"):
        state = "paid" if claim.status == "paid" else "requested"
        yield Payment(
            uid=new_uid(),
            claim=claim.uid,
            ticket=claim.ticket,
            version=1,
            amount_fen=claim.approved_fen or 0,
            state=state,
        )


def make(profile: Path, count: int) -> list[Agent]:
    """A replica with that many claims; gives the team."""
    team = [Agent(new_uid(), f"坐席{n}", f"{n:04d}", role="claims") for n in range(12)]
    connection = connect(profile / "replica.db")
    upgrade(connection)
    connection.execute("PRAGMA synchronous=OFF")
    now = int(time.time() * 1000)
    with transaction(connection):
        bulk.insert(connection, team)
        known = claims(count, now, [one.uid for one in team])
        bulk.insert(connection, (part for one in known for part in (one, *hanging(one))))
        connection.execute("DELETE FROM index_queue")
        connection.execute("ANALYZE")
    connection.close()
    return team


class Bench:
    """The list of claims in a window on one replica."""

    def __init__(self, profile: Path, agent: str) -> None:
        self.app = application()
        theme.apply(self.app, "light")
        self.desk = Desk(profile, agent=agent)
        self.bridge = Bridge(self.desk)
        self.window = QMainWindow()
        self.list = ClaimList(self.bridge, self.window)
        self.window.setCentralWidget(self.list)
        self.window.resize(*SIZE)
        self.window.show()
        self.app.processEvents()

    def shown(self, act: Callable[[], object]) -> tuple[float, float, float]:
        """From an act: until its first rows are painted, until all is there, and the longest time
        for which the screen's thread was held; milliseconds."""
        begun = time.perf_counter()
        before, first, held = self.list.shown_answers, 0.0, 0.0
        act()
        while not first or self.bridge.busy:
            step = time.perf_counter()
            self.app.processEvents()
            if not first and self.list.shown_answers > before:
                self.list.table.viewport().repaint()
                first = time.perf_counter()
            held = max(held, time.perf_counter() - step)
            time.sleep(0.0005)  # the reading threads have their turn
        ended = time.perf_counter()
        return (first - begun) * 1000, (ended - begun) * 1000, held * 1000

    def type(self, text: str) -> None:
        """Look for what was typed, as the search box does."""
        self.list.search.setText(text)
        self.list.search.searched.emit(text)

    def sort(self, name: str, order: Qt.SortOrder) -> None:
        """Order by a column."""
        places = [code for code, _width in COLUMNS]
        self.list.sort_by(places.index(name), order)

    def acts(self) -> Iterator[tuple[str, Callable[[], object]]]:
        """Everything that is measured."""
        yield "open", self.list.load
        for code in ("paid", WAITING, "draft", ALL):
            yield f"filter {code or 'all'}", partial(self.list.choose_filter, code)
        for name, _width in COLUMNS:
            for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
                yield f"sort {name} {order.name[:4]}", partial(self.sort, name, order)
        for text in ("80013", "伟", "车厘子 138", "不存在", ""):
            yield f"search {text!r}", partial(self.type, text)

    def row_on_screen(self, row: int) -> float:
        """How long a leap to a row that nobody has seen takes until it is painted."""
        begun = time.perf_counter()
        self.list.table.scrollTo(self.list.rows.index(row, 0))
        self.list.table.viewport().repaint()
        return (time.perf_counter() - begun) * 1000


def floor(profile: Path) -> float:
    """A page of a hundred rows along an index, by plain sqlite3; the middle of twenty."""
    plain = sqlite3.connect(profile / "replica.db")
    sql = "SELECT number,status,claimant,goods FROM claim ORDER BY created_at DESC LIMIT 100"
    took = []
    for _ in range(20):
        begun = time.perf_counter()
        plain.execute(sql).fetchall()
        took.append((time.perf_counter() - begun) * 1000)
    return sorted(took)[len(took) // 2]


def main(count: int) -> None:
    """Make the claims and tell how long everything takes."""
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder)
        begun = time.perf_counter()
        team = make(profile, count)
        print(f"{count} claims made in {time.perf_counter() - begun:.0f} s")
        print(f"floor: a page by plain sqlite3 {floor(profile):.2f} ms")
        bench = Bench(profile, team[0].uid)
        print(f"{'':28}{'first rows':>12}{'all there':>12}{'screen held':>12}   ms, middle of 5")
        for name, act in bench.acts():
            runs = sorted(bench.shown(act) for _ in range(5))
            print(f"{name:28}" + "".join(f"{value:12.1f}" for value in runs[2]))
        leaps = sorted(bench.row_on_screen(row) for row in range(500, count, count // 40))
        print(
            f"a leap to an unseen row: middle {leaps[len(leaps) // 2]:.1f}, worst {leaps[-1]:.1f} ms"
        )
        bench.bridge.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

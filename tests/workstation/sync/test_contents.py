"""Contents of files: sent piece by piece, fetched when wanted, never trusted unseen."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.workstation.sync.team import Add, Faulty, Seat, Team
from workstation.domain.conversation import Attachment
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.store.blobs import Blobs
from workstation.sync import identity
from workstation.sync.collecting import collect
from workstation.sync.contents import SMALL, Contents, fetch
from workstation.sync.protocol import CHUNK_BYTES, Hub, HubUnreachable, Scope

_PNG = b"\x89PNG\r\n"


class _Carried:
    """A seat with a folder of files and the worker's steps."""

    def __init__(self, seat: Seat, folder: Path) -> None:
        self.seat = seat
        self.hub: Hub = seat.hub
        self.blobs = Blobs(folder)
        self.busy: Callable[[], bool] = lambda: False
        self.pauses: list[float] = []
        self.contents = Contents(
            seat.writer.submit,
            self._asked,
            self.blobs,
            busy=lambda: self.busy(),
            agent=lambda: seat.agent.uid,
            clock=lambda: seat.now,
            pause=self.pauses.append,
        )

    def _asked(self, ask: Callable[[Hub, int], Any]) -> Any:
        return ask(self.hub, self.seat.exchange.identity().desk_no)

    def attach(self, content: bytes, name: str = "photo.png", ticket: str = "") -> str:
        """Take a file in and name it in an operation, as people do."""
        stored = self.blobs.add(content, name)
        told = (stored.sha256, name, stored.media_type, stored.size, self.seat.now)
        self.seat.do(Add(Attachment(new_uid(), ticket or self.seat.ticket(), *told)))
        return stored.sha256


@pytest.fixture
def pair(team: Team, tmp_path: Path) -> tuple[_Carried, _Carried]:
    return _Carried(team.seat(), tmp_path / "a"), _Carried(team.seat(), tmp_path / "b")


def _bytes(size: int, seed: int = 7) -> bytes:
    return _PNG + bytes((seed * n) % 251 for n in range(size - len(_PNG)))


def test_a_file_goes_to_the_hub_in_pieces_and_comes_to_whom_wants_it(
    pair: tuple[_Carried, _Carried],
) -> None:
    one, two = pair
    content = _bytes(2 * CHUNK_BYTES + 17)
    name = one.attach(content)
    assert one.contents.waiting() == 1
    with pytest.raises(Refusal, match="content_missing"):
        fetch(two.hub, two.blobs, name)
    one.contents.step()
    assert one.contents.waiting() == 0
    state = one.hub.blob_state(name)
    assert state is not None
    assert (state.complete, state.size) == (True, len(content))
    heard: list[tuple[int, int]] = []
    path = fetch(two.hub, two.blobs, name, lambda *told: heard.append(told))
    assert path.read_bytes() == content
    assert heard[-1] == (len(content), len(content))
    assert heard == sorted(heard)


def test_a_day_of_photographs_goes_without_a_rest(pair: tuple[_Carried, _Carried]) -> None:
    one, _ = pair
    for number in range(50):
        one.attach(_bytes(100, number))
    assert one.contents.waiting() == 50
    rest: float | None = 0.0
    for _ in range(10):
        if rest:
            break
        rest = one.contents.step()
    assert one.contents.waiting() == 0
    assert rest, "with nothing left it rests"


def test_a_broken_line_goes_on_where_it_was(pair: tuple[_Carried, _Carried]) -> None:
    one, two = pair
    content = _bytes(3 * CHUNK_BYTES)
    name = one.attach(content)
    left = [3]

    def trouble() -> str:
        left[0] -= 1
        return "lost" if left[0] < 0 else ""

    line: Any = Faulty(one.seat.hub, trouble)
    line.PASSED = ("blob_put", "blob_get", "blob_state", "blob_finish")
    one.hub = line
    again = one.contents.step()
    assert again is not None
    assert again <= 10, "nobody waits a minute for a line that was back at once"
    assert one.contents.waiting() == 1
    state = one.seat.hub.blob_state(name)
    assert state is not None
    assert 0 < len(state.chunks) < 3
    sent: list[int] = []
    left[0] = 100
    real = one.seat.hub.blob_put
    line.blob_put = lambda *told: (sent.append(told[3]), real(*told))[1]
    one.contents.step()
    assert one.contents.waiting() == 0
    assert not set(sent) & set(state.chunks), "what is there is not sent again"
    left[0] = 3  # the state and two pieces
    with pytest.raises(HubUnreachable):
        fetch(line, two.blobs, name)
    assert two.blobs.partial(name).stat().st_size > 0
    left[0] = 3  # the state and the two that are missing, if it goes on
    assert fetch(line, two.blobs, name).read_bytes() == content


def test_a_piece_that_was_cut_off_is_fetched_again(pair: tuple[_Carried, _Carried]) -> None:
    one, two = pair
    content = _bytes(2 * CHUNK_BYTES + 5)
    name = one.attach(content)
    one.contents.step()
    partial = two.blobs.partial(name)
    partial.parent.mkdir(parents=True)
    partial.write_bytes(content[: CHUNK_BYTES + 99])
    assert fetch(two.hub, two.blobs, name).read_bytes() == content


def test_damage_is_thrown_away_and_fetched_again(pair: tuple[_Carried, _Carried]) -> None:
    one, two = pair
    content = _bytes(CHUNK_BYTES + 5)
    name = one.attach(content)
    one.contents.step()
    partial = two.blobs.partial(name)
    partial.parent.mkdir(parents=True)
    partial.write_bytes(b"x" * CHUNK_BYTES)
    path = fetch(two.hub, two.blobs, name)
    assert path.read_bytes() == content
    path.write_bytes(b"spoiled")
    assert two.blobs.sound(name) is None
    assert two.blobs.get(name) is None
    assert fetch(two.hub, two.blobs, name).read_bytes() == content


def test_damage_at_the_hub_is_told(pair: tuple[_Carried, _Carried]) -> None:
    one, two = pair
    name = one.attach(_bytes(100))
    one.contents.step()
    line: Any = Faulty(two.seat.hub, lambda: "")
    line.blob_get = lambda sha256, number: b"y" * 100
    with pytest.raises(Refusal, match="content_damaged"):
        fetch(line, two.blobs, name)
    assert two.blobs.get(name) is None


def test_operations_go_first(pair: tuple[_Carried, _Carried]) -> None:
    one, _ = pair
    one.attach(_bytes(100))
    asked = iter([True, True, False])
    one.busy = lambda: next(asked, False)
    one.contents.step()
    assert one.pauses[:2] == [0.05, 0.05]
    assert one.contents.waiting() == 0


def test_a_restart_goes_on(pair: tuple[_Carried, _Carried], tmp_path: Path) -> None:
    one, _ = pair
    name = one.attach(_bytes(100))
    one.seat.close()
    one.seat.open()
    again = _Carried(one.seat, tmp_path / "a")
    assert again.contents.waiting() == 1
    again.contents.step()
    assert one.hub.blob_state(name) is not None


def test_a_file_that_is_not_here_is_another_desks_to_send(
    pair: tuple[_Carried, _Carried],
) -> None:
    one, _ = pair
    name = one.attach(_bytes(100))
    one.blobs.path(name).unlink()
    one.contents.step()
    assert one.contents.waiting() == 0


def test_what_the_hub_does_not_want_is_tried_ever_more_seldom(
    pair: tuple[_Carried, _Carried],
) -> None:
    one, _ = pair
    one.attach(_bytes(100))
    line: Any = Faulty(one.seat.hub, lambda: "")
    line.blob_finish = lambda sha256: False
    one.hub = line
    for _ in range(3):
        one.contents.step()
    ((tries, next_at),) = one.seat.rows("SELECT tries,next_at FROM upload")
    assert tries == 1, "not before its time"
    assert next_at > one.seat.now
    one.seat.now = next_at
    one.contents.step()
    ((tries, later),) = one.seat.rows("SELECT tries,next_at FROM upload")
    assert (tries, later - one.seat.now > next_at - one.seat.now) == (2, True)


def test_small_pictures_of_my_tickets_come_by_themselves(
    pair: tuple[_Carried, _Carried], team: Team
) -> None:
    one, two = pair
    mine = one.seat.ticket(owner=two.seat.agent.uid)
    opened, other = one.seat.ticket(), one.seat.ticket()
    names = [
        one.attach(_bytes(500, seed), ticket=uid)
        for seed, uid in enumerate((mine, opened, other), start=3)
    ]
    large = one.attach(_bytes(SMALL + 1), ticket=mine)
    paper = one.attach(b"%PDF-1.7", "paper.pdf", ticket=mine)
    one.contents.step()
    team.settle()
    two.contents.want(opened)
    two.contents.step()
    here = [two.blobs.get(name) is not None for name in (*names, large, paper)]
    assert here == [True, True, False, False, False]


def test_the_name_is_the_content(pair: tuple[_Carried, _Carried]) -> None:
    one, _ = pair
    content = _bytes(100)
    assert one.attach(content) == hashlib.sha256(content).hexdigest()


def test_it_is_told_how_much_of_a_file_has_been_sent(pair: tuple[_Carried, _Carried]) -> None:
    one, _two = pair
    name = one.attach(_bytes(4 * CHUNK_BYTES))
    told: list[tuple[str, int]] = []
    busy = one.busy
    one.busy = lambda: (told.append(one.contents.sent()), busy())[1]
    one.contents.step()
    assert told == [(name, 0), (name, 25), (name, 50), (name, 75)]
    assert one.contents.sent() == ("", 0)


def test_the_hub_says_which_contents_it_lacks(pair: tuple[_Carried, _Carried]) -> None:
    one, two = pair
    sent, kept = one.attach(_bytes(100)), one.attach(_bytes(200))
    one.seat.exchange.round()
    path = one.blobs.get(sent)
    assert path is not None
    one.contents.send(path, sent)
    unnamed = two.blobs.add(_bytes(300), "draft.png").sha256
    assert two.hub.blobs_lacking([sent, kept, unnamed, "0" * 64]) == [kept]
    assert two.hub.blobs_lacking([]) == []


def test_a_desk_that_became_another_offers_what_only_its_folder_knows_of(
    pair: tuple[_Carried, _Carried],
) -> None:
    one, two = pair
    name = one.attach(_bytes(100))
    one.seat.exchange.round()
    one.seat.writer.submit(lambda c: c.execute("DELETE FROM upload")).result()
    one.blobs.add(_bytes(200), "draft.png")
    one.contents.step()
    assert one.hub.blob_state(name) is None
    one.seat.writer.submit(lambda c: identity.another(c, one.seat.now)).result()
    one.seat.writer.submit(lambda c: c.execute("DELETE FROM operation")).result()
    one.seat.exchange.keep_scope(Scope(groups=("customs",)))
    one.seat.exchange.round()
    one.contents.step()
    assert fetch(two.hub, two.blobs, name).read_bytes() == _bytes(100)
    assert two.hub.blob_state(hashlib.sha256(_bytes(200)).hexdigest()) is None


def test_files_that_nothing_names_any_more_are_dropped_once_the_hub_has_them(
    pair: tuple[_Carried, _Carried],
) -> None:
    one, other = pair
    tickets = [one.seat.ticket() for _ in range(4)]
    shas = [one.attach(_bytes(60 + n, n + 2), ticket=uid) for n, uid in enumerate(tickets)]
    unsent, kept, young, gone = shas
    one.seat.round()
    one.contents.step()
    other.seat.round()
    for sha in shas:
        fetch(one.hub, other.blobs, sha)
    alone = other.blobs.add(_bytes(80, 9), "alone.png").sha256
    for sha in (*shas, alone):
        if sha != young:
            os.utime(other.blobs.path(sha), (1, 1))

    def forget(connection: sqlite3.Connection) -> None:
        for sha in (unsent, young, gone):
            connection.execute("DELETE FROM attachment WHERE sha256=?", (sha,))

    other.seat.run(forget)
    path = other.blobs.path(unsent)
    other.attach(path.read_bytes(), ticket=other.seat.ticket())
    other.seat.run(lambda c: c.execute("DELETE FROM attachment WHERE sha256=?", (unsent,)) and None)
    other.seat.run(lambda c: c.execute("DELETE FROM upload") and None)
    assert collect(other.seat.run, other._asked, other.blobs) == 1
    assert set(other.blobs.names()) == {unsent, kept, young, alone}
    assert fetch(one.hub, other.blobs, gone).exists()

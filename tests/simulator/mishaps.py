"""What befalls the hub and the desks of a world as wholes: ends, copies, older files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.simulator.desk import Kept, SimDesk
    from tests.simulator.laws import Laws


class Mishaps:
    """The part of `World` that restarts, kills, saves, restores and copies."""

    folder: Path
    box: Any
    laws: Laws
    desks: list[SimDesk]
    kept: dict[str, Kept]
    excused: set[str]
    under_way: list[tuple[str, Callable[[], Any]]]
    hub_copies: list[tuple[Any, set[str]]]
    hub_away: bool
    restores: int
    copied: list[tuple[str, str, frozenset[str]]]
    tell: Callable[[str], None]
    desk: Callable[[int], SimDesk]
    uid: Callable[[], str]
    add_desk: Callable[..., SimDesk]
    hub_operations: Callable[[], set[str]]

    def restart_hub(self) -> None:
        self.tell("the hub is restarted")
        self.box.restart()

    def crash_hub(self) -> None:
        self.tell("the hub's server is killed and started again")
        self.box.crash()
        self.box.tick()

    def stop_hub(self, away: bool) -> None:
        if self.hub_away != away:
            self.hub_away = away
            self.tell("the hub is down" if away else "the hub is up")

    def outside(self) -> None:
        """Another program writes to the hub's database, or commits what it has begun to write."""
        if self.hub_away:
            return
        with self.laws.acting("outside"):
            if told := self.box.outside(self.uid()):
                self.tell(f"another program {told}")

    def save_hub(self) -> None:
        self.tell("the hub is backed up")
        self.hub_copies.append((self.box.save(), self.hub_operations()))

    def restore_hub(self, pick: int) -> None:
        """The hub comes back from one of its backups, with a new epoch."""
        if not self.hub_copies:
            return
        copy, _had = self.hub_copies[pick % len(self.hub_copies)]
        self.tell("the hub is restored from a backup")
        self.under_way.clear()
        self.laws.room.pop("hub.db", None)
        with self.laws.acting("hub"):
            self.box.restore(copy)
        self.restores += 1

    def save_desk(self, number: int) -> None:
        desk = self.desk(number)
        self.tell(f"{desk.name}'s files are backed up")
        desk.copies += 1
        desk.copy_files(self.folder / f"{desk.name}.copy{desk.copies}")

    def restore_desk(self, number: int, pick: int) -> None:
        """A desk's files go back to one of their backups."""
        desk = self.desk(number)
        if not desk.copies:
            return
        which = 1 + pick % desk.copies
        self.tell(f"{desk.name}'s files are restored from backup {which}")
        desk.put_back(self.folder / f"{desk.name}.copy{which}")
        desk.renewed += 1
        desk.drafts_saved = {
            uid: body
            for uid, body in desk.drafts_saved.items()
            if any(draft.uid == uid for draft in desk.drafts.all())
        }
        here = desk.operations()
        for kept in self.kept.values():
            if kept.desk == desk.name and kept.uid not in here:
                self.excused.add(kept.uid)
        desk.heads.clear()

    def clone_desk(self, number: int) -> None:
        """A desk's files are copied, and both copies go on."""
        if len(self.desks) >= 6:
            return
        desk = self.desk(number)
        folder = self.folder / f"desk{len(self.desks) + 1}"
        desk.copy_files(folder)
        made_desk = self.add_desk(folder, desk.skew, desk.person)
        made_desk.drafts_saved = dict(desk.drafts_saved)
        made_desk.drift = desk.drift
        self.copied.append((desk.name, made_desk.name, frozenset(self.kept)))
        for one in (desk, made_desk):
            one.renewed += 1
        self.tell(f"{made_desk.name} begins as a copy of {desk.name}")

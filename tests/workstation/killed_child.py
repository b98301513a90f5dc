"""Work that is killed in its midst: `python -m tests.workstation.killed_child MODE PROFILE …`.

Every line on standard output is an acknowledgement that the desk gave.
"""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path

from workstation.actions.claims import MakeClaim
from workstation.actions.intake import NewTicket
from workstation.actions.replies import AddNote, SendReply
from workstation.actions.tickets import ResolveTicket, TakeTicket
from workstation.actions.undo import Undo
from workstation.desk import Desk, open_desk
from workstation.domain.conversation import Draft
from workstation.domain.identity import new_uid
from workstation.importing import ImportPlan
from workstation.store.replica import now_ms


def tell(*words: str) -> None:
    """Acknowledge, in one write that no kill can cut."""
    os.write(1, (" ".join(words) + "\n").encode())


def work(desk: Desk) -> None:
    """Open, answer, claim, resolve and undo, and save drafts between, until killed."""
    for n in itertools.count():
        done = desk.do(NewTicket(f"花瓶破损 {n}", "收到时已经碎了", phone="13800138000")).result()
        uid = str(done.result)
        tell("ticket", uid)
        draft = Draft(new_uid(), uid, "reply", f"您好，正在核实 {n}", now_ms())
        desk.save_draft(draft)
        tell("draft", draft.uid)
        desk.do(TakeTicket(uid)).result()
        tell("entry", str(desk.do(AddNote(uid, f"已联系网点 {n}")).result().result))
        tell("entry", str(desk.do(SendReply(uid, "sms", "13800138000", "已核实")).result().result))
        tell("claim", str(desk.do(MakeClaim(uid)).result().result))
        resolved = desk.do(ResolveTicket(uid, "solved")).result()
        tell("resolved", uid)
        if n % 2:
            desk.do(Undo(resolved.operation)).result()
            tell("reopened", uid)


def take_in(desk: Desk, path: Path, *, keep_good: bool) -> None:
    """Import a file."""
    plan = ImportPlan(path, keep_good=keep_good)
    report = desk.import_file(plan, lambda done, of: None, lambda: False).result()
    tell("imported", str(report.created + report.updated + report.unchanged))


def main(mode: str, profile: Path, *rest: str) -> None:
    """Do one kind of work."""
    desk = open_desk(profile, start=mode == "work")
    tell("ready")
    if mode == "work":
        work(desk)
    else:
        take_in(desk, Path(rest[0]), keep_good=mode == "keep")
    desk.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])

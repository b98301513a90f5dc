"""A desk in a process of its own, whose clock may be another: `faked_child PROFILE`."""

from __future__ import annotations

import json
import sys
import time
from contextlib import closing
from pathlib import Path

from workstation.actions.intake import NewTicket
from workstation.actions.replies import AddNote
from workstation.desk import open_desk


def main(profile: Path) -> None:
    """Work, exchange, and tell what was made and when this process believes it was."""
    with closing(open_desk(profile, start=False)) as desk:
        uid = str(desk.do(NewTicket("催件", body="怎么还没到")).result().result)
        desk.do(AddNote(uid, "客户又来电")).result()
        state = desk.exchange().result()
        told = {
            "ticket": uid,
            "machine": time.time_ns() // 1_000_000,
            "state": state.state,
            "waiting": state.waiting,
            "offset": state.clock_offset_ms,
        }
        print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

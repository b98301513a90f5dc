"""`hub snapshot|objects URL`: ready-made replicas, and where contents of files are kept."""

from __future__ import annotations

import argparse
import tempfile
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from workstation.sync.hub import open_hub
from workstation.sync.protocol import Scope
from workstation.terminal.answer import Answer

_MIB = 1 << 20


def declare(parts: Any) -> None:
    """Declare both."""
    make: argparse.ArgumentParser = parts.add_parser(
        "snapshot", help="make a ready-made replica, so that new desks need not read every record"
    )
    make.add_argument("url", metavar="URL", help="sqlite:///PATH or postgresql://…")
    make.add_argument(
        "--group", metavar="G", action="append", default=[], help="of these groups' tickets alone"
    )
    make.add_argument(
        "--region", metavar="R", action="append", default=[], help="of these regions alone"
    )
    make.add_argument(
        "--days", metavar="N", type=int, default=0, help="of finished tickets the last N days alone"
    )
    make.add_argument(
        "--folder", metavar="DIR", type=Path, help="where it is made; room for it twice is needed"
    )
    make.set_defaults(run=run_snapshot)
    keep: argparse.ArgumentParser = parts.add_parser(
        "objects", help="keep contents of files in S3-compatible object storage"
    )
    keep.add_argument("url", metavar="URL", help="sqlite:///PATH or postgresql://…")
    keep.add_argument(
        "objects",
        metavar="S3",
        nargs="?",
        help="s3://BUCKET/PREFIX?endpoint=…&region=…, or `hub` for the hub itself; says where"
        " contents are when left out. Keys: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY or the"
        " shared credentials file, on every desk",
    )
    keep.set_defaults(run=run_objects)


def run_snapshot(given: argparse.Namespace, answer: Answer) -> int:
    """Make one and offer it to desks of the same scope; the former one goes."""
    from workstation.sync.snapshots import make_snapshot

    scope = Scope(tuple(given.group), tuple(given.region), given.days)
    with closing(open_hub(given.url)) as hub:
        if given.folder is not None:
            made = make_snapshot(hub, scope, given.folder, answer.progress)
        else:
            with tempfile.TemporaryDirectory(prefix="aftercare-") as folder:
                made = make_snapshot(hub, scope, Path(folder), answer.progress)
    answer.tell(**asdict(made))
    answer.say(f"{made.records} records in {made.size / _MIB:.1f} MiB are ready for new desks")
    return 0


def run_objects(given: argparse.Namespace, answer: Answer) -> int:
    """Say where contents are kept, or keep them elsewhere from now on, once that was tried."""
    from workstation.sync.objects import Objects

    with closing(open_hub(given.url)) as hub:
        if given.objects is not None:
            url = "" if given.objects == "hub" else given.objects
            if url:
                Objects(url).check()
            hub.keep_contents_in(url)
        kept = hub.info().objects
    answer.tell(objects=kept)
    answer.say(f"contents of files are kept in {kept or 'the hub itself'}")
    return 0

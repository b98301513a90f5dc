"""`hub add-person|remove-desk|allow-desks URL …`: who may work with a shared database."""

from __future__ import annotations

import argparse
import shlex
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Final

from workstation.domain.people import ROLES
from workstation.domain.ticket import GROUPS
from workstation.sync import hub_admin
from workstation.sync.hub_people import Added, Wanted
from workstation.terminal.answer import Answer

#: Days for which a one-time secret may be used.
DAYS: Final = 7


def declare(parts: Any) -> None:
    """Declare them."""
    add: argparse.ArgumentParser = parts.add_parser(
        "add-person",
        help="make a person, and a login with a one-time secret for one desk of theirs",
    )
    add.add_argument("url", metavar="URL", help="sqlite:///PATH or postgresql://…")
    add.add_argument("name", metavar="NAME")
    add.add_argument("--role", choices=ROLES, default="", help="default: agent")
    add.add_argument("--group", dest="groups", action="append", choices=GROUPS, default=[])
    add.add_argument("--all-groups", action="store_true", help="sees the tickets of all groups")
    add.add_argument("--work-no", default="", help="default: the next one")
    add.add_argument("--login", default="", help="what the login is called (default: work number)")
    add.add_argument("--region", default="")
    add.add_argument("--days", type=_days, default=DAYS, help=f"of the secret (default {DAYS})")
    add.set_defaults(run=run_add)
    remove: argparse.ArgumentParser = parts.add_parser(
        "remove-desk", help="void a desk's key, give back what it held, and end its login"
    )
    remove.add_argument("url", metavar="URL", help="sqlite:///PATH or postgresql://…")
    remove.add_argument("desk", metavar="DESK", help="its number, name or login")
    remove.add_argument(
        "--login", action="store_true", help="end its login though other desks use it"
    )
    remove.set_defaults(run=run_remove)
    allow: argparse.ArgumentParser = parts.add_parser(
        "allow-desks", help="how many desks one person may have (PostgreSQL; 5 unless said)"
    )
    allow.add_argument("url", metavar="URL", help="postgresql://…")
    allow.add_argument("most", metavar="N", type=_count, help="0: any number")
    allow.set_defaults(run=run_allow)


def run_add(given: argparse.Namespace, answer: Answer) -> int:
    """Make the person and say, once, how to join."""
    wanted = Wanted(
        given.name,
        given.work_no,
        given.role,
        tuple(dict.fromkeys(given.groups)),
        given.region,
        given.login,
        given.all_groups,
    )
    added = hub_admin.add_person(given.url, wanted, given.days)
    url = hub_admin.join_url(given.url, added.role_name)
    line = f"python3 main.py join {shlex.quote(url)}"
    line += f" --secret {added.secret}" if added.secret else f" --as {added.agent.work_no}"
    answer.tell(
        **{**asdict(added.agent), "login": added.role_name},
        fresh=added.fresh,
        secret=added.secret,
        valid_until=_moment(added.valid_until),
        join=line,
    )
    _say(added, line, answer)
    return 0


def run_allow(given: argparse.Namespace, answer: Answer) -> int:
    """Keep the number."""
    hub_admin.allow_desks(given.url, given.most)
    answer.tell(most=given.most)
    answer.say(f"a person may have {given.most or 'any number of'} desks")
    return 0


def _say(added: Added, line: str, answer: Answer) -> None:
    agent = added.agent
    what = "is new" if added.fresh else "was here already"
    groups = ", ".join(agent.groups)
    answer.say(f"{agent.work_no} {agent.name} {what} ({agent.role}; {groups})")
    if added.secret:
        answer.say(f"one-time secret, not to be seen again: {added.secret}")
        answer.say(f"valid until {_moment(added.valid_until)}, for one desk, which joins with:")
    else:
        answer.say("this hub is a file: whoever can write it may do anything, rights are advisory")
        answer.say("and no secret is needed; a desk joins with:")
    answer.say(f"  {line}")


def run_remove(given: argparse.Namespace, answer: Answer) -> int:
    """Take the desk off the list."""
    removed = hub_admin.remove_desk(given.url, given.desk, with_login=given.login)
    answer.tell(**asdict(removed))
    if removed.desk_no:
        answer.say(f"desk {removed.desk_no} {removed.name} is off the list;".rstrip())
        answer.say(
            f"{removed.leases} leases given back, {removed.serials} ranges of numbers voided"
        )
    if removed.login:
        answer.say(f"login {removed.role_name}: {removed.login}")
    return 0


def _moment(ms: int) -> str | None:
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="seconds") if ms else None


def _days(told: str) -> int:
    days = int(told)
    if not 1 <= days <= 365:
        raise argparse.ArgumentTypeError("1 to 365")
    return days


def _count(told: str) -> int:
    count = int(told)
    if not 0 <= count <= 1_000:
        raise argparse.ArgumentTypeError("0 to 1000")
    return count

"""`rules`: checking, comparing, trying and putting in force versions of rule files."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from workstation.actions.rules import (
    ActivateRules,
    DraftSaved,
    ReviveRules,
    SaveRuleDraft,
    TryRules,
    WithdrawRules,
)
from workstation.desk import Desk
from workstation.domain.refusal import Refusal
from workstation.domain.rule_set import RuleSet, begun
from workstation.domain.view import Filter
from workstation.rules.diff import lines, places
from workstation.rules.files import Finding, Folder, Overlaid, Source
from workstation.rules.loading import check_source
from workstation.rules.warnings import warnings_of
from workstation.ruling.comparing import Tried
from workstation.ruling.trying import MOST, Tickets
from workstation.store.replica import Action
from workstation.terminal.answer import Answer
from workstation.terminal.classify import declare_parts
from workstation.terminal.rule_names import base_of, desk_version, file_of, named, read
from workstation.terminal.sitting import desk_of, iso, local, passing_desk

Run = Callable[[argparse.Namespace, Answer], int]
_WHAT = "a path, FILE (what is in force), FILE@VERSION, FILE@draft or FILE@shipped"


def declare(commands: Any, name: str) -> None:
    """Declare the command and its parts."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help="check, compare, try and activate rule files"
    )
    parts = parser.add_subparsers(dest="part", required=True, metavar="DO")

    def part(word: str, run: Run, what: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = parts.add_parser(word, help=what)
        made.set_defaults(run=run)
        return made

    one = part("check", _check, "whether a rule folder or file is sound")
    one.add_argument("path", nargs="?", type=Path, help="default: the rules in force")
    one.add_argument("--file", default="", help="which rule file a path stands for")
    one = part("diff", _diff, "what differs between two texts")
    one.add_argument("before", help=_WHAT)
    one.add_argument("after", nargs="?", default="", help="default: the newest draft of the file")
    one.add_argument("--unified", action="store_true", help="line by line")
    one = part("try", _try, "where tickets would have gone under a draft")
    one.add_argument("draft", help=_WHAT)
    one.add_argument("--file", default="", help="which rule file a path stands for")
    one.add_argument("--day", type=date.fromisoformat, help="the tickets made on a day")
    one.add_argument("--ticket", action="append", default=[], help="a ticket's number")
    one.add_argument("--text", default="", help="a pasted text")
    one.add_argument("--open", action="store_true", help="all tickets that are open")
    one.add_argument("--limit", type=int, default=MOST, help=f"at most so many (and {MOST:,})")
    one.add_argument("--jsonl", action="store_true", help="one JSON object for each ticket shown")
    one = part("activate", _activate, "put a text in force")
    one.add_argument("draft", help=_WHAT)
    one.add_argument("--file", default="", help="which rule file a path stands for")
    one.add_argument("--from", dest="since", default="", metavar="ISO", help="default: now")
    one.add_argument("--note", default="", help="why")
    one = part("withdraw", _withdraw, "give up a draft, or a version that is still to come")
    one.add_argument("version", help="FILE@VERSION or FILE@draft")
    one.add_argument("--note", default="", help="why")
    one = part("list", _list, "the rule files and their versions")
    one.add_argument("which", nargs="?", default="", metavar="FILE", help="one file's versions")
    one = part("show", _show, "a text as it stands")
    one.add_argument("text", help=_WHAT)
    declare_parts(part)


def _check(given: argparse.Namespace, answer: Answer) -> int:
    path: Path | None = given.path
    if path is not None and path.is_dir():
        source: Source = Folder(path)
        found, what = check_source(source), str(path)
        odd = warnings_of(source)
    else:
        with passing_desk(given) as desk:
            found, what, odd = _check_one(desk, path, given.file)
    answer.tell(ok=not found, what=what, findings=[one.facts() for one in found])
    answer.tell(warnings=[one.facts() for one in odd])
    for one in found:
        answer.say(f"{one.where()}: {one.code}: {one.message}")
    _warn(answer, odd)
    answer.say(f"{what}: {'sound' if not found else f'{len(found)} findings'}")
    return 1 if found else 0


def _warn(answer: Answer, odd: tuple[Finding, ...]) -> None:
    for one in odd:
        answer.say(f"warning: {one.where()}: {one.code}: {one.message}")


def _check_one(
    desk: Desk, path: Path | None, file: str
) -> tuple[tuple[Finding, ...], str, tuple[Finding, ...]]:
    """What is amiss, and what odd, with a file beside the rules in force, or with those."""
    source = desk.rule_source()
    if path is None:
        unused = tuple(one.finding for one in desk.rules_unused())
        return (*unused, *check_source(source)), "the rules in force", warnings_of(source)
    if not path.is_file():
        raise Refusal("file_missing", path=str(path))
    name, text = file or file_of(path), read(path)
    odd = warnings_of(Overlaid(source, {name: text}))
    return desk.check_rules(name, text).result(), str(path), odd


def _diff(given: argparse.Namespace, answer: Answer) -> int:
    with passing_desk(given) as desk:
        before = named(desk, given.before)
        told = given.after or f"{before.file}@draft"
        after = named(desk, told, before.file)
    found = places(before.text, after.text)
    unified = lines(before.text, after.text, (before.name, after.name))
    answer.tell(
        same=not unified,
        before={"name": before.name, "file": before.file, "version": desk_version(before.text)},
        after={"name": after.name, "file": after.file, "version": desk_version(after.text)},
        places=[one.facts() for one in found],
        unified=unified,
    )
    if given.unified or not found:
        answer.say(unified.rstrip("\n") if unified else "no difference")
        return 0
    for one in found:
        answer.say(one.said("en"))
    return 0


def _try(given: argparse.Namespace, answer: Answer) -> int:
    tickets = Tickets(
        text=given.text,
        numbers=tuple(given.ticket),
        day=given.day,
        filter=Filter(open=True) if given.open else None,
        most=max(1, given.limit),
    )
    with desk_of(given) as desk, _telling(answer):
        what = named(desk, given.draft, given.file)
        draft = what.as_draft(base_of(desk, what.file))
        trial = desk.try_rules(draft, tickets, answer.progress).result()
        kept = what.version is not None and what.version.state == "draft"
        if kept and not given.text:
            _do(desk, TryRules(draft.uid, trial.figures()))
        if given.jsonl and not answer.json:
            for row in trial.rows:
                print(json.dumps(_row_facts(row), ensure_ascii=False))
            return 0
        rows = [_row_facts(row) for row in trial.rows]
        answer.tell(**trial.figures(), rows=rows, more=trial.more, file=what.file)
        answer.say(f"{trial.tried:,} tickets tried, {trial.moved:,} would be in another group")
        for (today, then), count in sorted(trial.moves.items(), key=lambda one: -one[1]):
            if today != then:
                answer.say(f"  {today} → {then}: {count:,}")
        answer.say(", ".join(f"{name}: {count:,}" for name, count in trial.differs.items()))
        answer.table(_row_words(desk, row) for row in trial.rows[:50])
    return 0


def _row_facts(row: Tried) -> dict[str, object]:
    facts = row.facts()
    for side in ("today", "draft"):
        course = facts[side]
        assert isinstance(course, dict)
        course["due_at"] = iso(course["due_at"])
        course["limits"] = [{**limit, "due": iso(limit["due"])} for limit in course["limits"]]
    return facts


def _row_words(desk: Desk, row: Tried) -> tuple[str, ...]:
    now, then = row.today, row.draft
    group = now.group if now.group == then.group else f"{now.group} → {then.group}"
    rule = now.rule if now.rule == then.rule else f"{now.rule} → {then.rule}"
    due = local(desk, now.due_at)
    if now.due_at != then.due_at:
        due = f"{due} → {local(desk, then.due_at)}"
    return row.number or "—", group, rule, due, then.en


def _activate(given: argparse.Namespace, answer: Answer) -> int:
    with desk_of(given) as desk, _telling(answer):
        what = named(desk, given.draft, given.file)
        since = _moment(desk, given.since)
        if what.version is not None and what.version.state == "draft":
            uid = what.version.uid
            _do(desk, ActivateRules(uid, since, given.note))
        elif what.version is not None or given.draft.endswith("@shipped"):
            past = what.version.uid if what.version else ""
            uid = str(_do(desk, ReviveRules(what.file, past, since, given.note)))
        else:
            uid = _saved(desk, what.file, what.text, since, given.note)
        made = next(one for one in desk.rule_versions(what.file) if one.uid == uid)
        answer.tell(uid=uid, file=made.file, version=made.version, from_at=iso(made.from_at))
        odd = warnings_of(Overlaid(desk.rule_source(), {made.file: desk.rule_text(made.uid)}))
        answer.tell(warnings=[one.facts() for one in odd])
        answer.say(f"{made.file} {made.version} is in force from {local(desk, made.from_at)}")
        _warn(answer, odd)
        if made.tried_at is None:
            answer.say("it was not tried before; see `rules try`")
    return 0


def _saved(desk: Desk, file: str, text: str, since: int | None, note: str) -> str:
    """Keep a file's text as a draft and activate it; where that is refused nothing is kept."""
    saved = _do(desk, SaveRuleDraft(file, text, note, base_of(desk, file)))
    assert isinstance(saved, DraftSaved)
    try:
        _do(desk, ActivateRules(saved.uid, since, note))
    except Refusal:
        with suppress(Refusal):
            _do(desk, WithdrawRules(saved.uid))
        raise
    return saved.uid


def _withdraw(given: argparse.Namespace, answer: Answer) -> int:
    with desk_of(given) as desk:
        what = named(desk, given.version)
        if what.version is None:
            raise Refusal("rule_in_force", file=what.file, version=desk_version(what.text))
        _do(desk, WithdrawRules(what.version.uid, given.note))
        answer.tell(uid=what.version.uid, file=what.file, version=what.version.version)
        answer.say(f"{what.file} {what.version.version} is withdrawn")
    return 0


def _list(given: argparse.Namespace, answer: Answer) -> int:
    with passing_desk(given) as desk:
        if given.which:
            file = named(desk, given.which.partition("@")[0]).file
            rows = _versions(desk, file)
            answer.tell(file=file, versions=rows)
            columns = ("version", "state", "from_at", "made_by", "note", "uid")
            answer.table(tuple(row[name] or "" for name in columns) for row in rows)
            return 0
        files = []
        heads = desk.rule_versions()
        for file in desk.rule_files():
            drafts = sum(1 for one in heads if one.file == file and one.state == "draft")
            version = desk.rules.versions.get(file) or desk_version(desk.rule_text_in_force(file))
            files.append({"file": file, "version": version, "drafts": drafts})
        unused = [{"file": one.file, "version": one.version, **one.finding.facts()}
                  for one in desk.rules_unused()]  # fmt: skip
        answer.tell(files=files, unused=unused)
        answer.table((one["file"], one["version"], f"{one['drafts']} drafts") for one in files)
        for told in unused:
            answer.say(f"{told['file']} {told['version']} cannot be used: {told['message']}")
    return 0


def _versions(desk: Desk, file: str) -> list[dict[str, Any]]:
    """The versions of a file as JSON facts, the one made last first, the shipped one at the end."""
    heads = desk.rule_versions(file)
    now = next(iter(begun(heads, file, desk.clock())), None)
    rows = [_version_facts(one, _state(one, now, desk.clock())) for one in heads]
    shipped = desk.rule_shelf().shipped_text(file)
    if shipped:
        state = "shipped" if now else "in_force"
        rows.append(_version_facts(RuleSet("", file, desk_version(shipped), 0), state))
    return rows


def _state(one: RuleSet, now: RuleSet | None, at: int) -> str:
    """draft, coming, in_force, replaced or withdrawn."""
    if one.state != "in_force":
        return one.state
    if (one.from_at or 0) > at:
        return "coming"
    return "in_force" if now is not None and now.uid == one.uid else "replaced"


def _version_facts(one: RuleSet, state: str) -> dict[str, Any]:
    return {
        "uid": one.uid,
        "version": one.version,
        "state": state,
        "from_at": iso(one.from_at),
        "made_at": iso(one.made_at or None),
        "made_by": one.made_by_name,
        "tried_at": iso(one.tried_at),
        "activated_by": one.activated_by_name,
        "base": one.base,
        "note": one.note,
    }


def _show(given: argparse.Namespace, answer: Answer) -> int:
    with passing_desk(given) as desk:
        what = named(desk, given.text)
    answer.tell(file=what.file, version=desk_version(what.text), text=what.text)
    if not answer.json:
        print(what.text, end="" if what.text.endswith("\n") else "\n")
    return 0


def _moment(desk: Desk, told: str) -> int | None:
    """A moment in ISO 8601, in the desk's zone where it names none."""
    if not told:
        return None
    try:
        moment = datetime.fromisoformat(told)
    except ValueError as error:
        message = f"{told!r} is no moment; write it as 2026-12-01T00:00+08:00"
        raise Refusal("used_wrongly", message=message) from error
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=desk.zone)
    return int(zoned.timestamp() * 1000)


def _do(desk: Desk, action: Action) -> object:
    return desk.do(action).result().result


@contextmanager
def _telling(answer: Answer) -> Iterator[None]:
    """Tell every mistake of a text that is refused, not only the first."""
    try:
        yield
    except Refusal as refusal:
        found = refusal.facts.get("findings")
        if isinstance(found, tuple):
            answer.tell(findings=list(found))
            for one in found[1:]:
                answer.say(f"{one['file']}:{one['line']}: {one['place']}: {one['message']}")
        raise

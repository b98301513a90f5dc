"""Rules on real desks around both hubs: they follow what comes in, and the clock."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from resources import path
from workstation import profiles
from workstation.actions.intake import NewTicket, SaveAgent
from workstation.actions.replies import AddNote
from workstation.actions.rules import (
    ActivateRules,
    DraftSaved,
    ReviveRules,
    SaveRuleDraft,
    WithdrawRules,
)
from workstation.changes import Changes
from workstation.desk import Desk, open_desk
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.domain.rule_set import RuleSet
from workstation.domain.ticket import Ticket
from workstation.rules import loading
from workstation.rules.editing import add_row, set_value
from workstation.sync import hub_admin
from workstation.sync.hub_people import Wanted

SEASONAL = "procedures/seasonal.toml"
LIMITS = "rules/limits.toml"
CLASSES = "rules/classes.toml"
DAY = 86_400_000
#: Gives the desk of a person, who has the role.
Seats = Callable[[str, str], Desk]


def text(file: str) -> str:
    return (path("rules").parent / file).read_text(encoding="utf-8")


@pytest.fixture
def seats(hub_url: str, tmp_path: Path) -> Iterator[Seats]:
    """Desks of people, around an SQLite and around a PostgreSQL hub."""
    opened: list[Desk] = []

    def seat(name: str, role: str) -> Desk:
        folder = tmp_path / name
        if hub_url.startswith("postgres"):
            groups = ("seasonal", "cod")
            added = hub_admin.add_person(hub_url, Wanted(name, role=role, groups=groups), 7)
            address = hub_admin.join_url(hub_url, added.role_name)
            profiles.create_profile(folder, "join", hub=address, secret=added.secret)
        elif not opened:
            profiles.create_profile(folder, "own", name=name, role="admin", hub=hub_url)
        else:
            opened[0].do(SaveAgent(Agent(f"u-{name}", name, role=role))).result()
            opened[0].exchange().result()
            profiles.create_profile(folder, "join", hub=hub_url, agent=name)
        opened.append(open_desk(folder, start=False))
        opened[-1].exchange().result()
        return opened[-1]

    yield seat
    for desk in opened:
        desk.close()


def save(desk: Desk, file: str, told: str, base: str = "") -> DraftSaved:
    saved = desk.do(SaveRuleDraft(file, told, base=base)).result().result
    assert isinstance(saved, DraftSaved)
    return saved


def at(desk: Desk, moment: int) -> None:
    desk.clock = lambda: moment


def ticket(desk: Desk, subject: str) -> Ticket:
    uid = desk.do(NewTicket(subject, body="坏了", group_code="seasonal")).result().result
    found = desk.read.ticket(str(uid))
    assert found is not None
    return found


def test_a_version_from_tomorrow_takes_over_everywhere_by_the_clock(seats: Seats) -> None:
    lea, amy = seats("lea", "leader"), seats("amy", "agent")
    now = lea.clock()
    before = lea.rules.procedures["seasonal"]
    old = ticket(amy, "旧件")  # away from here on
    changed = set_value(text(SEASONAL), "step[0].limit_minutes", 77)
    saved = save(lea, SEASONAL, changed)
    lea.do(ActivateRules(saved.uid, now + DAY, "more time")).result()
    lea.exchange().result()
    assert lea.rules.procedures["seasonal"] is before
    amy.exchange().result()
    heard: list[Changes] = []
    told = threading.Event()

    def listen(changes: Changes) -> None:
        heard.append(changes)
        if "rules" in changes.kinds:
            told.set()

    amy.subscribe(listen)
    assert amy.rules.procedures["seasonal"].version == before.version
    for desk in (lea, amy):
        at(desk, now + DAY)
        present = desk.rules.procedures["seasonal"]
        assert (present.version, present.steps[0].limit_ms) == (saved.version, 77 * 60_000)
        kept = desk.rules.procedure(old.procedure)
        assert kept is not None
        assert kept.version == before.version
        assert desk.rules.procedure("seasonal") is present
        assert desk.rules.procedure("nothing@1") is None
    assert told.wait(10)
    new = ticket(amy, "新件")
    assert old.procedure == f"seasonal@{before.version}"
    assert new.procedure == f"seasonal@{saved.version}"
    amy.do(AddNote(old.uid, "still under the old one")).result()
    assert amy.read.ticket(old.uid).procedure == old.procedure  # type: ignore[union-attr]
    for desk in (amy, lea, amy):
        assert desk.exchange().result().waiting == 0
        assert desk.read.refused() == ()


def test_overlay_then_withdraw_gives_back_what_was(seats: Seats) -> None:
    lea = seats("lea", "leader")
    shipped = lea.rules
    assert shipped is loading.load() or shipped.limits == loading.load().limits
    now = lea.clock()
    saved = save(lea, LIMITS, set_value(text(LIMITS), "limit[0].name_en", "Other"))
    lea.do(ActivateRules(saved.uid, now + DAY)).result()
    lea.do(WithdrawRules(saved.uid)).result()
    at(lea, now + 2 * DAY)
    assert lea.rules.limits == shipped.limits
    assert lea.rule_text_in_force(LIMITS) == text(LIMITS)
    again = save(lea, LIMITS, set_value(text(LIMITS), "limit[0].name_en", "Other"))
    lea.do(ActivateRules(again.uid)).result()
    assert lea.rules.limits.rules[0].name_en == "Other"
    assert lea.rules.limits_of(shipped.limits.version).rules[0] == shipped.limits.rules[0]
    assert lea.rules.limits_of("unheard").version == lea.rules.limits.version
    with pytest.raises(Refusal, match="rule_in_force"):
        lea.do(WithdrawRules(again.uid)).result()
    uid = str(lea.do(ReviveRules(LIMITS)).result().result)
    at(lea, now + 3 * DAY)
    assert lea.rules.limits.rules[0] == shipped.limits.rules[0]
    assert lea.rules.limits.version not in (shipped.limits.version, again.version)
    assert lea.rule_versions(LIMITS)[0].uid == uid


@pytest.mark.parametrize(
    ("file", "broken", "code"),
    [
        (LIMITS, 'version = "9"\nformat = 99\n', "rule_format_newer"),
        (LIMITS, "version = ", "rule_syntax"),
        ("rules/heaven.toml", 'version = "9"\n', "rule_file_unknown"),
        ("calendars/zz.toml", 'version = "9"\ncode = "zz"\n', "rule_missing"),
    ],
)
def test_what_a_desk_cannot_use_leaves_the_version_before(
    seats: Seats, file: str, broken: str, code: str
) -> None:
    lea = seats("lea", "leader")
    good = save(lea, LIMITS, set_value(text(LIMITS), "limit[0].name_en", "Other"))
    lea.do(ActivateRules(good.uid)).result()
    made = RuleSet(
        "f" * 32,
        file,
        "9",
        lea.clock(),
        base=good.uid if file == LIMITS else "",
        text=broken,
        state="in_force",
        from_at=lea.clock() + DAY,
        activated_at=lea.clock() + 1,
    )
    lea.do(_Add(made)).result()
    lea.exchange().result()
    at(lea, lea.clock() + 2 * DAY)
    assert lea.rules.limits.version == good.version
    ((unused),) = lea.rules_unused()
    assert (unused.file, unused.finding.code) == (file, code)
    assert any(found[1] == "rule_not_used" for found in lea.check().result())
    assert lea.read.refused() == ()


def test_a_mistake_is_never_put_in_force(seats: Seats) -> None:
    lea, amy = seats("lea", "leader"), seats("amy", "agent")
    wrong = set_value(text(SEASONAL), "step[0].exit[0].to", "nowhere")
    saved = save(lea, SEASONAL, wrong)
    with pytest.raises(Refusal) as caught:
        lea.do(ActivateRules(saved.uid)).result()
    facts = caught.value.facts
    assert (caught.value.code, facts["file"], facts["mistake"]) == (
        "rules_unsound",
        SEASONAL,
        "rule_reference",
    )
    assert facts["line"]
    assert "nowhere" in str(facts["message_zh"])
    assert save(lea, SEASONAL, "not = = toml").version
    # beside the others: a class that the routing chart names is gone
    lost = text(CLASSES).replace('code = "safety.lost"', 'code = "safety.gone"')
    with pytest.raises(Refusal) as caught:
        lea.do(ActivateRules(save(lea, CLASSES, lost).uid)).result()
    assert caught.value.facts["file"] != CLASSES
    for action in (SaveRuleDraft(LIMITS, "x"), ActivateRules(saved.uid), ReviveRules(LIMITS)):
        with pytest.raises(Refusal, match="not_allowed"):
            amy.do(action).result()
    with pytest.raises(Refusal, match="rule_file_unknown"):
        save(lea, "rules/../../x.toml", "x")
    assert lea.rules.procedures["seasonal"] == loading.load().procedures["seasonal"]


def test_a_text_is_checked_while_it_is_written(seats: Seats) -> None:
    lea = seats("lea", "leader")
    assert lea.check_rules(LIMITS, text(LIMITS)).result() == ()
    row = {"code": "service.odd", "name_zh": "奇", "name_en": "Odd", "words": ["奇怪至极"]}
    lea.do(ActivateRules(save(lea, CLASSES, add_row(text(CLASSES), "subtype", row)).uid)).result()
    told = text("rules/routing.toml")
    begin = told.index("[[rule]]")
    rule = (
        '[[rule]]\ncode = "odd"\nname_zh = "x"\nname_en = "x"\ngroup = "cod"\nzh = "x"\nen = "x"\n'
    )
    good = f'{told[:begin]}{rule}when = {{ subtype = "service.odd" }}\n{told[begin:]}'
    assert lea.check_rules("rules/routing.toml", good).result() == ()
    bad = good.replace("service.odd", "service.odder")
    (found,) = lea.check_rules("rules/routing.toml", bad).result()
    assert (found.code, found.place) == ("rule_reference", "rule[0].when.subtype")


def test_two_people_write_on_one_draft(seats: Seats) -> None:
    lea = seats("lea", "leader")
    saved = save(lea, LIMITS, text(LIMITS))
    seen = lea.rule_versions(LIMITS)[0].made_at
    hers = SaveRuleDraft(LIMITS, "hers = 1", uid=saved.uid, seen=seen)
    assert lea.do(hers).result().result == DraftSaved(saved.uid, saved.version)
    his = lea.do(SaveRuleDraft(LIMITS, "his = 1", uid=saved.uid, seen=seen)).result().result
    assert isinstance(his, DraftSaved)
    assert his.own
    assert his.uid != saved.uid
    assert "hers = 1" in lea.rule_text(saved.uid)
    assert "his = 1" in lea.rule_text(his.uid)


def test_new_classes_have_names_and_scripts_follow(seats: Seats) -> None:
    lea = seats("lea", "leader")
    names = lea.class_name
    assert names("timeliness.brand_new", "en") == "timeliness.brand_new"
    row = {"code": "timeliness.brand_new", "name_zh": "全新", "name_en": "Brand new"}
    row["words"] = ["崭新情况"]  # type: ignore[assignment]
    lea.do(ActivateRules(save(lea, CLASSES, add_row(text(CLASSES), "subtype", row)).uid)).result()
    assert lea.rules.catalogue.name("timeliness.brand_new", "zh") == "全新"
    assert names("timeliness.brand_new", "zh") == "全新"
    script = 'version = "1"\n[[script]]\ncode = "zz1"\ntitle = "题"\nbody = "文"\n'
    lea.do(ActivateRules(save(lea, "scripts/zz_team.toml", script).uid)).result()
    assert "zz1" in {one.code for one in lea.scripts}
    assert "scripts/zz_team.toml" in lea.rule_files()


def test_the_clock_rings_at_a_desk_that_is_open(seats: Seats) -> None:
    lea = seats("lea", "leader")
    saved = save(lea, LIMITS, set_value(text(LIMITS), "limit[0].name_en", "Other"))
    assert lea.rules.limits.version != saved.version
    told = threading.Event()
    lea.subscribe(lambda changes: told.set() if "rules" in changes.kinds else None)
    lea.start()
    lea.do(ActivateRules(saved.uid, lea.clock() + 300)).result()
    assert told.wait(20)
    assert lea.rules.limits.version == saved.version


class _Add:
    """Keeps a version as a desk of another program would send it."""

    def __init__(self, record: RuleSet) -> None:
        self.record = record

    def perform(self, work) -> None:
        work.add(self.record)


def test_a_comparison_with_the_hub_finds_a_rule_that_was_changed_by_hand(seats: Seats) -> None:
    lea = seats("lea", "leader")
    saved = save(lea, LIMITS, text(LIMITS))
    lea.do(ActivateRules(saved.uid)).result()
    lea.start()
    lea.exchange().result()
    assert lea.verify_replica().result().repaired == 0
    kept = lea.rule_text(saved.uid)
    sql = "UPDATE rule SET text='by hand' WHERE uid=?"
    lea.writer.submit(lambda c: c.execute(sql, (saved.uid,))).result()
    assert lea.verify_replica().result().repaired == 1
    assert lea.rule_text(saved.uid) == kept

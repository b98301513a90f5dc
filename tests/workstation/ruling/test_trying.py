"""Where tickets would have gone under a draft, side by side with today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from resources import path
from workstation.desk import Desk, open_desk
from workstation.domain.refusal import Refusal
from workstation.domain.route import RouteFacts
from workstation.domain.rule_set import RuleSet
from workstation.domain.ticket import Ticket
from workstation.domain.view import Filter
from workstation.profiles import create_profile
from workstation.rules import loading
from workstation.rules.bundle import Rules
from workstation.rules.editing import add_row, set_value, value_at
from workstation.rules.shelf import Shelf
from workstation.ruling.comparing import Case, Trial, compare, counted
from workstation.ruling.trying import Tickets

ROUTING = "rules/routing.toml"
LIMITS = "rules/limits.toml"
CLASSES = "rules/classes.toml"
NOW = int(datetime(2026, 3, 2, 2, tzinfo=UTC).timestamp() * 1000)


def text(file: str) -> str:
    return (path("rules").parent / file).read_text(encoding="utf-8")


def under(file: str, told: str) -> Rules:
    draft = RuleSet("d", file, "9", 0, text=told)
    return Shelf().under((), lambda _: "", NOW, draft).rules


def moved_routing() -> str:
    """A first rule that sends everything of a class to the customs group."""
    row = {
        "code": "new-1",
        "name_zh": "新-1",
        "name_en": "New-1",
        "group": "customs",
        "when": {"class_code": "safety", "urged": {"max": 1_000}},
        "zh": "安全类",
        "en": "Safety",
    }
    return add_row(text(ROUTING), "rule", row, 0)


def case(number: str, class_code: str, **facts: object) -> Case:
    ticket = Ticket(number, number, NOW, class_code=class_code, subject="s")
    return Case(ticket, RouteFacts(class_code=class_code, **facts))  # type: ignore[arg-type]


def test_both_ways_are_told_with_their_reasons() -> None:
    today, draft = loading.load(), under(ROUTING, moved_routing())
    rows = list(compare([case("1", "safety"), case("2", "service")], today, draft))
    assert rows[0].today.group != "customs"
    assert (rows[0].draft.group, rows[0].draft.rule) == ("customs", "new-1")
    assert "安全类" in rows[0].draft.zh
    assert rows[0].draft.en.startswith("Safety")
    assert set(rows[0].differs) >= {"group", "rule", "procedure"}
    assert rows[1].differs == ()
    assert rows[1].today == rows[1].draft
    trial = counted(rows, 2, lambda done, of: None, lambda: False)
    assert (trial.tried, trial.moved, len(trial.rows)) == (2, 1, 1)
    assert trial.figures()["moves"] == [{"from": rows[0].today.group, "to": "customs", "count": 1}]


def test_limits_are_told_by_their_moments() -> None:
    told = text(LIMITS)
    number = next(
        no
        for no, row in enumerate(value_at(told, "limit"))  # type: ignore[arg-type]
        if row["kind"] == "response" and "when" not in row
    )
    draft = under(LIMITS, set_value(told, f"limit[{number}].minutes", 7))
    (row,) = compare([case("1", "service")], loading.load(), draft)
    assert row.differs == ("limits",)
    dues = [{one.rule: one.due for one in side.limits} for side in (row.today, row.draft)]
    changed = {rule for rule in dues[0] if dues[0][rule] != dues[1].get(rule)}
    assert len(changed) == 1


def test_a_trial_is_cancelled_and_says_how_far_it_came() -> None:
    bundle = loading.load()
    seen: list[tuple[int, int]] = []
    cases = (case(str(number), "service") for number in range(1_000))
    trial = counted(
        compare(cases, bundle, bundle), 1_000, lambda *at: seen.append(at), lambda: len(seen) > 1
    )
    assert trial.cancelled
    assert (trial.tried, trial.of) == (200, 1_000)
    assert seen[:2] == [(100, 1_000), (200, 1_000)]
    assert trial.moves


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    create_profile(folder, "sample", tickets=120, seed=3)
    return folder


@pytest.fixture
def sample(profile: Path) -> Iterator[Desk]:
    desk = open_desk(profile, start=False)
    yield desk
    desk.close()


def tried(desk: Desk, file: str, told: str, tickets: Tickets) -> Trial:
    return desk.try_rules(RuleSet("", file, "9", 0, text=told), tickets).result()


def test_the_rules_of_today_change_nothing(sample: Desk) -> None:
    trial = tried(sample, ROUTING, text(ROUTING), Tickets())
    assert trial.tried == trial.of == sample.read.count(Filter()) >= 120
    assert (trial.moved, dict(trial.differs), trial.rows) == (0, {}, ())


def test_a_draft_is_tried_on_chosen_tickets(sample: Desk) -> None:
    trial = tried(sample, ROUTING, moved_routing(), Tickets())
    safety = sample.read.count(Filter(class_codes=("safety",)))
    to_customs = sum(count for (_, to), count in trial.moves.items() if to == "customs")
    assert to_customs >= safety > 0
    assert trial.moved == len([row for row in trial.rows if "group" in row.differs])
    day = datetime.fromtimestamp(sample.clock() / 1000, sample.zone).date()
    days = [
        tried(sample, ROUTING, moved_routing(), Tickets(day=day - timedelta(no))) for no in (0, 1)
    ]
    assert 0 < sum(one.tried for one in days) < trial.tried
    row = sample.read.page(Filter(class_codes=("safety",)), "-created_at", 1)[0]
    one = tried(sample, ROUTING, moved_routing(), Tickets(numbers=(row.number,)))
    assert [(it.number, it.draft.group, it.stands) for it in one.rows] == [
        (row.number, "customs", row.group_code)
    ]
    with pytest.raises(Refusal, match="not_found"):
        tried(sample, ROUTING, moved_routing(), Tickets(numbers=("nobody",)))
    assert tried(sample, ROUTING, moved_routing(), Tickets(most=5)).tried == 5


def test_a_pasted_text_is_tried(sample: Desk) -> None:
    words = "收到的花瓶全碎了，要求赔偿"
    (one,) = tried(sample, ROUTING, moved_routing(), Tickets(text=words)).rows
    assert (one.number, one.subject) == ("", words)
    assert one.today.class_code == one.draft.class_code == "safety"
    assert one.draft.confidence is not None
    assert one.draft.group == "customs"
    told = text(CLASSES).replace('code = "safety.damaged"', 'code = "safety.damaged"  # the same')
    (one,) = tried(sample, CLASSES, told, Tickets(text=words)).rows
    assert one.today == one.draft


def test_an_unsound_draft_is_not_tried(sample: Desk) -> None:
    with pytest.raises(Refusal) as caught:
        tried(sample, ROUTING, "rule = 5", Tickets())
    assert caught.value.code == "rules_unsound"
    assert caught.value.facts["file"] == ROUTING

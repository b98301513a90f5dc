"""What a claim needs, from whom and until when."""

from __future__ import annotations

import copy
import tomllib
from datetime import UTC, datetime

import pytest

import resources
from workstation.domain.evidence_rules import (
    FACTS,
    due_of,
    evidence_rules_from,
    giver,
    reminders,
    wanted_for,
)
from workstation.domain.refusal import Refusal
from workstation.rules import loading

TABLES = tomllib.loads(resources.read_text("rules/evidence.toml"))
LIST = evidence_rules_from(TABLES)
CALENDARS = loading.load().calendars
HOUR = 3_600_000
VASE: dict[str, object] = {
    **dict.fromkeys(FACTS, ""),
    "kind": "damage",
    "partial": "partial",
    "insured": True,
    "authorised": False,
    "value_fen": 300_000,
    "claimed_fen": 150_000,
}


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


def asked(**told: object) -> list[str]:
    return [want.code for want in wanted_for({**VASE, **told}, LIST)]


def test_each_kind_asks_for_what_it_needs():
    usual = ["identity", "account"]
    damage = ["photos-damage", "value-high", "insurance-slip", "signed-slip"]
    assert asked() == [*damage, *usual]
    assert "inspection" in asked(claimed_fen=200_000)
    assert "inspection" not in asked(claimed_fen=200_000, partial="total")
    assert asked(kind="loss", insured=False) == ["value-high", "trace-record", *usual]
    assert asked(kind="cod", insured=False) == ["cod-proof", *usual]
    assert "photos-shortage" in asked(kind="shortage")
    assert {"photos-damage", "spoilage-time"} <= set(asked(kind="spoilage"))


def test_the_first_row_for_a_thing_counts_and_one_that_is_off_asks_nothing():
    small = asked(claimed_fen=49_999)
    assert "value-usual" in small
    assert "value-high" not in small
    assert not {"identity", "identity-small"} & set(small)
    assert "identity" in asked(claimed_fen=50_000)
    assert "authorisation" in asked(authorised=True)


def test_everything_is_said_in_both_languages():
    for want in LIST.wants:
        for language in ("zh", "en"):
            assert want.name(language)
            assert want.off or (want.why(language) and want.lapses(language))
    found = LIST.want("identity")
    assert found is not None
    assert found.code == "identity"
    assert LIST.want("identity@2026.1") == found
    assert LIST.want("nothing") is None


def test_the_applicant_is_who_claims():
    wants = {want.code: want for want in LIST.wants}
    assert giver(wants["account"], "merchant") == "merchant"
    assert giver(wants["photos-damage"], "sender") == "receiver"


def test_time_runs_from_its_moment_by_its_calendar():
    wants = {want.code: want for want in LIST.wants}
    monday = at("2026-03-02T02:00:00")  # ten in the morning in China
    photos = wants["photos-damage"]
    assert due_of(photos, CALENDARS, {"made": monday}) is None
    due = due_of(photos, CALENDARS, {"asked": monday})
    assert due == monday + 72 * HOUR
    assert reminders(photos, CALENDARS, due, monday) == (due - 24 * HOUR, due - 4 * HOUR)
    assert reminders(photos, CALENDARS, due, due - 5 * HOUR) == (due - 4 * HOUR,)
    assert reminders(photos, CALENDARS, due, due - 4 * HOUR) == ()  # it was asked for just then
    account = due_of(wants["account"], CALENDARS, {"asked": monday})
    assert account is not None
    assert datetime.fromtimestamp(account / 1000, UTC).date().isoformat() == "2026-03-11"
    assert due_of(wants["signed-slip"], CALENDARS, {"made": monday}) == monday + 24 * HOUR


@pytest.mark.parametrize(
    ("key", "value", "code", "place"),
    [
        ("from", "nobody", "rule_value", "want[0].from"),
        ("starts", "born", "rule_value", "want[0].starts"),
        ("lapse", "all", "rule_value", "want[0].lapse"),
        ("files", ["wax"], "rule_value", "want[0].files[0]"),
        ("photos", 1_000, "rule_value", "want[0].photos"),
        ("days", 3, "rule_value", "want[0].hours"),
        ("remind_hours", [0], "rule_value", "want[0].remind_hours[0]"),
        ("remind_hours", [5_000, 5_001], "rule_value", "want[0].remind_hours[1]"),
        ("remind_hours", [True], "rule_value", "want[0].remind_hours[0]"),
        ("why_en", "", "rule_missing", "want[0].why_en"),
        ("calendar", "", "rule_missing", "want[0].calendar"),
        ("when", {"colour": "red"}, "condition_fact", "want[0].when.colour"),
        ("colour", "red", "rule_unknown_key", "want[0].colour"),
        ("code", "account", "rule_duplicate", "want"),
    ],
)
def test_a_mistake_is_placed(key, value, code, place):
    tables = copy.deepcopy(TABLES)
    tables["want"][0][key] = value
    if key == "code":
        tables["want"][0]["code"] = tables["want"][1]["code"]
    with pytest.raises(Refusal) as caught:
        evidence_rules_from(tables)
    assert str(caught.value.facts["place"]).startswith(place)
    if code != "rule_value":
        assert caught.value.code == code


def test_what_has_an_end_in_days_has_a_calendar_and_says_what_lapses():
    for key in ("calendar", "lapse_zh", "lapse_en"):
        tables = copy.deepcopy(TABLES)
        row = next(one for one in tables["want"] if one.get("days"))
        del row[key]
        with pytest.raises(Refusal) as caught:
            evidence_rules_from(tables)
        assert caught.value.code == "rule_missing"
        assert str(caught.value.facts["place"]).endswith(key)


def test_a_calendar_that_is_not_there_is_named():
    from workstation.rules.files import Folder, Overlaid

    text = resources.read_text("rules/evidence.toml").replace('"always"', '"never"', 1)
    source = Overlaid(Folder(resources.path("rules").parent), {"rules/evidence.toml": text})
    found = [one for one in loading.check_source(source) if one.file == "rules/evidence.toml"]
    assert [one.place for one in found] == ["want[0].calendar"]

"""People of a hub, the secrets with which their desks join, and desks that are no more."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.workstation.sync.team import Team
from workstation import profiles, settings
from workstation.desk import open_desk
from workstation.domain.identity import new_uid
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.sync import enrolling, hub_admin, hub_people
from workstation.sync.hub import open_hub
from workstation.sync.hub_address import located, shown
from workstation.sync.hub_people import Added, Wanted
from workstation.sync.protocol import Hub, HubUnreachable


def _add(url: str, name: str, days: int = 7, **more: Any) -> Added:
    return hub_admin.add_person(url, Wanted(name, **{"groups": ("cod",), **more}), days)


def _refused(call: Callable[[], Any]) -> str:
    with pytest.raises(Refusal) as refusal:
        call()
    return refusal.value.code


def test_a_person_is_made_once_and_told_to_all_desks(hub_url: str, team: Team) -> None:
    seat = team.seat()
    seat.round()
    first = _add(hub_url, "沈青", role="claims")
    again = _add(hub_url, "沈青", region="south")
    assert (first.fresh, again.fresh) == (True, False)
    assert first.agent.uid == again.agent.uid
    assert (first.agent.work_no, first.agent.role) == ("1001", "claims")
    assert _add(hub_url, "周明").agent.work_no == "1002"
    team.settle()
    known = seat.find(Agent, first.agent.uid)
    assert (known.name, known.region, known.groups) == ("沈青", "south", ("cod",))
    assert team.hub.check() == ()


def test_who_is_meant_must_be_certain(hub_url: str) -> None:
    _add(hub_url, "王芳", work_no="7")
    _add(hub_url, "王芳", work_no="8")
    assert _refused(lambda: _add(hub_url, "王芳")) == "person_ambiguous"
    assert _refused(lambda: _add(hub_url, "李雷", work_no="7")) == "person_ambiguous"
    assert _add(hub_url, "王芳", work_no="8").fresh is False


def test_nobody_sees_everything_for_want_of_a_word(hub_url: str) -> None:
    assert _refused(lambda: _add(hub_url, "王芳", groups=())) == "text_missing"
    assert _refused(lambda: _add(hub_url, "", groups=("cod",))) == "text_missing"
    assert _refused(lambda: _add(hub_url, "王芳", groups=("nowhere",))) == "value_unknown"
    assert _refused(lambda: _add(hub_url, "王芳", role="king")) == "value_unknown"
    assert len(_add(hub_url, "王芳", groups=(), role="leader").agent.groups) > 5


def test_a_file_needs_no_secret(sqlite_url: str, tmp_path: Path) -> None:
    added = _add(sqlite_url, "沈青")
    assert (added.role_name, added.secret) == ("", "")
    assert enrolling.enrol_with_secret(sqlite_url, "anything", tmp_path / "p") == sqlite_url


def test_secrets_can_be_read_out() -> None:
    secrets = {hub_people.new_secret() for _ in range(50)}
    assert len(secrets) == 50
    for secret in secrets:
        assert not set(secret) & set("01OILU")
        assert hub_people.plain_secret(f" {secret.lower()} ") == secret.replace("-", "")


@pytest.fixture
def joining(postgres_url: str, tmp_path: Path) -> tuple[str, Added, Path]:
    """Where a person's desk joins, the person, and the desk's profile."""
    added = _add(postgres_url, "沈青")
    return hub_admin.join_url(postgres_url, added.role_name), added, tmp_path / "profile"


def test_a_secret_works_once(joining: tuple[str, Added, Path]) -> None:
    url, added, profile = joining
    kept = enrolling.enrol_with_secret(url, added.secret.lower(), profile)
    assert added.secret.replace("-", "") not in kept
    assert urlsplit(kept).password is None
    secret = profile / "hub.secret"
    if os.name == "posix":
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    with closing(open_hub(kept)) as hub:
        assert hub.enrol(new_uid(), "one").agent == added.agent.uid
    again = enrolling.enrol_with_secret(url, added.secret, profile)  # the same line once more
    assert again == kept
    other = profile.with_name("thief")
    assert _refused(lambda: enrolling.enrol_with_secret(url, added.secret, other)) == "secret_used"
    assert not (profile / "hub.secret.new").exists()


def test_a_secret_alone_opens_nothing(joining: tuple[str, Added, Path]) -> None:
    url, added, _ = joining
    opened = url.replace("@", f":{hub_people.plain_secret(added.secret)}@", 1)
    with closing(open_hub(opened)) as hub:
        assert _refused(lambda: hub.enrol(new_uid(), "x")) == "secret_unused"
        assert _refused(lambda: hub.fetch([("agent", added.agent.uid)])) == "secret_unused"


def test_an_old_secret_is_refused(joining: tuple[str, Added, Path], postgres_url: str) -> None:
    url, added, profile = joining
    with psycopg.connect(postgres_url) as operator:
        operator.execute("UPDATE hub_login SET valid_until = 5")
    assert _refused(lambda: enrolling.enrol_with_secret(url, added.secret, profile)) == (
        "secret_expired"
    )


def test_wrong_and_missing_secrets(joining: tuple[str, Added, Path]) -> None:
    url, _, profile = joining
    assert _refused(lambda: enrolling.enrol_with_secret(url, "AAAA-BBBB", profile)) == "secret_used"
    assert _refused(lambda: enrolling.enrol_with_secret(url, " - ", profile)) == "secret_missing"
    nameless = "postgresql://127.0.0.1/x"
    assert _refused(lambda: enrolling.enrol_with_secret(nameless, "A", profile)) == "hub_url"


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_desk_that_was_stopped_in_the_middle_goes_on(
    joining: tuple[str, Added, Path], monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    url, added, profile = joining
    real = enrolling._exchange

    def stopped(*values: Any) -> None:
        if moment == "after":
            real(*values)
        raise HubUnreachable("no more power")

    with monkeypatch.context() as patched:
        patched.setattr(enrolling, "_exchange", stopped)
        with pytest.raises(HubUnreachable):
            enrolling.enrol_with_secret(url, added.secret, profile)
    kept = enrolling.enrol_with_secret(url, added.secret, profile)
    with closing(open_hub(kept)) as hub:
        assert hub.enrol(new_uid(), "one").agent == added.agent.uid


def test_a_profile_may_be_moved(joining: tuple[str, Added, Path]) -> None:
    url, added, profile = joining
    kept = enrolling.enrol_with_secret(url, added.secret, profile)
    moved = profile.rename(profile.with_name("moved to"))
    with closing(open_hub(located(kept, moved))) as hub:
        assert hub.epoch()
    assert "passfile" not in shown(kept)
    assert located(url, moved) == url


def test_a_desk_joins_with_a_secret_and_sits_down_as_its_person(
    joining: tuple[str, Added, Path], postgres_url: str
) -> None:
    url, added, profile = joining
    profiles.create_profile(profile, "join", hub=url, secret=added.secret)
    told = settings.read(profile)
    assert told.agent == added.agent.uid
    assert "password" not in told.hub
    desk = open_desk(profile, start=False)
    assert desk.agent.name == "沈青"
    desk.close()


def test_a_desk_belongs_to_one_person(postgres_url: str, tmp_path: Path) -> None:
    def hub_of(added: Added, place: str) -> Hub:
        url = hub_admin.join_url(postgres_url, added.role_name)
        return open_hub(enrolling.enrol_with_secret(url, added.secret, tmp_path / place))

    amy, amy_too, ben = (
        _add(postgres_url, "Amy"),
        _add(postgres_url, "Amy"),
        _add(postgres_url, "Ben"),
    )
    assert amy.role_name != amy_too.role_name
    desk_uid = new_uid()
    with closing(hub_of(amy, "a")) as hub:
        first = hub.enrol(desk_uid, "one")
    with closing(hub_of(amy_too, "b")) as hub:
        assert hub.enrol(desk_uid, "one") == first
    with closing(hub_of(ben, "c")) as hub:
        assert _refused(lambda: hub.enrol(desk_uid, "one")) == "not_you"


def test_who_left_gets_nothing_more(joining: tuple[str, Added, Path], postgres_url: str) -> None:
    url, added, profile = joining
    kept = enrolling.enrol_with_secret(url, added.secret, profile)
    with closing(open_hub(kept)) as hub:
        assert hub.enrol(new_uid(), "one")
        with psycopg.connect(postgres_url) as operator:
            operator.execute(
                "UPDATE hub_record SET body = body || '{\"active\": false}' WHERE kind = 'agent'"
            )
        assert _refused(lambda: hub.fetch([("agent", added.agent.uid)])) == "login_unknown"


@pytest.fixture
def desk_at(hub_url: str, hub: Hub, tmp_path: Path) -> Iterator[Hub]:
    """A hub as a desk of its own login opens it, where there are logins."""
    added = _add(hub_url, "沈青")
    if not added.role_name:
        yield hub
        return
    url = hub_admin.join_url(hub_url, added.role_name)
    opened = open_hub(enrolling.enrol_with_secret(url, added.secret, tmp_path / "p"))
    yield opened
    opened.close()


def test_a_removed_desk_can_do_nothing_more(hub_url: str, team: Team, desk_at: Hub) -> None:
    seat = team.seat()
    uid = seat.ticket()
    seat.round()
    given = desk_at.enrol("gone", "gone")
    agent = given.agent or "amy"
    assert desk_at.lease(uid, agent, "Amy", given.desk_no, 60_000) is not None
    serials = desk_at.lease_serials(given.desk_no, "LP2026", 20)
    removed = hub_admin.remove_desk(hub_url, str(given.desk_no))
    assert (removed.leases, removed.serials) == (1, 1)
    assert removed.login == ("dropped" if removed.role_name else "")
    assert team.hub.take_next("ben", "Ben", ["cod"], 1, 60_000) is not None
    assert team.hub.lease_serials(1, "LP2026", 20).first > serials.last  # voided, never given
    with pytest.raises(Refusal) as refusal:
        desk_at.push(given.desk_no, given.token, [])
    assert refusal.value.code in ("desk_unknown", "hub_unreachable", "login_refused")
    with pytest.raises(Refusal) as refusal:
        desk_at.enrol("gone", "gone")
    assert refusal.value.code in ("desk_removed", "login_refused")
    assert _refused(lambda: hub_admin.remove_desk(hub_url, str(given.desk_no))) == "desk_missing"
    assert team.hub.check() == ()


def test_a_login_whose_secret_was_not_used_can_be_ended(
    joining: tuple[str, Added, Path], postgres_url: str
) -> None:
    url, added, profile = joining
    assert hub_admin.remove_desk(postgres_url, added.role_name).login == "dropped"
    assert (
        _refused(lambda: enrolling.enrol_with_secret(url, added.secret, profile)) == "secret_used"
    )


def test_a_new_life_is_told_to_desks(hub_url: str, team: Team) -> None:
    one, two = team.seat(), team.seat()
    uid = one.ticket()
    team.settle()
    before = team.hub.epoch()
    hub_admin.new_epoch(hub_url)
    assert team.hub.epoch() != before
    one.set(uid, priority=4)
    team.settle()
    assert two.read(uid).priority == 4
    team.agree()

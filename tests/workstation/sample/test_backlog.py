"""What waits on a fresh desk: new tickets for every group at any hour, scripts, a register."""

from __future__ import annotations

import pypdf
import pytest

from tests.workstation.sample.samples import HOUR, NOW, cases
from workstation.desk import Desk
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import GROUPS
from workstation.rules import loading
from workstation.sample.load import load_sample
from workstation.sample.people import team
from workstation.store import state
from workstation.store.connect import connect
from workstation.store.schema import upgrade

#: 11:20, 08:00, 03:20 and 23:20 in Shanghai, each with a team of its own.
MOMENTS = [(1, NOW), (2, NOW - 200 * 60_000), (3, NOW - 8 * HOUR), (4, NOW - 12 * HOUR)]


def fresh(seed, now):
    return [case.ticket for case in cases(seed=seed, now=now) if case.ticket.status == "new"]


@pytest.mark.parametrize(("seed", "now"), MOMENTS)
def test_new_tickets_wait_in_every_group_at_any_hour(seed, now):
    told = fresh(seed, now)
    assert 30 <= len(told) <= 50
    assert len({ticket.group_code for ticket in told}) >= len(GROUPS) - 1
    assert not any(ticket.owner for ticket in told)
    assert sum(ticket.created_at > now - HOUR for ticket in told) >= 10
    for agent in team(seed).agents:
        assert sum(ticket.group_code in agent.groups for ticket in told) >= 1, agent.name


def test_small_samples_have_their_share():
    assert sum(case.ticket.status == "new" for case in cases(60)) >= 3


def test_some_answers_are_taken_from_the_shipped_scripts():
    known = {script.code: script for script in loading.scripts()}
    said = [(case.ticket, entry) for case in cases() for entry in case.entries if entry.script]
    assert len({entry.script for _, entry in said}) >= 10
    for ticket, entry in said:
        script = known[entry.script]
        assert entry.direction == "out"
        assert entry.script_version == script.version
        assert ticket.subtype in script.classes
        assert "【" not in entry.body
        assert not entry.body.count("{{")


def test_printed_claims_stand_in_the_register_once():
    for case in cases():
        claim = case.claim
        printed = claim is not None and claim.status in ("printed", "paid")
        assert len(case.prints) == (claim.prints if claim else 0) == int(printed)
        for line in case.prints:
            assert (line.claim, line.serial, line.reprint) == (claim.uid, claim.serial, 0)
            assert claim.approved_at < line.at <= (claim.paid_at or NOW)


@pytest.fixture
def desk(tmp_path):
    connection = connect(tmp_path / "replica.db")
    upgrade(connection)
    who = load_sample(connection, tickets=400, seed=1, now=NOW)
    state.write(connection, "desk_no", "7")
    connection.close()
    opened = Desk(tmp_path, agent=who, clock=lambda: NOW)
    yield opened
    opened.close()


def test_a_printed_claim_is_printed_again_as_the_first_reprint(desk):
    desk.agent = next(one for one in desk.read.agents() if one.role == "claims")
    claim = next(iter(desk.read.claims(("printed",))))
    original = desk.read.prints(claim.uid)[-1]
    with pytest.raises(Refusal, match="copy_elsewhere"):
        desk.archived_copy(original).result()
    copy = desk.print_claim(claim.uid, reason="污损").result()
    assert (copy.reprint, copy.serial, copy.form.pages) == (1, original.serial, original.pages)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(copy.path).pages)
    assert "补打" in text
    assert [line.reprint for line in desk.read.prints(claim.uid)] == [0, 1]

"""Others at the hub while desks work: an old transaction, a hand that changes rows, readers."""

from __future__ import annotations

import time

import psycopg
import pytest

from tests.cluster.machines import Group, until
from tests.cluster.office import Office
from workstation.actions.intake import NewTicket
from workstation.domain.refusal import Refusal
from workstation.sync.hub import open_hub
from workstation.terminal.main import main


def test_an_old_open_writer_keeps_nothing_back(office: Office) -> None:
    one, two = office.desks["desk0"], office.desks["desk1"]
    first = str(one.do(NewTicket("催件", body="怎么还没到")).result().result)
    until(lambda: two.read.ticket(first), "the new ticket did not come")
    with psycopg.connect(office.url) as writer:
        writer.execute(  # as a function of the hub would, but slowly, by hand
            "UPDATE hub_record SET rev=rev+1, body=jsonb_set(body::jsonb, '{subject}', '\"慢\"')::json"
            " WHERE uid=%s AND kind='ticket'",
            (first,),
        )
        writer.execute(
            "INSERT INTO hub_change(kind,uid,rev,grp,desk_no,at) SELECT kind,uid,rev,grp,0,"
            " extract(epoch FROM clock_timestamp())*1000 FROM hub_record"
            " WHERE uid=%s AND kind='ticket'",
            (first,),
        )
        with office.working():
            time.sleep(3)
        office.settle()
        later = str(one.do(NewTicket("咨询", body="怎么寄件")).result().result)
        until(lambda: two.read.ticket(later), "a later ticket did not come")
        seen = two.read.ticket(first)
        assert seen is not None
        assert seen.subject == "催件"
        writer.commit()

    def all_see_it() -> bool:
        for desk in office.desks.values():
            desk.sync_now().result()
        found = [desk.read.ticket(first) for desk in office.desks.values()]
        return all(ticket is not None and ticket.subject == "慢" for ticket in found)

    until(all_see_it, "what was committed late did not come")
    office.verify()


def test_a_row_changed_by_hand_is_found(office: Office) -> None:
    one = office.desks["desk0"]
    edited, deleted = (
        str(one.do(NewTicket("催件", body="怎么还没到")).result().result) for _ in range(2)
    )
    office.settle()
    with psycopg.connect(office.url) as hand:
        hand.execute("UPDATE hub_record SET rev=rev+1, status='closed' WHERE uid=%s", (edited,))
        hand.execute("DELETE FROM hub_record WHERE uid=%s", (deleted,))
    with office.working():
        time.sleep(1)
    until(office.in_step, office.where)
    hub = open_hub(office.url)
    try:
        found = {finding.uid for finding in hub.check()}
    finally:
        hub.close()
    assert edited in found
    assert deleted in found
    verified = one.verify_replica().result()  # by its digest the replica learns of both
    assert verified.repaired + verified.dropped >= 2
    assert one.read.ticket(deleted) is None


def test_a_standby_may_be_read_and_is_no_hub(
    group: Group, office: Office, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one = office.desks["desk0"]
    one.do(NewTicket("催件", body="怎么还没到")).result()
    office.settle()
    standby = group.standbys()[0]
    with group.connect(standby, database) as reports:  # as a report would
        query = "SELECT count(*) FROM hub_record WHERE kind='ticket'"
        until(lambda: reports.execute(query).fetchone() == (1,), "the standby lags")
    url = group.url(database, only=standby)
    hub = open_hub(url)
    try:
        for ask in (lambda: hub.pull(1, ""), lambda: hub.push(1, "", []), hub.check, hub.info):
            with pytest.raises(Refusal, match="hub_standby"):
                ask()
    finally:
        hub.close()
    for part in ("status", "check", "upkeep"):
        assert main(["hub", part, url]) != 0
        assert "stand-by" in capsys.readouterr().err

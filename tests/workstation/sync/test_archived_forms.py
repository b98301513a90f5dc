"""An archived form goes to the hub, and another desk gets its exact bytes from there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workstation.sync.test_desks import _Office
from workstation.printing.archive import digest
from workstation.printing.order import PrintOrder


@pytest.fixture
def office(tmp_path: Path) -> Iterator[_Office]:
    made = _Office(tmp_path, 200)  # from so many on a claim was approved for sure
    yield made
    made.close()


def test_a_form_printed_at_one_desk_is_read_and_verified_at_another(office: _Office) -> None:
    one, two = office.open("one"), office.open("two")
    clerk = next(person for person in one.read.agents() if person.role in ("claims", "admin"))
    one.sit_down(clerk.uid)
    claim = one.read.claims(("approved", "printed", "paid"))[0]
    printed = one.issue_form(PrintOrder(claim.uid, reason="存档")).result()
    assert printed.registered
    deadline = time.monotonic() + 30
    line = None
    while line is None:
        assert time.monotonic() < deadline, "the register line did not come"
        found = [it for it in two.read.prints(claim.uid) if it.sha256 == printed.form.sha256]
        line = found[0] if found else None
        time.sleep(0.05)
    waits = "SELECT 1 FROM upload WHERE sha256=?"
    while one.read.connection.execute(waits, (line.sha256,)).fetchone():
        assert time.monotonic() < deadline, "the content was not sent"
        time.sleep(0.05)
    copy = two.archived_copy(line).result()
    assert digest(copy.path) == line.sha256
    verdict = two.verify_pdf(printed.path).result()
    assert (verdict.outcome, verdict.archive, verdict.stands) == ("genuine", "sound", True)
    assert two.verify_text(printed.form.code).result().outcome == "genuine"

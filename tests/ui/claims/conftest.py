"""A claims page, a desk with numbers of forms, and the claims of the sample."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMainWindow

from tests.printers import printers
from tests.ui.claims.hands import seat
from ui.claims.page import ClaimsPage
from ui.commands import Commands
from workstation.store import serials, state

__all__ = ["printers"]


@pytest.fixture
def numbered(desk):
    """A desk with a number of its own and numbers for forms."""
    desk.writer.submit(lambda connection: state.write(connection, "desk_no", "7")).result()
    series = serials.series_at(desk.clock())
    desk.writer.submit(lambda connection: serials.keep(connection, series, 701, 760)).result()
    return desk


@pytest.fixture
def claims_host(qapp):
    made = QMainWindow()
    made.resize(1150, 700)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def claims_page(claims_host, bridge, settle):
    made = ClaimsPage(bridge, Commands(claims_host), claims_host)
    claims_host.setCentralWidget(made)
    claims_host.show()
    made.show_list()
    settle()
    return made


@pytest.fixture
def drafted(claims_page, desk, settle):
    """A draft that is open, seated as a leader who did not make it."""
    claim = next(iter(desk.read.claims(("draft",))))
    seat(desk, claim, "leader")
    claims_page.open(claim.uid)
    settle()
    return claim


@pytest.fixture
def needed(claims_page, drafted, settle):
    """The card with everything listed that such a claim needs."""
    if not claims_page.sheet.standing.evidence:
        claims_page.sheet.needed.list_button.click()
        settle()
    return claims_page.sheet.needed


@pytest.fixture
def with_files(desk):
    """A claim that is open to change and whose ticket has files."""
    return next(
        one
        for one in desk.read.claims(("draft", "submitted"))
        if desk.read.detail(one.ticket).attachments
    )

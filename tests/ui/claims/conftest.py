"""A claims page on a desk with numbers of forms, and the claims of the sample."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMainWindow

from ui.claims.page import ClaimsPage
from ui.commands import Commands


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
    people = [one for one in desk.read.agents() if one.role == "leader" and one.active]
    desk.agent = next((one for one in people if one.uid != claim.created_by), people[0])
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

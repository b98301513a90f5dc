"""The tabs of papers beside the list of claims: the run of many, and the register."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.claims.paper_ways import PaperWays
from ui.widgets.named_tabs import NamedTabs
from workstation.domain.claim import Claim

BATCH: Final = "batch"
REGISTER: Final = "register"


class LaterTab(QWidget):
    """A tab whose page is made when it is first shown."""

    def __init__(self, make: Callable[[], Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._made: Any = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def page(self) -> Any:
        """The page, made now where it was not yet."""
        if self._made is None:
            self._made = self._make()
            self._column.addWidget(self._made)
        return self._made

    def load(self) -> None:
        """Read what the page shows."""
        self.page.load()

    def activate(self) -> None:
        """Give the page the keyboard."""
        self.page.activate()

    def refresh(self) -> None:
        """Something was changed while the page is shown."""
        refresh = getattr(self._made, "refresh", None)
        if refresh is not None:
            refresh()


class PaperTabs(QObject):
    """Adds the tabs to the home of the claims. `claim_wanted(uid)` opens a claim."""

    claim_wanted = Signal(str)
    noticed = Signal(str, str)

    def __init__(self, bridge: Bridge, ways: PaperWays, home: NamedTabs, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._ways = bridge, ways
        self._batch, self._register = LaterTab(self._made_batch), LaterTab(self._made_register)
        home.add(BATCH, self.tr("Print many"), self._batch)
        home.add(REGISTER, self.tr("Print register"), self._register)

    def _made_batch(self) -> QWidget:
        from ui.claims.batch_page import BatchPage

        made = BatchPage(self._bridge, self._ways)
        made.noticed.connect(self.noticed)
        return made

    def _made_register(self) -> QWidget:
        from ui.claims.register_page import RegisterPage

        made = RegisterPage(self._bridge)
        made.noticed.connect(self.noticed)
        made.claim_wanted.connect(self.claim_wanted)
        return made

    @property
    def batch(self) -> Any:
        """The page of runs."""
        return self._batch.page

    @property
    def register(self) -> Any:
        """The page of the register."""
        return self._register.page

    def choose(self, claims: Sequence[Claim]) -> None:
        """Take claims that were chosen in the list for a run."""
        if claims:
            self.batch.choose(claims)

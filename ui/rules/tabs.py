"""What stands beside a rule file: trying it, putting it in force, its versions, and more of some."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QTabWidget, QWidget

from ui.rules.calendar_tab import CalendarTab
from ui.rules.force_tab import ForceTab
from ui.rules.form_tab import FormTab
from ui.rules.learned_tab import LearnedTab
from ui.rules.preview_tab import PreviewTab
from ui.rules.session import Session
from ui.rules.try_tab import TryTab
from ui.rules.versions_tab import VersionsTab

_CLASSES: Final = "rules/classes.toml"
_AUTOMATIONS: Final = "rules/automations.toml"


class RuleTabs(QTabWidget):
    """The tabs of the file that is open; each reads when it is looked at."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.trying = TryTab(session)
        self.force = ForceTab(session)
        self.versions = VersionsTab(session)
        self.calendar = CalendarTab(session)
        self.preview = PreviewTab(session)
        self.learned = LearnedTab(session)
        self.paper = FormTab(session)
        self.setDocumentMode(True)
        for part, name in (
            (self.trying, self.tr("Try out")),
            (self.force, self.tr("Put in force")),
            (self.versions, self.tr("Versions")),
        ):
            self.addTab(part, name)
        self.currentChanged.connect(lambda _at: self.load())

    def show_file(self) -> None:
        """The tabs that the file has besides those of all."""
        file, form = self._session.file, self._session.is_form
        wanted: dict[QWidget, tuple[bool, str]] = {
            self.trying: (not form, self.tr("Try out")),
            self.paper: (form, self.tr("Page")),
            self.calendar: (file.startswith("calendars/"), self.tr("Calendar")),
            self.preview: (file == _AUTOMATIONS, self.tr("Matches now")),
            self.learned: (file == _CLASSES, self.tr("Learned")),
        }
        for part, (here, name) in wanted.items():
            at = self.indexOf(part)
            if here and at < 0:
                self.insertTab(0, part, name)
                self.setCurrentIndex(0)
            elif not here and at >= 0:
                self.removeTab(at)

    def load(self) -> None:
        """Have the tab that is looked at show the text as it stands."""
        shown = self.currentWidget()
        if not self._session.file:
            return
        if shown is self.force:
            self.force.refresh()
        elif shown is self.paper:
            self.paper.begin()
        elif shown is self.learned:
            self.learned.load()
        else:
            self._follow(shown)

    def follow(self) -> None:
        """The text was looked through: show what it makes now."""
        shown = self.currentWidget()
        if shown is self.learned:
            self.learned.try_sentence()
        else:
            self._follow(shown)

    def _follow(self, shown: QWidget) -> None:
        if shown is self.calendar:
            self.calendar.load()
        elif shown is self.preview:
            self.preview.load()

"""What this desk keeps of the shared database, and how it hears of news."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QSpinBox, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.text import words
from ui.widgets.form import FormRows
from ui.widgets.labels import label
from ui.widgets.pick import PickBox
from workstation.domain.ticket import GROUPS

_LONGEST = 3_650


class Sharing(FormRows):
    """Groups, regions and days of history; changes take effect with the next exchange."""

    noticed = Signal(str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, label_width=160)
        self._bridge = bridge
        settings = bridge.desk.settings
        self.groups = {code: _box(words.group(code)) for code in GROUPS}
        self.regions: dict[str, QCheckBox] = {}
        self._regions = QGridLayout()
        self.days = QSpinBox()
        self.days.setRange(0, _LONGEST)
        self.days.setSpecialValueText(self.tr("all of it"))
        self.days.setSuffix(self.tr(" days"))
        self.days.setValue(settings.history_days)
        self.days.setKeyboardTracking(False)
        self.days.lineEdit().setTextMargins(theme.space("tight"), 0, 0, 0)
        self.days.setFixedWidth(theme.size("search") // 2)
        self.listen = PickBox()
        self.listen.show_choices(
            [
                ("auto", self.tr("Be called at once, where the line allows it")),
                ("no", self.tr("Ask now and then")),
            ],
            "no" if settings.listen == "no" else "auto",
        )
        self._lay_out()
        for box in self.groups.values():
            box.toggled.connect(self._on_groups)
        self.days.valueChanged.connect(lambda days: self._keep(history_days=days))
        self.listen.picked.connect(lambda code: self._keep(listen=str(code)))

    def _lay_out(self) -> None:
        self.add_wide(label(self.tr("What this desk keeps"), "heading"))
        hint = self.tr("None ticked: all that you may see. Fewer make a smaller, quicker desk.")
        self.add(self.tr("Tickets of &groups"), _grid(self.groups), hint)
        holder = QWidget()
        holder.setLayout(self._regions)
        self._regions.setContentsMargins(0, 6, 0, 0)
        self._region_row = self.add(self.tr("Tickets of &regions"), holder)
        hint = self.tr("Older finished tickets stay in the shared database; a search fetches them.")
        days = QWidget()
        row = QHBoxLayout(days)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.days)
        row.addStretch(1)
        days.setFocusProxy(self.days)
        self.add(self.tr("&Finished tickets of"), days, hint)
        self.days.setAccessibleName(self.tr("Days of finished tickets"))
        self.add(self.tr("&News from others"), self.listen)

    def load(self) -> None:
        """Show what is set; the regions are those that tickets here have."""
        settings, desk = self._bridge.desk.settings, self._bridge.desk
        for code, box in self.groups.items():
            _tick(box, code in settings.scope_groups)
        known = sorted({a.region for a in desk.read.agents() if a.region} | set(self._known()))
        for code in known:
            if code not in self.regions:
                box = _box(words.region(code))
                box.toggled.connect(self._on_regions)
                place = len(self.regions)
                self._regions.addWidget(box, place // 2, place % 2)
                self.regions[code] = box
            _tick(self.regions[code], code in settings.scope_regions)
        holder = self._regions.parentWidget()
        for part in (self._region_row, holder):
            if part is not None:
                part.setVisible(bool(self.regions))
        shared = bool(settings.hub)
        self.setEnabled(shared)

    def _known(self) -> tuple[str, ...]:
        return self._bridge.desk.settings.scope_regions

    def _on_groups(self) -> None:
        ticked = tuple(code for code, box in self.groups.items() if box.isChecked())
        self._keep(scope_groups=ticked)

    def _on_regions(self) -> None:
        ticked = tuple(code for code, box in self.regions.items() if box.isChecked())
        self._keep(scope_regions=ticked)

    def _keep(self, **facts: object) -> None:
        self._bridge.desk.change_settings(**facts)
        text = self.tr("Kept; the desk takes it over with the next exchange.")
        if "listen" in facts:
            text = self.tr("Kept; it counts from the next start.")
        self.noticed.emit(text, "good")


def _grid(boxes: dict[str, QCheckBox]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 6, 0, 0)
    for place, box in enumerate(boxes.values()):
        grid.addWidget(box, place // 2, place % 2)
    return holder


def _box(text: str) -> QCheckBox:
    made = QCheckBox(text)
    made.setMinimumHeight(theme.size("small_control"))
    return made


def _tick(box: QCheckBox, on: bool) -> None:
    box.blockSignals(True)
    box.setChecked(on)
    box.blockSignals(False)

"""What is known of one step, beside the picture of its procedure."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui import language, theme
from ui.bridge import Bridge
from ui.text import times, words
from ui.widgets.labels import label
from workstation.domain.procedure import Procedure, Step
from workstation.domain.step_path import Passed


class StepDetails(QScrollArea):
    """Owner, limit, forms, ways out of a step, and when a ticket was in it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.title = label("", "heading")
        self.about = label("", "muted")
        self.stays = label("", "")
        self.forms = label("", "")
        self.ways = label("", "")
        inner = QWidget()
        theme.look(inner, "surface")
        column = QVBoxLayout(inner)
        edge = theme.space("large")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.space("medium"))
        for part in (self.title, self.about, self.stays, self.forms, self.ways):
            part.setWordWrap(True)
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFixedWidth(280)

    def show_step(self, procedure: Procedure | None, code: str, path: tuple[Passed, ...]) -> None:
        """Show a step of a procedure; nothing when there is none of that code."""
        step = procedure.step(code) if procedure is not None and procedure.has(code) else None
        told = ("", "", "", "", "")
        if step is not None and procedure is not None:
            tongue = language.current()
            told = (
                step.name(tongue),
                self._about(step),
                self._stays(procedure, step, path),
                self._forms(procedure, step, tongue),
                self._ways(procedure, step, tongue),
            )
        parts = (self.title, self.about, self.stays, self.forms, self.ways)
        for part, text in zip(parts, told, strict=True):
            part.setText(text)
            part.setVisible(bool(text))

    def _about(self, step: Step) -> str:
        told = [words.role(step.owner_role)]
        if step.department:
            told.append(words.department(step.department))
        if step.limit_ms:
            text = self.tr("within {span} of open time")
            told.append(text.format(span=times.span(step.limit_ms)))
        if step.group:
            told.append(self.tr("goes on in {group}").format(group=words.group(step.group)))
        return " · ".join(told)

    def _stays(self, procedure: Procedure, step: Step, path: tuple[Passed, ...]) -> str:
        zone, now = self._bridge.desk.zone, self._bridge.desk.clock()
        lines = []
        for one in path:
            if one.step != step.code or one.group != procedure.group:
                continue
            since = times.moment(one.since, zone, now)
            if one.until is None:
                lines.append(self.tr("● since {time}").format(time=since))
            else:
                text = self.tr("✓ {time}, {span}, {name}")
                span = times.span(one.until - one.since)
                lines.append(text.format(time=since, span=span, name=one.by_name).rstrip(", ，"))
        return "\n".join(lines)

    def _forms(self, procedure: Procedure, step: Step, tongue: str) -> str:
        required = step.all_required()
        more = [code for code in step.forms if code not in required]
        told = []
        if required:
            named = [procedure.form_name(code, tongue) for code in required]
            told.append(self.tr("To write: {names}").format(names=words.listing(named)))
        if more:
            named = [procedure.form_name(code, tongue) for code in more]
            told.append(self.tr("May be written: {names}").format(names=words.listing(named)))
        return "\n".join(told)

    def _ways(self, procedure: Procedure, step: Step, tongue: str) -> str:
        lines = []
        for way in step.exits:
            line = f"→ {procedure.step(way.to).name(tongue)}: {way.name(tongue)}"
            if way.guarded and way.locked(tongue):
                line += "\n     " + self.tr("locked when: {why}").format(why=way.locked(tongue))
            lines.append(line)
        return "\n".join(lines)

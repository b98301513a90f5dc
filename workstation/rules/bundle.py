"""All rules in force at one moment: the bundle that the rule files make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workstation.domain.approval_rules import ApprovalRules
from workstation.domain.assignment import AssignmentRules
from workstation.domain.calendars import Calendar
from workstation.domain.claim_amount import CompensationRule
from workstation.domain.classify import Catalogue
from workstation.domain.diagnosis import Tree
from workstation.domain.evidence_rules import EvidenceRules
from workstation.domain.form_template import Template
from workstation.domain.house import House
from workstation.domain.knowledge import Article
from workstation.domain.limits import LimitRules
from workstation.domain.macro import Macro
from workstation.domain.picture_rules import PictureRules
from workstation.domain.procedure import Procedure
from workstation.domain.revisit_rules import RevisitRules
from workstation.domain.route import RouteRules
from workstation.domain.settlement_rules import SettlementRules
from workstation.domain.speech_rules import SpeechRules
from workstation.domain.suggest_rules import SuggestRules


@dataclass(frozen=True, slots=True)
class GroupInfo:
    """A group of agents: its names and the code of the calendar it works by."""

    code: str
    name_zh: str
    name_en: str
    calendar: str

    def name(self, language: str) -> str:
        """The name in Chinese for a language that begins with "zh", else in English."""
        return self.name_zh if language.startswith("zh") else self.name_en


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules in force on this desk. `procedures` by group, `calendars` by code.

    What `parts.PARTS` names is empty where its file is missing. `versions` tells the
    version of each file. `older_procedures` holds superseded versions by "code@version",
    `older_limits` by version.
    """

    catalogue: Catalogue
    routing: RouteRules
    groups: tuple[GroupInfo, ...]
    procedures: Mapping[str, Procedure]
    limits: LimitRules
    calendars: Mapping[str, Calendar]
    compensation: tuple[CompensationRule, ...]
    macros: tuple[Macro, ...] = ()
    automations: tuple[Any, ...] = ()
    diagnosis: tuple[Tree, ...] = ()
    knowledge: tuple[Article, ...] = ()
    revisits: RevisitRules = field(default_factory=RevisitRules)
    assignment: AssignmentRules = field(default_factory=AssignmentRules)
    speech: SpeechRules = field(default_factory=SpeechRules)
    suggesting: SuggestRules = field(default_factory=SuggestRules)
    pictures: PictureRules = field(default_factory=PictureRules)
    house: House = field(default_factory=House)
    evidence: EvidenceRules = field(default_factory=EvidenceRules)
    approval: ApprovalRules = field(default_factory=ApprovalRules)
    settlement: SettlementRules = field(default_factory=SettlementRules)
    forms: tuple[Template, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    older_procedures: Mapping[str, Procedure] = field(default_factory=dict)
    older_limits: Mapping[str, LimitRules] = field(default_factory=dict)

    def group(self, code: str) -> GroupInfo:
        """The group with a code; an unknown one is its own name and works round the first's hours."""
        for item in self.groups:
            if item.code == code:
                return item
        return GroupInfo(code, code, code, self.groups[0].calendar)

    def calendar_of(self, group: str) -> Calendar:
        """The calendar that a group works by."""
        return self.calendars[self.group(group).calendar]

    def procedure(self, told: str) -> Procedure | None:
        """The procedure of "code@version", as a ticket keeps it; a superseded one is found too.

        Where that version is not here any more it is the present one of the code; None for a code
        that no procedure has. A bare code is the present version.
        """
        code, _, version = told.partition("@")
        present = next((item for item in self.procedures.values() if item.code == code), None)
        if present is not None and version in ("", present.version):
            return present
        return self.older_procedures.get(told, present)

    def limits_of(self, version: str) -> LimitRules:
        """The limits of a version, as a ticket keeps it; the present ones where it is not here."""
        if version in ("", self.limits.version):
            return self.limits
        return self.older_limits.get(version, self.limits)

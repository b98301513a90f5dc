"""The rule files that plug into the bundle: one line for each kind of file.

A kind of file is made into a field of `workstation.rules.bundle.Rules` that is empty where the file is
missing. To add one: write its builder in the domain, give `Rules` the field, add a line here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from workstation.domain.approval_rules import approval_rules_from
from workstation.domain.assignment import assignment_from
from workstation.domain.automation import automations_from
from workstation.domain.diagnosis import trees_from
from workstation.domain.evidence_rules import evidence_rules_from
from workstation.domain.form_reading import templates_from
from workstation.domain.house import house_from
from workstation.domain.knowledge import articles_from
from workstation.domain.macro import macros_from
from workstation.domain.picture_rules import picture_rules_from
from workstation.domain.revisit_rules import revisit_rules_from
from workstation.domain.settlement_rules import settlement_rules_from
from workstation.domain.speech_check import speech_rules_from
from workstation.domain.speech_rules import speech_rules_of
from workstation.domain.suggest_rules import suggest_rules_from
from workstation.rules.automation_checks import check_automations
from workstation.rules.service_checks import (
    check_assignment,
    check_diagnosis,
    check_evidence,
    check_knowledge,
    check_revisits,
    check_settlement,
)

if TYPE_CHECKING:
    from workstation.rules.bundle import Rules


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of rule file.

    `files` is its name inside the rule folder ("rules/automations.toml"), or a pattern for several
    ("knowledge/*.toml"). `make` builds what one file holds from its plain data and raises `Refusal`
    with the place of a mistake. `field` of `Rules` is given what was made; of a pattern, the tuples
    of all files put together, in the order of their names, each `code` only once.
    `check` sees what one file made and the whole bundle, and raises `Refusal` with the place where
    the file names what is not there. `look` names a module whose `check_template(data)` tries out
    more than data can tell, such as pages; it is loaded when a text is checked that is not the
    shipped one, never when rules are read. `carried` makes what a text holds that the product
    carries, without the trying out that its tests have done.
    """

    files: str
    field: str
    make: Callable[[dict[str, object]], Any]
    check: Callable[[Any, Rules], None] | None = None
    look: str = ""
    carried: Callable[[dict[str, object]], Any] | None = None

    @property
    def folder(self) -> str:
        """The part of the rule folder in which the files lie."""
        return self.files.split("/", 1)[0]

    @property
    def many(self) -> bool:
        """Whether several files make up the field."""
        return self.files.endswith("*.toml")

    def holds(self, file: str) -> bool:
        """Whether a file is of this kind."""
        if not self.many:
            return file == self.files
        return file.startswith(f"{self.folder}/") and file.endswith(".toml")


#: Every kind of file beside those that the bundle itself is made of (classes, routing, groups, limits,
#: compensation, procedures, calendars) and the reply scripts.
PARTS: Final[tuple[Part, ...]] = (
    Part("rules/macros.toml", "macros", macros_from),
    Part("rules/automations.toml", "automations", automations_from, check_automations),
    Part("rules/assignment.toml", "assignment", assignment_from, check_assignment),
    Part("rules/revisits.toml", "revisits", revisit_rules_from, check_revisits),
    Part("rules/diagnosis.toml", "diagnosis", trees_from, check_diagnosis),
    Part("rules/speech.toml", "speech", speech_rules_from, carried=speech_rules_of),
    Part("rules/suggest.toml", "suggesting", suggest_rules_from),
    Part("rules/pictures.toml", "pictures", picture_rules_from),
    Part("rules/house.toml", "house", house_from),
    Part("rules/evidence.toml", "evidence", evidence_rules_from, check_evidence),
    Part("rules/approval.toml", "approval", approval_rules_from),
    Part("rules/settlement.toml", "settlement", settlement_rules_from, check_settlement),
    Part("forms/*.toml", "forms", templates_from, look="workstation.printing.template_check"),
    Part("knowledge/*.toml", "knowledge", articles_from, check_knowledge),
)

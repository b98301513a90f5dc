"""Keeping the answers of a guided diagnosis as facts of the ticket."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from workstation.actions.tickets import ChangeClass, active
from workstation.domain.diagnosis import FORM, Tree, standing
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.domain.step_record import StepRecord
from workstation.domain.step_record import standing as standing_records
from workstation.domain.ticket import Ticket
from workstation.store.work import Work


def tree_of(work: Work, code: str) -> Tree:
    """The tree of a code; raises `Refusal("value_unknown")`."""
    for tree in work.rules.diagnosis:
        if tree.code == code:
            return tree
    raise Refusal("value_unknown", field="tree", value=code)


@dataclass(frozen=True, slots=True)
class AnswerDiagnosis:
    """Keep the answers given so far (question -> choice); more of them replace the earlier ones.

    With `apply` the conclusion's sub-type and cause are taken over.
    """

    ticket: str
    tree: str
    answers: dict[str, str] = field(default_factory=dict)
    apply: bool = False

    def perform(self, work: Work) -> str:
        """Give the record's uid. Codes: not_found, value_unknown, diagnosis_answer,
        answers_missing."""
        tree = tree_of(work, self.tree)
        ticket = work.get(Ticket, self.ticket)
        told = standing(tree, self.answers)
        if not told.answered:
            raise Refusal("answers_missing", tree=tree.code)
        form = f"{FORM}{tree.code}"
        values = {question.code: choice.code for question, choice in told.answered}
        if told.conclusion is not None:
            values["conclusion"] = told.conclusion.code
        made = StepRecord(
            uid=new_uid(),
            ticket=ticket.uid,
            at=work.now,
            form=form,
            author=work.agent.uid,
            author_name=work.agent.name,
            procedure=f"{tree.code}@{tree.version}",
            step=ticket.step,
            values=values,
            replaces=_before(work, ticket.uid, form),
        )
        work.add(made)
        facts = {"event": "diagnosed", "tree": made.procedure, "record": made.uid, **values}
        work.say(ticket.uid, "system", data=facts)
        end = told.conclusion
        if self.apply and end is not None and end.subtype and end.subtype != ticket.subtype:
            class_code = end.subtype.partition(".")[0]
            ChangeClass(ticket.uid, class_code, end.subtype, end.cause).perform(work)
        elif self.apply and end is not None and end.cause and end.cause != ticket.cause:
            work.keep(ticket, active(work, replace(ticket, cause=end.cause)))
        return made.uid


def _before(work: Work, ticket: str, form: str) -> str:
    """The record of the same tree that stands now."""
    found = tuple(work.where(StepRecord, "ticket=? AND form=?", ticket, form))
    kept = standing_records(found)
    return kept[-1].uid if kept else ""

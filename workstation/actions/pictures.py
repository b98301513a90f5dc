"""Drawing on evidence pictures: the marks are kept beside a picture, never in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from workstation.domain.claim import Claim
from workstation.domain.conversation import Attachment
from workstation.domain.picture_marks import MOST_MARKS, Mark, marks_from_data, marks_to_data
from workstation.domain.refusal import Refusal
from workstation.store.work import Work

_SETTLED: Final = ("approved", "printed", "paid")


@dataclass(frozen=True, slots=True)
class MarkPicture:
    """Give a picture these marks in place of those it had; none takes them away."""

    attachment: str
    marks: tuple[Mark, ...]

    def perform(self, work: Work) -> None:
        """Codes: not_found, picture_unmarkable, mark_broken, too_many_marks, picture_frozen.

        What a claim was approved with stands as its approver saw it.
        """
        before = work.get(Attachment, self.attachment)
        if not before.media_type.startswith("image/") and before.media_type != "application/pdf":
            raise Refusal("picture_unmarkable", name=before.name)
        for claim in work.where(Claim, "ticket=?", before.ticket):
            if claim.status in _SETTLED and before.uid in claim.evidence:
                raise Refusal("picture_frozen", number=claim.number, status=claim.status)
        told = marks_to_data(self.marks)
        marks_from_data(told)
        if len(told) > max(MOST_MARKS, len(before.marks)):
            raise Refusal("too_many_marks", most=MOST_MARKS)
        work.keep(before, replace(before, marks=tuple(told)), tell=False)

"""Cases of the sample that are there for sure, whatever chance makes of the others.

Three broken parcels of a key account's batch, whose claims are linked and wait for approval together;
and a dear vase, whose claim was approved by a limit that a leader had lent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from workstation.domain.claim import Claim
from workstation.domain.identity import uid_of
from workstation.domain.parcel import Parcel
from workstation.sample.content import Brand, Content, Story
from workstation.sample.life import Life, Step
from workstation.sample.paying import ClaimCourse

#: A company's account of a range that no bank uses; it bears no check digit.
_ACCOUNT: Final = "999926000010801"
_BANK: Final = "中国建设银行"
#: So many cases before the last one they come in; a smaller sample has none.
_BATCH: Final = (104, 102, 100)
_DEAR: Final = 180
_LEAST: Final = 200
#: What the dear thing is worth and insured for, in fen.
_WORTH, _INSURED = 900_000, 800_000


@dataclass(frozen=True, slots=True)
class Arranged:
    """A case that was arranged: its story, and how far its claim goes. `bundle` links claims."""

    story: Story
    until: tuple[str, ...]
    brand: Brand | None = None
    bundle: str = ""

    def carried(self, parcel: Parcel) -> Parcel:
        """The parcel as it has to be."""
        if self.bundle:
            return replace(parcel, batch=f"B{self.bundle[:4].upper()}")
        return replace(parcel, declared_fen=_WORTH, insured_fen=_INSURED)

    def plan(self, life: Life, course: ClaimCourse) -> Iterator[Step]:
        """The course of the case, to where its claim stands."""
        yield 0.2, life.take
        yield 0.1, life.answer
        yield 0.3, life.photos
        yield from course.plan(self.until)

    def linked(self, claim: Claim) -> Claim:
        """The claim with the others of its bundle, paid to the same account."""
        if not self.bundle:
            return claim
        named = replace(claim, bundle=self.bundle, payee=claim.claimant)
        return replace(named, payee_account=_ACCOUNT, payee_bank=_BANK)


def arranged(count: int, seed: int, told: Content) -> dict[int, Arranged]:
    """The arranged cases of a sample of so many, by their places."""
    if count < _LEAST:
        return {}
    stories = {story.code: story for story in told.stories.items}
    bundle = uid_of("bundle", "sample", str(seed))
    batch = Arranged(stories["batch_damage"], ("submitted",), told.brands[0], bundle)
    dear = Arranged(stories["damaged"], ("submitted", "approved", "printed"))
    return {**{count - 1 - one: batch for one in _BATCH}, count - 1 - _DEAR: dear}

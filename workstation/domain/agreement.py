"""Whether the agreement on a claim came back signed, and when."""

from __future__ import annotations

from typing import Final

from workstation.domain.claim import Claim

#: Under these names a claim's `extra` keeps when the agreement came back signed, and for which
#: version.
SIGNED_AT: Final = "signed_at"
SIGNED_VERSION: Final = "signed_version"


def is_signed(claim: Claim) -> bool:
    """Whether the agreement on this version of a claim came back signed."""
    return claim.extra.get(SIGNED_VERSION) == str(claim.version)


def signed_at(claim: Claim) -> int | None:
    """When the agreement on this version was signed (milliseconds UTC); None while it is not."""
    told = claim.extra.get(SIGNED_AT, "")
    return int(told) if is_signed(claim) and told.isascii() and told.isdigit() else None

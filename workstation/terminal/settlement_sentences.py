"""Sentences on a terminal for linked claims, authorisations, signed agreements and objections."""

from __future__ import annotations

from typing import Final

SENTENCES: Final = {
    "agreement_signed": "claim {number}: the signed agreement is noted already",
    "agreement_unsigned": "claim {number} is paid once its agreement is signed: {why_en} print it,"
    " and note it when it comes back",
    "bundle_few": "choose at least two claims that are still open",
    "bundle_full": "at most {most} claims can be settled together",
    "bundle_mixed": "these claims have neither customer, key account nor claimant in common:"
    " {numbers}; link only claims that belong together",
    "bundle_payees": "these claims are paid to different payees: {names}; correct the payee, or pay"
    " each claim by itself",
    "claim_authorisation": "claim {number} needs an authorisation: {why_en} enter by what right it"
    " is claimed",
    "claim_authorisation_unproven": "claim {number} needs an authorisation: {why_en} list what is"
    " needed, and accept the authorisation when it comes",
    "claim_bundled": "claim {number} is linked with others; take it out first",
    "objection_missing": "claim {number} has no objection that waits for an answer",
    "objection_open": "claim {number}: an objection waits for its answer already",
}

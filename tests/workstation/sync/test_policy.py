"""Every field that is shared has a policy."""

from __future__ import annotations

from dataclasses import fields

import pytest

from workstation.store.kinds import CLASSES
from workstation.sync import policy
from workstation.sync.policy import POLICIES

_KNOWN = {
    value for name, value in vars(policy).items() if name.isupper() and isinstance(value, str)
}


@pytest.mark.parametrize("kind", CLASSES)
def test_every_field_of_every_kind_has_one_policy(kind: str) -> None:
    assert set(POLICIES[kind]) == {item.name for item in fields(CLASSES[kind])}
    assert set(POLICIES[kind].values()) <= _KNOWN


def test_no_kind_is_left_out() -> None:
    assert set(POLICIES) == set(CLASSES)


def test_money_and_approvals_are_never_merged() -> None:
    claim = POLICIES["claim"]
    for name in claim:
        if name.endswith("_fen") or name.startswith(("approved_", "paid_", "payment_", "payee")):
            assert claim[name] == policy.REFUSE, name


def test_a_field_of_a_newer_program_is_asked_about() -> None:
    assert policy.policy_of("ticket", "mood") == policy.ASK

"""Checking a payee before money goes out: numbers by their check digits, and all the rest.

Warns and explains, never refuses: company accounts have no check digit, names are written in more
than one way, and people change banks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from workstation.domain.payee import (
    PaidBefore,
    Payee,
    PayeeWarning,
    bare,
    check_amount,
    check_bank,
    check_before,
    check_names,
    is_company,
    warn,
)
from workstation.text.identity_numbers import birthday, check_bank_card, identify
from workstation.text.regions import all_cities

_OF_AGE: Final = 18
#: Streets and gates are named after other cities everywhere: 中山路, 北京东路, 朝阳门.
_STREET: Final = re.compile("[东南西北中一二三]?(?:大[道路街]|[路街道门])")
_ID: Final = {
    ("resident_id", "check_digit"): "id_check_digit",
    ("resident_id", "birthday"): "id_birthday",
    ("resident_id", "region"): "id_region",
    ("resident_id", "fifteen_digits"): "id_old",
    ("uscc", "check_digit"): "uscc_check_digit",
}


def check_payee(
    payee: Payee, before: Iterable[PaidBefore] = (), today: date | None = None
) -> tuple[PayeeWarning, ...]:
    """What looks odd about a payee; `before` are earlier payments, the latest first."""
    return (
        *check_names(payee),
        *_account(payee),
        *_papers(payee, today or date.today()),
        *check_bank(payee, city_in),
        *check_before(payee, before),
        *check_amount(payee),
    )


def city_in(text: str) -> str:
    """The city that the name of a branch or a place holds; "" for none.

    What stands before 银行 is the bank's own name: 北京银行深圳分行 lies in Shenzhen.
    """
    told = text.rpartition("银行")[2]
    found = []
    for city in all_cities():
        short = city.name.removesuffix("市")
        place = told.find(short)
        if place >= 0 and _STREET.match(told, place + len(short)) is None:
            found.append((place, -len(city.name), city.name))
    return min(found)[2] if found else ""


def _account(payee: Payee) -> list[PayeeWarning]:
    if not payee.account.strip():
        return [warn("account_missing", "account")]
    checked = check_bank_card(payee.account)
    company = is_company(payee.payee)
    if checked.valid:
        return [warn("card_for_company", "account")] if company and _is_card(checked.number) else []
    if checked.problem == "length":
        return [warn("account_length", "account", count=len(checked.number))]
    if checked.problem == "characters":
        return [warn("account_characters", "account")]
    if company or checked.problem == "no_check":
        return [warn("company_account", "account")]
    return [warn("card_check_digit", "account", tail=bare(payee.account)[-4:])]


def _is_card(number: str) -> bool:
    """Whether a number looks like a person's card of UnionPay: 62 and 16 to 19 figures."""
    return number.startswith("62") and len(number) >= 16


def _papers(payee: Payee, today: date) -> list[PayeeWarning]:
    if not payee.id_no.strip():
        return []
    checked = identify(payee.id_no)
    if not checked.valid:
        return [warn(_ID.get((checked.kind, checked.problem), "id_form"), "id_no")]
    if checked.kind == "bank_card":
        return [warn("id_form", "id_no")]
    found = []
    if bare(payee.payee) and (checked.kind == "uscc") != is_company(payee.payee):
        found.append(warn("id_kind", "id_no"))
    born = birthday(payee.id_no) if checked.kind == "resident_id" else None
    if born is not None and _age(born, today) < _OF_AGE:
        found.append(warn("id_minor", "id_no"))
    return found


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))

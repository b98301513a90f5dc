"""What a bank answered to payments: its lines, and which payment each of them is about."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from workstation.domain.claim import Claim
from workstation.domain.payee import bare
from workstation.domain.payment import Payment

#: What a bank says of a payment: made, not made, or still on its way.
OUTCOMES: Final = ("paid", "failed", "waiting")
#: What comes of a line: recorded as paid or failed; told before; not settled yet; or nothing is
#: recorded: it differs, was paid a second time, may be one of several payments, or is unknown.
VERDICTS: Final = ("pay", "fail", "done", "waiting", "differs", "twice", "unclear", "unknown")
#: Verdicts that somebody has to look into.
AMISS: Final = ("differs", "twice", "unclear", "unknown")
_WORD: Final = re.compile(r"[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*")
_COMPARED: Final = ("filed", "requested", "paid", "failed")


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One payment as the bank tells it, at a line of its file (from 1).

    `number` is any text that may hold the payment's number, the account may be masked by stars;
    sums in fen, moments in milliseconds UTC, None where the bank tells none.
    """

    line: int
    outcome: str
    number: str = ""
    account: str = ""
    payee: str = ""
    amount_fen: int | None = None
    reference: str = ""
    reason: str = ""
    paid_at: int | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """A payment with the number that its file bears, and when it last came back (or None).

    `transfer` is the same for payments that a file holds as one line; "" for one by itself.
    """

    payment: Payment
    number: str
    failed_at: int | None = None
    transfer: str = ""


@dataclass(frozen=True, slots=True)
class Matched:
    """A line and what comes of it (one of `VERDICTS`).

    `differs` names what disagrees: amount, account, payee, state.
    """

    line: AnswerLine
    verdict: str
    owed: Owed | None = None
    differs: tuple[str, ...] = ()


def payment_number(claim_number: str, version: int) -> str:
    """The number under which a version's payment goes to the bank: ``C7-0012``, ``C7-0012-2``."""
    return claim_number if version == 1 else f"{claim_number}-{version}"


def transfer_of(payment: Payment, claim: Claim) -> tuple[str, ...]:
    """What is the same for payments that are one transfer: those of a bundle to one account."""
    if not claim.bundle:
        return (payment.uid,)
    return (claim.bundle, payment.payee, payment.account, payment.bank, payment.bank_no)


def match_answer(lines: Iterable[AnswerLine], owed: Sequence[Owed]) -> tuple[Matched, ...]:
    """Say for every line which payment it is about and what comes of it.

    The number decides; without one the account, together with sum and name. What agrees is
    recorded once: a line that tells what stands, also one of this very file, is `done`. A line
    about a transfer of several payments is told once for each of them.
    """
    numbers, accounts = _by_number(owed), _by_account(owed)
    transfers = _by_transfer(owed)
    found: list[Matched] = []
    told: dict[str, Matched] = {}
    for made in (one for line in lines for one in _all(line, numbers, accounts, transfers)):
        if made.owed is not None and made.verdict in ("pay", "fail"):
            uid = made.owed.payment.uid
            made = _again(made, told[uid]) if uid in told else told.setdefault(uid, made)
        found.append(made)
    return tuple(found)


def _by_transfer(owed: Iterable[Owed]) -> dict[str, list[Owed]]:
    found: dict[str, list[Owed]] = defaultdict(list)
    for one in owed:
        if one.transfer:
            found[one.transfer].append(one)
    return {name: all_ for name, all_ in found.items() if len(all_) > 1}


def _all(
    line: AnswerLine,
    numbers: Mapping[str, Owed],
    accounts: Mapping[str, list[Owed]],
    transfers: Mapping[str, list[Owed]],
) -> list[Matched]:
    """What a line says: of every payment of its transfer where its sum is theirs, else of one."""
    made = _matched(line, numbers, accounts)
    mine = transfers.get(made.owed.transfer, []) if made.owed is not None else []
    if made.owed is None and made.verdict == "unknown" and line.account.strip():
        named = (all_ for all_ in transfers.values() if _is_sum(line, all_))
        fitting = [all_ for all_ in named if same_account(line.account, all_[0].payment.account)]
        mine = fitting[0] if len(fitting) == 1 else []
    if not mine or not _is_sum(line, mine):
        return [made]
    return [_judged(replace(line, amount_fen=one.payment.amount_fen), one) for one in mine]


def _is_sum(line: AnswerLine, transfer: Iterable[Owed]) -> bool:
    total = sum(one.payment.amount_fen for one in transfer)
    return line.amount_fen is not None and abs(line.amount_fen) == total


def _again(made: Matched, before: Matched) -> Matched:
    """A second line about a payment that the same file settles."""
    same = (made.verdict, made.line.reference) == (before.verdict, before.line.reference)
    return replace(made, verdict="done" if same else "twice")


def _by_number(owed: Iterable[Owed]) -> dict[str, Owed]:
    """Payments by number, and by the number without hyphens, where that names one alone."""
    numbers, bare_numbers = defaultdict(list), defaultdict(list)
    for one in owed:
        numbers[one.number.upper()].append(one)
        bare_numbers[one.number.upper().replace("-", "")].append(one)
    return {
        number: all_[0]
        for told in (bare_numbers, numbers)
        for number, all_ in told.items()
        if len(all_) == 1
    }


def _by_account(owed: Iterable[Owed]) -> dict[str, list[Owed]]:
    found: dict[str, list[Owed]] = defaultdict(list)
    for one in owed:
        if one.payment.state in _COMPARED:
            found[bare(one.payment.account)].append(one)
    return found


def _matched(
    line: AnswerLine, numbers: Mapping[str, Owed], accounts: Mapping[str, list[Owed]]
) -> Matched:
    words = _WORD.findall(unicodedata.normalize("NFKC", line.number).upper())
    named = {numbers[word].payment.uid: numbers[word] for word in words if word in numbers}
    if len(named) > 1:
        return Matched(line, "unclear")
    if named:
        return _judged(line, next(iter(named.values())))
    return _by_figures(line, accounts)


def _by_figures(line: AnswerLine, accounts: Mapping[str, list[Owed]]) -> Matched:
    """A line without a number: by account, sum and name.

    Where several payments have these, whatever became of them, none is guessed: what is settled
    meanwhile must not make a second import of the same file say more than the first.
    """
    if not line.account.strip():
        return Matched(line, "unknown")
    mine = _of_account(line.account, accounts)
    exact = [one for one in mine if not _differing(line, one.payment)]
    if not exact:
        near = [one for one in mine if one.payment.state in ("requested", "filed")]
        return _judged(line, near[0]) if len(near) == 1 else Matched(line, "unknown")
    settled = [one for one in exact if _tells(line, one.payment)]
    if settled:
        return _judged(line, settled[0])
    return _judged(line, exact[0]) if len(exact) == 1 else Matched(line, "unclear")


def _tells(line: AnswerLine, payment: Payment) -> bool:
    """Whether a payment stands as a line without its number tells it."""
    if payment.state != line.outcome:
        return False
    return line.outcome == "failed" or line.reference in ("", payment.reference)


def _of_account(account: str, accounts: Mapping[str, list[Owed]]) -> list[Owed]:
    if "*" not in account:
        return accounts.get(bare(account), [])
    return [one for known, all_ in accounts.items() if same_account(account, known) for one in all_]


def same_account(told: str, account: str) -> bool:
    """Whether an account is the one told; stars stand for figures that are not shown."""
    mask, known = bare(told), bare(account)
    if "*" not in mask:
        return mask == known
    pattern = ".*".join(re.escape(part) for part in re.split(r"\*+", mask))
    return bool(known) and re.fullmatch(pattern, known) is not None


def _differing(line: AnswerLine, payment: Payment) -> tuple[str, ...]:
    """In what a line is not the payment; what the bank does not tell is not compared."""
    agrees = {
        "amount": line.amount_fen is None or abs(line.amount_fen) == payment.amount_fen,
        "account": not line.account.strip() or same_account(line.account, payment.account),
        "payee": not line.payee.strip() or same_name(line.payee, payment.payee),
    }
    return tuple(name for name, same in agrees.items() if not same)


def same_name(told: str, name: str) -> bool:
    """Whether a payee's name is the one told; stars stand for letters that are not shown."""
    if "*" not in told:
        return bare(told) == bare(name)
    pattern = ".*".join(re.escape(part) for part in re.split(r"\*+", bare(told)))
    return re.fullmatch(pattern, bare(name)) is not None


def _judged(line: AnswerLine, one: Owed) -> Matched:
    differs = _differing(line, one.payment)
    if line.outcome == "waiting":
        return Matched(line, "waiting", one, differs)
    if differs:
        return Matched(line, "differs", one, differs)
    judge = _made if line.outcome == "paid" else _came_back
    return judge(line, one)


def _made(line: AnswerLine, one: Owed) -> Matched:
    state, before = one.payment.state, one.payment.reference
    if state == "paid":
        same = not line.reference or line.reference == before
        return Matched(line, "done" if same else "twice", one)
    if state in ("requested", "filed"):
        return Matched(line, "pay", one)
    return Matched(line, "differs", one, ("state",))


def _came_back(line: AnswerLine, one: Owed) -> Matched:
    """A payment that was not made: each time once; one that was asked for again is another time."""
    state, filed = one.payment.state, one.payment.filed_at or 0
    if state == "paid":
        return Matched(line, "differs", one, ("state",))
    if state not in ("requested", "filed"):
        return Matched(line, "done", one)
    told = line.paid_at is not None and state == "filed" and line.paid_at >= filed
    return Matched(line, "fail" if one.failed_at is None or told else "done", one)

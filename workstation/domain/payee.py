"""What looks odd about a payee: warnings with their reasons, which never hold up a right one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from workstation.domain.wording import said

#: The sentence of each warning in English and in Chinese.
SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "payee_missing": ("The payee's name is missing", "还没有收款人户名"),
    "account_missing": ("The account is missing", "还没有收款账号"),
    "name_differs": (
        "The payee {payee} is not the claimant {claimant}: look for an authorisation",
        "户名“{payee}”与索赔人“{claimant}”不同：请核对授权委托书",
    ),
    "name_near": (
        "The payee {payee} and the claimant {claimant} differ by one letter: is it a slip?",
        "户名“{payee}”与索赔人“{claimant}”只差一字，请核对是否写错",
    ),
    "card_check_digit": (
        "Account ending {tail}: the card's check digit is wrong; compare each figure. (Company"
        " accounts have none: pass this over)",
        "账号末四位 {tail}：银行卡校验位不符，请逐位核对（单位账户没有校验位，可以忽略）",
    ),
    "company_account": (
        "A company's account has no check digit: compare it with the bank's paper by eye",
        "单位账户没有校验位，无法自动核对，请与开户许可或回执逐位比对",
    ),
    "account_length": (
        "The account has {count} figures; 8 to 30 are usual",
        "账号只有 {count} 位，通常为 8 至 30 位",
    ),
    "account_characters": ("The account holds more than figures", "账号含有数字以外的字符"),
    "card_for_company": (
        "The payee looks like a company but the account like a person's card",
        "收款人像是单位，账号却是个人银行卡的样式，请确认是否为对公账户",
    ),
    "id_check_digit": ("The check digit of the identity number is wrong", "身份证号校验位不符"),
    "id_birthday": (
        "There is no such birthday as in the identity number",
        "身份证号中的出生日期不存在",
    ),
    "id_region": ("There is no such region as in the identity number", "身份证号的地区代码不存在"),
    "id_old": (
        "This is an identity number of before 2000: ask for the present one of 18 figures",
        "这是 15 位旧身份证号，请提供现行 18 位号码",
    ),
    "id_form": (
        "This is neither an identity number nor a credit code",
        "证件号码不像身份证号或统一社会信用代码",
    ),
    "id_minor": (
        "By the number the payee is under 18: a guardian has to receive it",
        "证件显示收款人未满 18 周岁，请由监护人代收",
    ),
    "uscc_check_digit": (
        "The check character of the credit code is wrong",
        "统一社会信用代码校验位不符",
    ),
    "id_kind": (
        "The payee looks like a company but the number like a person's, or the other way round",
        "收款人像是单位，证件却是个人身份证（或相反）",
    ),
    "bank_missing": ("The bank is missing", "还没有开户银行"),
    "branch_missing": (
        "{bank} names no branch: payments between banks may come back",
        "开户银行“{bank}”没有写到支行（分理处、营业部），跨行付款可能退回",
    ),
    "city_missing": ("The bank's city is missing", "还没有开户城市"),
    "city_differs": (
        "The city {city} is not that of the branch {bank}",
        "开户城市“{city}”与支行名称“{bank}”所在城市不一致",
    ),
    "account_of_another": (
        "The same account was paid before under the name {payee} ({number})",
        "同一账号曾以户名“{payee}”收款（{number}）",
    ),
    "account_changed": (
        "{payee} was last paid to an account ending {tail} ({number}): did it change?",
        "“{payee}”上次的收款账号末四位为 {tail}（{number}），请核对是否更换",
    ),
    "account_near": (
        "One figure differs from the account {payee} was paid to last ({number}): is it a slip?",
        "与“{payee}”上次的账号只差一位（{number}），请核对是否写错",
    ),
    "paid_often": (
        "This account was paid {count} times lately: have a look",
        "该账号近期已收款 {count} 次，请留意",
    ),
    "amount_above_claim": (
        "The payment is above what was claimed",
        "付款金额高于索赔金额",
    ),
    "amount_above_approval": ("The payment is above what was approved", "付款金额高于审批金额"),
    "amount_nothing": ("The payment is not above zero", "付款金额不大于零"),
}
#: Payments to one account from which on it is told.
OFTEN: Final = 3
_COMPANY: Final = re.compile(
    r"公司|商行|工厂|厂$|中心|集团|合作社|事务所|学校|医院|银行|商店|店$|部$|社$|协会|有限|\b(?:ltd|limited|inc|llc|gmbh|corp|company|co)\b",
    re.IGNORECASE,
)
_BRANCH: Final = re.compile(r"支行|分理处|营业部|分行|储蓄所|信用社|网点|branch", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Payee:
    """Who is to be paid, how, and for what. Sums in fen; ``None`` where it is not known."""

    payee: str
    account: str
    bank: str = ""
    city: str = ""
    id_no: str = ""
    claimant: str = ""
    authorised: bool = False
    amount_fen: int | None = None
    claimed_fen: int | None = None
    approved_fen: int | None = None


@dataclass(frozen=True, slots=True)
class PaidBefore:
    """A payment of before: to whom, to what account, for which claim."""

    payee: str
    account: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class PayeeWarning:
    """What looks odd, in which field (payee, account, bank, city, id_no, amount)."""

    code: str
    field: str
    facts: tuple[tuple[str, str], ...] = ()

    def said(self, language: str = "zh") -> str:
        """The sentence in Chinese for a language that begins with "zh", else in English."""
        return said(SENTENCES[self.code], language).format_map(dict(self.facts))


def warn(code: str, field: str, **facts: object) -> PayeeWarning:
    """A warning with its facts as text."""
    return PayeeWarning(code, field, tuple((name, str(value)) for name, value in facts.items()))


def bare(text: str) -> str:
    """A name or number without blanks, hyphens and dots, in one width and case."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s\-·•.,，。()（）]", "", plain)


def is_company(name: str) -> bool:
    """Whether a name looks like that of a company."""
    return _COMPANY.search(unicodedata.normalize("NFKC", name)) is not None


def one_apart(one: str, other: str) -> bool:
    """Whether two texts differ by one letter: another, one more, or two that changed places."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        unlike = [place for place in range(len(one)) if one[place] != other[place]]
        if len(unlike) == 2 and unlike[1] == unlike[0] + 1:
            first, second = unlike
            return one[first] == other[second] and one[second] == other[first]
        return len(unlike) == 1
    short, long = sorted((one, other), key=len)
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def check_names(payee: Payee) -> list[PayeeWarning]:
    """Whether the payee is the claimant."""
    if not payee.payee.strip():
        return [warn("payee_missing", "payee")]
    mine, claimant = bare(payee.payee), bare(payee.claimant)
    if not claimant or mine == claimant or payee.authorised:
        return []
    near = one_apart(mine, claimant) and min(len(mine), len(claimant)) > 1
    code = "name_near" if near else "name_differs"
    return [warn(code, "payee", payee=payee.payee, claimant=payee.claimant)]


def check_bank(payee: Payee, city_of: Callable[[str], str]) -> list[PayeeWarning]:
    """Whether bank, branch and city are there and agree; `city_of` finds a text's city, or ""."""
    found = []
    if not payee.bank.strip():
        found.append(warn("bank_missing", "bank"))
    elif _BRANCH.search(payee.bank) is None:
        found.append(warn("branch_missing", "bank", bank=payee.bank))
    if not payee.city.strip():
        return [*found, warn("city_missing", "city")]
    branch, city = city_of(payee.bank), city_of(payee.city)
    if branch and city and branch != city:
        found.append(warn("city_differs", "city", city=payee.city, bank=payee.bank))
    return found


def check_before(payee: Payee, before: Iterable[PaidBefore]) -> list[PayeeWarning]:
    """What earlier payments say, given latest first: other names, other accounts, slips."""
    name, account = bare(payee.payee), bare(payee.account)
    if not (name and account):
        return []
    past = list(before)
    found = []
    for one in past:
        if bare(one.account) == account and bare(one.payee) != name:
            told = {"payee": one.payee, "number": one.number}
            found.append(warn("account_of_another", "account", **told))
            break
    mine = [one for one in past if bare(one.payee) == name]
    if mine and all(bare(one.account) != account for one in mine):
        last = mine[0]
        near = one_apart(bare(last.account), account)
        told = {"payee": last.payee, "number": last.number, "tail": bare(last.account)[-4:]}
        found.append(warn("account_near" if near else "account_changed", "account", **told))
    count = sum(bare(one.account) == account for one in past)
    if count >= OFTEN:
        found.append(warn("paid_often", "account", count=count))
    return found


def check_amount(payee: Payee) -> list[PayeeWarning]:
    """Whether the sum is above zero, what was claimed, and what was approved."""
    fen = payee.amount_fen
    if fen is None:
        return []
    if fen <= 0:
        return [warn("amount_nothing", "amount")]
    found = []
    if payee.approved_fen is not None and fen > payee.approved_fen:
        found.append(warn("amount_above_approval", "amount"))
    if payee.claimed_fen and fen > payee.claimed_fen:
        found.append(warn("amount_above_claim", "amount"))
    return found
